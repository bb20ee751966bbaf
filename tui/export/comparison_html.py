"""A comparison as one HTML page: columns level with each other, to be read in a browser and on paper.

The page needs nothing but itself. Its frame and its style are files of the package; all that articles say goes through
an element tree, which escapes it. Rows, signs and notes are those of the comparison screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from index.model import Article, Comparison, Conflict, Link, Passage, Span, iso_of
from index.text import printable
from tui.export.citations import citation
from tui.export.escape import web_address
from tui.export.quotations import attributes
from tui.rendering.comparison.cells import is_telling
from tui.rendering.comparison.layout import Cell, Layout, arrange, key, partner
from tui.rendering.dates import long_day, span_of_days
from tui.rendering.labels import headline, outlet, similarity
from tui.rendering.signs import CONFLICT, LINK_SIGNS, MOVED, ONLY, OPEN

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ku ps sd ug ur yi".split())
_COUNTS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight"}
_WORDS = {MOVED: "moved", ONLY: "only here", CONFLICT: "in conflict", OPEN: "left open"}


def comparison_html(comparison: Comparison) -> str:
    """The whole page."""
    articles = {article.id: article for article in comparison.articles}
    layout = arrange(comparison, list(articles))
    main = Element("main")
    _opening(main, comparison)
    _differences(main, comparison, articles)
    _table(main, layout, articles)
    _names(main, comparison)
    title = " / ".join(outlet(article) for article in comparison.articles)
    return Template(_shipped("comparison.html")).substitute(
        title=escape(printable(title)),
        style=_shipped("comparison.css"),
        columns=len(articles),
        # As XML, "<" is escaped in attributes too; an element without an end tag would be one that HTML never closes.
        main=ElementTree.tostring(main, encoding="unicode", short_empty_elements=False),
    )


@cache
def _shipped(name: str) -> str:
    return files("tui.export").joinpath("templates", name).read_text(encoding="utf-8")


# --- Above the columns ------------------------------------------------------------------------------------------------


def _opening(main: Element, comparison: Comparison) -> None:
    header = SubElement(main, "header")
    number = len(comparison.articles)
    _text(header, "h1", f"{_COUNTS.get(number, str(number))} accounts, side by side")
    line = SubElement(header, "p", {"class": "dateline"})
    _text(line, "span", span_of_days(article.published for article in comparison.articles) or "No dates known")
    for sign, word, count in _counted(comparison):
        fact = SubElement(line, "span", {"class": f"fact {_class(word)}"})
        _text(fact, "span", sign, {"class": "sign", "aria-hidden": "true"})
        _said(fact, f" {count} {word}")
    if comparison.note:
        _text(header, "p", comparison.note, {"class": "note"})


def _counted(comparison: Comparison) -> Iterable[tuple[str, str, int]]:
    kinds = [link.kind for link in comparison.links]
    conflicts = [conflict for link in comparison.links for conflict in link.conflicts]
    facts: list[tuple[str, str, int]] = [(sign, kind, kinds.count(kind)) for kind, sign in LINK_SIGNS.items()]
    facts.append((MOVED, _WORDS[MOVED], sum(link.moved for link in comparison.links)))
    facts.append((ONLY, _WORDS[ONLY], sum(map(len, comparison.only.values()))))
    facts.append((CONFLICT, _WORDS[CONFLICT], sum(not conflict.open for conflict in conflicts)))
    facts.append((OPEN, _WORDS[OPEN], sum(conflict.open for conflict in conflicts)))
    return [fact for fact in facts if fact[2]]


def _differences(main: Element, comparison: Comparison, articles: Mapping[str, Article]) -> None:
    """Every conflict with the quotations of both sides; the conflicts of one passage with several are together."""
    groups: dict[tuple[Passage, Conflict], list[tuple[Link, Conflict]]] = {}
    for link in comparison.links:
        for conflict in link.conflicts:
            same = replace(conflict, right="", right_span=(0, 0), right_by="")
            groups.setdefault((link.left, same), []).append((link, conflict))
    if not groups:
        return
    section = SubElement(main, "section", {"class": "differences", "aria-labelledby": "differences"})
    _text(section, "h2", "Where they differ", {"id": "differences"})
    listed = SubElement(section, "ol")
    for (left, _), against in groups.items():
        item = SubElement(listed, "li")
        _difference(item, against, articles)
        beside = SubElement(item, "div", {"class": "beside"})
        _cited(beside, left, [against[0][1].left_span], articles)
        for link, conflict in against:
            _cited(beside, link.right, [conflict.right_span], articles)


def _difference(item: Element, against: Sequence[tuple[Link, Conflict]], articles: Mapping[str, Article]) -> None:
    link, conflict = against[0]
    said = SubElement(item, "p", {"class": "difference"})
    _text(said, "span", OPEN if conflict.open else CONFLICT, {"class": "sign", "aria-hidden": "true"})
    _text(said, "span", f" {conflict.kind} ", {"class": "kind"})
    _value(said, conflict.left, conflict.left_by, articles[link.left.article])
    for number, (other, told) in enumerate(against):
        _text(said, "span", ", " if number else " against ", {"class": "quiet"})
        _value(said, told.right, told.right_by, articles[other.right.article])
    if conflict.open:
        _text(said, "span", " – a missing date leaves it open", {"class": "quiet"})


def _value(parent: Element, value: str, by: str, article: Article) -> None:
    """The two statements, and who makes them."""
    _text(parent, "b", value, {"dir": "auto"})
    _text(parent, "span", f" ({by + ', in ' if by else ''}{outlet(article)})", {"class": "quiet", "dir": "auto"})


def _cited(parent: Element, passage: Passage, spans: Sequence[Span], articles: Mapping[str, Article]) -> None:
    """A quotation with its citation below it."""
    article = articles[passage.article]
    figure = SubElement(parent, "figure")
    _quotation(figure, article, passage, [(span, "conflict") for span in spans])
    caption = SubElement(figure, "figcaption")
    _text(caption, "span", citation(article, (passage.start, passage.end), address=False), {"dir": "auto"})
    if article.content.metadata.url:
        _said(caption, " ")
        _address(caption, article)


# --- The columns ------------------------------------------------------------------------------------------------------


def _table(main: Element, layout: Layout, articles: Mapping[str, Article]) -> None:
    section = SubElement(main, "section", {"class": "columns", "aria-labelledby": "columns"})
    _text(section, "h2", "Passage by passage", {"id": "columns"})
    _marks_told(SubElement(section, "p", {"class": "key"}))
    table = SubElement(section, "table", {"aria-labelledby": "columns"})
    head = SubElement(SubElement(table, "thead"), "tr")
    for id in layout.articles:
        _heading(SubElement(head, "th", {"scope": "col"}), articles[id])
    body = SubElement(table, "tbody")
    for row, cells in enumerate(layout.rows):
        line = SubElement(body, "tr")
        for column, cell in enumerate(cells.cells):
            article = articles[layout.articles[column]]
            if cell is None:
                _text(SubElement(line, "td", {"class": "empty"}), "span", "nothing", {"class": "unseen"})
            else:
                _cell(SubElement(line, "td"), layout, row, cell, article, articles)


def _marks_told(line: Element) -> None:
    """What the marks inside passages mean."""
    marks = (("differing", "words that the other lacks"), ("shared", "names and figures that both have"))
    for ink, meaning in marks:
        _text(line, "span", meaning, {"class": ink})
        _said(line, " · ")
    _text(line, "mark", "what they differ on", {"class": "conflict"})


def _heading(th: Element, article: Article) -> None:
    _text(th, "span", article.outlet or "Outlet unknown", {"class": "outlet", "dir": "auto"})
    _text(th, "span", headline(article), {"class": "headline", **_tongue(article)})
    about = [long_day(article.published), ", ".join(article.content.metadata.authors)]
    _text(th, "span", " · ".join(part for part in about if part) or "No date", {"class": "about", "dir": "auto"})
    source = SubElement(th, "span", {"class": "source"})
    _address(source, article)
    _text(source, "span", article.reference.in_citation(), {"class": "id"})


def _cell(td: Element, layout: Layout, row: int, cell: Cell, article: Article, articles: Mapping[str, Article]) -> None:
    sign, word = _sign(cell)
    td.attrib |= {"id": _anchor(cell.passage, layout), "class": _class(word) if word else "plain"}
    td.set("data-outlet", printable(outlet(article)))
    if sign:
        _text(td, "span", sign, {"class": "sign", "aria-hidden": "true"})
        _text(td, "span", f"{word}: ", {"class": "unseen"})
    _quotation(td, article, cell.passage, _marks(cell))
    note = SubElement(td, "p", {"class": "where"})
    if cell.standing == "only":
        _said(note, "only here · ")
    elif cell.link is not None and cell.standing != "plain":
        _partner(note, layout, row, cell, cell.link, articles)
    _said(note, f"{cell.passage.start}–{cell.passage.end}")


def _partner(note: Element, layout: Layout, row: int, cell: Cell, link: Link, articles: Mapping[str, Article]) -> None:
    other = partner(link, cell.passage)
    place = layout.places[key(other)][0]
    said = f"{link.kind} {similarity(link.similarity)}"
    if place != row:
        said += f", {'↑ earlier' if place < row else '↓ later'} in {outlet(articles[other.article])}"
    _text(note, "a", said, {"href": f"#{_anchor(other, layout)}"}) if place != row else _said(note, said)
    _said(note, " · ")


def _sign(cell: Cell) -> tuple[str, str]:
    """The sign of a sentence and the word for it; empty where nothing is to be said."""
    if cell.standing == "only":
        return ONLY, _WORDS[ONLY]
    if cell.link is None or cell.standing == "plain":
        return "", ""
    if cell.standing == "moved":
        return MOVED, _WORDS[MOVED]
    return LINK_SIGNS[cell.link.kind], cell.link.kind


def _anchor(passage: Passage, layout: Layout) -> str:
    return f"c{layout.articles.index(passage.article) + 1}-{passage.start}"


# --- Quotations -------------------------------------------------------------------------------------------------------

_Mark = tuple[Span, str]


def _quotation(parent: Element, article: Article, passage: Passage, marks: Sequence[_Mark]) -> None:
    """The passage with its marks, and all of its citation as attributes."""
    about = {
        "data-outlet": article.outlet or "",
        "data-headline": headline(article),
        "data-published": iso_of(article.published) or "",
    }
    quotation = SubElement(parent, "blockquote", {**attributes(passage), **_tongue(article)})
    quotation.attrib |= {name: printable(value) for name, value in about.items()}
    if address := web_address(article.content.metadata.url):
        quotation.set("cite", address)
    text = printable(passage.text)
    inks = [""] * len(text)
    for (start, end), ink in marks:
        for place in range(max(0, start - passage.start), min(len(text), end - passage.start)):
            inks[place] = ink
    start = 0
    for ink, run in groupby(inks):
        end = start + len(list(run))
        if ink:
            _text(quotation, "mark" if ink == "conflict" else "span", text[start:end], {"class": ink})
        else:
            _said(quotation, text[start:end])
        start = end


def _marks(cell: Cell) -> list[_Mark]:
    """Words that the partner lacks, shared names and figures of what is only related, and over them what differs."""
    marks: list[_Mark] = []
    if cell.link is not None and cell.standing != "plain":
        left = key(cell.link.left) == key(cell.passage)
        if cell.link.kind == "related":
            shared = (one for one in cell.link.shared if is_telling(one.text))
            marks += [(one.left_span if left else one.right_span, "shared") for one in shared]
        else:
            marks += [(span, "differing") for span in (cell.link.left_only if left else cell.link.right_only)]
    return marks + _conflict_marks(cell.passage, cell.links)


def _conflict_marks(passage: Passage, links: Iterable[Link]) -> list[_Mark]:
    return [
        (conflict.left_span if key(link.left) == key(passage) else conflict.right_span, "conflict")
        for link in links
        for conflict in link.conflicts
    ]


def _address(parent: Element, article: Article) -> None:
    """The address: a link where it is one of the web, else as it is written."""
    url = article.content.metadata.url
    if not url:
        return
    if address := web_address(url):
        _text(parent, "a", url, {"href": address, "rel": "noreferrer noopener", "class": "url", "dir": "ltr"})
    else:
        _text(parent, "span", url, {"class": "url", "dir": "ltr"})


def _names(main: Element, comparison: Comparison) -> None:
    if not comparison.names:
        return
    section = SubElement(main, "section", {"class": "names", "aria-labelledby": "names"})
    _text(section, "h2", "One name, several spellings", {"id": "names"})
    listed = SubElement(section, "ul")
    for variants in comparison.names:
        _text(listed, "li", " = ".join(variants), {"dir": "auto"})


# --- Elements ---------------------------------------------------------------------------------------------------------


def _tongue(article: Article) -> dict[str, str]:
    """Language and direction of what an article says; without a language the text itself tells the direction."""
    language = article.content.metadata.language or ""
    if not _LANGUAGE.fullmatch(language):
        return {"dir": "auto"}
    return {"lang": language, "dir": "rtl" if language.lower().split("-")[0] in _RIGHT_TO_LEFT else "ltr"}


def _text(parent: Element, tag: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    SubElement(parent, tag, dict(attributes or {})).text = printable(text)


def _said(parent: Element, text: str) -> None:
    """Add text after what ``parent`` has."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + printable(text)
    else:
        parent.text = (parent.text or "") + printable(text)


def _class(word: str) -> str:
    return word.replace(" ", "-")
