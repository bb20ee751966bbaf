"""When two passages name different people in one role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from index.comparison.facts.name_mentions import Mention, mentions
from index.comparison.facts.names import ROLES, TITLES, parts, same_name, same_part, two_people
from index.comparison.facts.nearness import Nearness
from index.comparison.facts.spelling import same_spelling
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.facts.word_lists import Speech
from index.comparison.passages import words
from index.model import Span
from index.text import fold

_SAME_STATEMENT = 0.6
"""Share of words in common from which names are compared: news has many names, and most are not alternatives."""
_NAMESAKES = 0.4
"""Share of words in common from which two people of one surname are compared."""
_MISSPELLED = 0.75
"""Ratio of equal letters above which two words are one name, misspelled."""
_QUOTED = tuple(",\"\u201d\u2019'?!\u00bb")
_POSSESSIVE = re.compile(r"['\u2019]s\s")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a passage and its role: a title, ``says`` for a speaker, or empty."""

    text: str
    span: Span
    role: str
    also: str = ""
    """The other form that its article gives with it, such as an acronym in brackets; empty where it gives none."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name as it is written, and its other form."""
        return (self.text, self.also) if self.also else (self.text,)


def one_name(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether any of the forms of two names can stand for one person, place or organisation."""
    others = tuple(theirs)
    return any(same_name(x, y) for x in mine for y in others)


def names(text: str, language: str = "en") -> list[Name]:
    """The names in one passage; a title alone (``American President``) or a role (``Warship``) is no name."""
    known = vocabulary(language)
    found = [mention for mention in mentions(text, [(0, len(text))], language) if not _no_name(mention.text)]
    read = [Name(mention.text, mention.span, _role(text, mention, known.speech)) for mention in found]
    # Where every noun has a capital, only a role marks a name.
    return [name for name in read if name.role or not known.words.nouns_have_capitals]


def _no_name(text: str) -> bool:
    words = [fold(word) for word in text.split()]
    return words[-1] in TITLES or all(word in ROLES for word in words)


def _role(text: str, mention: Mention, speech: Speech) -> str:
    inside = fold(mention.text.split()[0])
    if inside in TITLES:
        return inside
    row = words(text)
    word = next((w for w in reversed(row) if w.end <= mention.span[0]), None)
    before = word.word if word else ""
    after = next((w for w in row if w.start >= mention.span[1]), None)
    if before in speech.roles or before in TITLES:
        return before
    # After a quotation, the verb before a name is that of the name; the name after "informed" is the listener's.
    quoted = word is not None and text[: word.start].rstrip().endswith(_QUOTED)
    says = (before in speech.saying and quoted) or (after is not None and after.word in speech.saying | speech.telling)
    return "says" if says else ""


def comparable_names(x: Name, y: Name) -> bool:
    """Whether the names are alternatives: one surname with different given names, or one role."""
    return _of_one_family(x.text, y.text) or (x.role != "" and x.role == y.role)


def _of_one_family(x: str, y: str) -> bool:
    left, right = parts(x), parts(y)
    if _POSSESSIVE.search(x) or _POSSESSIVE.search(y):
        return False
    return len(left) == len(right) == 2 and same_spelling(left[1], right[1])


def names_agree(x: Name, y: Name) -> bool:
    """Whether both can be one person's: forms or misspellings of one name, or names with a word in common."""
    return any(_agree(one, other) for one in x.forms for other in y.forms)


@lru_cache(maxsize=1 << 15)
def _agree(x: str, y: str) -> bool:
    if same_name(x, y):
        return True
    if two_people(x, y):
        return False
    left, right = parts(x), parts(y)
    if _of_one_family(x, y):
        given, other = left[0].casefold(), right[0].casefold()
        return given[:1] == other[:1] or _much_alike(given, other)
    return any(same_part(p, q) or _much_alike(p, q) for p in left for q in right)


@lru_cache(maxsize=1 << 14)
def _much_alike(a: str, b: str) -> bool:
    one, other = a.casefold(), b.casefold()
    # The shorter one is too short to reach the ratio.
    if 2 * min(len(one), len(other)) <= _MISSPELLED * (len(one) + len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _MISSPELLED


def name_same_person(x: Name, y: Name, near: Nearness) -> bool:
    """Whether both name the person whom the passages are about, judged by the words they share."""
    if near.careful or near.nearby < 2:
        return False
    return near.agreement >= (_NAMESAKES if _of_one_family(x.text, y.text) else _SAME_STATEMENT)
