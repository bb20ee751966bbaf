"""Putting records into the store: which article each is of, and what it adds to its other sources."""
