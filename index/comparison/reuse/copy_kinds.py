"""What kind of copy two articles are."""

from __future__ import annotations

from typing import Final

from index.model import ReuseKind

_SAME_TEXT: Final = 0.8
"""Share of the words of both from which two articles have the same text."""
_MOSTLY: Final = 0.5
"""Share of either from which text of a credited agency is wire copy, though shortened."""


def kind(
    shares: tuple[float, float],
    outlets: tuple[str | None, str | None],
    headlines: tuple[str | None, str | None],
    agency: str | None = None,
) -> ReuseKind:
    """What two articles are to each other that share these parts of their words.

    One text at one outlet, or where an outlet is not known under one headline, is a near-duplicate; at two outlets it
    is wire copy, which is shortened too where an agency is credited.
    """
    less, more = sorted(shares)
    if less >= _SAME_TEXT and _is_one_article(outlets, headlines):
        return "near-duplicate"
    if outlets[0] != outlets[1] and (less >= _SAME_TEXT or (agency is not None and more >= _MOSTLY)):
        return "wire copy"
    return "cut" if more >= _SAME_TEXT else "embedded"


def _is_one_article(outlets: tuple[str | None, str | None], headlines: tuple[str | None, str | None]) -> bool:
    one, other = (outlet.casefold() if outlet else None for outlet in outlets)
    if one is not None and other is not None:
        return one == other
    return (headlines[0] or "").casefold().split() == (headlines[1] or "").casefold().split()
