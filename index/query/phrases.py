"""What is between quotation marks: words as written side by side, or near each other in any of their forms.

A member may be a beginning, a pattern or a misspelled word, and alternatives go between parentheses:
``"(he OR she) would"``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from index.query import limits
from index.query.fields import Kind, QueryField
from index.query.lexer import Lexeme
from index.query.members import Manner, Piece, Reading, Sequences, any_of, combined, fewest, row, sequences
from index.query.notes import shown
from index.query.syntax import Member, Or, Query, Within, Words

_CHOICE = re.compile(r"\(([^()]*\sOR\s[^()]*)\)")
_OR = re.compile(r"\sOR\s")
_ANY_WORD = re.compile(r"(?<!\S)\*(?!\S)")
_ANY_WORDS = re.compile(r"(?<=\S)(?:\s+\*)+(?=\s+\S)")
_NEAR = re.compile(r"(~{1,2})(?:(\d+)|([spSP]))\Z")


class _Nearness(NamedTuple):
    slop: int = 1
    ordered: bool = True
    within: Within = "text"
    exact: bool = True


def phrase(lexeme: Lexeme, field: QueryField | None, reading: Reading) -> Query | None:
    """The query for a phrase in running text or words; None if it has no word.

    Raises :class:`index.errors.QueryTooCostly`.
    """
    near = _nearness(lexeme, reading)
    is_text = field is None or field.kind is Kind.TEXT
    manner = Manner(
        reading,
        lexeme.start + 2,
        exact=near.exact and is_text,
        typing=reading.lenient and lexeme.kind == "open phrase",
    )
    text = lexeme.text
    if gaps := [found[0].count("*") for found in _ANY_WORDS.finditer(text)]:
        slop = max(gaps) + 1
        near = near._replace(slop=max(near.slop, min(slop, limits.MAX_SLOP)))
        reading.notes.add(f"* between words of a phrase means: up to {_places(slop - 1)} between any two of them.")
    text = _ANY_WORD.sub(" ", text)
    if _OR.search(_CHOICE.sub("", text)):
        reading.notes.add('OR is a word of the phrase; alternatives go between parentheses: "(he OR she) would".')
    column = field.column if field is not None else None
    found = fewest(lambda manner: _all(text, manner), manner)
    limits.check_clauses(sum(not isinstance(piece.member, Words) for each in found for piece in each), manner.column)
    return any_of(
        [
            row([piece.member for piece in each], column, near.slop, ordered=near.ordered, within=near.within)
            for each in found
        ]
    )


def _places(count: int) -> str:
    return "one word" if count == 1 else f"{count} words"


def _all(text: str, manner: Manner) -> Sequences:
    """The ways to read a phrase."""
    choices = list(_CHOICE.finditer(text))
    if not choices:
        return sequences(text, manner)
    stretches: list[Sequences] = []
    past = 0
    for choice in choices:
        between = replace(manner, typing=False, column=manner.column + past)
        stretches.append(sequences(text[past : choice.start()], between))
        inside = replace(between, column=manner.column + choice.start(1))
        stretches.append(_alternatives(choice[1], inside))
        past = choice.end()
    stretches.append(sequences(text[past:], replace(manner, column=manner.column + past)))
    return combined(stretches)


def _alternatives(text: str, manner: Manner) -> Sequences:
    """The alternatives in a pair of parentheses; those of one word are one member."""
    found = [each for part in _OR.split(text) for each in sequences(part, replace(manner, question="letter"))]
    single = list(dict.fromkeys(each[0].member for each in found if len(each) == 1))
    longer = [each for each in found if len(each) > 1]
    if len(single) < 2:
        return found
    return [[Piece(_one_of(single), 0, len(text))], *longer]


def _one_of(members: list[Member]) -> Member:
    flat = [part for each in members for part in (each.parts if isinstance(each, Or) else (each,))]
    return Or(tuple(dict.fromkeys(flat)))


def _nearness(lexeme: Lexeme, reading: Reading) -> _Nearness:
    if lexeme.near is None:
        return _Nearness()
    found = _NEAR.match(lexeme.near)
    if found is None:
        if not reading.lenient:
            reading.notes.add(
                f'{lexeme.near} after a phrase is ignored, as it needs a number: "{shown(lexeme.text)}"{lexeme.near}5.'
            )
        return _Nearness()
    if found[3]:
        return _Nearness(ordered=False, within="sentence" if found[3] in "sS" else "paragraph", exact=False)
    slop = int(found[2][:4])
    if slop > limits.MAX_SLOP:
        reading.notes.add(f"{shown(lexeme.near)} is read as ~{limits.MAX_SLOP}, the farthest that can be searched for.")
    return _Nearness(max(1, min(slop, limits.MAX_SLOP)), ordered=found[1] == "~", exact=False)
