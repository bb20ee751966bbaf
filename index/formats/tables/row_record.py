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
_PROBES = ("https://probe.example/2021-03-04", "2021-03-04", "Ada Brekke")
"""Values of which any field takes one."""


@lru_cache(maxsize=4096)
def role(name: str) -> str | None:
    """What a column with that name holds: :data:`TEXT`, a field of DeclaredMetadata, or None where it is not known."""
    if not name.strip() or len(name) > _LONGEST_NAME:
        return None
    try:
        article(Address("probe"), b"", {name: "A word."}, encoding="utf-8")
    except SourceError:
        return next((known for probe in _PROBES if (known := _field(name, probe)) is not None), None)
    return TEXT


def _field(name: str, value: str) -> str | None:
    declared = metadata_of({name: value})
    # An address names an outlet too, by its host.
    known = (field.name for field in fields(DeclaredMetadata) if getattr(declared, field.name))
    return "url" if declared.url else next(known, None)


def article_of(address: Address, record: Mapping[str, object]) -> Record:
    """The article that a row is, or a row of the report with the reason why it is none."""
    data = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")
    try:
        return article(address, data, record, encoding="utf-8")
    except SourceError as error:
        return skipped(address, error)
