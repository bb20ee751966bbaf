"""The table of formats that a comparison can be exported as: command line, screen and README derive from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from index.model import Comparison

Format = Literal["text", "markdown", "html", "json"]
_WIDTH = 100
"""Columns of plain text where no window says otherwise."""


class ExportFormat(NamedTuple):
    """How a comparison is written to files of one format."""

    suffix: str
    """How the names of its files end."""
    write: Callable[[Comparison, int], str]
    """The text of a file; only plain text uses the width, in columns. Imports what it needs when it is called."""


def _text(comparison: Comparison, width: int) -> str:
    from tui.export.comparison_text import as_text

    return "\n".join(as_text(comparison, width)) + "\n"


def _markdown(comparison: Comparison, _: int) -> str:
    from tui.export.comparison_markdown import comparison_markdown

    return comparison_markdown(comparison)


def _html(comparison: Comparison, _: int) -> str:
    from tui.export.comparison_html import comparison_html

    return comparison_html(comparison)


def _json(comparison: Comparison, _: int) -> str:
    from tui.export.comparison_json import comparison_record
    from tui.export.json_text import dumped

    return dumped(comparison_record(comparison), unicode=True) + "\n"


FORMATS: Mapping[Format, ExportFormat] = {
    "text": ExportFormat(".txt", _text),
    "markdown": ExportFormat(".md", _markdown),
    "html": ExportFormat(".html", _html),
    "json": ExportFormat(".json", _json),
}
"""All formats by name, in the order in which they are listed."""


def comparison_as(format: Format, comparison: Comparison, width: int = _WIDTH) -> str:
    """A comparison as the text of a file."""
    return FORMATS[format].write(comparison, width)
