"""Tables that nobody declared to be of articles, but whose columns are called as the fields of articles are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from index.errors import ListWithoutTexts, SourceError
from index.formats.feeds.entry import count_words
from index.formats.feeds.stores.database import Database, Table, Value
from index.formats.records.json_records import article
from index.formats.records.record_fields import PAGE, TEXT, fields_of, metadata_of
from index.model import Address, SourceDocument

FEW_WORDS: Final = 10
"""Words below which the text of a row is a note."""


def article_tables(database: Database) -> list[Table]:
    """The tables with a column of texts, and one of headlines, outlets, times or addresses."""
    return [table for table in database.tables.values() if _has_articles(table)]


def _has_articles(table: Table) -> bool:
    fields = fields_of(dict.fromkeys(table.columns, "x"))
    if not any(name in fields for name in (*TEXT, *PAGE)):
        return False
    declared = metadata_of({column: "https://host.example/" for column in table.columns if not _is_text(column)})
    return declared.headline is not None and bool(declared.published or declared.url or declared.outlet)


def _is_text(column: str) -> bool:
    return re.sub(r"[\W_]", "", column).lower() in (*TEXT, *PAGE)


def table_article(address: Address, data: bytes, row: Mapping[str, Value]) -> SourceDocument:
    """A row as an article; raises ListWithoutTexts where its text is missing or a note."""
    values: dict[str, object] = {
        name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value for name, value in row.items()
    }
    texts = [fields_of(values).get(name) for name in (*TEXT, *PAGE)]
    if not any(isinstance(text, str) and count_words(text) >= FEW_WORDS for text in texts):
        raise ListWithoutTexts("a row without a text")
    try:
        return article(address, data, values, encoding="utf-8")
    except SourceError as error:
        raise ListWithoutTexts(error.message) from error
