"""The byline of a page that is a name and nothing else, as its place, its date or a text about the author shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from index.cleaning import lines
from index.cleaning.metadata import bylines, dates
from index.text import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST = 24
"""Short texts below the headline that are looked at."""
_LONGEST_NAME = 4
"""Words of a name alone on its line."""
_LONGEST = 60
"""Characters of a text that is one."""
_MOST_TEXTS = 2000
"""Texts of paragraphs in which its words may be common ones."""
_AGAIN = 2
"""Elements that hold the name and nothing else, from which on a text about the author is one of them."""
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?", re.IGNORECASE)
"""A time of day beside the date."""
_SIDES = re.compile(r"\s*[|·•–—,]\s*")
"""What parts a name from a date on one line."""


def of_byline(
    tree: HtmlElement, below: Iterable[str], outlet: str | None, known: Iterable[str | None]
) -> tuple[str, ...]:
    """The person whose name alone is shown beside the first date below the headline, or there and again elsewhere.

    ``below`` has the short texts there. The article says nothing of that person: no paragraph has a word of the name,
    but for those that begin with it, as a text about its author does. ``known`` are the headline and the section,
    which are no names.
    """
    texts = list(islice(below, _MOST))
    name = next(_beside_date(texts), None) or _again(tree, texts)
    if name is None:
        return ()
    words = set(name.lower().split())
    if any(text and not words.isdisjoint(lines.words_of(text.lower())) for text in known):
        return ()
    first = name.split()[0].lower()
    for text in tree.xpath("//p//text()")[:_MOST_TEXTS]:
        low = normalise(str(text)).lower()
        if not low.startswith(first) and not words.isdisjoint(lines.words_of(low)):
            return ()
    return bylines.people([name], outlet)


def _beside_date(texts: Sequence[str]) -> Iterator[str]:
    """The name next to the first text that is a date, or on its line."""
    date = next((i for i, text in enumerate(texts) if _holds_date(text)), None)
    if date is None:
        return
    if part := _apart_from_date(texts[date]):
        yield part
    for i in (*range(date - 1, -1, -1), *range(date + 1, len(texts))):
        # The same line may be in several elements inside each other.
        if _is_name(texts[i]):
            yield texts[i]
        elif not _holds_date(texts[i]):
            if i > date:
                return
            continue


def _holds_date(text: str) -> bool:
    """Whether a text is a date, or a date and a name."""
    return lines.is_dated(text) or (any(map(str.isdigit, text)) and _apart_from_date(text) is not None)


def _apart_from_date(text: str) -> str | None:
    """The name on a line of a date and nothing else but it."""
    found = dates.find(text, "day first")
    if found is None:
        return None
    sides = (_CLOCK.sub("", side) for side in (text[: found.start], text[found.end :]))
    parts = [part for side in sides for part in map(str.strip, _SIDES.split(side)) if part]
    names = [part for part in parts if _is_name(part)]
    day = text[found.start : found.end]
    are_others = [not lines.is_dated(f"{part} {day}") for part in parts if part not in names]
    return names[0] if len(names) == 1 and not any(are_others) else None


def _again(tree: HtmlElement, texts: Sequence[str]) -> str | None:
    """The first name among ``texts``, before any other text, that several elements have as their whole text."""
    name = texts[0] if texts and _is_name(texts[0]) else None
    if name is None:
        return None
    count = sum(
        1
        for element in tree.iter("p", "span", "div", "a", "h2", "h3", "h4", "h5", "h6", "strong", "b")
        if (text := element.text) and len(text) <= _LONGEST and not len(element) and normalise(text) == name
    )
    return name if count >= _AGAIN else None


def _is_name(text: str) -> bool:
    """Whether a text is one name; only scripts with capitals show this of a name alone."""
    words = text.split()
    if not 1 < len(words) <= _LONGEST_NAME or len(text) > _LONGEST or not text[0].isupper():
        return False
    return len(bylines.names_alone(text)) == 1
