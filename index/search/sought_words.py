"""The words that a query looks for in texts of one field and language, and whether a word is one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from index.search.row_places import RowShape
from index.search.word_beginnings import beginnings_of
from index.text import Token, is_lone
from index.text.languages import language_of_code
from index.text.stemming import irregular_forms
from index.text.terms import LONGEST_TERM, bare, stem_term

WORD = 64
"""Characters of a text that a word takes at most, where places that are far from each other are looked at apart."""


class Mark(NamedTuple):
    """A match: its span, and which part of the query it answers."""

    start: int
    end: int
    sought: str


class SoughtMember:
    """Words of a text, any of which answers one part of a query; with them, what of the query each answers."""

    def __init__(self) -> None:
        self.terms: dict[str, str] = {}
        """Words in any of their forms."""
        self.words: dict[str, str] = {}
        """Words as written."""
        self.prefixes: dict[str, str] = {}
        """Beginnings of words as written."""

    def __bool__(self) -> bool:
        return bool(self.terms or self.words or self.prefixes)

    def answer(self, word: str, term: str) -> str:
        """What of the query a ``word`` with this stem answers; empty for nothing."""
        what = self.words.get(word) or self.terms.get(term)
        if what is not None:
            return what
        return next((what for prefix, what in self.prefixes.items() if word.startswith(prefix)), "")

    def beginnings(self) -> Iterator[str]:
        """How the words begin."""
        return (text for text, _ in self.items())

    def items(self) -> Iterator[tuple[str, str]]:
        """How the words begin, with what of the query each answers."""
        yield from ((bare(term), what) for term, what in self.terms.items())
        yield from self.words.items()
        yield from self.prefixes.items()


class Place(NamedTuple):
    """The words at one place of a text: the token, and what else is found there; each has its span."""

    words: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where the token begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the token ends."""
        return self.words[0].end


class SoughtRow(NamedTuple):
    """Members that must be near each other."""

    shape: RowShape
    members: tuple[SoughtMember, ...]


class Sought:
    """What is looked for in one field of articles in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.single = SoughtMember()
        """What is looked for by itself."""
        self.runs: list[SoughtRow] = []
        """Rows whose members follow one another."""
        self.rows: list[SoughtRow] = []
        """All other rows."""
        self._answers: dict[str, str] = {}
        self._answered_at: dict[str, frozenset[str]] = {}
        self._members: dict[str, Sequence[tuple[int, int, str]]] = {}

    def __bool__(self) -> bool:
        return bool(self.single or self.runs or self.rows)

    def answer(self, word: str) -> str:
        """Which part of the query ``word`` answers by itself; empty for none."""
        what = self._answers.get(word)
        if what is None:
            what = self._answers[word] = self.single.answer(word, self.term(word))
        return what

    def members(self, word: str) -> Sequence[tuple[int, int, str]]:
        """Which members of which of ``rows`` a word may be, by their numbers, and what of the query it answers."""
        found = self._members.get(word)
        if found is None:
            term = self.term(word)
            found = self._members[word] = [
                (number, at, what)
                for number, row in enumerate(self.rows)
                for at, member in enumerate(row.members)
                if (what := member.answer(word, term))
            ]
        return found

    def run(self, places: Sequence[Place], at: int) -> Mark | None:
        """The longest run that begins at the place ``at``."""
        found = [run for row in self.runs if (run := self._run(row, places[at : at + len(row.members)]))]
        if not found:
            return None
        run = max(found, key=len)
        return Mark(run[0].start, run[-1].end, " ".join(token.word for token in run))

    def _run(self, row: SoughtRow, places: Sequence[Place]) -> list[Token]:
        """The words of ``row`` at ``places``; empty where they are others."""
        found: list[Token] = []
        for member, place in zip(row.members, places, strict=False):
            token = next((each for each in place.words if member.answer(each.word, self.term(each.word))), None)
            if token is None:
                return []
            found.append(token)
        return found if len(found) == len(row.members) else []

    def is_sought(self, word: str) -> bool:
        """Whether a word by itself, or in a row, may be a match."""
        term = self.term(word)
        return any(member.answer(word, term) for member in self._every)

    @cached_property
    def _every(self) -> Sequence[SoughtMember]:
        return [self.single, *(member for row in (*self.runs, *self.rows) for member in row.members)]

    @property
    def is_single(self) -> bool:
        """Whether words are looked for by themselves only."""
        return not self.runs and not self.rows

    @cached_property
    def reach(self) -> int:
        """The most words a run has."""
        return max((len(row.members) for row in self.runs), default=1)

    @cached_property
    def far(self) -> int:
        """So many characters from each other, words are in no row together; 0 if that is not known."""
        shapes = [row.shape for row in self.rows]
        if any(shape.within != "text" for shape in shapes):
            return 0
        return max((WORD * (shape.slop + 1) for shape in shapes), default=1)

    @cached_property
    def beginnings(self) -> frozenset[str] | None:
        """How words of a text begin that may match; None if that is not known."""
        # Of a run it is enough to know where it may begin.
        members = [self.single, *(row.members[0] for row in self.runs), *(m for row in self.rows for m in row.members)]
        return self._beginnings_of({text for member in members for text in member.beginnings()})

    def _beginnings_of(self, texts: set[str]) -> frozenset[str] | None:
        language = language_of_code(self.language)
        if language is None or not language.stem_ending:
            return None
        forms = (form for text in texts for form in irregular_forms(text, self.language))
        return beginnings_of(texts.union(forms), language.stem_ending)

    @cached_property
    def answered(self) -> frozenset[str]:
        """What of the query words by themselves may answer."""
        return frozenset(what for _, what in self.single.items())

    def answered_at(self, beginning: str) -> frozenset[str]:
        """What a word by itself may answer that begins with ``beginning``, one of :attr:`beginnings`."""
        found = self._answered_at.get(beginning)
        if found is None:
            every = [(what, self._beginnings_of({text}) or ()) for text, what in self.single.items()]
            found = self._answered_at[beginning] = frozenset(
                what
                for what, own in every
                if any(each.startswith(beginning) or beginning.startswith(each) for each in own)
            )
        return found

    def term(self, word: str) -> str:
        """The term of a word."""
        return stem_term(word[:LONGEST_TERM], self.language)


def marked(place: Token, what: str) -> Mark:
    """The word as a match. One character of a script without spaces is looked for as the beginning of a pair."""
    is_sign = len(what) == 1 and what > "\x7f" and is_lone(Token(what, 0, 1))
    return Mark(place.start, place.start + 1 if is_sign else place.end, what)


def distinct(marks: Iterable[Mark]) -> set[str]:
    """Which parts of the query the matches answer."""
    return {mark.sought for mark in marks}
