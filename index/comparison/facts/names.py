"""When two names are the same: transliteration, articles, hyphens, titles, initials, short forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from index.comparison.facts.spelling import outline, same_spelling
from index.text import fold

ARTICLES = frozenset("al el ad ar as ash at ath az an ed er es esh ez en et ul ud ul".split())
"""The Arabic article, its consonant assimilated or not."""
_PARTICLES = frozenset("the of de la le du des del di da von van der den bin ibn bint ben abu and y".split())
TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady sheikh shaikh sheik imam ayatollah hajji haji king queen "
    "prince princess president premier chancellor minister secretary ambassador senator sen rep congressman "
    "congresswoman governor gov mayor judge justice general gen lieutenant lt colonel col major maj captain capt "
    "sergeant sgt admiral adm commander cmdr corporal cpl private officer chief inspector constable detective "
    "pope father rev reverend bishop archbishop cardinal rabbi vice deputy former acting st saint trooper "
    "sheriff marshal pastor councillor councilman councilwoman representative".split()
)
_QUALIFIERS = frozenset(
    "north south east west northern southern eastern western central new old upper lower greater great saint st san "
    "santa lake mount fort port cape bay los las el".split()
)
"""Words before a name that make another place of it."""
_KINDS = frozenset("front group army city province party movement organisation organization governorate jabhat".split())
"""Words that only say what kind of thing a name means."""
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_SPLIT = re.compile(r"[\s\u00a0\-\u2010\u2011\u2013/]+")
_GIVEN = re.compile(r"\b(?:Ed|As|An|Ben|Den|Van)\b(?![-\u2010\u2011])")
"""Words that can be an article or particle, where they are more likely a given name."""
_ASSIMILATED = re.compile(r"^[ae]([tdrsznl])(?=\1)")


def same_name(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` can stand for one person, place or organisation; symmetric, not transitive.

    A short form counts (a surname alone, an acronym), different given names before one surname do not.
    """
    return same_written(a, b) or _short_form(a, b) or _short_form(b, a) or _acronym_of(a, b) or _acronym_of(b, a)


def same_written(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` are one name in full, spelled alike or differently; symmetric."""
    left, right = parts(a), parts(b)
    if not left or not right:
        return fold(a) == fold(b)
    if len(left) == len(right):
        return all(_same_part(x, y, n) for n, (x, y) in enumerate(zip(left, right, strict=True)))
    shorter, longer = sorted((left, right), key=len)
    # A middle name or initial that only one of them has.
    return (
        len(shorter) >= 2
        and len(longer) == len(shorter) + 1
        and len(longer) == 3
        and _same_part(shorter[0], longer[0], 0)
        and _same_part(shorter[-1], longer[-1], 1)
    )


@lru_cache(maxsize=1 << 14)
def parts(name: str) -> tuple[str, ...]:
    """The words of ``name`` that identify: without titles, articles and particles, unless nothing else is left."""
    words = [word.strip(".,;:\"'\u201c\u201d\u2018\u2019()") for word in _SPLIT.split(name)]
    words = [re.sub(r"['\u2019]s?$", "", word) for word in words if word]
    given = set(_GIVEN.findall(name))
    telling = [w for n, w in enumerate(words) if w and (w in given or not _empty(w, n, len(words)))]
    return tuple(telling or [word for word in words if word])


def _empty(word: str, place: int, count: int) -> bool:
    low = fold(word)
    if low in ARTICLES or low in _PARTICLES:
        return count > 1
    return low in TITLES and place < count - 1


def _same_part(x: str, y: str, place: int) -> bool:
    if same_spelling(x, y):
        return True
    left, right = fold(x), fold(y)
    if place == 0 and min(len(left), len(right)) == 1:
        return left[:1] == right[:1]
    if place > 0:
        # In a longer name the other words make up for a short one.
        return same_spelling(_ASSIMILATED.sub("", left), _ASSIMILATED.sub("", right), shortest=3)
    return False


def _short_form(short: str, full: str) -> bool:
    one, all_of_it = parts(short), parts(full)
    identifying = tuple(word for word in all_of_it if fold(word) not in _KINDS)
    if len(one) > 1:
        one = tuple(word for word in one if fold(word) not in _KINDS)
    if len(one) != 1 or not identifying:
        return False
    if len(identifying) == 1:
        return same_spelling(one[0], identifying[0])
    if fold(identifying[0]) in _QUALIFIERS:
        return False
    by_surname = len(identifying) <= 4 and same_spelling(one[0], identifying[-1])
    return by_surname or (same_spelling(one[0], identifying[0]) and _has_epithet(full))


def _has_epithet(name: str) -> bool:
    """Whether what follows the first word is an Arabic epithet, as in ``Tell al-Ahmar``."""
    words = _SPLIT.split(name.strip())
    return len(words) == 3 and fold(words[1]) in ARTICLES


def _acronym_of(short: str, full: str) -> bool:
    letters = short.replace(".", "")
    if not _ACRONYM.fullmatch(letters):
        return False
    words = [word for word in _SPLIT.split(full) if word[:1].isupper()]
    return len(words) == len(letters) and all(w[0] == c for w, c in zip(words, letters, strict=True))


def variants(mentions: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of spellings among ``mentions`` that are taken for one name, in order of first mention.

    Only full forms are grouped, with or without an Arabic article or epithet: neither a surname alone nor a title or
    a middle name makes another spelling. Forms that differ in nothing but case, accents or hyphens count as one.
    """
    distinct: dict[str, str] = {}
    for mention in mentions:
        if distinct.setdefault(_key(mention), mention).isupper():
            distinct[_key(mention)] = mention
    groups: list[list[str]] = []
    by_sound: defaultdict[str, list[list[str]]] = defaultdict(list)
    for mention in distinct.values():
        # Spellings of one name have a first word of one outline: no need to try the others.
        near = by_sound[outline(fold(parts(mention)[0]))] if parts(mention) else []
        home = next((group for group in near if all(_spelled_differently(mention, one) for one in group)), None)
        if home is None:
            near.append(home := [])
            groups.append(home)
        home.append(mention)
    return tuple(tuple(group) for group in groups if len(group) > 1)


def _key(name: str) -> str:
    words = [fold(word) for word in _SPLIT.split(name)]
    return " ".join([word for word in words if word not in TITLES] or words)


def _spelled_differently(a: str, b: str) -> bool:
    left, right = parts(a), parts(b)
    if len(left) != len(right):
        short, full = (a, b) if len(left) < len(right) else (b, a)
        alone = len(parts(short)) == 1 and _has_epithet(full)
        return alone and same_spelling(left[0], right[0])
    return min(map(len, left + right)) > 1 and same_written(a, b)
