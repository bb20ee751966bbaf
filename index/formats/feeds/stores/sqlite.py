"""SQLite databases: the stores of known readers, and other tables that have a title and a text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from index.errors import ListWithoutTexts, NotAnArticle, SourceError
from index.formats.feeds.entry import Entry, document
from index.formats.feeds.stores.database import Database, Table, Value, opened
from index.formats.feeds.stores.readers import OTHERS, STORES, Names, ReaderStore
from index.formats.feeds.stores.tables import article_tables, table_records
from index.formats.protocol import FileFormat
from index.formats.source import Head, Record, Source, skipped
from index.model import Address, DeclaredMetadata, FormatNames, SkippedSource

_NAMES = FormatNames(
    "SQLite", (".sqlite", ".sqlite3", ".db", ".db3"), ("application/vnd.sqlite3", "application/x-sqlite3")
)
_ROW_BYTES = 6_000
_SIGNATURE = b"SQLite format 3\x00"

SECONDS: Final = 10**11
"""Seconds since 1970 are below this until the year 5138; milliseconds are above it since 1973, and microseconds above
a thousand times as much."""

_PHP_STRING = re.compile(r's:\d+:"([^"]*)"')


def recognise(head: Head) -> float:
    """The first bytes of every SQLite database."""
    return 1 if head.data.startswith(_SIGNATURE) else 0


def read(source: Source) -> Iterator[Record]:
    """The articles of each table that has some, by the number of their row.

    Raises SourceError where the database is damaged, and NotAnArticle or ListWithoutTexts where it holds no texts.
    """
    with opened(source) as database:
        names = frozenset(database.tables)
        for other in OTHERS:
            if other.tables <= names:
                raise (ListWithoutTexts if other.is_list else NotAnArticle)(other.words)
        stores = [store for store in STORES if _has(database, store)][:1]
        for store in stores:
            yield from _store(source.address.member(store.table), database, store)
        if stores:
            return
        tables = article_tables(database)
        if not tables:
            raise NotAnArticle("an SQLite database without a table of articles: none has a column of texts")
        for table in tables:
            yield from table_records(source, database, table)


def _has(database: Database, store: ReaderStore) -> bool:
    table = database.tables.get(store.table)
    return table is not None and store.required <= {column.lower() for column in table.columns}


def _store(address: Address, database: Database, store: ReaderStore) -> Iterator[Record]:
    table = database.tables[store.table]
    feeds, people, persons = (_names(database, names) for names in (store.feeds, store.people, store.persons))
    columns = {column.lower() for column in table.columns}
    where = f"coalesce({store.deleted}, 0) = 0" if store.deleted and store.deleted in columns else ""
    rows = _Rows(address)
    for number, row in rows.read(database, table, where):
        fields = _Fields(row)
        authors = [name for key in people.get(fields.value(store.key), []) for name in persons.get(key, [key])]
        title = next(iter(feeds.get(fields.value(store.feed), [])), "")
        entry = Entry(
            content=_content(fields.first(store.content)),
            summary=fields.first(store.summary),
            keeps_apart=False,
            declared=DeclaredMetadata(
                headline=fields.first(("title",)) or None,
                authors=tuple(map(str, authors)) or _authors(fields.first(store.author)),
                outlet=fields.first(store.outlet) or str(title) or None,
                published=fields.time(store.published),
                updated=fields.time(store.updated),
                url=fields.first(store.url) or None,
                language=fields.first(store.language) or None,
                tags=tuple(tag for tag in re.split(r"[,#]\s*", fields.first(store.tags)) if tag.strip()),
            ),
        )
        try:
            yield document(
                address.at_record(number), _as_json(row), entry, media_type=_NAMES.media_types[0], encoding="utf-8"
            )
        except SourceError as error:
            if (counted := rows.count(number, error)) is not None:
                yield counted
    yield from rows.skipped


class _Rows:
    """Counts the rows of a table that have no text, so that the report has one line for them."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._without_text = 0
        self._failed: list[SkippedSource] = []

    def read(self, database: Database, table: Table, where: str = "") -> Iterator[tuple[int, dict[str, Value]]]:
        try:
            for number, row in database.rows(table, where):
                if isinstance(row, SourceError):
                    self._failed.append(skipped(self._address.at_record(number), row))
                else:
                    yield number, row
        except SourceError as error:
            self._failed.append(skipped(self._address, error))

    def count(self, number: int, error: SourceError) -> SkippedSource | None:
        """The line of a row that is no article; None where it is one of those without a text."""
        if isinstance(error, ListWithoutTexts | NotAnArticle):
            self._without_text += 1
            return None
        return skipped(self._address.at_record(number), error)

    @property
    def skipped(self) -> Iterator[SkippedSource]:
        yield from self._failed
        if self._without_text:
            reason = f"{self._without_text:,} rows with a teaser or no text: save the pages themselves"
            yield SkippedSource(str(self._address), reason, "list")


class _Fields:
    """The values of a row by the names of its columns in lower case."""

    def __init__(self, row: Mapping[str, Value]) -> None:
        self._values = {name.lower(): value for name, value in row.items()}

    def value(self, name: str) -> Value:
        return self._values.get(name.lower())

    def first(self, names: tuple[str, ...]) -> str:
        """The first of some columns that has a text."""
        for name in names:
            value = self.value(name)
            text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
            if text.strip():
                return text.strip()
        return ""

    def time(self, names: tuple[str, ...]) -> str | None:
        """The first of some columns that has a time: its seconds since 1970, or as it is written."""
        written = self.first(names)
        try:
            number = float(written)
        except ValueError:
            return written or None
        while number > SECONDS:
            number /= 1000
        return f"{number:.0f}" if number > 0 else None


def _names(database: Database, names: Names | None) -> dict[Value, list[Value]]:
    return database.names(names.table, names.key, names.name, names.condition) if names is not None else {}


def _content(text: str) -> str:
    """The longest of the contents that the reader library keeps as JSON; any other text as it is."""
    if not text.startswith("[{"):
        return text
    try:
        pieces = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return max((str(piece.get("value", "")) for piece in pieces if isinstance(piece, dict)), key=len, default="")


def _authors(written: str) -> tuple[str, ...]:
    """Authors as readers write them into one column: a name, a list in JSON, one serialised by PHP."""
    if re.match(r"a:\d+:\{", written):
        return tuple(_PHP_STRING.findall(written))
    if written.startswith("["):
        try:
            names = json.loads(written)
        except (ValueError, RecursionError):
            names = []
        if isinstance(names, list):
            return tuple(name for name in names if isinstance(name, str))
    return tuple(part.strip() for part in written.split(";") if part.strip())


def _as_json(row: Mapping[str, Value]) -> bytes:
    values = {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "backslashreplace")


FORMAT = FileFormat(_NAMES, recognise, read, document_bytes=_ROW_BYTES)
