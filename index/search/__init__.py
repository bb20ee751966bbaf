"""Answering queries: what every engine shares, and the engines."""
