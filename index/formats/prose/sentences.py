"""Whether a text is prose: sentences that somebody can read, in any script.

A text counts as prose by what is in it: sentences of several words that end as sentences do, with a share of its
letters; or, where a script or an author has no stops, long lines of words. Lines that look like those of a machine
speak against it (:mod:`index.formats.prose.machine_lines`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from index.formats.prose.machine_lines import machine_kind, without_machine_lines

_SAMPLE: Final = 100_000
"""Characters that are looked at."""
_LEAST_WORDS: Final = 3
"""Words of a sentence that counts; a shorter one may be a label or a button."""
_LEAST_SHARE: Final = 0.08
"""Share of the letters of a text that sentences hold: pages that were saved with all their menus have as little."""
_BESIDE_CODE: Final = 0.2
"""Share of the letters that sentences between the lines of a machine hold at least: an article about code ..."""
_AFTER_CODE: Final = 0.6
"""... and where the first line is a comment or code too: as much prose is there only below a heading ..."""
_SENTENCES_BESIDE_CODE: Final = 5
"""... and how many sentences these are at least."""
_MOST_SIGNS: Final = 0.06
"""Share of the characters of a sentence that are signs of code."""
_FEW_SIGNS: Final = 2
"""Signs that even a short sentence may have."""
_LONGEST_WORD: Final = 16
"""Letters of a word on average from which a run of characters is no sentence: a key, an address, base64."""
_MOSTLY_LETTERS: Final = 0.6
"""Share of the characters of a sentence without its spaces that are letters."""
_FULL_LINE: Final = 40
"""Characters of a line that may go on in the next: a shorter one above a sentence is a heading."""
_LONG_LINE: Final = 9
"""Words of a line that counts as prose without a stop."""
_LONG_LINES: Final = 2
"""Such lines that a text without any sentence must have."""
_LETTERS_A_WORD: Final = 2
"""Letters of a word in scripts without spaces, about."""

_UNSPACED: Final = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002fa1f"
)
"""Thai and Lao, Tibetan, Burmese, Khmer, Japanese and Chinese."""
_STOP: Final = r"""(?:[.!?…]|[.!?…]+["'”’»›)\]]+)(?=[\s"'”“’»)\]]|$)|[。！？｡।॥۔؟։།።။។][”’»』」）]*"""
_SENTENCES = re.compile(_STOP)
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0fff\u1000-\u109f"
)
"""Accents, vowel points and the vowels of Indic scripts, which are no letters by themselves."""
_WORD = re.compile(rf"(?:[^\W\d_]|[{_MARKS}])+(?:['’\-][^\W\d_]+)*")
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_SIGN = re.compile(r"[{}\[\]<>=;|\\^~`@#$*+/_]")
_BLANK_LINES = re.compile(r"\n[ \t\r\f\v]*\n")


def is_prose(text: str) -> bool:
    """Whether somebody could read ``text`` as an article."""
    return why_no_prose(text) is None


def why_no_prose(text: str) -> str | None:
    """What a text is that is no prose, such as ``a log``; None where it is prose."""
    text = text[:_SAMPLE].strip("\ufeff\x00 \t\r\n")
    kind = machine_kind(text)
    if kind is not None and kind.certain:
        return kind.words
    if kind is not None:
        least = _AFTER_CODE if kind.begins_so else _BESIDE_CODE
        is_prose_too = _has_sentences(without_machine_lines(text), text, _SENTENCES_BESIDE_CODE, least)
        return None if is_prose_too else kind.words
    if _has_sentences(text, text, 1, _LEAST_SHARE) or _has_long_lines(text):
        return None
    return "no sentences of an article in it"


def _has_sentences(text: str, whole: str, least: int, share: float) -> bool:
    """Whether ``text`` has at least so many sentences, which hold at least this share of the letters of ``whole``.

    The first paragraphs of most articles have so many letters that the others cannot make it less.
    """
    sentences = inside = 0
    for letters in _sentences(text):
        sentences += 1
        inside += letters
        if sentences >= least and inside / len(whole) >= share:
            return True
    return sentences >= least and inside / max(1, _letters(whole)) >= share


def _sentences(text: str) -> Iterator[int]:
    """How many letters each sentence has."""
    for block in _BLANK_LINES.split(text):
        for piece in _pieces(block):
            count = _words_of(piece)
            if count >= _LEAST_WORDS and _reads_as_words(piece, count):
                yield _letters(piece)


def _has_long_lines(text: str) -> bool:
    """Whether there are enough lines of many words."""
    counted = ((line, _words_of(line)) for line in text.split("\n"))
    long = (line for line, words in counted if words >= _LONG_LINE and _reads_as_words(line, words))
    return len(list(islice(long, _LONG_LINES))) == _LONG_LINES


def _pieces(block: str) -> Iterator[str]:
    """The sentences of a block: what ends with a stop. A line that begins after one without a stop is joined to it."""
    start = 0
    for stop in _SENTENCES.finditer(block):
        piece = block[start : stop.end()]
        # Headings and menu lines above a sentence have no stop: the sentence is the last paragraph of these.
        lines = piece.strip().split("\n")
        yield _last_run(lines)
        start = stop.end()


def _last_run(lines: list[str]) -> str:
    """The last of ``lines`` with those above it that are about as long: one sentence over several lines."""
    run = [lines[-1]]
    for line in reversed(lines[:-1]):
        if len(line) < max(_FULL_LINE, len(run[-1]) // 2):
            break
        run.append(line)
    return " ".join(reversed(run))


def _words_of(text: str) -> int:
    unspaced = 0 if text.isascii() else len(_UNSPACED_LETTER.findall(text))
    if unspaced:
        return unspaced // _LETTERS_A_WORD + len(_WORD.findall(_UNSPACED_LETTER.sub(" ", text)))
    return len(_WORD.findall(text))


def _letters(text: str) -> int:
    return sum(map(len, _WORD.findall(text)))


def _reads_as_words(text: str, words: int) -> bool:
    if len(_SIGN.findall(text)) > max(_FEW_SIGNS, _MOST_SIGNS * len(text)):
        return False
    return (len(text) - text.count(" ")) * _MOSTLY_LETTERS <= _letters(text) <= _LONGEST_WORD * words
