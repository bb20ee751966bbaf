"""The fields of the full-text index, and what of an article goes into them.

Searched, in stems: ``headline``, ``deck``, ``body``. Searched as written: ``outlet``, ``author``, ``path`` by words,
``tag``, ``lang`` and once more the outlet as wholes. Columns, one value for each article: ``key`` (the id),
``version``, ``published``, ``words`` (of the body), ``edges`` (beginnings of words), ``outlet_name``, ``tags``. Nothing
is stored: rows of results are loaded from the store of record.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema

from index.fulltext.analysis import StemAnalyzer, WholeAnalyzer, WordAnalyzer, words_of
from index.fulltext.edges import encoded
from index.fulltext.positions import WordsField
from index.model import Article
from index.text import stem

TEXT_FIELDS = ("headline", "deck", "body")
"""What a word without a field is looked for in."""

WRITTEN = "written"
"""In a query, the field of a prefix that the words of any text field may have as they are written."""

OUTLET_WHOLE = "outlet_whole"
"""The field of outlets' names as wholes."""

UNDATED = -(2**31)
"""``published`` of an article without a date."""

SEPARATOR = "\x1f"
"""Between the tags of one article in their column."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?")
_EPOCH = date(1970, 1, 1).toordinal()
_LATEST = 2**31 - 1


def schema() -> Schema:
    """The fields; a change to them asks for another ``folder.FORMAT``."""
    return Schema(
        id=ID(unique=True),
        key=COLUMN(VarBytesColumn()),
        version=COLUMN(NumericColumn("i")),
        headline=WordsField(StemAnalyzer()),
        deck=WordsField(StemAnalyzer()),
        body=WordsField(StemAnalyzer()),
        outlet=WordsField(WordAnalyzer()),
        author=WordsField(WordAnalyzer()),
        path=WordsField(WordAnalyzer()),
        outlet_whole=TEXT(analyzer=WholeAnalyzer(), phrase=False),
        tag=TEXT(analyzer=WholeAnalyzer(), phrase=False),
        lang=TEXT(analyzer=WholeAnalyzer(), phrase=False),
        published=COLUMN(NumericColumn("i", default=UNDATED)),
        edges=COLUMN(VarBytesColumn()),
        words=COLUMN(NumericColumn("i")),
        outlet_name=COLUMN(RefBytesColumn()),
        tags=COLUMN(RefBytesColumn()),
    )


def document(article: Article) -> tuple[dict[str, Any], set[str]]:
    """The values of ``article`` for a Whoosh writer, and its words as written. Text is cut into words once."""
    metadata = article.content.metadata
    texts = {"headline": metadata.headline or "", "deck": metadata.deck or "", "body": article.text}
    words = {field: words_of(text) for field, text in texts.items()}
    written = [word for field in TEXT_FIELDS for word in words[field]]
    outlet = clean_surrogates(metadata.outlet or "")
    tags = [clean_surrogates(tag.replace("\n", " ")) for tag in article.tags]
    values: dict[str, Any] = {
        "id": article.id,
        "key": article.id.encode(),
        "version": article.version,
        **{field: [stem(word) for word in words[field]] for field in TEXT_FIELDS},
        "edges": encoded(written),
        "outlet": outlet,
        OUTLET_WHOLE: outlet.replace("\n", " "),
        "author": "\n".join(metadata.authors),
        "path": "\n".join(article.paths),
        "tag": "\n".join(tags),
        "lang": metadata.language,
        "published": minutes(metadata.published),
        "words": len(words["body"]),
        "outlet_name": outlet.encode(),
        "tags": SEPARATOR.join(tags).encode(),
    }
    return {name: value for name, value in values.items() if value}, set(written)


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
