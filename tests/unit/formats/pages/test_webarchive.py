"""What Safari saves as one file is the page in it."""

from __future__ import annotations

import io
import plistlib
from typing import Literal

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument

PAGE = "<!DOCTYPE html><html><body><h1>Brücke</h1><p>The bridge at Holm is closed.</p></body></html>"


def archive(kind: Literal["FMT_XML", "FMT_BINARY"], page: bytes, **more: str) -> bytes:
    main: dict[str, object] = {
        "WebResourceData": page,
        "WebResourceMIMEType": "text/html",
        "WebResourceURL": "https://paper.example/bridge",
        **more,
    }
    picture = {"WebResourceData": b"\xff\xd8\xff" * 900_000, "WebResourceMIMEType": "image/jpeg"}
    whole = {"WebSubresources": [picture], "WebMainResource": main}
    return plistlib.dumps(whole, fmt=getattr(plistlib, kind), sort_keys=False)


def only(data: bytes, name: str = "a.webarchive") -> SourceDocument | SkippedSource:
    (found,) = formats.read_stream(io.BytesIO(data), name)
    return found


@pytest.mark.parametrize("kind", ["FMT_XML", "FMT_BINARY"])
def test_the_page_has_its_address_and_encoding(kind: Literal["FMT_XML", "FMT_BINARY"]) -> None:
    found = only(archive(kind, PAGE.encode("cp1252"), WebResourceTextEncodingName="windows-1252"))
    assert isinstance(found, SourceDocument), found
    assert found.text == PAGE
    assert found.declared.url == "https://paper.example/bridge"
    assert found.format == "Safari web archive"


def test_other_property_lists_are_no_articles() -> None:
    for data in (plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), plistlib.dumps({"a": 1})):
        found = only(data, "a.plist")
        assert isinstance(found, SkippedSource) and found.kind == "not an article"


def test_a_picture_that_was_saved_so_is_none() -> None:
    found = only(archive("FMT_BINARY", b"\xff\xd8\xff", WebResourceMIMEType="image/jpeg"))
    assert isinstance(found, SkippedSource) and found.kind == "not an article"


def test_a_damaged_one_fails() -> None:
    found = only(archive("FMT_BINARY", PAGE.encode())[:-40])
    assert isinstance(found, SkippedSource) and (found.kind, found.reason.split(":")[0]) == ("failed", "damaged")
