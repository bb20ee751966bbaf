"""Synonyms of the reader's own in the tree of a query: each word that has some is any of them.

A step over the tree: the parser and the engines know nothing of it. What was asked for as written (``=word``, a quoted
phrase) stays so. A form of several words is looked for as a phrase, and found in a query where it is one phrase, or
where its words follow one another as bare words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from index.query.fields import TEXT_FIELDS
from index.query.limits import MAX_CLAUSES
from index.query.parser import ParsedQuery, Part
from index.query.syntax import And, Member, Not, Or, Prefix, Query, Row, Words

_SHOWN = 3
"""Errors of the file of synonyms that are shown with each query."""

Form = tuple[str, ...]
"""The folded words of one way to write it."""


class Synonyms:
    """Sets of forms that mean the same; compared by identity. ``errors`` are sentences for the notes of a query."""

    def __init__(self, sets: Sequence[Sequence[Form]] = (), errors: tuple[str, ...] = ()) -> None:
        self.errors = errors
        found: dict[Form, dict[Form, None]] = {}
        for forms in sets:
            for form in forms:
                found.setdefault(form, {}).update(dict.fromkeys(other for other in forms if other != form))
        self.others: Mapping[Form, tuple[Form, ...]] = {form: tuple(others) for form, others in found.items()}
        """By form, the other forms of all sets that it is in."""


NO_SYNONYMS = Synonyms()


def with_synonyms(parsed: ParsedQuery, synonyms: Synonyms) -> ParsedQuery:
    """``parsed`` with the other forms of its words; its notes say which.

    At most :data:`index.query.limits.MAX_CLAUSES` are added: the words after that stay as they are.
    """
    if synonyms.errors:
        parsed = replace(parsed, notes=(*parsed.notes, *synonyms.errors[:_SHOWN]))
    if not synonyms.others:
        return parsed
    step = _Step(synonyms.others)
    tree = step.expanded(parsed.tree)
    if not step.used:
        return parsed
    return replace(
        parsed,
        tree=tree,
        words=step.each_of(parsed.words),
        filters=tuple(map(step.expanded, parsed.filters)),
        parts=tuple(step.parts(parsed.parts)),
        notes=(*parsed.notes, *step.notes()),
    )


class _Step:
    def __init__(self, synonyms: Mapping[Form, tuple[Form, ...]]) -> None:
        self._synonyms = synonyms
        self._longest = max(map(len, synonyms))
        self._made: dict[Query, Query] = {}
        self._left = MAX_CLAUSES
        self.used: dict[Form, tuple[Form, ...]] = {}

    def expanded(self, query: Query) -> Query:
        """The query with all other forms; the same for the same query, as the words of a tree are parts of it."""
        made = self._made.get(query)
        if made is None:
            made = self._made[query] = self._expanded(query)
        return made

    def each_of(self, words: Sequence[Query]) -> tuple[Query, ...]:
        """The words of a query, of which an article may lack some: the phrase in place of a form is each of its words.

        The word itself is the first of its alternatives.
        """
        found: list[Query] = []
        for run in self._runs(words):
            others = self._phrases(run) if len(run) > 1 else ()
            each = map(self.expanded, run)
            found += [Or(tuple(_flat((word, *others)))) for word in each] if others else each
        return tuple(found)

    def parts(self, parts: Sequence[Part]) -> Iterator[Part]:
        """The parts of a query; those that make a form together are one."""
        at = 0
        for run in self._runs([part.query for part in parts]):
            own = parts[at : at + len(run)]
            words = self.each_of([word for part in own for word in part.words])
            yield Part(self._run(run), own[0].start, own[-1].end, words)
            at += len(run)

    def _runs(self, parts: Sequence[Query]) -> Iterator[Sequence[Query]]:
        """The parts in order, those together that are the words of a form with others; the longest form first."""
        at = 0
        while at < len(parts):
            size = next(
                (n for n in range(min(self._longest, len(parts) - at), 1, -1) if self._form(parts[at : at + n])), 1
            )
            yield parts[at : at + size]
            at += size

    def _form(self, run: Sequence[Query]) -> Form | None:
        """The form that bare words make together, if it has others."""
        form: list[str] = []
        for part in run:
            match part:
                case Words((word,), field, _, False) | Prefix(word, field, True) if _is_text(field):
                    form.append(word)
                case _:
                    return None
        fields = {part.field for part in run if isinstance(part, Words | Prefix)}
        return found if len(fields) == 1 and (found := tuple(form)) in self._synonyms else None

    def _run(self, run: Sequence[Query]) -> Query:
        """One part, or the words of a form, any other form of which does as well."""
        if len(run) == 1:
            return self.expanded(run[0])
        others = self._phrases(run)
        return Or((And(tuple(map(self.expanded, run))), *others))

    def _phrases(self, run: Sequence[Query]) -> tuple[Query, ...]:
        """The other forms of the form that ``run`` is."""
        form = self._form(run)
        fields = [part.field for part in run if isinstance(part, Words | Prefix)]
        return tuple(Words(other, fields[0]) for other in self._others(form)) if form is not None else ()

    def notes(self) -> list[str]:
        """A sentence for each form that was asked for."""
        return [
            f"{' '.join(form)} is also {', '.join(' '.join(other) for other in others)} (your synonyms)."
            for form, others in self.used.items()
        ]

    def _expanded(self, query: Query) -> Query:
        match query:
            case And(parts):
                every = tuple(self._run(run) for run in self._runs(parts))
                return And(every) if len(every) > 1 else every[0]
            case Or(parts):
                return Or(tuple(_flat(map(self.expanded, parts))))
            case Not(part):
                return Not(self.expanded(part))
            case Words(words, field, slop, False) if _is_text(field):
                others = self._others(words) if slop == 1 or len(words) == 1 else ()
                itself = self._row(query) if len(words) > 1 else query
                return Or((itself, *(Words(other, field) for other in others))) if others else itself
            case Prefix(word, field, True) if _is_text(field):
                others = self._others((word,))
                return Or((query, *(Words(other, field) for other in others))) if others else query
            case Row(members):
                return replace(query, members=tuple(map(self._member, members)))
        return query

    def _row(self, phrase: Words) -> Query:
        """A phrase as a row, where any of its words has other forms."""
        words: tuple[Member, ...] = tuple(Words((word,)) for word in phrase.words)
        members = tuple(map(self._member, words))
        return phrase if members == words else Row(members, phrase.field, phrase.slop)

    def _member(self, member: Member) -> Member:
        """A member is of one word, and so are the forms that it gets."""
        match member:
            case Words((word,), None, _, False) | Prefix(word, None, True):
                others = [other for other in self._others((word,)) if len(other) == 1]
                return Or((member, *(Words(other) for other in others))) if others else member
            case Or(parts):
                return Or(tuple(_flat(self._member(cast(Member, part)) for part in parts)))
        return member

    def _others(self, form: Form) -> tuple[Form, ...]:
        others = self._synonyms.get(form, ())
        if not others or len(others) > self._left:
            return ()
        if form not in self.used:
            self._left -= len(others)
        self.used[form] = others
        return others


def _flat(parts: Iterable[Query]) -> list[Query]:
    """Parts that are alternatives themselves as alternatives of the whole."""
    found: list[Query] = []
    for part in parts:
        found += part.parts if isinstance(part, Or) else (part,)
    return list(dict.fromkeys(found))


def _is_text(field: str | None) -> bool:
    return field is None or field in TEXT_FIELDS
