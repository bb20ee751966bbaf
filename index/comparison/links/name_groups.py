"""The forms that one name has in a set of articles: spellings, nicknames, aliases, acronyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from index.comparison.facts.name_forms.acronyms import acronym, acronym_of, defined, initials
from index.comparison.facts.name_forms.romanisation import readings
from index.comparison.facts.name_forms.tables import given_forms, known_as
from index.comparison.facts.names import (
    DROPPED,
    SPLIT,
    generation,
    has_epithet,
    parts,
    same_alias,
    same_written,
    two_people,
)
from index.comparison.facts.spelling import outline, same_spelling, spelled_out
from index.text import fold


def variants(mentions: Sequence[str], texts: Iterable[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Groups of forms among ``mentions`` that are taken for one name, in order of first mention.

    Only full forms are grouped, with or without an Arabic article or epithet: neither a surname alone nor a title or
    a middle name makes another form. Forms that differ in nothing but case, accents or hyphens count as one. Nicknames
    before one surname, aliases and acronyms are forms of one name, and so are names and acronyms that ``texts``
    give together, as in *Harbour Union (HU)*. An acronym that fits two names is left alone.
    """
    together = list(dict.fromkeys(pair for text in texts for pair in _defined(text)))
    distinct: dict[str, str] = {}
    for mention in chain(mentions, *together):
        key = _key(mention)
        if distinct.setdefault(key, mention).isupper():
            distinct[key] = mention
    pairs = {frozenset(map(_key, pair)) for pair in together}
    full = Counter(map(initials, distinct.values()))
    in_brackets = {_key(form): f"in brackets {acronym}" for name, acronym in together for form in (name, acronym)}

    def same(key: str, mention: str, one: str) -> bool:
        if {key, _key(one)} in pairs or _other_form(mention, one):
            return True
        letters = acronym(mention) or acronym(one)
        return full[letters] == 1 and (acronym_of(mention, one) or acronym_of(one, mention))

    groups: list[list[str]] = []
    by_clue: defaultdict[str, list[int]] = defaultdict(list)
    for key, mention in distinct.items():
        # Forms of one name have a clue in common: no need to try the others.
        clues = _clues(mention)
        if key in in_brackets:
            clues |= {in_brackets[key]}
        near = sorted({group for clue in clues for group in by_clue[clue]})
        home = next((n for n in near if all(same(key, mention, one) for one in groups[n])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(mention)
        for clue in clues:
            by_clue[clue].append(home)
    return tuple(tuple(group) for group in groups if len(group) > 1)


# An article is compared with many.
@lru_cache(maxsize=256)
def _defined(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(defined(text))


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    words = [fold(word) for word in SPLIT.split(name)]
    return " ".join([word for word in words[:-1] if word not in DROPPED] + words[-1:])


@lru_cache(maxsize=1 << 14)
def _clues(name: str) -> frozenset[str]:
    """What forms of one name can have in common: the outline of the first word, its full forms, an alias, initials."""
    words = parts(name)
    if not words:
        return frozenset()
    first = fold(words[0])
    clues = {outline(written) for written in (first, *spelled_out(words[0]))} | readings(first)
    if len(words) > 1:
        clues |= {f"given {number}" for number in given_forms(first)}
    if letters := acronym(name) or initials(name):
        clues.add(f"initials {letters}")
    number = known_as(name)
    return frozenset(clues if number is None else {*clues, f"alias {number}"})


def _other_form(a: str, b: str) -> bool:
    if same_alias(a, b):
        return True
    if generation(a) != generation(b) or two_people(a, b):
        return False
    left, right = parts(a), parts(b)
    if len(left) != len(right):
        short, full = (a, b) if len(left) < len(right) else (b, a)
        alone = len(parts(short)) == 1 and has_epithet(full)
        return alone and same_spelling(left[0], right[0])
    return min(map(len, left + right)) > 1 and same_written(a, b)
