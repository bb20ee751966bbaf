"""Where a text has words that are looked for by themselves, line by line: a snippet needs the best lines only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heapreplace

from index.search.known_texts import Further, KnownText, goes_on, plain_word
from index.search.snippets import REPEATED, ScoredLine, score_of
from index.search.sought_words import Mark, Place, Sought, marked
from index.search.word_beginnings import MOST, word_start
from index.text import Token
from index.text.alternatives import MOST_JOINED
from index.text.compounds import has_parts, parts
from index.text.tokens import token_over

_ROUNDED = 1 + 1e-9
"""The same weights added up in another order differ by less than this factor."""


def places_beginning(known: KnownText, beginnings: frozenset[str], *, inside: bool) -> dict[int, str]:
    """Where a word of a text folded begins with any of ``beginnings``, or goes on so; and how."""
    places: dict[int, str] = {}
    for beginning in beginnings:
        for at in known.places_inside(beginning) if inside else known.places_begun(beginning):
            if len(places) >= MOST:
                return places
            places[at] = beginning
    return places


def single_marks(
    sought: Sought, known: KnownText, plain: str, places: Sequence[int], further: Further | None
) -> list[Mark] | None:
    """The matches of words by themselves at ``places`` of ``plain``, a text folded, where they begin or go on so.

    Without the ``further`` words, which take long to find, it gives None where any of ``places`` may have one.
    """
    text, common, answer = known.text, known.common, sought.answer
    found: list[Mark] = []
    past = 0
    for at in places:
        if at < past:
            continue
        token = token_over(text, word_start(plain, at), at, common=common)
        if token is None:
            continue
        if further is None and (token.start < at or goes_on(text, token)):
            return None
        mark: Mark | None
        if what := answer(token.word):
            mark = marked(token, what)
        elif further and token.start in further:
            mark = mark_at(sought, [place_of(token, known.language, further)], 0)
        else:
            continue
        if mark is not None:
            found.append(mark if mark.start >= past else mark._replace(start=past))
            past = mark.end
    return found


def mark_at(sought: Sought, places: Sequence[Place], at: int, in_row: Mark | None = None) -> Mark | None:
    """The match that begins at the place ``at``: a run of words, or the word itself, ``in_row`` or alone."""
    run = sought.run(places, at) if sought.runs else None
    if run is not None or in_row is not None:
        return run or in_row
    for token in places[at].words:
        if what := sought.answer(token.word):
            return marked(token, what)
    return None


def place_of(token: Token, language: str, further: Further) -> Place:
    """The words at ``token`` of a text in ``language`` that has these ``further`` words."""
    words = (token, *further.get(token.start, ()))
    if has_parts(language):
        words += tuple(token._replace(word=part) for part in parts(token.word, language))
    return Place(words)


class _Line:
    """A line of a text that may have matches."""

    __slots__ = ("answered", "is_joined", "marks", "open", "places")

    def __init__(self) -> None:
        self.places: list[int] = []
        """Where words begin as one that is sought."""
        self.marks: list[Mark] = []
        """The matches among these, but for the open ones."""
        self.open = 0
        """So many of the places are at words with signs, which have to be read as tokens."""
        self.answered: frozenset[str] = frozenset()
        """What of the query these may answer."""
        self.is_joined = False
        """Whether a further word may begin as one that is sought, where no token does."""


class WordLines:
    """The lines of a text with matches, for a snippet.

    A word without signs is known at once. Lines that have others, each of which may be a match or several, are only
    read if one of them may be the next.
    """

    def __init__(self, sought: Sought, known: KnownText, plain: str, beginnings: frozenset[str]) -> None:
        self._sought = sought
        self._known = known
        self._plain = plain
        self._beginnings = beginnings

    def best(self, weights: Mapping[str, float]) -> Iterator[ScoredLine]:
        """The lines with their scores, the highest first; those that score alike as in the text.

        ``weights`` are those of what the matches answer.
        """
        size = len(self._plain)
        lines = self._lines()
        read = {at: line.marks for at, line in lines.items() if not line.open and not line.is_joined}
        waiting = [
            (-(score_of(read[at], size, weights) if at in read else _most(line, size, weights)), at)
            for at, line in lines.items()
        ]
        heapify(waiting)
        while waiting:
            score, at = waiting[0]
            if at not in read:
                read[at] = self._marks(at, lines[at])
                heapreplace(waiting, (-score_of(read[at], size, weights), at))
            else:
                heappop(waiting)
                if read[at]:
                    yield -score, read[at]

    def _lines(self) -> dict[int, _Line]:
        """By their numbers, the lines that may have matches."""
        found: dict[int, _Line] = {}
        plain, starts, answer = self._plain, self._known.lines, self._sought.answer
        is_common = self._known.common
        places = places_beginning(self._known, self._beginnings, inside=False)
        end, line = -1, _Line()
        for at in sorted(places):
            if at >= end:
                number = bisect_right(starts, at)
                end = starts[number] if number < len(starts) else len(plain) + 1
                line = found[number - 1] = _Line()
            line.places.append(at)
            word, past = plain_word(plain, at) if is_common else ("", at)
            if not word:
                line.open += 1
                line.answered |= self._sought.answered_at(places[at])
            elif what := answer(word):
                line.marks.append(Mark(at, past, what))
        if self._known.may_join(self._beginnings):
            for number in self._known.lines_joining(self._beginnings):
                line = found.setdefault(number, _Line())
                line.is_joined = True
        return found

    def _marks(self, number: int, line: _Line) -> list[Mark]:
        """The matches in a line."""
        if not line.is_joined:
            marks = single_marks(self._sought, self._known, self._plain, line.places, None)
            if marks is not None:
                return marks
        further = self._known.further_in(number)
        beginnings = tuple(self._beginnings)
        begun = {
            at
            for at, words in further.items()
            for each in words
            if each.word.startswith(beginnings) and self._sought.is_sought(each.word)
        }
        return single_marks(self._sought, self._known, self._plain, sorted(begun.union(line.places)), further) or []


def _most(line: _Line, size: int, weights: Mapping[str, float]) -> float:
    """No line scores more: where a word goes on, some joined to it may match as well."""
    if line.is_joined:
        return float("inf")
    answered = line.answered.difference(mark.sought for mark in line.marks)
    own = [weights[what] for what in line.answered]
    further = sum(weights[what] for what in answered) + REPEATED * max(own) * (1 + MOST_JOINED) * line.open
    return (score_of(line.marks, size, weights) + further) * _ROUNDED
