"""Containers made in code, for the tests of the formats that read them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = b"<!DOCTYPE html><html><head><title>Ferry</title></head><body><p>The ferry sails again.</p></body></html>"


def zipped(members: dict[str, bytes], *, packed: bool = True) -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(members: dict[str, bytes], *more: tarfile.TarInfo) -> bytes:
    """A tar archive with members and with what has no bytes, such as links."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in more:
            archive.addfile(info)
    return made.getvalue()


def zstd(data: bytes) -> bytes:
    """Packed with Zstandard."""
    return zstandard.ZstdCompressor().compress(data)


def answer(
    url: str,
    body: bytes = PAGE,
    *,
    date: str = "2019-03-14T09:15:00Z",
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    record: str = "response",
    http: dict[str, str] | None = None,
    warc: dict[str, str] | None = None,
    packed: bool = True,
) -> bytes:
    """One record of a WARC file as warcio writes it, packed or not."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    headers = StatusAndHeaders(status, [("Content-Type", kind), *(http or {}).items()], protocol="HTTP/1.1")
    given = {"WARC-Date": date, "Content-Type": kind} if record in ("resource", "conversion") else {"WARC-Date": date}
    writer.write_record(
        writer.create_warc_record(
            url,
            record,
            payload=io.BytesIO(body),
            http_headers=headers if record in ("response", "revisit") else None,
            warc_headers_dict={**given, **(warc or {})},
            warc_content_type=kind if record in ("resource", "conversion") else "",
        )
    )
    return made.getvalue()


_ANSWER = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
_ARC = b"filedesc://a.arc 10.0.0.1 19990304091500 text/plain 4\n1 0\n\n" + (
    b"http://paper.example/a.html 10.0.0.1 19990304091500 text/html %d\n%s\n" % (len(_ANSWER), _ANSWER)
)

EXAMPLES = {
    "ARC": _ARC,
    "bzip2": bz2.compress(PAGE),
    "gzip": gzip.compress(PAGE, mtime=0),
    "tar": tarred({"page.html": PAGE}),
    "xz": lzma.compress(PAGE),
    "WACZ": zipped({"datapackage.json": b"{}", "archive/a.warc.gz": answer("http://paper.example/a.html")}),
    "WARC": answer("http://paper.example/a.html"),
    "ZIP": zipped({"page.html": PAGE}),
    "Zstandard": zstd(PAGE),
}
"""One of each format."""
