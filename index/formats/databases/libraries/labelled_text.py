"""One article as text with labelled lines above and below it: the head, the body and what is below that.

The first line is the headline, unless one with a label is. A database says with which lines a body begins, and with
which it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from index.formats.databases import documents
from index.formats.databases.documents import DatabaseDocument
from index.formats.databases.field_values import (
    byline_names,
    date_in,
    found_date,
    language_text,
    length_text,
    section_and_page,
    turned_name,
)
from index.formats.databases.text_blocks import blocks_of_lines, paragraphs
from index.formats.source import Record, Source
from index.model import DeclaredMetadata
from index.text import Decoded

Role = Literal["title", "outlet", "author", "date", "section", "page", "length", "language", "deck", "correction",
               "source", "body", "other"]  # fmt: skip
"""What a line says; ``source`` is outlet, date and page in one line, ``other`` is not kept."""

_LABELLED: Final = re.compile(r"\s*(?P<label>[^\W\d_][^:\n]{1,30}?)\s*:(?=\s|$)\s*(?P<value>.*)")
_SOURCE: Final = re.compile(r"(?P<outlet>.+?)(?:\s*[(\[]|\.\s|,\s(?!The\b)|$)")
_PAGE: Final = re.compile(r":\s*p(?:p|g)?\.?\s?(?P<page>[A-Z]{0,3}\d[\w-]*)")
_PLACE: Final = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]\s*$")
_ARTICLE_LAST: Final = re.compile(r"(.+), (The|An?|La|Le|L'|Les|El|Los|Il|Der|Die|Das|De|Het)", re.IGNORECASE)
_BYLINE: Final = re.compile(
    r"(?:By |BY )?(?P<name>[^\W\d_][^,.;:!?\d]{3,60}),? (?:[A-Za-z][\w-]* ){0,3}"
    r"(?:staff|writer|reporter|editor|correspondent|columnist|bureau|STAFF|WRITER|Staff|Writer|Reporter|Editor|Correspondent"
    r"|Columnist|Bureau)\b[^.!?]{0,40}"
)
"""A line below the headline with a name and what its bearer does."""
_PAGE_PART: Final = re.compile(r"(?:page|p\.?) ?(?P<page>\S{1,12})", re.IGNORECASE)
_MOST_HEAD: Final = 30
"""Lines of an article among which its head is."""
_LONGEST_HEAD: Final = 300
"""Characters of a line of it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a database writes an article."""

    roles: Mapping[str, Role]
    """The role of each label, in small letters."""
    below: re.Pattern[str]
    """How a line begins with which what is below a body begins."""
    ends: re.Pattern[str]
    """A line that ends an article."""
    goes_on: re.Pattern[str] | None = None
    """How a line begins that belongs to the article that has ended; None where none does."""


def labels_of(roles: Mapping[Role, str]) -> dict[str, Role]:
    """The role of each label, out of the labels of each role, in which ``_`` is a space."""
    return {label.replace("_", " "): role for role, labels in roles.items() for label in labels.split()}


@dataclass(slots=True)
class _Fields:
    values: dict[Role, str] = field(default_factory=dict)
    lacks_title: bool = False
    """Whether the first line was the outlet, above a line with the day alone, and no headline was found since."""

    def take(self, role: Role, value: str) -> None:
        """Keep a value; of two with one role the first."""
        value = value.strip()
        if not value or role in ("other", "body"):
            return
        if role == "source":
            found, page = _SOURCE.match(value), _PAGE.search(value)
            self.take("outlet", found["outlet"] if found else value)
            self.take("date", date_in(value) or "")
            self.take("page", page["page"] if page else "")
        else:
            self.values.setdefault(role, value)

    def take_line(self, line: str) -> None:
        """Keep what a line without a label says that has the date: ``Outlet (Place) - date``, or parts between bars."""
        if "|" in line:
            for part in map(str.strip, line.split("|")):
                if page := _PAGE_PART.fullmatch(part):
                    self.take("page", page["page"])
                elif found_date(part):
                    self.take("date", part)
                else:
                    self.take("author" if "outlet" in self.values else "outlet", part)
            return
        if found_date(line) == (0, len(line.strip())):
            self.take("date", line)
            if _PLACE.search(self.values.get("title", "")):
                self.take("outlet", self.values.pop("title"))
                self.lacks_title = True
            return
        outlet, dash, rest = line.rpartition(" - ")
        if not dash or not found_date(rest):
            outlet, _, rest = line.partition(" - ")
        self.take("outlet", outlet)
        self.take("date", date_in(rest) or date_in(line) or "")


def records(
    source: Source, decoded: Decoded, lines: Sequence[str], layout: Layout, media_type: str
) -> Iterator[Record]:
    """The records of the articles in the lines of a file."""
    found = (document(part, layout) for part in _split(lines, layout))
    return documents.records(source, found, media_type=media_type, decoded=decoded)


def document(lines: Sequence[str], layout: Layout) -> DatabaseDocument:
    """The article in its lines, which include what is below it."""
    fields = _Fields()
    start, first = _read_head(lines, layout, fields)
    end = next((i for i in range(start, len(lines)) if layout.below.match(lines[i])), len(lines))
    for line in lines[end:]:
        if (found := _field(line, layout)) and found[0] in ("language", "correction", "page", "section", "author"):
            fields.take(*found)
    body = list(paragraphs(blocks_of_lines("\n".join([first, *lines[start:end]]))))
    while body and (found := _field(body[0], layout)) and found[0] in ("author", "other", "section", "date"):
        fields.take(*found)
        body.pop(0)
    if body and "author" not in fields.values and (byline := _BYLINE.fullmatch(body[0])):
        fields.take("author", byline["name"])
        body.pop(0)
    authors = {name.casefold() for name in byline_names(fields.values.get("author", ""))}
    while body and turned_name(body[-1]).casefold().removeprefix("by ") in authors:
        body.pop()
    return _made(fields.values, tuple(body), "\n".join(lines), date_in(" ".join(lines[end:])))


def _read_head(lines: Sequence[str], layout: Layout, fields: _Fields) -> tuple[int, str]:
    """Take the fields above a body; where the body begins, and what is of it behind its label."""
    seen, start, is_dated = 0, 0, False
    for place, line in enumerate(lines):
        if not line.strip():
            continue
        seen += 1
        if seen > _MOST_HEAD or len(line) > _LONGEST_HEAD:
            break
        found = _field(line, layout)
        if found is not None and found[0] == "body":
            return place + 1, found[1]
        if found is not None:
            fields.take(*found)
            is_dated = is_dated or ("date" in fields.values and not fields.lacks_title)
        elif found_date(line) and "date" not in fields.values and seen > 1:
            fields.take_line(line)
            is_dated = not fields.lacks_title
        elif seen == 1 or ("title" not in fields.values and not is_dated):
            fields.take("title", line)
            fields.lacks_title, is_dated = False, "date" in fields.values
        elif line.strip().startswith(("http://", "https://")):
            pass
        elif is_dated:
            break
        start = place + 1
    return start, ""


def _field(line: str, layout: Layout) -> tuple[Role, str] | None:
    found = _LABELLED.fullmatch(line.strip())
    role = layout.roles.get(found["label"].lower()) if found else None
    return (role, found["value"]) if found and role is not None else None


def outlet_name(text: str) -> str:
    """A newspaper without its place, its article first: ``Daily Quay, The (Norway)`` is The Daily Quay."""
    bare = _PLACE.sub("", text.strip().rstrip(".,")).strip()
    turned = _ARTICLE_LAST.fullmatch(bare)
    return f"{turned[2]} {turned[1]}" if turned else bare


def _made(values: Mapping[Role, str], body: tuple[str, ...], raw: str, date_below: str | None) -> DatabaseDocument:
    outlet, date = values.get("outlet"), values.get("date")
    section, page = section_and_page(values["section"]) if "section" in values else (None, None)
    return DatabaseDocument(
        DeclaredMetadata(
            headline=values.get("title"),
            deck=values.get("deck"),
            authors=byline_names(values["author"]) if "author" in values else (),
            outlet=outlet_name(outlet) if outlet else None,
            published=date_in(date) or date or date_below,
            language=language_text(values.get("language")),
            section=section,
        ),
        body,
        raw,
        page=values.get("page") or page,
        length=length_text(values.get("length")),
        correction=values.get("correction"),
    )


def _split(lines: Sequence[str], layout: Layout) -> Iterator[list[str]]:
    """The lines of each article: each goes up to a line that ends one, and those that go on with it."""
    part: list[str] = []
    is_ended = False
    for line in lines:
        ends = layout.ends.fullmatch(line) is not None
        goes_on = layout.goes_on is not None and layout.goes_on.match(line) is not None
        if is_ended and line.strip() and not goes_on and not ends:
            yield part
            part, is_ended = [], False
        part.append(line)
        is_ended = is_ended or ends
    if is_ended:
        yield part
