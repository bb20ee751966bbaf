"""Where the words of a query occur in a text.

Splitting a whole text into words costs more than finding the articles. So for a snippet only those positions are looked
at where a word begins as one of the query does; the words themselves decide whether they match.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from index.model import Span
from index.query.fields import FIELDS, TEXT_FIELDS
from index.query.syntax import And, Fuzzy, Member, Or, Prefix, Query, Row, Wildcard, Words, members_of
from index.search.known_texts import KnownText, KnownTexts
from index.search.row_places import RowShape, in_row
from index.search.single_words import WordLines, mark_at, place_of, places_beginning, single_marks
from index.search.snippets import Passage, passage, snippet
from index.search.sought_words import WORD, Mark, Place, Sought, SoughtMember, SoughtRow, marked
from index.search.word_beginnings import word_start
from index.text import paragraphs, sentences, tokens
from index.text.compounds import has_parts
from index.text.terms import DEFAULT_LANGUAGE

HIDDEN = FIELDS["hidden"].column
"""The field of hidden lines, whose words are found as they are written."""
BODY = "body"
"""The field that snippets are taken from."""
EARLIER = FIELDS["earlier"].column
"""The field of earlier versions, in which bare words are looked for as well."""
_ASIDES = (HIDDEN, EARLIER)

_PART = 100_000
"""Code points of a long text that are split into words at once."""


class Vocabulary(Protocol):
    """The words of an archive, as far as highlighting needs them."""

    def matching(self, pattern: Wildcard | Fuzzy) -> Collection[str]:
        """The words that match a wildcard or fuzzy word."""
        ...


_Asked = Words | Row | Prefix | Wildcard | Fuzzy


class Marker:
    """Finds what a query looks for in the headline, deck or body of an article. Negated parts are skipped."""

    def __init__(self, query: Query, vocabulary: Vocabulary, texts: KnownTexts | None = None) -> None:
        self._vocabulary = vocabulary
        self._texts = KnownTexts() if texts is None else texts
        self._asked: dict[str, list[_Asked]] = {name: [] for name in (*TEXT_FIELDS, *_ASIDES)}
        self._sought: dict[tuple[str, str], Sought] = {}
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
                if query.field in _ASIDES:
                    self._asked[query.field].append(_as_written(query))
                elif query.field is None and isinstance(query, Words | Prefix):
                    self._asked[EARLIER].append(_as_written(query))

    def asks_for(self, field: str) -> bool:
        """Whether anything is looked for in ``field``."""
        return bool(self._asked[field])

    def _in(self, field: str, language: str) -> Sought:
        """What is looked for in ``field`` of articles in ``language``."""
        known = self._sought.get((field, language))
        if known is None:
            known = self._sought[field, language] = Sought(language)
            for part in self._asked[field]:
                self._add(known, part)
        return known

    def _add(self, sought: Sought, part: _Asked) -> None:
        match part:
            case Row(members=members, slop=slop, ordered=ordered, within=within):
                self._add_row(sought, RowShape(len(members), slop, ordered, within), members)
            case Words(words=words, slop=slop, exact=exact) if len(words) > 1:
                members = tuple(Words((word,), exact=exact) for word in words)
                self._add_row(sought, RowShape(len(words), slop), members)
            case _:
                self._allow(sought.single, part, sought)

    def _add_row(self, sought: Sought, shape: RowShape, members: Sequence[Member]) -> None:
        made = []
        for each in members:
            member = SoughtMember()
            self._allow(member, each, sought)
            made.append(member)
        (sought.runs if shape.is_run else sought.rows).append(SoughtRow(shape, tuple(made)))

    def _allow(self, member: SoughtMember, part: Member | Row, sought: Sought) -> None:
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
        return _all_marks(sought, self._texts.of(text, language), 0, len(text)) if sought else []

    def spans(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> tuple[Span, ...]:
        """The spans of :meth:`marks`."""
        return tuple((mark.start, mark.end) for mark in self.marks(field, text, language))

    def quick_marks(self, field: str, text: str, language: str = DEFAULT_LANGUAGE) -> list[Mark]:
        """The matches in ``text`` by which a snippet is chosen: nearly all of them, unless the text is very long."""
        sought = self._in(field, language)
        if not sought:
            return []
        known = self._texts.of(text, language)
        plain = known.flat if sought.beginnings is not None else None
        if sought.beginnings is None or plain is None:
            pieces = ((start, min(start + _PART, len(text))) for start in range(0, len(text), _PART))
            found = (_all_marks(sought, known, start, end) for start, end in pieces)
            return next((marks for marks in found if marks), [])
        inside = has_parts(language)
        begun = set(places_beginning(known, sought.beginnings, inside=inside))
        is_single = sought.is_single and not inside
        if is_single and not known.may_join(sought.beginnings):
            alone = single_marks(sought, known, plain, sorted(begun), None)
            if alone is not None:
                return alone
        beginnings = tuple(sought.beginnings)
        begun.update(at for word, at in known.begun if word.startswith(beginnings) and sought.is_sought(word))
        places = sorted(begun)
        if is_single:
            return single_marks(sought, known, plain, places, known.further) or []
        if sought.rows:
            together = _parts(sought, plain, places)
            return [mark for part in together for mark in _all_marks(sought, known, *part)]
        return _marks_at(sought, known, plain, places)

    def passage(self, text: str, language: str, weight: Callable[[str], float]) -> Passage:
        """The snippet of a body, by the matches of :meth:`quick_marks`, of which it needs but a few."""
        sought = self._in(BODY, language)
        if sought and sought.beginnings is not None and sought.is_single and not has_parts(language):
            known = self._texts.of(text, language)
            if known.flat is not None:
                weights = {what: weight(what) for what in sought.answered}
                lines = WordLines(sought, known, known.flat, sought.beginnings).best(weights)
                return passage(text, lines, weights, known.sentences)
        marks = self.quick_marks(BODY, text, language)
        return Passage(snippet(text, marks, weight), marks)


def _as_written(query: _Asked) -> _Asked:
    """What is looked for in a field whose words have no other forms."""
    match query:
        case Words():
            return replace(query, exact=True)
        case Prefix():
            return replace(query, typed=False)
        case Row(members=members):
            return replace(query, members=tuple(_as_written_member(each) for each in members))
    return query


def _as_written_member(member: Member) -> Member:
    if isinstance(member, Or):
        return Or(tuple(_as_written_member(each) for each in members_of(member)))
    return replace(member, exact=True) if isinstance(member, Words) else member


def _parts(sought: Sought, plain: str, places: Sequence[int]) -> Iterator[Span]:
    """The parts of a text in which words begin that may be in a row together."""
    start = 0
    for at, place in enumerate(places, 1):
        if at == len(places) or (sought.far and places[at] - place > sought.far):
            end = _past_words(plain, place, sought.reach)
            yield word_start(plain, places[start]), end
            start = at


def _past_words(plain: str, at: int, count: int) -> int:
    """Where ``count`` words have ended after ``at``, and no word goes on."""
    end = min(len(plain), at + WORD * count)
    while end < len(plain) and not plain[end].isspace():
        end += 1
    return end


def _marks_at(sought: Sought, known: KnownText, plain: str, places: Sequence[int]) -> list[Mark]:
    """The matches at ``places`` of ``plain``, which is a text folded, in words that begin there or go on so."""
    found: list[Mark] = []
    past = 0
    for at in places:
        if at < past:
            continue
        ahead = tokens(known.text, word_start(plain, at), common=known.common)
        first = next((token for token in ahead if token.end > at), None)
        if first is None or first.start > at:
            continue
        following = islice(ahead, sought.reach - 1) if sought.reach > 1 else ()
        mark = mark_at(sought, [place_of(token, known.language, known.further) for token in (first, *following)], 0)
        if mark is not None:
            # If the first character of a pair is marked already, only the second is added.
            found.append(mark if mark.start >= past else mark._replace(start=past))
            past = mark.end
    return found


def _all_marks(sought: Sought, known: KnownText, start: int, end: int) -> list[Mark]:
    places = [place_of(token, known.language, known.further) for token in tokens(known.text, start, end)]
    found: list[Mark] = []
    in_rows = _in_rows(sought, known.text, places, (start, end)) if sought.rows else {}
    past, last = 0, -2
    for at, place in enumerate(places):
        if place.end <= past:
            continue
        mark = mark_at(sought, places, at, in_rows.get(at))
        if mark is None:
            continue
        if mark == in_rows.get(at) and at - 1 == last:
            # Words of a row that follow one another are one match.
            mark = Mark(found[-1].start, mark.end, f"{found[-1].sought} {mark.sought}")
            found.pop()
            last = at
        else:
            last = at if mark == in_rows.get(at) else -2
            # If the first character of a pair is marked already, only the second is added.
            mark = mark if mark.start >= past else mark._replace(start=past)
        found.append(mark)
        past = mark.end
    return found


def _in_rows(sought: Sought, text: str, places: Sequence[Place], part: Span) -> Mapping[int, Mark]:
    """The matches at places that are in a row."""
    there: list[list[list[int]]] = [[[] for _ in row.members] for row in sought.rows]
    answers: list[dict[int, Mark]] = [{} for _ in sought.rows]
    for at, place in enumerate(places):
        for token in place.words:
            for number, member, what in sought.members(token.word):
                if at not in there[number][member][-1:]:
                    there[number][member].append(at)
                answers[number].setdefault(at, marked(token, what))
    found: dict[int, Mark] = {}
    for row, members, answer in zip(sought.rows, there, answers, strict=True):
        if all(members):
            for at in in_row(row.shape, members, _passages(row.shape, text, places, part)):
                found.setdefault(at, answer[at])
    return found


def _passages(shape: RowShape, text: str, places: Sequence[Place], part: Span) -> list[int]:
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
