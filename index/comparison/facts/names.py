"""When two names are the same: transliteration, articles, titles, initials, nicknames, short forms, aliases."""

from __future__ import annotations

import re
from functools import lru_cache

from index.comparison.facts.name_forms.acronyms import acronym_of
from index.comparison.facts.name_forms.tables import different_given, known_as, same_given
from index.comparison.facts.spelling import same_spelling
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
_MALE = frozenset("mr sir lord king prince herr monsieur mm senor signor meneer dom".split())
_FEMALE = frozenset("mrs ms miss lady dame queen princess frau madame mme mlle senora senorita signora mevrouw".split())
ROLES = frozenset(
    "suspect victim defendant accused witness gunman attacker driver pilot coach manager "
    "warship frigate destroyer corvette cruiser submarine ferry tanker freighter trawler yacht vessel steamer liner "
    "hms hmas hmcs hmnzs ins uss usns rms mv ss fv rv brp kri".split()
)
"""What a person is in a story, and kinds of ships: no part of the name after them."""
_OFFICES = frozenset(
    "prasident prasidentin kanzler kanzlerin bundeskanzler bundeskanzlerin ministerin premierminister papst konig "
    "konigin burgermeister burgermeisterin presidente presidenta ministre ministro ministra chancelier canciller "
    "alcalde alcaldesa sindaco pape doktor docteur doctor doctora maitre".split()
)
"""Offices and titles in other languages, folded."""
DROPPED = TITLES | _MALE | _FEMALE | _OFFICES | ROLES
"""Words before a name that do not belong to it."""
_GENERATIONS = frozenset("jr sr jnr snr junior senior".split())
_NUMERALS = re.compile(r"I{1,3}|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3}")
"""Roman numerals after a name; V and X alone are initials more often."""
_GENERATION_OF = {"jnr": "jr", "junior": "jr", "snr": "sr", "senior": "sr"}
_AFTER_NAMES = frozenset("MP MEP KC QC OBE MBE CBE PhD MD Esq".split())
_THINGS = frozenset("street road avenue lane bridge square station court house hall park school county".split())
"""Words that are no name without the word before them: King Street is not Mill Street."""
_QUALIFIERS = frozenset(
    "north south east west northern southern eastern western central new old upper lower greater great saint st san "
    "santa lake mount fort port cape bay los las el".split()
)
"""Words before a name that make another place of it."""
_KINDS = frozenset("front group army city province party movement organisation organization governorate jabhat".split())
"""Words that only say what kind of thing a name means."""
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,3}")
SPLIT = re.compile(r"[\s\u00a0\-\u2010\u2011\u2013/]+")
_GIVEN = re.compile(r"\b(?:Ed|As|An|Ben|Den|Van)\b(?![-\u2010\u2011])")
"""Words that can be an article or particle, where they are more likely a given name."""
_ASSIMILATED = re.compile(r"^[ae]([tdrsznl])(?=\1)")


def same_name(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` can stand for one person, place or organisation; symmetric, not transitive.

    A short form counts (a surname alone, an acronym, an alias), different given names before one surname do not.
    """
    if two_people(a, b):
        return False
    return (
        same_written(a, b)
        or same_alias(a, b)
        or _short_form(a, b)
        or _short_form(b, a)
        or acronym_of(a, b)
        or acronym_of(b, a)
    )


def same_alias(a: str, b: str) -> bool:
    """Whether both are names of one organisation, place or person in the table of aliases."""
    known = known_as(a)
    return known is not None and known == known_as(b)


def two_people(a: str, b: str) -> bool:
    """Whether a title or what follows the name shows two people: Mr and Mrs Carver, Carver Jr and Sr."""
    left, right = generation(a), generation(b)
    if left and right and left != right:
        return True
    one, other = _sex(a), _sex(b)
    return bool(one) and bool(other) and one != other


def same_written(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` are one name in full, spelled alike or differently; symmetric."""
    left, right = parts(a), parts(b)
    if not left or not right:
        return fold(a) == fold(b)
    if generation(a) and generation(b) and generation(a) != generation(b):
        return False
    if len(left) == len(right):
        return all(_same_part(x, y, n, len(left)) for n, (x, y) in enumerate(zip(left, right, strict=True)))
    shorter, longer = sorted((left, right), key=len)
    # A middle name or initial that only one of them has.
    return (
        len(shorter) >= 2
        and len(longer) == len(shorter) + 1
        and len(longer) == 3
        and _same_part(shorter[0], longer[0], 0, 2)
        and _same_part(shorter[-1], longer[-1], 1, 2)
    )


@lru_cache(maxsize=1 << 14)
def parts(name: str) -> tuple[str, ...]:
    """The words of ``name`` that identify: without titles, articles and particles, unless nothing else is left."""
    words = _words(name)
    given = set(_GIVEN.findall(name))
    telling = [w for n, w in enumerate(words) if w in given or not _empty(w, n, len(words))]
    while len(telling) > 1 and (telling[-1] in _AFTER_NAMES or _generation(telling[-1])):
        telling.pop()
    if len(telling) == 1 and fold(telling[0]) in _THINGS:
        return words
    return tuple(telling) or words


@lru_cache(maxsize=1 << 14)
def generation(name: str) -> str:
    """``jr``, ``sr`` or the Roman numeral after a name; else empty."""
    words = [word for word in _words(name) if word not in _AFTER_NAMES]
    return _generation(words[-1]) if len(words) > 1 else ""


def _generation(word: str) -> str:
    low = fold(word)
    if low in _GENERATIONS:
        return _GENERATION_OF.get(low, low)
    return low if _NUMERALS.fullmatch(word) else ""


@lru_cache(maxsize=1 << 14)
def _sex(name: str) -> str:
    """What a title before the name says; else empty."""
    words = _words(name)
    title = fold(words[0]) if len(words) > 1 else ""
    return "male" if title in _MALE else "female" if title in _FEMALE else ""


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> tuple[str, ...]:
    """The words of ``name``, initials one by one, without punctuation and possessive."""
    row: list[str] = []
    for word in SPLIT.split(name):
        if _INITIALS.fullmatch(word):
            row += word.split(".")
        else:
            row.append(word.strip(".,;:\"'\u201c\u201d\u2018\u2019()"))
    return tuple(short for word in row if (short := _POSSESSIVE.sub("", word)))


def _empty(word: str, place: int, count: int) -> bool:
    low = fold(word)
    if low in ARTICLES or low in _PARTICLES:
        return count > 1
    return low in DROPPED and place < count - 1


def same_part(x: str, y: str) -> bool:
    """Whether two words at the same place of two names are one word: spelled differently, a nickname or an exonym."""
    return same_spelling(x, y) or same_given(fold(x), fold(y)) or same_alias(x, y)


def _same_part(x: str, y: str, place: int, count: int) -> bool:
    left, right = fold(x), fold(y)
    if left == right:
        return True
    if place == 0 and different_given(left, right):
        return False
    if same_spelling(x, y) or same_alias(x, y):
        return True
    if place == 0 and count > 1 and same_given(left, right):
        return True
    if place < max(1, count - 1) and min(len(left), len(right)) == 1:
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
        return same_spelling(one[0], identifying[0]) and not different_given(fold(one[0]), fold(identifying[0]))
    if fold(identifying[0]) in _QUALIFIERS:
        return False
    by_surname = len(identifying) <= 4 and same_spelling(one[0], identifying[-1])
    return by_surname or (same_spelling(one[0], identifying[0]) and has_epithet(full))


def has_epithet(name: str) -> bool:
    """Whether what follows the first word is an Arabic epithet, as in ``Tell al-Ahmar``."""
    words = SPLIT.split(name.strip())
    return len(words) == 3 and fold(words[1]) in ARTICLES and words[1] not in _GIVEN.findall(name)
