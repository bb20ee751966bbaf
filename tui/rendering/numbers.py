"""Numbers, counts and durations in words."""

from __future__ import annotations

_WORDS_A_MINUTE = 220
"""Words that a reader reads in a minute."""


def number(value: int) -> str:
    """With a comma between thousands: ``12,400``."""
    return f"{value:,}"


def counted(value: int, one: str, many: str = "") -> str:
    """``1 article``, ``12 articles``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def outlets_and_texts(outlets: int, texts: int) -> str:
    """``3 outlets``; ``3 outlets, 1 text`` where copies make the texts fewer. ``texts`` is 0 if not known."""
    shown = counted(outlets, "outlet")
    return f"{shown}, {counted(texts, 'text')}" if 0 < texts < outlets else shown


def articles_and_texts(articles: int, texts: int) -> str:
    """``41 articles``; ``41 articles, 12 texts`` where copies make the texts fewer. ``texts`` is 0 if not known."""
    shown = counted(articles, "article")
    return f"{shown}, {counted(texts, 'text')}" if 0 < texts < articles else shown


def percent(share: float) -> int:
    """A share of 0 to 1 as a whole number: 100 only for all, and 0 only for nothing."""
    return min(max(round(share * 100), share > 0), 100 if share >= 1 else 99)


def minutes(words: int) -> str:
    """How long ``words`` take to read, at 220 a minute: ``3 min``."""
    return f"{max(1, round(words / _WORDS_A_MINUTE))} min"


def took(seconds: float) -> str:
    """``4 ms`` or ``1.2 s``."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{max(1, round(seconds * 1000))} ms"


def most_words(more: int) -> str:
    """How many articles are listed after those that have all the words."""
    return f"with most of the words: {more:,} more"
