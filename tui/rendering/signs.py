"""The signs that stand for links, conflicts and changes, everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import LinkKind

LINK_SIGNS: Mapping[LinkKind, str] = {"verbatim": "≡", "reworded": "≈", "related": "~"}
"""By kind of link."""
CHANGE_SIGNS = {"reworded": LINK_SIGNS["reworded"], "added": "+", "dropped": "−"}
"""By how a passage was changed from one version to the next."""

MOVED = "⇅"
CONFLICT = "✕"
DIFFERS = "≠"
"""Two values of what looks like one thing."""
UPDATE = "↗"
"""Another value at a later time."""
OPEN = "?"
"""What may be a conflict: something needed to tell is not known."""
UPDATE = "↗"
"""Two values of one thing at two times."""
DIFFERS = "≠"
"""Two values of what looks like one thing."""
ONLY = "\u254e"
"""Beside what only one article has."""
OUT = "\u00b7"
"""Where an article leaves a passage out."""
NOTHING = "\u00b7"
"""Where a column has nothing on a row."""
BAR = "▌"
"""Beside the current row."""
FOLDED, UNFOLDED = "▸", "▾"
