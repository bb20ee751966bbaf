"""Copied text in the reader: a few words on who has most of it, and a text with what was changed in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from index.text import printable
from tui.widgets.listing import Listing
from tui.widgets.typesetting import Line, Mark, Run, runs, wrap

if TYPE_CHECKING:
    from index.model import Changes, Reuse

_WIDEST = 100


def reuse_said(found: Sequence[Reuse], outlet: str | None = None) -> str:
    """Who has most of the text of an article of ``outlet``, in a few words; empty for nobody."""
    if not found:
        return ""
    most = found[0]
    agency = f"{most.agency}: " if most.kind == "wire copy" and most.agency not in (None, outlet) else ""
    first = " (first)" if most.first == most.other else " (later)" if most.first == most.article else ""
    others = f" and {len(found) - 1:,} more" if len(found) > 1 else ""
    who = most.outlet or most.headline or most.other[:8]
    return f"{agency}{most.share * 100:.0f}\u00a0% also in {who}{first}{others}"


def changed_text(found: Changes) -> tuple[str, list[Mark]]:
    """The newer text with what went from the older one put in: both in brackets, so that colour is not needed."""
    parts: list[str] = []
    marks: list[Mark] = []
    at = length = 0

    def put(text: str, ink: str = "") -> None:
        nonlocal length
        parts.append(text)
        if ink:
            marks.append(Mark(length, length + len(text), ink))
        length += len(text)

    old, new = found.old.text, found.new.text
    for change in found.changes:
        put(new[at : change.new[0]])
        gone, come = old[slice(*change.old)], new[slice(*change.new)]
        if gone:
            put(f"[−{gone}−]", "conflict")
        if gone and come:
            put(" ")
        if come:
            put(f"[+{come}+]", "only")
        if gone and not come and new[change.new[1] : change.new[1] + 1].strip():
            put(" ")
        at = change.new[1]
    put(new[at:])
    return "".join(parts), marks


class ChangedText(Listing):
    """A text with its changes, line by line."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""
        self._marks: Sequence[Mark] = ()
        self._lines: list[Line] = []
        self._set_for = 0

    def show(self, found: Changes) -> None:
        """Show what was changed."""
        text, self._marks = changed_text(found)
        self._text = printable(text, lines=True)
        self._set_for = 0
        self._lay()

    def _lay(self) -> None:
        width = max(20, min(_WIDEST, self.scrollable_content_region.width - 2))
        if self._text and width != self._set_for:
            share = self.current / max(1, self.count)
            self._lines, self._set_for = wrap(self._text, width), width
            self.fill(len(self._lines), round(share * len(self._lines)))

    def on_resize(self, event: events.Resize) -> None:
        """The lines may have another width."""
        super().on_resize(event)
        self._lay()

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """One line of it."""
        bar = Run("▌ " if index == self.current else "  ", "accent")
        return [bar, *runs(self._text, self._lines[index], self._marks, "ink")]

    def walk(self, step: int) -> None:
        """To the next (1) or the previous (-1) change."""
        here = self._lines[self.current] if self.count else None
        if here is None:
            return
        if step > 0:
            wanted = next((mark.start for mark in self._marks if mark.start >= here.end), None)
        else:
            wanted = next((mark.start for mark in reversed(self._marks) if mark.start < here.start), None)
        if wanted is not None:
            self.current = next(i for i, line in enumerate(self._lines) if line.end > wanted)
