"""The full-text index: only here is Whoosh known.

A search goes through it from left to right::

    text -> lexer, querylanguage, leaves (dates, bounds) -> Whoosh's query tree
         -> evaluation (scoring) over a snapshot -> ranking, facets, suggestions -> marks, snippets -> hits

``schema`` and ``analysis`` say what of an article is searched, ``writing`` commits it as ``segments``, ``folder`` keeps
the files safe. Queries know of segments only through ``snapshot``, with ``expansion`` and ``phrases``.
"""

from index.fulltext.engine import FullText

__all__ = ["FullText"]
