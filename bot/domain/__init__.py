"""Pure rules and value objects: standard library only, no I/O, no clock."""
