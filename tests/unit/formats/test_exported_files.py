"""The files of a Zotero export have what its references say of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import formats
from index.formats.library import exported_files
from index.model import DeclaredMetadata, SourceDocument
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


def storage(folder: Path, *, key: str = "AB12CD34", name: str = "mill.html") -> Path:
    """A page in the folder of an attachment, as Zotero keeps it."""
    page = folder / "Zotero" / "storage" / key / name
    page.parent.mkdir(parents=True)
    page.write_text(f"<html><head><title>Mill</title></head><body><article>{'<p>The mill is old.</p>' * 9}</article>")
    return page


DATABASE = """
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, key TEXT);
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, contentType TEXT, path TEXT);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT, PRIMARY KEY (itemID, fieldID));
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
INSERT INTO items VALUES (1, 9, 'ITEM0001'), (2, 3, 'AB12CD34'), (3, 3, 'ALONE123');
INSERT INTO itemAttachments VALUES (2, 1, 'text/html', 'storage:mill.html'),
  (3, NULL, 'text/html', 'storage:mill.html');
INSERT INTO fields VALUES (1, 'title'), (2, 'publicationTitle'), (3, 'date'), (4, 'url'), (5, 'accessDate');
INSERT INTO itemDataValues VALUES (1, 'The mill of Ahrn'), (2, 'The Daily Quay'), (3, '2024-05-00 May 2024'),
  (4, 'https://quay.example/mill'), (5, '2024-06-01 10:00:00'), (6, 'Mill alone');
INSERT INTO itemData VALUES (1, 1, 1), (1, 2, 2), (1, 3, 3), (1, 4, 4), (1, 5, 5), (3, 1, 6);
INSERT INTO creatorTypes VALUES (8, 'author'), (10, 'editor');
INSERT INTO creators VALUES (1, 'Ada', 'Quill', 0), (2, 'Ole', 'Lunn', 0), (3, '', 'Desk of Ahrn', 1);
INSERT INTO itemCreators VALUES (1, 2, 8, 1), (1, 1, 8, 0), (1, 3, 10, 2);
"""


def database(folder: Path, script: str = DATABASE) -> None:
    with closing(sqlite3.connect(folder / "Zotero" / "zotero.sqlite")) as made:
        made.executescript(script)


def declared_of(page: Path) -> DeclaredMetadata:
    (found,) = formats.read_file(page)
    assert isinstance(found, SourceDocument)
    return found.declared


def test_a_page_in_zoteros_storage_has_what_its_database_says(tmp_path: Path) -> None:
    page = storage(tmp_path)
    database(tmp_path)
    assert declared_of(page) == DeclaredMetadata(
        headline="The mill of Ahrn",
        outlet="The Daily Quay",
        authors=("Ada Quill", "Ole Lunn"),
        published="2024-05",
        url="https://quay.example/mill",
        captured="2024-06-01 10:00:00",
    )
    assert declared_of(storage(tmp_path, key="ALONE123")).headline == "Mill alone"
    # Neither another name in the folder, nor a folder that is no attachment.
    assert declared_of(storage(tmp_path, key="OTHER123")) == DeclaredMetadata()


@pytest.mark.parametrize("script", ["", "CREATE TABLE items (itemID, key); CREATE VIEW itemAttachments AS SELECT 1;"])
def test_a_database_that_is_none_of_zotero_says_nothing(tmp_path: Path, script: str) -> None:
    page = storage(tmp_path)
    database(tmp_path, script)
    assert declared_of(page) == DeclaredMetadata()
    (tmp_path / "Zotero" / "zotero.sqlite").write_text("no database")
    assert declared_of(page) == DeclaredMetadata()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("My Library.bib", r"@article{a, title={The mill of Ahrn}, journal={The Daily Quay},"
                           r" file={Snapshot:C\:\\Users\\ada\\Zotero\\storage\\AB12CD34\\mill.html:text/html}}"),
        ("Exported Items.ris", RIS.replace("files/2/Mill.pdf", "/srv/ada/Zotero/storage/AB12CD34/mill.html")),
    ],
)  # fmt: skip
def test_an_export_beside_the_storage_says_the_same(tmp_path: Path, name: str, written: str) -> None:
    page = storage(tmp_path)
    (tmp_path / "Zotero" / name).write_text(written)
    assert declared_of(page).outlet == "The Daily Quay"
    assert declared_of(storage(tmp_path, key="XX12CD34")).outlet is None
