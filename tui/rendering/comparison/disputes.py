"""What the articles of a comparison disagree on, as a reader counts it: who says what, one entry a matter. Pure.

A link disagrees by pairs; of three outlets with three figures that makes three conflicts. Here they are one dispute
with three sides. Pairs belong together that share a mention, the same words at the same place of the same article, or
that set the same two statements against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import NamedTuple

from index.model import Article, Claim, Comparison, DifferenceKind, Link, Passage, Span, strongest_claim
from tui.rendering import words

_NEXT_WORD = re.compile(r"[ \u00a0-]([^\W\d_]{3,})\b")
_HAS_UNIT = re.compile(r"\d\W*[^\W\d_]+$")
_Mention = tuple[str, Span]


class StatedValue(NamedTuple):
    """One place where an article states a value."""

    passage: Passage
    span: Span
    """Of the value, in the article's clean text."""
    by: str
    """Who is quoted with it, as the text names them; empty where the article says it itself."""

    @property
    def value(self) -> Passage:
        """The words of the value, as a passage of their own."""
        article, version, start, _, text = astuple(self.passage)
        return Passage(article, version, *self.span, text[self.span[0] - start : self.span[1] - start])


class DisputeSide(NamedTuple):
    """One value, and the statements of it."""

    value: str
    statements: tuple[StatedValue, ...]
    """In the order of the columns and of the texts."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that state it, each once, in the order of the columns."""
        return tuple(dict.fromkeys(statement.passage.article for statement in self.statements))

    def speakers(self, article: str) -> str:
        """Whom ``article`` quotes with it; empty where it says it itself."""
        found = [statement.by for statement in self.statements if statement.passage.article == article]
        return ", ".join(dict.fromkeys(by for by in found if by))

    def stated_by(self, names: Mapping[str, str]) -> str:
        """``Oda Finch, in The Weir; The Herald``: every article in ``names`` that states it, and whom it quotes."""
        quoted = {id: self.speakers(id) for id in self.articles if id in names}
        stated = [f"{by}, in {names[id]}" if by else names[id] for id, by in quoted.items()]
        return ("; " if any(", " in each for each in stated) else ", ").join(stated)


@dataclass(frozen=True, slots=True)
class Dispute:
    """One matter on which the articles differ."""

    kind: DifferenceKind
    sides: tuple[DisputeSide, ...]
    """In the order of the columns."""
    subject: str
    """The word that follows each figure, such as ``people``; empty where they are not followed by the same one."""
    claim: Claim
    """The most that is claimed of any two of its sides."""
    links: tuple[Link, ...]
    """The links that show it, in the order in which they were given."""

    @property
    def open(self) -> bool:
        """Whether no more is claimed than that something needed to tell is not known."""
        return self.claim == "open"

    @property
    def finding(self) -> words.Entry:
        """Its sign and word, by what is claimed."""
        return words.DISPUTES[self.claim]

    @property
    def values(self) -> tuple[str, ...]:
        """The value of each side, the first one with the subject."""
        first, *others = (side.value for side in self.sides)
        return (f"{first} {self.subject}" if self.subject else first, *others)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage that states one of the values, once, side by side."""
        return tuple(dict.fromkeys(statement.passage for side in self.sides for statement in side.statements))

    def in_words(self, names: Mapping[str, str]) -> str:
        """``figure: two people (The Weir) against three (The Herald)``, and what leaves it open."""
        sides = zip(self.values, self.sides, strict=True)
        values = " against ".join(f"{value} ({side.stated_by(names)})" for value, side in sides)
        return f"{words.kind_of_fact(self.kind)}: {values}" + (f" – {words.OPEN.meaning}" if self.open else "")


@dataclass(slots=True)
class _Matter:
    """A dispute while its pairs are put together."""

    kind: DifferenceKind
    values: dict[str, str] = field(default_factory=dict)
    """Each value as it was first spelled, by its lower case."""
    mentions: dict[_Mention, tuple[str, StatedValue]] = field(default_factory=dict)
    """The lower case of the value that is stated at each place, and the statement."""
    links: list[Link] = field(default_factory=list)
    claim: Claim = "differs"

    def state(self, value: str, statement: StatedValue) -> None:
        folded = value.casefold()
        self.values.setdefault(folded, value)
        place = statement.passage.article, statement.span
        known = self.mentions.get(place)
        if known is None or not known[1].by:
            self.mentions[place] = folded, statement

    def of_one(self, pair: _Matter) -> bool:
        """Whether a pair is of this matter: by a place that both state, or by the same values, each of who states it.

        Where the articles have two values the other way round, nine to four and four to nine, these are two matters.
        """
        if self.mentions.keys() & pair.mentions.keys():
            return True
        values, others = (
            {article: value for (article, _), (value, _) in matter.mentions.items()} for matter in (self, pair)
        )
        return pair.values.keys() <= self.values.keys() and all(
            values.get(article, value) == value for article, value in others.items()
        )

    def take(self, other: _Matter) -> None:
        for folded, statement in other.mentions.values():
            self.state(other.values[folded], statement)
        self.links += [link for link in other.links if link not in self.links]
        self.claim = strongest_claim((self.claim, other.claim))


def disputes(compared: Comparison, links: Iterable[Link], columns: Sequence[str]) -> tuple[Dispute, ...]:
    """The disputes of ``links``, in their order; the sides of each in the order of ``columns``."""
    matters: list[_Matter] = []
    for link in links:
        for conflict in link.conflicts:
            pair = _Matter(conflict.kind, links=[link], claim=conflict.claim)
            pair.state(conflict.left, StatedValue(link.left, conflict.left_span, conflict.left_by))
            pair.state(conflict.right, StatedValue(link.right, conflict.right_span, conflict.right_by))
            of_one = [matter for matter in matters if matter.of_one(pair)]
            if not of_one:
                matters.append(pair)
                continue
            for other in (*of_one[1:], pair):
                of_one[0].take(other)
            matters = [m for m in matters if m not in of_one[1:]]
    texts = {article.id: article for article in compared.articles}
    place = {id: number for number, id in enumerate(columns)}
    return tuple(_dispute(matter, texts, place) for matter in matters)


def _dispute(matter: _Matter, articles: Mapping[str, Article], place: Mapping[str, int]) -> Dispute:
    sides = []
    for folded, value in matter.values.items():
        stated = [statement for each, statement in matter.mentions.values() if each == folded]
        stated.sort(key=lambda each: (place.get(each.passage.article, len(place)), each.span))
        if stated:
            sides.append(DisputeSide(value, tuple(stated)))
    sides.sort(key=lambda side: [place.get(id, len(place)) for id in side.articles])
    return Dispute(matter.kind, tuple(sides), _subject(matter, articles), matter.claim, tuple(matter.links))


def _subject(matter: _Matter, articles: Mapping[str, Article]) -> str:
    """Only bare figures count what follows them: after a day, a decision or a unit the sentence just goes on."""
    if matter.kind != "figure" or any(map(_HAS_UNIT.search, matter.values)):
        return ""
    found = [_NEXT_WORD.match(articles[id].text, span[1]) for id, span in matter.mentions]
    following = [word[1] if word is not None else "" for word in found]
    return following[0] if len(set(map(str.casefold, following))) == 1 else ""
