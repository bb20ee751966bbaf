"""Zotero's RDF: the fullest of its exports, with the notes of each item.

https://www.zotero.org/support/kb/exporting. Snapshots that come with it, in ``files``, are pages of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from index.formats.library.references import Reference, day, people, records, web_address
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source
from index.formats.xml_news.xml_articles import markup
from index.formats.xml_news.xml_text import at, attribute, children, descendants, first_words, local_name, words
from index.formats.xml_news.xml_tree import elements, parsed, root_of
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("Zotero RDF", (".rdf",), ("application/rdf+xml",))
_EXPORT: Final = "zotero.org/namespaces/export#"
_NOT_ITEMS = frozenset(("Memo", "Attachment", "Collection"))
_VENUES = frozenset(("Journal", "Newspaper", "Periodical", "Magazine", "Website", "Blog", "Series"))


def recognise(head: Head) -> float:
    """RDF with Zotero's own names."""
    root = root_of(head)
    return 1 if root is not None and root.name == "RDF" and _EXPORT in head.text else 0


def read(source: Source) -> Iterator[Record]:
    """The references that have notes long enough to be read."""
    source.check_size()
    yield from records(
        source, (one for rdf in elements(source, "RDF") for one in _references(rdf)), _NAMES.media_types[0]
    )


def of_file(text: str, path: str) -> DeclaredMetadata | None:
    """What the item says whose attachment is the file with that path; None where there is none.

    Raises SourceError where the export cannot be read.
    """
    rdf = parsed(text.lstrip("\ufeff").encode("utf-8", "replace"))
    names = {
        attribute(one, "about")
        for one in children(rdf, "Attachment")
        if any(attribute(resource, "resource") == path for resource in children(one, "resource"))
    }
    for item in _items(rdf):
        if any(attribute(link, "resource") in names for link in children(item, "link")):
            return _declared(item, _venues(rdf))
    return None


def _items(rdf: Element) -> Iterator[Element]:
    for item in rdf:
        name = local_name(item)
        if name in _NOT_ITEMS or (name in _VENUES and at(item, "itemType") is None) or not children(item, "title"):
            continue
        yield item


def _venues(rdf: Element) -> dict[str | None, Element]:
    return {attribute(one, "about"): one for one in rdf if local_name(one) in _VENUES}


def _references(rdf: Element) -> Iterator[Reference]:
    memos = {attribute(one, "about"): _value(one) for one in children(rdf, "Memo")}
    venues = _venues(rdf)
    for item in _items(rdf):
        notes = [memos.get(attribute(one, "resource"), "") for one in children(item, "isReferencedBy")]
        notes += [_value(memo) for one in children(item, "isReferencedBy") for memo in children(one, "Memo")]
        yield Reference(markup(item), _declared(item, venues), notes=[note for note in notes if note])


def _value(memo: Element) -> str:
    value = at(memo, "value")
    return (value.text or "").strip() if value is not None else ""


def _declared(item: Element, venues: dict[str | None, Element]) -> DeclaredMetadata:
    parts = children(item, "isPartOf")
    within = [one for part in parts for one in part] + [
        venues[name] for part in parts if (name := attribute(part, "resource")) in venues
    ]
    persons = list(descendants(at(item, "authors"), "Person"))
    return DeclaredMetadata(
        headline=first_words(children(item, "title")),
        authors=people(
            " ".join(
                filter(None, (words(at(one, "givenName")) or words(at(one, "givenname")), words(at(one, "surname"))))
            )
            or words(at(one, "name"))
            for one in persons
        ),
        outlet=first_words(title for venue in within for title in children(venue, "title")),
        published=day(words(at(item, "date"))),
        url=web_address(*map(words, descendants(item, "URI"))),
        language=words(at(item, "language")) or None,
        tags=tuple(filter(None, map(words, children(item, "subject"))))[:64],
        section=words(at(item, "section")) or None,
        captured=day(words(at(item, "dateSubmitted"))),
    )


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=2500)
