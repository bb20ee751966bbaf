"""Where the words of a query occur in a text.

Splitting a whole text into words costs more than finding the articles. So for a snippet only those positions are looked
at where a word begins as one of the query does; the words themselves decide whether they match.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, Protocol

from index.model import Span
from index.query.fields import TEXT_FIELDS
from index.query.syntax import And, Fuzzy, Or, Prefix, Query, Wildcard, Words
from index.search.word_beginnings import beginnings_of, flat, word_start
from index.text import Token, is_lone, tokens
from index.text.languages import language_of_code
from index.text.terms import DEFAULT_LANGUAGE, LONGEST_TERM, bare, stem_term

_MOST = 3_000
"""Positions of a text that are looked at for its snippet."""

_PART = 100_000
"""Code points of a long text that are split into words at once."""


class Vocabulary(Protocol):
    """The words of an archive, as far as highlighting needs them."""

    def stems(self, prefix: str) -> Collection[str]:
        """The terms of the words that begin with ``prefix``; terms that begin so themselves may be left out."""
        ...

    def matching(self, pattern: Wildcard | Fuzzy) -> Collection[str]:
        """The words that match a wildcard or fuzzy word."""
        ...


class Mark(NamedTuple):
    """A match: its span, and which part of the query it answers."""

    start: int
    end: int
    sought: str


class _Row(NamedTuple):
    """A phrase: its terms, and how far each may be from the one before."""

    stems: tuple[str, ...]
    slop: int

    @property
    def reach(self) -> int:
        """The most words it can span."""
        return (len(self.stems) - 1) * self.slop + 1


class _Sought:
    """What is looked for in one field of articles in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.stems: dict[str, str] = {}
        """Terms, and which part of the query they answer."""
        self.prefixes: list[tuple[str, Collection[str]]] = []
        """Beginnings of words as written, with other terms that also answer them."""
        self.phrases: dict[str, list[_Row]] = {}
        """Phrases by the first of their terms."""
        self._answers: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.stems or self.prefixes or self.phrases)

    def answer(self, word: str) -> str:
        """Which part of the query ``word`` answers by itself; empty for none."""
        what = self._answers.get(word)
        if what is None:
            what = self._answers[word] = self._answer(word)
        return what

    def _answer(self, word: str) -> str:
        form = stem_term(word[:LONGEST_TERM], self.language)
        if form in self.stems:
            return self.stems[form]
        for prefix, stems in self.prefixes:
            if word.startswith(prefix) or form.startswith(prefix) or form in stems:
                return prefix
        return ""

    @cached_property
    def beginnings(self) -> frozenset[str] | None:
        """How words of a text begin that may match; None if that is not known."""
        texts = [*self.stems, *self.phrases, *(prefix for prefix, _ in self.prefixes)]
        texts += [each for _, stems in self.prefixes for each in stems]
        language = language_of_code(self.language)
        if language is None or not language.stem_ending:
            return None
        return beginnings_of(map(bare, texts), language.stem_ending)

    def term(self, place: Token) -> str:
        """The term of a word."""
        return stem_term(place.word[:LONGEST_TERM], self.language)


class Marker:
    """Finds what a query looks for in the headline, deck or body of an article. Negated parts are skipped."""

    def __init__(self, query: Query, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._asked: dict[str, list[Words | Prefix | Wildcard | Fuzzy]] = {name: [] for name in TEXT_FIELDS}
        self._sought: dict[tuple[str, str], _Sought] = {}
        self._stems: dict[str, Collection[str]] = {}
        self._words: dict[Wildcard | Fuzzy, Collection[str]] = {}
        self._collect(query)

    def _collect(self, query: Query) -> None:
        match query:
            case And(parts=parts) | Or(parts=parts):
                for part in parts:
                    self._collect(part)
            case Words(field=name) | Prefix(field=name) | Wildcard(field=name) | Fuzzy(field=name):
                for each in TEXT_FIELDS:
                    if name is None or name == each:
                        self._asked[each].append(query)

    def _in(self, field: str, language: str) -> _Sought:
        """What is looked for in ``field`` of articles in ``language``."""
        known = self._sought.get((field, language))
        if known is None:
            known = self._sought[field, language] = _Sought(language)
            for part in self._asked[field]:
                self._add(known, part)
        return known

    def _add(self, sought: _Sought, part: Words | Prefix | Wildcard | Fuzzy) -> None:
        language = sought.language
        match part:
            case Prefix(word=prefix):
                if prefix not in self._stems:
                    self._stems[prefix] = self._vocabulary.stems(prefix)
                sought.prefixes.append((prefix, self._stems[prefix]))
            case Wildcard(pattern=text) | Fuzzy(word=text):
                if part not in self._words:
                    self._words[part] = self._vocabulary.matching(part)
                for word in self._words[part]:
                    sought.stems.setdefault(stem_term(word, language), text)
            case Words(words=(word,)):
                form = stem_term(word, language)
                sought.stems[form] = form
            case Words(words=words, slop=slop):
                row = _Row(tuple(stem_term(word, language) for word in words), slop)
                sought.phrases.setdefault(row.stems[0], []).append(row)

    def marks(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> list[Mark]:
        """The matches in ``text`` as ``field``, in order; they do not overlap, and a longer one goes first.

        ``language`` is the one in which its words are stemmed.
        """
        sought = self._in(field, language)
        return _all_marks(sought, list(tokens(text))) if sought else []

    def spans(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> tuple[Span, ...]:
        """The spans of :meth:`marks`."""
        return tuple((mark.start, mark.end) for mark in self.marks(field, text, language))

    def quick_marks(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> list[Mark]:
        """The matches in ``text`` by which a snippet is chosen: nearly all of them, unless the text is very long."""
        sought = self._in(field, language)
        if not sought:
            return []
        plain = flat(text) if sought.beginnings is not None else None
        if sought.beginnings is None or plain is None:
            parts = ((start, min(start + _PART, len(text))) for start in range(0, len(text), _PART))
            found = (_all_marks(sought, list(tokens(text, start, end))) for start, end in parts)
            return next((marks for marks in found if marks), [])
        return _marks_at(sought, text, plain, sought.beginnings)


def _marks_at(sought: _Sought, text: str, plain: str, beginnings: frozenset[str]) -> list[Mark]:
    """The matches where a word of ``plain``, which is ``text`` folded, begins with any of ``beginnings``."""
    places: set[int] = set()
    for beginning in beginnings:
        at = plain.find(beginning)
        while at >= 0 and len(places) < _MOST:
            if not at or not plain[at - 1].isalnum():
                places.add(at)
            at = plain.find(beginning, at + 1)
    reach = max((row.reach for rows in sought.phrases.values() for row in rows), default=1)
    found: list[Mark] = []
    past = 0
    for at in sorted(places):
        if at < past:
            continue
        start = word_start(plain, at)
        ahead = tokens(text, start)
        first = next((token for token in ahead if token.start >= at), None)
        if first is None or first.start != at:
            continue
        following = [first, *islice(ahead, reach - 1)] if reach > 1 else [first]
        marks = _at(sought, following, 0)
        if marks:
            found += marks
            past = marks[-1].end
    return found


def _all_marks(sought: _Sought, places: Sequence[Token]) -> list[Mark]:
    found: list[Mark] = []
    past = 0
    for at, place in enumerate(places):
        if place.end <= past:
            continue
        if sought.phrases:
            marks = _at(sought, places, at)
        else:
            what = sought.answer(place.word)
            marks = [_mark(place, what)] if what else []
        if marks:
            # If the first character of a pair is marked already, only the second is added.
            found += [mark._replace(start=max(mark.start, past)) for mark in marks]
            past = marks[-1].end
    return found


def _mark(place: Token, what: str) -> Mark:
    """The word as a match. One character of a script without spaces is looked for as the beginning of a pair."""
    is_sign = len(what) == 1 and is_lone(Token(what, 0, 1))
    return Mark(place.start, place.start + 1 if is_sign else place.end, what)


def _at(sought: _Sought, places: Sequence[Token], at: int) -> list[Mark]:
    """The matches that begin at the word ``at``: a phrase, one mark for each run of its words, or the word itself."""
    best: list[int] = []
    for row in sought.phrases.get(sought.term(places[at]), ()) if sought.phrases else ():
        run = _run(sought, row, places, at)
        if len(run) > len(best):
            best = run
    if best:
        whole = " ".join(places[each].word for each in best)
        return [Mark(places[a].start, places[b].end, whole) for a, b in _neighbours(best)]
    what = sought.answer(places[at].word)
    return [_mark(places[at], what)] if what else []


def _run(sought: _Sought, row: _Row, places: Sequence[Token], at: int) -> list[int]:
    """The places of the words of a phrase that begins at ``at``; empty if there is no such phrase.

    Every word is taken as late as possible, so that what follows is reached if it can be.
    """
    reached = [[at]]
    for form in row.stems[1:]:
        near = {
            place
            for last in reached[-1]
            for place in range(last + 1, min(last + row.slop, len(places) - 1) + 1)
            if sought.term(places[place]) == form
        }
        if not near:
            return []
        reached.append(sorted(near))
    run = [reached[-1][0]]
    for step in reversed(reached[:-1]):
        before = [place for place in step if run[0] - row.slop <= place < run[0]]
        run.insert(0, before[-1])
    return run


def _neighbours(places: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of consecutive places: the first and last of each."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] + 1 == place:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def distinct(marks: Iterable[Mark]) -> set[str]:
    """Which parts of the query the matches answer."""
    return {mark.sought for mark in marks}
