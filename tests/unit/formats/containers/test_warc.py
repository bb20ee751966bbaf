"""Pages in web archives: what is one, where it is from and when, and damage that ends no more than one record."""

from __future__ import annotations

import gzip
import io
import json
import zlib

import brotli
import pytest

from index import formats
from index.formats.containers import http_messages, warc_file
from index.formats.source import Head
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.containers.made import PAGE, answer, zipped, zstd

URL = "http://paper.example/news/a.html"


def read(data: bytes, name: str = "a.warc.gz") -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(data), name))


def only(data: bytes) -> SourceDocument | SkippedSource:
    (found,) = read(data)
    return found


def articles(data: bytes, name: str = "a.warc.gz") -> list[str]:
    return [str(one.address) for one in read(data, name) if isinstance(one, SourceDocument)]


def why(data: bytes) -> tuple[str, str]:
    found = only(data)
    assert isinstance(found, SkippedSource)
    return found.kind, found.reason


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_has_the_address_and_time_of_its_capture(*, packed: bool) -> None:
    found = only(answer(URL, packed=packed))
    assert isinstance(found, SourceDocument)
    assert found.path == f"a.warc.gz!20190314091500/{URL}"
    assert (found.declared.url, found.declared.captured) == (URL, "2019-03-14T09:15:00Z")
    assert found.data == PAGE


def test_captures_of_one_address_are_documents_of_their_own() -> None:
    data = answer(URL) + answer(URL, date="2019-03-15T10:00:00Z") + answer(URL)
    assert articles(data) == [
        f"a.warc.gz!20190314091500/{URL}",
        f"a.warc.gz!20190315100000/{URL}",
        f"a.warc.gz!20190314091500/{URL} (2)",
    ]


def test_the_address_that_a_page_gives_itself_goes_before_that_of_the_capture() -> None:
    head = b'<head><link rel="canonical" href="%s">'
    for own, url in (
        (b"https://paper.example/news/a.html", None),
        (b"https://paper.example/", URL),
        (b"/news/a.html", URL),
    ):
        found = only(answer(URL, PAGE.replace(b"<head>", head % own)))
        assert isinstance(found, SourceDocument)
        assert found.declared.url == url


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"status": "301 Moved Permanently"}, "a redirect (301)"),
        ({"status": "404 Not Found"}, "an answer of the server that is no page (404)"),
        ({"kind": "image/png"}, "an image"),
        ({"kind": "text/css"}, "a stylesheet"),
        ({"kind": "application/javascript"}, "a script"),
        ({"kind": "font/woff2"}, "a font"),
        ({"kind": "application/json"}, "data"),
        ({"kind": "application/octet-stream"}, "no page (application/octet-stream)"),
        ({"body": b""}, "an empty answer"),
        ({"kind": "", "body": b"GIF89a"}, "an answer of no stated type that is no page"),
        ({"warc": {"WARC-Resource-Type": "xhr"}}, "a part of a page (xhr)"),
        ({"record": "revisit", "warc": {"WARC-Profile": "x"}}, "the same as in an earlier capture"),
    ],
)
def test_what_is_no_page_is_no_article(given: dict[str, object], reason: str) -> None:
    body = given.pop("body", PAGE)
    assert isinstance(body, bytes)
    assert why(answer(URL, body, **given)) == ("not an article", reason)  # type: ignore[arg-type]


def test_rules_for_robots_and_front_pages_are_no_articles() -> None:
    assert why(answer("http://paper.example/robots.txt", b"User-agent: *", kind="text/plain"))[1] == "rules for robots"
    assert why(answer("http://paper.example/")) == ("not an article", "the front page of a website")
    dated = PAGE.replace(b"<head>", b'<head><meta property="article:published_time" content="2019-03-14">')
    assert len(articles(answer("http://paper.example/", dated))) == 1
    assert len(articles(answer("http://paper.example/?p=12"))) == 1


def test_other_records_are_passed_over() -> None:
    assert why(answer("urn:pageinfo:x", record="resource", kind="application/json")) == (
        "not an article",
        "a web archive without an answer of a server in it",
    )
    assert len(articles(answer(URL, record="resource", kind="text/html"))) == 1
    text = b"The ferry sails again, the harbour master said on Monday. It had been closed for a week.\n"
    assert len(articles(answer(URL, text * 5, record="conversion", kind="text/plain"))) == 1


def chunked(data: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(data[i : i + 40]), data[i : i + 40]) for i in range(0, len(data), 40))


@pytest.mark.parametrize(
    ("body", "http"),
    [
        (gzip.compress(PAGE, mtime=0), {"Content-Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content-Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content-Encoding": "deflate"}),
        (brotli.compress(PAGE), {"Content-Encoding": "br"}),
        (zstd(PAGE), {"Content-Encoding": "zstd"}),
        (chunked(PAGE) + b"0\r\n\r\n", {"Transfer-Encoding": "chunked"}),
        (
            chunked(gzip.compress(PAGE, mtime=0)) + b"0\r\n\r\n",
            {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
        ),
        (PAGE, {"Content-Encoding": "gzip"}),
        (PAGE, {"Content-Encoding": "br"}),
        (PAGE, {"Transfer-Encoding": "chunked"}),
    ],
)
def test_bodies_are_read_as_the_browser_had_them(body: bytes, http: dict[str, str]) -> None:
    found = only(answer(URL, body, http=http))
    assert isinstance(found, SourceDocument)
    assert found.data == PAGE
    assert found.flags == ()


def test_a_page_that_was_not_captured_to_its_end_is_flagged() -> None:
    for data in (
        answer(URL, PAGE, warc={"WARC-Truncated": "length"}),
        answer(URL, chunked(PAGE), http={"Transfer-Encoding": "chunked"}),
    ):
        found = only(data)
        assert isinstance(found, SourceDocument)
        assert found.flags == ("partial",)


def test_the_charset_of_the_answer_counts_where_the_page_names_none() -> None:
    page = "<html><body><p>Паром вышел из гавани рано утром.</p></body></html>".encode("koi8-r")
    found = only(answer(URL, page, kind="text/html; charset=koi8-r"))
    assert isinstance(found, SourceDocument)
    assert "Паром вышел" in found.text


def test_a_bomb_in_an_answer_is_refused() -> None:
    for body, how in (
        (gzip.compress(bytes(70 * 1024 * 1024)), "gzip"),
        (brotli.compress(bytes(70 * 1024 * 1024), quality=5), "br"),
    ):
        kind, reason = why(answer(URL, body, http={"Content-Encoding": how}))
        assert kind == "failed"
        assert reason.startswith("too large")


def two(first: bytes, packed: bool) -> bytes:
    return first + answer("http://paper.example/b.html", packed=packed)


@pytest.mark.parametrize("packed", [True, False])
def test_a_false_length_costs_one_record(*, packed: bool) -> None:
    whole = answer(URL, packed=False)
    length = whole.partition(b"Content-Length: ")[2].partition(b"\r")[0]
    for stated in (b"%d" % (int(length) - 30), b"%d" % (int(length) + 30), b"99999999", b"x", b"-4"):
        broken = whole.replace(b"Content-Length: " + length, b"Content-Length: " + stated)
        found = read(two(gzip.compress(broken) if packed else broken, packed))
        assert [one.kind for one in found if isinstance(one, SkippedSource)] == ["failed"]
        assert [one.path for one in found if isinstance(one, SourceDocument)] == [
            "a.warc.gz!20190314091500/http://paper.example/b.html"
        ]


def test_damaged_packing_costs_one_record() -> None:
    first = bytearray(answer(URL, PAGE + bytes(range(256)) * 20))
    first[len(first) // 2] ^= 0xFF
    found = read(answer("http://paper.example/0.html") + two(bytes(first), packed=True))
    assert [isinstance(one, SourceDocument) for one in found] == [True, False, True]
    cut = answer(URL) + answer("http://paper.example/b.html")[:-60]
    assert [isinstance(one, SourceDocument) for one in read(cut)] == [True, False]
    assert [isinstance(one, SourceDocument) for one in read(cut + answer(URL))] == [True, False, True]


def test_a_file_that_is_packed_as_a_whole_is_read() -> None:
    plain = answer(URL, packed=False) + answer("http://paper.example/b.html", packed=False)
    assert len(articles(gzip.compress(plain))) == 2
    blocks = b"".join(gzip.compress(plain[i : i + 100]) for i in range(0, len(plain), 100))
    assert len(articles(blocks)) == 2
    assert len(articles(zstd(plain), "a.warc.zst")) == 2


def test_addresses_as_wget_wrote_them_are_read() -> None:
    data = answer(URL, packed=False).replace(URL.encode(), b"<" + URL.encode() + b">", 1)
    assert articles(data) == [f"a.warc.gz!20190314091500/{URL}"]


def test_addresses_that_cannot_be_split_break_nothing() -> None:
    assert len(articles(answer("http://[paper.example/a"))) == 1


def test_a_wacz_gives_its_pages_and_not_its_lists_or_frames() -> None:
    pages = [{"format": "json-pages-1.0"}, {"url": URL}]
    frame = answer("http://ads.example/frame.html", PAGE.replace(b"ferry", b"chair"))
    members = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b"\n".join(json.dumps(one).encode() for one in pages),
        "indexes/index.cdx.gz": gzip.compress(b"x"),
        "archive/a.warc.gz": answer(URL) + frame,
    }
    for name in ("a.wacz", "a.zip"):
        first, second = read(zipped(members), name)
        assert isinstance(first, SourceDocument)
        assert first.path == f"{name}!archive/a.warc.gz!20190314091500/{URL}"
        assert isinstance(second, SkippedSource)
        assert second.reason == "a frame inside a page"
    del members["pages/pages.jsonl"]
    assert len(articles(zipped(members), "a.wacz")) == 2


def test_a_zip_that_is_only_called_wacz_is_read_as_one() -> None:
    assert articles(zipped({"a.html": PAGE}), "a.wacz") == ["a.wacz!a.html"]


def test_a_web_archive_is_known_without_its_name() -> None:
    assert warc_file.recognise(Head(answer(URL), "x")) == 1
    assert warc_file.recognise(Head(answer(URL, packed=False), "x")) == 1
    assert warc_file.recognise(Head(gzip.compress(PAGE, mtime=0), "a.warc.gz")) == 0
    assert warc_file.recognise(Head(b"\x1f\x8b\x08damaged", "a.warc.gz")) == 0


def test_the_head_of_an_answer_is_read() -> None:
    lines = io.BytesIO(b'HTTP/2 200\r\nContent-Type: Text/HTML;Charset="UTF-8"\r\n\r\nbody')
    found = http_messages.head(lines.readline)
    assert found is not None
    assert (found.status, found.media_type, found.charset) == (200, "text/html", "UTF-8")
    assert lines.read() == b"body"
    assert http_messages.head(io.BytesIO(b"<html>").readline) is None
