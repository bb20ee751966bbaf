"""The facts that a passage states, and how much the contexts of two facts have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from index.comparison.facts.days import Day, Time, days, times
from index.comparison.facts.figures import Figure, figures
from index.comparison.facts.name_conflicts import Name, names, names_agree
from index.comparison.facts.names import parts
from index.comparison.facts.nearness import Nearness
from index.comparison.facts.place_conflicts import Place, places
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import LONGEST, begins_in, words
from index.model import Span
from index.text import Token, fold, stem

_WINDOW = 6
"""Words on each side of a fact that count as its context."""
_SUBJECT = 8
"""Words before a fact among which its subject is probably named."""
_ADJOINING = 2
"""Content words on each side of a fact that count as next to it."""
_BESIDE = re.compile(r"\s?(?:,\s(?:(?:also|now|then|aged?)\s)?|\(|\saged\s)?")
"""What may be between a name and an age."""
_COMMA_FIGURE = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:(?:\.\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+)(?:,\d+)?|\d+,\d+)(?![.,]?\d)"
)
_FEW = 2
"""Figures up to here are too common to tell that passages are alike."""
_ENOUGH, _CONFIRMED = 2, 0.1
"""Figures in common from which the agreement of two passages is raised, and by how much."""
_SWAPPED = str.maketrans(".,\u00a0\u2009\u202f ", ",.,,,,")


@dataclass(frozen=True)
class Statement:
    """A passage with the facts that it states; spans are into its text."""

    text: str
    figures: tuple[Figure, ...]
    days: tuple[Day, ...]
    times: tuple[Time, ...]
    language: str = "en"
    parts: tuple[Figure, ...] = ()
    """Figures that count some of those that another one counts."""
    given: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The other form that the article gives with a name, by folded form."""

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """All words of the passage."""
        return words(self.text)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The people, places and organisations that it names."""
        found = names(self.text, self.language)
        return tuple(replace(name, also=self.given.get(fold(name.text), "")) for name in found)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places whose kind (village, province ...) it states."""
        return tuple(places(self.text, self.language))

    @cached_property
    def telling(self) -> tuple[tuple[Token, str], ...]:
        """The content words with their stems: no function words, numbers or days."""
        dated = [*(day.span for day in self.days), *(time.span for time in self.times)]
        common = vocabulary(self.language).words.tell_nothing
        return tuple(
            (word, stem(word.word, self.language))
            for word in self.words
            if word.word not in common and not word.word[0].isdigit() and not begins_in(word, dated)
        )

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the content words."""
        return frozenset(found for _, found in self.telling)

    def around(self, span: Span) -> set[str]:
        """Stems of the content words near ``span``."""
        before = [w for w in self.words if w.end <= span[0]][-_WINDOW:]
        after = [w for w in self.words if w.start >= span[1]][:_WINDOW]
        return {stem(w.word, self.language) for w in (*before, *after)} & self.content

    def beside(self, span: Span) -> set[str]:
        """Stems of the content words next to ``span``."""
        before = [found for word, found in self.telling if word.end <= span[0]][-_ADJOINING:]
        after = [found for word, found in self.telling if word.start >= span[1]][:_ADJOINING]
        return {*before, *after}

    def forms(self, name: str) -> tuple[str, ...]:
        """``name``, and the other form that the article gives with it."""
        other = self.given.get(fold(name))
        return (name, other) if other else (name,)

    def bearers(self, span: Span) -> list[Name]:
        """The names next to ``span``, whose age it may be."""
        return [
            name
            for name in self.names
            if _BESIDE.fullmatch(self.text, name.span[1], span[0])
            or _BESIDE.fullmatch(self.text, span[1], name.span[0])
        ]

    def named_before(self, span: Span) -> Iterator[Name]:
        """The names shortly before ``span``."""
        near = [w for w in self.words if w.end <= span[0]][-_SUBJECT:]
        if near:
            yield from (name for name in self.names if near[0].start <= name.span[0] < span[0])


def statement(
    text: str, published: date | None = None, language: str = "en", given: Mapping[str, str] | None = None
) -> Statement:
    """Read the facts of one passage; weekdays are resolved if the day of publication is known.

    ``given`` has the other form that the article of the passage gives with a name, by folded form.

    In the statement's text figures are written as in English; all offsets stay the same.
    """
    text = text[:LONGEST]
    stated, clock = tuple(days(text, published, language)), tuple(times(text, language))
    taken = [*(day.span for day in stated), *(time.span for time in clock)]
    if not vocabulary(language).figures.point_before_decimals:
        text = _in_english_figures(text)
    found = figures(text, taken, language)
    whole, some = (tuple(figure for figure in found if figure.part == part) for part in (False, True))
    return Statement(text, whole, stated, clock, language, some, given or {})


def nearness(a: Statement, x: Span, b: Statement, y: Span, *, careful: bool) -> Nearness:
    """The evidence that the facts at ``x`` of ``a`` and at ``y`` of ``b`` are about one thing."""
    agreement = 2 * len(a.content & b.content) / max(1, len(a.content) + len(b.content))
    equal_figures = sum(any(f.low == g.low > _FEW and f.unit == g.unit for g in b.figures) for f in a.figures)
    if equal_figures >= _ENOUGH:
        agreement += _CONFIRMED
    nearby, adjoining = a.around(x) & b.around(y), a.beside(x) & b.beside(y)
    return Nearness(len(nearby), len(adjoining), agreement, careful)


def same_bearer(a: Statement, x: Span, b: Statement, y: Span) -> bool | None:
    """Whether the names next to two ages can be one person's; None if either has no name."""
    left, right = a.bearers(x), b.bearers(y)
    if not left or not right:
        return None
    return any(names_agree(p, q) for p in left for q in right)


def others_named(a: Statement, x: Span, b: Statement, y: Span, *, careful: bool) -> bool:
    """Whether the names shortly before two facts show that these are about two people or things.

    They do if the last of them differ, and, if ``careful``, also if the other passage lacks one of them.
    """
    left, right = list(a.named_before(x)), list(b.named_before(y))
    if left and right and not names_agree(left[-1], right[-1]):
        return True
    return careful and (_unknown(left, b) or _unknown(right, a))


def _unknown(found: Iterable[Name], side: Statement) -> bool:
    known = fold(side.text)
    return any(not any(fold(part) in known for form in name.forms for part in parts(form)) for name in found)


def _in_english_figures(text: str) -> str:
    """``1.240,5`` as ``1,240.5``; no character more or less."""
    return _COMMA_FIGURE.sub(lambda m: m.group().translate(_SWAPPED), text)
