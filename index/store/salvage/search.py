"""Finds every row of a store that still reads, whatever became of the pages that lead to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from index.store import migrations
from index.store.salvage.pages import Pages
from index.store.salvage.rows import Broken, Page, PageReader, Row, Value
from index.store.salvage.shapes import Shape, Shapes, key_of
from index.store.whole.tables import Table

_FREE: Final = 1
_REACHED: Final = 2


class Found(NamedTuple):
    """A row that reads."""

    table: Table
    values: tuple[Value, ...]
    """In the order of :attr:`Table.stored`."""
    rowid: int | None
    certain: bool
    """False where the row may be one that was deleted: its page has no place, and the list of free pages is damaged."""


class Lost(NamedTuple):
    """A row that is there and does not read."""

    table: Table
    key: dict[str, Value]
    """What reads of it, by column."""


class RowSearch:
    """One search through the pages of a store."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._reader = PageReader(pages)
        self.version = pages.version if 1 <= pages.version <= migrations.VERSION else migrations.VERSION
        """The version of the store, the newest where that is not known."""
        self._shapes = Shapes(self.version)
        self._marks = bytearray(pages.count + 1)
        self._is_free_list_whole = True
        self.damaged: Counter[str] = Counter()
        """Pages that do not read, by the table whose they are; ``""`` where that is not known."""
        self.done = 0
        """Pages that were looked at."""

    def rows(self) -> Iterator[Found | Lost | None]:
        """Every row, those whose place is known first; None now and then, so that progress can be shown."""
        roots = dict(self._roots())
        for root, shape in roots.items():
            yield from self._tree(root, shape)
        self._free_list()
        for number in range(2, self._pages.count + 1):
            if self._marks[number] == 0 and self._pages.is_used(number):
                yield from self._stray(number)
        missing = self._pages.expected - self._pages.count
        if missing > 0:
            # More than a file of any size can hold where the header is damaged; it is only said.
            self.damaged[""] += missing

    # --- Trees ---

    def _roots(self) -> Iterator[tuple[int, Shape]]:
        """The first pages of tables and indexes of ours, by the schema of the file, of which nothing else is used."""
        todo, seen = [1], {1}
        known: set[str] = set()
        while todo:
            number = todo.pop()
            page = self._reader.page(number)
            if page is None or page.kind != "table":
                self.damaged["sqlite_schema"] += 1
                continue
            self._mark(number, _REACHED)
            for child in page.children:
                if child not in seen and self._pages.is_used(child):
                    seen.add(child)
                    todo.append(child)
            for row in page.rows:
                values = row.values if isinstance(row, Row) else ()
                if len(values) != 5 or not isinstance(values[1], str) or not isinstance(values[3], int):
                    continue
                shape = self._shapes.by_name.get(values[1])
                if shape is not None and shape.name not in known and self._pages.is_used(values[3]):
                    known.add(shape.name)
                    yield values[3], shape

    def _tree(self, root: int, shape: Shape) -> Iterator[Found | Lost | None]:
        """The rows of the tree below a page; those of an index are only looked at."""
        todo = [root]
        while todo:
            number = todo.pop()
            if not self._pages.is_used(number) or self._marks[number]:
                self.damaged[shape.name] += 1
                continue
            page = self._reader.page(number)
            if page is None or page.kind != shape.kind:
                # Not marked: it may be a page of another table.
                self.damaged[shape.name] += 1
                continue
            if not self._is_of(page, shape):
                self.damaged[shape.name] += 1
                continue
            self._mark(number, _REACHED)
            todo += reversed(page.children)
            yield from self._rows_of(page, shape, certain=True)

    def _is_of(self, page: Page, shape: Shape) -> bool:
        """Whether a page can be of a table: some row is, or none of its rows is of any other."""
        rows = [row for row in page.rows if isinstance(row, Row)]
        return not rows or any(shape.values(row) is not None for row in rows) or self._shapes.of(page) is None

    def _rows_of(self, page: Page, shape: Shape, *, certain: bool) -> Iterator[Found | Lost | None]:
        self.done += 1
        yield None
        if shape.table is None or shape.table.is_derived:
            return
        for row in page.rows:
            values = shape.values(row) if isinstance(row, Row) else None
            if values is not None:
                yield Found(shape.table, values, row.number, certain)
            else:
                yield Lost(shape.table, key_of(shape, Broken(row.number, row.values)))

    # --- What has no place ---

    def _free_list(self) -> None:
        """Mark the pages that hold nothing any more."""
        number, found = self._pages.first_free, 0
        while number and self._pages.is_used(number) and not self._marks[number]:
            self._mark(number, _FREE)
            found += 1
            trunk = self._pages.read(number)
            count = int.from_bytes(trunk[4:8], "big")
            if count > self._pages.usable // 4 - 2:
                break
            for at in range(8, 8 + 4 * count, 4):
                leaf = int.from_bytes(trunk[at : at + 4], "big")
                if self._pages.is_used(leaf) and not self._marks[leaf]:
                    self._mark(leaf, _FREE)
                    found += 1
            number = int.from_bytes(trunk[:4], "big")
        self._is_free_list_whole = self._pages.has_header and found == self._pages.free

    def _stray(self, number: int) -> Iterator[Found | Lost | None]:
        page = self._reader.page(number)
        shape = self._shapes.of(page) if page is not None else None
        if page is None or shape is None:
            self.done += 1
            yield None
            return
        self._mark(number, _REACHED)
        yield from self._rows_of(page, shape, certain=self._is_free_list_whole)

    def _mark(self, number: int, what: int) -> None:
        self._marks[number] = what
