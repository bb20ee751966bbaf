"""The reading order of a page: columns one after the other, lines across them where they are.

A page is cut as in the XY-cut of Nagy and Seth (1984), with one change: lines across a gap between columns, such as a
headline, divide the columns into those above and below it, and do not hide the gap.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from index.formats.office.pdf_pages import Page, Piece

_NARROWEST = 0.7
"""Gap between columns, in sizes of their letters."""
_CROSSED = 0.25
"""Share of the lines that may cross a gap between columns."""
_LEAST_LINES = 3
"""Lines on each side of a gap between columns ..."""
_LEAST_SHARE = 0.12
"""... and their share of all lines."""
_DEEPEST = 6
"""Columns inside each other."""
_SAME_LINE = 0.5
"""Share of its height by which a piece overlaps another in the same line."""
_MARGIN = 0.12
"""Share of the page's height at its top and bottom in which heads and feet are."""
_SAME_PLACE = 8.0
"""Points by which a head or foot moves from page to page."""
_OFTEN = 0.4
"""Share of the pages that have a head or foot: left and right pages may have their own."""
PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:page|seite|pagina|página|p\.|s\.|стр\.?|с\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur|van|из)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
PRINTED_ADDRESS: Final = re.compile(r"(https?://\S+?)(…|\.\.\.)?(?:\s+\d{1,4}\s*/\s*\d{1,4})?$")
"""What browsers print below a page."""
_PRINTED_HEAD = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d\d(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s.*)?$")
"""What browsers print above it: day, time and title."""
_DAY = re.compile(
    r"\b(?:\d{1,2}(?:\.|st|nd|rd|th)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2},\s+\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\b"
)
"""A day with its year, as papers write it above their pages."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    text: str
    column: int
    """The number of its column or band on all pages, in reading order."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What the heads and feet of pages say."""

    url: str | None = None
    """The address that a browser printed there."""
    day: str | None = None
    """The date in the head or foot of a paper's first page, as it is written."""


def lines_of(pages: Sequence[Page]) -> tuple[list[Line], Margins]:
    """The lines of all pages in reading order without heads and feet, and what these say."""
    kept, margins = _without_margins(pages)
    found: list[Line] = []
    for pieces in kept:
        for column in _columns(pieces, 0):
            number = found[-1].column + 1 if found else 0
            found += _joined(column, number)
    return found, margins


def _columns(pieces: Sequence[Piece], depth: int) -> list[list[Piece]]:
    """Groups of pieces in reading order; in each, lines follow each other from top to bottom."""
    gap = _gap(pieces) if depth < _DEEPEST else None
    if gap is None:
        return [sorted(pieces, key=lambda piece: -piece.top)] if pieces else []
    start, end = gap
    across = sorted((one for one in pieces if one.left < start and one.right > end), key=lambda piece: -piece.top)
    sides = [one for one in pieces if not (one.left < start and one.right > end)]
    middle = (start + end) / 2
    found: list[list[Piece]] = []
    for piece in [*across, None]:
        band = [one for one in sides if piece is None or _center(one) > piece.top]
        sides = [one for one in sides if one not in band]
        for side in (
            [one for one in band if (one.left + one.right) / 2 < middle],
            [one for one in band if (one.left + one.right) / 2 >= middle],
        ):
            found += _columns(side, depth + 1)
        if piece is not None:
            if found and not band and found[-1] and found[-1][-1] in across:
                found[-1].append(piece)
            else:
                found.append([piece])
    return found


def _center(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _gap(pieces: Sequence[Piece]) -> tuple[float, float] | None:
    """The widest strip from left to right that few lines cross and that has lines on both sides."""
    if len(pieces) < 2 * _LEAST_LINES:
        return None
    least = max(_LEAST_LINES, _LEAST_SHARE * len(pieces))
    width = _NARROWEST * median(one.size for one in pieces)
    edges = sorted({one.right for one in pieces})
    best: tuple[float, float, float] | None = None
    lefts = sorted(one.left for one in pieces)
    for start in edges:
        crossing = [one for one in pieces if one.left < start < one.right]
        if len(crossing) > _CROSSED * len(pieces):
            continue
        end = next((left for left in lefts if left >= start), None)
        if end is None or end - start < width:
            continue
        before = sum(1 for one in pieces if one.right <= start)
        after = sum(1 for one in pieces if one.left >= end)
        if min(before, after) < least:
            continue
        crossed = sum(1 for one in pieces if one.left < end and one.right > start)
        if crossed > _CROSSED * len(pieces) or crossed + before + after < len(pieces):
            continue
        rank = (-crossed / len(pieces), end - start)
        if best is None or rank > best[:2]:
            best = (*rank, start)
            found = (start, end)
    return found if best is not None else None


def _joined(pieces: Sequence[Piece], column: int) -> list[Line]:
    """The lines of a column: pieces beside each other are one."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        row = rows[-1] if rows else None
        height = piece.top - piece.bottom
        if row and min(row[0].top, piece.top) - max(row[0].bottom, piece.bottom) > _SAME_LINE * height:
            row.append(piece)
        else:
            rows.append([piece])
    found = []
    for row in rows:
        row.sort(key=lambda piece: piece.left)
        longest = max(row, key=lambda piece: len(piece.text))
        text = " ".join(piece.text for piece in row)
        left, right = min(piece.left for piece in row), max(piece.right for piece in row)
        bottom, top = min(piece.bottom for piece in row), max(piece.top for piece in row)
        found.append(Line(left, bottom, right, top, longest.size, all(one.bold for one in row), text, column))
    return found


def _without_margins(pages: Sequence[Page]) -> tuple[list[list[Piece]], Margins]:
    """The pieces of each page without its head and foot, and what these say."""
    counts = Counter(key for page in pages for key in {_key(page, one) for one in page.pieces if _in_margin(page, one)})
    often = max(2.0, _OFTEN * len(pages))
    margins = Margins()
    kept = []
    for number, page in enumerate(pages):
        body = []
        for piece in page.pieces:
            if not _in_margin(page, piece):
                body.append(piece)
            elif printed := PRINTED_ADDRESS.match(piece.text):
                if margins.url is None and printed.group(2) is None:
                    margins = replace(margins, url=printed.group(1))
            elif any(counts[key] >= often for key in _near(_key(page, piece))):
                if number == 0 and margins.day is None and (day := _DAY.search(piece.text)):
                    margins = replace(margins, day=day.group())
            elif not PAGE_NUMBER.fullmatch(piece.text) and not _PRINTED_HEAD.match(piece.text):
                body.append(piece)
        kept.append(body)
    return kept, margins


def _in_margin(page: Page, piece: Piece) -> bool:
    return piece.bottom > page.height * (1 - _MARGIN) or piece.top < page.height * _MARGIN


def _key(page: Page, piece: Piece) -> tuple[str, int]:
    """The words without their numbers, and about where they are."""
    return re.sub(r"\d+", "#", piece.text.casefold()), round(piece.bottom / _SAME_PLACE)


def _near(key: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((key[0], key[1] + step) for step in (-1, 0, 1))
