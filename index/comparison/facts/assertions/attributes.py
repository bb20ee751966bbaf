"""Attributes of which a thing or person has one at a time: a colour, a trade, a post, a nation.

The words are in ``vocabularies/attributes``, one file a language; ``en.toml`` explains the entries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from index.comparison.facts.assertions.clauses import joined
from index.comparison.facts.assertions.oppositions import phrase_stems
from index.comparison.facts.names import same_name
from index.comparison.facts.vocabulary import vocabulary, word_file
from index.comparison.passages import words
from index.model import Span
from index.text import Token, fold, stem
from index.text.languages import main_code

if TYPE_CHECKING:
    from index.comparison.facts.statements import Statement

_HEAD = 3
"""Words after an attribute among which is what it is of."""
_NEAR = 6
"""Words on each side that tell what it is of."""
_AFTER_NAME, _BEFORE_NAME = re.compile(r",\s(?:[\w'\u2019-]+\s){0,6}|\s\((?:[\w'\u2019-]+\s){0,2}"), re.compile(r",?\s")
"""What is between a name and an attribute of its bearer: Ada Kolb, the former mayor; former mayor Ada Kolb."""
_OPENING = re.compile(r"([^\W\d_]+)(?=,\s)")
_TENURE = "tenure"
"""The sort whose first words say that a post was had once."""
_INFLECTED = 2
"""Letters by which a form of a word may differ from it in length: a report is no reporter's."""
_CAPITALS = frozenset(("nation", "make", "party", "religion", "post"))
"""Sorts whose words may have a capital inside a sentence; elsewhere it is that of a name."""

_Place = tuple[str, str, str]
"""A sort, a value of it, and the word as the vocabulary has it."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as a sentence states it; the span is into the sentence."""

    text: str
    span: Span
    sort: str
    """``colour``, ``trade`` ...; the same in all languages."""
    value: str
    """The first word of those of its meaning."""
    head: frozenset[str]
    """Stems of the content words right after it: what has the colour."""
    near: frozenset[str]
    """Stems of the content words around it."""
    bearers: frozenset[str]
    """The names of those whose attribute it is."""
    former: bool
    """Whether it was theirs once."""


def attributes(statement: Statement) -> tuple[Attribute, ...]:
    """The attributes that a sentence states, in order."""
    known = _known(statement.language)
    if not known:
        return ()
    row = words(statement.text)
    stems = [stem(token.word, statement.language) for token in row]
    telling = vocabulary(statement.language).speech.telling
    found = []
    n = 0
    while n < len(row):
        if (phrases := known.get(stems[n])) is None:
            n += 1
            continue
        match = next((phrase for phrase in phrases if tuple(stems[n : n + len(phrase[0])]) == phrase[0]), None)
        width = len(match[0]) if match else 1
        if match:
            found += [
                _attribute(statement, row, stems, (n, n + width), place)
                for place in match[1]
                if _plain(statement.text, row, n, place[0])
                # Listeners are no bearers of a trade.
                and not (n and row[n - 1].word in telling)
                and _form(row[n + width - 1].word, place[2], statement.language)
            ]
        n += width
    found = list(dict.fromkeys(found))
    # Of "sheriff's deputy" the last word is the post.
    return tuple(
        each
        for each, following in zip_longest(found, found[1:])
        if following is None or following.sort != each.sort or following.span[0] > each.span[1] + 1
    )


def _form(word: str, known: str, language: str) -> bool:
    """Whether a word is a form of one of the vocabulary, and has not only its stem: what is reported is no reporter."""
    last = fold(known.replace("-", "_").rpartition("_")[2])
    kept = last if main_code(language) == "en" else last[:-1]
    return len(word) <= len(last) + _INFLECTED and word.startswith(kept)


def _plain(text: str, row: Sequence[Token], n: int, sort: str) -> bool:
    """Whether the word is no part of a name: Green Street, Mr. Baker."""
    if not text[row[n].start].isupper() or sort in _CAPITALS:
        return True
    follows = n + 1 < len(row) and text[row[n + 1].start].isupper()
    return n == 0 and not follows


def _attribute(
    statement: Statement, row: Sequence[Token], stems: Sequence[str], at: tuple[int, int], place: _Place
) -> Attribute:
    first, last = at
    span = (row[first].start, row[last - 1].end)
    content = statement.content
    head = []
    for n in range(last, min(len(row), last + _HEAD)):
        if not joined(statement.text, row[n - 1], row[n]):
            break
        head.append(stems[n])
    around = [*stems[max(0, first - _NEAR) : first], *stems[last : last + _NEAR]]
    return Attribute(
        statement.text[slice(*span)],
        span,
        place[0],
        place[1],
        frozenset(head) & content,
        frozenset(around) & content,
        frozenset(_bearers(statement, span)),
        not _known_former(statement.language).isdisjoint(stems[max(0, first - _HEAD) : first]),
    )


def _bearers(statement: Statement, span: Span) -> Iterator[str]:
    text, names = statement.text, [(name.span, name.text) for name in statement.names]
    if (opening := _OPENING.match(text)) and fold(opening[1]) not in vocabulary(statement.language).words.no_names:
        # A capital that begins a sentence makes no name, but an apposition after it does.
        names.append((opening.span(1), opening[1]))
    follows = [name for at, name in names if _BEFORE_NAME.fullmatch(text, span[1], at[0])]
    # "Ada Kolb, chief executive Bill Marsh": the name that follows is nearer than that of the list before.
    between = ((name, _AFTER_NAME.fullmatch(text, at[1], span[0])) for at, name in names)
    # Between "Ada Kolb" and "reporters" is a verb of saying: they listen to her.
    says = _says(statement.language)
    yield from follows or [name for name, gap in between if gap is not None and says.search(gap.group()) is None]


@cache
def _says(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary(language).speech.says})\b", re.IGNORECASE)


def of_one_bearer(x: Attribute, y: Attribute) -> bool:
    """Whether both may be of one person."""
    return any(same_name(one, other) for one in x.bearers for other in y.bearers)


@cache
def _known(language: str) -> Mapping[str, Sequence[tuple[tuple[str, ...], Sequence[_Place]]]]:
    """Phrases of stems with what they mean, by their first stem, the longest first."""
    found: defaultdict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for sort, written in word_file(language, "attributes").items():
        if sort == _TENURE:
            continue
        for value in written.split("|"):
            for word in value.split():
                phrase = tuple(phrase_stems(word, language))
                found[phrase].append((sort, value.split()[0], word))
    rows: defaultdict[str, list[tuple[tuple[str, ...], Sequence[_Place]]]] = defaultdict(list)
    for phrase, places in sorted(found.items(), key=lambda each: -len(each[0])):
        rows[phrase[0]].append((phrase, places))
    return rows


@cache
def _known_former(language: str) -> frozenset[str]:
    written = word_file(language, "attributes").get(_TENURE, "").split("|")[0]
    return frozenset(" ".join(phrase_stems(word, language)) for word in written.split())
