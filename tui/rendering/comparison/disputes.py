"""What the articles of a comparison disagree on, as a reader counts it: who says what, one entry a matter. Pure.

A link disagrees by pairs; of three outlets with three figures that makes three conflicts. Here they are one dispute
with three sides. Pairs belong together that share a mention, the same words at the same place of the same article, or
that set the same two statements against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.model import Article, Comparison, Link, Span

_NEXT_WORD = re.compile(r"[ \u00a0-]([^\W\d_]{3,})\b")
_Mention = tuple[str, Span]


class Side(NamedTuple):
    """One statement, and the articles that make it."""

    value: str
    articles: tuple[str, ...]
    """Ids, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One matter on which the articles differ."""

    sides: tuple[Side, ...]
    """In the order of the columns."""
    subject: str
    """The word that follows each figure, such as ``people``; empty where they are not followed by the same one."""
    open: bool
    """Whether a missing date leaves all of it open."""
    links: tuple[Link, ...]
    """Where it shows, from top to bottom."""


@dataclass(slots=True)
class _Matter:
    """A dispute while its pairs are put together."""

    values: dict[str, str] = field(default_factory=dict)
    """Each statement as it was first spelled, by its lower case."""
    tellers: dict[str, set[str]] = field(default_factory=dict)
    mentions: dict[_Mention, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    open: bool = True

    def state(self, article: str, span: Span, value: str) -> None:
        folded = value.casefold()
        self.values.setdefault(folded, value)
        self.tellers.setdefault(folded, set()).add(article)
        self.mentions[article, span] = folded

    def take(self, other: _Matter) -> None:
        for folded, value in other.values.items():
            self.values.setdefault(folded, value)
            self.tellers.setdefault(folded, set()).update(other.tellers[folded])
        self.mentions |= other.mentions
        self.links += [link for link in other.links if link not in self.links]
        self.open = self.open and other.open


def disputes(compared: Comparison, links: Iterable[Link], columns: Sequence[str]) -> tuple[Dispute, ...]:
    """The disputes of ``links``, in their order; the sides of each in the order of ``columns``."""
    matters: list[_Matter] = []
    for link in links:
        for conflict in link.conflicts:
            pair = _Matter(links=[link], open=conflict.open)
            pair.state(link.left.article, conflict.left_span, conflict.left)
            pair.state(link.right.article, conflict.right_span, conflict.right)
            of_one = [
                m for m in matters if pair.mentions.keys() & m.mentions.keys() or pair.values.keys() <= m.values.keys()
            ]
            if not of_one:
                matters.append(pair)
                continue
            for other in (*of_one[1:], pair):
                of_one[0].take(other)
            matters = [m for m in matters if m not in of_one[1:]]
    texts = {article.id: article for article in compared.articles}
    return tuple(_dispute(matter, texts, columns) for matter in matters)


def _dispute(matter: _Matter, articles: Mapping[str, Article], columns: Sequence[str]) -> Dispute:
    place = {id: number for number, id in enumerate(columns)}
    sides = [
        Side(value, tuple(sorted(matter.tellers[folded], key=lambda id: place.get(id, len(place)))))
        for folded, value in matter.values.items()
    ]
    sides.sort(key=lambda side: [place.get(id, len(place)) for id in side.articles])
    return Dispute(tuple(sides), _subject(matter, articles), matter.open, tuple(matter.links))


def _subject(matter: _Matter, articles: Mapping[str, Article]) -> str:
    found = [_NEXT_WORD.match(articles[id].text, span[1]) for id, span in matter.mentions]
    words = {word[1].casefold() if word is not None else "" for word in found}
    return words.pop() if len(words) == 1 else ""
