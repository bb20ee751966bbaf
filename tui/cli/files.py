"""Writing what a command exports to a file of the reader's choice."""

from __future__ import annotations

from pathlib import Path

from index.errors import BroadsheetError, UsageError
from index.text import printable


def written(name: str, text: str) -> None:
    """Write ``text``, made printable, to a new file; raises UsageError or BroadsheetError where that fails."""
    from tui.export.files import write_once

    path = Path(name)
    try:
        write_once(path, printable(text, lines=True))
    except FileExistsError:
        raise UsageError(f"There is a file {path}.", hint="Choose another name, or remove the file first.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise BroadsheetError(
            f"{path} cannot be written: {reason or error}.", hint="The file was not written; choose another folder."
        ) from None
