"""Files, members of containers and standard input become source documents: one file format a module.

A format is chosen by content first and by name second. Nothing here judges which lines are the article; that is the
part of cleaning.
"""

from index.formats.folder_watch import FolderWatch
from index.formats.limits import MAX_FILE, MAX_TEXT, Bounds
from index.formats.plugins import plugins
from index.formats.programs import PROGRAMS, Program
from index.formats.registry import expected_articles, formats, read_file, read_stream
from index.formats.walk import FileState, FoundFile, check_unchanged, find, path_text, state

__all__ = [
    "MAX_FILE",
    "MAX_TEXT",
    "PROGRAMS",
    "Bounds",
    "FileState",
    "FolderWatch",
    "FoundFile",
    "Program",
    "check_unchanged",
    "expected_articles",
    "find",
    "formats",
    "path_text",
    "plugins",
    "read_file",
    "read_stream",
    "state",
]
