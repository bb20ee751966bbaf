"""Whoosh's query trees evaluated over a snapshot: which documents match, and their scores."""
