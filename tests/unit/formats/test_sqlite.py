"""SQLite databases of readers and of others give an article for each row with a text."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from index import formats
from index.formats.feeds.stores import database
from index.formats.feeds.stores.readers import OTHERS, STORES, ReaderStore
from index.formats.feeds.stores.sqlite import SECONDS
from index.formats.feeds.stores.tables import FEW_WORDS, SAMPLE
from index.formats.limits import Bounds
from index.model import SkippedSource, SourceDocument

BODY = "<p>The old mill of Ahrn grinds again, its miller said on Sunday.</p><p>Rye comes from two farms nearby.</p>"


def made(path: Path, tables: Mapping[str, Iterable[Mapping[str, object]]], *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for name, rows in tables.items():
            for number, row in enumerate(rows):
                if not number:
                    connection.execute(f'CREATE TABLE "{name}" ({", ".join(f"{column!r}" for column in row)})')
                connection.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', list(row.values()))
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def records(path: Path, bounds: Bounds = Bounds()) -> list[SourceDocument | SkippedSource]:  # noqa: B008
    return list(formats.read_file(path, "", bounds))


def articles(path: Path) -> list[SourceDocument]:
    return [one for one in records(path) if isinstance(one, SourceDocument)]


def skip(path: Path) -> SkippedSource:
    (one,) = records(path)
    assert isinstance(one, SkippedSource)
    return one


def reader_tables(store: ReaderStore) -> dict[str, list[dict[str, object]]]:
    """The tables of a reader with one article in them."""
    row: dict[str, object] = dict.fromkeys(store.required)
    given = {
        **dict.fromkeys((*store.content, *store.summary, *store.url, *store.published)),
        (store.content or store.summary)[0]: BODY, "title": "The mill grinds", store.url[0]: "https://ahrn.example/mill",
        store.published[0]: 1714892400,
    }  # fmt: skip
    tables: dict[str, list[dict[str, object]]] = {}
    if store.feeds:
        given[store.feed] = "7"
        tables[store.feeds.table] = [{store.feeds.key: "7", store.feeds.name: "Ahrn Weekly"}]
    if store.people is None:
        given[store.author[0]] = "Lena Kofler"
    else:
        given[store.key] = "a1"
        condition = {"key": "author"} if store.people.condition else {}
        person = "p1" if store.persons else "Lena Kofler"
        tables[store.people.table] = [{store.people.key: "a1", store.people.name: person, **condition}]
        if store.persons:
            tables[store.persons.table] = [{store.persons.key: "p1", store.persons.name: "Lena Kofler"}]
    if store.outlet:
        given[store.outlet[0]] = "Ahrn Weekly"
    lower = {name.lower() for name in given}
    tables[store.table] = [{**{name: value for name, value in row.items() if name not in lower}, **given}]
    return tables


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.program)
def test_each_reader_that_is_known(store: ReaderStore, tmp_path: Path) -> None:
    (one,) = articles(made(tmp_path / "cache.db", reader_tables(store)))
    assert one.text == BODY
    assert one.declared.headline == "The mill grinds"
    assert one.declared.authors == ("Lena Kofler",)
    assert one.declared.url == "https://ahrn.example/mill"
    assert one.declared.published == "1714892400"
    assert one.declared.outlet == ("Ahrn Weekly" if store.feeds or store.outlet else None)
    assert str(one.address) == f"{tmp_path / 'cache.db'}!{store.table}#L1"
    assert json.loads(one.data)["title"] == "The mill grinds"


@pytest.mark.parametrize("store", [store for store in STORES if store.deleted], ids=lambda store: store.program)
def test_what_a_reader_threw_away_is_not_read(store: ReaderStore, tmp_path: Path) -> None:
    tables = reader_tables(store)
    tables[store.table] = [{**tables[store.table][0], store.deleted: deleted} for deleted in (0, 1, None)]
    assert len(articles(made(tmp_path / "cache.db", tables))) == 2


def test_rows_with_a_teaser_are_one_row_of_the_report(tmp_path: Path) -> None:
    tables = reader_tables(STORES[0])
    full = tables["rss_item"][0]
    tables["rss_item"] = [full, *[{**full, "content": "<p>The old mill of Ahrn grinds again.</p>"}] * 3]
    one, row = records(made(tmp_path / "cache.db", tables))
    assert isinstance(one, SourceDocument) and isinstance(row, SkippedSource)
    assert (row.kind, row.reason[:6]) == ("list", "3 rows")


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ('a:2:{i:0;s:11:"Lena Kofler";i:1;s:8:"Udo Mair";}', ("Lena Kofler", "Udo Mair")),
        ('["Lena Kofler"]', ("Lena Kofler",)),
        ("[Lena", ()),
        ("Lena Kofler; Udo Mair", ("Lena Kofler", "Udo Mair")),
    ],
)
def test_authors_in_one_column(written: str, authors: tuple[str, ...], tmp_path: Path) -> None:
    store = next(store for store in STORES if store.program == "wallabag")
    tables = reader_tables(store)
    tables[store.table][0]["published_by"] = written
    assert articles(made(tmp_path / "data.sqlite", tables))[0].declared.authors == authors


def test_times_are_in_seconds_whatever_they_were_written_in(tmp_path: Path) -> None:
    store = next(store for store in STORES if store.program == "RSS Guard")
    for written, time in (
        (SECONDS, f"{SECONDS}"),
        (SECONDS + 1000, f"{SECONDS // 1000 + 1}"),
        (1714892400 * 10**6, "1714892400"),
        ("2024-05-05T07:00:00", "2024-05-05T07:00:00"),
        (0, None),
        (None, None),
    ):
        tables = reader_tables(store)
        tables[store.table][0]["date_created"] = written
        path = tmp_path / "database.db"
        path.unlink(missing_ok=True)
        assert articles(made(path, tables))[0].declared.published == time


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.words)
def test_databases_of_other_programs(other: object, tmp_path: Path) -> None:
    (found,) = [one for one in OTHERS if one is other]
    path = made(tmp_path / "x.sqlite", {name: [{"id": 1, "title": "x", "text": BODY}] for name in found.tables})
    assert (skip(path).kind, skip(path).reason) == ("list" if found.is_list else "not an article", found.words)


ROW: dict[str, object] = {
    "id": 1,
    "title": "The mill grinds",
    "author": "Lena Kofler",
    "published": "2024-05-05",
    "source": "Ahrn Weekly",
    "url": "https://ahrn.example/mill",
    "text": "The old mill of Ahrn grinds again now. " * 3,
}


def test_a_table_of_articles_is_read_whoever_made_it(tmp_path: Path) -> None:
    path = made(tmp_path / "mine.db", {"news": [ROW, {**ROW, "text": None}], "visits": [{"id": 1, "count": 2}]})
    one, row = records(path)
    assert isinstance(one, SourceDocument) and isinstance(row, SkippedSource)
    assert one.declared.headline == "The mill grinds" and one.declared.outlet == "Ahrn Weekly"
    assert row.kind == "list"


def test_a_text_of_a_row_has_some_words(tmp_path: Path) -> None:
    path = made(
        tmp_path / "mine.db", {"news": [{**ROW, "text": "word " * count} for count in (FEW_WORDS - 1, FEW_WORDS)]}
    )
    assert [one.text.count("word") for one in articles(path)] == [FEW_WORDS]


@pytest.mark.parametrize("columns", [("a", "b"), ("title", "count"), ("text", "id"), ("title", "text")])
def test_a_database_without_articles(columns: tuple[str, str], tmp_path: Path) -> None:
    assert skip(made(tmp_path / "mine.db", {"t": [dict.fromkeys(columns, "x")]})).kind == "not an article"


def test_texts_are_looked_for_at_the_beginning_of_a_table(tmp_path: Path) -> None:
    for before, kind in ((SAMPLE - 1, SourceDocument), (SAMPLE, SkippedSource)):
        path = tmp_path / f"{before}.db"
        rows = records(made(path, {"news": [*[{**ROW, "text": ""}] * before, ROW]}))
        assert isinstance(rows[0], kind), before


def test_nothing_in_a_database_is_run(tmp_path: Path) -> None:
    path = made(
        tmp_path / "mine.db",
        {"news": [ROW]},
        "CREATE VIEW articles AS WITH RECURSIVE n(title) AS (SELECT 1 UNION ALL SELECT title + 1 FROM n) "
        "SELECT title, title AS text, title AS url FROM n",
        "CREATE VIRTUAL TABLE found USING fts5(title, text, url)",
        "CREATE TRIGGER t AFTER INSERT ON news BEGIN DELETE FROM news; END",
    )
    before = path.read_bytes()
    assert len(articles(path)) == 1
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["mine.db"]


def test_a_cell_that_is_too_large_is_a_row_and_the_next_is_read(tmp_path: Path) -> None:
    path = made(tmp_path / "mine.db", {"news": [{**ROW, "text": "word " * 50_000}, ROW]})
    rows = records(path, Bounds(document=100_000))
    assert [isinstance(one, SourceDocument) for one in rows] == [True, False]
    assert str(rows[1].path).endswith("!news#L1")


def test_names_of_tables_and_columns_are_quoted(tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('CREATE TABLE "a""b; --" ("title", "te""xt", "text", "url")')
        connection.execute('INSERT INTO "a""b; --" VALUES (?, ?, ?, ?)', ("t", "", ROW["text"], "https://a.example"))
        connection.commit()
    assert len(articles(path)) == 1


def test_a_database_in_a_container_or_on_standard_input_is_copied(tmp_path: Path) -> None:
    data = made(tmp_path / "mine.db", {"news": [ROW]}).read_bytes()
    (one,) = formats.read_stream(io.BytesIO(data), "standard input")
    assert isinstance(one, SourceDocument)


def test_changes_that_a_running_program_has_not_written_into_the_file_are_read(tmp_path: Path) -> None:
    path = made(tmp_path / "mine.db", {"news": [ROW]})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO news SELECT 2, 'Second', author, published, source, url || 2, text FROM news")
        connection.commit()
        assert [one.declared.headline for one in articles(path)] == ["The mill grinds", "Second"]


def test_tables_and_names_of_feeds_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "many.db", {"a": [{"x": 1}], "b": [{"x": 1}], "news": [ROW]})
    for most, count in ((3, 1), (2, 0)):
        monkeypatch.setattr(database, "MOST_TABLES", most)
        assert len(articles(path)) == count
    monkeypatch.undo()
    tables = reader_tables(STORES[0])
    tables["rss_feed"].insert(0, {"rssurl": "6", "title": "Another"})
    path = made(tmp_path / "cache.db", tables)
    for most, outlet in ((2, "Ahrn Weekly"), (1, None)):
        monkeypatch.setattr(database, "MOST_NAMES", most)
        assert articles(path)[0].declared.outlet == outlet


def test_a_large_copy_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(tmp_path / "mine.db", {"news": [ROW]}).read_bytes()
    for most, kind in ((len(data), SourceDocument), (len(data) - 1, SkippedSource)):
        monkeypatch.setattr(database, "MOST_COPIED", most)
        (one,) = formats.read_stream(io.BytesIO(data), "mine.db")
        assert isinstance(one, kind)


@pytest.mark.parametrize("size", [16, 100, 3000, 5000])
def test_damaged_databases_are_rows(size: int, tmp_path: Path) -> None:
    path = made(tmp_path / "mine.db", {"news": [{**ROW, "id": number} for number in range(100)]})
    path.write_bytes(path.read_bytes()[:size])
    assert any(isinstance(one, SkippedSource) and one.kind == "failed" for one in records(path))


def test_a_table_that_ends_in_damage_gives_the_rows_before_it(tmp_path: Path) -> None:
    path = made(tmp_path / "mine.db", {"news": [{**ROW, "id": number} for number in range(300)]})
    data = bytearray(path.read_bytes())
    data[len(data) - 3 * 4096 :] = bytes(3 * 4096)
    path.write_bytes(data)
    rows = records(path)
    assert any(isinstance(one, SourceDocument) for one in rows)
    assert any(isinstance(one, SkippedSource) and one.kind == "failed" for one in rows)


def test_a_database_named_text_is_still_one(tmp_path: Path) -> None:
    assert len(articles(made(tmp_path / "mine.txt", {"news": [ROW]}))) == 1
