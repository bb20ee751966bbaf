"""The limits that every file is read within, and the largest header of a record and of an answer in a web archive."""

from __future__ import annotations

import io

import pytest

from index import formats
from index.formats.containers import http_messages
from index.formats.containers.warc_records import WARC, DamagedRecord, PlainBytes, WarcRecords
from index.formats.limits import MAX_FILE, MAX_LINES, MAX_TEXT, Bounds
from index.model import SkippedSource, SourceDocument

MEGABYTE = 1 << 20


def test_a_file_is_read_within_these_bounds() -> None:
    bounds = Bounds()
    assert (bounds.depth, bounds.members, bounds.ratio) == (5, 200_000, 200)
    assert (bounds.unpacked, bounds.small, bounds.document) == (32 << 30, 64 * MEGABYTE, MAX_FILE)
    assert (MAX_FILE, MAX_TEXT, MAX_LINES) == (64 * MEGABYTE, 16 * MEGABYTE, 200_000)


@pytest.mark.parametrize("more", [0, 1])
def test_a_plain_article_has_so_many_lines_at_most(more: int) -> None:
    text = "The ferry sails again, the harbour master said on Monday." + "\n" * (200_000 + more) + "It was late."
    (found,) = formats.read_stream(io.BytesIO(text.encode()), "a.txt")
    if more:
        assert isinstance(found, SkippedSource)
        assert found.reason == "too long for one article: more than 200,000 lines"
    else:
        assert isinstance(found, SourceDocument)


@pytest.mark.parametrize("count", [999, 1000])
def test_a_record_of_a_web_archive_has_fewer_than_a_thousand_lines_of_header(count: int) -> None:
    lines = "".join(f"X-Field-{number}: 1\r\n" for number in range(count - 1))
    data = f"WARC/1.0\r\n{lines}Content-Length: 0\r\n\r\n\r\n\r\n".encode()
    records = WarcRecords(PlainBytes(io.BytesIO(data), len(data)), WARC)
    if count == 1000:
        with pytest.raises(DamagedRecord, match="more than 1,000 lines of header"):
            records.next()
    else:
        record = records.next()
        assert record is not None
        assert len(record.headers) == count


def test_of_an_answer_a_thousand_lines_of_header_are_read() -> None:
    lines = iter([b"HTTP/1.1 200 OK\r\n", *(b"X-%d: 1\r\n" % number for number in range(1001)), b"\r\n"])
    answer = http_messages.head(lambda: next(lines))
    assert answer is not None
    assert len(answer.headers) == 1000
