"""Marking a passage, so that it is compared without the rest of its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.text import printable
from tui import messages
from tui.rendering.text.cells import cut

if TYPE_CHECKING:
    from index.model import Span


_LONGEST = 120
"""Cells of a passage that stand in the tray."""


def marking(article: str, span: Span, name: str, text: str) -> messages.AddToTray:
    """Put the passage at ``span`` into the tray; ``name`` is what its article is called there."""
    said = cut(printable(" ".join(text.split())), _LONGEST)
    return messages.AddToTray(f"{article}:{span[0]}-{span[1]}", f"{name} · “{said}”")
