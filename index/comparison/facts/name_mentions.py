"""The names in a text: runs of capitalised words, with care for the beginnings of sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from index.comparison.facts.names import ARTICLES, TITLES
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import words
from index.model import Span
from index.text import Token

_JOINING = frozenset("al el de la du des del di da von van der den bin ibn bint".split())
"""Small words inside a name, when a capital follows; other forms of the Arabic article need their hyphen."""
_OPENING = "\"\u201c\u2018'(:"
_TITLE_CASE = 0.7
"""Share of words with a capital above which a sentence is a headline, and its capitals tell no names."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it is written at ``span`` of a text."""

    text: str
    span: Span


def mentions(text: str, sentences: Sequence[Span], language: str = "en") -> list[Mention]:
    """The names in ``text``, in order; ``sentences`` are its sentences.

    A word that only begins a sentence is a name if the text has it with a capital elsewhere, and never without one.
    """
    no_names = _no_names(language)
    found: list[Mention] = []
    doubtful: list[tuple[str, Mention]] = []
    sure: set[str] = set()
    small: set[str] = set()
    for start, end in sentences:
        sentence = text[start:end]
        row = words(sentence)
        small.update(word.word for word in row if sentence[word.start].islower())
        if not vocabulary(language).words.nouns_have_capitals and _is_title(sentence, row):
            continue
        for run in _runs(sentence, row, no_names):
            mention = _mention(sentence, run, start)
            if len(mention.text) < 2 or all(word.word in TITLES for word in run):
                continue
            begins = run[0] is row[0] or sentence[run[0].start - 1] in _OPENING
            if begins and len(run) == 1 and not mention.text.isupper():
                doubtful.append((run[0].word, mention))
            else:
                found.append(mention)
                sure.update(word.word for word in run)
    found += [mention for word, mention in doubtful if word in sure and word not in small]
    return sorted(found, key=lambda mention: mention.span)


@cache
def _no_names(language: str) -> Set[str]:
    known = vocabulary(language)
    return known.words.no_names | (known.days.names - known.days.doubtful)


def _runs(text: str, words: Sequence[Token], no_names: Set[str]) -> Iterator[list[Token]]:
    """Runs of capitalised words, small joining words inside included."""
    run: list[Token] = []
    pending: list[Token] = []
    for word in words:
        joined = not run or _joined(text, (pending or run)[-1], word.start)
        if not joined:
            yield from [run] if run else []
            run, pending = [], []
        if _capital(text, word, no_names):
            run, pending = [*run, *pending, word], []
        elif run and len(pending) < 2 and (word.word in _JOINING or _article(text, word)):
            pending.append(word)
        else:
            yield from [run] if run else []
            run, pending = [], []
            if _article(text, word):
                run = [word]
    yield from [run] if run else []


def _article(text: str, word: Token) -> bool:
    return (
        word.word in ARTICLES and text[word.end : word.end + 1] == "-" and text[word.end + 1 : word.end + 2].isupper()
    )


def _capital(text: str, word: Token, no_names: Set[str]) -> bool:
    if not text[word.start].isupper():
        return False
    return word.word not in no_names or text[word.start : word.end] in (
        "US",
        "IT",
    )


def _joined(text: str, before: Token, start: int) -> bool:
    gap = text[before.end : start]
    if gap == ". ":
        return len(before.word) == 1 or before.word in TITLES
    return gap in (" ", "\u00a0", "-", "\u2010", "\u2011")


def _mention(sentence: str, run: Sequence[Token], offset: int) -> Mention:
    start, end = run[0].start, run[-1].end
    if sentence[start:end].endswith(("'s", "\u2019s")):
        end -= 2
    return Mention(sentence[start:end], (offset + start, offset + end))


def _is_title(text: str, words: Sequence[Token]) -> bool:
    letters = [word for word in words if text[word.start].isalpha()]
    return len(letters) > 2 and sum(text[w.start].isupper() for w in letters) > _TITLE_CASE * len(letters)
