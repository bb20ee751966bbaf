"""Further words at the places of tokens, so that one thing is found however it is written.

``O'Neill`` is also ``neill``, ``well-known`` is also ``wellknown``, ``U. S.`` is also ``us``, ``1 500`` is also
``1500``, ``Århus`` is also ``aarhus``, and ``C++`` is more than ``c``. The index has them beside the tokens,
highlighting marks what they cover, and a query that is written as one of them looks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from string import ascii_letters, digits
from typing import Final, NamedTuple
from zlib import crc32

from index.text.compounds import has_parts, parts
from index.text.digraphs import NO_DIGRAPHS, SIGNED_LETTER, in_two_letters
from index.text.tokens import Token, fold, sought, tokens

MOST_JOINED: Final = 4
"""Tokens that are joined to one word at most: ``state-of-the-art`` is, a longer chain is a sentence or an address."""

LEAST_LETTERS: Final = 3
"""Letters of the shortest word that is found after an apostrophe: ``Neill`` in ``O'Neill``, no ``t`` in ``don't``."""

_CONTINUED: Final = "\x01"
"""What begins that which is found where a joined word goes on; no part of words."""

_LETTERS: Final = f"{ascii_letters}{digits}~_"
"""The 64 letters of checksums."""

_BEFORE_SUFFIX: Final = frozenset({"az", "crh", "tk", "tr"})
"""Languages that put an ending behind an apostrophe after a name: ``Ankara'ya``."""

_JOINERS: Final = "-\u2010\u2011&"
_QUOTES: Final = '"\u05f4'
_APOSTROPHES: Final = "'\u2019"
_SPACES: Final = " \u00a0\u202f\u2009"

_SPOT: Final = re.compile(
    # The first item is one set of signs, so that a text without them is read quickly.
    rf"[{_JOINERS}{_QUOTES}{_APOSTROPHES}.#@+0-9](?:"
    rf"(?<=[\w.][{_JOINERS}])(?=\w)"
    rf"|(?<=[^\W\d_][{_APOSTROPHES}])(?=[^\W\d_]{{2}})"
    rf"|(?<=[\u05d0-\u05ea][{_QUOTES}])(?=[\u05d0-\u05ea])"
    r"|(?<=\b[^\W\d_]\.)(?= ?[^\W\d_](?:\.|\b))|(?<=[^\W\d_]\.)(?=[^\W\d_]{1,4}(?:\.|\b))"
    rf"|(?<=\d)(?=[{_SPACES}{_APOSTROPHES}]\d{{3}}(?!\d))"
    r"|(?<![^\s(\[\"'\u201c\u2018].)(?<=[#@])(?=\w)"
    r"|(?<=\w#)(?![\w#])"
    r"|(?<=\w\+)(?=\+(?![\w+]))"
    r")"
    rf"|{SIGNED_LETTER.pattern}"
)
"""Where a chunk of text may have more words than its tokens."""

_CHUNK: Final = re.compile(
    rf"[^ \n]+(?: (?:(?<=\b[^\W\d_]\. )(?=[^\W\d_]\.)|(?<=\d[{_SPACES}])(?=\d{{3}}(?!\d)))[^ \n]+)*"
)
"""What is between two spaces, with the spaces within ``U. S.`` and ``1 500``."""

_LONGEST_ABBREVIATED: Final = 4
"""Letters of the longest part of an abbreviation that has a letter by itself as its other part."""

_LONGEST_CHUNK: Final = 200
"""Code points of a chunk that are looked at; longer ones are data, not words."""

_HYPHENATED: Final = re.compile(
    r"[(\[\"'\u201c\u2018]*((?:[0-9]+|[A-Za-z]{2,}(?:-[A-Za-z]{2,})*)-[A-Za-z]{2,})[.,;:!?)\]\"'\u201d\u2019]*"
)
"""Words of two letters and more with hyphens between them, or one after a number, and what is around them."""

_JOINS: Final = re.compile(rf"\.?[{_JOINERS}]")
_LONE_N: Final = re.compile(rf"(?<=[{_APOSTROPHES}])[nN](?=[{_APOSTROPHES}])")
"""What is left of *and* in ``rock'n'roll``."""
_AROUND_N: Final = re.compile(rf"[{_JOINERS}]?[{_APOSTROPHES}][{_JOINERS}]?")
_GROUP: Final = re.compile(r"\d{3}")
_FIRST_GROUP: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009'\u2019]\d{3})*")
_NAME: Final = re.compile(r"\w+")
_ELIDED_ARTICLES: Final = frozenset({"l", "un", "all", "dall", "dell", "nell", "sull"})
"""French and Italian articles without their vowel, alone or with a preposition; not ``d``, which is part of names."""
_LETTERS_AND_FIGURES: Final = re.compile(r"([^\W\d_]+)(\d+)")
_WORDS_OF_A_LETTER: Final = frozenset("aeiouy")
"""Letters that are words by themselves in some language: ``A380`` is not looked for as in ``a 380-bed clinic``."""
_SIGNS_AFTER: Final = re.compile(r"(?:\+\+|#)(?![\w+#])")
_SIGNED: Final = re.compile(r"[#@].|.*(?:\+\+|#)\Z", re.DOTALL)


class Also(NamedTuple):
    """A folded word that is found at the token that begins at ``at``; ``start`` and ``end`` are what it covers.

    A word that joins several tokens is found at the first and at the last of them, so that it is beside the words
    before it and beside those after it. Of two tokens, a number or an abbreviation, there is what :func:`continued`
    gives at all but the first as well, so that a phrase can go through it.
    """

    word: str
    start: int
    end: int
    at: int


class _Ways(NamedTuple):
    """What a language writes in other ways."""

    suffixes: bool
    """Whether it puts an ending behind an apostrophe."""
    digraphs: bool
    """Whether a letter with a sign may be two."""


@cache
def _ways(language: str) -> _Ways:
    return _Ways(language in _BEFORE_SUFFIX, language not in NO_DIGRAPHS)


def continued(word: str, number: int) -> str:
    """What is found where a joined ``word`` goes on, at its token with this number, from 2.

    It is a checksum of the word in four letters, since each is kept twice: with the words themselves an index would be
    a fiftieth larger.
    """
    check = crc32(word.encode(errors="surrogatepass"))
    letters = "".join(_LETTERS[check >> shift & 63] for shift in (0, 6, 12, 18))
    return f"{_CONTINUED}{letters}{number if number > 2 else ''}"


def is_continued(word: str) -> bool:
    """Whether ``word`` is what :func:`continued` gives, and so no word that is written anywhere."""
    return word.startswith(_CONTINUED)


def also(text: str, language: str) -> Iterator[Also]:
    """The further words of ``text``, whose language has the code ``language``, in the order of their chunks.

    Only ``1 500`` and ``U. S.`` go across a space. So the other pieces between spaces can be asked for one by one, and
    what they give can be remembered.
    """
    if has_parts(language):
        return iter(sorted([*_spotted(text, language), *_parts(text, language)], key=lambda each: each.at))
    return _spotted(text, language)


def also_of_piece(piece: str, language: str) -> Sequence[Also]:
    """What :func:`also` gives for a text without spaces and line ends, but for the parts of its words, in less time."""
    if _SPOT.search(piece) is None:
        return ()
    if len(piece) > _LONGEST_CHUNK:
        return list(_spotted(piece, language))
    return _of_chunk(piece, _ways(language))


def _parts(text: str, language: str) -> Iterator[Also]:
    """The words within the words of ``text``."""
    for word, start, end in tokens(text):
        for part in parts(word, language):
            yield Also(part, start, end, start)


def _spotted(text: str, language: str, *, small: bool = False) -> Iterator[Also]:
    """The words of chunks of ``text`` that have signs in them; ``small`` is that of :func:`_connected`."""
    past = 0
    ways = _ways(language)
    for spot in _SPOT.finditer(text):
        here = spot.start()
        if here < past:
            continue
        lowest = max(past, here - _LONGEST_CHUNK)
        start = max(text.rfind(" ", lowest, here), text.rfind("\n", lowest, here), lowest - 1) + 1
        chunk = _CHUNK.match(text, start, start + 2 * _LONGEST_CHUNK)
        if chunk is not None:
            past = chunk.end()
            for word, begin, end, at in _of_known_chunk(chunk.group(), ways, small):
                yield Also(word, start + begin, start + end, start + at)


def readings(text: str, *, exact: bool = False) -> list[list[Token]]:
    """The rows of words, any of which is what a query for ``text`` means: its tokens, and those written as one joined.

    ``well-known tenor`` is ``well known tenor`` or ``wellknown tenor``; letters before figures are apart as well, so
    that ``MH370`` is ``mh 370``, letters with a sign may be two, so that ``Århus`` is ``aarhus``, and unless they are
    meant as they are written (``exact``) words without an article that loses its vowel, so that ``l'isola`` is in
    ``dell'isola``. Signs that are part of a name are in every row: ``C++`` is ``c++`` alone. Spans are those of
    ``text``; empty where it has no word.
    """
    written = sought(text)
    if not written:
        return []
    rows = _spotted_rows(text, written)
    in_two = [token._replace(word=_in_two(text, token) or token.word) for token in rows[0]]
    if in_two != rows[0]:
        rows.append(in_two)
    split = [part for token in rows[0] for part in _letters_and_figures(text, token)]
    bare = rows[0] if exact else [token for token in rows[0] if not _is_elided_article(text, token)]
    return [*rows, *(row for row in (split, bare) if len(row) != len(rows[0]))]


def _is_elided_article(text: str, token: Token) -> bool:
    """Whether ``token`` is an article before an apostrophe and a word."""
    after = text[token.end : token.end + 2]
    return token.word in _ELIDED_ARTICLES and after[:1] in _APOSTROPHES and after[1:].isalpha()


def _letters_and_figures(text: str, token: Token) -> Sequence[Token]:
    """The two words of a token that is letters and then figures; any other token by itself."""
    parts = _LETTERS_AND_FIGURES.fullmatch(text, token.start, token.end)
    if parts is None or fold(parts[1]) in _WORDS_OF_A_LETTER:
        return (token,)
    middle = parts.end(1)
    return (Token(fold(parts[1]), token.start, middle), Token(fold(parts[2]), middle, token.end))


def _spotted_rows(text: str, apart: list[Token]) -> list[list[Token]]:
    """The rows of :func:`readings` but for those with letters and figures apart; ``apart`` are the tokens."""
    if _SPOT.search(text) is None:
        return [apart]
    further = [each for each in _spotted(text, "", small=True) if not is_continued(each.word)]
    signed = {each.at: Token(each.word, each.start, each.end) for each in further if is_signed(each.word)}
    apart = _without_covered([signed.get(token.start, token) for token in apart])
    longest: dict[int, Token] = {}
    for each in further:
        known = longest.get(each.start)
        if not is_signed(each.word) and (known is None or each.end > known.end):
            longest[each.start] = Token(each.word, each.start, each.end)
    starts = {token.start for token in apart}
    within = [each for each in longest.values() if each.start in starts]
    joined = _without_covered(sorted([*apart, *within], key=lambda token: (token.start, -token.end)))
    return [apart, joined] if joined != apart else [apart]


def _without_covered(row: Sequence[Token]) -> list[Token]:
    """``row`` without the tokens that one before them covers."""
    kept: list[Token] = []
    for token in row:
        if not kept or token.end > kept[-1].end:
            kept.append(token)
    return kept


def is_signed(word: str) -> bool:
    """Whether signs are part of ``word``, as in ``c++`` and ``#metoo``."""
    return _SIGNED.match(word) is not None


def _of_chunk(text: str, ways: _Ways, small: bool = False) -> tuple[Also, ...]:
    """The further words of a chunk; ``small`` is that of :func:`_connected`."""
    if hyphenated := _HYPHENATED.fullmatch(text):
        # As below, in less time: most chunks are such words.
        start, end = hyphenated.span(1)
        parts = hyphenated[1].split("-")
        word, places = fold("".join(parts)), (start, end - len(parts[-1]))
        if len(parts) > MOST_JOINED:
            return ()
        joined = tuple(Also(word, start, end, at) for at in places)
        return joined if len(parts) > 2 else (*joined, Also(continued(word, 2), start, end, places[1]))
    found: list[Also] = []
    row: list[Token] = []
    for token in tokens(text):
        if row and not _connected(text, row[-1], token, small=small):
            found += _joined(text, row)
            row = []
        row.append(token)
        found += _within(text, token, ways.suffixes)
        if ways.digraphs and (word := _in_two(text, token)):
            found.append(Also(word, token.start, token.end, token.start))
        found += _signed(text, token)
    return (*found, *_joined(text, row))


_of_known_chunk = lru_cache(maxsize=1 << 15)(_of_chunk)
"""The same chunks come again and again, so they are remembered."""


def _in_two(text: str, token: Token) -> str:
    """A token with two letters for each that has a sign: ``aarhus`` for ``Århus``; empty if none has."""
    written = text[token.start : token.end]
    if written.isascii() or (other := in_two_letters(written)) == written:
        return ""
    return fold(other)


def _within(text: str, token: Token, has_suffixes: bool) -> Iterator[Also]:
    """The words of a token that has an apostrophe."""
    written = text[token.start : token.end].replace("\u2019", "'")
    if "'" not in written:
        return
    *_, last = written.split("'")
    before = written.partition("'")[0]
    if len(last) >= LEAST_LETTERS and last.isalpha():
        yield Also(fold(last), token.start, token.end, token.start)
    if has_suffixes and len(before) > 1:
        yield Also(fold(before), token.start, token.end, token.start)


def _signed(text: str, token: Token) -> Iterator[Also]:
    """The token with signs that are part of a name."""
    start, end = token.start, token.end
    before = text[start - 1 : start]
    if before and before in "#@" and not text[max(0, start - 2) : start - 1].isalnum():
        name = _NAME.match(text, start)
        stop = name.end() if name is not None else end
        yield Also(before + fold(text[start:stop]), start - 1, stop, start)
    elif signs := _SIGNS_AFTER.match(text, end):
        yield Also(token.word + signs.group(), start, signs.end(), start)


def _connected(text: str, one: Token, other: Token, *, small: bool) -> bool:
    """Whether two tokens are parts of one written word.

    ``D'Amico`` and ``Ph.D.`` are, if both parts have a capital; for a query in ``small`` letters as well.
    """
    gap = text[one.end : other.start]
    left, right = text[one.end - 1 : one.end], text[other.start : other.start + 1]
    if _LONE_N.match(text, one.start) or _LONE_N.match(text, other.start):
        return _AROUND_N.fullmatch(gap) is not None
    has_capitals = small or (text[one.start].isupper() and right.isupper())
    if gap in tuple(_APOSTROPHES) and left.isalpha() and right.isalpha():
        return has_capitals
    if gap == "." and has_capitals and _is_degree(text[one.start : one.end], text[other.start : other.end]):
        return True
    if _JOINS.fullmatch(gap):
        return not (left.isdigit() and right.isdigit())
    if gap in (".", ". ", ""):
        return _is_initial(text, one) and _is_initial(text, other) and bool(gap)
    if gap in tuple(_QUOTES):
        return "\u05d0" <= left <= "\u05ea" and "\u05d0" <= right <= "\u05ea"
    return len(gap) == 1 and gap in _SPACES + _APOSTROPHES and _are_groups(text, one, other)


def _is_degree(left: str, right: str) -> bool:
    """Whether words with a stop between them are an abbreviation such as ``Ph.D``, ``B.Sc`` or ``D.Phil``."""
    short = 1 in (len(left), len(right)) and max(len(left), len(right)) <= _LONGEST_ABBREVIATED
    return short and left.isalpha() and right.isalpha()


def _is_initial(text: str, token: Token) -> bool:
    written = text[token.start : token.end]
    return (len(written) == 1 and written.isalpha()) or written.endswith(".")


def _are_groups(text: str, one: Token, other: Token) -> bool:
    """Whether two tokens are groups of the digits of one number."""
    return (
        _FIRST_GROUP.fullmatch(text, one.start, one.end) is not None
        and _GROUP.fullmatch(text, other.start, other.start + 3) is not None
        and not text[other.start + 3 : other.start + 4].isdigit()
    )


def _joined(text: str, row: Sequence[Token]) -> Iterator[Also]:
    """The words that the tokens of ``row``, which are written as one, make together."""
    if not 1 < len(row) <= MOST_JOINED:
        return
    for first in range(len(row) - 1):
        for last in range(first + 1, len(row)):
            if last - first + 1 < len(row) and not _is_known_joined(text, row[first : last + 1]):
                continue
            start, end = row[first].start, row[last].end
            word = _together(text, row[first : last + 1])
            if text[end : end + 1] == "." and _is_initial(text, row[last]):
                end += 1
            yield Also(word, start, end, row[first].start)
            yield Also(word, start, end, row[last].start)
            if last - first == 1 or word.isdigit() or all(_is_initial(text, each) for each in row[first : last + 1]):
                for number, token in enumerate(row[first + 1 : last + 1], 2):
                    yield Also(continued(word, number), start, end, token.start)


def _is_known_joined(text: str, part: Sequence[Token]) -> bool:
    """Whether part of a longer row is a word by itself: ``covid19`` in ``pre-COVID-19``, not ``ofthe``."""
    apart = [token.word[0].isdigit() for token in part]
    return len(part) == 2 and not all(apart) and (any(apart) or any(_is_initial(text, token) for token in part))


def _together(text: str, row: Sequence[Token]) -> str:
    if row[0].word.isdigit():
        return fold("".join(text[token.start : token.end] for token in row))
    return "".join(token.word for token in row)
