"""What a comparison can be exported as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from index.model import Comparison

Format = Literal["markdown", "html", "json"]
SUFFIXES: Mapping[Format, str] = {"markdown": ".md", "html": ".html", "json": ".json"}
"""How the names of files end."""


def comparison_as(format: Format, comparison: Comparison) -> str:
    """A comparison as the text of a file."""
    if format == "html":
        from tui.export.comparison_html import comparison_html

        return comparison_html(comparison)
    if format == "json":
        from tui.export.comparison_json import comparison_record
        from tui.export.json_text import dumped

        return dumped(comparison_record(comparison), unicode=True) + "\n"
    from tui.export.comparison_markdown import comparison_markdown

    return comparison_markdown(comparison)
