"""All that an archive holds as it is at one moment, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from index.desk.synonyms import file_data
from index.disk.new_folder import check_new, new_folder
from index.errors import UsageError
from index.model import Article, Damage
from index.services.stored_articles import readable
from index.store import Reader, Store
from index.store.whole.contents import Original, StoredContents

_AT_ONCE: Final = 100
"""Articles that are read together."""


class CurrentArticle(NamedTuple):
    """An article in its current version, and the original of its text."""

    article: Article
    sha256: str
    """Of the original."""
    media_type: str


class Contents:
    """What an archive holds, and the new folder that it can be written to."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @contextmanager
    def at_this_moment(self) -> Iterator[Snapshot]:
        """All of it as it is now, while others write to the archive."""
        with self._store.snapshot() as reader:
            yield Snapshot(reader, self._store.folder)

    @contextmanager
    def new_folder(self, path: Path) -> Iterator[Path]:
        """A folder outside the archive that takes the name ``path`` at the end of the block, when it is whole.

        Raises UsageError unless ``path`` is new or empty and no link, ArchiveFull, BroadsheetError.
        """
        check_new(path)
        if path.resolve().is_relative_to(self._store.folder.resolve()):
            raise UsageError(f"{path} is inside the archive itself.", hint="Give another folder.")
        with new_folder(path) as aside:
            yield aside


class Snapshot:
    """The contents of one moment; used by one thread, inside :meth:`Contents.at_this_moment`."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self._reader = reader
        self._stored: StoredContents = reader.contents
        self._folder = folder

    def count(self) -> int:
        """How many articles there are."""
        return self._reader.count("articles")

    def tables(self) -> tuple[str, ...]:
        """The tables of the store that :meth:`rows` gives; :mod:`index.store.schema` says what is in each."""
        return self._stored.tables()

    def rows(self, table: str) -> Iterator[dict[str, Any] | Damage]:
        """The rows of a table by column, versions with their clean text as JSON has it."""
        return self._stored.rows(table)

    def articles(self) -> Iterator[CurrentArticle]:
        """Every article that can be read, in the order of the ids."""
        after = ""
        while ids := self._stored.ids(after, _AT_ONCE):
            after = ids[-1]
            for id, article in readable(self._reader, ids).items():
                yield CurrentArticle(article, *self._stored.document_of(id))

    def originals(self) -> Iterator[Original | Damage]:
        """Every source document, byte for byte."""
        return self._stored.originals()

    def synonyms(self) -> bytes | None:
        """The reader's file of synonyms as it is; None where there is none that can be used."""
        return file_data(self._folder)
