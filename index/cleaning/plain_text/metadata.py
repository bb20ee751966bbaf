"""The metadata of a text without a page: what its file declares, then what its header lines say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from index.cleaning.lines import Line
from index.cleaning.metadata import bylines, datelines, dates, day_order, language_detection
from index.cleaning.metadata.dates import Order
from index.cleaning.metadata.origins import DECLARED, UNCERTAIN, Known
from index.cleaning.metadata.outlets import is_domain
from index.cleaning.plain_text.header import Header, plain_form
from index.model import DeclaredMetadata, Metadata

_DECK_BEGINNING: Final = 80
"""Letters of a declared deck that are compared with the body."""
_MOST_LINES: Final = 400
"""Lines in whose words evidence for the order of day and month is looked for."""


def known(
    lines: Sequence[Line], numbers: Sequence[int], top: Header, declared: DeclaredMetadata, paragraphs: Sequence[str]
) -> Known:
    """What is known about the article; ``numbers`` are the 0-based lines of the source."""
    origins: dict[str, str] = {}

    def at(place: int | None) -> str:
        return f"line {numbers[place] + 1}" if place is not None else DECLARED

    headline = declared.headline or (lines[top.headline].text if top.headline is not None else None)
    origins["headline"] = at(top.headline)
    deck = lines[top.deck].text if top.deck is not None else _deck(declared.deck, paragraphs)
    origins["deck"] = at(top.deck)
    outlet = declared.outlet or top.outlet
    if top.outlet and (not declared.outlet or is_domain(declared.outlet)):
        outlet, origins["outlet"] = top.outlet, at(top.places.get("outlet"))
    authors = bylines.people(declared.authors, outlet) or _agencies(declared.authors, outlet)
    if not authors and not declared.authors:
        authors, origins["byline"] = top.authors, at(top.places.get("byline"))
    section = declared.section or top.section
    if section and not declared.section:
        origins["section"] = at(top.places.get("section"))
    metadata = Metadata(
        headline=headline,
        deck=deck if deck != headline else None,
        authors=authors,
        outlet=outlet,
        url=declared.url,
        language=declared.language,
        tags=declared.tags,
        section=section,
    )
    return _dated(Known(metadata, origins), _DateReader(lines, numbers, top, declared, paragraphs))


def _deck(declared: str | None, paragraphs: Sequence[str]) -> str | None:
    """The declared deck, unless it only repeats how the body begins."""
    if declared is None:
        return None
    form = plain_form(declared)[:_DECK_BEGINNING]
    return None if any(plain_form(paragraph).startswith(form) for paragraph in paragraphs[:2]) else declared


def _agencies(values: Sequence[str], outlet: str | None) -> tuple[str, ...]:
    return next((found for value in values if (found := bylines.agency(value, outlet))), ())


class _DateReader:
    """Reads the dates of publication and of the last change of one text."""

    def __init__(
        self,
        lines: Sequence[Line],
        numbers: Sequence[int],
        top: Header,
        declared: DeclaredMetadata,
        paragraphs: Sequence[str],
    ) -> None:
        self._lines = lines
        self._numbers = numbers
        self._top = top
        self._declared = declared
        self._paragraphs = paragraphs
        self.orders: set[Order] = set()
        """The order of day and month in what was read, where the figures show it."""

    def published(self) -> day_order.Dated | None:
        """As declared, else as the header's lines say, else as the dateline does.

        Where a month or a year is declared, a day from the text counts only if it is in it.
        """
        declared = self._declared.published
        full, partial = self.read(declared), self._month_or_year(declared)
        found = full or self._in_header(False) or self._in_dateline()
        return partial if partial and not (found and partial.date.covers(found.date)) else found

    def updated(self) -> day_order.Dated | None:
        """The date of the last change, where the source or the header has one."""
        declared = self._declared.updated
        return self.read(declared) or self._in_header(True) or self._month_or_year(declared)

    def read(self, value: str | None) -> day_order.Dated | None:
        """A declared date, where the file has one."""
        return self._ordered(value, DECLARED) if value else None

    def _month_or_year(self, value: str | None) -> day_order.Dated | None:
        found = dates.read_month_or_year(value) if value else None
        return day_order.Dated(found, DECLARED) if found else None

    def _in_header(self, updated: bool) -> day_order.Dated | None:
        for place in self._top.dates:
            text, origin = self._lines[place].text, f"line {self._numbers[place] + 1}"
            found = dates.find_all(text)
            self.orders |= dates.orders(text)
            for date in found:
                if date.updated == updated:
                    return day_order.Dated(date.date, origin)
            if not found and dates.is_of_change(text) == updated and (ordered := self._ordered(text, origin)):
                return ordered
        return None

    def _in_dateline(self) -> day_order.Dated | None:
        for paragraph in self._paragraphs[:1]:
            if day := datelines.day(paragraph):
                return day_order.Dated(day, "dateline")
        return None

    def _ordered(self, value: str, origin: str) -> day_order.Dated | None:
        self.orders |= dates.orders(value)
        if day := dates.read(value):
            return day_order.Dated(day, origin)
        if dates.readings(value) is None:
            return None
        text = "\n".join(line.text for line in self._lines[:_MOST_LINES])
        locale = self._declared.language or language_detection.language_of(
            None, " ".join(self._paragraphs)[: language_detection.SAMPLE]
        )
        return day_order.dated(value, origin, text, locale)


def _dated(about: Known, when: _DateReader) -> Known:
    published, updated = when.published(), when.updated()
    if updated and published and not published.date.is_before(updated.date, same_clock=True):
        updated = None
    origins: Mapping[str, str] = {
        **about.origins,
        **({"published": published.origin} if published else {}),
        **({"updated": updated.origin} if updated else {}),
    }
    metadata = replace(
        about.metadata, published=published.date if published else None, updated=updated.date if updated else None
    )
    uncertain = any(one is not None and not one.certain for one in (published, updated))
    return Known(metadata, origins, ((UNCERTAIN,) if uncertain else ()) + day_order.flags(when.orders))
