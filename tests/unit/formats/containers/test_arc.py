"""ARC files, the form of web archives before WARC, give the same pages with address and time."""

from __future__ import annotations

import gzip
import io

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.containers.made import PAGE

URL = "http://paper.example/news/a.html"
ANSWER = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE


def record(url: str, block: bytes, version: int, date: str = "19990304091500", kind: str = "text/html") -> bytes:
    more = " 200 0a1b - 120 a.arc" if version == 2 else ""
    return f"{url} 10.0.0.1 {date} {kind}{more} {len(block)}\n".encode() + block + b"\n"


def records(version: int) -> list[bytes]:
    about = b"%d 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n" % version
    return [
        record("filedesc://a.arc", about, version, kind="text/plain"),
        record("dns:paper.example", b"10.0.0.1\n", version, kind="text/dns"),
        record(URL, ANSWER, version),
        record("http://paper.example/x.gif", b"HTTP/1.0 200 OK\r\nContent-Type: image/gif\r\n\r\nGIF89a", version),
        record(URL, ANSWER, version, date="20010102030405"),
    ]


def read(data: bytes, name: str) -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(data), name))


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("packing", ["none", "each record", "all together"])
def test_pages_have_the_address_and_time_of_their_capture(version: int, packing: str) -> None:
    parts = records(version)
    plain = b"".join(parts)
    data = {"none": plain, "each record": b"".join(map(gzip.compress, parts)), "all together": gzip.compress(plain)}
    one, image, two = read(data[packing], "a.arc" if packing == "none" else "a.arc.gz")
    assert isinstance(one, SourceDocument) and isinstance(image, SkippedSource) and isinstance(two, SourceDocument)
    assert (one.declared.url, one.declared.captured) == (URL, "1999-03-04T09:15:00Z")
    assert two.declared.captured == "2001-01-02T03:04:05Z"
    assert (image.kind, image.reason) == ("not an article", "an image")
    assert one.data == PAGE


def test_damage_ends_one_record() -> None:
    parts = records(1)
    parts[2] = parts[2].replace(b"text/html %d" % len(ANSWER), b"text/html %d" % (len(ANSWER) + 9))
    found = read(b"".join(parts), "a.arc")
    assert [one.kind for one in found if isinstance(one, SkippedSource)] == ["failed", "not an article"]
    assert [one.declared.captured for one in found if isinstance(one, SourceDocument)] == ["2001-01-02T03:04:05Z"]
