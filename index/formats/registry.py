"""Picks the reader of a file by what is in it, and by its name where that leaves a choice."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceError
from index.formats import html, json_file, json_lines, markdown, mhtml, plain_text
from index.formats.json_records import parse
from index.formats.limits import MAX_FILE, size_text
from index.formats.signatures import binary_reason, has_front_matter, has_tags, is_binary, is_other_markup, is_page
from index.formats.walk import open_regular, path_text
from index.model import SkippedSource, SourceDocument
from index.text import Decoded, decode

Reader = Callable[[Path, bytes, Decoded], Iterator[SourceDocument | SkippedSource]]

_HEAD = 4096
_FIRST_LINE = 1 << 20
_JSON_LINES = (".jsonl", ".ndjson", ".jl", ".jsonlines")
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_NO_ARTICLES = (".css", ".js", ".mjs", ".map", ".csv", ".tsv", ".xml", ".svg", ".rss", ".py", ".log", ".ini", ".toml",
                ".yaml", ".yml", ".sqlite", ".lock")  # fmt: skip


def read_file(path: Path) -> Iterator[SourceDocument | SkippedSource]:
    """The articles of a file; JSON Lines are streamed, every other format is one bounded read.

    Raises SourceError, with the reason, when nothing of the file can be read.
    """
    with open_regular(path) as file:
        try:
            head = file.read(_HEAD)
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            if reason := binary_reason(head):
                raise SourceError(reason)
            if _is_json_lines(path, file, head):
                yield from json_lines.read(path, file)
                return
            if size > MAX_FILE:
                raise SourceError(f"too large: {size_text(size)}, {size_text(MAX_FILE)} at most")
            data = file.read(MAX_FILE + 1)
        except OSError as error:
            raise SourceError((error.strerror or "cannot be read").lower()) from error
    yield from _read(path, data)


def read(path: Path, data: bytes) -> Iterator[SourceDocument | SkippedSource]:
    """The articles in ``data``, which came from ``path``; what can't be read is one row with its reason."""
    try:
        if reason := binary_reason(data):
            raise SourceError(reason)
        file = io.BytesIO(data)
        if _is_json_lines(path, file, data[:_HEAD]):
            yield from json_lines.read(path, file)
            return
        if len(data) > MAX_FILE:
            raise SourceError(f"too large: {size_text(len(data))}, {size_text(MAX_FILE)} at most")
        yield from _read(path, data)
    except SourceError as error:
        yield SkippedSource(path_text(path), error.message)


def _read(path: Path, data: bytes) -> Iterator[SourceDocument | SkippedSource]:
    if not data:
        raise SourceError("empty: there is no text in it")
    if mhtml.is_mhtml(data):
        yield from mhtml.read(path, data)
        return
    decoded = decode(data, html.declared_encoding(data))
    if is_binary(decoded):
        raise SourceError("binary data, not text")
    yield from _reader(path, decoded.text)(path, data, decoded)


def _reader(path: Path, text: str) -> Reader:
    name = path.suffix.lower()
    head = text[:_HEAD].lstrip("\ufeff")
    if is_page(head) and name not in _MARKDOWN:
        return html.read
    if is_other_markup(head):
        raise SourceError("XML, not an article")
    if name == ".json" or (name not in _MARKDOWN and _parses(head, text)):
        return json_file.read
    if name in _PAGES and has_tags(text):
        return html.read
    if name in _MARKDOWN or has_front_matter(head):
        return markdown.read
    if name in _NO_ARTICLES:
        raise SourceError(f"not a format of articles ({name})")
    return plain_text.read


def _parses(head: str, text: str) -> bool:
    if head.lstrip()[:1] not in ("{", "["):
        return False
    try:
        value = parse(text)
    except SourceError:
        return False
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _is_json_lines(path: Path, file: BinaryIO, head: bytes) -> bool:
    """Whether a line is a record: by name, or as two lines each hold an object; leaves ``file`` at its start."""
    if path.suffix.lower() in _JSON_LINES:
        return True
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    first, second = file.readline(_FIRST_LINE), file.readline(_FIRST_LINE)
    file.seek(0)
    return first.rstrip().endswith(b"}") and second.startswith(b"{") and _is_object(first)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(parse(line.decode("utf-8-sig", "replace")), dict)
    except SourceError:
        return False
