"""The differences of all pairs of articles of a story, put together: one fact, its values, and who states each.

Pairs belong to one fact that share a mention (the same words at the same place of an article), or that have the same
subject and values. The likeliest pairs are put together first. A chain of weak pairs must not make one fact of two: a
pair brings no new value into a fact of which another pair is much likelier, and joins no facts if an article would then
state two values of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.comparison.facts.vocabulary import vocabulary
from index.model import CLAIMS, Claim, Difference, DisputedFact, FactValue, Place, StatedValue, strongest_claim

_NEXT_WORD = re.compile(r"[ \u00a0-]([^\W\d_]{3,})\b")
_HEDGE = re.compile(r"(?:about|over|under) (?=\d)")
"""As figures are written in values."""
_MUCH_LIKELIER = 2.0
"""Times the score of a pair with a new value that the likeliest pair of a fact may have."""


@dataclass(slots=True)
class _Matter:
    """A fact while its pairs are put together."""

    differences: list[Difference] = field(default_factory=list)
    stated: dict[Place, StatedValue] = field(default_factory=dict)

    def take(self, others: Iterable[Difference]) -> None:
        for each in others:
            self.differences.append(each)
            for side in (each.left, each.right):
                self.stated.setdefault(side.place, side)

    def takes(self, pair: Difference, others: Sequence[StatedValue]) -> bool:
        """Whether a pair belongs to this fact, together with what else is stated in the fact that it would join."""
        stated = [pair.left, pair.right, *others]
        if not self.is_consistent_with(stated):
            return False
        if pair.settled is not None and pair.settled.verdict == "same":
            return True
        likeliest = max((each.score for each in self.differences), default=0.0)
        known = set(map(_bare, self.stated.values()))
        return likeliest <= _MUCH_LIKELIER * pair.score or known.issuperset(map(_bare, stated))

    def is_consistent_with(self, stated: Iterable[StatedValue]) -> bool:
        """Whether no article would state two values if this fact had ``stated`` too."""
        known = {each.article: _bare(each) for each in self.stated.values()}
        return all(known.get(each.article, _bare(each)) == _bare(each) for each in stated)


def disputed_facts(
    found: Iterable[Difference], texts: Mapping[str, int], languages: Mapping[str, str]
) -> tuple[DisputedFact, ...]:
    """The facts on which articles differ: settled ones last, conflicts before updates, open ones and other differences.

    ``texts`` has for each article the number of its text, the same for copies; ``languages`` the language of each, in
    order of time.
    """
    place = {id: number for number, id in enumerate(languages)}
    by_kind: dict[tuple[str, bool], list[Difference]] = {}
    for each in found:
        # What a reader found to be two things joins nothing.
        apart = each.settled is not None and each.settled.verdict == "unrelated"
        by_kind.setdefault((each.kind, apart), []).append(each)
    matters = [matter for some in by_kind.values() for matter in _joined(_gathered(some))]
    facts = [_fact(matter, texts, place, languages) for matter in matters]
    facts.sort(key=lambda fact: (fact.settled is not None, CLAIMS.index(fact.claim), -fact.score, -_texts(fact)))
    return tuple(facts)


def _gathered(found: Sequence[Difference]) -> list[_Matter]:
    """The differences of one kind, put together by the mentions that they share."""
    matters: list[_Matter] = []
    left = sorted(found, key=lambda each: (-each.score, each.places))
    while left:
        at: dict[Place, _Matter] = {}
        apart = []
        for each in left:
            mine, theirs = at.get(each.left.place), at.get(each.right.place)
            matter = mine or theirs or _Matter()
            other = theirs if mine is not None and theirs is not None and mine is not theirs else _Matter()
            if not matter.takes(each, list(other.stated.values())):
                apart.append(each)
                continue
            matter.take([*other.differences, each])
            at.update(dict.fromkeys(matter.stated, matter))
        matters += {id(matter): matter for matter in at.values()}.values()
        left = apart
    return matters


def _joined(matters: Sequence[_Matter]) -> list[_Matter]:
    """The same, with those put together that have the same subject and values."""
    joined: dict[tuple[str, frozenset[str]], _Matter] = {}
    alone = []
    for matter in matters:
        subject = _folded(matter.differences[0].subject)
        key = subject, frozenset(map(_value, matter.stated.values()))
        if not subject:
            alone.append(matter)
        elif key not in joined:
            joined[key] = matter
        elif joined[key].is_consistent_with(matter.stated.values()):
            joined[key].take(matter.differences)
        else:
            alone.append(matter)
    return [*joined.values(), *alone]


# --- One fact ---------------------------------------------------------------------------------------------------------


def _fact(
    matter: _Matter, texts: Mapping[str, int], place: Mapping[str, int], languages: Mapping[str, str]
) -> DisputedFact:
    differences = sorted(matter.differences, key=lambda each: (-each.score, each.places))
    claims = [claim for each in differences if (claim := each.current_claim) is not None]
    stated = sorted(matter.stated.values(), key=lambda each: (place.get(each.article, len(place)), each.place))
    settled = [each.settled for each in differences if each.settled is not None]
    kind = differences[0].kind
    counted = _counted(stated, languages) if kind == "figure" else ""
    return DisputedFact(
        kind=kind,
        claim=strongest_claim(claims or [each.claim for each in differences]),
        subject=next((each.subject for each in differences if each.subject), "") or counted,
        values=_values(stated, differences, texts),
        differences=tuple(differences),
        score=max(each.score for each in differences),
        settled=None if claims else max(settled, key=lambda each: each.made),
    )


def _counted(stated: Iterable[StatedValue], languages: Mapping[str, str]) -> str:
    """The word that follows all figures, such as ``people``; empty for several, and for one that names nothing."""
    found = {word[1].casefold() if (word := _after(each)) else "" for each in stated}
    if len(found) != 1:
        return ""
    only = found.pop()
    return "" if any(only in vocabulary(each).words.end_nouns for each in set(languages.values())) else only


def _after(stated: StatedValue) -> re.Match[str] | None:
    return _NEXT_WORD.match(stated.sentence_text, stated.span[1] - stated.sentence[0])


def _claim_of(group: Iterable[StatedValue], differences: Iterable[Difference]) -> Claim:
    """The most that is claimed of a pair with one of these places; of settled pairs only where there are no others."""
    places = {each.place for each in group}
    pairs = [each for each in differences if places & set(each.places)]
    claims = [claim for each in pairs if (claim := each.current_claim) is not None]
    return strongest_claim(claims or [each.claim for each in pairs])


def _values(
    stated: Sequence[StatedValue], differences: Sequence[Difference], texts: Mapping[str, int]
) -> tuple[FactValue, ...]:
    """The values, each with who states it in order of time: those of most texts first."""
    equal = _same_values(differences)
    for same in (lambda each: equal.get(_value(each), _bare(each)), _value, _text, lambda each: repr(each.place)):
        groups: dict[str, list[StatedValue]] = {}
        for each in stated:
            groups.setdefault(same(each), []).append(each)
        if len(groups) > 1:
            break
    found = [
        FactValue(_shown(group), tuple(group), _count(group, texts), _claim_of(group, differences))
        for group in groups.values()
    ]
    return tuple(sorted(found, key=lambda value: -value.texts))


def _same_values(differences: Iterable[Difference]) -> Mapping[str, str]:
    """By value, the one for which it counts: a reader settled that both are the same."""
    found: dict[str, str] = {}
    for each in differences:
        if each.settled is not None and each.settled.verdict == "same":
            one, other = (found.get(_value(side), _value(side)) for side in (each.left, each.right))
            found = {value: one if to == other else to for value, to in found.items()} | {other: one, one: one}
    return found


def _shown(group: Sequence[StatedValue]) -> str:
    """The value in the words that most places state it with; of equally many, those of the earliest."""
    counts = Counter(map(_text, group))
    return max(group, key=lambda each: counts[_text(each)]).text


def _count(group: Iterable[StatedValue], texts: Mapping[str, int]) -> int:
    return len({texts.get(each.article, each.article) for each in group})


def _texts(fact: DisputedFact) -> int:
    return sum(value.texts for value in fact.values)


def _value(stated: StatedValue) -> str:
    return _folded(stated.value or stated.text)


def _bare(stated: StatedValue) -> str:
    """The value without its hedge: an article may write ``1,400`` above and ``about 1,400`` below."""
    return _HEDGE.sub("", _value(stated))


def _text(stated: StatedValue) -> str:
    return _folded(stated.text)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
