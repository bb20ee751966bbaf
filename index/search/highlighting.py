"""Where the words of a query stand in a text.

Cutting a whole text into words costs more than finding the articles. So for a snippet only those places are looked at
where a word begins as one that is sought does; what is there decides, the words themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol

from whoosh import query as trees

from index.model import Span
from index.query.fields import TEXT_FIELDS, WRITTEN
from index.search.whoosh_engine.patterns import Pattern
from index.search.whoosh_engine.written_forms import ENDINGS, beginnings_of, flat, word_start
from index.text import Token, is_lone, tokens
from index.text.terms import DEFAULT_LANGUAGE, LONGEST_TERM, bare, stem_term

_MOST = 3_000
"""Places of a text that are looked at for its snippet."""

_PART = 100_000
"""Code points of a long text that are cut into words at once."""


class Words(Protocol):
    """The words of an archive."""

    def stems(self, prefix: str) -> set[str]:
        """The stems of the words that begin with ``prefix``; those that begin so themselves may be left out."""
        ...


class Mark(NamedTuple):
    """A find: its span, and what of the query it answers."""

    start: int
    end: int
    sought: str


class _Row(NamedTuple):
    """A phrase: its stems, and how far each may be from the one before."""

    stems: tuple[str, ...]
    slop: int

    @property
    def reach(self) -> int:
        """The most words it can span."""
        return (len(self.stems) - 1) * self.slop + 1


@dataclass(slots=True)
class _Sought:
    """What is looked for in one field."""

    stems: dict[str, str] = field(default_factory=dict)
    """Stems, and what of the query they answer."""
    prefixes: list[tuple[str, set[str]]] = field(default_factory=list)
    """Beginnings of words as written, with the stems that also answer them."""
    phrases: dict[str, list[_Row]] = field(default_factory=dict)
    """Phrases by the first of their stems."""
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    """What of the query a word in a language answers by itself, for those that were looked at; empty for nothing."""

    def __bool__(self) -> bool:
        return bool(self.stems or self.prefixes or self.phrases)

    def answer(self, word: str, language: str) -> str:
        """What of the query ``word`` answers by itself; empty for nothing."""
        what = self.answers.get((word, language))
        if what is None:
            what = self.answers[word, language] = self._answer(word, language)
        return what

    def _answer(self, word: str, language: str) -> str:
        form = stem_term(word[:LONGEST_TERM], language)
        if form in self.stems:
            return self.stems[form]
        for prefix, stems in self.prefixes:
            if word.startswith(prefix) or form.startswith(prefix) or form in stems:
                return prefix
        return ""

    def beginnings(self, language: str) -> frozenset[str] | None:
        """How words of a text in ``language`` begin that may be finds; None where that cannot be told."""
        texts = [*self.stems, *self.phrases, *(prefix for prefix, _ in self.prefixes)]
        texts += [each for _, stems in self.prefixes for each in stems]
        ending = ENDINGS.get(language)
        return None if ending is None else beginnings_of(map(bare, texts), ending)


class Marker:
    """Finds what a query looks for in the headline, deck or body of an article. Negated parts are not looked for.

    ``expand`` gives the words of the archive that a wildcard or fuzzy word stands for, in any of ``languages``.
    """

    def __init__(
        self,
        tree: trees.Query,
        words: Words,
        expand: Callable[[Pattern], Iterable[str]] = lambda tree: (),
        languages: Sequence[str] = (DEFAULT_LANGUAGE,),
    ) -> None:
        self._words = words
        self._languages = languages
        self._expand = expand
        self._sought = {name: _Sought() for name in TEXT_FIELDS}
        self._beginnings: dict[tuple[str, str], frozenset[str] | None] = {}
        self._collect(tree)

    def _collect(self, tree: trees.Query) -> None:
        match tree:
            case trees.And() | trees.Or():
                for part in tree.subqueries:
                    self._collect(part)
            case trees.Prefix(fieldname=name, text=text):
                stems = self._words.stems(text)
                for sought in self._fields(name):
                    sought.prefixes.append((text, stems))
            case trees.Wildcard(fieldname=name, text=text) | trees.FuzzyTerm(fieldname=name, text=text):
                fields = self._fields(name)
                for word in self._expand(tree) if fields else ():
                    for form in (stem_term(word, language) for language in self._languages):
                        for sought in fields:
                            sought.stems.setdefault(form, text)
            case trees.Phrase(fieldname=name, words=terms, slop=slop):
                for sought in self._fields(name):
                    sought.phrases.setdefault(terms[0], []).append(_Row(tuple(terms), slop))
            case trees.Term(fieldname=name, text=text):
                for sought in self._fields(name):
                    sought.stems[text] = text

    def _fields(self, name: str) -> list[_Sought]:
        return [self._sought[each] for each in TEXT_FIELDS if name in (each, WRITTEN)]

    def marks(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> list[Mark]:
        """The finds in ``text`` taken as ``field``, in order; they do not overlap, and a longer one goes before.

        ``language`` is the one that its words are stemmed in.
        """
        sought = self._sought[field]
        return _all_marks(sought, list(tokens(text)), language) if sought else []

    def spans(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> tuple[Span, ...]:
        """The spans of :meth:`marks`."""
        return tuple((mark.start, mark.end) for mark in self.marks(field, text, language))

    def quick_marks(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> list[Mark]:
        """The finds in ``text`` that a snippet is chosen by: nearly all of them, unless the text is very long."""
        sought = self._sought[field]
        if not sought:
            return []
        if (field, language) not in self._beginnings:
            self._beginnings[field, language] = sought.beginnings(language)
        beginnings = self._beginnings[field, language]
        plain = flat(text) if beginnings is not None else None
        if beginnings is None or plain is None:
            parts = ((start, min(start + _PART, len(text))) for start in range(0, len(text), _PART))
            found = (_all_marks(sought, list(tokens(text, start, end)), language) for start, end in parts)
            return next((marks for marks in found if marks), [])
        return _marks_at(sought, text, plain, beginnings, language)


def _marks_at(sought: _Sought, text: str, plain: str, beginnings: frozenset[str], language: str) -> list[Mark]:
    """The finds where a word of ``plain``, which is ``text`` folded, begins with any of ``beginnings``."""
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
        marks = _at(sought, following, 0, language)
        if marks:
            found += marks
            past = marks[-1].end
    return found


def _all_marks(sought: _Sought, places: Sequence[Token], language: str) -> list[Mark]:
    found: list[Mark] = []
    past = 0
    for at, place in enumerate(places):
        if place.end <= past:
            continue
        if sought.phrases:
            marks = _at(sought, places, at, language)
        else:
            what = sought.answer(place.word, language)
            marks = [_mark(place, what)] if what else []
        if marks:
            # Of a pair whose first character is marked already, the second is.
            found += [mark._replace(start=max(mark.start, past)) for mark in marks]
            past = marks[-1].end
    return found


def _mark(place: Token, what: str) -> Mark:
    """The word as a find. One character of a script without spaces is sought as the beginning of a pair."""
    is_sign = len(what) == 1 and is_lone(Token(what, 0, 1))
    return Mark(place.start, place.start + 1 if is_sign else place.end, what)


def _at(sought: _Sought, places: Sequence[Token], at: int, language: str) -> list[Mark]:
    """The finds that begin at the word ``at``: a phrase, one mark for each run of its words, or the word itself."""
    word = places[at].word
    best: list[int] = []
    for row in sought.phrases.get(_stem_of(places[at], language), ()) if sought.phrases else ():
        run = _run(row, places, at, language)
        if len(run) > len(best):
            best = run
    if best:
        whole = " ".join(places[each].word for each in best)
        return [Mark(places[a].start, places[b].end, whole) for a, b in _neighbours(best)]
    what = sought.answer(word, language)
    return [_mark(places[at], what)] if what else []


def _run(row: _Row, places: Sequence[Token], at: int, language: str) -> list[int]:
    """The places of a phrase's words that begins at ``at``; empty where it does not stand there.

    Every word is taken as late as it may be, so that what follows is reached if it can be.
    """
    reached = [[at]]
    for form in row.stems[1:]:
        near = {
            place
            for last in reached[-1]
            for place in range(last + 1, min(last + row.slop, len(places) - 1) + 1)
            if _stem_of(places[place], language) == form
        }
        if not near:
            return []
        reached.append(sorted(near))
    run = [reached[-1][0]]
    for step in reversed(reached[:-1]):
        before = [place for place in step if run[0] - row.slop <= place < run[0]]
        run.insert(0, before[-1])
    return run


def _stem_of(place: Token, language: str) -> str:
    return stem_term(place.word[:LONGEST_TERM], language)


def _neighbours(places: Sequence[int]) -> list[tuple[int, int]]:
    """Runs of places that follow one another: the first and last of each."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] + 1 == place:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def distinct(marks: Iterable[Mark]) -> set[str]:
    """What of the query the finds answer."""
    return {mark.sought for mark in marks}
