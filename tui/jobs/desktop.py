"""What is asked of the desktop around the terminal: its clipboard and its browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

from index.errors import UsageError

_PATIENCE = 3.0


def copy(text: str) -> str:
    """Put ``text`` on the clipboard with the platform's own tool; its name, or nothing if no tool did it."""
    for command in _clipboard_tools():
        if shutil.which(command[0]) is None:
            continue
        try:
            done = subprocess.run(
                command,
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return command[0]
    return ""


def _clipboard_tools() -> list[list[str]]:
    if sys.platform == "darwin":
        return [["pbcopy"]]
    if sys.platform == "win32":
        return [["clip"]]
    tools: list[list[str]] = []
    if os.environ.get("WAYLAND_DISPLAY"):
        tools.append(["wl-copy"])
    if os.environ.get("DISPLAY"):
        tools += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return tools


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and url.isprintable() and " " not in url


def browse(url: str) -> str:
    """Open a web page in the browser, ``http`` and ``https`` only; returns a message for the reader.

    Raises :class:`UsageError` for another address, or when there is no browser to ask.
    """
    if not _is_web_address(url):
        raise UsageError("Only http and https addresses are opened.")
    tool = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
    if shutil.which(tool) is None:
        raise UsageError("No browser can be opened from here.", hint=f"The address is {url}")
    try:
        subprocess.Popen(
            [tool, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UsageError(f"The browser could not be started: {error.strerror}.") from error
    return f"asked {tool} to open {url}"
