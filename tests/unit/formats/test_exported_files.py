"""The files of a Zotero export have what its references say of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import formats
from index.formats.library import exported_files
from index.model import SourceDocument
from tests.unit.formats.office_files import pdf

RIS = """TY  - NEWS
TI  - The mill of Ahrn
AU  - Quill, Ada
T2  - The Daily Quay
DA  - 2024/05/03/
L1  - files/2/Mill.pdf
ER  -
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "My Library"
    for number in (2, 22):
        (folder / "files" / str(number)).mkdir(parents=True)
        (folder / "files" / str(number) / "Mill.pdf").write_bytes(pdf([[(50, 600, 10, "The mill at Ahrn was sold.")]]))
    (folder / "My Library.ris").write_text(RIS)
    return folder


def outlet(path: Path) -> str | None:
    (found,) = formats.read_file(path)
    assert isinstance(found, SourceDocument)
    return found.declared.outlet


def test_a_file_has_outlet_date_and_author_of_its_reference(export: Path) -> None:
    (found,) = formats.read_file(export / "files" / "2" / "Mill.pdf")
    assert isinstance(found, SourceDocument)
    declared = found.declared
    assert (declared.headline, declared.outlet, declared.published, declared.authors) == (
        "The mill of Ahrn", "The Daily Quay", "2024-05-03", ("Ada Quill",),
    )  # fmt: skip


def test_a_file_that_no_reference_names_has_nothing(export: Path) -> None:
    assert outlet(export / "files" / "22" / "Mill.pdf") is None


def test_so_many_bytes_of_references_are_read(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = (export / "My Library.ris").stat().st_size
    for most, found in ((size, "The Daily Quay"), (size - 1, None)):
        monkeypatch.setattr(exported_files, "LARGEST", most)
        assert outlet(export / "files" / "2" / "Mill.pdf") == found
