"""Where a source document is, as text. The only place that joins the parts of such an address, or looks for them.

============================  =================================================================
``news/page.html``            a file on disk
``news.jsonl#L7``             line 7 of a file, or the seventh article of a JSON list
``saved.zip!2019/page.html``  a member of a container; containers nest: ``a.zip!b.tar!c.html``
``export.docx#12``            the twelfth document of a file whose documents have no names
============================  =================================================================

The path of a file is printed as it is, so an address cannot be split without knowing the file. In the name of a member
``!`` is written ``%21``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

STANDARD_INPUT: Final = "stdin"
"""The path of what was read from standard input: other articles each time. Paths of files are absolute."""
_MEMBER: Final = "!"
_NUMBER: Final = "#"
_MARK = re.compile(f"[{_MEMBER}{_NUMBER}]")
_NUMBERED = re.compile(rf"{_NUMBER}\d+\Z")


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a source document; ``str`` prints it."""

    path: str
    """The file on disk, then the names and numbers that lead to the document inside it."""
    record: int | None = None
    """The 1-based line, or place in a JSON list; None for a whole file or member."""

    def __str__(self) -> str:
        return self.path if self.record is None else f"{self.path}#L{self.record}"

    def at_record(self, number: int) -> Address:
        """The record with that number, from 1, of the file or member that this address names."""
        return Address(self.path, number)

    def member(self, name: str) -> Address:
        """The member ``name`` of the container that this address names."""
        text = name.encode("utf-8", "backslashreplace").decode().replace(_MEMBER, "%21")
        return Address(f"{self}{_MEMBER}{text}")

    def document(self, number: int) -> Address:
        """The document with that number, from 1, of the file that this address names."""
        return Address(f"{self}{_NUMBER}{number}")

    @property
    def is_numbered(self) -> bool:
        """Whether the document is found by its number, which moves when another document is put before it."""
        return self.record is not None or _NUMBERED.search(self.path) is not None

    @property
    def lasts(self) -> bool:
        """Whether what is found there later can be a later version of what was there."""
        return _MARK.split(self.path, maxsplit=1)[0] != STANDARD_INPUT


def ranges_inside(file: str) -> tuple[tuple[str, str], ...]:
    """Half-open ranges, by code point, of the paths of all that may be inside ``file``."""
    return tuple((file + mark, file + chr(ord(mark) + 1)) for mark in (_MEMBER, _NUMBER))


def possible_files(path: str) -> tuple[str, ...]:
    """The paths of files on disk in which ``path`` may be: itself, and what is before each mark in it."""
    return (path, *(path[: mark.start()] for mark in _MARK.finditer(path)))
