"""Which sentences of two articles tell the same, how surely, and why."""
