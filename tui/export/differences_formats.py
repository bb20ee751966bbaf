"""The table of formats that differences can be exported as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from index.model import DisputedFact, StoryDifferences

DifferenceFormat = Literal["text", "markdown", "json"]


def _text(found: StoryDifferences, left_out: Sequence[DisputedFact], width: int | None) -> str:
    from tui.export.differences_text import differences_text

    return "\n".join(differences_text(found, width, left_out)) + "\n"


def _markdown(found: StoryDifferences, left_out: Sequence[DisputedFact], _: int | None) -> str:
    from tui.export.differences_markdown import differences_markdown

    return differences_markdown(found, left_out)


def _json(found: StoryDifferences, left_out: Sequence[DisputedFact], _: int | None) -> str:
    from tui.export.differences_json import differences_record
    from tui.export.json_text import dumped

    return dumped(differences_record(found, left_out), unicode=True) + "\n"


Writer = Callable[[StoryDifferences, Sequence[DisputedFact], int | None], str]
"""Writes differences and says which facts are left out."""
DIFFERENCE_FORMATS: Mapping[DifferenceFormat, Writer] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
"""All formats by name, in the order in which they are listed; only plain text uses the width, in columns."""


def differences_as(
    format: DifferenceFormat, found: StoryDifferences, width: int | None, left_out: Sequence[DisputedFact] = ()
) -> str:
    """Differences as the text of a file, which says what is ``left_out`` of them; ``width`` None breaks no lines."""
    return DIFFERENCE_FORMATS[format](found, left_out, width)
