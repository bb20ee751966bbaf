"""The table of formats that differences can be exported as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from index.model import StoryDifferences

DifferenceFormat = Literal["text", "markdown", "json"]


def _text(found: StoryDifferences, width: int | None) -> str:
    from tui.export.differences_text import differences_text

    return "\n".join(differences_text(found, width)) + "\n"


def _markdown(found: StoryDifferences, _: int | None) -> str:
    from tui.export.differences_markdown import differences_markdown

    return differences_markdown(found)


def _json(found: StoryDifferences, _: int | None) -> str:
    from tui.export.differences_json import differences_record
    from tui.export.json_text import dumped

    return dumped(differences_record(found), unicode=True) + "\n"


DIFFERENCE_FORMATS: Mapping[DifferenceFormat, Callable[[StoryDifferences, int | None], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
"""All formats by name, in the order in which they are listed; only plain text uses the width, in columns."""


def differences_as(format: DifferenceFormat, found: StoryDifferences, width: int | None) -> str:
    """Differences as the text of a file; ``width`` None breaks no lines of plain text."""
    return DIFFERENCE_FORMATS[format](found, width)
