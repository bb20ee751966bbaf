"""What the fields of a record say about an article, whatever names its program gave them.

Values only become strings here, a date as it is written, an epoch as its digits. Cleaning reads them. The names are in
:mod:`index.formats.records.field_names`; those that a reader gave himself come before them.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from index.formats.records.field_names import (
    AUTHORS,
    CAPTURED,
    DECK,
    HEADLINE,
    LANGUAGE,
    OUTLET,
    PUBLISHED,
    SECTION,
    TAGS,
    UPDATED,
    URL,
    WRAPPERS,
    plain_name,
    shorter_name,
)
from index.formats.records.known_programs import Fields, adapted, is_own_copy
from index.model import DeclaredMetadata, FieldNames
from index.text import normalise

_NAMED: Final = ("name", "headline", "main", "title", "rendered", "original", "text", "value", "label", "content",
                 "url", "@id", "$date", "date", "$numberLong", "$numberInt", "$numberDouble")  # fmt: skip
"""Names of the text in a record that is a value."""
_MOST_ITEMS = 64
"""Values of one field."""
_LONGEST = 4000
"""Characters of one value."""
_DEEPEST = 3
"""Lists and records inside each other in which a value is looked for."""
_LARGEST_NUMBER = 1e15
"""Numbers from which a value is an error of the scraper, not an id or a time in milliseconds; it is ignored."""
_MOST_KEYS = 400
"""Keys of one record that are looked at."""
_MOST_STEPS = 8
"""Steps of a path that a reader gave."""

_LANGUAGES: Final = "en|de|fr|es|it|pt|nl|pl|ru|uk|ar|zh|ja|ko|tr|sv|no|da|fi|cs|hu|el|he|fa"
_SUFFIX = re.compile(rf"_(?:s|ss|t|ts|txt|dt|tdt|txt_(?:{_LANGUAGES})|{_LANGUAGES})$")
"""What search engines and tables in several languages append to the name of a field: ``title_s``, ``text_en``."""
_HIT: Final = "_source"
"""Where search engines keep the document of a hit: not the source that an article names."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


def fields_of(values: Mapping[str, object], depth: int = 0) -> Fields:
    """``values`` by their plain names without what is empty.

    What is missing comes from nested records such as ``metadata`` or ``_source``, and from names with an ending.
    """
    plain: dict[str, object] = {}
    if depth > _DEEPEST:
        return plain
    further: dict[str, object] = {}
    for key, value in list(values.items())[:_MOST_KEYS]:
        # Keys of YAML may be anything.
        name = key if isinstance(key, str) else ""
        if not name or name == _HIT or _is_nothing(value):
            continue
        plain[plain_name(name)] = value
        first, dot, last = name.rpartition(".")
        if dot and plain_name(first) in WRAPPERS:
            further.setdefault(plain_name(last), value)
        if "_" in name and (ending := _SUFFIX.search(name)):
            further.setdefault(plain_name(name[: ending.start()]), value)
        if (shorter := shorter_name(name)) is not None:
            further.setdefault(shorter, value)
    fields = dict(plain)
    if isinstance(hit := values.get(_HIT), dict):
        fields = {**fields_of(hit, depth + 1), **{key: value for key, value in plain.items() if key not in WRAPPERS}}
    for wrapper in WRAPPERS:
        inner = plain.get(wrapper)
        if isinstance(inner, dict):
            for key, value in fields_of(inner, depth + 1).items() if wrapper in _DEEP else _flat(inner):
                fields.setdefault(key, value)
    for key, value in further.items():
        fields.setdefault(key, value)
    return adapted(fields) if depth == 0 else fields


_DEEP: Final = frozenset(("source", "node", "row", "doc", "document", "data", "item"))
"""Wrappers of whole records, which have wrappers of their own."""


def _flat(inner: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in list(inner.items())[:_MOST_KEYS]:
        if isinstance(key, str) and not _is_nothing(value):
            yield plain_name(key), value


def metadata_of(values: Mapping[str, object], own: FieldNames = ()) -> DeclaredMetadata:
    """What ``values`` declare about an article; each field is one line of text without control characters.

    ``own`` is what a reader calls the fields; such a name comes before all that are known. Where no outlet is named,
    the host of the address is.
    """
    return metadata_of_fields(fields_of(values), own)


def metadata_of_fields(fields: Fields, own: FieldNames = ()) -> DeclaredMetadata:
    """The same from what :func:`fields_of` gave."""
    url = _url(fields, own)
    return DeclaredMetadata(
        headline=next(_candidates(fields, "title", HEADLINE, own), None),
        deck=next(_candidates(fields, "deck", DECK, own), None),
        authors=_authors(fields, own),
        outlet=_outlet(fields, own) or (host_of(url) if url else None),
        published=_date(fields, "date", PUBLISHED, own),
        url=url,
        language=next(_worded(_candidates(fields, "language", LANGUAGE, own)), None),
        tags=_tags(fields, own),
        updated=_date(fields, "updated", UPDATED, own),
        section=next(_worded(_candidates(fields, "section", SECTION, own)), None),
        captured=_date(fields, "captured", CAPTURED, own),
    )


def _url(fields: Fields, own: FieldNames) -> str | None:
    """The address of the article; that of a copy which a program keeps only where there is no other."""
    addresses = [url for url in _candidates(fields, "url", URL, own) if _is_address(url)]
    return next((url for url in addresses if not is_own_copy(url)), addresses[0] if addresses else None)


def found(fields: Fields, name: str) -> object:
    """The value of a name, which may be a path with dots: through records, and the first item of each list."""
    value = fields.get(name)
    if value is not None or "." not in name:
        return value
    joined = fields.get(name.replace(".", ""))
    if joined is not None:
        return joined
    first, *steps = name.split(".")
    value = fields.get(first)
    for step in steps[:_MOST_STEPS]:
        for _ in range(_DEEPEST):
            if isinstance(value, list):
                value = value[0] if value else None
        if not isinstance(value, dict):
            return None
        value = next((inner for key, inner in value.items() if isinstance(key, str) and plain_name(key) == step), None)
    return value


def names_for(fields: Fields, field: str, names: tuple[str, ...], own: FieldNames) -> Iterator[str]:
    """The names of a field that may have a value in ``fields``: those that the reader gave first."""
    for mine, name in own:
        if mine == field:
            # A path may begin at the record or anywhere above it, as in ``response.results[].fields.bodyText``.
            steps = [plain_name(step) for step in name.rpartition("[].")[2].split(".")][-_MOST_STEPS:]
            yield from (".".join(steps[start:]) for start in range(len(steps)))
    yield from _names_in(tuple(fields), names)


@lru_cache(maxsize=512)
def _names_in(keys: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``names`` that may have a value in a record with these keys; the records of a file have the same."""
    begins = _places_by_beginning(names)
    places = {place for key in keys if key in begins for place in begins[key]}
    return tuple(names[place] for place in sorted(places))


@lru_cache(maxsize=64)
def _places_by_beginning(names: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """The places of names by their first step, and by the whole without dots: few of hundreds are in a record."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for beginning in {name.partition(".")[0], name.replace(".", "")}:
            places.setdefault(beginning, []).append(place)
    return {beginning: tuple(found) for beginning, found in places.items()}


def host_of(url: str) -> str | None:
    """The host of an address without ``www.``."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def _is_nothing(value: object) -> bool:
    if isinstance(value, str):
        return value.strip() in ("", "null", "None", "NaN", "nan", "NULL", "N/A")
    return value is None or (isinstance(value, list | dict | tuple) and not value)


def _is_address(value: str) -> bool:
    return value.startswith(("http://", "https://"))


def _candidates(fields: Fields, field: str, names: tuple[str, ...], own: FieldNames = ()) -> Iterator[str]:
    for name in names_for(fields, field, names, own):
        value = found(fields, name)
        if value is not None:
            yield from _strings(value)


def _worded(values: Iterator[str]) -> Iterator[str]:
    """Those of ``values`` that are names and no numbers of rows in another table."""
    return (value for value in values if _LETTER.search(value))


def _date(fields: Fields, field: str, names: tuple[str, ...], own: FieldNames) -> str | None:
    return next((value for value in _candidates(fields, field, names, own) if _DIGIT.search(value)), None)


def _authors(fields: Fields, own: FieldNames) -> tuple[str, ...]:
    for name in names_for(fields, "author", AUTHORS, own):
        value = found(fields, name)
        authors = tuple(_worded(_strings(value))) if value is not None else ()
        authors = tuple(author.removeprefix("[[").removesuffix("]]") for author in authors)
        if authors:
            return authors
    return ()


_BYTES = re.compile(r"b'([^']+)'")
"""A value as Python shows bytes: news-please writes hosts so."""


_WWW = re.compile(r"^www\.(?=\S+\Z)")


def _outlet(fields: Fields, own: FieldNames) -> str | None:
    domain = None
    for candidate in _worded(_candidates(fields, "outlet", OUTLET, own)):
        if "://" not in candidate:
            return _WWW.sub("", _BYTES.sub(r"\1", candidate))
        domain = domain or host_of(candidate)
    return domain


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    """The strings in a scalar, a list, or a record with a name, bounded in number and length."""
    if depth > _DEEPEST or value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        if text := normalise(_unmarked(value[:_LONGEST])):
            yield text
    elif isinstance(value, int | float):
        if abs(value) < _LARGEST_NUMBER:
            yield f"{value:.0f}"
    elif isinstance(value, datetime.date | datetime.time):
        yield value.isoformat()
    elif isinstance(value, dict):
        named = next((value[name] for name in _NAMED if value.get(name)), None)
        if named is None and value and all(isinstance(inner, dict) for inner in value.values()):
            # Categories of WordPress.com are records by their names.
            named = list(value.values())
        yield from _strings(named, depth + 1)
    elif isinstance(value, list | tuple):
        for item in value[:_MOST_ITEMS]:
            yield from _strings(item, depth + 1)


def _unmarked(value: str) -> str:
    """A value without tags and entities, which many services leave in headlines and decks."""
    if "<" in value:
        value = _TAG.sub("", value)
    return html.unescape(value) if "&" in value else value


def _tags(fields: Fields, own: FieldNames) -> tuple[str, ...]:
    tags: dict[str, None] = {}
    for name in names_for(fields, "tags", TAGS, own):
        given = found(fields, name)
        for value in _strings(given):
            parts = re.split(r"[,;|]", value) if isinstance(given, str) else [value]
            tags.update((part.strip(), None) for part in parts if _LETTER.search(part))
    return tuple(tags)[:_MOST_ITEMS]
