"""RIS, the tagged format of references: ``TY  - NEWS`` to ``ER  -``; and its older sister with ``%0`` of EndNote.

https://en.wikipedia.org/wiki/RIS_(file_format). Read here and not with rispy, so that a damaged record is a row and
the others are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from index.formats.library.references import Reference, day, names_file, people, records, web_address
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames
from index.text import normalise

_NAMES = FormatNames("RIS", (".ris", ".enw"), ("application/x-research-info-systems",))
_LINE = re.compile(r"(?:([A-Z][A-Z0-9])  ?-(?: (.*)|\s*)|%([A-Z0-9@!?+^>~]) (.*))\Z")
_RIS = re.compile(r"\A\s*(?:Provider:[^\n]*\n|Content:[^\n]*\n|\s*\n){0,10}(?:\d+\.\s*\n)?TY  ?- ?[A-Z]{2,8}\s*\n")
_REFER = re.compile(r"\A\s*%0 [A-Z][\w ]{2,40}\n(?:%[A-Z0-9@!?] )")
_REFER_TAGS = {"A": "AU", "T": "TI", "J": "T2", "B": "T2", "D": "PY", "8": "DA", "U": "UR", "G": "LA", "K": "KW",
               "Z": "N1", "X": "AB", "I": "PB", "0": "TY", "[": "Y2", "&": "SE"}  # fmt: skip


def recognise(head: Head) -> float:
    """A text that begins with the type of a reference."""
    if head.signature is not None:
        return 0
    beginning = head.beginning.replace("\r\n", "\n").replace("\r", "\n")
    return 0.9 if _RIS.match(beginning) or _REFER.match(beginning) else 0


def read(source: Source) -> Iterator[Record]:
    """The references that have a text."""
    yield from records(source, map(_reference, _records(source.decoded.text)), _NAMES.media_types[0])


def of_file(text: str, path: str) -> DeclaredMetadata | None:
    """What the reference says that names a file with that path as its own; None where there is none."""
    for written, values in _records(text):
        if any(names_file(value, path) for tag in ("L1", "L2", "L3", "L4") for value in values.get(tag, ())):
            return _reference((written, values)).declared
    return None


def _records(text: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each record as it is written, and its values by tag; a line without a tag continues the value before."""
    lines: list[str] = []
    values: dict[str, list[list[str]]] = {}
    last: list[str] | None = None
    for line in text.lstrip("\ufeff").splitlines():
        found = _LINE.match(line)
        if found is None:
            if last is not None:
                last.append(line)
                lines.append(line)
            continue
        tag = found.group(1) or _REFER_TAGS.get(found.group(3), found.group(3))
        if tag in ("TY", "ER") and values:
            yield "\n".join(lines), _joined(values)
            lines, values, last = [], {}, None
        if tag == "ER":
            continue
        lines.append(line)
        last = [(found.group(2) or found.group(4) or "").strip()]
        values.setdefault(tag, []).append(last)
    if values:
        yield "\n".join(lines), _joined(values)


def _joined(values: Mapping[str, list[list[str]]]) -> dict[str, list[str]]:
    return {tag: ["\n".join(lines) for lines in found] for tag, found in values.items()}


def _reference(record: tuple[str, Mapping[str, list[str]]]) -> Reference:
    written, values = record

    def first(*tags: str) -> str:
        return next((normalise(value) for tag in tags for value in values.get(tag, ()) if value.strip()), "")

    declared = DeclaredMetadata(
        headline=first("TI", "T1", "CT") or None,
        authors=people(name for tag in ("AU", "A1") for name in values.get(tag, ())),
        outlet=first("T2", "JF", "JO", "JA", "BT", "PB") or None,
        published=day(first("DA", "PY", "Y1")),
        url=web_address(*values.get("UR", ()), *values.get("L2", ()), *values.get("LK", ())),
        language=first("LA") or None,
        tags=tuple(dict.fromkeys(normalise(one) for value in values.get("KW", ()) for one in value.split("\n")))[:64],
        section=first("SE") or None,
        captured=day(first("Y2")),
    )
    return Reference(
        written.encode("utf-8", "replace"),
        declared,
        "\n\n".join(values.get("FT", ())),
        [*values.get("N1", ()), *values.get("RN", ())],
    )


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=1500)
