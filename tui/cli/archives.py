"""Which archive a command works on, and the sample articles inside the package."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UsageError

if TYPE_CHECKING:
    from index.archive import Archive


def opened(options: Namespace) -> Archive:
    """The archive, which must exist; raises :class:`UsageError` where it does not."""
    from index.archive import Archive

    path = archive_path(options)
    if not path.exists():
        raise UsageError(f"There is no archive at {path}.", hint="Make one from your articles: broadsheet add PATH")
    return Archive.open(path, create=False)


def archive_path(options: Namespace) -> Path:
    """The archive of ``--archive`` or ``BROADSHEET_ARCHIVE``, else the user's own."""
    chosen = options.archive or os.environ.get("BROADSHEET_ARCHIVE")
    if chosen:
        return Path(chosen).expanduser()
    home = os.environ.get("BROADSHEET_HOME")
    if home:
        return Path(home) / "archive"
    from platformdirs import user_data_path

    return user_data_path("broadsheet", appauthor=False) / "archive"


def demo_path(options: Namespace) -> Path:
    """Where ``demo`` imports the sample articles to."""
    if options.archive:
        return Path(options.archive).expanduser()
    home = os.environ.get("BROADSHEET_HOME")
    if home:
        return Path(home) / "demo"
    from platformdirs import user_cache_path

    return user_cache_path("broadsheet", appauthor=False) / "demo"


def sample_path() -> Path:
    """The sample articles inside the package."""
    return Path(__file__).parents[1] / "sample"
