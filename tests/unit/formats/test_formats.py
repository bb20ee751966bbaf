"""One table of formats: a module is found, named and read; containers give their members to the table, in bounds."""

from __future__ import annotations

import io
import json
import plistlib
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index import formats
from index.archive import Archive, clean_stream, file_formats, format_list
from index.errors import SourceError
from index.formats import registry
from index.formats.documents import record_document
from index.formats.encodings import declared_encoding
from index.formats.limits import Bounds
from index.formats.meter import Meter, UnpackedTooMuch
from index.formats.signatures import has_tags, is_binary
from index.formats.source import HEAD, Head, Record, Source
from index.model import Address, ImportReport, SkippedSource, SourceDocument
from index.model.addresses import possible_files
from index.text import Decoded
from tests.formats_on_offer import formats_on_offer
from tests.unit.formats import library_examples
from tests.unit.formats.containers import made as containers
from tests.unit.formats.databases import exports
from tests.unit.formats.office_files import docx, docx_paragraph, epub, odt, page_of, parquet, pdf, xlsx
from tests.unit.formats.toy_formats.boxes import Unseekable
from tui.cli.main import main
from tui.cli.options import parse

ROOT = Path(__file__).parents[3]
TOYS = Path(__file__).parent / "toy_formats"
PAGE = b"<!DOCTYPE html><html><head><title>%s</title></head><body><article><p>%s</p></article></body></html>"
ROW: dict[str, object] = {"title": "Ferry", "date": "2021-03-04", "text": "The ferry sails again."}
_MAIL = (
    b"From: Ferry News <letters@ferry.example>\nTo: r@example.org\nSubject: Ferry\n\n" + b"The ferry sails again. " * 5
)


def _database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE news (title, url, text)")
        row = ("Ferry", "https://ferry.example/one", "The ferry sails again. " * 5)
        connection.execute("INSERT INTO news VALUES (?, ?, ?)", row)
        connection.commit()
        return connection.serialize()


WITHOUT_ARTICLES = frozenset(("address list", "Omnivore", "Outlook mail", "PDF of several articles"))
"""Formats that are recognised so that the report can say what a file is and what to do."""
EXAMPLES = {
    "CSV": b"title,date,text\nFerry,2021-03-04,The ferry sails again.\n",
    "DOCX": docx(docx_paragraph("The ferry sails again.")),
    "EPUB": epub({"c1.xhtml": page_of("<p>The ferry sails again. It sails to the island at nine.</p>")}),
    "FictionBook": b"<FictionBook><body><section><p>The ferry sails again.</p></section></body></FictionBook>",
    "HTML": PAGE % (b"Ferry", b"The ferry sails again."),
    "JSON": b'{\n"text": "The ferry sails again."\n}',
    "JSON Lines": b'{"text": "The ferry sails again."}\n{"text": "It is late."}\n',
    "Markdown": b"---\ntitle: Ferry\n---\nThe ferry sails again.\n",
    "JSON Feed": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "%s"}]}'
    % (b"<p>The ferry sails again.</p>" * 4),
    "RSS and Atom": b"<rss><channel><item><description>%s</description></item></channel></rss>"
    % (b"The ferry sails again. " * 20),
    "SQLite": _database(),
    "Safari web archive": plistlib.dumps(
        {"WebMainResource": {"WebResourceData": PAGE % (b"Ferry", b"The ferry sails again.")}}, fmt=plistlib.FMT_BINARY
    ),
    "address list": b"https://ferry.example/one\nhttps://ferry.example/two\n",
    "mail": _MAIL,
    "mailbox": b"From letters@ferry.example Thu May  2 08:10:00 2024\n" + _MAIL,
    "Omnivore": b'[{"id": "1", "slug": "ferry", "savedAt": "2024-05-06", "readingProgress": 0}]',
    "Outlook mail": b"!BDN" + bytes(600),
    "MHTML": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    b"--x\r\nContent-Type: text/html\r\n\r\n<html><p>The ferry sails again.</p></html>\r\n--x--\r\n",
    "ODT": odt("<text:p>The ferry sails again.</text:p>"),
    "Org and reStructuredText": b"#+title: Ferry\n\nThe ferry sails again.\n",
    "Parquet and Feather": parquet([ROW]),
    "PDF": pdf([[(50, 600, 10, "The ferry sails again.")]]),
    "RTF": rb"{\rtf1 The ferry sails again.\par}",
    "spreadsheet": xlsx({"one": [tuple(ROW), tuple(ROW.values())]}),
    "plain text": b"The ferry sails again.",
    **exports.EXAMPLES,
    **library_examples.EXAMPLES,
    **containers.EXAMPLES,
}


def page(headline: str, text: str = "") -> bytes:
    words = text or f"The council of {headline} closed its ferry on Monday because of the storm, the mayor said."
    return PAGE % (headline.encode(), f"{words} It opens again on Friday morning at eight.".encode())


def box(**members: bytes) -> bytes:
    """A box whose members have their names with ``_`` for the dot."""
    return b"BOX\n" + b"".join(
        f"{name.replace('_', '.')} {len(data)}\n".encode() + data for name, data in members.items()
    )


def rows(data: bytes, name: str = "a.box", bounds: Bounds | None = None) -> list[tuple[str, str]]:
    """Address and first words, or reason, of each row of a file."""
    found = formats.read_stream(io.BytesIO(data), name, bounds or Bounds())
    return [
        (one.path, one.reason) if isinstance(one, SkippedSource) else (str(one.address), one.text[:60]) for one in found
    ]


@pytest.fixture
def toys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The formats of the folder ``toy_formats`` beside those of broadsheet."""
    offered = {toy.stem: f"tests.unit.formats.toy_formats.{toy.stem}:FORMAT" for toy in TOYS.glob("[!_]*.py")}
    with formats_on_offer(tmp_path_factory.mktemp("toys"), offered):
        yield


# --- The table --------------------------------------------------------------------------------------------------------


def test_every_format_has_names_and_an_example() -> None:
    assert {format.names.name for format in formats.formats()} == EXAMPLES.keys()
    # An export of a database or library is known by its content alone, and has the ending of the format that it is in.
    by_content = exports.EXAMPLES.keys() | library_examples.EXAMPLES.keys()
    by_name = [format for format in formats.formats() if format.names.name not in by_content]
    suffixes = [suffix for format in by_name for suffix in format.names.suffixes]
    assert len(suffixes) == len(set(suffixes))
    for names in file_formats():
        assert names.name
        assert names.media_types
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in names.suffixes)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_format_is_recognised_without_a_name(name: str) -> None:
    best = registry.recognising(Head(EXAMPLES[name], "saved"))[0]
    assert best.names.name == name


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - library_examples.WITHOUT_ARTICLES - WITHOUT_ARTICLES))
def test_every_format_reads_its_example_under_its_usual_name(name: str) -> None:
    (names,) = (names for names in file_formats() if names.name == name)
    found = list(formats.read_stream(io.BytesIO(EXAMPLES[name]), f"saved{names.suffixes[0]}"))
    documents = [one for one in found if isinstance(one, SourceDocument)]
    assert len(documents) == len(found) >= 1
    if name not in containers.EXAMPLES:
        assert all(one.media_type in (*names.media_types, "application/json", "text/html") for one in documents)
    assert "The ferry sails again." in documents[0].text


def test_the_readme_has_each_format_with_its_endings() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| ([^|`]+) \| ((?:`\.[\w.]+` ?)*) ?\|$", readme, re.MULTILINE))
    assert {name: tuple(re.findall(r"`([^`]+)`", endings)) for name, endings in table.items()} == {
        names.name: names.suffixes for names in file_formats()
    }


def test_formats_are_counted_in_a_sentence() -> None:
    assert format_list().startswith(f"{len(file_formats())} formats: pages, web archives, ")


@pytest.mark.parametrize(
    ("data", "name", "best"),
    [
        (b'{"text": "A."}\n{"text": "B."}\n', "dump.json", "JSON Lines"),
        (b'{"text": "A."}\n{"text": "B."}\n', "dump.md", "JSON Lines"),
        (b"<p>Hello</p> <p>there</p>", "page.md", "Markdown"),
        (b"Hello <b>there</b>", "page.html", "HTML"),
        (b"Hello <b>there</b>", "page.txt", "plain text"),
        (b"<html>", "page.json", "HTML"),
        (b"not JSON", "page.jsonl", "JSON Lines"),
        (b"---\ntitle: x\n---\n<b>Hello</b>", "page.html", "HTML"),
        (b"---\ntitle: x\n---\nHello", "page.css", "Markdown"),
        (b"[1, 2]", "numbers.txt", "JSON"),
        (b'{"text": "<b>a</b>"}', "page.html", "JSON"),
    ],
)
def test_content_goes_before_the_name(data: bytes, name: str, best: str) -> None:
    assert registry.recognising(Head(data, name))[0].names.name == best


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x89PNG\r\n", "a.jsonl"), (bytes(300), "a.md"), (b"<?xml version='1.0'?><svg/>", "a.json"), (b"a {}", "a.css")],
)
def test_what_no_format_knows_is_nobodys(data: bytes, name: str) -> None:
    assert registry.recognising(Head(data, name)) == []


def test_what_only_looks_like_json_is_read_by_the_next_format() -> None:
    assert rows(b"[Music] The choir sings.", "song.txt") == [("song.txt", "[Music] The choir sings.")]
    assert rows(b"[1, 2]", "numbers.txt") == [("numbers.txt", "no sentences of an article in it")]
    ((_, reason),) = rows(b"[Music] The choir sings.", "song.json")
    assert reason.startswith("not JSON: ")


def test_json_lines_are_recognised_by_two_lines_of_a_megabyte_each() -> None:
    def lines(size: int) -> bytes:
        first = b'{"text": "%s"}\n' % (b"a" * (size - 12))
        assert len(first) == size + 1
        return first + b'{"text": "b"}\n'

    assert registry.recognising(Head(lines((1 << 20) - 1)[:HEAD], "a"))[0].names.name == "JSON Lines"
    assert registry.recognising(Head(lines(1 << 20)[:HEAD], "a"))[0].names.name != "JSON Lines"


def test_a_character_cut_at_the_end_of_the_head_does_not_change_the_encoding() -> None:
    for more in range(4):
        head = Head(b"a" * more + "ж€".encode() * 40_000, "a.txt")
        assert head.decoded.encoding == "utf-8"
        assert not head.decoded.damaged


def test_json_lines_are_estimated_by_size_and_other_files_are_one(tmp_path: Path) -> None:
    found = formats.FoundFile(tmp_path / "a.JSONL", 40_000, 0)
    assert formats.expected_articles(found) == 11
    assert formats.expected_articles(replace(found, path=tmp_path / "a.html")) == 1


# --- A format and a container in a module each ------------------------------------------------------------------------


def test_a_format_is_one_module(toys: None, tmp_path: Path) -> None:
    assert "index cards" in {names.name for names in file_formats()}
    assert ".cards" in {suffix for names in file_formats() for suffix in names.suffixes}
    (tmp_path / "two.cards").write_bytes(b"CARDS\nFerry closed\nThe ferry is closed.\fBridge open\nThe bridge is open.")
    with Archive.open(tmp_path / "archive") as archive:
        report = imported(archive, tmp_path / "two.cards")
        assert [(one.path.rpartition("/")[2], one.headline) for one in report.articles] == [
            ("two.cards#1", "Ferry closed"),
            ("two.cards#2", "Bridge open"),
        ]


def imported(archive: Archive, *paths: Path) -> ImportReport:
    *_, last = archive.add(paths)
    assert last.report is not None
    return last.report


def names(report: ImportReport) -> list[str]:
    return sorted(one.path.rpartition("/")[2] for one in report.articles)


def test_members_of_a_container_are_articles_with_addresses(toys: None, tmp_path: Path) -> None:
    inner = box(deep_html=page("Deeptown"), lines_jsonl=b'{"text": "Line one."}\nnot JSON\n')
    file = tmp_path / "saved.box"
    file.write_bytes(box(a_html=page("Atown"), b_html=page("Btown"), in_box=inner, x_png=b"\x89PNG\r\n\x1a\n"))
    with Archive.open(tmp_path / "archive") as archive:
        report = imported(archive, file)
        assert (report.added, len(report.skipped)) == (4, 2)
        assert names(report) == [
            "saved.box!a.html",
            "saved.box!b.html",
            "saved.box!in.box!deep.html",
            "saved.box!in.box!lines.jsonl#L1",
        ]
        assert {row.path.rpartition("/")[2]: row.reason for row in report.skipped} == {
            "saved.box!in.box!lines.jsonl#L2": "not JSON: Expecting value at column 1",
            "saved.box!x.png": "a PNG image, not text",
        }
        (deep,) = (one for one in report.articles if one.path.endswith("deep.html"))
        assert archive.article(deep.id).paths == (deep.path,)
        assert archive.source(deep.id).data == page("Deeptown")

        again = imported(archive, file)
        assert (again.unchanged, again.added) == (4, 0)
        assert names(again) == names(report)
        assert len(again.skipped) == 2

        file.write_bytes(box(a_html=page("Atown"), b_html=page("Atown")))
        less = imported(archive, file)
        assert names(less) == ["saved.box!a.html", "saved.box!b.html"]
        assert names(imported(archive, file)) == names(less)
        assert archive.article(deep.id).paths == (deep.path,), "the only place that an article came from is kept"


def test_a_file_named_like_a_member_is_a_file_of_its_own(toys: None, tmp_path: Path) -> None:
    (tmp_path / "a.box").write_bytes(box(a_html=page("Atown")))
    (tmp_path / "a.box!b.html").write_bytes(page("Btown"))
    with Archive.open(tmp_path / "archive") as archive:
        imported(archive, tmp_path / "a.box", tmp_path / "a.box!b.html")
        assert names(imported(archive, tmp_path / "a.box")) == ["a.box!a.html"]


def test_the_file_of_a_damaged_member_is_read_again(toys: None, tmp_path: Path) -> None:
    file = tmp_path / "a.box"
    file.write_bytes(box(a_html=page("Atown")))
    with Archive.open(tmp_path / "archive") as archive:
        (article,) = imported(archive, file).articles
        with archive._store.writing() as writer:
            assert writer.files.sha256(str(file)) is not None
            writer.files.forget([article.id])
            assert writer.files.sha256(str(file)) is None


def test_a_broken_container_is_a_row_after_the_members_that_were_read(toys: None) -> None:
    data = box(a_html=page("Atown"), b_html=page("Btown"))[:-9]
    (first, _), last = rows(data)
    assert first == "a.box!a.html"
    assert last == ("a.box", "the box ends inside b.html")


def test_a_stream_without_seeking_is_read_like_a_file(toys: None) -> None:
    data = box(a_html=page("Atown"), pipe_html=page("Btown"))
    found = [str(one.address) for one in formats.read_stream(Unseekable(data), "-") if isinstance(one, SourceDocument)]
    assert found == ["-!a.html", "-!pipe.html"]
    (cleaned,) = clean_stream(Unseekable(page("Atown")), "-")
    assert not isinstance(cleaned, SkippedSource)
    assert cleaned.article.metadata.headline == "Atown"


def test_a_stream_that_fails_is_a_row() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    assert list(formats.read_stream(Failing(b"abc"), "-")) == [SkippedSource("-", "input/output error")]


# --- Bounds -----------------------------------------------------------------------------------------------------------


def nested(depth: int) -> bytes:
    data = page("Atown")
    for level in range(depth):
        data = box(a_html=data) if level == 0 else box(in_box=data)
    return data


def test_containers_are_opened_to_a_depth(toys: None) -> None:
    assert Bounds().depth == 5
    ((address, text),) = rows(nested(5))
    assert (address, text[:9]) == ("a.box" + "!in.box" * 4 + "!a.html", "<!DOCTYPE")
    assert rows(nested(6)) == [("a.box" + "!in.box" * 5 + "!a.html", "more than 5 containers inside each other")]


def test_members_are_counted_at_every_depth(toys: None) -> None:
    data = box(a_html=page("Atown"), in_box=box(b_html=page("Btown")), c_html=page("Ctown"))
    assert len(rows(data, bounds=Bounds(members=4))) == 3
    first, inner, last = rows(data, bounds=Bounds(members=3))
    assert (first[0], inner[0]) == ("a.box!a.html", "a.box!in.box!b.html")
    assert last == ("a.box", "more than 3 members; the rest was skipped")


@pytest.mark.parametrize("name", ["b_html", "pipe_html"])
def test_what_members_unpack_to_is_bounded(toys: None, name: str) -> None:
    first, second = page("Atown"), page("Btown")
    data = box(a_html=first, **{name: second})
    total = len(first) + len(second)
    assert len(rows(data, bounds=Bounds(unpacked=total))) == 2
    (_, (path, reason)) = rows(data, bounds=Bounds(unpacked=total - 1))
    assert (path, reason) == ("a.box", f"unpacks to more than {total - 1} bytes; the rest was skipped")


def test_a_container_that_unpacks_to_many_times_its_size_is_stopped(toys: None) -> None:
    text = b"The ferry is late. " * 10
    data = b"BOX\n" + b"bomb.txt*900 %d\n" % len(text) + text
    bounds = Bounds(small=1000, ratio=100)
    assert rows(data, bounds=bounds) == [("a.box", "unpacks to more than 100 times its size; the rest was skipped")]
    assert len(rows(data, bounds=replace(bounds, small=900 * len(text)))) == 1
    assert rows(data, bounds=replace(bounds, small=900 * len(text)))[0][0] == "a.box!bomb.txt"


@pytest.mark.parametrize(
    ("count", "size"),
    [(64 << 20, 1), (200 << 20, 1 << 20), (32 << 30, 32 << 30), (32 << 30, None)],
    ids=["small", "ratio", "all", "unknown size"],
)
def test_the_usual_bounds(count: int, size: int | None) -> None:
    meter = Meter(Bounds(), size)
    meter.count_bytes(count)
    with pytest.raises(UnpackedTooMuch):
        meter.count_bytes(1)


def test_the_usual_bound_of_members() -> None:
    meter = Meter(Bounds(), 1)
    for _ in range(200_000):
        meter.count_member()
    with pytest.raises(UnpackedTooMuch):
        meter.count_member()


def test_a_document_is_refused_by_its_size_whether_that_is_known_or_not(toys: None) -> None:
    text = b"The ferry sails. " * 5 + b"At eight hours."
    bounds = Bounds(document=100)
    assert rows(text, "a.txt", bounds)[0][1].startswith("The ferry")
    assert rows(text + b"x", "a.txt", bounds) == [("a.txt", "too large: 101 bytes, 100 bytes at most")]
    assert rows(box(a_txt=text + b"x"), bounds=bounds) == [
        ("a.box!a.txt", "too large: more than 100 bytes, which is the most for one document")
    ]


def moved(stream: io.BufferedIOBase) -> None:
    stream.seek(0, io.SEEK_END)
    stream.seek(0)
    stream.read(10)
    stream.seek(5, io.SEEK_CUR)
    stream.seek(2)
    stream.read()


@pytest.mark.parametrize("use", [moved, lambda stream: stream.read(), lambda stream: stream.seek(300_000)])
def test_each_byte_is_counted_once(use: Callable[[io.BufferedIOBase], object]) -> None:
    counted: list[int] = []

    class Counting(Meter):
        def count_bytes(self, count: int) -> None:
            counted.append(count)

    stream = Counting(Bounds(), None).metered(io.BytesIO(bytes(300_000)))
    assert isinstance(stream, io.BufferedIOBase)
    use(stream)
    stream.seek(0)
    assert stream.read() == bytes(300_000)
    assert sum(counted) == 300_000


# --- Addresses --------------------------------------------------------------------------------------------------------


def test_addresses_are_printed_in_one_form() -> None:
    file = Address("news/saved.zip")
    assert str(file) == "news/saved.zip"
    assert str(file.member("2019/a.html")) == "news/saved.zip!2019/a.html"
    assert str(file.member("b.tar").member("c.jsonl").at_record(7)) == "news/saved.zip!b.tar!c.jsonl#L7"
    assert str(Address("export.docx").document(12)) == "export.docx#12"
    assert str(file.member("Wow!.html")) == "news/saved.zip!Wow%21.html"
    assert str(file.member("caf\udce9.html")) == "news/saved.zip!caf\\udce9.html"


def test_what_is_found_by_its_number_is_numbered() -> None:
    assert Address("a.jsonl", 7).is_numbered
    assert Address("export.docx").document(12).is_numbered
    assert not Address("a.zip").member("b.html").is_numbered
    assert not Address("page#3.html").is_numbered


def test_the_file_of_an_address_is_among_its_possible_files() -> None:
    assert possible_files("a.zip!b.html#12") == ("a.zip!b.html#12", "a.zip", "a.zip!b.html")
    assert possible_files("a.txt") == ("a.txt",)


# --- What the command line says -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["add", "open", "clean"])
def test_the_help_lists_every_format(toys: None, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse([command, "--help"])
    words = " ".join(capsys.readouterr().out.split())
    assert f"Reads {format_list()}, recognised by their content." in words


def test_an_import_without_articles_lists_every_format(
    toys: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["--archive", str(tmp_path / "archive"), "add", str(tmp_path / "empty")]) == 1
    assert f"No articles there. Reads {format_list()}" in " ".join(capsys.readouterr().err.split())


def test_standard_input_is_read_like_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Unseekable(EXAMPLES["JSON Lines"])))
    assert main(["clean", "-", "--json"]) == 0
    assert [json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()] == ["-#L1", "-#L2"]


# --- Where each bound turns -------------------------------------------------------------------------------------------


def source(data: bytes = b"", size: int | None = None) -> Source:
    stream = io.BytesIO(data)
    meter = Meter(Bounds(), size)
    return Source(address=Address("a"), stream=stream, size=size, bounds=Bounds(), meter=meter, read_member=rows_of)


def rows_of(source: Source) -> Iterator[Record]:
    yield SkippedSource(str(source.address), "not read")


def plain(text: str) -> SourceDocument:
    return record_document(Address("a"), b"", Decoded(text, "utf-8", False), form="plain", media_type="text/plain")


def test_a_document_has_64_megabytes_at_most() -> None:
    source(size=64 << 20).check_size()
    with pytest.raises(SourceError, match="too large: 64 MB, 64 MB at most"):
        source(size=(64 << 20) + 1).check_size()


def test_a_plain_article_has_16_million_characters_and_200_000_lines_at_most() -> None:
    assert plain("a" * (16 << 20)).text
    with pytest.raises(SourceError, match="16 MB of text"):
        plain("a" * ((16 << 20) + 1))
    assert plain("a\n" * 200_000).text
    with pytest.raises(SourceError, match="200,000 lines"):
        plain("a\n" * 200_001)


def test_the_head_is_two_megabytes_and_its_text_64_kilobytes() -> None:
    head = source(b"a" * ((2 << 20) + 1)).head
    assert (len(head.data), len(head.text), len(head.beginning)) == (2 << 20, 64 << 10, 4096)


def test_moving_to_a_place_reads_no_further_than_there() -> None:
    read: list[int] = []

    class Counting(Meter):
        def count_bytes(self, count: int) -> None:
            read.append(count)

    stream = Counting(Bounds(), None).metered(io.BytesIO(bytes(3 << 20)))
    stream.seek(0)
    assert sum(read) == 0
    stream.seek(1 << 20)
    assert sum(read) <= (1 << 20) + 128 * 1024
    assert stream.seek(-5, io.SEEK_END) == (3 << 20) - 5
    assert (stream.read(), sum(read)) == (bytes(5), 3 << 20)


def test_a_line_that_is_too_long_is_skipped_to_its_end() -> None:
    long = b'{"text": "%s"}' % (b"a" * 300)
    data = b'{"text": "A."}\n' + long + b'\n{"text": "B."}\n'
    found = rows(data, "a.jsonl", Bounds(document=100))
    assert found == [
        ("a.jsonl#L1", "A."),
        ("a.jsonl#L2", "line too long: 313 bytes, 100 bytes at most"),
        ("a.jsonl#L3", "B."),
    ]


def test_an_empty_front_matter_can_be_read() -> None:
    (found,) = formats.read_stream(io.BytesIO(b"---\n# nothing\n---\nBody.\n"), "a.md")
    assert isinstance(found, SourceDocument)
    assert (found.text, found.flags) == ("Body.\n", ())


def test_a_saved_page_has_only_an_address_of_the_web() -> None:
    message = EXAMPLES["MHTML"].replace(b"text/html\r\n", b"text/html\r\nContent-Location: file:///a.html\r\n")
    (found,) = formats.read_stream(io.BytesIO(message), "a.mht")
    assert isinstance(found, SourceDocument)
    assert found.declared.url is None


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (b"<meta charset=windows-1252><p>caf\xe9</p>", "windows-1252"),
        (b"<p>caf\xe9</p>", None),
        (b" " * (32 * 1024 - 5) + b"<meta charset=koi8-r>", None),
        (b" " * (32 * 1024 - 20) + b"<meta charset=koi8-r>", "koi8-r"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=cp1251>", "cp1251"),
    ],
)
def test_the_encoding_that_a_page_declares(page: bytes, encoding: str | None) -> None:
    assert declared_encoding(page) == encoding


def test_text_is_binary_by_its_share_of_controls() -> None:
    assert not is_binary("a" * 1000 + "\x00" * 20)
    assert is_binary("a" * 1000 + "\x00" * 21)
    assert not is_binary("a" * 20 + "\x00" * 5)
    assert is_binary("a" * 20 + "\x00" * 6)
    assert is_binary("a" * 391 + "\x00" * 9)
    assert not is_binary("a" * 392 + "\x00" * 8)
    assert not is_binary("a" * (64 * 1024) + "\x00" * 9000)


def test_two_tags_in_the_first_part_make_a_piece_of_a_page() -> None:
    assert has_tags("<b>a</b>")
    assert not has_tags("a < b <b>")
    assert has_tags("a" * 19_996 + "<b>" * 2) is False
    assert has_tags("a" * 19_994 + "<b>" * 2)


@pytest.mark.parametrize(
    ("path", "reason"),
    [("nowhere.txt", "no such file or folder"), ("a\0b", "cannot be read"), ("a.txt/b", "not a directory")],
)
def test_a_path_that_cannot_be_opened_says_why(tmp_path: Path, path: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text("A.")
    assert [row.reason for row in formats.find([tmp_path / path]) if isinstance(row, SkippedSource)] == [reason]
