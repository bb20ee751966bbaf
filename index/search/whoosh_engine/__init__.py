"""The full-text index: only here is Whoosh known.

A search goes through it from left to right::

    text -> lexer, querylanguage, leaves (dates, bounds) -> Whoosh's query tree
         -> evaluation (phrases, patterns, scoring) of a snapshot -> nodes, over arrays
         -> ranking (common, nearness), facets, suggestions, dropping -> marks, snippets -> hits

What has no node of its own goes to Whoosh's matchers, in ``fallback``; ``explain`` tells of one article how it scored.

``schema`` and ``analysis`` say what of an article is searched, ``writing`` commits it as ``segments``, ``folder`` keeps
the files safe, ``watch`` sees a later generation. Queries know of segments only through ``snapshot``, with
``expansion`` and ``phrases``.
"""

from index.search.whoosh_engine.engine import FullText

__all__ = ["FullText"]
