"""What the records of JSON make of a row: what its columns are, and the article that it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Final

from index.formats.records.field_names import field_of, plain_name
from index.formats.records.json_records import Records
from index.formats.records.json_shapes import Bare, results_in
from index.formats.records.record_fields import metadata_of
from index.formats.source import Record
from index.model import Address, DeclaredMetadata, FieldNames
from index.text import Decoded

TEXT: Final = "text"
"""The role of a column with texts; the other roles are the fields of DeclaredMetadata."""
_LONGEST_NAME = 80
"""Characters of a column's name."""
_PROBES = ("https://probe.example/2021-03-04", "2021-03-04", "Ada Brekke")
"""Values of which any field takes one."""
_ENCODED = Decoded("", "utf-8", damaged=False)


@lru_cache(maxsize=4096)
def role(name: str, own: FieldNames = ()) -> str | None:
    """What a column with that name holds: :data:`TEXT`, a field of DeclaredMetadata, or None where it is not known.

    ``own`` are the names that the reader gave to fields.
    """
    if not name.strip() or len(name) > _LONGEST_NAME:
        return None
    named = next((field for field, names in own if plain_name(names) == plain_name(name)), field_of(name))
    if named in ("text", "html"):
        return TEXT
    for probe in _PROBES:
        declared = metadata_of({name: probe}, own)
        # An address names an outlet too, by its host.
        if declared.url:
            return "url"
        for field in fields(DeclaredMetadata):
            if getattr(declared, field.name):
                return field.name
    return None


def articles_of(address: Address, record: Mapping[str, object], own: FieldNames = ()) -> Iterator[Record] | None:
    """The article that a row is, or a row of the report with the reason; None where it has no text of an article."""
    results = [result for result in results_in(record, own) if not isinstance(result, Bare)]
    return Records(address).row(address, results[0], None, _ENCODED) if results else None
