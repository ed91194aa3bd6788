"""Collider: the chat assistant of a creative-industries network."""

__version__ = "0.1.0"
