"""A source document becomes the article that a reader wants, with what was hidden and why."""

from index.cleaning.cleaner import clean

__all__ = ["clean"]
