"""CPU time until the first screen is painted, and from the key for a comparison until its columns are.

``python -m tests.speed.paint bare|broadsheet|compare|columns`` prints the seconds of one start, or those until a
comparison of four sample articles, the first of the session, is on the page or has its columns; each in a process of
its own.
"""

from __future__ import annotations

import asyncio
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
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
    return [
        Row("first paint", "CPU ms", ours, (("bare Textual", bare),), "goal: at most x1.50"),
        *_comparison_rows(),
    ]


def _comparison_rows() -> list[Row]:
    """The least of several; the first start, which makes the archive, has loaded already what the others load."""
    with tempfile.TemporaryDirectory() as home:
        _start("compare", home)
        painted = min(_start("compare", home) for _ in range(_STARTS // 2))
        complete = min(_start("columns", home) for _ in range(_STARTS // 2))
    return [
        Row("side by side: first paint after the key", "CPU ms", 1000 * painted, (), "goal: at most 150"),
        Row("side by side: columns, the first of a session", "CPU ms", 1000 * complete, (), ""),
    ]


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
    # As the command line does before it opens the application, which enables collections again.
    gc.disable()
    from tui import app

    folder = Path(app.__file__).parent
    styles = app.BroadsheetApp.CSS_PATH

    class Timed(app.BroadsheetApp):
        # Textual looks for style sheets beside the module of the class itself.
        CSS_PATH = [folder / name for name in styles] if isinstance(styles, list) else None

        def on_ready(self) -> None:
            self.screen.call_after_refresh(_stop)

    Timed(Path(os.environ["BROADSHEET_HOME"]) / "archive").run(headless=True)


def _compare(*, columns: bool) -> None:
    from index.archive import Archive
    from tui import app, messages
    from tui.cli.archives import sample_path
    from tui.screens.compare import CompareScreen
    from tui.settings import Settings

    archive = Path(os.environ["BROADSHEET_HOME"]) / "archive"
    with Archive.open(archive) as opened:
        for _ in opened.add([sample_path()]):
            pass
        story = max(opened.stories(), key=lambda story: len(story.articles))

    async def measured() -> float:
        shown = app.BroadsheetApp(archive, settings=Settings(None))
        async with shown.run_test(size=(120, 40)) as pilot:
            await pilot.pause(1)
            began = time.process_time()
            shown.post_message(messages.CompareArticles(story.articles[:4]))
            while True:
                await asyncio.sleep(0.001)
                screen = shown.screen
                if isinstance(screen, CompareScreen) and screen.is_mounted:
                    view = screen.columns
                    if view.arranged is not None or (view.notice and not columns):
                        break
            await pilot.pause(0)
            return time.process_time() - began

    sys.stdout.write(f"{asyncio.run(measured())}\n")


_STARTED: Mapping[str, Callable[[], None]] = {
    "bare": _bare,
    "broadsheet": _broadsheet,
    "compare": lambda: _compare(columns=False),
    "columns": lambda: _compare(columns=True),
}

if __name__ == "__main__":
    _STARTED[sys.argv[1]]()
