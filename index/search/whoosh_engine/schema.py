"""The fields of the full-text index.

Searched, in stems: ``headline``, ``deck``, ``body``. Searched as written: ``outlet``, ``author``, ``path`` by words,
``tag``, ``lang`` and once more the outlet as wholes. ``initial`` has the first letters of all words. Columns, one value
for each article: its id, ``version``, ``published``, lengths, ``outlet_name``, ``tags``, ``language``. Nothing is
stored: rows of results are loaded from the store of record. ``segments.build`` fills them in.
"""

from __future__ import annotations

from whoosh.fields import ID, NUMERIC, TEXT, Schema

from index.search.whoosh_engine.analyzers import StemAnalyzer, WholeAnalyzer, WordAnalyzer

WRITTEN = "written"
"""In a query, the field of a prefix or pattern that the words of any text field may match as they are written."""

INITIAL = "initial"
"""The field of the first letters of words, as far as they are ASCII: one letter begins too many to add them up."""

SEPARATOR = "\x1f"
"""Between the tags of one article in their column."""


def whole_field(field: str) -> str:
    """The field of whole names beside a field of their words."""
    return f"{field}_whole"


def schema() -> Schema:
    """The fields as Whoosh's own searcher sees them; a change to them asks for another ``contents.FORMAT``."""
    return Schema(
        id=ID(unique=True),
        headline=TEXT(analyzer=StemAnalyzer()),
        deck=TEXT(analyzer=StemAnalyzer()),
        body=TEXT(analyzer=StemAnalyzer()),
        outlet=TEXT(analyzer=WordAnalyzer()),
        author=TEXT(analyzer=WordAnalyzer()),
        path=TEXT(analyzer=WordAnalyzer()),
        initial=TEXT(analyzer=WordAnalyzer(), phrase=False),
        outlet_whole=TEXT(analyzer=WholeAnalyzer(), phrase=False),
        tag=TEXT(analyzer=WholeAnalyzer(), phrase=False),
        lang=TEXT(analyzer=WholeAnalyzer(), phrase=False),
        published=NUMERIC(int, bits=32, signed=True),
    )


def clean_surrogates(text: str) -> str:
    """``text`` as it can be encoded: a lone surrogate becomes ``?``, code point for code point."""
    return text.encode(errors="replace").decode()
