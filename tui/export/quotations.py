"""References of an export to its articles: how they are written into a file, and read back out of it.

Markdown carries it in a comment below each quotation, HTML in ``data-`` attributes, JSON in keys. Files that are read
come from anywhere: nothing in them is trusted, and what is read is bounded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from index.errors import SourceError
from index.model import Attribution, Comparison, Field, Passage, Quotation
from index.text import decode
from tui.export.exported_markdown import MOST_DIGITS, cited
from tui.export.exported_markdown import quotations as of_markdown
from tui.export.exported_records import field_of, passage_of, records, stated_values

if TYPE_CHECKING:
    from lxml.html import HtmlElement


MOST_BYTES = 64 * 1024 * 1024
"""Larger files are refused; a comparison of four articles of 5,000 sentences takes a tenth of it."""
_MOST_QUOTATIONS = 100_000
"""Quotations of one file; a file with more is refused."""

_HTML = re.compile(r"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)


def quotations_of(comparison: Comparison) -> list[Passage]:
    """Each passage that the links or the lists of what only one has quote, once, in the order of the articles."""
    places = {article.id: number for number, article in enumerate(comparison.articles)}
    found = {passage for link in comparison.links for passage in (link.left, link.right)}
    found.update(passage for passages in comparison.only.values() for passage in passages)
    return sorted(found, key=lambda passage: (places.get(passage.article, len(places)), passage.start, passage.end))


def comment(passage: Passage, field: Field = "text") -> str:
    """Article, version and offsets of a quotation, as a comment that Markdown does not show."""
    return f"<!-- broadsheet {replace(passage.reference, field=field).in_comment()} -->"


def attributes(passage: Passage) -> dict[str, str]:
    """Article, version and offsets of a quotation, as attributes of an HTML element."""
    return {
        "data-article": passage.article,
        "data-version": str(passage.version),
        "data-start": str(passage.start),
        "data-end": str(passage.end),
    }


# --- Reading them back ------------------------------------------------------------------------------------------------


def read(data: bytes, name: str) -> list[Quotation]:
    """The quotations in an exported file, each once; one without a reference to its article has none.

    Raises SourceError for what is no such file.
    """
    if len(data) > MOST_BYTES:
        raise SourceError(f"{name} is larger than any export.", hint=f"The limit is {MOST_BYTES >> 20} MB.")
    text = decode(data).text
    if text.lstrip("\ufeff \t\n").startswith("{"):
        found = _of_json(text, name)
    elif _HTML.match(text):
        found = _of_html(text, name)
    else:
        found = of_markdown(text)
    by_place: dict[tuple[Passage, Field], dict[Attribution, None]] = {}
    for quotation in islice(found, _MOST_QUOTATIONS + 1):
        by_place.setdefault((quotation.passage, quotation.field), {}).update(dict.fromkeys(quotation.attributions))
    quotations = [Quotation(passage, tuple(about), field) for (passage, field), about in by_place.items()]
    if len(quotations) > _MOST_QUOTATIONS:
        raise SourceError(f"{name} has more quotations than any export.", hint=f"The limit is {_MOST_QUOTATIONS:,}.")
    if not any(quotation.passage.article for quotation in quotations):
        raise SourceError(
            f"{name} has no quotations with a reference to their article.",
            hint="broadsheet compare ID ID --format markdown (or html, json) writes such files.",
        )
    return quotations


def _of_json(text: str, name: str) -> Iterator[Quotation]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise SourceError(f"{name} is not readable JSON.", hint="Export the comparison again.") from None
    listed = [
        Quotation(passage_of(entry), (_attribution(entry),), field_of(entry)) for entry in records(record, "quotations")
    ]
    yield from stated_values(record)
    found_passages = {quotation.passage for quotation in listed}
    for link in records(record, "links"):
        sides = (passage_of(link.get("left")), passage_of(link.get("right")))
        listed += [Quotation(passage) for passage in sides if passage not in found_passages]
    yield from listed
    # What only one article has names neither the article nor its version.
    versions = {quotation.passage.article: quotation.passage.version for quotation in listed}
    only = record.get("only")
    for id, entries in only.items() if isinstance(only, dict) else ():
        for entry in records({"only": entries}, "only"):
            passage = passage_of({**entry, "article": id, "version": versions.get(id, 0)})
            if passage not in found_passages:
                yield Quotation(passage)


def _attribution(entry: dict[str, Any]) -> Attribution:
    """What an entry states of its article: null states that there is none, a missing key states nothing."""

    def stated(key: str) -> str | None:
        value = entry.get(key, "")
        return None if key not in entry else value if isinstance(value, str) else "" if value is None else repr(value)

    return Attribution(stated("outlet"), stated("title"), stated("published"), stated("url"))


def _of_html(text: str, name: str) -> Iterator[Quotation]:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise SourceError(f"{name} is not readable HTML.", hint="Export the comparison again.") from None
    for element in page.iter("blockquote", "b"):
        if element.tag == "b":
            # A value that an article states; other bold words were added to the file later.
            if (value := _placed(element)).article:
                yield Quotation(value)
            continue
        if next(element.iterancestors("blockquote"), None) is not None:
            continue
        passage = _placed(element)
        about = (*_shown_below(element), _of_attributes(element)) if passage.article or passage.version else ()
        yield Quotation(passage, about)


def _placed(element: HtmlElement) -> Passage:
    """The words of an element with the place in its attributes; without an article where these make no sense."""
    words = "".join(element.itertext())
    numbers = [element.get(f"data-{key}", "") for key in ("version", "start", "end")]
    if all(n.isascii() and n.isdecimal() and len(n) <= MOST_DIGITS for n in numbers):
        version, start, end = map(int, numbers)
        return Passage(element.get("data-article", ""), version, start, end, words)
    return Passage("", 0, 0, 0, words)


def _of_attributes(element: HtmlElement) -> Attribution:
    """What the attributes of an element state, which a reader does not see."""
    stated = (element.get(name) for name in ("data-outlet", "data-headline", "data-published", "cite"))
    return Attribution(*stated)


def _shown_below(element: HtmlElement) -> tuple[Attribution, ...]:
    """What the visible caption below a quotation states."""
    caption = element.getnext()
    if caption is None or caption.tag != "figcaption":
        return ()
    citation, addresses = "".join(caption.xpath("./span[1]//text()")), caption.xpath("./*[contains(@class, 'url')]")
    found = cited(citation)
    return () if found is None else (replace(found, url="".join(addresses[0].itertext()) if addresses else None),)
