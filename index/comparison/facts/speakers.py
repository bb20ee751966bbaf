"""Who says something, according to a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from index.comparison.facts.names import TITLES
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.facts.word_lists import Speech
from index.model import Span

_MOST_WORDS = 10
"""Words of the longest name of who speaks."""


def speaker(text: str, span: Span, language: str = "en") -> str:
    """Who says what is at ``span`` of ``text``, a sentence; of several speakers, the nearest.

    Empty if the sentence names nobody, or only a pronoun.
    """
    near = [(_gap(at, span), who) for at, who in _reader(language).speakers(text) if not (at[0] <= span[0] < at[1])]
    return min(near, default=(0, ""), key=lambda found: found[0])[1]


@cache
def _reader(language: str) -> _Reader:
    return _Reader(vocabulary(language).speech)


class _Reader:
    """Finds the speakers of a sentence in one language."""

    def __init__(self, speech: Speech) -> None:
        self._according = re.compile(rf"\b(?:{speech.according})\s?(?P<who>[^,.;:\"\u201c\u201d]+)", re.IGNORECASE)
        between = rf"(?:(?:{speech.have}) )*"
        begins = rf"\s(?:(?:{speech.clause_begins})\b|[\d\"\u201c])|[.,;]|$"
        verb = rf"(?:(?:{speech.says})\b|(?:{speech.also_noun})(?={begins}))"
        self._before = re.compile(rf"(?P<who>[^,;:\"\u201c\u201d]{{1,120}}?) {between}{verb}")
        self._after = re.compile(
            rf"[,\"\u201d\u00bb\u2019?!] ?(?:{speech.says_who}) (?P<who>(?!(?:that|it|in|on)\b)[^,.;:\"\u201c\u201d]+)"
        )
        self._leading = re.compile(rf"^(?:(?:{speech.leading})\s+)+", re.IGNORECASE)
        self._trailing = re.compile(rf"\s+(?:{speech.trailing})\b.*$")
        self._pronoun = re.compile(rf"(?:{speech.nobody})\b", re.IGNORECASE)
        self._nobody = re.compile(rf"(?:{speech.leading}|{'|'.join(TITLES)})", re.IGNORECASE)
        self._nobody_ends = re.compile(rf"\b(?:{speech.nobody_ends})$")

    def speakers(self, text: str) -> Iterator[tuple[Span, str]]:
        """The speakers that ``text`` names, each with its span."""
        for pattern in (self._according, self._before, self._after):
            cut = self._leading if pattern is self._before else self._trailing
            for m in pattern.finditer(text):
                written = m["who"]
                who = cut.sub("", written.strip())
                if not who[:1].isalpha() or self._nobody.fullmatch(who) or self._pronoun.match(who):
                    continue
                if self._nobody_ends.search(who) or not 0 < len(who.split()) <= _MOST_WORDS:
                    continue
                start = m.start("who") + written.index(who)
                yield (start, start + len(who)), who


def _gap(at: Span, span: Span) -> int:
    return max(at[0] - span[1], span[0] - at[1])
