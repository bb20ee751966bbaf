"""The reader's own in the store."""
