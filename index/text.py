"""Text as code points: decoding, normalising, sentence and token spans, printable text. Pure functions only."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.stemming import stem, stems

__all__ = [
    "Decoded",
    "Token",
    "decode",
    "fold",
    "is_lone",
    "normalise",
    "paragraphs",
    "printable",
    "sentences",
    "sought",
    "stem",
    "stems",
    "tokens",
    "words_as_written",
]

# --- Decoding -----------------------------------------------------------------------------------------------------

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

if TYPE_CHECKING:
    from index.model import Span
_DETECTION_SAMPLE = 64 * 1024


class Decoded(NamedTuple):
    """Text and the name of the codec that gave it; ``damaged`` when bytes had to be replaced by U+FFFD."""

    text: str
    encoding: str
    damaged: bool


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode ``data`` by byte order mark, declaration, then detection; never raises.

    Bytes that are valid UTF-8 with characters beyond ASCII are taken for UTF-8 whatever is declared: other
    encodings hardly ever look so by chance, and declarations are often wrong. Line ends become ``\\n``.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    declared = _codec_name(declared)
    if declared and declared.startswith(("iso2022", "hz", "utf-16", "utf_16", "utf-32", "utf_32")):
        strictly = _strictly(data, declared)
        if strictly is not None:
            return Decoded(_line_ends(strictly), declared, False)
    wide = _wide_without_mark(data)
    for candidate in (wide, "utf-8", declared):
        if candidate is not None and (text := _strictly(data, candidate)) is not None:
            return Decoded(_line_ends(text), candidate, False)
    return _detected(data)


def _codec_name(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # What declares Latin-1 on the web is windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 that lacks its mark: in most scripts every second byte of the spaces and stops is NUL."""
    sample = data[:4096]
    if len(sample) < 8 or not sample.count(0):
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _detected(data: bytes) -> Decoded:
    mostly = data.decode("utf-8", errors="replace")
    sample = data[:_DETECTION_SAMPLE]
    # Bytes of other encodings hardly ever form a whole UTF-8 sequence.
    if sum(1 for c in mostly if c > "\x7f" and c != "\ufffd") >= mostly.count("\ufffd"):
        return Decoded(_line_ends(mostly), "utf-8", True)
    high = sum(1 for byte in sample if byte >= 0x80)
    # Few letters beyond ASCII mean a Western language, where statistics on so little evidence only mislead.
    if high < 0.3 * len(sample):
        return _decoded(data, "cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=["utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32"]).best()
    return _decoded(data, best.encoding if best is not None else "cp1252")


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(_line_ends(text), encoding, "\ufffd" in text)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


# --- Normalising --------------------------------------------------------------------------------------------------

_CONTROLS: dict[int, int | None] = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))
_CONTROLS |= dict.fromkeys(range(0xD800, 0xE000), None)
_CONTROLS |= dict.fromkeys((0xFEFF, 0xFFFE, 0xFFFF), None)
_CONTROLS |= dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), 0x20)
_UNEVEN = re.compile(
    r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)


def normalise(line: str) -> str:
    """One line as clean text has it: composed (NFC), without control characters and surrogates, spaces single.

    A space inside a number stays unbreakable (``20 000``).
    """
    if line.isascii() and line.isprintable():
        return " ".join(line.split()) if "  " in line else line.strip()
    # Nothing that is printable is translated.
    line = unicodedata.normalize("NFC", line if line.isprintable() else line.translate(_CONTROLS))
    return _UNEVEN.sub(_space, line).strip()


def _space(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    inside_number = start and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()
    return "\u00a0" if inside_number and found.group() in ("\u00a0", "\u202f", "\u2009") else " "


# --- Paragraphs and sentences ---------------------------------------------------------------------------------------

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
# A run of stops, also with spaces between them, and the quotes that close after it. Possessive, and begun only where
# no stop stands before: a long run without a space behind it is looked at once.
_SENTENCE_END = re.compile(
    r"(?<![.!?\u2026])(?<![.!?\u2026][ \u00a0])[.!?\u2026]++(?:[ \u00a0][.!?\u2026]++)*+"
    r"[\"'\u201d\u2019\u00bb)\]]*+(?=\s)(?: +[\"'\u201d\u2019\u00bb]++(?=\s|$))?"
    r"|[\u3002\uff01\uff1f]++[\u300d\u300f\u201d]*+|\n"
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col sgt maj capt cmdr adm pvt cpl rev hon st sr jr messrs mme mlle "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun "
    "no nos vs etc inc ltd co corp bros est dept univ approx fig vol pp ed eds cf al ave blvd rd ft mt "
    "a.m p.m e.g i.e u.s u.k u.n d.c ph.d b.a m.a lt.-gen maj.-gen brig.-gen brig insp supt det spc pfc asst assoc sq "
    "bzw usw z.b d.h ca nr hr fr sra dra mio mrd tsd mln mld".split()
)
# What follows an ordinal in German, where nouns have capitals: "am 3. Oktober".
_COUNTED_OFF = re.compile(
    r"(?:Jan(?:uar)?|Jänner|Feb(?:ruar)?|März|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?"
    r"|Nov(?:ember)?|Dez(?:ember)?|Jahrhunderts?|Stock|Platz)\b"
)
# Words after which a full stop ends the sentence only before something that can hardly go on.
_ENDS_SOMETIMES = frozenset("a.m p.m u.s u.k u.n d.c jr sr inc ltd co corp etc no al".split())
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those in on at but and however when while after before as if "
    "there his her their its our my for with by from mr mrs ms according".split()
)
_WORD_BEFORE = re.compile(r"[\w.\-]+$")


def paragraphs(text: str) -> list[Span]:
    """The spans of ``text`` between blank lines, without their surrounding white space."""
    return [_stripped(text, m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if m.group().strip()]


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of ``text[start:end]``, as spans into ``text``; a line end always ends one.

    Knows common abbreviations, initials, decimal figures, closing quotes and ellipses. Every character that is not
    white space lies in exactly one span.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    begin = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.group() != "\n" and not _ends_sentence(text, begin, stop, end):
            continue
        _append(spans, text, begin, stop.end())
        begin = stop.end()
    _append(spans, text, begin, end)
    return spans


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    mark = stop.group()
    if mark[0] in "\u3002\uff01\uff1f":
        return True
    following = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    if not following:
        return True
    first = following.lstrip("\"'\u201c\u2018\u00ab([")[:1]
    if first.islower():
        return False
    if mark != ".":
        return True
    before = _WORD_BEFORE.search(text, max(begin, stop.start() - 24), stop.start())
    word = before.group().lower().lstrip("(.") if before else ""
    if len(word) <= 2 and word.isdigit() and _COUNTED_OFF.match(following):
        return False
    if len(word) == 1 and word.isalpha() and word != "i":
        return not first.isupper()
    if word in _ENDS_SOMETIMES or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        next_word = re.match(r"\W*(\w+)", following)
        return next_word is not None and next_word.group(1).lower() in _STARTERS
    return word not in _ABBREVIATIONS


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


# --- Tokens -------------------------------------------------------------------------------------------------------

# Chinese, Japanese, Thai, Lao, Burmese, Khmer, which are written without spaces between words; and Korean.
_UNSPACED = (
    r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eb9\u0ebb-\u0ecd\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u109a-\u109f"
    r"\u1100-\u11ff\u1780-\u17d3\u17d7\u17dc\u17dd\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa"
    r"\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd"
)
# French and Italian words that lose their vowel before another: their apostrophe ends a word, as in l'Europe, unless
# but one letter follows.
_ELIDED = ("[cdjlmnstv]", "qu", "un", "all", "(?:[dn]e|da|su)ll", "jusqu", "quest", "(?:lor|pui)squ")


def _token_pattern(not_here: str, signs: str, pairs: str) -> str:
    """The pattern of tokens; ``not_here`` are characters that no word has, ``signs`` those it has beside letters."""
    letter, character = rf"[^\W\d_{not_here}]", rf"[^\W_{not_here}]"
    elided = "".join(rf"(?<!(?<![^\W\d_])(?i:{word})['\u2019])" for word in _ELIDED)
    apostrophe = rf"['\u2019](?:{elided}|(?={letter}(?!{letter})))"
    return (
        rf"\d+(?:[.,\u00a0]\d+)*|{letter}\.(?:{letter}\.)+"
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
    return re.compile(_token_pattern(_UNSPACED, inside, rf"|(?=([{_UNSPACED}]{{1,2}}))[{_UNSPACED}]"))


@cache
def _one_unspaced() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}]")


_LETTERS = str.maketrans("łøđħıŧæœþðŁØĐĦŦÆŒÞÐ", "lodhitaothLODHTAOTH")
_POSSESSIVE = re.compile(r"['\u2019]s$")
# Accents and vowel points. Not the signs that are letters of their own: the breve of Russian short i, the vowels of
# Indic scripts and of Thai, the voicing of Japanese.
_ACCENTS = re.compile(
    "(?<!\u0438)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)


class Token(NamedTuple):
    """One word as it is compared (``word``: folded, not stemmed) and where it stands."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Case, accents, apostrophes and digit grouping removed: ``Café's`` is ``cafe``, ``20,000`` is ``20000``."""
    if word.isascii():
        folded = word.lower()
        if folded.isalpha():
            return folded
    else:
        decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS)).casefold().lower()
        folded = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
    if folded[:1].isdigit():
        return _number(folded)
    return _POSSESSIVE.sub("", folded).replace("'", "").replace("\u2019", "").replace(".", "")


def _number(digits: str) -> str:
    groups = re.split(r"[.,\u00a0 ]", digits)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and 0 < len(groups[0]) <= 3:
        return "".join(groups)
    return digits.replace(",", ".").rstrip(".")


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words and numbers of ``text[start:end]``, folded, with spans into ``text``; nothing is left out as common.

    Of scripts without spaces (and of Korean) every character gives a token, together with the one that follows it:
    overlapping pairs, and the last character of a run by itself. So whatever is looked for is a row of pairs, and one
    character alone is the beginning of a token wherever it stands.
    """
    end = len(text) if end is None else end
    pattern = _COMMON_TOKEN if _uncommon().search(text, start, end) is None else _any_token()
    make = tuple.__new__  # What a named tuple does beside this takes longer than to find the word.
    for m in pattern.finditer(text, start, end):
        begin, stop = m.span(m.lastindex or 0)
        if word := fold(text[begin:stop]):
            yield make(Token, (word, begin, stop))


def sought(text: str) -> list[Token]:
    """The tokens of a query's ``text``: a run of pairs ends with the last pair, as what is found may go on after it."""
    found = list(tokens(text))
    if len(found) > 1 and found[-1].start < found[-2].end:
        found.pop()
    return found


def is_lone(token: Token) -> bool:
    """Whether ``token`` is one character of a script without spaces: to look for it is to look for a beginning."""
    return token.end - token.start == 1 and _one_unspaced().match(token.word) is not None


def words_as_written(text: str) -> list[str]:
    """What :func:`tokens` cuts out of ``text``, not folded: for those who fold each distinct word once."""
    if _uncommon().search(text) is None:
        return _COMMON_TOKEN.findall(text)
    return [text[slice(*m.span(m.lastindex or 0))] for m in _any_token().finditer(text)]


# --- Printable text -----------------------------------------------------------------------------------------------

_REPLACEMENT = 0xFFFD
_SHOWN = {c: 0x2400 + c for c in range(0x20)}
_SHOWN |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)
_SHOWN |= {0x09: 0x20, 0x0A: 0x20, 0x0D: 0x20, 0x2028: 0x20, 0x2029: 0x20, 0x85: 0x20}
_SHOWN |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)), 0x200B)
_SHOWN |= dict.fromkeys((*range(0xD800, 0xE000), *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF), _REPLACEMENT)
_SHOWN |= dict.fromkeys(range(0xE0000, 0xE0080), _REPLACEMENT)
_SHOWN_LINES = {k: v for k, v in _SHOWN.items() if k != 0x0A}


def printable(text: str, *, lines: bool = False) -> str:
    """``text`` with nothing that a terminal would obey; as many code points as before, so that spans still hold.

    Control characters become their pictures or U+FFFD, bidirectional overrides a zero-width space (dropped at
    layout, like other zero-width characters), line ends a space unless ``lines`` keeps them.
    """
    if text.isprintable():
        return text
    return text.translate(_SHOWN_LINES if lines else _SHOWN)
