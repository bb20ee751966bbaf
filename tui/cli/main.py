"""The command line: reads what was typed, runs one command, and turns every error into a line and an exit code.

Exit codes: 0 done; 1 nothing found or partly failed; 2 usage, unreadable query, unknown id; 3 the archive is damaged,
newer or locked; 128 and the number of the signal that ended it: 130 ctrl+c, 143 SIGTERM, 129 SIGHUP.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType

from index.errors import BroadsheetError, Cancelled
from tui.cli.options import parse, program_version, wants_json
from tui.cli.output import DONE, OutputFailed, Streams, open_closed
from tui.cli.reader import read


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``broadsheet`` with the given arguments, by default those of the process; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    open_closed()
    streams = Streams.standard(json=wants_json(arguments))
    if argv is None:
        _keep_quiet()
        _end_on_signals()
        sys.excepthook = _last_resort(streams)
    try:
        code = _run(arguments, streams)
        streams.out.flush()
        return code
    except BrokenPipeError:
        # The reader of the output has closed it; the interpreter must not fail again when it closes the stream.
        _close(streams)
        return DONE
    except OSError as error:
        # What fails here is the output itself: _run has a line for every other.
        _close(streams)
        with suppress(OSError):
            streams.say(f"broadsheet: The output cannot be written: {error.strerror or error}.")
        return BroadsheetError.exit_code


def _run(arguments: Sequence[str], streams: Streams) -> int:
    try:
        options = parse(arguments)
        command = options.command
        return read(options, streams) if command is None else command.run(options, streams)
    except BroadsheetError as error:
        streams.report(error)
        return error.exit_code
    except KeyboardInterrupt as interrupt:
        # The terminal that hung up takes no line any more.
        with suppress(OSError):
            streams.report(Cancelled("Interrupted.", hint="Stored articles are safe; run the import again to resume."))
        return 128 + interrupt.number if isinstance(interrupt, _Ended) else Cancelled.exit_code
    except (BrokenPipeError, OutputFailed):
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        streams.report(BroadsheetError(f"{where}{error.strerror or error}."))
        return BroadsheetError.exit_code
    except SystemExit as leaving:
        # --help and --version
        return leaving.code if isinstance(leaving.code, int) else DONE


class _Ended(KeyboardInterrupt):
    """A signal other than that of ctrl+c asks the program to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _end_on_signals() -> None:
    def end(number: int, frame: FrameType | None) -> None:
        raise _Ended(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # A signal that is ignored on purpose stays so: nohup broadsheet add …
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)


def _keep_quiet() -> None:
    """Keep warnings and log messages of libraries off the user's terminal."""
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _close(streams: Streams) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, streams.out.fileno())
    os.close(nowhere)


# --- What nobody thought of -------------------------------------------------------------------------------------------


class _Internal(BroadsheetError):
    """A fault of the program itself."""

    kind = "internal"


def _last_resort(streams: Streams) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """A hook for exceptions that nothing handles: one line for the user, the traceback in a file to report."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        kept = _kept("".join(traceback.format_exception(kind, error, trace)))
        hint = f"Please report it with the file {kept}" if kept else "Please report it."
        with suppress(OSError):
            streams.report(_Internal(f"Something went wrong inside broadsheet: {kind.__name__}: {error}.", hint=hint))
            streams.out.flush()

    return hook


def _kept(details: str) -> Path | None:
    from platformdirs import user_log_path

    home = os.environ.get("BROADSHEET_HOME")
    folder = Path(home) if home else user_log_path("broadsheet", appauthor=False)
    path = folder / "failure.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # It may have words of articles: for this user only, also where an earlier one was for all.
        path.unlink(missing_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8", errors="backslashreplace") as text:
            text.write(f"broadsheet {program_version()}\n{details}")
    except OSError:
        return None
    return path
