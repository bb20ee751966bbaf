"""Copied text in the reader: a few words on who has most of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Reuse


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
