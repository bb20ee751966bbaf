"""Where the words of a query occur in a text.

Splitting a whole text into words costs more than finding the articles. So for a snippet only those positions are looked
at where a word begins as one of the query does; the words themselves decide whether they match.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, Protocol

from index.model import Span
from index.query.fields import TEXT_FIELDS
from index.query.syntax import And, Fuzzy, Member, Or, Prefix, Query, Row, Wildcard, Words, members_of
from index.search.row_places import RowShape, in_row
from index.search.word_beginnings import beginnings_of, flat, word_start
from index.text import Token, is_lone, paragraphs, sentences, tokens
from index.text.languages import language_of_code
from index.text.terms import DEFAULT_LANGUAGE, LONGEST_TERM, bare, stem_term

_MOST = 3_000
"""Positions of a text that are looked at for its snippet."""

_PART = 100_000
"""Code points of a long text that are split into words at once."""


_WORD = 64
"""Characters of a text that a word takes at most, where places that are far from each other are looked at apart."""


class Vocabulary(Protocol):
    """The words of an archive, as far as highlighting needs them."""

    def matching(self, pattern: Wildcard | Fuzzy) -> Collection[str]:
        """The words that match a wildcard or fuzzy word."""
        ...


class Mark(NamedTuple):
    """A match: its span, and which part of the query it answers."""

    start: int
    end: int
    sought: str


_Asked = Words | Row | Prefix | Wildcard | Fuzzy


class _Member:
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
        yield from map(bare, self.terms)
        yield from self.words
        yield from self.prefixes


class _Row(NamedTuple):
    """Members that must be near each other."""

    shape: RowShape
    members: tuple[_Member, ...]


class _Sought:
    """What is looked for in one field of articles in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.single = _Member()
        """What is looked for by itself."""
        self.runs: list[_Row] = []
        """Rows whose members follow one another."""
        self.rows: list[_Row] = []
        """All other rows."""
        self._answers: dict[str, str] = {}
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

    def run(self, places: Sequence[Token], at: int) -> int:
        """How many words the longest run has that begins at the word ``at``; 0 if there is none."""
        return max((len(row.members) for row in self.runs if self._begins(row, places, at)), default=0)

    def _begins(self, row: _Row, places: Sequence[Token], at: int) -> bool:
        following = places[at : at + len(row.members)]
        return len(following) == len(row.members) and all(
            member.answer(place.word, self.term(place.word))
            for member, place in zip(row.members, following, strict=True)
        )

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
        return max((_WORD * (shape.slop + 1) for shape in shapes), default=1)

    @cached_property
    def beginnings(self) -> frozenset[str] | None:
        """How words of a text begin that may match; None if that is not known."""
        language = language_of_code(self.language)
        if language is None or not language.stem_ending:
            return None
        # Of a run it is enough to know where it may begin.
        members = [self.single, *(row.members[0] for row in self.runs), *(m for row in self.rows for m in row.members)]
        return beginnings_of((text for member in members for text in member.beginnings()), language.stem_ending)

    def term(self, word: str) -> str:
        """The term of a word."""
        return stem_term(word[:LONGEST_TERM], self.language)


class Marker:
    """Finds what a query looks for in the headline, deck or body of an article. Negated parts are skipped."""

    def __init__(self, query: Query, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._asked: dict[str, list[_Asked]] = {name: [] for name in TEXT_FIELDS}
        self._sought: dict[tuple[str, str], _Sought] = {}
        self._words: dict[Wildcard | Fuzzy, Collection[str]] = {}
        self._collect(query)

    def _collect(self, query: Query) -> None:
        match query:
            case And(parts=parts) | Or(parts=parts):
                for part in parts:
                    self._collect(part)
            case Words() | Row() | Prefix() | Wildcard() | Fuzzy():
                for each in TEXT_FIELDS:
                    if query.field is None or query.field == each:
                        self._asked[each].append(query)

    def _in(self, field: str, language: str) -> _Sought:
        """What is looked for in ``field`` of articles in ``language``."""
        known = self._sought.get((field, language))
        if known is None:
            known = self._sought[field, language] = _Sought(language)
            for part in self._asked[field]:
                self._add(known, part)
        return known

    def _add(self, sought: _Sought, part: _Asked) -> None:
        match part:
            case Row(members=members, slop=slop, ordered=ordered, within=within):
                self._add_row(sought, RowShape(len(members), slop, ordered, within), members)
            case Words(words=words, slop=slop, exact=exact) if len(words) > 1:
                members = tuple(Words((word,), exact=exact) for word in words)
                self._add_row(sought, RowShape(len(words), slop), members)
            case _:
                self._allow(sought.single, part, sought)

    def _add_row(self, sought: _Sought, shape: RowShape, members: Sequence[Member]) -> None:
        made = []
        for each in members:
            member = _Member()
            self._allow(member, each, sought)
            made.append(member)
        (sought.runs if shape.is_run else sought.rows).append(_Row(shape, tuple(made)))

    def _allow(self, member: _Member, part: Member | Row, sought: _Sought) -> None:
        """Let ``member`` be ``part`` too."""
        match part:
            case Or():
                for each in members_of(part):
                    self._allow(member, each, sought)
            case Prefix(word=prefix, typed=typed):
                member.prefixes[prefix] = prefix
                if typed:
                    member.terms.setdefault(sought.term(prefix), prefix)
            case Wildcard(pattern=text) | Fuzzy(word=text):
                if part not in self._words:
                    self._words[part] = self._vocabulary.matching(part)
                for word in self._words[part]:
                    member.words.setdefault(word, text)
            case Words(words=(word, *_), exact=exact):
                form = sought.term(word)
                if exact:
                    member.words[word] = form
                else:
                    member.terms[form] = form

    def marks(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> list[Mark]:
        """The matches in ``text`` as ``field``, in order; they do not overlap, and a longer one goes first.

        ``language`` is the one in which its words are stemmed.
        """
        sought = self._in(field, language)
        return _all_marks(sought, text, 0, len(text)) if sought else []

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
            found = (_all_marks(sought, text, start, end) for start, end in parts)
            return next((marks for marks in found if marks), [])
        places = _beginning_so(plain, sought.beginnings)
        if sought.rows:
            return [mark for part in _parts(sought, plain, places) for mark in _all_marks(sought, text, *part)]
        return _marks_at(sought, text, plain, places)


def _beginning_so(plain: str, beginnings: frozenset[str]) -> list[int]:
    """Where a word of ``plain``, which is a text folded, begins with any of ``beginnings``."""
    places: set[int] = set()
    for beginning in beginnings:
        at = plain.find(beginning)
        while at >= 0 and len(places) < _MOST:
            if not at or not plain[at - 1].isalnum():
                places.add(at)
            at = plain.find(beginning, at + 1)
    return sorted(places)


def _parts(sought: _Sought, plain: str, places: Sequence[int]) -> Iterator[Span]:
    """The parts of a text in which words begin that may be in a row together."""
    start = 0
    for at, place in enumerate(places, 1):
        if at == len(places) or (sought.far and places[at] - place > sought.far):
            end = _past_words(plain, place, sought.reach)
            yield word_start(plain, places[start]), end
            start = at


def _past_words(plain: str, at: int, count: int) -> int:
    """Where ``count`` words have ended after ``at``, and no word goes on."""
    end = min(len(plain), at + _WORD * count)
    while end < len(plain) and not plain[end].isspace():
        end += 1
    return end


def _marks_at(sought: _Sought, text: str, plain: str, places: Sequence[int]) -> list[Mark]:
    """The matches that begin at ``places`` of ``plain``, which is ``text`` folded."""
    found: list[Mark] = []
    past = 0
    for at in places:
        if at < past:
            continue
        ahead = tokens(text, word_start(plain, at))
        first = next((token for token in ahead if token.start >= at), None)
        if first is None or first.start != at:
            continue
        following = [first, *islice(ahead, sought.reach - 1)] if sought.reach > 1 else [first]
        mark = _mark_at(sought, following, 0)
        if mark is not None:
            found.append(mark)
            past = mark.end
    return found


def _all_marks(sought: _Sought, text: str, start: int, end: int) -> list[Mark]:
    places = list(tokens(text, start, end))
    found: list[Mark] = []
    in_rows = _in_rows(sought, text, places, (start, end)) if sought.rows else {}
    past, last = 0, -2
    for at, place in enumerate(places):
        if place.end <= past:
            continue
        mark = _mark_at(sought, places, at, in_rows.get(at, ""))
        if mark is None:
            continue
        if at in in_rows and at - 1 == last and mark.end == place.end:
            # Words of a row that follow one another are one match.
            mark = Mark(found[-1].start, mark.end, f"{found[-1].sought} {mark.sought}")
            found.pop()
        elif mark.start < past:
            # If the first character of a pair is marked already, only the second is added.
            mark = mark._replace(start=past)
        found.append(mark)
        past, last = mark.end, at if at in in_rows else -2
    return found


def _in_rows(sought: _Sought, text: str, places: Sequence[Token], part: Span) -> Mapping[int, str]:
    """The places that are in a row, and which part of the query each answers."""
    there: list[list[list[int]]] = [[[] for _ in row.members] for row in sought.rows]
    answers: list[dict[int, str]] = [{} for _ in sought.rows]
    for at, place in enumerate(places):
        for number, member, what in sought.members(place.word):
            there[number][member].append(at)
            answers[number].setdefault(at, what)
    found: dict[int, str] = {}
    for row, members, answer in zip(sought.rows, there, answers, strict=True):
        if all(members):
            for at in in_row(row.shape, members, _passages(row.shape, text, places, part)):
                found.setdefault(at, answer[at])
    return found


def _passages(shape: RowShape, text: str, places: Sequence[Token], part: Span) -> list[int]:
    """The first places of the sentences or paragraphs of ``text``, as a row asks for them."""
    if shape.within == "text":
        return []
    start, end = part
    if shape.within == "sentence":
        spans = sentences(text, start, end)
    else:
        spans = [(first + start, last + start) for first, last in paragraphs(text[start:end])]
    starts = [place.start for place in places]
    return [bisect_left(starts, first) for first, _ in spans]


def _mark_at(sought: _Sought, places: Sequence[Token], at: int, in_row: str = "") -> Mark | None:
    """The match that begins at the word ``at``: a run of words, or the word itself, ``in_row`` or alone."""
    if sought.runs and (size := sought.run(places, at)):
        run = places[at : at + size]
        return Mark(run[0].start, run[-1].end, " ".join(place.word for place in run))
    what = in_row or sought.answer(places[at].word)
    return _mark(places[at], what) if what else None


def _mark(place: Token, what: str) -> Mark:
    """The word as a match. One character of a script without spaces is looked for as the beginning of a pair."""
    is_sign = len(what) == 1 and is_lone(Token(what, 0, 1))
    return Mark(place.start, place.start + 1 if is_sign else place.end, what)


def distinct(marks: Iterable[Mark]) -> set[str]:
    """Which parts of the query the matches answer."""
    return {mark.sought for mark in marks}
