"""A JSON file of any shape: one article, lists of them at any path, tables of pandas, objects after each other."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from index.errors import NotAnArticle, SourceError
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.records.json_reader import JsonReader
from index.formats.records.json_records import MEDIA_TYPE, Records
from index.formats.records.json_shapes import Article, Result, known_file, results_in, stated_in, table_rows
from index.formats.source import Head, Record, Source
from index.model import FormatNames, SkippedSource
from index.text import Decoded

_NAMES = FormatNames("JSON", (".json",), (MEDIA_TYPE,))
_LARGEST: Final = 16 * 1024 * 1024
"""Characters of one record of a file that is larger than what is held in memory as a whole."""
_MOST_WAITING: Final = 100
"""Broken records before any article that may yet turn out to be all there is in the file."""
_OBJECTS = re.compile(r'[\s\ufeff]*(?:\[[\s,]*)*\{\s*(?:"(?:[^"\\\n]|\\.){0,200}"\s*:|\})|[\s\ufeff]*\[\s*\[\s*["\d\[]')
"""How a file begins that is JSON whatever its name."""
_ARTICLE_BYTES: Final = 8000
"""What a record is taken to have until the records are counted, in a file that has several."""


def recognise(head: Head) -> float:
    """A file that is called so; any other that begins as an object or a list does."""
    if head.other_kind is not None:
        return 0
    if head.has_name(_NAMES):
        return 0.8
    return 0.7 if head.beginning.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of the file, each with its place among all records as its record number.

    Raises SourceError when the file is not JSON, NotAnArticle or ListWithoutTexts when it has no texts of articles, and
    NotThisFormat when only its beginning looked like JSON.
    """
    head = source.head
    if not head.has_name(_NAMES) and not _OBJECTS.match(head.text):
        raise NotThisFormat("not an article: not a JSON object")
    records = Records(source.address)
    errors: list[tuple[int, str]] = []
    number, stated = 0, 0
    with _reader(source) as (reader, decoded):
        for piece in reader.pieces():
            if piece.error is not None:
                number += 1
                errors.append((number, piece.error))
                if records.articles or len(errors) >= _MOST_WAITING:
                    yield from _broken(source, records, errors)
                continue
            if piece.is_root and (what := known_file(piece.value)):
                raise NotAnArticle(what)
            if piece.is_root:
                stated = stated_in(piece.value) or 0
            for result in _results(piece.value, source, is_root=piece.is_root):
                if piece.is_root and isinstance(result, Article) and result.record is piece.value:
                    yield from records.row(source.address, result, source.data, decoded)
                    return
                number += 1
                if errors and isinstance(result, Article):
                    yield from _broken(source, records, errors)
                yield from records.row(source.address.at_record(number), result, None, decoded)
    if errors:
        raise SourceError(errors[0][1])
    if not records.articles and not records.failed and source.size is not None and source.size > source.bounds.document:
        raise SourceError("no records in it that can be read one by one; save it as JSON Lines (orient='records')")
    yield from records.without_text()
    if stated > number:
        words = f"{stated:,} articles stated, {number:,} in this file: the others are on other pages of the answer"
        yield SkippedSource(str(source.address), words, "list")


def _broken(source: Source, records: Records, errors: list[tuple[int, str]]) -> Iterator[Record]:
    """The rows of records that could not be read, with their numbers; ``errors`` is then empty."""
    for number, error in errors:
        yield records.broken(source.address.at_record(number), error)
    errors.clear()


def _results(value: object, source: Source, *, is_root: bool) -> Iterator[Result]:
    rows = table_rows(value) if is_root else None
    if rows is None:
        yield from results_in(value, source.fields)
        return
    for row in rows:
        yield from results_in(row, source.fields)


@contextmanager
def _reader(source: Source) -> Iterator[tuple[JsonReader, Decoded]]:
    """A reader of the source, and its encoding. A file of the size of one document is decoded as a whole."""
    most = source.bounds.document
    if source.size is None or source.size <= most:
        decoded = source.decoded
        rest = iter((decoded.text.lstrip("\ufeff"),))
        yield JsonReader(lambda _: next(rest, ""), most), decoded._replace(text="")
        return
    encoding = source.head.decoded.encoding
    source.stream.seek(0)
    text = io.TextIOWrapper(source.stream, encoding, errors="replace")
    try:
        yield JsonReader(text.read, min(most, _LARGEST)), Decoded("", encoding, False)
    finally:
        text.detach()


FORMAT = FileFormat(_NAMES, recognise, read)
