"""Snapshots of ArchiveBox: a folder holds one page in up to ten forms, of which one is read.

The layout is that of ArchiveBox 0.4 to 0.8 (https://github.com/ArchiveBox/ArchiveBox): ``archive/TIMESTAMP/index.json``
says which page it is, and beside it are ``singlefile.html``, ``output.html``, a folder of wget's, ``warc/`` and more.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from index.formats.location import Location

_SNAPSHOT: Final = re.compile(r"\d{9,11}(?:\.\d{1,9})?")
"""A folder's name: the second in which the page was added."""
_DEEPEST: Final = 24
"""Folders between a file and that of its snapshot: wget makes one for each part of an address."""
_PAGES: Final = (
    ("singlefile", "singlefile.html"),
    ("singlefile", "singlefile/singlefile.html"),
    ("dom", "output.html"),
    ("dom", "dom/output.html"),
)
"""Whole pages, the best first, with the names of the steps that saved them."""
_TEXTS: Final = (
    ("readability", "readability/content.html"),
    ("mercury", "mercury/content.html"),
    ("htmltotext", "htmltotext.txt"),
    ("htmltotext", "htmltotext/htmltotext.txt"),
    ("readability", "readability/content.txt"),
    ("mercury", "mercury/content.txt"),
    ("pdf", "output.pdf"),
    ("pdf", "pdf/output.pdf"),
)
"""What was taken from the page: read where there is no page, the best first."""
_OWN: Final = frozenset("index.html index.json index.sqlite3 ArchiveBox.conf favicon.ico robots.txt".split())
_OWN_FOLDERS: Final = ("sources/", "logs/")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One page that ArchiveBox saved."""

    folder: str
    """Its path, with ``/`` at the end."""
    chosen: str | None
    """The path of the file that is read for all, below the folder; None where none of the known ones is there."""
    url: str
    captured: str | None


def snapshot(location: Location) -> Snapshot | None:
    """The snapshot that a file belongs to; None for a file that is in none."""
    for folder in location.folders[:_DEEPEST]:
        if _SNAPSHOT.fullmatch(folder.rstrip("/").rpartition("/")[2]):
            try:
                facts = json.loads(location.read(f"{folder}index.json") or b"null")
            except (ValueError, RecursionError):
                continue
            if isinstance(facts, dict) and isinstance(url := facts.get("url"), str) and "timestamp" in facts:
                step, chosen = _chosen(location, folder, facts)
                return Snapshot(folder, chosen, url, _captured(facts, step))
    return None


def other_role(location: Location) -> str | None:
    """What a file is, where ArchiveBox has it beside the form of a page that is read; None for any other."""
    found = snapshot(location)
    if found is not None:
        if found.chosen is None or location.path == found.folder + found.chosen:
            return None
        return f"another form of the page that ArchiveBox saved, read from {found.chosen}"
    folder = location.folders[0]
    is_own = location.name in _OWN and location.has(folder, "ArchiveBox.conf")
    inside = next((name for name in _OWN_FOLDERS if folder.endswith(f"/{name}") or folder == name), None)
    if is_own or (inside and location.has(folder.removesuffix(inside), "ArchiveBox.conf")):
        return "a file of ArchiveBox"
    return None


def _chosen(location: Location, folder: str, facts: dict[str, object]) -> tuple[str, str | None]:
    for step, name in (*_PAGES, *_of_wget(facts), *_TEXTS):
        if location.has(folder, name):
            return step, name
    return "", None


def _of_wget(facts: dict[str, object]) -> list[tuple[str, str]]:
    """Where wget put the page."""
    found = [_last(facts, "wget").get("output")]
    canonical = facts.get("canonical")
    if isinstance(canonical, dict):
        found.append(canonical.get("wget_path"))
    return [("wget", name) for name in found if isinstance(name, str) and name.endswith((".html", ".htm"))]


def _last(facts: dict[str, object], step: str) -> dict[str, object]:
    """The result of the last time that a step was done."""
    history = facts.get("history")
    results = history.get(step) if isinstance(history, dict) else None
    last = results[-1] if isinstance(results, list) and results else None
    return last if isinstance(last, dict) else {}


def _captured(facts: dict[str, object], step: str) -> str | None:
    """When the chosen form was saved. ``timestamp`` is when the address was added to the list, often years before."""
    times = (_last(facts, step).get("start_ts"), facts.get("newest_archive_date"), facts.get("updated"))
    return next((time for time in times if isinstance(time, str) and time), None)
