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


BIBTEX = r"""@article{quill_mill,
 title = {The mill of Ahrn},
 author = {Quill, Ada},
 journal = {The Daily Quay},
 date = {2024-05-03},
 file = {Mill\: a PDF:files/2/Mill.pdf:application/pdf;Page:files/3/mill.html:text/html}
}
"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/">
<bib:Article rdf:about="#item_1"><z:itemType>newspaperArticle</z:itemType>
<dcterms:isPartOf><bib:Newspaper><dc:title>The Daily Quay</dc:title></bib:Newspaper></dcterms:isPartOf>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Quill</foaf:surname><foaf:givenName>Ada</foaf:givenName>
</foaf:Person></rdf:li></rdf:Seq></bib:authors><link:link rdf:resource="#item_2"/>
<dc:title>The mill of Ahrn</dc:title><dc:date>2024-05-03</dc:date></bib:Article>
<z:Attachment rdf:about="#item_2"><rdf:resource rdf:resource="files/2/Mill.pdf"/></z:Attachment></rdf:RDF>
"""


@pytest.mark.parametrize(("kind", "written"), [("bib", BIBTEX), ("rdf", RDF)])
def test_other_exports_of_zotero_say_the_same(export: Path, kind: str, written: str) -> None:
    (export / "My Library.ris").unlink()
    (export / f"My Library.{kind}").write_text(written)
    (found,) = formats.read_file(export / "files" / "2" / "Mill.pdf")
    assert isinstance(found, SourceDocument)
    declared = found.declared
    assert (declared.headline, declared.outlet, declared.published, declared.authors) == (
        "The mill of Ahrn", "The Daily Quay", "2024-05-03", ("Ada Quill",),
    )  # fmt: skip
    assert outlet(export / "files" / "22" / "Mill.pdf") is None


def test_references_that_cannot_be_read_leave_their_files_readable(export: Path) -> None:
    (export / "My Library.rdf").write_text("files/2/ files/22/ is no XML")
    assert outlet(export / "files" / "2" / "Mill.pdf") == "The Daily Quay"
    assert outlet(export / "files" / "22" / "Mill.pdf") is None
