"""What other articles of an outlet show of one: the order of day and month, and a site's name in all its headlines.

A trait is a fact about an article that its outlet may have as a habit. This works on a clean article, whatever its
form, so that it can be repeated when the archive has more of the outlet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from index.cleaning.html.headline import LONGEST_SITE, SITE
from index.cleaning.metadata import dates, day_order
from index.cleaning.metadata.dates import Order
from index.cleaning.metadata.origins import UNCERTAIN, with_origin
from index.model import DAY_FIRST, MONTH_FIRST, CleanArticle, HiddenReason, OutletEvidence

_MARK: Final = "\x00"
"""Begins a trait, so that no line of a text is one: lines have no control characters."""
_ORDERS: Final[dict[Order, str]] = {"day first": f"{_MARK}day first", "month first": f"{_MARK}month first"}
_FLAGS: Final[dict[str, Order]] = {DAY_FIRST: "day first", MONTH_FIRST: "month first"}
_EITHER: Final = f"{_MARK}dates in either order"
_HEADLINE: Final = f"{_MARK}headline"
_SITE: Final = f"{_MARK}headline with "
_MOST_OF_SITE: Final = 5
"""Words of a site's name at an end of a headline."""
_LEAST_LEFT: Final = 2
"""Words of a headline that are left without it."""
_PRINTED: Final = ("top heading", "heading")
"""Origins of a headline that the page prints as one: all of it is meant for the reader."""


class Habit(NamedTuple):
    """What an outlet may do as a rule, by the traits of its articles."""

    trait: str
    instead: str
    """The trait of articles that speak against it where they do not have the other."""
    concerned: str
    """The trait of articles that are cleaned otherwise where it is a habit."""


def traits(article: CleanArticle) -> frozenset[str]:
    """The traits of an article that its outlet may have as habits; none where the outlet is not known."""
    if not article.metadata.outlet:
        return frozenset()
    found = {_ORDERS[order] for order in _shown_orders(article)}
    origins = dict(article.origins)
    if any(day_order.is_guessed(origins.get(name, "")) for name in ("published", "updated")):
        found.add(_EITHER)
    headline = article.metadata.headline
    if headline and origins.get("headline") not in _PRINTED:
        found |= {_HEADLINE, *(_SITE + part.casefold() for part, _ in _parts(headline))}
    return frozenset(found)


def habits(shown: Collection[str]) -> Iterator[Habit]:
    """The habits for which an article with the traits ``shown`` is evidence."""
    for trait in sorted(shown):
        if trait.startswith(_SITE):
            yield Habit(trait, _HEADLINE, trait)
        elif (order := next((order for order, own in _ORDERS.items() if own == trait), None)) is not None:
            yield _writes(order)


def as_its_outlet(article: CleanArticle, evidence: OutletEvidence) -> CleanArticle:
    """``article`` with its dates in its outlet's order, and its headline without what nearly all others of it have.

    Itself where the article shows the order, or the archive has too little of the outlet. The origin of what is changed
    says so.
    """
    outlet = article.metadata.outlet
    return _ordered(_without_site(article, outlet, evidence), outlet, evidence) if outlet else article


# --- Dates ----------------------------------------------------------------------------------------------------------


def _writes(order: Order) -> Habit:
    other: Order = "month first" if order == "day first" else "day first"
    return Habit(_ORDERS[order], _ORDERS[other], _EITHER)


def _shown_orders(article: CleanArticle) -> set[Order]:
    """The order of the article's own dates; none where they have both."""
    found = {_FLAGS[flag] for flag in article.flags if flag in _FLAGS}
    for line in article.hidden:
        if line.reason == HiddenReason.TIMESTAMP:
            found |= dates.orders(line.text)
    return found if len(found) == 1 else set()


def _ordered(article: CleanArticle, outlet: str, evidence: OutletEvidence) -> CleanArticle:
    origins = dict(article.origins)
    about = {"published": article.metadata.published, "updated": article.metadata.updated}
    guessed = {
        name: (day, origin)
        for name, day in about.items()
        if day and day_order.is_guessed(origin := origins.get(name, ""))
    }
    habit = (
        next((order for order in _ORDERS if evidence.is_usual(outlet, *_writes(order)[:2])), None) if guessed else None
    )
    if habit is None:
        return article
    read = {name: day_order.by_habit(day, origin, habit) for name, (day, origin) in guessed.items()}
    when = {**about, **{name: found[0] for name, found in read.items() if found}}
    if when["published"] and when["updated"] and not when["published"].is_before(when["updated"], same_clock=True):
        return article
    for name, found in read.items():
        if found:
            article = with_origin(article, name, found[1])
    return replace(
        article,
        metadata=replace(article.metadata, published=when["published"], updated=when["updated"]),
        flags=tuple(flag for flag in article.flags if flag != UNCERTAIN),
    )


# --- The headline ---------------------------------------------------------------------------------------------------


def _parts(headline: str) -> Iterator[tuple[str, str]]:
    """The parts at the ends of a headline that may be a site's name, each with the headline without it."""
    parts = SITE.split(headline)
    if len(parts) < 2:
        return
    for part, rest in (
        (parts[-1], headline[: headline.rfind(parts[-1])]),
        (parts[0], headline[len(parts[0]) :]),
    ):
        left = rest.strip(" |:»•–—-")
        if len(part) <= LONGEST_SITE and len(part.split()) <= _MOST_OF_SITE and len(left.split()) >= _LEAST_LEFT:
            yield part, left


def _without_site(article: CleanArticle, outlet: str, evidence: OutletEvidence) -> CleanArticle:
    origin = dict(article.origins).get("headline", "")
    if not article.metadata.headline or origin in _PRINTED:
        return article
    for part, left in _parts(article.metadata.headline):
        if evidence.is_usual(outlet, _SITE + part.casefold(), _HEADLINE):
            changed = replace(article, metadata=replace(article.metadata, headline=left))
            without = f'without "{part.strip()}", which its outlet\'s other headlines have, too'
            return with_origin(changed, "headline", f"{origin}; {without}" if origin else without)
    return article
