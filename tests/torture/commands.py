"""The commands that change an archive, each with the archive that it is run on."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.archive import Archive
from index.errors import BroadsheetError
from tests.torture.children import done
from tests.unit.store.test_migrations import old_store
from tui.cli.main import main

UNTRANSLATED: Final = "an error of the system that the archive did not translate"
_PLACES: Final = ("Hallow Isle", "Quay", "Mere", "Tarn")
_EVENTS: Final = (
    ("Ferry", "The ferry to {place} was late again on Monday, the harbour office said."),
    ("Bridge", "The bridge at {place} stays closed until the council has looked at its piers."),
    ("School", "The school of {place} gets a new roof, which the council pays in two parts."),
)
_OUTLETS: Final = ("Tribune", "Post", "Herald")


@dataclass(frozen=True, slots=True)
class Work:
    """Where a command works: ``root`` has the archive and its backup, ``sources`` what is imported."""

    root: Path
    sources: Path

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        return self.root / "archive"

    @property
    def backup(self) -> Path:
        """The folder of its backup."""
        return self.root / "backup"


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its name, the template of the archive that it is run on, and what runs it: the exit code."""

    name: str
    template: str
    run: Callable[[Work], int]


def write_sources(folder: Path) -> None:
    """The files that the commands import."""
    folder.mkdir(parents=True)
    _write(folder / "base.jsonl", range(9), "")
    _write(folder / "more.jsonl", range(9, 15), "")
    (folder / "changed").mkdir()
    _write(folder / "changed" / "base.jsonl", range(3, 9), " The office says more tomorrow.")


def _write(path: Path, numbers: range, end: str) -> None:
    with path.open("w") as lines:
        for number in numbers:
            name, sentence = _EVENTS[number % len(_EVENTS)]
            place = _PLACES[number // len(_EVENTS) % len(_PLACES)]
            outlet = _OUTLETS[number % len(_OUTLETS)]
            told = sentence.format(place=place)
            text = f"{told}\n\nNobody in {place} was hurt, and number {number} was not asked.{end}\n\nRead more of us"
            row = {
                "title": f"{name} of {place}, report {number}", "text": text, "outlet": outlet,
                "url": f"https://{outlet.lower()}.example/{number}", "published": f"2021-05-{number + 1:02}",
            }  # fmt: skip
            lines.write(json.dumps(row) + "\n")


# --- The archives to begin with ---------------------------------------------------------------------------------------


def _base(work: Work) -> None:
    _must(call(work, "add", str(work.sources / "base.jsonl")))
    with Archive.open(work.archive) as archive:
        ids = ids_of(archive)
        archive.tag(ids[:2], add=["mine", "todo"])
        archive.hide(ids[2], archive.article(ids[2]).text.index("Nobody"))
        archive.saved.save("harbour", "ferry OR harbour")


def _backed(work: Work) -> None:
    _must(call(work, "add", str(work.sources / "base.jsonl")))
    _must(call(work, "backup", str(work.backup)))
    _must(call(work, "add", str(work.sources / "more.jsonl")))


def _whole(work: Work) -> None:
    """All files that an archive can have, the write-ahead log among them."""
    _base(work)
    _must(call(work, "add", str(work.sources / "changed" / "base.jsonl")))
    (work.archive / "synonyms.txt").write_text("ferry = boat\n")
    archive = Archive.open(work.archive)
    first = ids_of(archive)[0]
    archive.coverage(first)
    archive.differences(first)
    archive.tag([first], add=["last"])
    archive.search("ferry")
    sys.stdout.flush()
    # Not closed: the last close deletes the log.
    os._exit(0)


def _closed(work: Work) -> None:
    """The same with all in the store itself."""
    done(lambda: _whole(work))
    with Archive.open(work.archive) as archive:
        archive.tag(ids_of(archive)[:1], add=["closed"])
        archive.search("ferry")


def _unindexed(work: Work) -> None:
    _base(work)
    shutil.rmtree(work.archive / "fulltext")


def _broken(work: Work) -> None:
    _base(work)
    for path in (work.archive / "fulltext").glob("segment_*"):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])


TEMPLATES: Final[dict[str, Callable[[Work], None]]] = {
    "none": lambda work: None,
    "base": _base,
    "whole": _whole,
    "closed": _closed,
    "backed": _backed,
    "unindexed": _unindexed,
    "broken": _broken,
    "old": lambda work: old_store(work.archive, 1),
}


# --- The commands -----------------------------------------------------------------------------------------------------


def call(work: Work, *arguments: str) -> int:
    """Run ``broadsheet`` on the archive, in this process."""
    code = main([*arguments, "--archive", str(work.archive)])
    sys.stdout.flush()
    return code


def _must(code: int) -> None:
    if code:
        raise RuntimeError(f"exit code {code}")


def ids_of(archive: Archive) -> list[str]:
    """The ids of all articles, by the number of the report in their headlines, whatever the index has."""
    with archive._store.reading() as reader:
        held = reader.articles(reader.ids())
    return sorted(held, key=lambda id: int((held[id].headline or "").rpartition(" ")[2]))


def _in_python(change: Callable[[Archive], None]) -> Callable[[Work], int]:
    """A change that the reader makes by a key; errors are shown as the command line shows them."""

    def run(work: Work) -> int:
        try:
            with Archive.open(work.archive, create=False) as archive:
                change(archive)
        except BroadsheetError as error:
            print(f"broadsheet: {error}", file=sys.stderr)
            return error.exit_code
        except OSError as error:
            print(f"broadsheet: {UNTRANSLATED}: {error}", file=sys.stderr)
            return BroadsheetError.exit_code
        return 0

    return run


def _hide(archive: Archive) -> None:
    article = archive.article(ids_of(archive)[3])
    if "Nobody" in article.text:
        archive.hide(article.id, article.text.index("Nobody"), "outlet")


def _keep(archive: Archive) -> None:
    article = archive.article(ids_of(archive)[2])
    line = next((line for line in article.content.hidden if line.text.startswith("Nobody")), None)
    if line is not None:
        archive.keep(article.id, line)


def _save(archive: Archive) -> None:
    if not any(search.name == "bridges" for search in archive.saved.all()):
        archive.saved.save("bridges", "bridge")


def _remove(work: Work) -> int:
    with Archive.open(work.archive, create=False) as archive:
        # What is removed already is not asked for.
        gone = [id for id in ids_of(archive) if (archive.article(id).headline or "").endswith(("report 1", "report 5"))]
    return call(work, "remove", *gone) if gone else 0


def _remove_rule(work: Work) -> int:
    with Archive.open(work.archive, create=False) as archive:
        if not archive.rules():
            return 0
    return call(work, "rules", "remove", "1")


def _tag(work: Work) -> int:
    with Archive.open(work.archive, create=False) as archive:
        ids = ids_of(archive)
    return call(work, "tag", *ids[1:4], "+checked", "-todo")


COMMANDS: Final = (
    Command("first add", "none", lambda work: call(work, "add", str(work.sources / "base.jsonl"))),
    Command("add", "base", lambda work: call(work, "add", str(work.sources / "more.jsonl"))),
    Command("update", "base", lambda work: call(work, "add", str(work.sources / "changed" / "base.jsonl"))),
    Command("remove", "base", _remove),
    Command("tag", "base", _tag),
    Command("hide", "base", _in_python(_hide)),
    Command("keep", "base", _in_python(_keep)),
    Command("save search", "base", _in_python(_save)),
    Command("rules remove", "base", _remove_rule),
    Command("rebuild", "base", lambda work: call(work, "rebuild")),
    Command("search", "unindexed", lambda work: call(work, "search", "ferry", "--json")),
    Command("repair", "broken", lambda work: call(work, "check", "--repair")),
    Command("backup", "base", lambda work: call(work, "backup", str(work.backup))),
    Command("next backup", "backed", lambda work: call(work, "backup", str(work.backup))),
    Command("migrate", "old", lambda work: call(work, "check", "--repair")),
)
