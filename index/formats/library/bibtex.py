"""BibTeX and BibLaTeX: references as ``@article{key, title = {...}}``.

https://www.bibtex.org/Format/. Read here, so that a damaged entry is a row of the report and the others are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.library.latex_text import plain_text
from index.formats.library.references import Reference, day, names_file, people, records, web_address
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames
from index.text import normalise

_NAMES = FormatNames("BibTeX", (".bib", ".bibtex"), ("application/x-bibtex", "text/x-bibtex"))
_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]{1,30})[ \t]*[{(]", re.MULTILINE)
_FIRST = re.compile(r"^[ \t]*@[A-Za-z]{1,30}[ \t]*[{(]\s*[^,\s{}]{0,200}\s*,\s*[A-Za-z][\w-]{0,40}\s*=", re.MULTILINE)
_NAME = re.compile(r"\s*,?\s*([A-Za-z][\w:+.-]*)\s*=\s*")
_MACRO = re.compile(r"[^\s,{}\"#=]+")
_JOINT = re.compile(r"\s*#\s*")
_SIGN = re.compile(r'\\.|[{}"]', re.DOTALL)
_OTHERS = frozenset(("comment", "preamble", "string"))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AND = re.compile(r"\s+and\s+")
_FILES = re.compile(r"(?<!\\);")
_PARTS = re.compile(r"(?<!\\):")
_ESCAPED = re.compile(r"\\(.)")


def recognise(head: Head) -> float:
    """A text with an entry near its beginning."""
    return 0.9 if head.signature is None and _FIRST.search(head.beginning) else 0


def read(source: Source) -> Iterator[Record]:
    """The references that have a text."""
    yield from records(source, _references(source.decoded.text), _NAMES.media_types[0])


def of_file(text: str, path: str) -> DeclaredMetadata | None:
    """What the entry says that names a file with that path as its own; None where there is none."""
    for data, _, values, _ in _entries(text):
        if any(names_file(one, path) for one in _files(values.get("file", ""))):
            return _reference(data, values).declared
    return None


def _files(value: str) -> set[str]:
    """The paths in ``Title:path:type;…`` as Zotero writes it, or in a list of paths alone."""
    parts = {part for one in _FILES.split(value) for part in (one, *_PARTS.split(one))}
    return {_ESCAPED.sub(r"\1", part).strip() for part in parts}


def _references(text: str) -> Iterator[Reference]:
    for data, key, values, whole in _entries(text):
        if whole:
            yield _reference(data, values)
        else:
            yield Reference(data, DeclaredMetadata(), refusal=f"a damaged entry: a brace of {key!r} is not closed")


def _entries(text: str) -> Iterator[tuple[bytes, str, dict[str, str], bool]]:
    """Each reference as it is written, its key and fields, and whether each of them ends."""
    macros: dict[str, str] = {}
    starts = list(_ENTRY.finditer(text))
    for start, following in zip(starts, [*(one.start() for one in starts[1:]), len(text)], strict=True):
        written = text[start.start() : following].strip()
        body = text[start.end() : following]
        kind = start.group(1).lower()
        if kind == "string":
            macros.update(_values(body, macros)[0])
        if kind in _OTHERS:
            continue
        key, _, fields = body.partition(",")
        yield written.encode("utf-8", "replace"), key.strip(), *_values(fields, macros)


def _values(body: str, macros: dict[str, str]) -> tuple[dict[str, str], bool]:
    """The fields of an entry by name in small letters; and whether each of them ends."""
    values: dict[str, str] = {}
    place = 0
    while found := _NAME.match(body, place):
        value, place = _value(body, found.end(), macros)
        if place < 0:
            return values, False
        values.setdefault(found.group(1).lower(), value)
    return values, True


def _value(body: str, place: int, macros: dict[str, str]) -> tuple[str, int]:
    """The value that begins at ``place``, parts joined by ``#``, and where it ends: -1 where it does not."""
    parts: list[str] = []
    while place < len(body):
        if body[place] in '{"':
            end = _end(body, place)
            if end < 0:
                return "", -1
            parts.append(body[place + 1 : end])
            place = end + 1
        elif found := _MACRO.match(body, place):
            parts.append(macros.get(found.group().lower(), found.group()))
            place = found.end()
        else:
            break
        joint = _JOINT.match(body, place)
        if joint is None:
            break
        place = joint.end()
    return "".join(parts), place


def _end(body: str, place: int) -> int:
    """Where the brace or quotation mark at ``place`` is closed; -1 where it is not."""
    quoted = body[place] == '"'
    depth = 0
    for found in _SIGN.finditer(body, place):
        sign = found.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return found.start()
        elif sign == '"' and quoted and depth == 0 and found.start() > place:
            return found.start()
    return -1


def _reference(data: bytes, values: dict[str, str]) -> Reference:
    def first(*names: str) -> str:
        return next((text for name in names if (text := normalise(plain_text(values.get(name, ""))))), "")

    address = web_address(values.get("url", ""), values.get("howpublished", ""), values.get("note", ""))
    declared = DeclaredMetadata(
        headline=first("title") or None,
        authors=people(plain_text(name) for name in _AND.split(values.get("author", "")) if name != "others"),
        outlet=first("journaltitle", "journal", "booktitle", "newspaper", "publisher", "organization") or None,
        published=day(first("date")) or _year(first("year"), first("month"), first("day")),
        url=address.replace("\\_", "_").replace("\\%", "%").rstrip("}\\") if address else None,
        language=first("langid", "language") or None,
        tags=tuple(tag.strip() for tag in re.split("[,;]", first("keywords")) if tag.strip())[:64],
        section=first("section") or None,
        captured=day(first("urldate")),
    )
    texts = [plain_text(values[name]) for name in ("fulltext", "text", "content", "body") if name in values]
    notes = [plain_text(values[name]) for name in ("note", "annotation", "annote", "comment") if name in values]
    return Reference(data, declared, "\n\n".join(texts), notes)


def _year(year: str, month: str, day_of_month: str) -> str | None:
    if not year:
        return None
    name = month[:3].lower()
    number = str(_MONTHS.index(name) + 1) if name in _MONTHS else month
    parts = [year, *([number.zfill(2)] if number.isdigit() else [])]
    if len(parts) > 1 and day_of_month.isdigit():
        parts.append(day_of_month.zfill(2))
    return "-".join(parts)


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=1200)
