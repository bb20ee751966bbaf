"""The fields of the full-text index as Whoosh knows them.

Which there are follows from the table of query fields: text in stems, words and names as they are written, whole names
and values. ``initial`` has the first letters of all words. Nothing is stored: rows of results are loaded from the store
of record. ``segments.builder`` fills them in.
"""

from __future__ import annotations

from whoosh.fields import ID, NUMERIC, TEXT, Schema

from index.search.whoosh_engine.analyzers import StemAnalyzer, WholeAnalyzer, WordAnalyzer
from index.search.whoosh_engine.segments.layout import COUNTED, TEXTS, WHOLE, WORDS

WRITTEN = "written"
"""In a query, the field of a prefix or pattern that the words of any text field may match as they are written."""

INITIAL = "initial"
"""The field of the first letters of words, as far as they are ASCII: one letter begins too many to add them up."""


def schema() -> Schema:
    """The fields as Whoosh's own searcher sees them; a change to them asks for another ``contents.FORMAT``."""
    stems, words, wholes = StemAnalyzer(), WordAnalyzer(), WholeAnalyzer()
    return Schema(
        id=ID(unique=True),
        published=NUMERIC(int, bits=32, signed=True),
        **{field: TEXT(analyzer=stems) for field in TEXTS},
        **{field: TEXT(analyzer=words) for field in WORDS},
        **{field: TEXT(analyzer=words, phrase=False) for field in COUNTED},
        **{field: TEXT(analyzer=wholes, phrase=False) for field in WHOLE},
    )
