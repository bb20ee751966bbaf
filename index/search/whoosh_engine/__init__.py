"""The default engine: Whoosh's query trees, evaluated over columnar segments. Only here is Whoosh imported.

A query goes from left to right::

    syntax tree -> translation -> Whoosh's query tree
         -> evaluator, over a snapshot -> matchers, over arrays -> ranking (function words, proximity) -> page, facets

A query that has no matcher of its own is answered by Whoosh's, in ``fallback``. ``explanation`` says how one article
scored. ``schema`` and ``analyzers`` say how articles are indexed, ``writer`` commits them as ``segments``, ``folder``
keeps the files safe, ``generation_watch`` notices commits. Queries read segments through a ``snapshot`` only.
"""

from index.search.whoosh_engine.bulk import build
from index.search.whoosh_engine.engine import WhooshEngine

__all__ = ["WhooshEngine", "build"]
