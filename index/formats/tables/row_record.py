"""What the records of JSON make of a row: what its columns are, and the article that it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Final

from index.errors import SourceError
from index.formats.records.json_records import article
from index.formats.records.record_fields import metadata_of
from index.formats.source import Record, skipped
from index.model import Address, DeclaredMetadata

TEXT: Final = "text"
"""The role of a column with texts; the other roles are the fields of DeclaredMetadata."""
_LONGEST_NAME = 80
"""Characters of a column's name."""
_PROBE = "https://probe.example/page"
"""A value that any field takes."""


@lru_cache(maxsize=4096)
def role(name: str) -> str | None:
    """What a column with that name holds: :data:`TEXT`, a field of DeclaredMetadata, or None where it is not known."""
    if not name.strip() or len(name) > _LONGEST_NAME:
        return None
    declared = metadata_of({name: _PROBE})
    known = next((field.name for field in fields(DeclaredMetadata) if getattr(declared, field.name)), None)
    try:
        article(Address("probe"), b"", {name: "A word."}, encoding="utf-8")
    except SourceError:
        return known
    return TEXT


def article_of(address: Address, record: Mapping[str, object]) -> Record:
    """The article that a row is, or a row of the report with the reason why it is none."""
    data = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")
    try:
        return article(address, data, record, encoding="utf-8")
    except SourceError as error:
        return skipped(address, error)
