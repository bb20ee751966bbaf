"""Files on disk become source documents: one file format a module, chosen by content first and name second.

Nothing here judges what is article and what is not; that is cleaning's part.
"""

from index.formats.limits import MAX_FILE, MAX_TEXT
from index.formats.registry import read, read_file
from index.formats.walk import FoundFile, digest, find, path_text

__all__ = ["MAX_FILE", "MAX_TEXT", "FoundFile", "digest", "find", "path_text", "read", "read_file"]
