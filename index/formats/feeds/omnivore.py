"""The export of Omnivore: a page for each article, and beside their folder what it knew of them.

Its program wrote ``metadata_FROM_to_TO.json`` with up to 20 articles each, ``content/SLUG.html`` and
``highlights/SLUG.md``: https://github.com/omnivore-app/omnivore, packages/api/src/jobs/export.ts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from index.errors import ListWithoutTexts, NotAnArticle
from index.formats.documents import document
from index.formats.location import Location
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Source
from index.model import DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("Omnivore", (), ("text/html",))

ARTICLES_A_FILE: Final = 20
"""Articles of one file of metadata; the last has fewer."""

MOST_FILES: Final = 2000
"""Files of metadata of one export that are looked at."""

_PAGE = re.compile(r"(?:\A|[/!])content/([^/!]+)\.html\Z")
_HIGHLIGHTS = re.compile(r"(?:\A|[/!])highlights/[^/!]+\.md\Z")
_METADATA = re.compile(r"\A\s*\[\s*\{\s*\"id\"")
_FIELDS = ('"slug"', '"readingProgress"', '"savedAt"')

Fields = Mapping[str, object]


def other_role(location: Location) -> str | None:
    """What a file beside the pages is, as its name and the metadata show; many files of highlights are empty."""
    if not _HIGHLIGHTS.search(location.path) or next(_metadata_files(location, _folder(location)), None) is None:
        return None
    return "highlights that a reader made in Omnivore"


def recognise(head: Head) -> float:
    """A page in the folder for them; metadata with the fields that only Omnivore writes."""
    if _PAGE.search(head.name):
        return 0.97
    return 1 if _METADATA.match(head.beginning) and all(field in head.beginning for field in _FIELDS) else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The page as one article, with what Omnivore knew of it.

    Raises NotAnArticle for metadata, ListWithoutTexts for metadata without the pages, and NotThisFormat for a page
    with no metadata beside its folder.
    """
    location = source.location
    if not _PAGE.search(source.address.path):
        _refuse_metadata(source)
    if location is None:
        raise NotThisFormat("nothing is known of what is beside it")
    folder = _folder(location)
    if next(_metadata_files(location, folder), None) is None:
        raise NotThisFormat("no page that Omnivore exported")
    facts = _facts(location, folder, location.name.removesuffix(".html"))
    yield document(source, form="html", media_type=_NAMES.media_types[0], declared=_declared(facts))


def _refuse_metadata(source: Source) -> None:
    location = source.location
    slug = re.search(r'"slug"\s*:\s*"([^"/]{1,300})"', source.head.beginning)
    if location is not None and slug is not None and location.has(location.folders[0], f"content/{slug.group(1)}.html"):
        raise NotAnArticle("what Omnivore knew of articles, whose texts are in the folder content/")
    raise ListWithoutTexts(
        "what Omnivore knew of articles: add the folder content/ of the export, which has their texts"
    )


def _folder(location: Location) -> str:
    """The folder of the export, above that of the pages and that of the highlights."""
    return location.folders[1] if len(location.folders) > 1 else ""


def _metadata_files(location: Location, folder: str) -> Iterator[str]:
    """The paths of the files of metadata in their order; each begins where the one before it ended."""
    start = 0
    for _ in range(MOST_FILES):
        names = (f"{folder}metadata_{start}_to_{start + count}.json" for count in range(ARTICLES_A_FILE, 0, -1))
        path = next((name for name in names if location.place.size(name)), None)
        if path is None:
            return
        yield path
        start = int(path.rpartition("_")[2].removesuffix(".json"))


def _facts(location: Location, folder: str, slug: str) -> Fields:
    """What the metadata has of the page with that name; empty where it has nothing."""
    sought = json.dumps(slug, ensure_ascii=False).encode()
    for path in _metadata_files(location, folder):
        data = location.read(path) or b""
        if sought not in data:
            continue
        try:
            items = json.loads(data)
        except (ValueError, RecursionError):
            continue
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and item.get("slug") == slug:
                return item
    return {}


def _declared(facts: Fields) -> DeclaredMetadata:
    def text(name: str) -> str | None:
        value = facts.get(name)
        return value.strip() or None if isinstance(value, str) else None

    labels = facts.get("labels")
    author = text("author")
    return DeclaredMetadata(
        headline=text("title"),
        authors=(author,) if author else (),
        published=text("publishedAt"),
        url=text("url"),
        tags=tuple(label for label in labels if isinstance(label, str)) if isinstance(labels, list) else (),
        captured=text("savedAt"),
    )


FORMAT = FileFormat(_NAMES, recognise, read)
