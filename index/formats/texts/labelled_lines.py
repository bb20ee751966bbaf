"""Lines at the top of a plain text that say what it is: ``Headline: …``, ``Outlet: …``, ``Date: …``."""

from __future__ import annotations

import re
from typing import Final

from index.formats.mail.forwards import of_letter, without_prefix
from index.formats.records.field_names import CAPTURED, field_of, plain_name
from index.formats.records.record_fields import metadata_of
from index.model import DeclaredMetadata, FieldNames

_MOST_LINES: Final = 16
"""Lines at the top that are looked at."""
_LEAST: Final = 2
"""Lines with a known label that there must be: one alone may be the article's own."""
_OF_ARTICLES: Final = frozenset(("title", "outlet", "date", "url", "author"))
"""Fields of which there is one where the labels are those of an article."""
_LABELLED = re.compile(r"([^\W\d_][\w’' /-]{0,30}?)(?:\(s\))?[ \t]*[:：][ \t]*(.*)")

_SAID = re.compile(r"[.?!…。？！]\W*$")
"""The end of what a speaker says: a label that comes again before it names who speaks."""


def labelled(text: str, own: FieldNames = ()) -> tuple[DeclaredMetadata, str]:
    """What labelled lines at the top of ``text`` say, and ``text`` with these lines blank.

    Lines stay where they are, so that their numbers are those of the file. Other lines may be between them, such as a
    headline or an address without a label; the first blank line after two of them ends them. In a transcript, where a
    speaker's name comes again before a sentence, none is a label.
    """
    lines = text.split("\n")
    values: dict[str, str] = {}
    places: list[int] = []
    for place, line in enumerate(lines[:_MOST_LINES]):
        found = _LABELLED.fullmatch(line.strip("\ufeff \t"))
        field = _field(found[1], own) if found else None
        if found is None or field is None or field == "html":
            if len(places) >= _LEAST and not line.strip():
                break
            continue
        if field == "text":
            lines[place] = found[2]
            break
        if found[2].strip():
            if found[1] in values and _SAID.search(found[2]):
                return DeclaredMetadata(), text
            values.setdefault(found[1], found[2])
            places.append(place)
    if len(places) < _LEAST or not {_field(label, own) for label in values} & {
        "title",
        "outlet",
        "date",
        "url",
        "author",
    }:
        return _letter(text)
    for place in places:
        lines[place] = ""
    return metadata_of(values, own), "\n".join(lines)


def _letter(text: str) -> tuple[DeclaredMetadata, str]:
    """The same where the lines at the top are the head of a letter that was saved as text, in some language.

    All lines of it have labels: one names the sender, another the subject or the day.
    """
    lines = text.split("\n")
    values: dict[str, str] = {}
    start = next((place for place, line in enumerate(lines) if line.strip("\ufeff \t\r")), 0)
    end = start
    while end < len(lines) and lines[end].strip():
        found = _LABELLED.fullmatch(lines[end].strip("\ufeff \t\r")) if end - start < _MOST_LINES else None
        if found is None:
            return DeclaredMetadata(), text
        if role := of_letter(found[1]):
            values.setdefault(role, found[2].strip())
        end += 1
    if "from" not in values or not values.keys() & {"subject", "date"}:
        return DeclaredMetadata(), text
    lines[start:end] = [""] * (end - start)
    named = {"title": without_prefix(values.get("subject", "")), "date": values.get("date", "")}
    return metadata_of({label: value for label, value in named.items() if value}), "\n".join(lines)


def _field(label: str, own: FieldNames) -> str | None:
    """The field that a label names; ``clipped`` and its like are a field of their own."""
    plain = plain_name(label)
    mine = next((field for field, name in own if plain_name(name) == plain), None)
    return mine or field_of(label) or ("captured" if plain in CAPTURED else None)
