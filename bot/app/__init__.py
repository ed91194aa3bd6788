"""Composition: the only place that knows everyone. One module per process."""
