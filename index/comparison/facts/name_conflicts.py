"""When two passages name different people in the same role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from index.comparison.facts.name_mentions import Mention, mentions
from index.comparison.facts.names import TITLES, parts, same_name
from index.comparison.facts.nearness import Nearness
from index.comparison.facts.spelling import same_spelling
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.facts.word_lists import Speech
from index.comparison.passages import words
from index.model import Span
from index.text import fold

_SAME_STATEMENT = 0.6
"""Names are many in news, and seldom in each other's place: passages must say nearly the same."""

_MISSPELLED = 0.75
"""Share of letters in common above which two words are one name, misspelled."""
_QUOTED = tuple(",\"\u201d\u2019'?!\u00bb")
_POSSESSIVE = re.compile(r"['\u2019]s\s")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a passage and the word that tells its role: a title, ``says``; else empty."""

    text: str
    span: Span
    role: str


def names(text: str, language: str = "en") -> list[Name]:
    """The names in one passage; a title alone (``American President``) is none."""
    told = vocabulary(language)
    found = mentions(text, [(0, len(text))], language)
    read = [Name(m.text, m.span, _role(text, m, told.speech)) for m in found if fold(m.text.split()[-1]) not in TITLES]
    # Where every noun has a capital, only its role tells a name.
    return [name for name in read if name.role or not told.words.nouns_have_capitals]


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
    # A verb before the name is of this one behind a quotation; and whoever stands after "told" listens.
    quoted = word is not None and text[: word.start].rstrip().endswith(_QUOTED)
    says = (before in speech.saying and quoted) or (after is not None and after.word in speech.saying | speech.telling)
    return "says" if says else ""


def comparable_names(x: Name, y: Name) -> bool:
    """Whether the names stand in each other's place: one surname with another given name, or one role."""
    return _namesakes(x, y) or (x.role != "" and x.role == y.role)


def _namesakes(x: Name, y: Name) -> bool:
    left, right = parts(x.text), parts(y.text)
    if _POSSESSIVE.search(x.text) or _POSSESSIVE.search(y.text):
        return False
    return len(left) == len(right) == 2 and same_spelling(left[1], right[1])


def names_agree(x: Name, y: Name) -> bool:
    """Whether both can be one: a form or a misspelling of the same name, or one that has a word of the other."""
    if same_name(x.text, y.text):
        return True
    if _namesakes(x, y):
        given, other = parts(x.text)[0].casefold(), parts(y.text)[0].casefold()
        return given[:1] == other[:1] or _much_alike(given, other)
    return any(same_spelling(p, q) or _much_alike(p, q) for p in parts(x.text) for q in parts(y.text))


@lru_cache(maxsize=1 << 14)
def _much_alike(a: str, b: str) -> bool:
    one, other = a.casefold(), b.casefold()
    # What the shorter cannot reach is not worth matching.
    if 2 * min(len(one), len(other)) <= _MISSPELLED * (len(one) + len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _MISSPELLED


def same_one_named(x: Name, y: Name, near: Nearness) -> bool:
    """Whether both name the one of whom the passages speak, to judge by the words they share."""
    if near.careful or near.nearby < 2:
        return False
    return near.agreement >= (0.4 if _namesakes(x, y) else _SAME_STATEMENT)
