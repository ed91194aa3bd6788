"""What staff do. Every handler's service re-checks the right; nothing here trusts a button."""
