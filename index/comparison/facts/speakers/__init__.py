"""Who says something, according to a sentence or to an article."""

from index.comparison.facts.speakers.article import ArticleSpeakers, Line
from index.comparison.facts.speakers.sentence import speaker

__all__ = ["ArticleSpeakers", "Line", "speaker"]
