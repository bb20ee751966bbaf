"""When in a match something happens: on the clock that counts down, in a part of the match, or in which minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.comparison.facts.events.vocabulary import event_words
from index.comparison.facts.vocabulary import alternatives, ignoring_case
from index.model import Span

_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "final": "last"}


@dataclass(frozen=True, slots=True)
class MatchTime:
    """A time of a match: from ``low`` to ``high`` seconds left in ``part``, or in the minute ``minute``."""

    text: str
    span: Span
    low: int = 0
    high: int = 0
    part: str = ""
    """``first half``; empty where it is not stated."""
    minute: int = 0
    """The minute that is played, from 1; 0 where another clock is stated."""
    clock: bool = True
    """False where only the part of the match is stated, or whether it is early or late in it."""

    @property
    def value(self) -> str:
        """The time written one way: ``7:42 left in the first half``."""
        if self.minute:
            return f"minute {self.minute}"
        if not self.clock:
            return self.text
        clock = f"{self.low // 60}:{self.low % 60:02} left"
        return f"{clock} in the {self.part}" if self.part else clock


def match_times(text: str, language: str = "en") -> list[MatchTime]:
    """The times of matches in one passage, in order."""
    return sorted(_reader(language).read(text), key=lambda time: time.span)


def comparable_match_times(x: MatchTime, y: MatchTime) -> bool:
    """Whether both are read from one sort of clock."""
    return bool(x.minute) == bool(y.minute)


def match_times_agree(x: MatchTime, y: MatchTime) -> bool:
    """Whether both can be one moment."""
    if x.minute:
        return x.minute == y.minute
    if x.part and y.part and x.part != y.part and "last" not in x.part + y.part:
        return False
    return x.low <= y.high and y.low <= x.high


@cache
def _reader(language: str) -> _Reader:
    return _Reader(language)


class _Reader:
    def __init__(self, language: str) -> None:
        words = event_words(language).match
        self._lengths = words.lengths
        self._clock = ignoring_case(
            rf"(?<![\d:.])(?:(?P<m>\d{{1,2}}):\s?(?P<s>[0-5]\d)(?![\d:])|{words.minutes})\s(?P<left>{words.left})\b"
            if words.lengths
            else r"(?!)"
        )
        self._part = ignoring_case(words.part)
        self._phase = ignoring_case(rf"\b(?:(?P<early>{words.early})|(?P<late>{words.late}))\s{words.part}")
        self._minute = ignoring_case(rf"\b{words.minute}\b")
        self._score = ignoring_case(
            rf"\b(?P<part>(?:first|second|third|fourth)[\s-](?:{alternatives(words.lengths)}))\s(?:score|touchdown|goal)\b"
            if words.lengths
            else r"(?!)"
        )

    def read(self, text: str) -> Iterator[MatchTime]:
        for m in self._clock.finditer(text):
            seconds = 60 * int(m["m"] or m["minutes"]) + int(m["s"] or m["seconds"] or 0)
            end = m.end("left")
            part = self._part.match(text, end + 1)
            end = part.end() if part else end
            yield MatchTime(
                text[m.start() : end], (m.start(), end), seconds, seconds, _named(part["part"]) if part else ""
            )
        for m in self._phase.finditer(text):
            named = _named(m["part"])
            shortest, longest = self._lengths.get(named.split()[-1], (0, 0))
            if longest:
                low, high = (0, 60 * longest / 3) if m["late"] else (60 * shortest / 2, 60 * longest)
                yield MatchTime(m.group(), m.span(), int(low), int(high), named, clock=False)
        for m in self._score.finditer(text):
            named = _named(m["part"])
            longest = int(self._lengths[named.split()[-1]][1])
            yield MatchTime(m["part"], m.span("part"), 0, 60 * longest, named, clock=False)
        for m in self._minute.finditer(text):
            yield MatchTime(m.group(), m.span(), minute=int(m["minute"]))


def _named(part: str) -> str:
    words = part.lower().replace("-", " ").split()
    return " ".join(_ORDINALS.get(word, word) for word in words)
