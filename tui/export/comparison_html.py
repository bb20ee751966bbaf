"""A comparison as one HTML page: columns level with each other, to be read in a browser and on paper.

The page needs nothing but itself. Its frame and its style are files of the package; all that articles say goes through
an element tree, which escapes it.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from index.model import Comparison, Link, Passage
from index.text import printable
from tui.export import html_elements as html
from tui.export.html_elements import Marked, add, append_text
from tui.export.quotations import attributes
from tui.rendering import words
from tui.rendering.comparison.disputes import Dispute
from tui.rendering.comparison.layout import Cell, Layout, elsewhere, key, partner
from tui.rendering.comparison.marks import is_telling
from tui.rendering.comparison.rows import Column, ComparisonRows, kind_and_similarity, rows_of
from tui.rendering.dates import long_day
from tui.rendering.labels import headline, outlet

_COUNTS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight"}


def comparison_html(comparison: Comparison) -> str:
    """The whole page."""
    rows = rows_of(comparison)
    main = Element("main")
    _opening(main, rows)
    _differences(main, rows)
    _table(main, rows)
    _names(main, comparison)
    title = " / ".join(outlet(column.article) for column in rows.columns)
    return Template(_shipped("comparison.html")).substitute(
        title=escape(printable(title)),
        style=_shipped("comparison.css"),
        columns=len(rows.columns),
        # As XML, "<" is escaped in attributes too; an element without an end tag would be one that HTML never closes.
        main=ElementTree.tostring(main, encoding="unicode", short_empty_elements=False),
    )


@cache
def _shipped(name: str) -> str:
    return files("tui.export").joinpath("templates", name).read_text(encoding="utf-8")


# --- Above the columns ------------------------------------------------------------------------------------------------


def _opening(main: Element, rows: ComparisonRows) -> None:
    header = SubElement(main, "header")
    number = len(rows.columns)
    add(header, "h1", f"{_COUNTS.get(number, str(number))} accounts, side by side")
    line = SubElement(header, "p", {"class": "dateline"})
    add(line, "span", rows.days or "No dates known")
    for entry, count in rows.counts:
        fact = SubElement(line, "span", {"class": f"fact {_class(entry)}"})
        html.sign(fact, entry.sign)
        append_text(fact, f" {entry.counted(count)}")
    for note in (rows.comparison.note, "" if rows.comparison.links else words.NO_LINKS):
        if note:
            add(header, "p", note, {"class": "note"})


def _differences(main: Element, rows: ComparisonRows) -> None:
    """Every dispute with the passages of all its sides."""
    if not rows.disputes:
        return
    section = SubElement(main, "section", {"class": "differences", "aria-labelledby": "differences"})
    add(section, "h2", words.DISAGREE, {"id": "differences"})
    listed = SubElement(section, "ol")
    for dispute in rows.disputes:
        item = SubElement(listed, "li")
        _dispute(item, dispute, rows)
        beside = SubElement(item, "div", {"class": "beside"})
        statements = [statement for side in dispute.sides for statement in side.statements]
        for passage in dispute.passages:
            marks = [(each.span, "conflict") for each in statements if each.passage == passage]
            html.cited(beside, rows.column(passage.article).article, passage, marks)


def _dispute(item: Element, dispute: Dispute, rows: ComparisonRows) -> None:
    """Who says what."""
    line = SubElement(item, "p", {"class": "difference"})
    html.sign(line, dispute.finding.sign)
    add(line, "span", f" {dispute.kind} ", {"class": "kind"})
    for number, side in enumerate(dispute.sides):
        if number:
            add(line, "span", " against ", {"class": "quiet"})
        value = side.statements[0].value
        add(line, "b", value.text, {"dir": "auto", **attributes(value)})
        if dispute.subject and not number:
            append_text(line, f" {dispute.subject}")
        add(line, "span", f" ({side.stated_by(rows.names)})", {"class": "quiet", "dir": "auto"})
    if dispute.open:
        add(line, "span", f" – {words.OPEN.meaning}", {"class": "quiet"})


# --- The columns ------------------------------------------------------------------------------------------------------


def _table(main: Element, rows: ComparisonRows) -> None:
    section = SubElement(main, "section", {"class": "columns", "aria-labelledby": "columns"})
    add(section, "h2", "Passage by passage", {"id": "columns"})
    _key(SubElement(section, "p", {"class": "key"}))
    table = SubElement(section, "table", {"aria-labelledby": "columns"})
    head = SubElement(SubElement(table, "thead"), "tr")
    for column in rows.columns:
        _heading(SubElement(head, "th", {"scope": "col"}), column)
    body = SubElement(table, "tbody")
    for row in rows.rows:
        line = SubElement(body, "tr")
        for column, cell in zip(rows.columns, row.cells, strict=True):
            if cell is None:
                add(SubElement(line, "td", {"class": "empty"}), "span", "nothing", {"class": "unseen"})
            else:
                _cell(SubElement(line, "td"), cell, column, rows)


def _key(line: Element) -> None:
    """The meaning of the marks inside passages."""
    marks = (("differing", "words that the other lacks"), ("shared", "names and figures that both have"))
    for mark, meaning in marks:
        add(line, "span", meaning, {"class": mark})
        append_text(line, " · ")
    add(line, "mark", "what they differ on", {"class": "conflict"})


def _heading(th: Element, column: Column) -> None:
    article = column.article
    add(th, "span", article.outlet or "Outlet unknown", {"class": "outlet", "dir": "auto"})
    add(th, "span", headline(article), {"class": "headline", **html.language_of(article)})
    about = [long_day(article.published) or "No date", ", ".join(article.content.metadata.authors), *column.remarks]
    add(th, "span", " · ".join(part for part in about if part), {"class": "about", "dir": "auto"})
    source = SubElement(th, "span", {"class": "source"})
    html.address(source, article)
    add(source, "span", column.reference, {"class": "id"})


def _cell(td: Element, cell: Cell, column: Column, rows: ComparisonRows) -> None:
    td.attrib |= {"id": _anchor(cell.passage, rows.layout), "class": _class(cell.finding) if cell.finding else "plain"}
    td.set("data-outlet", printable(column.name))
    if cell.finding:
        html.sign(td, cell.finding.sign)
        add(td, "span", f"{cell.finding.word}: ", {"class": "unseen"})
    html.quotation(td, column.article, cell.passage, _marks(cell))
    _where(SubElement(td, "p", {"class": "where"}), cell, rows)


def _where(note: Element, cell: Cell, rows: ComparisonRows) -> None:
    """How the passage is linked, whether it was there first, and its offsets."""
    if cell.standing == "only":
        append_text(note, f"{words.ONLY_HERE.word} · ")
    for link in _listed(cell, rows.layout):
        _link(note, link, cell.passage, rows)
    if rows.is_first(cell):
        append_text(note, f"{words.FIRST} · ")
    append_text(note, f"{cell.passage.start}–{cell.passage.end}")


def _listed(cell: Cell, layout: Layout) -> list[Link]:
    """The links that the note below a cell names: the one of its sign, and each other one below its right end."""
    column = layout.places[key(cell.passage)][1]
    return [link for link in cell.links if link is cell.link or layout.ends(link)[1][1] == column]


def _link(note: Element, link: Link, passage: Passage, rows: ComparisonRows) -> None:
    """Kind and similarity, and which article has the partner: as a link where that is on another row."""
    other, kind = partner(link, passage), kind_and_similarity(link)
    name, place = rows.names[other.article], elsewhere(link, passage, rows.layout.places)
    if place is not None:
        add(note, "a", f"{kind}, {place.in_words(name)}", {"href": f"#{_anchor(other, rows.layout)}"})
    else:
        append_text(note, f"{kind} with {name}" if len(rows.columns) > 2 else kind)
    append_text(note, " · ")


def _anchor(passage: Passage, layout: Layout) -> str:
    return f"c{layout.articles.index(passage.article) + 1}-{passage.start}"


def _class(entry: words.Entry) -> str:
    return entry.word.replace(" ", "-")


def _marks(cell: Cell) -> list[Marked]:
    """Words that the partner lacks, shared names and figures of what is only related, and over them what differs."""
    marks: list[Marked] = []
    if cell.link is not None:
        left = _is_left(cell, cell.link)
        if cell.link.kind == "related":
            shared = (one for one in cell.link.shared if is_telling(one.text))
            marks += [(one.left_span if left else one.right_span, "shared") for one in shared]
        else:
            marks += [(span, "differing") for span in (cell.link.left_only if left else cell.link.right_only)]
    for link in cell.links:
        spans = [each.left_span if _is_left(cell, link) else each.right_span for each in link.conflicts]
        marks += [(span, "conflict") for span in spans]
    return marks


def _is_left(cell: Cell, link: Link) -> bool:
    return key(link.left) == key(cell.passage)


def _names(main: Element, comparison: Comparison) -> None:
    if not comparison.names:
        return
    section = SubElement(main, "section", {"class": "names", "aria-labelledby": "names"})
    add(section, "h2", words.ONE_NAME, {"id": "names"})
    listed = SubElement(section, "ul")
    for variants in comparison.names:
        add(listed, "li", " = ".join(variants), {"dir": "auto"})
