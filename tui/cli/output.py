"""How results leave the program: streams that take nothing a terminal would obey, records as JSON, exit codes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from index.errors import BroadsheetError
from index.text import printable
from tui.export.json_text import Json, dumped

DONE, NOTHING, DAMAGED = 0, 1, 3
"""Exit codes; those of errors are the errors' own."""


class OutputFailed(OSError):
    """What is printed cannot be written to where it goes; a closed pipe is a BrokenPipeError."""


def open_closed() -> None:
    """Put something in the place of the standard streams that the process began without.

    Else a file that is opened later takes the number of one, and lines that are meant for the terminal end up in it.
    Data that are printed to a closed output raise OutputFailed; messages go nowhere, and an input is empty.
    """
    for name, flag, mode in (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, flag), mode, encoding="utf-8"))  # noqa: PTH123, SIM115


@dataclass(frozen=True, slots=True)
class Streams:
    """Where data and messages go."""

    out: TextIO
    err: TextIO
    json: bool
    """Whether data are JSON."""

    @classmethod
    def standard(cls, *, json: bool) -> Streams:
        """The standard streams of the process."""
        return cls(sys.stdout, sys.stderr, json)

    @property
    def width(self) -> int:
        """Columns of the terminal; 100 where there is none and ``COLUMNS`` says nothing."""
        return max(20, shutil.get_terminal_size((100, 40)).columns)

    @property
    def reading_width(self) -> int | None:
        """Columns for lines of prose; None where lines are not to be broken, for a pipe."""
        return min(self.width, 100) if is_terminal(self.out) else None

    @property
    def coloured(self) -> bool:
        """Whether data may hold colour codes."""
        return is_terminal(self.out) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def print(self, text: str = "") -> None:
        """Print one line or more of data, made printable."""
        _write(self.out, printable(text, lines=True) + "\n")

    def print_styled(self, text: str) -> None:
        """Print data with colour codes of ours; its untrusted parts must be printable already."""
        _write(self.out, text + "\n")

    def print_document(self, text: str) -> None:
        """Print a whole file: in UTF-8 where it does not go to a terminal, whatever the encoding of the stream is."""
        buffer = getattr(self.out, "buffer", None)
        text = printable(text, lines=True)
        if buffer is None or is_terminal(self.out):
            _write(self.out, text)
            return
        with _output():
            self.out.flush()
            buffer.write(text.encode("utf-8", "replace"))
            buffer.flush()

    def write_file(self, parts: Iterable[str]) -> None:
        """Print a file as its parts come, as they are: what came from outside must be printable already."""
        buffer = getattr(self.out, "buffer", None)
        if buffer is None or is_terminal(self.out):
            for part in parts:
                _write(self.out, part)
            return
        with _output():
            self.out.flush()
        for part in parts:
            with _output():
                buffer.write(part.encode("utf-8", "replace"))
        with _output():
            buffer.flush()

    def record(self, value: Mapping[str, object]) -> None:
        """Print one JSON object on a line of its own."""
        _write(self.out, dumped(value, unicode=_takes_unicode(self.out)) + "\n")

    def say(self, text: str) -> None:
        """Print one line of messages."""
        _write(self.err, printable(text) + "\n")

    def report(self, error: BroadsheetError) -> None:
        """Print an error: as an object of the data where JSON is asked for, else as a message."""
        if self.json:
            self.record(error_record(error))
        else:
            where = f"column {error.column}: " if error.column else ""
            self.say(f"broadsheet: {where}{error}")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at ``stream``."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


@contextmanager
def _output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(error.errno, error.strerror) from error


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    with _output():
        stream.write(text.encode(encoding, "replace").decode(encoding))


def _takes_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").replace("_", "") == "utf8"


def error_record(error: BroadsheetError) -> Json:
    """An error as JSON."""
    return {"error": {"kind": error.kind, "message": error.message, "column": error.column, "hint": error.hint or None}}
