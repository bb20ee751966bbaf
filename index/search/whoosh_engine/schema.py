"""The fields of the full-text index.

Searched, in stems: ``headline``, ``deck``, ``body``. Searched as written: ``outlet``, ``author``, ``path`` by words,
``tag``, ``lang`` and once more the outlet as wholes. ``initial`` has the first letters of all words. Columns, one value
for each article: its id, ``version``, ``published``, lengths, ``outlet_name``, ``tags``, ``language``. Nothing is
stored: rows of results are loaded from the store of record. ``segments.build`` fills them in.
"""

from __future__ import annotations

import re
from datetime import date

from whoosh.fields import ID, NUMERIC, TEXT, Schema

from index.search.whoosh_engine.analyzers import StemAnalyzer, WholeAnalyzer, WordAnalyzer

TEXT_FIELDS = ("headline", "deck", "body")
"""What a word without a field is looked for in."""

WRITTEN = "written"
"""In a query, the field of a prefix that the words of any text field may have as they are written."""

OUTLET_WHOLE = "outlet_whole"
"""The field of outlets' names as wholes."""

INITIAL = "initial"
"""The field of the first letters of words, as far as they are ASCII: one letter begins too many to add them up."""

UNDATED = -(2**31)
"""``published`` of an article without a date."""

SEPARATOR = "\x1f"
"""Between the tags of one article in their column."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?")
_EPOCH = date(1970, 1, 1).toordinal()
_LATEST = 2**31 - 1


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


def minutes(published: str | None) -> int:
    """An ISO 8601 time as minutes since 1970, on the clock that it was printed by; :data:`UNDATED` where it is none."""
    found = _ISO.match(published or "")
    if found is None:
        return UNDATED
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        days = date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return UNDATED
    return min(days * 1440 + hour * 60 + minute, _LATEST)
