"""What a text is marked by, whatever is looked for in it: kept, since the next key finds many of the same articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from index.search.lru_cache import LruCache
from index.search.word_beginnings import flat
from index.text import Token, also
from index.text.compounds import has_parts
from index.text.tokens import is_common

KEPT = 4_000_000
"""Code points of the texts that are kept, each once as it is and once folded."""

Further = Mapping[int, Sequence[Token]]
"""Further words of a text, by where the token begins at which they are found."""


_SIGNS = "-&.\"'#@+"
"""Signs in ASCII within which a further word may begin; their look-alikes count as :data:`_OTHER_SIGNS`."""
_OTHER_SIGNS = "\u2010\u2011\u2019\u05f4"
_DELETED = _SIGNS.encode()


def goes_on(text: str, token: Token) -> bool:
    """Whether there are signs in ``token`` or after it that may make it, or a part of it, a part of a further word."""
    word, start, end = token
    if word[-1].isdigit():
        return True
    after = text[end : end + 2]
    if after and (after[0] in _SIGNS or after[0] in _OTHER_SIGNS):
        return after[0] in "#+" or after[1:].isalnum() or (len(word) == 1 and after[0] == ".")
    return end - start != len(word) and not (end - start == len(word) + 2 and text[end - 1] == "s")


class KnownText:
    """One text in one language; each thing is made when it is first asked for."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language

    @cached_property
    def common(self) -> bool:
        """As :func:`index.text.tokens.is_common`."""
        return is_common(self.text)

    @cached_property
    def flat(self) -> str | None:
        """As :func:`index.search.word_beginnings.flat`."""
        return flat(self.text)

    @cached_property
    def further(self) -> Further:
        """The further words of the text, but the parts of its words."""
        found: dict[int, list[Token]] = {}
        for word, start, end, at in also(self.text, "" if has_parts(self.language) else self.language):
            found.setdefault(at, []).append(Token(word, start, end))
        return found

    def may_join(self, beginnings: frozenset[str]) -> bool:
        """Whether a further word may begin with any of ``beginnings``, where no token does.

        Without the signs, these are then found in more places.
        """
        plain = self.flat
        if plain is None or "further" in self.__dict__ or not all(map(str.isalnum, beginnings)):
            return True
        apart, joined = self._apart_and_joined
        texts = (each.encode() for each in beginnings if len(each) > 1)
        return any(joined.count(text) != apart.count(text) for text in texts)

    @cached_property
    def _apart_and_joined(self) -> tuple[bytes, bytes]:
        plain = self.flat or ""
        if not plain.isascii():
            for sign in _OTHER_SIGNS:
                plain = plain.replace(sign, "'")
        apart = plain.encode(errors="replace")
        return apart, apart.replace(b". ", b".").translate(None, _DELETED)

    @cached_property
    def begun(self) -> Sequence[tuple[str, int]]:
        """The words of :attr:`further`, each with where it is found."""
        return [(each.word, at) for at, words in self.further.items() for each in words]


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
