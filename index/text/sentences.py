"""Paragraphs and sentences of a text, as half-open spans of code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")
STOPS = ".!?\u2026"
CLOSING = "\"'\u201d\u2019\u00bb)]"
OPENING = "\"'\u201c\u2018\u00ab(["
WIDE_STOPS = "\u3002\uff01\uff1f"
# A run of stops, also with spaces between them, and the quotes that close after it. Possessive, and begun only where
# there is no stop before: a long run without a space after it is scanned once. The first item is one set of signs, so
# that what is between them is skipped quickly.
_SENTENCE_END = re.compile(
    rf"[{STOPS}{WIDE_STOPS}\n](?:(?<=\n)|(?<=[{WIDE_STOPS}])[{WIDE_STOPS}]*+[\u300d\u300f\u201d]*+"
    rf"|(?<=[{STOPS}])(?<![{STOPS}].)(?<![{STOPS}][ \u00a0].)[{STOPS}]*+(?:[ \u00a0][{STOPS}]++)*+"
    rf"[{re.escape(CLOSING)}]*+(?=\s)(?: +[\"'\u201d\u2019\u00bb]++(?=\s|$))?)"
)
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col sgt maj capt cmdr adm pvt cpl rev hon st sr jr messrs mme mlle "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "no nos vs etc inc ltd co corp bros est dept univ approx fig vol pp ed eds cf al ave blvd rd ft mt "
    "a.m p.m e.g i.e u.s u.k u.n d.c ph.d b.a m.a lt.-gen maj.-gen brig.-gen brig insp supt det spc pfc asst assoc sq "
    "bzw usw z.b d.h ca nr hr fr sra dra mio mrd tsd mln mld".split()
)
# What follows an ordinal in German, where nouns have capitals: "am 3. Oktober".
COUNTED_OFF = re.compile(
    r"(?:Jan(?:uar)?|Jänner|Feb(?:ruar)?|März|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?"
    r"|Nov(?:ember)?|Dez(?:ember)?|Jahrhunderts?|Stock|Platz)\b"
)
# Words after which a full stop ends the sentence only before something that can hardly go on.
ENDS_SOMETIMES = frozenset("a.m p.m u.s u.k u.n d.c jr sr inc ltd co corp etc no al".split())
STARTERS = frozenset(
    "the a an he she it they we i you this that these those in on at but and however when while after before as if "
    "there his her their its our my for with by from mr mrs ms according".split()
)
_WORD_BEFORE = re.compile(r"[\w.\-]+$")
_LONGEST_GAP = 40
"""Characters after a stop in which the next sentence begins; after more space than that, the stop ends a sentence."""
_LOOKED_BACK = 24
"""Characters before a full stop in which the word is looked for that it may abbreviate: more than any has."""


def paragraphs(text: str) -> list[Span]:
    """The spans of ``text`` between blank lines, without their surrounding white space."""
    return [_stripped(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if m.group().strip()]


def paragraph_ends(text: str) -> list[int]:
    """Where paragraphs of ``text`` end before its own end, in order; white space may follow, or be all."""
    return [m.end() for m in _BLANK_LINE.finditer(text)] if "\n" in text else []


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]``, as spans into ``text``; a line end always ends one.

    Knows common abbreviations, initials, decimal figures, closing quotes and ellipses. Every character that is not
    white space lies in exactly one span.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for stop in sentence_ends(text, start, end):
        _append(spans, text, begin, stop)
        begin = stop
    _append(spans, text, begin, end)
    return spans


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where sentences of ``text[start:end]`` end before its own end, in order; white space may follow, or be all."""
    end = len(text) if end is None else end
    begin = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.group() == "\n" or _ends_sentence(text, begin, stop, end):
            begin = stop.end()
            yield begin


def sentence_end_at(text: str, place: int, end: int) -> int | None:
    """Where the stop at ``place`` of ``text[:end]`` ends a sentence; None if it ends none. Asks for none before it."""
    stop = _SENTENCE_END.match(text, place, end)
    if stop is None:
        return None
    line = text.rfind("\n", max(0, place - _LOOKED_BACK), place) + 1
    return stop.end() if stop.group() == "\n" or _ends_sentence(text, line, stop, end) else None


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    mark = stop.group()
    if mark[0] in WIDE_STOPS:
        return True
    following = text[stop.end() : min(end, stop.end() + _LONGEST_GAP)].lstrip()
    if not following:
        return True
    first = following.lstrip(OPENING)[:1]
    if first.islower():
        return False
    if mark != ".":
        return True
    before = _WORD_BEFORE.search(text, max(begin, stop.start() - _LOOKED_BACK), stop.start())
    word = before.group().lower().lstrip("(.") if before else ""
    if len(word) <= 2 and word.isdigit() and COUNTED_OFF.match(following):
        return False
    if len(word) == 1 and word.isalpha() and word != "i":
        return not first.isupper()
    if word in ENDS_SOMETIMES or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        next_word = re.match(r"\W*(\w+)", following)
        return next_word is not None and next_word.group(1).lower() in STARTERS
    return word not in ABBREVIATIONS


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    span = _stripped(text, start, end)
    if span[0] < span[1]:
        spans.append(span)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
