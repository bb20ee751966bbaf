"""Where the articles are in a JSON value of any shape.

Objects are looked through from the outside in. The first that has a body is an article, and what is inside it belongs
to it. So a list at any path, a dictionary by ids, hits of a search engine and nodes of GraphQL need no shape of their
own; the orientations in which pandas writes tables do.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from index.formats.records.field_names import TEXT, plain_name
from index.formats.records.record_fields import fields_of, metadata_of_fields
from index.formats.records.record_text import RecordText, is_article, is_entry, listed_kind, other_kind, text_of
from index.model import DeclaredMetadata, FieldNames

_DEEPEST: Final = 12
"""Lists and objects around an article."""
_MOST_COLUMNS: Final = 400
"""Columns of a table."""
_ACTIONS: Final = frozenset(("index", "create", "update", "delete"))
"""Lines between the documents in what the bulk API of a search engine reads."""

_TOTALS: Final = tuple("total totalresults totalhits totalarticles totalcount totalrecords numfound hits".split())
_ENVELOPES: Final = tuple("response hits data result meta pagination paging".split())
"""Where the answers of services have their totals."""
_DEEPEST_TOTAL: Final = 2
"""Envelopes around a total."""
_FILES: Final = tuple(
    (frozenset(names.split()), words)
    for names, words in (
        ("log", "a recording of a browser's requests (HAR)"),
        ("cells nbformat", "a notebook"),
        ("openapi paths", "a description of an API"),
        ("swagger paths", "a description of an API"),
        ("version mappings sources", "a map of source code"),
        ("lockfileversion", "a list of software packages"),
        ("name version dependencies", "settings of a software package"),
        ("name version scripts", "settings of a software package"),
        ("compileroptions", "settings of a compiler"),
        ("schema properties", "a schema"),
        ("$schema properties", "a schema"),
        ("type features crs", "a map"),
        ("messages participants", "an export of a chat"),
        ("messages name type id", "an export of a chat"),
        ("manifestversion", "settings of a browser extension"),
        ("features splits", "a description of a data set"),
    )
)
"""Names that only files of one kind have together, and what these are."""


@dataclass(frozen=True, slots=True)
class Article:
    """A record that is an article."""

    record: Mapping[str, object]
    body: RecordText
    declared: DeclaredMetadata


@dataclass(frozen=True, slots=True)
class Bare:
    """A record without a text of an article."""

    is_entry: bool
    """Whether it names an article all the same, by headline and address."""
    words: str | None = None
    """What it is instead, where that is known."""


Result = Article | Bare


def results_in(value: object, own: FieldNames = (), depth: int = 0) -> list[Result]:
    """The articles in ``value`` in their order, and the records beside them that have no text.

    Without any article, the records that a list has; at least one for an object.
    """
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        inner: list[Result] = [result for item in value for result in results_in(item, own, depth + 1)]
        inner += [Bare(False)] * sum(1 for item in value if not isinstance(item, list | dict))
        return inner
    if not isinstance(value, dict):
        return []
    fields = fields_of(value)
    if (listed := listed_kind(fields)) is not None:
        return [Bare(True, listed)]
    body = text_of(fields, own)
    declared = metadata_of_fields(fields, own)
    if body is not None and is_article(fields, body, declared):
        return [Article(value, body, declared)]
    words = other_kind(fields)
    if words is not None:
        return [Bare(False, words)]
    children = [
        results_in(addressed(child, key), own, depth + 1)
        for key, child in value.items()
        if isinstance(child, dict | list)
    ]
    full = [child for child in children if any(isinstance(result, Article) for result in child)]
    if full:
        return list(itertools.chain.from_iterable(full))
    if is_entry(declared):
        return [Bare(True)]
    bare = [result for child in children for result in child if isinstance(result, Bare)]
    entries: list[Result] = [result for result in bare if result.is_entry]
    known: list[Result] = [result for result in bare if result.words]
    return entries or known or [Bare(False)]


_Value = TypeVar("_Value")


def addressed(value: _Value, key: object) -> _Value | dict[str, object]:
    """A record with the address under which it is kept, where that is its key and the record has none."""
    if not isinstance(value, dict) or not isinstance(key, str) or not key.startswith(("http://", "https://")):
        return value
    return value if "url" in value else {**value, "url": key}


def known_file(value: object) -> str | None:
    """What a file with this object is, where its names show that it is none of articles."""
    if not isinstance(value, dict):
        return None
    names = {plain_name(str(key)) for key in itertools.islice(value, _MOST_COLUMNS)}
    if "log" in names and not (isinstance(log := value.get("log"), dict) and "entries" in log):
        names.remove("log")
    return next((words for needed, words in _FILES if needed <= names), None)


def stated_in(value: object, depth: int = 0) -> int | None:
    """How many articles the answer of a service says that there are in all; None where it does not say so."""
    if not isinstance(value, dict) or depth > _DEEPEST_TOTAL:
        return None
    members = {plain_name(str(key)): inner for key, inner in itertools.islice(value.items(), _MOST_COLUMNS)}
    for name in _TOTALS:
        total = members.get(name)
        total = total.get("value") if isinstance(total, dict) else total
        if isinstance(total, int) and not isinstance(total, bool):
            return total
    inner = (stated_in(members.get(name), depth + 1) for name in _ENVELOPES)
    return next((total for total in inner if total is not None), None)


def is_action(value: object) -> bool:
    """Whether a line is an instruction to a search engine and no document."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    ((action, target),) = value.items()
    return action in _ACTIONS and isinstance(target, dict) and all(str(key).startswith("_") for key in target)


def table_rows(value: object) -> Iterator[dict[str, object]] | None:
    """The rows of a table that pandas wrote by columns (``split``, ``columns``, lists); None for any other value."""
    if not isinstance(value, dict) or not value:
        return None
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        return (row_of(columns, row) for row in data)
    names = {plain_name(str(key)) for key in itertools.islice(value, _MOST_COLUMNS)}
    if not names & _TEXTS or len(value) > _MOST_COLUMNS:
        return None
    cells = list(value.values())
    if all(isinstance(column, dict) for column in cells):
        labels = list(cells[0])
        if labels and not _names_a_text(labels) and all(column.keys() == cells[0].keys() for column in cells):
            table = value
            return (addressed({name: table[name][label] for name in table}, label) for label in labels)
    if len(cells) > 1 and all(isinstance(column, list) and len(column) == len(cells[0]) for column in cells):
        return (dict(zip(value, row, strict=True)) for row in zip(*cells, strict=True))
    return None


def row_of(columns: Iterable[object], row: Iterable[object]) -> dict[str, object]:
    """A row of a table as a record; cells without a column are left out."""
    return {str(name): cell for name, cell in zip(columns, row, strict=False)}


def is_header(value: object) -> bool:
    """Whether a list is the names of columns: strings, with that of a text or headline among them."""
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        return False
    return _names_a_text(value) and len(set(value)) > 1


def _names_a_text(names: list[str]) -> bool:
    """Whether one of these names of fields is that of a text."""
    return any(plain_name(name) in _TEXTS for name in names[:_MOST_COLUMNS])


_TEXTS: Final = frozenset(TEXT)
