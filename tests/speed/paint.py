"""CPU time until the first screen is painted: broadsheet's, and a bare Textual application's.

``python -m tests.speed.paint bare|broadsheet`` prints the seconds of one start, in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.speed.table import Row

_STARTS = 7


def rows() -> list[Row]:
    """The least of several starts each, taken in turn."""
    taken: dict[str, list[float]] = {"bare": [], "broadsheet": []}
    with tempfile.TemporaryDirectory() as home:
        for _ in range(_STARTS + 1):
            for which, seconds in taken.items():
                seconds.append(_start(which, home))
    bare, ours = (1000 * min(taken[which]) for which in ("bare", "broadsheet"))
    return [Row("first paint", "CPU ms", ours, (("bare Textual", bare),), "goal: at most x1.50")]


def _start(which: str, home: str) -> float:
    """One start, with compiled modules as an installed program has them: the first start makes them."""
    environment = {**os.environ, "BROADSHEET_HOME": home, "PYTHONPYCACHEPREFIX": f"{home}/compiled"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.speed.paint", which],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


def _stop() -> None:
    """Report and end at once: what comes after the first paint is not measured."""
    sys.__stdout__.write(f"{time.process_time()}\n")  # type: ignore[union-attr]  # None only without a console
    sys.__stdout__.flush()  # type: ignore[union-attr]
    os._exit(0)


def _bare() -> None:
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("bare")

        def on_ready(self) -> None:
            self.screen.call_after_refresh(_stop)

    Bare().run(headless=True)


def _broadsheet() -> None:
    from tui import app

    folder = Path(app.__file__).parent
    styles = app.BroadsheetApp.CSS_PATH

    class Timed(app.BroadsheetApp):
        # Textual looks for style sheets beside the module of the class itself.
        CSS_PATH = [folder / name for name in styles] if isinstance(styles, list) else None

        def on_ready(self) -> None:
            self.screen.call_after_refresh(_stop)

    Timed(Path(os.environ["BROADSHEET_HOME"]) / "archive").run(headless=True)


if __name__ == "__main__":
    {"bare": _bare, "broadsheet": _broadsheet}[sys.argv[1]]()
