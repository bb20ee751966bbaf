"""Tables that programs write as HTML or XML and call a spreadsheet: a row is one article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from index.errors import SourceError
from index.formats.source import Head, Source
from index.formats.tables.row_record import TEXT, role
from index.formats.tables.rows import Row
from index.formats.xml_settings import UNTRUSTED

_EXCEL = re.compile(r"urn:schemas-microsoft-com:office:(?:excel|spreadsheet)|progid=\"Excel\.Sheet\"", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_FIRST_ROW = re.compile(
    r"<table\b[^<>]{0,400}>.{0,2000}?<tr\b[^<>]{0,200}>(?P<row>.{0,20000}?)</tr>", re.IGNORECASE | re.DOTALL
)
_HEADING = re.compile(r"<th\b[^<>]{0,200}>(?P<name>[^<>]{0,80})</th>", re.IGNORECASE)
_LEAST_HEADINGS = 3
"""Headings of a table in a page that must have known names, that of a text among them."""
_MOST_CELLS = 1000
"""Cells of a row."""
_BLOCKS = frozenset(("p", "div", "br", "li"))
"""Elements in a cell that are lines of their own."""


def is_markup_table(head: Head, suffixes: tuple[str, ...]) -> bool:
    """Whether a source is markup that says that it is of Excel, or a page with a table and one of these endings.

    So is a page whose first table has the headings of articles and their texts.
    """
    if head.signature is not None or not head.beginning.lstrip().startswith("<"):
        return False
    if _EXCEL.search(head.beginning) and re.search(r"<(?:\w+:)?table\b", head.text, re.IGNORECASE):
        return True
    return _TABLE.search(head.text) is not None and (head.suffix in suffixes or _is_of_articles(head.text))


def _is_of_articles(page: str) -> bool:
    """Whether the first table of a page has headings that are those of articles with texts, as pandas writes."""
    found = _FIRST_ROW.search(page)
    if found is None:
        return False
    roles = {role(html.unescape(name).strip()) for name in _HEADING.findall(found["row"])} - {None}
    return TEXT in roles and len(roles) >= _LEAST_HEADINGS


def rows(source: Source) -> Iterator[Row]:
    """The rows of all its tables, numbered through. Raises SourceError when the markup is damaged."""
    text = source.decoded.text.lstrip("\ufeff")
    parser = (
        etree.XMLParser(recover=True, **UNTRUSTED)
        if "<html" not in text[:4096].lower() and "Workbook" in text[:4096]
        else lxml_html.HTMLParser(no_network=True, huge_tree=False)
    )
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("damaged: its markup cannot be read") from error
    if root is None:
        raise SourceError("damaged: its markup cannot be read")
    yield from _rows(root)


def _rows(root: etree._Element) -> Iterator[Row]:
    number = 0
    for element in root.iter():
        if _name(element) not in ("tr", "row"):
            continue
        number += 1
        cells: list[object] = []
        for cell in element:
            if _name(cell) not in ("td", "th", "cell"):
                continue
            index = next((value for name, value in cell.attrib.items() if name.endswith("}Index")), "")
            # Excel leaves out empty cells, and says the place of the next one.
            if index.isdigit() and len(cells) < int(index) <= _MOST_CELLS:
                cells += [""] * (int(index) - 1 - len(cells))
            cells.append(_words(cell))
        yield Row(number, cells)


def _words(cell: etree._Element) -> str:
    """The text of a cell, its blocks on lines of their own."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        block = _name(element) in _BLOCKS
        if event == "start":
            pieces.append(("\n" if block else "") + (element.text or ""))
        elif element is not cell:
            pieces.append(("\n" if block and _name(element) != "br" else "") + (element.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
