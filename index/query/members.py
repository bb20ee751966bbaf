"""Words of a query as members of rows: plain, as written, begun, with wildcards or with mistakes.

A text may be read in several ways, each of which is a row: ``F-16`` is ``f 16`` or ``f16``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import product
from typing import Literal, NamedTuple

from index.errors import QueryTooCostly
from index.query import limits
from index.query.notes import Notes, shown
from index.query.syntax import Fuzzy, Member, Or, Prefix, Query, Row, Wildcard, Within, Words
from index.query.written_dates import DayOrder
from index.text import Token, fold, is_lone
from index.text.alternatives import readings
from index.text.terms import DEFAULT_LANGUAGE, LONGEST_TERM
from index.text.word_forms import word_forms

SENTENCE = 4
"""Words from which on a ``?`` at the end of a text is a question mark and never a letter."""

_SPECIAL = re.compile(r"[*?~^]|(?<!\S)=")
"""A text without these has plain words only."""
_CHUNK = re.compile(r"(?:\S|(?<=\d)[\u00a0\u202f\u2009](?=\d))+")
_BOOST = re.compile(r"(?<=[^\W_])\^\d+(?:\.\d+)?\Z")
_FUZZY = re.compile(r"(?<=[^~])~(\d*)\Z")
_QUESTION = re.compile(r"([^*?]*[^\W_])(\?+)(\W*)\Z")
"""Words, question marks, and what closes after them."""
_WILD = re.compile(r"(?:[^\W_]|['\u2019])*[*?](?:[^\W_]|['\u2019*?])*")
"""A word with a wildcard in it."""
_COMPOUND = re.compile(r"[^\w*?]*[\w*?'\u2019&.\-]+\W*\Z")
"""Words in which ``*`` and ``?`` are wildcards; in an address they are not."""
_INITIAL = re.compile(r"&[^\W\d_]\Z")
"""The last letter of an abbreviation such as AT&T, which is not the beginning of a word, as in "at the"."""
_PIECE = re.compile(r"[*?]|[^*?]+")
_DECORATED = re.compile(r"\*{2,}(.*[^*])\*{2,}|\*{2,}([^*]+)|([^*]+)\*{2,}")

Question = Literal["mark", "letter", "either"]
"""What a ``?`` at the end of a word is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query is read."""

    lenient: bool
    """Whether what is not complete yet is skipped."""
    today: Callable[[], date]
    """What relative dates count from."""
    order: DayOrder = "day first"
    """The order of day and month where a date does not show it."""
    notes: Notes = field(default_factory=Notes, compare=False)
    """What was read differently."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text within a query is read."""

    reading: Reading
    column: int
    """Where it begins in the query, from 1."""
    exact: bool = False
    """Whether its words must be as written."""
    typing: bool = False
    """Whether its end is where the cursor is, so that its last word may be a beginning."""
    joined: bool = True
    """Whether ``well-known`` is ``wellknown`` as well."""
    question: Question | None = None
    """What a ``?`` at the end is; None where the text itself shows it."""


class Piece(NamedTuple):
    """A member of a row, and its span in the text that was read."""

    member: Member
    start: int
    end: int


Sequences = list[list[Piece]]
"""The ways to read a text."""

Ending = Callable[[str], Member | None]
"""Makes a member of the last word of a text."""


def sequences(text: str, manner: Manner) -> Sequences:
    """The ways in which ``text`` can be read, each with a piece or more. Raises :class:`QueryTooCostly`."""
    if _SPECIAL.search(text) is None:
        return _plain(text, 0, manner)
    return combined(list(_stretches(text, manner)))


def fewest(read: Callable[[Manner], Sequences], manner: Manner) -> Sequences:
    """What ``read`` gives, without the joined forms of words if there are too many with them.

    Raises :class:`QueryTooCostly`.
    """
    try:
        return read(manner)
    except QueryTooCostly:
        return read(replace(manner, joined=False))


def combined(stretches: Sequence[Sequences]) -> Sequences:
    """The ways to read stretches of text one after the other. Raises :class:`QueryTooCostly` if they are too many."""
    kept = [each for each in stretches if each]
    count = 1
    for each in kept:
        count *= len(each)
    limits.check_readings(count)
    found = [[piece for part in each for piece in part] for each in product(*kept)]
    return [each for each in found if each]


def row(
    members: Sequence[Member], column: str | None, slop: int = 1, *, ordered: bool = True, within: Within = "text"
) -> Query:
    """One or more members near each other in a field."""
    if len(members) == 1:
        return in_field(members[0], column)
    plain = [each for each in members if isinstance(each, Words)]
    if ordered and within == "text" and len(plain) == len(members) and len({each.exact for each in plain}) == 1:
        return Words(tuple(each.words[0] for each in plain), column, slop, plain[0].exact)
    return Row(tuple(members), column, slop, ordered, within)


def any_of(found: Sequence[Query]) -> Query | None:
    """One of several queries; None if there are none."""
    different = list(dict.fromkeys(found))
    return Or(tuple(different)) if len(different) > 1 else (different[0] if different else None)


def in_field(member: Member, column: str | None) -> Query:
    """A member by itself."""
    if isinstance(member, Or):
        return Or(tuple(in_field(part, column) for part in member.parts))  # type: ignore[arg-type]
    return replace(member, field=column) if column is not None else member


def _stretches(text: str, manner: Manner) -> Iterator[Sequences]:
    """Plain stretches of ``text``, and each word with a sign by itself."""
    chunks = list(_CHUNK.finditer(text))
    plain_from = 0
    for place, chunk in enumerate(chunks):
        if _SPECIAL.search(chunk[0]) is None:
            continue
        question = manner.question or _question(chunks, place)
        found = _signed(
            chunk[0],
            chunk.start(),
            replace(manner, question=question, typing=manner.typing and chunk.end() == len(text)),
        )
        if found is None:
            continue
        yield _plain(text[plain_from : chunk.start()], plain_from, replace(manner, typing=False))
        yield found
        plain_from = chunk.end()
    yield _plain(text[plain_from:], plain_from, manner)


def _question(chunks: Sequence[re.Match[str]], place: int) -> Question:
    """What a ``?`` after one of several words is: a question mark where a sentence may end."""
    words = sum(any(map(str.isalnum, chunk[0])) for chunk in chunks)
    following = chunks[place + 1][0].lstrip("\u201c\"'(") if place + 1 < len(chunks) else ""
    if words == 1 or (following and not following[0].isupper()):
        return "letter"
    return "mark" if words >= SENTENCE else "either"


def _plain(text: str, start: int, manner: Manner) -> Sequences:
    """``text`` without signs."""
    last: Ending | None = None
    if manner.typing and _INITIAL.search(text) is None:
        last = lambda word: Prefix(word, typed=not manner.exact)  # noqa: E731
    return _ended(text, start, manner, last, len(text))


def _ended(text: str, start: int, manner: Manner, last: Ending | None, end: int) -> Sequences:
    """The words of ``text``, the last of them as ``last`` makes it if it goes up to ``end``."""
    found: Sequences = []
    ways = readings(text, exact=manner.exact)[: None if manner.joined else 1]
    for tokens in ways:
        pieces = [_piece(token, start, manner) for token in tokens]
        token = tokens[-1]
        # What AT&T makes as one word begins words that have nothing to do with it; with figures it begins no others.
        is_own = token.start >= ways[0][-1].start or any(map(str.isdigit, token.word))
        if last is not None and token.end == end and is_own:
            member = last(token.word[:LONGEST_TERM])
            pieces[-1:] = [Piece(member, start + token.start, start + token.end)] if member is not None else []
        found.append(pieces)
    return [pieces for pieces in found if pieces]


def with_shared_forms(member: Words | Prefix, word: str) -> Words | Prefix | Or:
    """A member for ``word`` that is also each form or base with which it shares a form: ``leaf`` is also ``leaves``."""
    others = _shared().get(word)
    return Or((member, *others)) if others else member


@cache
def _shared() -> Mapping[str, tuple[Words, ...]]:
    """What a word is besides itself: a base those of its forms that have another's stem, such a form its base."""
    found: dict[str, tuple[Words, ...]] = {}
    for base, forms in word_forms(DEFAULT_LANGUAGE).shared.items():
        found[base] = tuple(Words((form,), exact=True) for form in forms)
        found.update({form: (Words((base,)),) for form in forms})
    return found


def _piece(token: Token, start: int, manner: Manner) -> Piece:
    word = token.word[:LONGEST_TERM]
    member: Member = Prefix(word) if is_lone(token) else Words((word,), exact=manner.exact)
    if isinstance(member, Words) and not manner.exact:
        member = with_shared_forms(member, word)
    return Piece(member, start + token.start, start + token.end)


# --- Words with signs -------------------------------------------------------------------------------------------------


def _signed(chunk: str, start: int, manner: Manner) -> Sequences | None:
    """The readings of what is between two spaces and has a sign; None if it is plain after all."""
    body = chunk.lstrip("=")
    if body != chunk:
        manner = replace(manner, exact=True)
        start += len(chunk) - len(body)
    notes = manner.reading.notes
    if boost := _BOOST.search(body):
        notes.add(f"{shown(boost[0])} is ignored: words have no weights.")
        body = body[: boost.start()]
    if decorated := _DECORATED.fullmatch(body):
        notes.add(f"{shown(body)} is read without its asterisks.")
        place = decorated.lastindex or 1
        start, body = start + decorated.start(place), decorated[place]
    if (fuzzy := _FUZZY.search(body)) and any(map(str.isalpha, body)):
        return _misspelled(body, fuzzy, start, manner)
    if found := _QUESTION.match(body):
        return _asked(found, start, manner)
    if "*" not in body and "?" not in body:
        return _plain(body, start, manner)
    core = body.rstrip("*")
    if "*" not in core and "?" not in core:
        if core and not core[-1].isalnum():
            notes.add(f"{shown(body)} is read without its asterisk, which needs a letter before it.")
        return _ended(core, start, manner, Prefix, len(core))
    if _COMPOUND.match(body) is None:
        return _plain(body, start, manner)
    return _wild(body, start, manner)


def _misspelled(body: str, fuzzy: re.Match[str], start: int, manner: Manner) -> Sequences:
    distance = min(int(fuzzy[1][:3] or 1), limits.MAX_DISTANCE + 1)
    core = body[: fuzzy.start()]
    if distance > limits.MAX_DISTANCE:
        if not manner.reading.lenient:
            raise QueryTooCostly(
                f"A fuzzy word can have at most {limits.MAX_DISTANCE} misspelled letters.",
                hint=f"Write {shown(core)}~ or {shown(core)}~{limits.MAX_DISTANCE}.",
                column=manner.column + start,
            )
        distance = limits.MAX_DISTANCE
    if not distance:
        return _ended(core, start, manner, None, 0)
    return _ended(core, start, manner, lambda word: Fuzzy(word, distance), len(core))


def _asked(found: re.Match[str], start: int, manner: Manner) -> Sequences:
    """A word with question marks after it."""
    core, marks, after = found[1], found[2], found[3]
    question: Question = "mark" if after else manner.question or "letter"
    notes = manner.reading.notes
    if question == "mark":
        if not after:
            notes.add(f"The {marks} after {shown(core)} is read as a question mark.")
        return _ended(core, start, manner, None, 0)
    letters = len(fold(re.split(r"\W", core)[-1]))
    if letters < limits.MIN_LITERAL and question == "either":
        return _ended(core, start, manner, None, 0)
    if letters < limits.MIN_LITERAL and manner.reading.lenient:
        return []
    limits.check_literal(letters, manner.column + start)
    if question == "letter":
        return _ended(core, start, manner, lambda word: Wildcard(word + marks), len(core))
    notes.add(f"{shown(core + marks)} is read as {shown(core)} and as a word of {counted(len(marks))} more.")
    return _ended(
        core, start, manner, lambda word: Or((Words((word,), exact=manner.exact), Wildcard(word + marks))), len(core)
    )


def counted(letters: int) -> str:
    """A number of letters in words."""
    return "one letter" if letters == 1 else f"{letters} letters"


def _wild(body: str, start: int, manner: Manner) -> Sequences:
    """Words of which some have wildcards."""
    stretches: list[Sequences] = []
    past = 0
    plain = replace(manner, typing=False)
    for found in _WILD.finditer(body):
        if not any(map(str.isalnum, found[0])):
            continue
        stretches.append(_plain(body[past : found.start()], start + past, plain))
        member = _wildcard(found[0], manner.column + start + found.start(), manner.reading)
        stretches.append([[Piece(member, start + found.start(), start + found.end())]] if member is not None else [])
        past = found.end()
    stretches.append(_plain(body[past:], start + past, manner))
    return combined(stretches)


def _wildcard(word: str, column: int, reading: Reading) -> Member | None:
    pieces = [piece if piece in "*?" else fold(piece) for piece in _PIECE.findall(word)]
    letters = sum(len(piece) for piece in pieces if piece not in ("*", "?"))
    if pieces and "*" not in pieces[:-1] and "?" not in pieces and pieces[-1] == "*":
        return Prefix("".join(pieces[:-1])[:LONGEST_TERM])
    if letters < limits.MIN_LITERAL and reading.lenient:
        return None
    limits.check_literal(letters, column)
    return Wildcard(re.sub(r"\*{2,}", "*", "".join(pieces)))
