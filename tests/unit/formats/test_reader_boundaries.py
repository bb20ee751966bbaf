"""How much of a file its reader looks at: parts, pages, cells, names, references, bytes."""

from __future__ import annotations

import io
import json
import zipfile
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from lxml import etree

from index import formats
from index.formats.containers import zip_file
from index.formats.databases.proquest import mail
from index.formats.office import epub_package
from index.formats.pages import mhtml, single_file
from index.formats.records import record_text
from index.formats.tables import markup_table
from index.formats.texts import markdown
from index.formats.xml_news import mets, xml_tree
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.office_files import epub, page_of
from tests.unit.formats.test_mets import PAGES, issue

SENTENCE = "The ferry to Hallow Isle sails again, the harbour master of Port Ansel said on Monday."


def read(data: bytes, name: str) -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(data), name))


def test_the_limits() -> None:
    assert (mhtml._PARTS, epub_package._MOST_PAGES, mail._MOST_PARTS) == (20_000, 20_000, 200)
    assert (markup_table._MOST_CELLS, zip_file._MOST_NAMES, record_text._MOST_PIECES) == (1000, 1000, 20_000)
    assert (markdown._MOST_ALIASES, markdown.MAX_FRONT_MATTER, single_file._MANIFEST_MOST) == (16, 65_536, 4 << 20)
    assert (mets._PAGE_BYTES, xml_tree._DECODED) == (16 << 20, 16 << 20)


@pytest.mark.parametrize(("before", "is_read"), [(2, True), (3, False)])
def test_a_saved_page_is_searched_for_in_so_many_parts(
    monkeypatch: pytest.MonkeyPatch, before: int, *, is_read: bool
) -> None:
    # The message itself is looked at, and each part in it.
    monkeypatch.setattr(mhtml, "_PARTS", 4)
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    image = b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n"
    page = f"--b\r\nContent-Type: text/html\r\n\r\n<html><h1>Ferry</h1><p>{SENTENCE}</p></html>\r\n--b--\r\n"
    (one,) = read(head + before * image + page.encode(), "a.mhtml")
    assert isinstance(one, SourceDocument) is is_read


@pytest.mark.parametrize(("before", "is_read"), [(198, True), (199, False)])
def test_documents_of_proquest_are_searched_for_in_so_many_parts(before: int, *, is_read: bool) -> None:
    message = b"From: a@example.org\r\nSubject: Ferry\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    message += before * b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    message += b'--b\r\nContent-Type: text/html\r\n\r\n<a name="DocID_1"></a>\r\n--b--\r\n'
    found = list(mail._pages(message_from_bytes(message, _class=EmailMessage, policy=policy.default)))
    assert bool(found) is is_read


@pytest.mark.parametrize("most", [2, 3])
def test_a_book_has_so_many_pages(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(epub_package, "_MOST_PAGES", most)
    pages = {f"{number}.xhtml": page_of(f"<h1>Ferry {number}</h1>" + f"<p>{SENTENCE}</p>" * 9) for number in range(3)}
    found = read(epub(pages, [(f"Ferry {name}", name) for name in pages]), "a.epub")
    assert [isinstance(one, SourceDocument) for one in found] == most * [True]


@pytest.mark.parametrize(("references", "is_read"), [(16, True), (17, False)])
def test_front_matter_that_merges_records_has_so_many_references(references: int, *, is_read: bool) -> None:
    # One of them is the merge itself.
    again = "".join(f"k{number}: *a\n" for number in range(references - 1))
    text = f"---\nbase: &a {{outlet: Quay Post}}\n<<: *a\n{again}title: Ferry sails\n---\n{SENTENCE}\n"
    (one,) = read(text.encode(), "a.md")
    assert isinstance(one, SourceDocument)
    assert (markdown.UNREADABLE not in one.flags) is is_read


@pytest.mark.parametrize(("length", "is_matter"), [(65_536, True), (65_537, False)])
def test_front_matter_has_so_many_characters(length: int, *, is_matter: bool) -> None:
    # The last of them are those of the fence that closes it.
    line = "title: Ferry sails\n"
    inside = line + "#" * (length - len(line) - 4) + "\n"
    matter, body = markdown.split_front_matter(f"---\n{inside}---\n{SENTENCE}")
    assert (matter, body) == ((f"---\n{inside}", SENTENCE) if is_matter else ("", f"---\n{inside}---\n{SENTENCE}"))


@pytest.mark.parametrize(("less", "found"), [(0, "One.\n\nTwo."), (1, "One.")])
def test_a_page_of_print_has_so_many_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, less: int, found: str
) -> None:
    second = PAGES["alto/post-ALTO0002.xml"] + " " * 1000
    pages = {**PAGES, "alto/post-ALTO0002.xml": second}
    monkeypatch.setattr(mets, "_PAGE_BYTES", len(second) - less)
    first = next(iter(formats.read_file(issue(tmp_path / "a", pages))))
    assert isinstance(first, SourceDocument)
    assert first.text == found


@pytest.mark.parametrize(("less", "is_decoded"), [(0, True), (1, False)])
def test_xml_of_so_many_bytes_is_decoded_as_other_texts_are(
    monkeypatch: pytest.MonkeyPatch, less: int, *, is_decoded: bool
) -> None:
    """A larger document is parsed as it says that it is encoded, also where it is not."""
    text = f"<nitf><head><title>Café</title></head><body><body.content><p>{SENTENCE}</p></body.content></body></nitf>"
    data = b'<?xml version="1.0" encoding="utf-8"?>' + text.encode("windows-1252")
    monkeypatch.setattr(xml_tree, "_DECODED", len(data) - less)
    documents = [one for one in read(data, "a.xml") if isinstance(one, SourceDocument)]
    assert any("Café" in (one.declared.headline or "") for one in documents) is is_decoded


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_the_manifest_of_a_packed_page_has_so_many_bytes(more: int, *, is_read: bool) -> None:
    facts = json.dumps({"originalUrl": "https://paper.example/a", "images": ""})
    facts = facts[:-2] + "x" * (single_file._MANIFEST_MOST + more - len(facts)) + facts[-2:]
    made = io.BytesIO()
    made.write(b"<!DOCTYPE html> <html data-sfz><body><!--")
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("index.html", f"<html><h1>Ferry</h1><p>{SENTENCE}</p></html>")
        # Not deflated: what grows two hundred times is refused before.
        archive.writestr("manifest.json", facts)
    made.write(b"--></body></html>")
    (one,) = read(made.getvalue(), "a.html")
    assert isinstance(one, SourceDocument) is is_read
    if isinstance(one, SkippedSource):
        assert "its manifest.json has more than 4,194,304 bytes" in one.reason


@pytest.mark.parametrize(("place", "cells"), [(1000, 1000), (1001, 1)])
def test_a_row_has_so_many_cells(place: int, cells: int) -> None:
    row = f'<Row xmlns:ss="urn:s"><Cell ss:Index="{place}">Ferry</Cell></Row>'
    (found,) = markup_table._rows(etree.fromstring(f"<Table>{row}</Table>"))
    assert len(found.cells) == cells


@pytest.mark.parametrize(("before", "is_known"), [(999, True), (1000, False)])
def test_an_office_file_is_known_by_its_first_names(before: int, *, is_known: bool) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in [*(f"{number}.xml" for number in range(before)), "mimetype"]:
            archive.writestr(name, "x")
    assert ("mimetype" in zip_file.first_names(file.getvalue())) is is_known


@pytest.mark.parametrize("more", [0, 1])
def test_a_body_has_so_many_pieces(more: int) -> None:
    text = record_text._text([f"p{number}" for number in range(20_000 + more)])
    assert len(text.split("\n\n")) == 20_000
