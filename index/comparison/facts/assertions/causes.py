"""What a sentence gives as the cause of something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from index.comparison.facts.assertions.clauses import joined
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.passages import words
from index.model import Span
from index.text import Token, stem

if TYPE_CHECKING:
    from index.comparison.facts.statements import Statement

_LONGEST = 8
"""Words of a cause that are read."""
_EFFECT = 6
"""Words before the cue that say what it is the cause of."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause as a sentence states it; spans are into the sentence."""

    text: str
    span: Span
    stems: frozenset[str]
    """Of its content words."""
    effect: frozenset[str]
    """Stems of the content words of what it is the cause of."""
    unknown: bool
    """Whether the sentence says that the cause is not known."""


def causes(statement: Statement) -> tuple[Cause, ...]:
    """The causes that a sentence states, in order."""
    cue, unknown = _cues(statement.language)
    found = [_cause(statement, m) for m in cue.finditer(statement.text)]
    found += [_unknown(statement, m) for m in unknown.finditer(statement.text)]
    return tuple(sorted((each for each in found if each.effect and (each.stems or each.unknown)), key=lambda c: c.span))


def _cause(statement: Statement, cue: re.Match[str]) -> Cause:
    known, row = vocabulary(statement.language), words(statement.text)
    common = known.words
    after: list[Token] = []
    for word in (word for word in row if word.start >= cue.end()):
        ended = (
            bool(after)
            and word.word in common.end_nouns | known.days.names
            and word.word not in common.of | common.determiners
        )
        if ended or len(after) == _LONGEST or (after and not joined(statement.text, after[-1], word)):
            break
        after.append(word)
    before = [word for word in row if word.end <= cue.start()][-_EFFECT:]
    span = (after[0].start, after[-1].end) if after else cue.span()
    stems = [frozenset(stem(word.word, statement.language) for word in side) for side in (after, before)]
    # "Died of" is a part of the effect too.
    own = frozenset(stem(word.word, statement.language) for word in words(cue.group()))
    effect = (stems[1] | own) & statement.content
    return Cause(statement.text[slice(*span)], span, stems[0] & statement.content, effect, False)


def _unknown(statement: Statement, cue: re.Match[str]) -> Cause:
    stems = {stem(word.word, statement.language) for word in words(cue.group())}
    span = cue.span("unknown")
    return Cause(statement.text[slice(*span)], span, frozenset(), frozenset(stems) & statement.content, True)


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = vocabulary(language).causes
    return re.compile(rf"\b(?:{known.before})\b", re.IGNORECASE), re.compile(known.unknown, re.IGNORECASE)
