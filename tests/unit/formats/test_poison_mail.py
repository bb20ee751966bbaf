"""Mails and feeds made to cost time: each is read, or refused, at once."""

from __future__ import annotations

import io
import time

import pytest

from index import formats
from index.formats.signatures import is_page

HEAD = b"From: a@b.example\nTo: c\nSubject: Fwd: s\n"
MANY = 200_000
FILES = {
    "spaces in markup": HEAD + b"Content-Type: text/html\n\n<p>" + b"<b> </b>" * MANY,
    "a long rule": HEAD + b"\n" + b"-" * MANY + b"x\n" + b"word " * 100,
    "many rules": HEAD + b"\n" + b"---- x\n" * 50_000 + b"word " * 100,
    "a long line of labels": HEAD + b"\n" + b"From: a\n" * 50_000,
    "many quoted lines": HEAD + b"\n" + b"> word\n" * MANY,
    "a long sender": b"From: " + b"a@" * 100_000 + b"(\nTo: c\nSubject: s\n\n" + b"word " * 100,
    "brackets in a sender": b"From: " + b"<@" * 100_000 + b"\nTo: c\nSubject: s\n\n" + b"word " * 100,
    "encoded words": b"From: a@b.example\nTo: c\nSubject: " + b"=?utf-8?q?" * 20_000 + b"\n\n" + b"word " * 100,
    "blank lines": HEAD + b"\n" + b"\n \t" * MANY + b"word " * 100,
    "separators": b"From a@b Thu May  2 08:10:00 2024\n" + HEAD + b"\n" + b"From \n\n" * 50_000,
    "boundaries": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * MANY,
    "comments": b"<!-- -->" * 500 + b"x",
    "comments before a root": b"<!-- -->" * 500 + b"<feeds>",
    "document types": b"<rss>" + b"<!DOCTYPE [" * 5000,
    "open brackets": b"<rss><item><title>" + b"&lt;" * MANY + b"</title><description>" + b"<" * MANY,
    "ampersands": b"<rss><item><description>" + b"&a" * MANY,
    "open CDATA": b"<rss><item><description>" + b"<![CDATA[" * 50_000,
    "paragraphs": b"<rss><item><description><![CDATA[" + b"<p" * MANY + b"]]></description></item></rss>",
    "deep elements": b"<rss>" + b"<item>" * MANY,
    "deep JSON": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * MANY,
    "addresses": b"https://a.example/" + b"x" * MANY,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_takes_no_time(name: str) -> None:
    began = time.process_time()
    list(formats.read_stream(io.BytesIO(FILES[name]), "poison"))
    assert time.process_time() - began < 3


def test_whether_a_text_is_a_page_takes_no_time() -> None:
    began = time.process_time()
    is_page("<!-- -->" * 500 + "x")
    assert time.process_time() - began < 1
