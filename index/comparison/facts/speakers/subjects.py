"""Who speaks: the noun phrase that is the subject of a verb of saying."""

from __future__ import annotations

import re

from index.comparison.facts.names import TITLES
from index.comparison.facts.speakers.patterns import Patterns
from index.comparison.facts.speakers.quotations import HIDDEN
from index.model import Span
from index.text import fold

MOST_WORDS = 10
"""Words of the longest name of who speaks."""
_PARTS = 5
"""Parts between commas that are read back from a verb for the name that they say more of."""
_BRACKETS = re.compile(rf"\s{HIDDEN}{{2,}}$")
_DASHES = ("\u2013", "\u2014", "\u2015")
_UNSAID = 20
"""Code points before a verb that are searched for what denies it."""


def subject_before(known: Patterns, text: str, verb: int, last: Span | None = None) -> Span | None:
    """The subject of the verb at ``verb``; None if there is none, or the verb does not say that somebody speaks.

    A verb after *and* has the subject of the sentence, or ``last``, who speaks before it.
    """
    between = known.cues.between.search(text, 0, verb)
    stop = between.start() if between else verb
    if any(known.cues.unsaid.search(text, max(0, end - _UNSAID), end) for end in {stop, verb}):
        return None
    left = text[:stop].rstrip()
    if left.endswith(","):
        return _named_before(known, left[:-1])
    if left[-1:] in _DASHES and (begun := max(left.rfind(dash, 0, -1) for dash in _DASHES)) > 0:
        # "Ada Quill \u2014 a former diver \u2014 said"
        return phrase(known, left[:begun])
    if found := known.phrases.joining.search(left):
        return last or (first_subject(known, text) if found.start() else None)
    if found := known.phrases.relative.search(left):
        return _antecedent(known, left[: found.start()].rstrip(","))
    return phrase(known, left)


def _antecedent(known: Patterns, left: str) -> Span | None:
    """Who a clause that begins with *who* is about: the last name, as in "the police met Ada Quill, who"."""
    whole = phrase(known, left)
    if whole and (at := _last_phrase(known, left[slice(*whole)])):
        before = left[: whole[0] + at].split()
        if not known.phrases.preposition.fullmatch(before[-1]):
            return whole[0] + at, whole[1]
    return whole


def phrase(known: Patterns, left: str) -> Span | None:
    """The noun phrase at the end of ``left``."""
    left = _BRACKETS.sub("", left.rstrip())
    begins = max((found.end() for found in known.phrases.boundary.finditer(left)), default=0)
    return _checked(known, left, _without_leading(known, left, begins), len(left))


def _without_leading(known: Patterns, text: str, begins: int) -> int:
    part = text[begins:]
    begins += len(part) - len(part.lstrip(f" \t<*-{HIDDEN}"))
    leading = known.phrases.leading.match(text[begins:])
    return begins + leading.end() if leading else begins


def _checked(known: Patterns, text: str, start: int, end: int) -> Span | None:
    """The noun phrase of ``text[start:end]``: all of it, or its end where it begins like an adverbial."""
    who = text[start:end]
    if known.phrases.preposition.match(who) or known.phrases.finite.search(who):
        at = _last_phrase(known, who)
        if at is None:
            return None
        start, who = start + at, who[at:]
    if len(who.split()) > MOST_WORDS:
        who = head(known, who)
    return (start, start + len(who)) if speaks(known, who) else None


def _last_phrase(known: Patterns, who: str) -> int | None:
    """Where the last noun phrase of ``who`` begins: a name, or what follows an article."""
    if found := known.phrases.last_names.search(who):
        described = found[0][: found.start("names") - found.start()].split()
        whole = len(described) == 1 or (described and described[-1].lower() in known.persons)
        return found.start() if whole else found.start("names")
    starts = [found.start() for found in known.phrases.described.finditer(who)]
    return starts[-1] if starts else None


def speaks(known: Patterns, who: str) -> bool:
    """Whether ``who`` can be the name of a speaker; a pronoun can."""
    if known.pronoun.fullmatch(who):
        return True
    words, phrases = who.split(), known.phrases
    if not who[:1].isalpha() or len(words) > MOST_WORDS or who in TITLES or fold(words[0]) in known.days:
        return False
    return not (phrases.nobody.match(who) or phrases.nobody_ends.search(who) or phrases.leading.fullmatch(who))


def _named_before(known: Patterns, left: str) -> Span | None:
    """The name before phrases that say more of it: the nearest that is nothing but a name, or else the last that fits.

    Without such a phrase nobody speaks, as in "the deal, announced in May".
    """
    begins = max((found.end() for found in known.phrases.mark.finditer(left)), default=0)
    commas = [begins + at for at, mark in enumerate(left[begins:]) if mark == ","]
    if not commas:
        return None
    starts, ends = [begins, *(comma + 1 for comma in commas)], [*commas, len(left)]
    parts = [(_without_leading(known, left, start), end) for start, end in zip(starts, ends, strict=True)][-_PARTS:]
    fit = [part for part in parts if part[0] < part[1] and not known.phrases.beside.match(left, *part)]
    names = [part for part in fit if known.phrases.only_names.fullmatch(left, *part)]
    full = [part for part in names if " " in left[slice(*part)].strip()]
    if found := (full or names)[-1:]:
        return found[0] if speaks(known, left[slice(*found[0])]) else None
    for start, end in reversed(fit):
        titled = known.titled.search(left[start:end])
        if titled and not any(known.phrases.preposition.fullmatch(word) for word in left[start:end].split()):
            return _checked(known, left, start, end)
    for start, end in reversed(fit):
        if left[start].isupper() or known.phrases.described.match(left, start, end):
            return _checked(known, left, start, end)
    return None


def subject_after(known: Patterns, text: str, start: int, *, until_verb: bool = False) -> Span | None:
    """The subject that begins at ``start``, after its verb.

    ``until_verb`` says that a clause may follow at once: "secondo la polizia sono morti in 40".
    """
    stop = known.phrases.boundary.search(text, start)
    written = known.phrases.trailing.sub("", text[start : stop.start() if stop else len(text)].rstrip(" ."))
    if shorter := known.phrases.noun_phrase.match(written):
        written = shorter[0]
    if until_verb and (verb := known.phrases.finite.search(written)):
        written = written[: verb.start()]
    begins = _without_leading(known, written, 0)
    who = written[begins:].strip()
    start += begins
    if not who or known.phrases.finite.search(who) or known.phrases.preposition.match(who):
        return None
    return (start, start + len(who)) if speaks(known, who) else None


def is_named(known: Patterns, who: str) -> bool:
    """Whether the words of ``who`` show that it names a speaker: a name at its end, or a word for people."""
    words = head(known, who).split()
    return words[-1][:1].isupper() or words[-1].lower() in known.speakers


def head(known: Patterns, who: str) -> str:
    """The noun of a phrase with what is before it: without "for the ministry"."""
    rest = known.phrases.after_head.search(who)
    return who[: rest.start()] if rest else who


def first_subject(known: Patterns, text: str) -> Span | None:
    """The subject of a sentence, as far as its first words tell."""
    begins = 0
    for _ in range(2):
        # What comes before the subject, as in "When it rained, the mayor", ends at a comma.
        adverbial = known.phrases.preposition.match(text, begins)
        if adverbial and (ends := known.phrases.after_adverbial.search(text, begins)):
            begins = ends.end()
        begins = _without_leading(known, text, begins)
    for pattern in (known.pronoun, known.phrases.first_described, known.phrases.first_names):
        found = pattern.match(text, begins)
        if not found or _goes_on(text, found.end()) or not speaks(known, found[0]):
            continue
        if pattern is known.phrases.first_described and (name := _named_after(known, text, found.end())):
            return name
        return begins, found.end() + len(_people_after(known, text[found.end() :]))
    return None


def _people_after(known: Patterns, text: str) -> str:
    """The word for people after a name, as in "Ropley officials"."""
    word = known.phrases.next_word.match(text)
    return word[0] if word and word[0].strip() in known.speakers else ""


def _goes_on(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum() or text[at : at + 1] == "-"


def _named_after(known: Patterns, text: str, at: int) -> Span | None:
    """The name between commas after a description, as in "the mayor, Ada Quill, left"."""
    name = known.phrases.only_names.match(text, at + 1) if text.startswith(",", at) else None
    if name is None or " " not in name[0].strip() or not text.startswith(",", name.end()):
        return None
    return name.end() - len(name[0].lstrip()), name.end()
