"""Lines at the top of a plain text that say what it is: ``Headline: …``, ``Outlet: …``, ``Date: …``."""

from __future__ import annotations

import re
from typing import Final

from index.formats.records.field_names import field_of
from index.formats.records.record_fields import metadata_of
from index.model import DeclaredMetadata

_MOST_LINES: Final = 16
"""Lines at the top that are looked at."""
_LEAST: Final = 2
"""Lines with a known label that there must be: one alone may be the article's own."""
_LABELLED = re.compile(r"([^\W\d_][\w’' /-]{0,30}?)[ \t]*[:：][ \t]*(.*)")
_WEB_ADDRESS = re.compile(r"https?://\S+")


def labelled(text: str) -> tuple[DeclaredMetadata, str]:
    """What labelled lines at the top of ``text`` say, and ``text`` with these lines blank.

    Lines stay where they are, so that their numbers are those of the file. Other lines may be between them, such as a
    headline or an address without a label; the first blank line after two of them ends them.
    """
    lines = text.split("\n")
    values: dict[str, str] = {}
    places: list[int] = []
    for place, line in enumerate(lines[:_MOST_LINES]):
        found = _LABELLED.fullmatch(line.strip("\ufeff \t"))
        field = field_of(found[1]) if found else None
        if found is None or field is None or field == "html":
            if len(places) >= _LEAST and not line.strip():
                break
            continue
        if field == "text":
            lines[place] = found[2]
            break
        if found[2].strip():
            values.setdefault(found[1], found[2])
            places.append(place)
    if len(places) < _LEAST or not {field_of(label) for label in values} & {"title", "outlet", "date", "url", "author"}:
        return DeclaredMetadata(), text
    for place in places:
        lines[place] = ""
    return metadata_of(values), "\n".join(lines)
