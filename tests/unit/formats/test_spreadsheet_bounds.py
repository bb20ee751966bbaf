"""Workbooks that would fill the memory."""

from __future__ import annotations

import io
import zipfile

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.databases import exports


@pytest.mark.parametrize(
    ("ref", "is_read"),
    [
        ("A1:C10", True), ("A1:J1000000", True), ("A1:J1000001", False), ("A1:XFD1048576", False),
        ("A1048576:C1048577", True),
    ],
)  # fmt: skip
def test_a_sheet_with_a_cell_far_away_is_refused_before_it_fills_the_memory(ref: str, *, is_read: bool) -> None:
    made = io.BytesIO()
    table = exports.xlsx([["title", "text"], ["Ferry", "The ferry sails again."]])
    stated = f'<dimension ref="{ref}"/><sheetData>'.encode()
    with zipfile.ZipFile(io.BytesIO(table)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<sheetData>", stated))
    (found,) = formats.read_stream(io.BytesIO(made.getvalue()), "a.xlsx")
    assert isinstance(found, SourceDocument) == is_read, found
    if isinstance(found, SkippedSource):
        assert "columns; delete the empty ones" in found.reason
