"""Writing an export from a page: where it goes, and what the foot says of it."""

from __future__ import annotations

from pathlib import Path

from tui.export import files
from tui.rendering.text.runs import Run
from tui.widgets.frame import Frame


def write_export(page: Frame, name: str, text: str) -> None:
    """Write ``text`` to a new file in the export folder, by default the one broadsheet was started in."""
    folder = Path(page.settings.export_folder or ".").expanduser()
    try:
        written = files.write_new(folder, name, text)
    except OSError as error:
        page.show_message([Run("✕ ", "conflict-bold"), Run(f"Not written: {error.strerror or error}", "ink")])
    else:
        page.show_message([Run("Written to ", "dim"), Run(str(written.resolve()), "ink")])
