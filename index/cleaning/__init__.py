"""A source document becomes the article that a reader wants, with what was hidden and why."""

from index.cleaning.cleaner import clean
from index.cleaning.plain_text.several_articles import articles_of

__all__ = ["articles_of", "clean"]
