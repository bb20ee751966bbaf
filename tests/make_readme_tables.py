"""Writes the tables of queries, formats and programs into the README.

Run ``python -m tests.make_readme_tables`` from the root of the project after a format or a field was added.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.archive import file_formats, programs, query_fields, query_forms

README = Path(__file__).parents[1] / "README.md"


def format_table() -> str:
    """A row for each format of the registry."""
    return _table(("format", "usual endings"), ((names.name, _code(names.suffixes)) for names in file_formats()))


def program_table() -> str:
    """A row for each program."""
    rows = ((one.name, one.words, _code(one.endings) or "folder") for one in programs())
    return _table(("program", "where its articles are", "files"), rows)


def query_table() -> str:
    """A row for each form and field of a query."""
    forms = ((" ".join(f"`{each}`" for each in form.examples), form.finds) for form in query_forms())
    fields = ((f"`{written}`", finds) for written, finds in query_fields())
    return _table(("write", "to find"), (*forms, *fields))


def with_tables(text: str) -> str:
    """The README with its tables as they are now."""
    tables = (
        ("| write | to find |", query_table()),
        ("| format | usual endings |", format_table()),
        ("| program | where", program_table()),
    )
    for head, table in tables:
        begin = text.index(head)
        text = text[:begin] + table + text[text.index("\n\n", begin) :]
    return text


def _code(endings: Iterable[str]) -> str:
    return " ".join(f"`{ending}`" for ending in endings)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return "\n".join((lines[0], "|---" * len(head) + "|", *lines[1:]))


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
