"""Values in the store that broadsheet never writes: no question ends in a traceback, and a check names them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveDamaged, BroadsheetError
from index.model import Damage
from index.store.whole.tables import Column, Table, tables
from tui.cli.main import main

ODD: dict[str, tuple[object, ...]] = {
    "TEXT": (b"\x00\xff\xfe", 1.5, "\ud800"),
    "INTEGER": ("x", b"\x00\xff\xfe", 1.5),
    "REAL": ("x", b""),
    "BLOB": ("x", 7, b"\x00\xff\xfe"),
}
"""By the type of a column, what nobody writes there."""
CASES = [(table, column) for table in tables() for column in table.columns]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with something in most tables."""
    base = tmp_path_factory.mktemp("odd")
    source = base / "articles"
    source.mkdir()
    for n in range(1, 7):
        front = f"---\ntitle: Ferry strike, day {n}\noutlet: Daily {n}\ndate: 2022-02-0{n}\n---\n"
        text = f"The ferry of Halvane stays in port until day {n} because {n} engines failed, said Ulla Brandvik."
        more = f"About {n}40 residents need it for food.\n\nThe reader is told on page {n} what the island eats."
        (source / f"{n}.md").write_text(f"{front}{text}\n\n{more}\n", encoding="utf-8")
    with Archive.open(base / "archive") as archive:
        list(archive.add([source], fields=(("headline", "kop"),)))
        ids = [hit.id for hit in archive.search("ferry").hits]
        archive.tag(ids[:2], ["read"])
        archive.saved.save("ferries", "ferry")
        archive.hide(ids[0], archive.article(ids[0]).text.index("The reader"), "article")
        archive.settle(archive.differences(ids[:2]).facts[0], "differs")
        assert archive.check().damaged == ()
    return base / "archive"


def questions(archive: Archive) -> Iterator[Callable[[], object]]:
    ids = [hit.id for hit in archive.search("ferry").hits]
    yield lambda: archive.search("tag:read outlet:daily")
    yield lambda: archive.search("", sort="newest")
    for id in ids[:2]:
        yield lambda id=id: archive.article(id)  # type: ignore[misc]
        yield lambda id=id: archive.source(id)  # type: ignore[misc]
        yield lambda id=id: archive.story_of(id)  # type: ignore[misc]
    yield lambda: archive.compare(ids[:2])
    yield lambda: archive.differences(ids[:2])
    yield archive.stories
    yield lambda: archive.stories([story.id for story in archive.stories()])
    yield from (archive.rules, archive.statistics, archive.reuse, archive.reuse_groups)
    yield lambda: list(archive.rebuild())


@pytest.mark.parametrize(("table", "column"), CASES, ids=[f"{table.name}.{column.name}" for table, column in CASES])
def test_no_wrong_value_in_any_column_makes_a_traceback(
    sound: Path, tmp_path: Path, table: Table, column: Column
) -> None:
    number = CASES.index((table, column))
    odd = [value for value in ODD[column.type] if not isinstance(value, str) or value.isascii()]
    value = odd[number % len(odd)]
    folder = tmp_path / "archive"
    shutil.copytree(sound, folder)
    with closing(sqlite3.connect(folder / "archive.sqlite", isolation_level=None)) as db:
        try:
            changed = db.execute(f"UPDATE {table.name} SET {column.name} = ?", (value,)).rowcount
        except sqlite3.IntegrityError:
            where = f" WHERE {table.key[0]} = (SELECT min({table.key[0]}) FROM {table.name})"
            try:
                changed = db.execute(f"UPDATE {table.name} SET {column.name} = ?{where}", (value,)).rowcount
            except sqlite3.IntegrityError:
                pytest.skip("SQLite refuses it")
        stored = db.execute(f"SELECT typeof({column.name}) FROM {table.name}").fetchall()
    if not changed:
        pytest.skip("the table is empty")
    seen: list[str] = []
    try:
        with Archive.open(folder, create=False) as archive:
            seen = [damage.what for damage in archive.check().damaged]
    except BroadsheetError as error:
        seen = [error.message]
    names = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "blob": "BLOB"}
    if any(names[type] != column.type for (type,) in stored):
        assert seen
    with suppress(BroadsheetError), Archive.open(folder, create=False) as archive, suppress(BroadsheetError):
        for ask in questions(archive):
            with suppress(BroadsheetError):
                ask()


@pytest.mark.parametrize(
    ("change", "what", "of_article"),
    [
        ("UPDATE articles SET outlet = x'00ff'", "articles.outlet", True),
        ("UPDATE stories SET outlets = '[1]'", "stories.outlets", False),
        ("UPDATE stories SET outlets = '{'", "stories.outlets", False),
        ("UPDATE story_leads SET lead = '{}'", "story_leads.lead", False),
        ("UPDATE documents SET flags = '{}'", "documents.flags", False),
        ("UPDATE fingerprints SET run = x'0000ff'", "fingerprints.run", False),
        ("UPDATE tags SET given = 'yes'", "tags.given", True),
        ("UPDATE versions SET version = version + 100", "current version", True),
    ],
)
def test_a_check_names_the_value_and_its_article(
    sound: Path, tmp_path: Path, change: str, what: str, of_article: bool
) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(sound, folder)
    with closing(sqlite3.connect(folder / "archive.sqlite", isolation_level=None)) as db:
        db.execute(change)
        ids = {id for (id,) in db.execute("SELECT id FROM articles")}
    with Archive.open(folder) as archive:
        found: list[Damage] = [damage for damage in archive.check().damaged if what in damage.what]
    assert found
    assert all((damage.id in ids) == of_article for damage in found)


def test_an_error_that_the_store_does_not_explain_stays_as_it_is(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*arguments: object) -> None:
        raise TypeError("fallen over")

    with Archive.open(sound) as archive:
        monkeypatch.setattr(archive._curation, "rules", fall)
        with pytest.raises(TypeError, match="fallen over"):
            archive.rules()


def test_an_error_that_the_store_explains_says_where_it_is(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(sound, folder)
    with closing(sqlite3.connect(folder / "archive.sqlite", isolation_level=None)) as db:
        db.execute("UPDATE stories SET outlets = '7'")
    with Archive.open(folder) as archive:
        with pytest.raises(ArchiveDamaged, match=r"stories\.outlets") as raised:
            archive.stories()
        assert "broadsheet check" in raised.value.hint


@pytest.mark.parametrize("damaged", [1, 2])
def test_a_damaged_hit_is_counted_and_said_to_be_one(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], damaged: int
) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(sound, folder)
    with closing(sqlite3.connect(folder / "archive.sqlite", isolation_level=None)) as db:
        db.execute(
            "UPDATE versions SET content = x'00' WHERE article IN (SELECT id FROM articles ORDER BY id LIMIT ?)",
            (damaged,),
        )
    with Archive.open(folder) as archive:
        page = archive.search("ferry")
        assert (page.total, len(page.hits)) == (6, 6 - damaged)
        (note,) = page.notes
        assert f"{damaged} hit" in note
        assert "broadsheet check" in note
        assert len(archive.check().damaged) >= damaged
    for more in ([], ["--format", "csv"]):
        assert main(["--archive", str(folder), "search", "ferry", *more]) == 0
        assert f"{damaged} hit" in capsys.readouterr().err
    assert main(["--archive", str(folder), "search", "ferry", "--format", "csv", "--limit", "2"]) == 0


def test_a_sound_archive_has_no_note_on_damage(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Archive.open(sound) as archive:
        assert archive.search("ferry").notes == ()
    for more in ([], ["--limit", "4", "--offset", "3"], ["--fold"], ["--most"]):
        assert main(["--archive", str(sound), "search", "ferry Halvane xylophone", "--format", "csv", *more]) in (0, 1)
        assert "damaged" not in capsys.readouterr().err
