"""One line of a text by itself: its length, its end, its letters, its cues."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from index.cleaning.boilerplate import cue
from index.cleaning.metadata import bylines, dates
from index.model import HiddenReason
from index.text import normalise

_MARKS = (
    r"\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
    r"\u200c\u200d"
)
"""Vowel signs and other marks inside words of Semitic and Indian scripts, which are no letters by themselves."""
_PART = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]+)*[{_MARKS}]*"
_WORD = re.compile(
    rf"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]{{1,2}}|{_PART}(?:['’]{_PART})?"
)
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z0-9]+)?")
"""The same in a line of nothing but ASCII and the punctuation of print, several times faster."""
_NOT_PLAIN = re.compile(r"[^\x00-\x7f“”‘’„«»–—…•·]")
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""A Chinese character, a kana or a syllable of Hangul."""
_THAI = re.compile(r"[\u0e00-\u0edf]")
_SENTENCE_IN_THAI = 64
"""Letters of Thai or Lao, which have no full stop, from which on a line is a sentence."""
_ENDS = re.compile(r"[.!?…。！？؟۔।](?:[\"'”’»›)\]」』*+]|\s)*(?:\[\d+\])*$")
_QUOTES = re.compile('["“«„‘]')
_DIGIT = re.compile(r"\d")
_BULLET = re.compile(r"(?:[-–—•*·●▪►>»|+]|\d{1,2}[.)])(?:\s|$)")
_MARKED = re.compile(r"[»›>/•·|]")
_BARS = re.compile(r"\s[»›>/•·]\s|\|")
_LINKISH = ("@", "#", "http", "www.", ".com", ".org", ".net")
_REMEMBERED = 240
"""Characters of a line below which what was read of it is cached."""
_LONGEST_CUED = 120
"""Words of a line below which it is searched for cues."""
_LONGEST_DATED, _LONGEST_STAMP = 25, 300
"""Words and characters of a line below which it may be a date line."""
_LONGEST_BYLINE = 30
"""Words of a line below which it may be a byline."""
_LONGEST_SHAPED = 40
"""Words of a line up to which the form of its letters is a feature."""
_SHORTEST_PROSE = 12
"""Words of a whole sentence that is a paragraph of running text."""
_SURELY_PROSE = 40
"""Words of a line that is one even without an end."""
_SHORTEST_CONTENT = 5
"""Letters of a word that shows what a line is about."""
_MOST_BESIDE_DATE = 3
"""Words beside the date and the words of a date line."""
_LONGEST_LABEL_IN_THAI = 16
"""Letters of Thai beside a date that are about as many words."""
_ENDING = 12
"""Last characters of a line in which its full stop, and what closes after it, is."""
_FIRST_SENTENCE = re.compile(r".{20,600}?[.!?…。！？](?=\s|$|[^\x00-\x7f])")
_LEAST_FIRST = 8
"""Words of a first sentence that shows what its paragraph is."""
_LONG_CUED = 26
"""Words of a line in which a cue is weaker evidence."""
_LONGEST_ADDRESS = 30
"""Words of a line that addresses its reader in short: fewer than this."""
_CAPITALISED = 0.7
"""The share of words with a capital in a line in title case: more than this."""
_LONGEST_FIGURES = 20
"""Words of a line that may be mostly digits."""
_DIGITS = 0.25
"""The share of digits in such a line: more than this."""
_YOU = frozenset("you your our us we sie ihr ihre vous votre nos notre usted tu".split())
_FIGURES_OF_DATE = re.compile(r"\d(?:\d{3}|\d?[.:/]\d\d)")
_WORDS_OF_DATE = re.compile(r"\b(?:ago|hace|il y a|vor \d)\b")
_DATE_WORDS = re.compile(
    r"\b(?:published|updated|posted|last|modified|on|at|by|first|date|created|time|am|pm|edt|est|gmt|utc|bst|cet|ist|pst|pdt|et|ist|"
    r"mon|tue|tues|wed|thu|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|uhr|stand|veröffentlicht|"
    r"aktualisiert|publié|le|mis|à|jour|publicado|actualizado|a|las|el|pubblicato|aggiornato|alle|ore|de|du|del|ago)\b",
    re.IGNORECASE,
)
_SHORTEST_QUOTATION = 8
"""Words of a line that begins with a quotation mark: what others say is no boilerplate."""
_CREDITED = re.compile(r"[.!?:] [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} ?/ ?[A-Z][\w .'’-]{2,30}$")
"""A photographer and an agency, behind what a picture shows."""
_AGO = re.compile(r"\b\d{1,3}\s?(?:second|sec|minute|min|hour|hr|day|week|month|year|h|d|m)s?\.? ago\b", re.IGNORECASE)
_STAMP = re.compile(r"^[^\w$€£¥]*\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\W*$", re.IGNORECASE)


class Line(NamedTuple):
    """One line that is not blank, by itself."""

    text: str
    """Normalised."""
    low: str
    """In lower case."""
    words: int
    ends: bool
    """Whether it ends like a sentence."""
    cue: HiddenReason | None
    """The kind of boilerplate that its words show."""
    dated: bool
    """Whether it holds a date and little else."""
    byline: bool
    content: frozenset[str]
    """Its longer words, which show what it is about."""
    features: tuple[str, ...]
    """Names of what is true of it, each with a weight in ``weights.json``."""
    prose: bool
    """Whether it looks like a paragraph of running text."""


def read(source: str) -> Line:
    """One source line; short ones, which recur in an archive, are cached."""
    return _cached(source) if len(source) < _REMEMBERED else _read(source)


def _read(source: str) -> Line:
    text = normalise(source)
    low = lowered(text)
    found = words_of(low)
    words = len(found)
    ends = is_sentence(text)
    kind = cue(low, found) if words < _LONGEST_CUED else None
    dated = words < _LONGEST_DATED and len(text) < _LONGEST_STAMP and is_dated(text)
    byline = words < _LONGEST_BYLINE and text[-1:] not in "?!؟" and bylines.is_byline(text)
    if kind and words >= _SHORTEST_QUOTATION and _QUOTES.match(text):
        kind = None
    if kind is None and words < _LONGEST_BYLINE and "/" in text and _CREDITED.search(text):
        kind = HiddenReason.CAPTION
    features = [f"length {band(words)}{', ended' if ends else ''}"]
    if kind:
        features.append(f"cue {kind}{' in a long line' if words >= _LONG_CUED else ''}")
    if dated:
        features.append("date line")
    if byline:
        features.append("byline")
    if not _YOU.isdisjoint(found):
        features.append("addresses the reader" + (" in short" if words < _LONGEST_ADDRESS else ""))
    if _QUOTES.search(text):
        features.append("quotes")
    if any(sign in low for sign in _LINKISH):
        features.append("address or handle")
    content = frozenset([word for word in found if len(word) >= _SHORTEST_CONTENT])
    if words <= _LONGEST_SHAPED:
        features.extend(_shape(text, words))
    prose = words >= _SURELY_PROSE or (words >= _SHORTEST_PROSE and ends)
    return Line(text, low, words, ends, kind, dated, byline, content, tuple(features), prose)


_cached = lru_cache(maxsize=1 << 11)(_read)


def begins_as_article(line: Line) -> bool:
    """Whether the first sentence of a long paragraph, of several words, has no cue: an appeal is only put behind it."""
    first = _FIRST_SENTENCE.match(line.low)
    if first is None or line.words < _LONG_CUED:
        return False
    found = words_of(first.group())
    return len(found) >= _LEAST_FIRST and cue(first.group(), found) is None


def lowered(text: str) -> str:
    """``text`` in lower case, the Turkish capital of ``i`` as the letter that it is in small."""
    return (text.replace("İ", "i") if "İ" in text else text).lower()


def words_of(low: str) -> list[str]:
    """The words of a text in lower case; in scripts without spaces, pairs of characters."""
    found: list[str] = (_PLAIN_WORD if low.isascii() or not _NOT_PLAIN.search(low) else _WORD).findall(low)
    return found


def is_sentence(text: str) -> bool:
    """Whether a line ends like a sentence; in a script without full stops, whether it is as long as one."""
    if _ENDS.search(text, max(0, len(text) - _ENDING)) is not None:
        return True
    return (
        len(text) >= _SENTENCE_IN_THAI
        and _THAI.match(text) is not None
        and _THAI.search(text, len(text) - 2) is not None
    )


def is_dated(text: str) -> bool:
    """Whether the line is a date or time, apart from a few words such as ``Published``, ``Updated`` or a section."""
    if not _DIGIT.search(text) or not (_FIGURES_OF_DATE.search(text) or _WORDS_OF_DATE.search(text)):
        return False
    if _STAMP.match(text):
        return True
    rest, count = _AGO.subn(" ", text)
    found = dates.find(text, "day first")
    if found:
        rest = text[: found.start] + " " + text[found.end :]
    elif not count:
        return False
    rest = _DATE_WORDS.sub(" ", rest)
    if (thai := len(_THAI.findall(rest))) and thai <= _LONGEST_LABEL_IN_THAI:
        rest = _THAI.sub("", rest)
    return sum(1 for word in _WORD.findall(rest) if not word[0].isdigit()) <= _MOST_BESIDE_DATE


_BANDS = ("1", "2-3", "4-6", "7-10", "11-15", "16-24", "25-45", "46+")
"""Lengths in words, by the names that their weights have."""
_LONGEST_OF_BAND = (1, 3, 6, 10, 15, 24, 45)
"""Words of the longest line of each band but the last."""


def band(words: int) -> str:
    """The length of a line in words, as one of a few bands."""
    return _BANDS[bisect_left(_LONGEST_OF_BAND, words)]


def _shape(text: str, words: int) -> list[str]:
    found = []
    first = text[0] if text[:1].isalnum() else next((c for c in text if c.isalnum()), "")
    if first.islower():
        found.append("begins in lower case")
    if words > 2 and text.isupper():
        found.append("capitals")
    elif words > 3:
        tokens = text.split()
        if len([token for token in tokens if token[0].isupper()]) > _CAPITALISED * len(tokens):
            found.append("title case")
    if words <= _LONGEST_FIGURES and len(_DIGIT.findall(text)) > _DIGITS * len(text):
        found.append("mostly digits")
    if _BULLET.match(text):
        found.append("bullet")
    if _MARKED.search(text) and _BARS.search(text):
        found.append("bars")
    if text.endswith(":"):
        found.append("ends in a colon")
    if text.endswith("?"):
        found.append("question")
    if "," in text:
        found.append("comma")
    if not first:
        found.append("no letters")
    return found
