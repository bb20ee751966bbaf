"""Who says what, according to one sentence alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.comparison.facts.speakers.patterns import Patterns, patterns
from index.comparison.facts.speakers.quotations import Sheet, sheet
from index.comparison.facts.speakers.subjects import (
    first_subject,
    is_named,
    phrase,
    speaks,
    subject_after,
    subject_before,
)
from index.comparison.passages import LONGEST
from index.model import Span

Implied = Literal["", "one", "they"]
_PAUSES = (",", "?", "!", "\u201d", "\u2013", "\u2014", "\u2015")
"""What is between a statement and its speaker after it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A sentence gives somebody as the source of parts of it."""

    who: str
    """As written; also a pronoun."""
    span: Span
    """Of ``who``."""
    covers: tuple[Span, ...]
    """What they say."""
    weak: bool = False
    """Whether it counts only where nobody else says it: what is cited, and figures that show something."""
    implied: Implied = ""
    """Whether it names nobody: ``who`` is the verb, and says only whether one or several people speak."""


@dataclass(frozen=True, slots=True)
class _Found:
    who: Span
    covers: tuple[Span, ...]
    weak: bool = False
    clause: int = -1
    """Where its clause begins, if it is joined to the one before it; else -1."""
    implied: Implied = ""


def speaker(text: str, span: Span, language: str = "en") -> str:
    """Who says what is at ``span`` of ``text``, a sentence: the clause that holds it decides.

    Of something that nobody says, such as the day on which somebody speaks, it is the nearest who speaks. Empty if
    the sentence names nobody, or only a pronoun.
    """
    all_of_it = attributions(text, language)
    found = source(all_of_it, span) or _nearest(all_of_it, span)
    if found is None or found.implied or patterns(language).pronoun.fullmatch(found.who):
        return ""
    return found.who


def source(found: Sequence[Attribution], span: Span) -> Attribution | None:
    """The nearest of ``found`` that covers ``span``."""
    near = [
        (each.weak, _distance(part, span, each.span), number)
        for number, each in enumerate(found)
        for part in each.covers
        if part[0] <= span[0] < part[1]
    ]
    return found[min(near)[2]] if near else None


def _nearest(found: Sequence[Attribution], span: Span) -> Attribution | None:
    others = [each for each in found if not each.span[0] <= span[0] < each.span[1]]
    return min(others, key=lambda each: max(each.span[0] - span[1], span[0] - each.span[1]), default=None)


def _distance(part: Span, span: Span, who: Span) -> int:
    """Code points between ``span`` and the end of ``part`` that is nearer to who says it."""
    return span[0] - part[0] if who[0] < part[0] else part[1] - span[1]


@lru_cache(maxsize=4096)
def attributions(text: str, language: str = "en", open_until: str = "") -> tuple[Attribution, ...]:
    """All that ``text``, a sentence, gives as the source of something; for ``open_until`` see :func:`sheet`.

    Only its first ``LONGEST`` code points are read.
    """
    known = patterns(language)
    text = text[:LONGEST]
    read = sheet(text, open_until)
    page = read.text
    found = [*_by_verbs(known, text, page), *_by_others(known, page), *_by_interjections(known, text, read, open_until)]
    found.sort(key=lambda each: each.who)
    found += _by_participles(known, page, found)
    clauses = sorted(each.clause for each in found if each.clause >= 0)
    return tuple(
        Attribution(text[slice(*each.who)].strip(), each.who, _own_clauses(each, clauses), each.weak, each.implied)
        for each in found
    )


def _by_verbs(known: Patterns, text: str, page: str) -> Iterator[_Found]:
    inverted = set()
    last: Span | None = None
    nouns = [cue.span() for cue in _owned(known.cues.claim_that, page)]
    for verb in known.cues.says_who.finditer(page):
        who = subject_after(known, page, verb.end())
        if who and not (page[verb.start()] == "," and _is_begun(known, page, verb.start("verb"), who)):
            inverted.add(verb.start("verb"))
            yield _Found(who, ((0, verb.start("verb")), (who[1], len(page))))
    yield from _by_forms(known, page, inverted)
    for verb in known.cues.verb.finditer(page):
        no_verb = verb.start() in inverted or any(start < verb.start() < end for start, end in nouns)
        who = None if no_verb else subject_before(known, page, verb.start(), last)
        if not who:
            continue
        if shows := bool(verb["shows"]):
            says = _is_source(known, page[slice(*who)])
        else:
            says = bool(verb["sure"]) or verb["clause"] is not None or page[: who[0]].rstrip().endswith("\u201d")
            # "The mill reported earnings rose", but not "the cases reported in May rose".
            says = says or (verb["finite"] is not None and is_named(known, page[slice(*who)]))
        if says:
            last = who
            yield _of_verb(known, text, page, who, verb.end(), shows)


def _owned(cue: re.Pattern[str], page: str) -> Iterator[re.Match[str]]:
    """The matches of a cue that needs an apostrophe, which few sentences have."""
    return cue.finditer(page) if "'" in page or "\u2019" in page else iter(())


def _by_forms(known: Patterns, page: str, inverted: Set[int]) -> Iterator[_Found]:
    """Verbs whose form says who speaks, those without a subject and those joined to a pronoun: *dijo que*, *dit-elle*.

    ``inverted`` are the places of verbs with a subject after them.
    """
    end = len(page)
    if opening := known.cues.alone_opening.match(page):
        yield _Found(opening.span("verb"), ((opening.end(), end),), implied="they" if opening["several"] else "one")
    for verb in known.cues.alone_after.finditer(page):
        closing = known.cues.closing.match(page, verb.end())
        if closing and verb.start("verb") not in inverted:
            covers = ((0, verb.start("verb")), (closing.end(), end))
            yield _Found(verb.span("verb"), covers, implied="they" if verb["several"] else "one")
    for verb in known.cues.before_pronoun.finditer(page):
        yield _Found(verb.span("who"), ((0, verb.start()), (verb.end(), end)))


def _is_begun(known: Patterns, page: str, verb: int, after: Span) -> bool:
    """Whether the subject of ``verb`` is before it, as in "Quill, a baker, said the mill burned", not ``after`` it."""
    begun = subject_before(known, page, verb)
    if begun is None or not is_named(known, page[slice(*after)]):
        return begun is not None
    ended = not page[after[1] :].strip(" \u201d") or page[after[1] :].lstrip()[0] in ",.;:\u201c\u201d"
    return not ended and known.phrases.only_names.fullmatch(page[slice(*begun)]) is not None


def _is_source(known: Patterns, who: str) -> bool:
    words = who.lower().split()
    return any(word in known.words.sources or word.strip("'\u2019s") in known.words.sources for word in words)


def _by_others(known: Patterns, page: str) -> Iterator[_Found]:
    """*According to* and the like, those who are quoted by others, and passive verbs."""
    end = len(page)
    for cue in known.cues.quoted_as.finditer(page):
        if who := phrase(known, page[: cue.start()]):
            yield _Found(who, (*_before_last_words(page, who[0], cue.end()), (cue.end(), end)))
    for cue in known.cues.quotes.finditer(page):
        if speaks(known, cue["who"]):
            yield _Found(cue.span("who"), (*_before_last_words(page, cue.start(), cue.end()), (cue.end(), end)))
    for cue in known.cues.according.finditer(page):
        if who := subject_after(known, page, cue.end(), until_verb=True):
            yield _Found(who, ((0, cue.start()), (who[1], end)), weak=not cue["sure"])
    for cue in _owned(known.cues.by_count, page):
        if speaks(known, cue["who"]):
            yield _Found(cue.span("who"), ((0, cue.start()), (cue.end(), end)))
    for cue in _owned(known.cues.claim_that, page):
        if speaks(known, cue["who"]):
            yield _Found(cue.span("who"), ((cue.end(), end),))
    for cue in known.cues.said_by.finditer(page):
        if who := subject_after(known, page, cue.end()):
            begins = max((mark.end() for mark in known.phrases.boundary.finditer(page, 0, cue.start())), default=0)
            begins = begins if page[begins : cue.start()].strip() else 0
            yield _Found(who, ((begins, cue.start()), (who[1], end)), weak=True)


def _by_interjections(known: Patterns, text: str, read: Sheet, open_until: str) -> Iterator[_Found]:
    """Speakers inside a quotation between guillemets."""
    for start, end in read.quoted:
        if text[start - 1 : start] != "\u00ab" and (start or "\u00bb" not in open_until):
            continue
        for found in known.cues.interjected.finditer(text, start, end):
            who = next(found.span(name) for name in ("who", "near", "he") if found[name])
            if speaks(known, text[slice(*who)]):
                yield _Found(who, ((start, found.start()), (found.end(), end)))


def _before_last_words(page: str, start: int, end: int) -> tuple[Span, ...]:
    """What is before ``start``, if the sentence ends at ``end``."""
    return () if page[end:].strip(" .\u201d") else ((0, start),)


def _of_verb(known: Patterns, text: str, page: str, who: Span, end: int, weak: bool) -> _Found:
    """What ``who`` says, whose verb ends at ``end``: what is before them, after the verb, or both."""
    cues = known.cues
    before = known.phrases.leading.sub("", page[: who[0]]).strip()
    described = known.phrases.first_described.match(before)
    if described and before[described.end() :] == ",":
        # "The mayor, Ada Quill, said": no statement yet.
        before = ""
    closing = cues.closing.match(page, end)
    if not closing and cues.telling.search(page, 0, end):
        closing = cues.closing_after_listener.match(page, end)
    if not before.endswith("\u201d") and cues.quotation.match(page, end):
        closing = None
    if closing and before.endswith(_PAUSES):
        goes_on = closing["end"] not in (".", "")
        return _Found(who, ((0, who[0]), (closing.end(), len(page))) if goes_on else ((0, who[0]),), weak)
    begins = cues.circumstances.match(page, end)
    after = (begins.end() if begins else end, len(page))
    quoted = before.endswith("\u201d") and text[: who[0]].rstrip()[:-1].rstrip().endswith((",", "?", "!"))
    if quoted or cues.opening.match(page):
        return _Found(who, ((0, who[0]), after), weak)
    joined = cues.contrast.search(page, 0, who[0]) if before else None
    return _Found(who, (after,), weak, joined.start() if joined else -1)


def _by_participles(known: Patterns, page: str, found: Sequence[_Found]) -> Iterator[_Found]:
    """*Saying*, *adding*: by the speaker before, or else by the subject of the sentence."""
    for verb in known.cues.participle.finditer(page):
        who = max((each.who for each in found if each.who[1] <= verb.start() and not each.weak), default=None)
        who = who or first_subject(known, page[: verb.start() + 1])
        if who:
            yield _Found(who, ((verb.end(), len(page)),))


def _own_clauses(found: _Found, clauses: Sequence[int]) -> tuple[Span, ...]:
    """What ``found`` covers; what comes after it ends where another clause has a speaker of its own."""

    def stop(start: int, end: int) -> int:
        if start < found.who[1]:
            return end
        return next((clause for clause in clauses if clause > start), end)

    return tuple((start, stop(start, end)) for start, end in found.covers)
