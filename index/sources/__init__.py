"""Files on disk become source documents: one file format a module, chosen by content first and name second.

Nothing here judges what is article and what is not; that is cleaning's part.
"""

from index.sources.files import FoundFile, digest, find, path_text
from index.sources.limits import MAX_FILE, MAX_TEXT
from index.sources.registry import read, read_file

__all__ = ["MAX_FILE", "MAX_TEXT", "FoundFile", "digest", "find", "path_text", "read", "read_file"]
