"""Pages of a book as one, and one page as several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree


def joined(roots: Sequence[etree._Element]) -> bytes:
    """Pages one after the other as one page, with the head of the first."""
    first = roots[0]
    body = first.find("body")
    for root in roots[1:]:
        more = root.find("body")
        if body is not None and more is not None:
            body.extend(list(more))
    return _html(first)


def split_at(root: etree._Element, fragments: Sequence[str]) -> list[bytes]:
    """A page from each element with one of these ids to the next, as pages; one that is not there is empty."""
    starts: dict[str, int] = {}
    for place, element in enumerate(root.iter()):
        name = element.get("id") or element.get("name")
        if name in fragments:
            starts.setdefault(name, place)
    ordered = sorted(starts.values())
    pages = []
    for fragment in fragments:
        start = starts.get(fragment)
        end = next((place for place in ordered if start is not None and place > start), None)
        pages.append(_between(root, start, end))
    return pages


def _between(root: etree._Element, start: int | None, end: int | None) -> bytes:
    """The page with only what is between two of its elements, by their places in the order of the document."""
    page = deepcopy(root)
    body = page.find("body")
    places = {element: place for place, element in enumerate(page.iter())}
    if body is None or start is None:
        return b"<!DOCTYPE html><html><body></body></html>"
    for element in list(_outermost_outside(body, places, start, end)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return _html(page)


def _outermost_outside(
    body: etree._Element, places: dict[etree._Element, int], start: int, end: int | None
) -> Iterator[etree._Element]:
    """The elements that are wholly before the start or after the end."""
    for element in body.iterdescendants():
        place = places[element]
        last = place + sum(1 for _ in element.iterdescendants())
        if last < start or (end is not None and place >= end):
            yield element


def _html(root: etree._Element) -> bytes:
    text: bytes = etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return text
