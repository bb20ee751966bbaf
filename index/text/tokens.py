"""Words of a text: where they are, and their folded forms, by which they are indexed and compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from index.text.han import SIMPLIFIED
from index.text.languages import UNSPACED

_UNSPACED = "".join(UNSPACED.values())
# French and Italian words that lose their vowel before another: their apostrophe ends a word, as in l'Europe, unless
# only one letter follows.
_ELIDED = ("[cdjlmnstv]", "qu", "un", "all", "(?:[dn]e|da|su)ll", "jusqu", "quest", "(?:lor|pui)squ")


def _token_pattern(not_here: str, signs: str, pairs: str) -> str:
    """The pattern of tokens; ``not_here`` are characters that no word has, ``signs`` those it has besides letters."""
    letter, character = rf"[^\W\d_{not_here}]", rf"[^\W_{not_here}]"
    elided = "".join(rf"(?<!(?<![^\W\d_])(?i:{word})['\u2019])" for word in _ELIDED)
    # The n of rock'n'roll is a word by itself, as it is with spaces around it.
    apostrophe = rf"(?<!['\u2019][nN])['\u2019](?![nN]['\u2019])(?:{elided}|(?={letter}(?!{letter})))"
    return (
        rf"\d+(?:[.,\u00a0\u202f\u2009]\d+)*|{letter}\.(?:{letter}\.)+"
        rf"|{character}+(?:{signs}{apostrophe}{letter}+)*{pairs}"
    )


# Compiled when they are needed: what draws a screen imports this module and cuts no text into words.
@cache
def _uncommon() -> re.Pattern[str]:
    """Text with none of these has no signs or pairs: nearly all that is in Latin, Greek or Cyrillic letters."""
    return re.compile(
        "[\u00ad\u0300-\u036f\u0483-\u0487\u0590-\u1dff\u200c\u200d\u2e80-\ud7ff\uf900-\uffff\U00010000-\U0010ffff]"
    )


_COMMON_TOKEN = re.compile(_token_pattern("", "", ""))


@cache
def _any_token() -> re.Pattern[str]:
    """Tokens of all scripts; a pair is the group 1, found where its first character is."""
    unspaced = _one_unspaced()
    # Vowel signs, points and accents, which are no letters to ``re``.
    signs = "".join(
        sign
        for sign in map(chr, range(0x300, 0x1E00))
        if unicodedata.category(sign) in ("Mn", "Mc") and not unspaced.match(sign)
    )
    inside = rf"[{signs}\u00ad\u200c\u200d]+[^\W_{_UNSPACED}]*|"
    one = rf"[{_UNSPACED}][\u3099\u309a\uff9e\uff9f]?"  # A sign of kana with the mark that voices it.
    return re.compile(_token_pattern(_UNSPACED, inside, rf"|(?=((?:{one}){{1,2}})){one}"))


@cache
def _one_unspaced() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}]")


_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        **SIMPLIFIED,
    }
)
# Letters that keyboards of Arabic, Persian and Urdu write in different ways, or without their points; and the figures
# of all scripts.
_SAME = str.maketrans(
    {
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u06a9": "\u0643",
        "\u06aa": "\u0643",
        "\u0629": "\u0647",
        "\u06be": "\u0647",
        "\u06c1": "\u0647",
        "\u06c3": "\u0647",
        "\u06d5": "\u0647",
        "\u06ba": "\u0646",
        "\u0671": "\u0627",
        **{
            chr(zero + figure): str(figure)
            for zero in range(0x660, 0x10000)
            if unicodedata.decimal(chr(zero), None) == 0
            for figure in range(10)
        },
    }
)
_SEPARATOR = re.compile(r"[.,\u00a0\u202f\u2009 ]")
_POSSESSIVE = re.compile(r"['\u2019]s$")
# Accents and vowel points. Not the signs that are letters of their own: the breve of Russian short i, the vowels of
# Indic scripts and of Thai, the voicing of Japanese.
_ACCENTS = re.compile(
    "(?<!\u0438)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)


class Token(NamedTuple):
    """One word as it is compared (``word``: folded, not stemmed), and its span in the text."""

    word: str
    start: int
    end: int


def fold_text(word: str) -> str:
    """As :func:`fold`, and nothing is remembered: for texts, 65,536 of which would fill the memory."""
    if word.isascii():
        folded = word.lower()
        if folded.isalpha():
            return folded
    else:
        decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS)).casefold().lower()
        folded = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed).translate(_SAME))
    if folded[:1].isdigit():
        return _number(folded)
    return _POSSESSIVE.sub("", folded).replace("'", "").replace("\u2019", "").replace(".", "")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Case, accents, apostrophes and digit grouping removed: ``Café's`` is ``cafe``, ``20,000`` is ``20000``.

    It is remembered, so that a word that comes again costs nothing.
    """
    return fold_text(word)


def _number(digits: str) -> str:
    """A number without what groups its digits, and with a point before its decimals."""
    if digits.isdecimal():
        return digits
    first, *groups = _SEPARATOR.split(digits)
    if not groups:
        return digits
    signs = set(_SEPARATOR.findall(digits))
    whole = groups if len(signs) == 1 else groups[:-1]
    if 0 < len(first) <= 3 and first[0] != "0" and _is_grouped(whole):
        return first + "".join(whole) + "".join("." + rest for rest in groups[len(whole) :])
    return digits.replace(",", ".").rstrip(".")


def _is_grouped(groups: Sequence[str]) -> bool:
    """Whether these are groups of a number: of three digits, or of two before the last as in 12,34,567."""
    *before, last = groups or [""]
    return len(last) == 3 and (all(len(each) == 3 for each in before) or all(len(each) == 2 for each in before))


def is_common(text: str) -> bool:
    """Whether ``text`` has no signs within words and no script without spaces, so that no part of it has."""
    return _uncommon().search(text) is None


def tokens(text: str, start: int = 0, end: int | None = None, *, common: bool = False) -> Iterator[Token]:
    """The words and numbers of ``text[start:end]``, folded, with spans into ``text``; nothing is left out as common.

    ``common`` is set where :func:`is_common` is known of the text: then it is not read for that again.

    Of scripts without spaces (and of Korean) every character gives a token, together with the one that follows it:
    overlapping pairs, and the last character of a run by itself. So every search is for a sequence of pairs, and one
    character is a prefix of a token wherever it is.
    """
    end = len(text) if end is None else end
    common = common or _uncommon().search(text, start, end) is None
    pattern = _COMMON_TOKEN if common else _any_token()
    make = tuple.__new__  # What a named tuple does beside this takes longer than to find the word.
    for m in pattern.finditer(text, start, end):
        begin, stop = m.span(m.lastindex or 0)
        if word := fold(text[begin:stop]):
            yield make(Token, (word, begin, stop))


def token_over(text: str, start: int, at: int, *, common: bool = False) -> Token | None:
    """The token that covers ``at``, if one does; ``start`` is where one may begin, at or before ``at``."""
    if common and start == at:
        match = _COMMON_TOKEN.match(text, at)
        if match is None:
            return None
        if word := fold(match.group()):
            return Token(word, at, match.end())
    ahead = tokens(text, start, common=common)
    found = next((token for token in ahead if token.end > at), None)
    return found if found is not None and found.start <= at else None


def sought(text: str) -> list[Token]:
    """The tokens of a query's ``text``: a run of pairs ends with the last pair, as what is found may go on after it."""
    found = list(tokens(text))
    if len(found) > 1 and found[-1].start < found[-2].end:
        found.pop()
    return found


def is_lone(token: Token) -> bool:
    """Whether ``token`` is one character of a script without spaces: a search for it is a search for a prefix."""
    return 1 in (len(token.word), token.end - token.start) and _one_unspaced().match(token.word) is not None


def words_as_written(text: str) -> list[str]:
    """What :func:`tokens` cuts out of ``text``, not folded: for those who fold each distinct word once."""
    if _uncommon().search(text) is None:
        return _COMMON_TOKEN.findall(text)
    return [text[slice(*m.span(m.lastindex or 0))] for m in _any_token().finditer(text)]
