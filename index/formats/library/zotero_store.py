"""What Zotero's own database says of the files in the folder ``storage`` beside it.

``Zotero/storage/KEY/name`` is an attachment; the item that it belongs to has the outlet and the day, which few saved
pages and PDF files have. The tables: https://www.zotero.org/support/dev/client_coding/direct_sqlite_database_access.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from index.errors import SourceError
from index.formats.feeds.stores.database import Database, Value, connected
from index.formats.library.references import people
from index.formats.location import Disk, Location
from index.model import DeclaredMetadata

DATABASE: Final = "zotero.sqlite"
STORAGE: Final = "/storage/"
"""The end of the path of the folder with the folders of attachments."""

_KEY: Final = re.compile(r"[A-Z0-9]{8}")
_IN_STORAGE: Final = "storage:"
_OUTLETS: Final = ("publicationTitle", "websiteTitle", "blogTitle", "forumTitle", "programTitle", "publisher")
_WRITERS: Final = frozenset(("author", "reporter", "contributor", "podcaster"))
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)")
"""The day with which Zotero begins a date, ``00`` for what is not known; what was entered follows."""
_LONGEST: Final = 1024 * 1024
"""Bytes of one value."""


def key_of(location: Location) -> str | None:
    """The key of the attachment that a file is by its place; None where it is in no folder of Zotero's storage."""
    if len(location.folders) < 3 or not location.folders[1].endswith(STORAGE):
        return None
    key = location.folders[0].removeprefix(location.folders[1]).rstrip("/")
    return key if _KEY.fullmatch(key) else None


def declared(location: Location) -> DeclaredMetadata | None:
    """What the database says of the item that a file belongs to; None where there is none, or it cannot be read."""
    key = key_of(location)
    path = location.folders[2] + DATABASE if key is not None else ""
    if key is None or not isinstance(location.place, Disk) or location.place.size(path) is None:
        return None
    try:
        changed = Path(path).stat().st_mtime_ns
        return _attachments(path, changed).get((key, location.name))
    except (OSError, SourceError):
        return None


@lru_cache(maxsize=1)
def _attachments(path: str, changed: int) -> Mapping[tuple[str, str], DeclaredMetadata]:
    """What is known of each attachment, by its key and the name of its file. ``changed`` makes a new state known."""
    # Zotero locks its database while it runs. A page that is written meanwhile reads as damaged: then nothing is known.
    with connected(Path(path), "mode=ro&immutable=1", _LONGEST) as database:
        keys = {item: str(key) for item, key in database.values("items", "itemID", "key")}
        items = _items(database)
        found: dict[tuple[str, str], DeclaredMetadata] = {}
        for item, parent, file in database.values("itemAttachments", "itemID", "parentItemID", "path"):
            if isinstance(file, str) and file.startswith(_IN_STORAGE) and item in keys:
                known = items.get(parent) or items.get(item)
                if known is not None:
                    found[keys[item], file.removeprefix(_IN_STORAGE)] = known
        return found


def _items(database: Database) -> dict[Value, DeclaredMetadata]:
    """What is known of each item, by its number."""
    names = {number: str(name) for number, name in database.values("fields", "fieldID", "fieldName")}
    values = {row[0]: row[1] for row in database.values("itemDataValues", "valueID", "value")}
    fields: dict[Value, dict[str, str]] = {}
    for item, field, value in database.values("itemData", "itemID", "fieldID", "valueID"):
        text = values.get(value)
        if field in names and text is not None:
            fields.setdefault(item, {})[names[field]] = str(text)
    writers = _writers(database)
    return {item: _item(one, writers.get(item, {})) for item, one in fields.items()}


def _writers(database: Database) -> dict[Value, dict[int, str]]:
    """The authors of each item, by their place."""
    kinds = {number for number, kind in database.values("creatorTypes", "creatorTypeID", "creatorType")
             if kind in _WRITERS}  # fmt: skip
    names = {
        number: " ".join(str(part) for part in (first, last) if part)
        for number, first, last in database.values("creators", "creatorID", "firstName", "lastName")
    }
    found: dict[Value, dict[int, str]] = {}
    for item, creator, kind, place in database.values(
        "itemCreators", "itemID", "creatorID", "creatorTypeID", "orderIndex"
    ):
        if kind in kinds and creator in names and isinstance(place, int):
            found.setdefault(item, {})[place] = names[creator]
    return found


def _item(fields: Mapping[str, str], writers: Mapping[int, str]) -> DeclaredMetadata:
    return DeclaredMetadata(
        headline=fields.get("title"),
        authors=people(writers[place] for place in sorted(writers)),
        outlet=next((fields[name] for name in _OUTLETS if fields.get(name)), None),
        published=_day(fields.get("date", "")),
        url=fields.get("url"),
        language=fields.get("language"),
        section=fields.get("section"),
        captured=fields.get("accessDate"),
    )


def _day(text: str) -> str | None:
    """The date of an item: as far as it is known, or as it was entered."""
    found = _DATE.match(text)
    if found is None:
        return text.strip() or None
    return "-".join(part for part in found.groups() if part and part.strip("0"))
