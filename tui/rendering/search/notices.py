"""Notices in place of results: calm, and always with the key or command that helps. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tui.rendering.search.offers import Offer, listed
from tui.rendering.search.question import Question
from tui.rendering.text.runs import Run

Lines = list[list[Run]]


def opening() -> Lines:
    """While the archive is being opened."""
    return [[], [Run("  opening the archive …", "dim")]]


def rebuilding() -> Lines:
    """While the index is rebuilt."""
    return [
        [],
        [Run("  The search index was missing, damaged or of an earlier version.", "headline")],
        [],
        [Run("  It is being rebuilt from the stored articles; none of them is lost.", "dim")],
        [Run("  What you type is searched for when that is done.", "dim")],
    ]


def empty_archive(formats: str) -> Lines:
    """An archive without articles; ``formats`` lists what can be imported."""
    return [
        [],
        [Run("  This archive is empty.", "headline")],
        [],
        [Run("  i", "accent-bold"), Run("  imports a folder of saved articles here", "dim")],
        [],
        [Run("  From the shell:", "dim")],
        [Run("  broadsheet open FOLDER", "ink"), Run("   imports it and opens it", "dim")],
        [Run("  broadsheet add FOLDER", "ink"), Run("    only imports it", "dim")],
        [Run("  broadsheet demo", "ink"), Run("          shows sample articles", "dim")],
        [],
        [Run(f"  Reads {formats}.", "dim")],
    ]


def nothing_found(question: Question, made: Sequence[Offer], chosen: int) -> Lines:
    """No article answers; what can be asked instead, and how."""
    text, filtered = question.text.strip(), bool(question.filters)
    headline = f"  Nothing for {text}" if text else "  Nothing"
    lines = [[], [Run(headline, "headline"), Run(" with these filters" if filtered else "", "headline")], []]
    lines += listed(made, chosen)
    if filtered:
        lines.append([Run("  x", "accent-bold"), Run("      drops the last filter", "dim")])
    lines.append([Run("  /", "accent-bold"), Run("      changes the query", "dim")])
    lines += [
        [],
        [Run("  All words must occur; ", "dim"), Run("a OR b", "ink"), Run(" asks for either.", "dim")],
        [Run('  "two words"', "ink"), Run(" together, ", "dim"), Run("-word", "ink"), Run(" without, ", "dim"),
         Run("outlet: title: date:2019", "ink"), Run(" a field", "dim")],
        [Run("  wor*", "ink"), Run(" a prefix, ", "dim"), Run("word~", "ink"), Run(" with a mistake; ", "dim"),
         Run("?", "accent-bold"), Run(" explains all that can be typed.", "dim")],
    ]  # fmt: skip
    return lines


def failed(message: str, hint: str) -> Lines:
    """Something could not be done."""
    lines: Lines = [[], [Run("  ✕ ", "conflict-bold"), Run(message, "ink")]]
    if hint:
        lines += [[], [Run(f"    {hint}", "dim")]]
    return lines
