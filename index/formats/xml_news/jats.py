"""JATS and its forerunner of the NLM: an article of a journal or magazine a file, or a set of them.

https://jats.nlm.nih.gov/archiving/tag-library/. The root ``article`` is also DocBook's: only one with a front is JATS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import ListWithoutTexts, NotAnArticle
from index.formats.protocol import FileFormat, NotThisFormat
from index.formats.source import Head, Record, Source
from index.formats.xml_news.xml_articles import XmlArticle, article, records, refused
from index.formats.xml_news.xml_text import at, attribute, children, descendants, first_words, paragraphs, words
from index.formats.xml_news.xml_tree import elements, root_of
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("JATS", (".xml", ".nxml"), ("application/jats+xml",))
_NOT_BODY = frozenset(
    "fig fig-group table-wrap table-wrap-group fn fn-group ref-list disp-formula tex-math graphic media "
    "supplementary-material label object-id alternatives inline-graphic".split()
)
_MARKS = re.compile(r"<(?:\w+:)?(?:front|article-meta|journal-meta|front-stub)\b|\bJATS|//NLM//DTD")
_SETS = frozenset(("pmc-articleset", "OAI-PMH", "records", "articles"))


def recognise(head: Head) -> float:
    """An article with a front, or a set of such."""
    root = root_of(head)
    if root is None or (root.name != "article" and root.name not in _SETS):
        return 0
    return 1 if _MARKS.search(head.text) and "<article" in head.text else 0


def read(source: Source) -> Iterator[Record]:
    """Each article of the file."""
    found = (_article(one) for one in elements(source, "article"))
    first = next(found, None)
    if first is None:
        raise NotThisFormat("no article in it")
    yield from records(source, _chain(first, found), _NAMES.media_types[0])


def _chain(first: XmlArticle, rest: Iterator[XmlArticle]) -> Iterator[XmlArticle]:
    yield first
    yield from rest


def _article(element: Element) -> XmlArticle:
    declared = _declared(element)
    body = paragraphs(at(element, "body"), _NOT_BODY)
    if body:
        return article(element, body, declared)
    if next(descendants(at(element, "front"), "abstract"), None) is not None:
        return refused(element, ListWithoutTexts("an abstract without the text of its article"))
    return refused(element, NotAnArticle("an article's front without a body"))


def _declared(element: Element) -> DeclaredMetadata:
    front = at(element, "front")
    meta = at(front, "article-meta") if front is not None else at(element, "front-stub")
    journal = at(front, "journal-meta")
    titles = at(meta, "title-group")
    dates = sorted(children(meta, "pub-date"), key=_rank)
    return DeclaredMetadata(
        headline=first_words(words_without_notes(children(titles, "article-title"))),
        deck=first_words(children(titles, "subtitle")),
        authors=tuple(dict.fromkeys(filter(None, map(_name, _contributors(meta))))),
        outlet=first_words([*descendants(journal, "journal-title"), *descendants(journal, "publisher-name")]),
        published=next((date for one in dates if (date := _date(one))), None),
        url=_address(meta),
        language=attribute(element, "lang"),
        tags=tuple(dict.fromkeys(filter(None, map(words, descendants(meta, "kwd")))))[:64],
        section=first_words(descendants(at(meta, "article-categories"), "subject")),
    )


def words_without_notes(titles: list[Element]) -> Iterator[Element]:
    """Titles, their marks of notes removed."""
    for title in titles:
        for mark in list(descendants(title, "xref", "fn")):
            mark.text = ""
            for child in list(mark):
                mark.remove(child)
        yield title


def _contributors(meta: Element | None) -> Iterator[Element]:
    for group in children(meta, "contrib-group"):
        yield from (one for one in children(group, "contrib") if one.get("contrib-type", "author") == "author")


def _name(contributor: Element) -> str:
    name = next(descendants(contributor, "name"), None)
    if name is not None:
        return " ".join(filter(None, (words(at(name, "given-names")), words(at(name, "surname")))))
    return first_words(descendants(contributor, "string-name", "collab")) or ""


def _rank(date: Element) -> int:
    kind = f"{date.get('date-type') or ''} {date.get('pub-type') or ''}"
    return 0 if re.search(r"\be?pub\b", kind) else 1 if "pub" in kind else 2


def _date(date: Element) -> str | None:
    parts = [words(at(date, name)) for name in ("year", "month", "day")]
    numbers = [part.zfill(2) for part in parts if part.isdigit()]
    return (
        attribute(date, "iso-8601-date") or "-".join(numbers) or None if parts[0] else attribute(date, "iso-8601-date")
    )


def _address(meta: Element | None) -> str | None:
    for one in children(meta, "self-uri"):
        address = attribute(one, "href") or words(one)
        if address.startswith(("http://", "https://")):
            return address
    doi = first_words(one for one in children(meta, "article-id") if one.get("pub-id-type") == "doi")
    return f"https://doi.org/{doi}" if doi else None


FORMAT = FileFormat(_NAMES, recognise, read)
