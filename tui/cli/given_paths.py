"""The paths that an import is given: as arguments, in a file, or on standard input."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from index.errors import UsageError
from index.model import NAMED_FIELDS, FieldNames
from tui.rendering.import_report import refused_address

STANDARD_INPUT = "-"
"""As a path: an article or a container on standard input. As the file of ``--files-from``: paths on standard input."""


def add_options(parser: ArgumentParser) -> None:
    """The options of an import that have to do with what is read."""
    parser.add_argument("--dry-run", action="store_true", help="store nothing, and report what would happen")
    parser.add_argument("--files-from", metavar="FILE", help="also import the paths in FILE, one a line; - for stdin")
    parser.add_argument("-0", "--null", action="store_true", help="the paths in FILE end with a null byte, not a line")
    parser.add_argument("--follow-links", action="store_true", help="follow symbolic links out of the folders given")
    parser.add_argument(
        "--fields",
        metavar="FIELD=NAME,…",
        action="append",
        help="what fields of records are called, such as title=kop,text=inhoud; kept for the archive; '' forgets them",
    )


def given_paths(options: Namespace) -> list[str]:
    """The paths of the arguments and of ``--files-from``; raises UsageError where there are none, or for an address."""
    paths = list(options.paths)
    if options.null and options.files_from is None:
        raise UsageError(
            "-0 is for --files-from.", hint="Name the file with the paths: --files-from FILE, - for stdin."
        )
    if options.files_from == STANDARD_INPUT and STANDARD_INPUT in paths:
        raise UsageError("Standard input cannot be both an article and a list of paths.", hint="Give one of them.")
    if options.files_from is not None:
        paths += _listed(options.files_from, b"\0" if options.null else b"\n")
    if not paths and options.files_from is None:
        raise UsageError("Missing: PATH.", hint="Give files or folders, --files-from FILE, or - for standard input.")
    check_paths(paths)
    return paths


def check_paths(paths: list[str]) -> None:
    """Raise UsageError for an address of the web."""
    for path in paths:
        if refusal := refused_address(path):
            raise UsageError(refusal, hint=f"Save {path} with a browser, then: broadsheet add FILE")


def existing_folders(given: list[str]) -> list[Path]:
    """The folders given; raises UsageError for what is none."""
    check_paths(given)
    folders = [Path(folder).expanduser() for folder in given]
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"There is no folder {folder}.", hint="Make it first, or check the path.")
    return folders


def field_names(written: list[str] | None) -> FieldNames | None:
    """``title=kop,text=inhoud`` as pairs; None where nothing was given. Raises UsageError."""
    if written is None:
        return None
    found = []
    for pair in (pair for one in written for pair in one.split(",") if pair.strip()):
        field, sign, name = (part.strip() for part in pair.partition("="))
        if not sign or not name:
            raise UsageError(
                f"--fields: {pair!r} is no FIELD=NAME.", hint="For example: --fields title=kop,text=inhoud"
            )
        if field not in NAMED_FIELDS:
            raise UsageError(f"--fields: there is no field {field!r}.", hint=f"Fields: {', '.join(NAMED_FIELDS)}.")
        found.append((field, name))
    return tuple(found)


def _listed(name: str, end: bytes) -> list[str]:
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).expanduser().read_bytes()
    except OSError as error:
        raise UsageError(f"--files-from: {name} cannot be read: {error.strerror or error}.", hint="Check it.") from None
    lines = data.split(end)
    if end == b"\n":
        lines = [line.removesuffix(b"\r") for line in lines]
    return [os.fsdecode(line) for line in lines if line]
