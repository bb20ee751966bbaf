"""Stores of each earlier version are brought to the newest one, step by step, with all that they hold."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveDamaged, ArchiveTooNew
from index.model import READER
from index.store import Store, migrations, schema
from index.store.records import digest

# The SQL of each version as it was released, frozen here: steps must not change what they do.
SQL = {
    1: """
        CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO state VALUES ('generation', 0), ('imports', 0);
        CREATE TABLE files (
            path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, sha256 TEXT NOT NULL,
            imported TEXT NOT NULL, import INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE skips (
            number INTEGER PRIMARY KEY, file TEXT NOT NULL REFERENCES files ON DELETE CASCADE,
            path TEXT NOT NULL, reason TEXT NOT NULL
        );
        CREATE INDEX skips_file ON skips (file);
        CREATE TABLE documents (
            sha256 TEXT PRIMARY KEY, media_type TEXT NOT NULL, encoding TEXT NOT NULL, form TEXT NOT NULL,
            declared TEXT NOT NULL, flags TEXT NOT NULL, text BLOB, data BLOB NOT NULL
        );
        CREATE TABLE articles (
            id TEXT PRIMARY KEY, version INTEGER NOT NULL, url TEXT, fingerprint TEXT NOT NULL,
            headline TEXT, outlet TEXT, published TEXT, added TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
        CREATE INDEX articles_fingerprint ON articles (fingerprint);
        CREATE INDEX articles_outlet ON articles (outlet);
        CREATE TABLE versions (
            article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, version INTEGER NOT NULL,
            document TEXT NOT NULL REFERENCES documents, sha256 TEXT NOT NULL, made TEXT NOT NULL,
            content BLOB NOT NULL, PRIMARY KEY (article, version)
        );
        CREATE INDEX versions_document ON versions (document);
        CREATE TABLE captures (
            number INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
            path TEXT NOT NULL, record INTEGER NOT NULL, document TEXT NOT NULL, import INTEGER NOT NULL,
            UNIQUE (path, record, article)
        );
        CREATE INDEX captures_article ON captures (article);
        CREATE TABLE tags (
            article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, tag TEXT NOT NULL, given INTEGER NOT NULL,
            PRIMARY KEY (article, tag)
        ) WITHOUT ROWID;
        CREATE TABLE rules (
            number INTEGER PRIMARY KEY, article TEXT NOT NULL, outlet TEXT, line TEXT NOT NULL, made TEXT NOT NULL
        );
        CREATE TABLE stories (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, first TEXT, last TEXT, outlets TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE story_articles (
            article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
            story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE, position INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX story_articles_story ON story_articles (story, position);
        CREATE TABLE pending (article TEXT PRIMARY KEY) WITHOUT ROWID;
    """,
    2: """
        CREATE TABLE traces (
            number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE
            REFERENCES articles ON DELETE CASCADE, outlet INTEGER NOT NULL, headline INTEGER, sketch BLOB NOT NULL
        );
        CREATE INDEX traces_outlet ON traces (outlet);
        CREATE TABLE recurrences (
            line INTEGER NOT NULL, trace INTEGER NOT NULL, shown INTEGER NOT NULL, PRIMARY KEY (line, trace)
        ) WITHOUT ROWID;
        CREATE TABLE recleaning (article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE) WITHOUT ROWID;
    """,
    3: """
        CREATE TABLE story_leads (
            story TEXT PRIMARY KEY REFERENCES stories ON DELETE CASCADE, lead TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE sagas (
            story TEXT NOT NULL REFERENCES stories ON DELETE CASCADE,
            other TEXT NOT NULL REFERENCES stories ON DELETE CASCADE,
            likeness REAL NOT NULL, why TEXT NOT NULL, PRIMARY KEY (story, other)
        ) WITHOUT ROWID;
        CREATE INDEX sagas_other ON sagas (other);
    """,
    4: """
        CREATE TABLE sketches (
            number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL UNIQUE
            REFERENCES articles ON DELETE CASCADE, version INTEGER NOT NULL
        );
        CREATE TABLE fingerprints (
            number INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, run BLOB NOT NULL
        );
        CREATE TABLE copies (
            one TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
            other TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
            one_share REAL NOT NULL, other_share REAL NOT NULL, words INTEGER NOT NULL, other_words INTEGER NOT NULL,
            PRIMARY KEY (one, other)
        ) WITHOUT ROWID;
        CREATE INDEX copies_other ON copies (other);
    """,
    5: "ALTER TABLE rules ADD COLUMN what TEXT NOT NULL DEFAULT 'hide';",
    6: """
        ALTER TABLE articles ADD COLUMN updated TEXT;
        ALTER TABLE articles ADD COLUMN captured TEXT;
        ALTER TABLE articles ADD COLUMN modified TEXT;
        ALTER TABLE articles ADD COLUMN same TEXT;
        ALTER TABLE versions ADD COLUMN modified TEXT;
        CREATE INDEX articles_same ON articles (same) WHERE same IS NOT NULL;
    """,
    7: """
        CREATE TABLE settlements (
            kind TEXT NOT NULL,
            one TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, one_version INTEGER NOT NULL,
            one_field TEXT NOT NULL, one_start INTEGER NOT NULL, one_end INTEGER NOT NULL,
            other TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, other_version INTEGER NOT NULL,
            other_field TEXT NOT NULL, other_start INTEGER NOT NULL, other_end INTEGER NOT NULL,
            settled_by TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, made TEXT NOT NULL,
            PRIMARY KEY (
                one, other, kind, one_version, one_field, one_start, one_end,
                other_version, other_field, other_start, other_end, settled_by
            )
        ) WITHOUT ROWID;
        CREATE INDEX settlements_other ON settlements (other);
    """,
    8: "ALTER TABLE skips ADD COLUMN kind TEXT NOT NULL DEFAULT 'failed';",
    9: """
        CREATE TABLE sources (
            article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, document TEXT NOT NULL,
            metadata TEXT NOT NULL, PRIMARY KEY (article, document)
        ) WITHOUT ROWID;
        CREATE TABLE failures (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
        ALTER TABLE articles ADD COLUMN words TEXT;
        CREATE INDEX articles_words ON articles (words) WHERE words IS NOT NULL;
        ALTER TABLE captures ADD COLUMN format TEXT NOT NULL DEFAULT '';
        ALTER TABLE skips ADD COLUMN format TEXT NOT NULL DEFAULT '';
    """,
    10: "CREATE TABLE field_names (number INTEGER PRIMARY KEY, field TEXT NOT NULL, name TEXT NOT NULL);",
    11: """
        CREATE TABLE saved_searches (
            name TEXT PRIMARY KEY, query TEXT NOT NULL, sort TEXT NOT NULL, made TEXT NOT NULL, read INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE arrivals (
            article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, generation INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX arrivals_generation ON arrivals (generation);
    """,
    12: """
        ALTER TABLE rules ADD COLUMN lines TEXT NOT NULL DEFAULT '';
        ALTER TABLE rules ADD COLUMN reasons TEXT NOT NULL DEFAULT '';
    """,
}
ROWS = {
    2: "INSERT INTO traces VALUES (7, 'a', 1, 2, x'00000000'); INSERT INTO recurrences VALUES (3, 7, 1);",
    3: "INSERT INTO story_leads VALUES ('s', '[]'); INSERT INTO sagas VALUES ('s', 's', 0.5, 'shares Ada');",
    4: "INSERT INTO sketches VALUES (9, 'a', 1); INSERT INTO copies VALUES ('a', 'b', 0.5, 0.6, 10, 11);",
    5: "INSERT INTO rules VALUES (2, 'a', NULL, 'Keep me', '2026-01-02', 'keep');",
    6: "INSERT INTO articles VALUES ('c', 1, NULL, 'f', 'C', 'Q', NULL, '2026-01-01', '2021-05-04', NULL, NULL, NULL);",
    7: "INSERT INTO settlements VALUES ('day', 'a', 2, 'text', 0, 3, 'b', 1, 'deck', 0, 3, 'judge', 'same', '', '');",
    8: "INSERT INTO files VALUES ('/a', 1, 2, '', '', 1); INSERT INTO skips VALUES (1, '/a', '/a', 'why', 'list');",
    9: "INSERT INTO sources VALUES ('a', 'x', '{}'); INSERT INTO failures VALUES ('/b', '', 'it took too long');",
    10: "INSERT INTO field_names VALUES (4, 'title', 'kop');",
    11: "INSERT INTO saved_searches VALUES ('n', 'q', 'newest', '', 3); INSERT INTO arrivals VALUES ('a', 4);",
    12: "INSERT INTO rules VALUES (3, 'a', 'Quay', 'Also', '2026-01-03', 'keep', 'Also\nThis', 'related story');",
}
TEXT = "The ferry was late.\n\nRead more"


def content(version: int) -> bytes:
    """A clean article as version 1 stored it."""
    metadata = {
        "headline": f"Ferry {version}", "deck": None, "authors": ["Ada Quill"], "outlet": "Quay", "language": "en",
        "published": "2021-05-03T10:20+01:00", "url": None, "tags": ["harbour"], "updated": None, "section": None,
    }  # fmt: skip
    article = {
        "metadata": metadata, "text": TEXT, "paragraphs": [[0, 19], [21, 30]], "hidden": [], "kept": None, "flags": [],
        "kinds": [], "links": [], "origins": [],
    }  # fmt: skip
    return json.dumps(article, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fill(db: sqlite3.Connection) -> None:
    """An article in two versions and a copy of it, with tags, a rule and a story, as version 1 has them."""
    declared = dict.fromkeys(("headline", "deck", "outlet", "published", "url", "language", "updated", "section"))
    document = (digest(b"x"), "text/plain", "utf-8", "plain", json.dumps({**declared, "authors": [], "tags": []}), "[]")
    db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, NULL, ?)", (*document, zlib.compress(b"x")))
    for id, number in (("a", 2), ("b", 1)):
        row = (id, number, f"Ferry {number}", "Quay", "2021-05-03T10:20+01:00")
        db.execute("INSERT INTO articles VALUES (?, ?, NULL, 'f', ?, ?, ?, '2026-01-01')", row)
        for version in range(1, number + 1):
            made = content(version)
            row_of = (id, version, digest(b"x"), digest(made), "2026-01-01", zlib.compress(made))
            db.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)", row_of)
        db.execute("INSERT INTO captures VALUES (NULL, ?, ?, 0, ?, 1)", (id, f"/{id}.txt", digest(b"x")))
    db.execute("INSERT INTO tags VALUES ('a', 'mine', 1)")
    db.execute(
        "INSERT INTO rules (number, article, outlet, line, made) VALUES (1, 'a', NULL, 'Read more', '2026-01-01')"
    )
    db.execute("INSERT INTO stories VALUES ('s', 'Ferries', '2021-05-03', '2021-05-03', '[\"Quay\"]')")
    db.execute("INSERT INTO story_articles VALUES ('a', 's', 0), ('b', 's', 1)")
    db.execute("INSERT INTO pending VALUES ('a'), ('b')")
    db.execute("UPDATE state SET value = 41 WHERE name = 'generation'")


def old_store(folder: Path, version: int, *also: int) -> None:
    """A store of ``version``, with what the steps ``also`` add."""
    folder.mkdir(mode=0o700)
    with closing(sqlite3.connect(folder / "archive.sqlite", isolation_level=None)) as db:
        db.executescript(SQL[1])
        fill(db)
        for number in (*range(2, version + 1), *also):
            db.executescript(SQL[number] + ROWS[number])
        db.executescript(f"PRAGMA application_id = {schema.APPLICATION_ID}; PRAGMA user_version = {version};")
        db.execute("PRAGMA journal_mode = WAL")


@contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "archive.sqlite")) as db:
        yield db


def shape(db: sqlite3.Connection) -> dict[str, object]:
    """The columns, keys and references of each table, and what each index is of."""
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: (
            db.execute(f"PRAGMA table_info({name})").fetchall(),
            sorted(row[2:] for row in db.execute(f"PRAGMA foreign_key_list({name})")),
            sorted(
                (unique, [column[2] for column in db.execute(f"PRAGMA index_info('{index}')")])
                for _, index, unique, *_ in db.execute(f"PRAGMA index_list({name})")
            ),
        )
        for name in names
    }


def assert_all_is_there(store: Store) -> None:
    """What :func:`fill` wrote reads as it did."""
    with store.reading() as reader:
        article = reader.article("a")
        assert (article.version, article.headline, article.text) == (2, "Ferry 2", TEXT)
        assert (str(article.published), article.tags) == ("2021-05-03T10:20+01:00", ("harbour", "mine"))
        assert reader.article("a", 1).headline == "Ferry 1"
        assert reader.document("a").data == b"x"
        assert next((rule.line, rule.what) for rule in reader.rules()) == ("Read more", "hide")
        assert [(story.title, story.articles) for story in reader.stories.all()] == [("Ferries", ("a", "b"))]
        assert reader.pending() == ["a", "b"]
        assert reader.generation() == 41
        # The article c of ROWS has no text.
        assert [damage for damage in reader.damages() if damage.id != "c"] == []
        assert reader.copies.is_behind()


@pytest.mark.parametrize("version", range(1, migrations.VERSION + 1))
def test_each_version_is_brought_to_the_newest(tmp_path: Path, version: int) -> None:
    old_store(tmp_path / "archive", version)
    store = Store.open(tmp_path / "archive", create=False)
    assert_all_is_there(store)
    store.close()
    new = Store.open(tmp_path / "new", create=True)
    new.close()
    with raw(tmp_path / "archive") as migrated, raw(tmp_path / "new") as fresh:
        assert migrations.version_of(migrated) == migrations.version_of(fresh) == migrations.VERSION
        assert shape(migrated) == shape(fresh)
        for number in range(2, version + 1):
            table, first = re.findall(r"INSERT INTO (\w+) VALUES \('?(\w+)", ROWS[number])[0]
            assert first in [str(row[0]) for row in migrated.execute(f"SELECT * FROM {table}")]


@pytest.mark.parametrize("also", [tuple(n for n in (2, 3, 4, 5) if has[n - 2]) for has in product((0, 1), repeat=4)])
def test_a_store_of_version_one_may_have_what_was_added_without_a_number(tmp_path: Path, also: tuple[int, ...]) -> None:
    old_store(tmp_path / "archive", 1, *also)
    store = Store.open(tmp_path / "archive", create=False)
    assert_all_is_there(store)
    with store.reading() as reader:
        assert [rule.what for rule in reader.rules()] == ["hide", "keep"][: 1 + (5 in also)]
        assert len(reader.copies.of("a")) == (4 in also)
    store.close()


@pytest.mark.parametrize("version", range(1, migrations.VERSION))
def test_a_store_that_cannot_be_written_to_is_read_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    old_store(tmp_path / "archive", version)
    before = (tmp_path / "archive" / "archive.sqlite").read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    store = Store.open(tmp_path / "archive", create=False)
    assert_all_is_there(store)
    store.close()
    assert (tmp_path / "archive" / "archive.sqlite").read_bytes() == before


@pytest.mark.parametrize("number", range(2, migrations.VERSION + 1))
def test_a_process_killed_in_a_step_leaves_a_store_that_the_next_one_migrates(tmp_path: Path, number: int) -> None:
    old_store(tmp_path / "archive", 1)
    code = (
        "import os, sys; from pathlib import Path; from index.store import Store, migrations\n"
        f"step = migrations.STEPS[{number - 2}]; own = step.migrate\n"
        # Not in the memory, where the tables to compare with are made.
        "step.migrate = lambda db: (own(db), db.execute('PRAGMA database_list').fetchone()[2] and os._exit(9))\n"
        "Store.open(Path(sys.argv[1]), create=False)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "archive")], check=False)
    assert done.returncode == 9
    with raw(tmp_path / "archive") as db:
        assert migrations.version_of(db) == number - 1
    store = Store.open(tmp_path / "archive", create=False)
    assert_all_is_there(store)
    store.close()
    with raw(tmp_path / "archive") as db:
        assert migrations.version_of(db) == migrations.VERSION


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old_store(tmp_path / "archive", 1)

    def broken(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half_made (x)")
        raise ZeroDivisionError

    monkeypatch.setattr(migrations.STEPS[0], "migrate", broken)
    with pytest.raises(ZeroDivisionError):
        Store.open(tmp_path / "archive", create=False)
    with raw(tmp_path / "archive") as db:
        assert migrations.version_of(db) == 1
        assert "half_made" not in shape(db)


@pytest.mark.parametrize(("version", "error"), [(migrations.VERSION + 1, ArchiveTooNew), (0, ArchiveDamaged)])
def test_other_versions_are_refused_and_not_changed(tmp_path: Path, version: int, error: type[Exception]) -> None:
    old_store(tmp_path / "archive", 1)
    with raw(tmp_path / "archive") as db:
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(error, match=re.escape(str(tmp_path / "archive"))):
        Store.open(tmp_path / "archive", create=False)
    with raw(tmp_path / "archive") as db:
        assert migrations.version_of(db) == version
        assert "copies" not in shape(db)


def test_each_step_is_a_module_with_the_number_of_its_version() -> None:
    names = [str(getattr(step, "__name__", "")).rpartition(".")[2] for step in migrations.STEPS]
    assert [int(name[1:5]) for name in names] == list(range(2, migrations.VERSION + 1))
    assert SQL.keys() == set(range(1, migrations.VERSION + 1))


def test_the_prose_of_the_schema_describes_each_table(tmp_path: Path) -> None:
    Store.open(tmp_path / "new", create=True).close()
    described = re.findall(r"^(\w+)(?: +[A-Z]|$)", (schema.__doc__ or "").partition("\n\n")[2], re.MULTILINE)
    with raw(tmp_path / "new") as db:
        assert sorted(set(described) - {"Dates"}) == sorted(set(shape(db)) - {"sqlite_sequence"})


def test_an_archive_of_version_one_is_searched_and_added_to(tmp_path: Path) -> None:
    old_store(tmp_path / "archive", 1)
    (tmp_path / "new.txt").write_text("Lighthouse to be repainted\n\nThe lighthouse of Quay gets a coat of red paint.")
    with Archive.open(tmp_path / "archive") as archive:
        assert {hit.id for hit in archive.search("ferry").hits} == {"a", "b"}
        list(archive.add([tmp_path / "new.txt"]))
        assert archive.search("lighthouse").total == 1
        assert archive.statistics().articles == 3
        assert archive.check().damaged == ()


_COUNTERS = {"lost", "generation", "imports", "joined"}
_DECISIONS = {"hide", "keep"}


def test_each_name_in_the_prose_of_the_schema_is_a_column_a_table_or_a_stored_value(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "archive", create=True)
    store.close()
    with raw(tmp_path / "archive") as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        columns = {name: {row[1] for row in db.execute(f"PRAGMA table_info({name})")} for name in tables}
    prose = (schema.__doc__ or "").partition("\n\n")[2].rpartition("\n\n")[0]
    entries = re.findall(r"^(\w+)\s(.*?)(?=^\w|\Z)", prose, re.MULTILINE | re.DOTALL)
    assert {table for table, _ in entries} == tables - {"sqlite_sequence"}
    values = {"state": _COUNTERS, "rules": _DECISIONS, "settlements": {READER}}
    for table, text in entries:
        named = set(re.findall(r"``(.+?)``", text))
        assert named <= columns[table] | tables | values.get(table, set()), table
