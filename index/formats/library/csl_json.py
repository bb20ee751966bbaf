"""CSL-JSON, the records of citation processors, as Zotero, Mendeley and pandoc export them; and Better BibTeX JSON.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from index.formats.library.references import Reference, day, people, records, web_address
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.model import DeclaredMetadata, FormatNames
from index.text import normalise

_NAMES = FormatNames("CSL-JSON", (".csljson", ".json"), ("application/vnd.citationstyles.csl+json",))
_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article(?:-newspaper|-magazine|-journal)?|webpage|post(?:-weblog)?|book|chapter|report|broadcast|'
    r'interview|document|manuscript|speech|thesis|paper-conference|entry(?:-\w+)?|motion_picture|bill|legislation)"'
)
_CSL = re.compile(r'"(?:date-parts|container-title|citation-key|family)"\s*:')
_NAME_PARTS = ("given", "firstName", "non-dropping-particle", "family", "lastName", "literal", "name")
_ZOTERO = re.compile(r'"itemType"\s*:\s*"[a-zA-Z]+"')


def recognise(head: Head) -> float:
    """A list of records with a type and names of CSL, or items of Zotero."""
    if head.signature is not None or head.beginning.lstrip()[:1] not in ("[", "{"):
        return 0
    text = head.text
    return 0.98 if (_TYPE.search(text) and _CSL.search(text)) or (_ZOTERO.search(text) and '"items"' in text) else 0


def read(source: Source) -> Iterator[Record]:
    """The references that have a text; raises NotThisFormat for any other JSON."""
    try:
        value: object = json.loads(source.decoded.text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotThisFormat("not JSON as a whole") from error
    if isinstance(value, dict):
        value = value.get("items") or value.get("references") or [value]
    if not isinstance(value, list) or not any(_is_item(one) for one in value):
        raise NotThisFormat("no references of CSL in it")
    yield from records(source, (_reference(one) for one in value if isinstance(one, dict)), _NAMES.media_types[0])


def _is_item(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    names = value.keys()
    return "itemType" in names or ("type" in names and bool({"issued", "container-title", "author", "id"} & names)
                                   and not {"text", "body", "content", "html"} & names)  # fmt: skip


def _reference(item: Mapping[str, object]) -> Reference:
    def first(*names: str) -> str:
        return next((normalise(value) for name in names if isinstance(value := item.get(name), str) and value), "")

    declared = DeclaredMetadata(
        headline=first("title") or None,
        authors=people(_names(item.get("author") or item.get("creators"))),
        outlet=first("container-title", "publicationTitle", "websiteTitle", "blogTitle", "publisher") or None,
        published=_date(item.get("issued")) or day(first("date")),
        url=web_address(first("URL", "url")),
        language=first("language") or None,
        section=first("section") or None,
        captured=_date(item.get("accessed")) or day(first("accessDate")),
    )
    data = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
    notes = [note for one in _list(item.get("notes")) if (note := _note(one))]
    if remark := _note(item):
        notes.append(remark)
    return Reference(data, declared, first_text(item), notes)


def first_text(item: Mapping[str, object]) -> str:
    """The full text that some tools put beside a reference."""
    return next(
        (value for name in ("fulltext", "full-text", "fullText") if isinstance(value := item.get(name), str)), ""
    )


def _note(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("note")
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _names(value: object) -> Iterator[str]:
    for one in _list(value):
        if not isinstance(one, dict) or one.get("creatorType", "author") != "author":
            continue
        parts = [one.get(name) for name in _NAME_PARTS]
        yield " ".join(part for part in parts if isinstance(part, str) and part)


def _date(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    parts = _list(value.get("date-parts"))
    numbers = [str(part) for part in _list(parts[0] if parts else None) if isinstance(part, int | str)]
    if numbers and all(number.isdigit() for number in numbers):
        return "-".join(number.zfill(2) for number in numbers[:3])
    raw = value.get("raw") or value.get("literal")
    return normalise(raw) or None if isinstance(raw, str) else None


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=1200)
