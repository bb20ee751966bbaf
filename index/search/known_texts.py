"""What a text is marked by, whatever is looked for in it: kept, since the next key finds many of the same articles."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from index.model import Span
from index.search.lru_cache import LruCache
from index.search.word_beginnings import MOST, flat, places_of
from index.text import Token, also, sentences
from index.text.compounds import has_parts
from index.text.digraphs import has_digraphs, may_be_digraphs
from index.text.tokens import is_common

KEPT = 4_000_000
"""Code points of the texts that are kept, each once as it is and once folded."""

_BEGINNINGS = 16
"""Beginnings of words of which a text remembers the places."""

_LINES = 16
"""Lines of which a text remembers the sentences."""

Further = Mapping[int, Sequence[Token]]
"""Further words of a text, by where the token begins at which they are found."""


_SIGNS = "-&.\"'#@+"
"""Signs in ASCII within which a further word may begin; their look-alikes count as :data:`_OTHER_SIGNS`."""
_OTHER_SIGNS = "\u2010\u2011\u2019\u05f4"
_DELETED = _SIGNS.encode()
_ALL_SIGNS = frozenset(_SIGNS + _OTHER_SIGNS)

_LETTERS = re.compile("[a-z]+")
_AFTER_ONE = re.compile(rb"\. (?<!\w\w\. )")
"""A stop and a space after one letter, as in ``U. S.``; after a word they end a sentence."""


def goes_on(text: str, token: Token) -> bool:
    """Whether there are signs in ``token`` or after it that may make it, or a part of it, a part of a further word."""
    word, start, end = token
    if word[-1].isdigit() or has_digraphs(text[start:end]):
        return True
    after = text[end : end + 2]
    if after and (after[0] in _SIGNS or after[0] in _OTHER_SIGNS):
        return after[0] in "#+" or after[1:].isalnum() or (len(word) == 1 and after[0] == ".")
    return end - start != len(word) and not (end - start == len(word) + 2 and text[end - 1] == "s")


def plain_word(plain: str, at: int) -> tuple[str, int]:
    """The word that begins at ``at`` of a text folded, and where its token ends.

    Empty if it has other signs than letters in ASCII and the ``'s`` of a possessive, or if a further word may be there.
    """
    if at and (plain[at - 1] in _ALL_SIGNS or plain[at - 1].isalnum()):
        return "", at
    match = _LETTERS.match(plain, at)
    if match is None:
        return "", at
    end = past = match.end()
    sign = plain[end : end + 1]
    if sign and sign in "'\u2019" and plain[end + 1 : end + 2] == "s":
        past = end + 2
        sign = plain[past : past + 1]
    if sign and (sign in _ALL_SIGNS or sign.isalnum() or sign == "_"):
        goes_on = sign != "." or past - at < 2 or plain[past + 1 : past + 2].isalnum()
        return ("", at) if goes_on else (match.group(), past)
    return match.group(), past


class KnownText:
    """One text in one language; each thing is made when it is first asked for."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self._further_in: dict[int, Further] = {}
        self._begun: dict[str, array[int]] = {}
        self._sentences: dict[Span, Sequence[Span]] = {}

    @cached_property
    def common(self) -> bool:
        """As :func:`index.text.tokens.is_common`."""
        return self.text.isascii() or is_common(self.text)

    @cached_property
    def flat(self) -> str | None:
        """As :func:`index.search.word_beginnings.flat`."""
        return flat(self.text)

    def places_begun(self, beginning: str) -> Sequence[int]:
        """As :func:`index.search.word_beginnings.places_of`, in :attr:`flat`, not within words.

        Those of a word one letter longer are among them, so that the next key need not look through the text.
        """
        found = self._begun.get(beginning)
        if found is None:
            plain = self.flat or ""
            shorter = (self._begun.get(beginning[:size]) for size in range(len(beginning) - 1, 0, -1))
            known = next((places for places in shorter if places is not None), None)
            if known is None or len(known) >= MOST:
                found = array("L", places_of(plain, beginning, inside=False))
            else:
                found = array("L", [at for at in known if plain.startswith(beginning, at)])
            if len(self._begun) >= _BEGINNINGS:
                self._begun.clear()
            self._begun[beginning] = found
        return found

    def places_inside(self, beginning: str) -> Iterator[int]:
        """The same with places within words."""
        return places_of(self.flat or "", beginning, inside=True)

    def sentences(self, start: int, end: int) -> Sequence[Span]:
        """As :func:`index.text.sentences`: the next key finds the same lines."""
        found = self._sentences.get((start, end))
        if found is None:
            found = sentences(self.text, start, end)
            if len(self._sentences) >= _LINES:
                self._sentences.clear()
            self._sentences[start, end] = found
        return found

    @cached_property
    def further(self) -> Further:
        """The further words of the text, but the parts of its words."""
        return _further(self.text, self.language, 0)

    def may_join(self, beginnings: frozenset[str]) -> bool:
        """Whether a further word may begin with any of ``beginnings``, where no token does.

        Without the signs, these are then found in more places.
        """
        if self.flat is None or "further" in self.__dict__ or not _are_letters(beginnings):
            return True
        if any(map(may_be_digraphs, beginnings)) and has_digraphs(self.text):
            return True
        apart, joined = self._apart_and_joined
        return any(joined.count(text) != apart.count(text) for text in _joinable(beginnings))

    def lines_joining(self, beginnings: frozenset[str]) -> Iterator[int]:
        """The lines of which :meth:`may_join` is true."""
        for line in range(len(self.lines)):
            if self.flat is None or not _are_letters(beginnings):
                yield line
                continue
            apart, joined = _apart_and_joined(self.flat[self._line(line)])
            if any(joined.count(text) != apart.count(text) for text in _joinable(beginnings)):
                yield line

    @cached_property
    def lines(self) -> Sequence[int]:
        """Where the lines begin."""
        ends = accumulate(len(line) + 1 for line in self.text.split("\n"))
        return [0, *ends][:-1]

    def _line(self, line: int) -> slice:
        return slice(self.lines[line], self.lines[line + 1] - 1 if line + 1 < len(self.lines) else len(self.text))

    def further_in(self, line: int) -> Further:
        """As :attr:`further`, of a line of the text: no further word goes on in the next one."""
        found = self._further_in.get(line)
        if found is None:
            its = self._line(line)
            found = self._further_in[line] = _further(self.text[its], self.language, its.start)
        return found

    @cached_property
    def _apart_and_joined(self) -> tuple[bytes, bytes]:
        return _apart_and_joined(self.flat or "")

    @cached_property
    def begun(self) -> Sequence[tuple[str, int]]:
        """The words of :attr:`further`, each with where it is found."""
        return [(each.word, at) for at, words in self.further.items() for each in words]


def _further(text: str, language: str, offset: int) -> Further:
    """The further words of a part of a text that begins at ``offset``, but the parts of its words."""
    found: dict[int, list[Token]] = {}
    for word, start, end, at in also(text, "" if has_parts(language) else language):
        found.setdefault(at + offset, []).append(Token(word, start + offset, end + offset))
    return found


def _are_letters(beginnings: frozenset[str]) -> bool:
    """Whether no sign is in ``beginnings``, but for the stops of an abbreviation."""
    return all(each.replace(".", "").isalnum() for each in beginnings)


def _joinable(beginnings: frozenset[str]) -> Iterator[bytes]:
    """Those of ``beginnings`` that several tokens may make together.

    An abbreviation with stops is a token, and where it has spaces too, its letters are joined.
    """
    return (each.encode() for each in beginnings if len(each) > 1 and "." not in each)


def _apart_and_joined(plain: str) -> tuple[bytes, bytes]:
    """A text folded, and the same without the signs that are within further words."""
    if not plain.isascii():
        for sign in _OTHER_SIGNS:
            plain = plain.replace(sign, "'")
    apart = plain.encode(errors="replace")
    return apart, _AFTER_ONE.sub(b".", apart).translate(None, _DELETED)


class KnownTexts:
    """The texts that were marked last. Safe to use from several threads."""

    def __init__(self, capacity: int = KEPT) -> None:
        self._kept: LruCache[tuple[str, str], KnownText] = LruCache(capacity, _size)

    def of(self, text: str, language: str) -> KnownText:
        """What is known of ``text``."""
        found = self._kept.get((text, language))
        if found is None:
            found = KnownText(text, language)
            self._kept.put((text, language), found)
        return found


def _size(known: KnownText) -> int:
    return len(known.text) + 1
