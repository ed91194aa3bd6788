"""Matching: which opportunities fit a person, by facts that both sides stated."""
