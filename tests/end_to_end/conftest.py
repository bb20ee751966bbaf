"""The real command in a real pseudo-terminal, its screen read by a terminal emulator."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pexpect
import pyte
import pytest

_ROOT = Path(__file__).parents[2]
_BOUND = 90.0
"""Seconds after which what was waited for is not coming, on an idle machine; only ever reached by a failing test."""


def _deadline() -> float:
    """Later on a busy machine, by as much as each process there gets less of it."""
    crowd = os.getloadavg()[0] / (os.cpu_count() or 1)
    return monotonic() + _BOUND * max(1.0, crowd)


class Terminal:
    """One run of the program on a screen of its own."""

    def __init__(self, command: list[str], columns: int, rows: int, env: dict[str, str], cwd: Path) -> None:
        self.written = bytearray()
        """Every byte that the program wrote to the terminal."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._child = pexpect.spawn(command[0], command[1:], env=env, dimensions=(rows, columns), cwd=str(cwd))
        self._child.delaybeforesend = None
        self.modes_before = self._modes()

    def text(self) -> str:
        """The screen as it stands, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def keys(self, typed: str) -> None:
        """Type."""
        self._child.send(typed)

    def interrupt(self) -> None:
        """Press ctrl+c as the terminal's line discipline sees it."""
        self._child.sendintr()

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._child.kill(number)

    def sleeps(self) -> None:
        """Read until the program is stopped."""
        until = _deadline()
        while (Path("/proc") / str(self._child.pid) / "stat").read_text().rpartition(") ")[2][0] != "T":
            self._read()
            assert monotonic() < until, "The program did not stop."

    def wait(self, shown: Callable[[str], object] | str) -> str:
        """Read until the screen shows a text, or what a function of its text looks for."""
        wanted = (lambda text: shown in text) if isinstance(shown, str) else shown
        until = _deadline()
        while not wanted(self.text()):
            if not self._read() or monotonic() > until:
                raise AssertionError(f"Not on the screen: {shown}\n{self.text()}")
        return self.text()

    def end(self) -> int:
        """Read until the program has ended; its exit code."""
        until = _deadline()
        while self._read():
            if monotonic() > until:
                raise AssertionError(f"The program did not end.\n{self.text()}\n{self._stacks()}")
        self._child.wait()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -(self._child.signalstatus or 0))

    def left_behind(self) -> set[str]:
        """What the program did to the terminal and did not undo."""
        found = {name for name, on, off in _STATES if self.written.rfind(on) > self.written.rfind(off)}
        if self._modes() != self.modes_before:
            found.add("line discipline")
        return found

    def close(self) -> None:
        """End the program if it has not ended."""
        self._child.close(force=True)

    def _stacks(self) -> str:
        """End the program and return where each of its threads was; needs PYTHONFAULTHANDLER."""
        written = len(self.written)
        self._child.kill(signal.SIGABRT)
        while self._read():
            pass
        return self.written[written:].decode("utf-8", "replace")

    def _modes(self) -> list[object]:
        """Input, output, control and local modes; the speeds and control characters after them do not change."""
        return list(termios.tcgetattr(self._child.child_fd)[:4])

    def _read(self) -> bool:
        try:
            data = self._child.read_nonblocking(65536, timeout=0.25)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.written += data
        self._stream.feed(data)
        return True


_STATES = [
    ("alternate screen", b"\x1b[?1049h", b"\x1b[?1049l"),
    ("hidden cursor", b"\x1b[?25l", b"\x1b[?25h"),
    ("bracketed paste", b"\x1b[?2004h", b"\x1b[?2004l"),
    ("focus events", b"\x1b[?1004h", b"\x1b[?1004l"),
    ("kitty keyboard", b"\x1b[>1u", b"\x1b[<u"),
    *((f"mouse {mode}", b"\x1b[?%dh" % mode, b"\x1b[?%dl" % mode) for mode in (1000, 1002, 1003, 1006, 1015)),
]


_CHOSEN = os.environ.get("BROADSHEET_COMMAND")
"""Another installation's command to test instead of this one's."""


@pytest.fixture(scope="session")
def program() -> list[str]:
    """The chosen command, else the installed one, else the module."""
    installed = _CHOSEN or shutil.which("broadsheet", path=str(Path(sys.executable).parent))
    return [installed] if installed else [sys.executable, "-m", "tui"]


@pytest.fixture(scope="session")
def interpreter() -> str:
    """The Python that has the program installed."""
    return str(Path(_CHOSEN).parent / "python") if _CHOSEN else sys.executable


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment whose every folder of the user's lies in ``tmp_path``."""
    # COLUMNS and LINES too: parallel runs of pytest set them, and a program trusts them more than its terminal.
    ours = ("BROADSHEET", "XDG_", "NO_COLOR", "COLUMNS", "LINES")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    env |= {name: str(tmp_path / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    env |= {name: str(tmp_path / name.lower()) for name in ("XDG_STATE_HOME", "XDG_RUNTIME_DIR")}
    env |= {"HOME": str(tmp_path), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    env["PYTHONFAULTHANDLER"] = "1"
    if _CHOSEN:
        env.pop("PYTHONPATH", None)
    else:
        env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    return env


Run = Callable[..., Terminal]


@pytest.fixture
def run(home: dict[str, str], program: list[str], tmp_path: Path) -> Iterator[Run]:
    """Start the program, or other arguments than its, on a terminal of a size."""
    started: list[Terminal] = []

    def start(
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        instead: list[str] | None = None,
        **environment: str,
    ) -> Terminal:
        terminal = Terminal(instead or [*program, *arguments], *size, env=home | environment, cwd=tmp_path)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.close()
