"""What is remembered from one session to the next: theme, measure, rows of results, judge, trays, inboxes, query
history, places in articles.

One JSON file, ``settings.json``, in the platform's configuration folder for broadsheet, or in the folder that the
environment variable ``BROADSHEET_HOME`` names. It is written in one piece; a file that cannot be read counts as none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

MEASURES = range(40, 101)
"""Widths of the reading column, in cells."""
MOST_QUERIES = 200
"""Queries of the history."""
MOST_PLACES = 1000
"""Articles of which it is known where they were left."""
MOST_IN_TRAY = 24
"""Articles and passages in a tray."""
MOST_TRAYS = 100
"""Archives whose trays are kept."""


@dataclass(frozen=True, slots=True)
class TrayItem:
    """An article, or a passage of one, picked up for comparing, and how it is called in lists."""

    id: str
    """The id of the article; ``id:start-end`` for a passage of it."""
    label: str

    @property
    def article(self) -> str:
        """The id of the article."""
        return article_and_span(self.id)[0]

    @property
    def span(self) -> tuple[int, int] | None:
        """The offsets of the passage; None for a whole article."""
        return article_and_span(self.id)[1]


@dataclass(slots=True)
class Settings:
    """The settings of one user; change them through the methods, then :meth:`save`."""

    path: Path | None = None
    """Where they are kept; None keeps them nowhere."""
    theme: str = "paper"
    measure: int = 68
    one_row_a_text: bool = True
    """Whether articles with the same text share a row of the results."""
    export_folder: str = ""
    """Where exports go; empty for the folder broadsheet was started in."""
    judge: str = ""
    """A program or an endpoint that is asked about differences; empty for none."""
    judge_model: str = ""
    judge_hosts: list[str] = field(default_factory=list)
    """Hosts other than this machine to which a judge may be sent sentences."""
    archive: str = ""
    """The archive whose tray and inbox these are; see :meth:`take_those_of`."""
    tray: list[TrayItem] = field(default_factory=list)
    """What was picked up in the archive. Each archive has a tray of its own, since none has the articles of another."""
    inbox: list[str] = field(default_factory=list)
    """Folders whose new files the archive imports while the reader is open; see :meth:`set_inbox`."""
    queries: list[str] = field(default_factory=list)
    """Queries asked, the latest last, each once."""
    places: dict[str, int] = field(default_factory=dict)
    """Where each article was left: by id, an offset in its text; the latest last."""

    @classmethod
    def load(cls, path: Path | None = None) -> Settings:
        """The settings at ``path`` (by default the user's); the defaults for whatever is missing or makes no sense."""
        settings = cls(path or default_path())
        settings._take(settings._kept())
        return settings

    def _kept(self) -> dict[str, Any]:
        """What the file says; nothing where it makes no sense."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8")) if self.path is not None else None
        except (OSError, ValueError, RecursionError):
            kept = None
        return kept if isinstance(kept, dict) else {}

    def _take(self, kept: dict[str, Any]) -> None:
        measure = kept.get("measure")
        for name in ("theme", "export_folder", "judge", "judge_model"):
            if isinstance(kept.get(name), str):
                setattr(self, name, kept[name])
        if isinstance(measure, int) and measure in MEASURES:
            self.measure = measure
        self.one_row_a_text = kept.get("one_row_a_text") is not False
        self.judge_hosts = [host for host in _items(kept.get("judge_hosts")) if isinstance(host, str)]
        self.tray = _trays(kept).get(self.archive, [])
        self.inbox = _inboxes(kept).get(self.archive, [])
        self.queries = [q for q in _items(kept.get("queries")) if isinstance(q, str)][-MOST_QUERIES:]
        places = kept.get("places")
        if isinstance(places, dict):
            sound = [(k, v) for k, v in places.items() if isinstance(v, int) and v >= 0]
            self.places = dict(sound[-MOST_PLACES:])

    def save(self) -> None:
        """Write them, in one piece. A folder that cannot be written to is no reason to stop reading."""
        if self.path is None:
            return
        kept = {k: v for k, v in asdict(self).items() if k not in ("path", "archive", "tray", "inbox")}
        # Those of other archives as they are on the disk: somebody may be reading there too.
        trays = {archive: tray for archive, tray in _trays(self._kept()).items() if archive not in ("", self.archive)}
        trays[self.archive] = self.tray
        latest = [(archive, tray) for archive, tray in trays.items() if tray][-MOST_TRAYS:]
        # As they are on the disk: set_inbox changes them there.
        kept["inboxes"] = _inboxes(self._kept())
        kept["trays"] = {archive: [asdict(item) for item in tray] for archive, tray in latest}
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _replace(self.path, json.dumps(kept, ensure_ascii=True, indent=1))

    def take_those_of(self, archive: Path) -> None:
        """Let tray and inbox be those of ``archive``; ones that are of no archive yet become its."""
        self.archive = os.path.realpath(archive)
        kept = self._kept()
        self.tray = _trays(kept).get(self.archive, self.tray)
        self.inbox = _inboxes(kept).get(self.archive, self.inbox)

    def set_inbox(self, folders: Iterable[Path]) -> None:
        """Let these be the inbox of the archive, and write them at once: a reader may be open beside."""
        self.inbox = [os.path.realpath(folder) for folder in folders]
        if self.path is not None:
            kept = self._kept()
            kept["inboxes"] = {**_inboxes(kept), self.archive: self.inbox}
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _replace(self.path, json.dumps(kept, ensure_ascii=True, indent=1))

    def remember_query(self, query: str) -> None:
        """Put ``query`` at the end of the history."""
        query = query.strip()
        if query:
            self.queries = [*(q for q in self.queries if q != query), query][-MOST_QUERIES:]

    def remember_place(self, id: str, offset: int) -> None:
        """Where the article ``id`` was left."""
        self.places.pop(id, None)
        self.places[id] = max(0, offset)
        while len(self.places) > MOST_PLACES:
            del self.places[next(iter(self.places))]

    def take_out(self, ids: Collection[str]) -> int:
        """Take articles out of the tray, and all passages of them; how many items these were."""
        left = [item for item in self.tray if item.article not in ids]
        gone = len(self.tray) - len(left)
        self.tray = left
        return gone

    def in_tray(self, id: str) -> bool:
        """Whether the article ``id`` is in the tray."""
        return any(item.id == id for item in self.tray)

    def toggle_in_tray(self, id: str, label: str) -> bool:
        """Put an article into the tray, or take it out; whether it is in there then. A full tray takes no more."""
        if self.in_tray(id):
            self.tray = [item for item in self.tray if item.id != id]
            return False
        if len(self.tray) >= MOST_IN_TRAY:
            return False
        self.tray.append(TrayItem(id, label))
        return True


def article_and_span(id: str) -> tuple[str, tuple[int, int] | None]:
    """``id:start-end`` parsed; None for the span of a whole article, and for what is no span."""
    from index.errors import UsageError
    from index.model import Reference

    try:
        found = Reference.parse(id, place="passage")
    except UsageError:
        return id.partition(":")[0], None
    return found.article, found.span


def default_path() -> Path:
    """The user's settings file."""
    home = os.environ.get("BROADSHEET_HOME")
    if home:
        return Path(home) / "settings.json"
    from platformdirs import user_config_path

    return user_config_path("broadsheet", appauthor=False) / "settings.json"


def _trays(kept: Mapping[str, Any]) -> dict[str, list[TrayItem]]:
    """The trays by archive. A file that has one tray for all of them has it as that of no archive."""
    trays = kept.get("trays", {"": kept.get("tray")})
    return {archive: _tray(items) for archive, items in trays.items()} if isinstance(trays, dict) else {}


def _inboxes(kept: Mapping[str, Any]) -> dict[str, list[str]]:
    """The folders of the inbox by archive; archives without any are left out."""
    inboxes = kept.get("inboxes")
    if not isinstance(inboxes, dict):
        return {}
    folders = {archive: [f for f in _items(listed) if isinstance(f, str)] for archive, listed in inboxes.items()}
    return {archive: listed for archive, listed in folders.items() if listed}


def _tray(items: object) -> list[TrayItem]:
    return [
        TrayItem(item["id"], item["label"])
        for item in _items(items)
        if isinstance(item, dict) and isinstance(item.get("id"), str) and isinstance(item.get("label"), str)
    ][:MOST_IN_TRAY]


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _replace(path: Path, text: str) -> None:
    import tempfile

    # The file may be a link into a folder that the reader keeps elsewhere: the link stays.
    path = Path(os.path.realpath(path))
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
