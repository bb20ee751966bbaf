"""The elements of an exported page: text that is escaped, languages, addresses, quotations with marks and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from index.model import Article, Passage, Span, iso_of
from index.text import printable
from tui.export.citations import citation
from tui.export.escape import web_address
from tui.export.quotations import attributes
from tui.rendering.labels import headline

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku ps sd ug ur yi".split())

Marked = tuple[Span, str]
"""Words of an article's clean text and the class of their mark: ``differing``, ``shared`` or ``conflict``."""


def add(parent: Element, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    """Add an element with ``text`` to ``parent``."""
    SubElement(parent, tag, dict(attributes or {})).text = printable(text)


def append_text(parent: Element, text: str) -> None:
    """Add text after what ``parent`` has."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + printable(text)
    else:
        parent.text = (parent.text or "") + printable(text)


def sign(parent: Element, sign: str) -> None:
    """Add a sign, which a screen reader leaves out: the words beside it have the same meaning."""
    add(parent, "span", sign, {"class": "sign", "aria-hidden": "true"})


def language_of(article: Article) -> dict[str, str]:
    """The attributes for language and direction; without a language, the browser finds the direction in the text."""
    language = article.content.metadata.language or ""
    if not _LANGUAGE.fullmatch(language):
        return {"dir": "auto"}
    return {"lang": language, "dir": "rtl" if language.lower().split("-")[0] in _RIGHT_TO_LEFT else "ltr"}


def address(parent: Element, article: Article) -> None:
    """Add the article's address: a link where it is one of the web, else plain text; nothing for none."""
    url = article.content.metadata.url
    if not url:
        return
    if safe := web_address(url):
        add(parent, "a", url, {"href": safe, "rel": "noreferrer noopener", "class": "url", "dir": "ltr"})
    else:
        add(parent, "span", url, {"class": "url", "dir": "ltr"})


def quotation(parent: Element, article: Article, passage: Passage, marks: Sequence[Marked]) -> None:
    """Add a passage with its marks, later ones over earlier ones, and all of its citation as attributes."""
    about = {
        "data-outlet": article.outlet or "",
        "data-headline": headline(article),
        "data-published": iso_of(article.published) or "",
    }
    quoted = SubElement(parent, "blockquote", {**attributes(passage), **language_of(article)})
    quoted.attrib |= {name: printable(value) for name, value in about.items()}
    if safe := web_address(article.content.metadata.url):
        quoted.set("cite", safe)
    for text, mark in _runs(passage, marks):
        if mark:
            add(quoted, "mark" if mark == "conflict" else "span", text, {"class": mark})
        else:
            append_text(quoted, text)


def _runs(passage: Passage, marks: Sequence[Marked]) -> Iterator[tuple[str, str]]:
    """The text of a passage in pieces, each with the class of its mark; the class is empty for none."""
    text = printable(passage.text)
    classes = [""] * len(text)
    for (start, end), mark in marks:
        for place in range(max(0, start - passage.start), min(len(text), end - passage.start)):
            classes[place] = mark
    start = 0
    for mark, run in groupby(classes):
        end = start + len(list(run))
        yield text[start:end], mark
        start = end


def cited(parent: Element, article: Article, passage: Passage, marks: Sequence[Marked]) -> None:
    """Add a figure: a quotation with its citation below it."""
    figure = SubElement(parent, "figure")
    quotation(figure, article, passage, marks)
    caption = SubElement(figure, "figcaption")
    add(caption, "span", citation(article, (passage.start, passage.end), address=False), {"dir": "auto"})
    if article.content.metadata.url:
        append_text(caption, " ")
        address(caption, article)
