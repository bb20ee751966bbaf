"""Where things are kept: the user's archive, that of the demo, and the sample articles inside the package."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path


def archive_path(options: Namespace) -> Path:
    """The archive that was asked for, or the user's own."""
    chosen = options.archive or os.environ.get("BROADSHEET_ARCHIVE")
    if chosen:
        return Path(chosen).expanduser()
    home = os.environ.get("BROADSHEET_HOME")
    if home:
        return Path(home) / "archive"
    from platformdirs import user_data_path

    return user_data_path("broadsheet", appauthor=False) / "archive"


def demo_path(options: Namespace) -> Path:
    """Where the sample articles are imported to."""
    if options.archive:
        return Path(options.archive).expanduser()
    home = os.environ.get("BROADSHEET_HOME")
    if home:
        return Path(home) / "demo"
    from platformdirs import user_cache_path

    return user_cache_path("broadsheet", appauthor=False) / "demo"


def sample_path() -> Path:
    """The sample articles inside the package."""
    return Path(__file__).parent / "sample"
