"""The full-text index: schema, query language, ranking, snippets. Only here is Whoosh known."""

from index.fulltext.engine import FullText

__all__ = ["FullText"]
