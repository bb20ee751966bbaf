"""TEI, the text encoding of libraries and corpora (P5, P4): a text, a newspaper with its articles, or a corpus.

https://tei-c.org/release/doc/tei-p5-doc/en/html/. Divisions whose type says article are articles; so are the texts of
a group. Any other text is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.errors import NotAnArticle
from index.formats.protocol import FileFormat
from index.formats.source import Record, Source
from index.formats.xml_news.tei_words import joined_words
from index.formats.xml_news.xml_articles import XmlArticle, article, names_of, records, refused
from index.formats.xml_news.xml_text import (
    at,
    attribute,
    children,
    descendants,
    first_words,
    local_name,
    paragraphs,
    words,
)
from index.formats.xml_news.xml_tree import elements, has_root
from index.model import DeclaredMetadata, FormatNames

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = FormatNames("TEI", (".tei", ".xml"), ("application/tei+xml",))
_ARTICLE = re.compile(
    r"arti[ck]|news.?item|news.?story|\bstory\b|\bnews\b|report|editorial|letter|review|column|interview|meldung|notice|"
    r"telegram|obituary",
    re.IGNORECASE,
)
"""Types of a division that are an article."""
_DIVISIONS = frozenset(("div", "div0", "div1", "div2", "div3", "div4"))
_NOT_BODY = frozenset(
    "note fw figDesc figure teiHeader gap pb cb del surplus front back byline docAuthor dateline listBibl standOff "
    "facsimile certainty".split()
)
_TOP = frozenset(("head", "opener", "docDate", "title"))


def read(source: Source) -> Iterator[Record]:
    """The articles of every text in the file."""
    texts = elements(source, "TEI", "TEI.2")
    yield from records(source, (one for tei in texts for one in _articles(tei)), _NAMES.media_types[0])


def _articles(tei: Element) -> Iterator[XmlArticle]:
    inner = children(tei, "TEI", "TEI.2")
    for one in inner:
        yield from _articles(one)
    for text in children(tei, "text"):
        joined_words(text)
        _without_comments(text)
        parts = list(_parts(text))
        if not parts:
            yield _article(tei, text, at(text, "body"), alone=True)
        for part in parts:
            yield _article(tei, part, part, alone=len(parts) == 1)
    if not inner and not children(tei, "text"):
        yield refused(tei, NotAnArticle("a TEI header without a text"))


def _without_comments(text: Element) -> None:
    """Take out what readers wrote below a page, which trafilatura keeps in a division of its own."""
    for division in list(descendants(text, *_DIVISIONS)):
        parent = division.getparent()
        if division.get("type") == "comments" and parent is not None:
            parent.remove(division)


def _parts(node: Element) -> Iterator[Element]:
    """The outermost divisions that are articles; the texts of a group that have none."""
    for child in node:
        name = local_name(child)
        if name in _DIVISIONS and _ARTICLE.search(" ".join((child.get("type") or "", child.get("subtype") or ""))):
            yield child
        elif name == "text":
            inner = list(_parts(child))
            yield from inner or [child]
        elif name in _DIVISIONS or name in ("body", "group", "front", "back"):
            yield from _parts(child)


def _article(tei: Element, whole: Element, body: Element | None, *, alone: bool) -> XmlArticle:
    declared = _own(whole if body is None else body).completed_by(_header(tei, alone=alone))
    heads = {*_TOP} if declared.headline and _own(whole if body is None else body).headline else set()
    content = whole if body is None else body
    return article(whole, _without_top(content, heads), declared)


def _without_top(body: Element, tops: set[str]) -> list[str]:
    """The paragraphs of a body; its own head, which is the headline, is left out."""
    found = paragraphs(body, _NOT_BODY)
    if tops and (head := _head(body)) is not None and (line := words(head, _NOT_BODY)) and found and found[0] == line:
        return found[1:]
    return found


def _head(body: Element) -> Element | None:
    own = children(body, "head")
    if own or local_name(body) in _DIVISIONS:
        return own[0] if own else None
    inner = at(body, "body")
    node = body if inner is None else inner
    first = next(iter(children(node, "head", *_DIVISIONS)), None)
    return _head(first) if first is not None and local_name(first) != "head" else first


def _own(body: Element) -> DeclaredMetadata:
    """What a division says of itself."""
    head = _head(body)
    return DeclaredMetadata(
        headline=words(head, _NOT_BODY) or None if head is not None else None,
        authors=_authors(descendants(body, "docAuthor")) or names_of(first_words(descendants(body, "byline"))),
        published=_date(next((one for top in descendants(body, "dateline", "docDate", "opener") for one in
                              ([top] if top.get("when") else descendants(top, "date"))), None)),
        language=attribute(body, "lang"),
    )  # fmt: skip


def _header(tei: Element, *, alone: bool) -> DeclaredMetadata:
    """What the header says: of the article itself where it is the only one, else of the newspaper."""
    description = at(tei, "teiHeader/fileDesc")
    title = first_words(one for one in children(at(description, "titleStmt"), "title") if one.get("type") != "sub")
    origin = at(description, "sourceDesc")
    journal = first_words(one for one in descendants(origin, "title") if one.get("level") in ("j", "s", "m"))
    authors = _authors(children(at(description, "titleStmt"), "author")) if alone else ()
    analytic = next(descendants(origin, "analytic"), None)
    dates = [*descendants(origin, "date"), *descendants(at(tei, "teiHeader/profileDesc"), "creation"),
             *descendants(at(tei, "teiHeader/profileDesc/creation"), "date"),
             *descendants(at(description, "publicationStmt"), "date")]  # fmt: skip
    address = first_words(
        one for one in descendants(description, "idno") if (one.get("type") or "").upper() in ("URL", "URI")
    ) or next(
        (one.get("target") for one in descendants(origin, "ptr") if (one.get("type") or "").upper() == "URL"), None
    )
    source_publisher = at(next(descendants(origin, "biblFull"), None), "publicationStmt/publisher")
    return DeclaredMetadata(
        headline=(first_words(children(analytic, "title")) or title) if alone else None,
        authors=authors or (_authors(children(analytic, "author")) if alone else ()),
        outlet=journal or words(source_publisher) or (None if alone else title),
        published=next((date for one in dates if (date := _date(one))), None),
        url=address if alone and address and address.startswith(("http://", "https://")) else None,
        language=attribute(next(descendants(at(tei, "teiHeader/profileDesc"), "language"), None), "ident")
        or attribute(at(tei, "text"), "lang") or attribute(tei, "lang"),
        tags=tuple(dict.fromkeys(filter(None, map(words, (
            term for keywords in descendants(at(tei, "teiHeader/profileDesc"), "keywords")
            for term in descendants(keywords, "term"))))))[:64] if alone else (),
    )  # fmt: skip


def _authors(found: Iterator[Element] | list[Element]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in found if (name := _name(one))))


def _name(author: Element) -> str:
    surname = first_words(descendants(author, "surname"))
    forenames = [words(one) for one in descendants(author, "forename")]
    return " ".join([*forenames, surname]) if surname else words(author, {"affiliation", "email", "idno", "note"})


def _date(element: Element | None) -> str | None:
    if element is None:
        return None
    exact = attribute(element, "when") or attribute(element, "when-iso") or attribute(element, "notBefore")
    text = words(element)
    return exact or attribute(element, "value") or (text if any(letter.isdigit() for letter in text) else None)


FORMAT = FileFormat(_NAMES, has_root("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"), read)
