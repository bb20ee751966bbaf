"""SIGTERM and SIGHUP end the application as a key does: the terminal is as it was, and the settings are saved."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

from textual.app import App


def end_on_signals(app: App[None]) -> None:
    """Have ``app`` end when it is asked to by a signal, with the exit code 128 and the signal's number."""
    loop = asyncio.get_running_loop()
    # Windows has no SIGHUP, and its event loop no handlers.
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, _ended, app, number)


def _ended(app: App[None], number: int) -> None:
    app.exit(return_code=128 + number)
