"""ProQuest as HTML, saved or in a mail: each document begins with an anchor, each field behind its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.formats.databases.documents import DatabaseDocument, expected, records
from index.formats.databases.html_blocks import blocks, page_of
from index.formats.databases.proquest import fields
from index.formats.databases.proquest.text import NUMBERED
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import FormatNames

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = FormatNames("ProQuest HTML", (".html", ".htm"), ("text/html",))
_SIGNS = re.compile(rb"""name=["']DocID_|ProQuest document ID|>ProQuest document link<""")
_START = "\x00document"
_LINK = "\x00link "
_LINKED = re.compile(r"ProQuest[ -](?:document link|Dokument-Link)|lien.{0,20}ProQuest|enlace.{0,25}ProQuest", re.I)
_LEGAL = re.compile(r"(?:copyright ©|©).{0,40}ProQuest|terms and conditions", re.IGNORECASE)


def recognise(head: Head) -> float:
    """A page with an anchor, link or number that ProQuest gives its documents."""
    return 0.96 if head.signature is None and b"<" in head.data[:2048] and _SIGNS.search(head.data) else 0


def read(source: Source) -> Iterator[Record]:
    """The documents of the page."""
    numbers: list[tuple[int, int]] = []
    found = [
        one
        for part in _parts(blocks(page_of(source), mark=_mark), numbers)
        if (one := _document(part)) is not None and (one.paragraphs or one.declared.headline)
    ]
    yield from records(
        source, found, media_type=_NAMES.media_types[0], stated=expected(numbers), decoded=source.decoded
    )


def _document(part: Sequence[str]) -> DatabaseDocument | None:
    links = [block.removeprefix(_LINK) for block in part if block.startswith(_LINK)]
    kept = [block for block in part if not block.startswith(_LINK) and not _LINKED.fullmatch(block.strip())]
    while kept and _LEGAL.search(kept[-1]) and fields.labelled(kept[-1]) is None:
        kept.pop()
    return fields.document(kept, links[0] if links else None)


def _parts(found: Sequence[str], numbers: list[tuple[int, int]]) -> Iterator[Sequence[str]]:
    """The blocks of each document; fills ``numbers`` with what ``Document 1 of 3`` says."""
    part: list[str] = []
    for block in found:
        numbered = NUMBERED.fullmatch(block.strip())
        if block == _START or numbered:
            yield part
            part = []
        if numbered:
            numbers.append((int(numbered["number"]), int(numbered["total"])))
        elif block != _START:
            part.append(block)
    yield part


def _mark(element: HtmlElement) -> str | None:
    if element.tag != "a":
        return None
    if (element.get("name") or "").startswith("DocID_"):
        return _START
    address = element.get("href") or ""
    return _LINK + address if "/docview/" in address and _LINKED.search(element.text_content()) else None


FORMAT = FileFormat(_NAMES, recognise, read)
