"""The inks: two palettes of our own, and one that leaves every colour to the terminal.

Widgets name inks (``ink``, ``dim``, ``marker`` ...) and never colours. A theme gives each of them a ``rich`` style and
gives Textual's style sheets the same values as variables (``$ink``, ``$hairline`` ...).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rich.style import Style
from textual.theme import Theme


class Palette(NamedTuple):
    """The colours of one theme, as ``#rrggbb`` or the name of an ANSI colour."""

    name: str
    dark: bool
    background: str
    selected: str
    ink: str
    dim: str
    hairline: str
    accent: str
    marker: str
    marked: str
    """Ink on the marker."""
    link: str
    conflict: str
    only: str


PAPER = Palette(
    "paper", False, "#f8f4ea", "#efe7d3", "#1d1b18", "#6b6354", "#d9d0bd", "#a3201d", "#f2d98d", "#1d1b18", "#1f5a78",
    "#a8420c", "#57662c",
)  # fmt: skip
NIGHT = Palette(
    "night", True, "#151412", "#211f1b", "#e9e2d2", "#9c9382", "#37332c", "#e36a57", "#5c4a12", "#f6efdf", "#7fb3cf",
    "#e39a4d", "#a8b86a",
)  # fmt: skip
TERMINAL = Palette(
    "terminal", True, "default", "default", "default", "default", "default", "red", "yellow", "black", "blue",
    "magenta", "green",
)  # fmt: skip

PALETTES: Mapping[str, Palette] = {p.name: p for p in (PAPER, NIGHT, TERMINAL)}
NAMES = tuple(PALETTES)


def inks(name: str) -> Mapping[str, Style]:
    """The styles of the theme ``name``, by the name of the ink; the background is that of the row.

    Without colours (``NO_COLOR``, or the terminal's own theme on a terminal that has none) bold, dim, italic, underline
    and reverse still tell everything apart.
    """
    return _INKS.get(name, _INKS["paper"])


def rows(name: str) -> Mapping[str, Style]:
    """The backgrounds of a row: ``plain`` and ``selected``."""
    palette = PALETTES.get(name, PAPER)
    return {"plain": Style(bgcolor=palette.background), "selected": Style(bgcolor=palette.selected)}


def following(name: str) -> str:
    """The theme after ``name``, round and round."""
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else NAMES[0]


def _own(p: Palette) -> dict[str, Style]:
    return {
        "ink": Style(color=p.ink),
        "headline": Style(color=p.ink, bold=True),
        "deck": Style(color=p.ink, italic=True),
        "dim": Style(color=p.dim),
        "dim-italic": Style(color=p.dim, italic=True),
        "hairline": Style(color=p.hairline),
        "accent": Style(color=p.accent),
        "accent-bold": Style(color=p.accent, bold=True),
        "marker": Style(color=p.marked, bgcolor=p.marker),
        "marker-bold": Style(color=p.marked, bgcolor=p.marker, bold=True),
        "marker-current": Style(color=p.background, bgcolor=p.accent, bold=True),
        "linked": Style(color=p.ink, underline=True),
        "differing": Style(color=p.ink, underline=True),
        "link": Style(color=p.link),
        "link-bold": Style(color=p.link, bold=True),
        "conflict": Style(color=p.conflict),
        "conflict-bold": Style(color=p.conflict, bold=True),
        "only": Style(color=p.only),
    }


def _terminal(p: Palette) -> dict[str, Style]:
    # Half-bright replaces the dim inks; marked text is underlined too, in case no colour is shown.
    return _own(p) | {
        "dim": Style(color=p.dim, dim=True),
        "dim-italic": Style(color=p.dim, dim=True, italic=True),
        "hairline": Style(color=p.hairline, dim=True),
        "marker": Style(color=p.marked, bgcolor=p.marker, underline=True),
        "marker-bold": Style(color=p.marked, bgcolor=p.marker, underline=True, bold=True),
        "marker-current": Style(reverse=True, bold=True),
    }


_INKS = {p.name: (_terminal(p) if p is TERMINAL else _own(p)) for p in PALETTES.values()}


def textual_themes() -> tuple[Theme, ...]:
    """The three palettes as Textual themes."""
    return tuple(_theme(p) for p in PALETTES.values())


def _theme(p: Palette) -> Theme:
    colour = (lambda c: f"ansi_{c}") if p is TERMINAL else (lambda c: c)
    dim = "ansi_bright_black" if p is TERMINAL else p.dim
    hairline = "ansi_bright_black" if p is TERMINAL else p.hairline
    named = {
        "ink": colour(p.ink), "dim": dim, "hairline": hairline, "selected": colour(p.selected),
        "marker": colour(p.marker), "marked": colour(p.marked), "link": colour(p.link), "conflict": colour(p.conflict),
        "only": colour(p.only),
    }  # fmt: skip
    return Theme(
        name=p.name,
        ansi=p is TERMINAL,
        dark=p.dark,
        primary=colour(p.accent),
        secondary=colour(p.link),
        accent=colour(p.accent),
        warning=colour(p.conflict),
        error=colour(p.conflict),
        success=colour(p.only),
        foreground=colour(p.ink),
        background=colour(p.background),
        surface=colour(p.background),
        panel=colour(p.background),
        boost=colour(p.selected),
        variables=named
        | {
            "footer-background": colour(p.background),
            "input-cursor-background": colour(p.accent),
            "input-cursor-foreground": colour(p.background),
            "block-cursor-background": colour(p.accent),
            "block-cursor-foreground": colour(p.background),
            "scrollbar": hairline,
            "scrollbar-hover": dim,
            "scrollbar-active": dim,
            "scrollbar-background": colour(p.background),
            "scrollbar-background-hover": colour(p.background),
            "scrollbar-background-active": colour(p.background),
            "scrollbar-corner-color": colour(p.background),
            "border": hairline,
            "border-blurred": hairline,
            # Textual asks for these of every theme that says it is of the terminal's colours.
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
        },
    )
