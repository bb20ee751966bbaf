"""The full-text index: only here is Whoosh known.

A search goes through it from left to right::

    text -> lexer, querylanguage, leaves (dates, bounds) -> Whoosh's query tree
         -> evaluation (scoring) over a snapshot -> ranking, facets, suggestions -> marks, snippets -> hits

``schema`` and ``analysis`` say what of an article is searched, ``writing`` commits it, ``storage`` and ``folder`` keep
the files safe. What is known about Whoosh's files is in ``snapshot``, ``writing`` and ``storage`` alone.
"""

from index.fulltext.engine import FullText

__all__ = ["FullText"]
