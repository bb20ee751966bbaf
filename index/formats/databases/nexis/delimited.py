"""Nexis Uni, Lexis Advance and the newer Nexis: documents that each end with ``End of Document``.

A cover page may list them. A document is headline, outlet, date, copyright, fields (``Length: 239 words``), the line
``Body``, the body, and what is about it, from ``Classification`` on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.formats.databases.documents import DatabaseDocument
from index.formats.databases.field_values import date_in, found_date, is_date_line
from index.formats.databases.nexis import labels
from index.formats.databases.nexis.fields import NexisFields
from index.formats.databases.text_blocks import one_line, without_broken_lines

_COVER = re.compile(
    r"(?:user name|date and time|job number|documents? \(\d+\)|client/matter|search terms?|search type|narrowed by"
    r"|content type|about lexisnexis|benutzername|datum und uhrzeit|auftragsnummer|dokumente \(\d+\)|suchbegriffe"
    r"|nom d.utilisateur|date et heure|numéro de travail|gebruikersnaam|datum en tijd|taaknummer|documenten \(\d+\))"
    r"\b|.*\bprivacy policy\b|^\d+\. .{3,}$(?!\n)",
    re.IGNORECASE,
)
"""Lines of the cover page, at their beginning."""
_STATED = re.compile(r"(?:documents?|dokumente|documenten|documentos|documenti) \((\d[\d.,]*)\)", re.IGNORECASE)
_JOB = re.compile(r"(?:job number|auftragsnummer|numéro de travail|taaknummer)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"copyright\b|\(c\)|©", re.IGNORECASE)
_CORRECTED = re.compile(r"(?: ?- )?correction appended", re.IGNORECASE)
_MOST_BEFORE_DATE = 12
"""Lines above the fields of a document in which its date is looked for."""
_NO_PARTS = frozenset(("abstract", "full text", "text", "body"))
_PAGE_OF = re.compile(r"(?:page|seite|pagina|página) \d+ (?:of|von|de|sur|van|di) \d+", re.IGNORECASE)


def is_end(block: str) -> bool:
    """Whether a block is the line that ends a document."""
    return len(block) < 40 and labels.END_OF_DOCUMENT.fullmatch(block.strip()) is not None


def is_start_of_body(block: str) -> bool:
    """Whether a block is the line above the body of a document."""
    return block.strip().lower() in labels.START_OF_BODY


def is_below(block: str) -> bool:
    """Whether what is below the body of a document begins with a block."""
    found = labels.labelled(block.strip(), upper=False)
    return block.strip().lower() in labels.END_OF_BODY or (found is not None and found[0] in labels.BELOW)


def stated(blocks: Sequence[str]) -> int | None:
    """How many documents the cover page says there are."""
    for block in blocks[: next((i for i, block in enumerate(blocks) if is_end(block)), 0)]:
        if found := _STATED.fullmatch(block.strip()):
            return int(re.sub(r"\D", "", found[1]))
    return None


def is_list(blocks: Sequence[str]) -> bool:
    """Whether blocks without any document are a cover page with a list of titles."""
    return any(_JOB.match(block) for block in blocks) and any(_STATED.fullmatch(block.strip()) for block in blocks)


def split(blocks: Sequence[str]) -> list[Sequence[str]]:
    """The blocks of each document; those of the cover page are left out."""
    parts: list[Sequence[str]] = []
    start = 0
    for place, block in enumerate(blocks):
        if is_end(block):
            parts.append(blocks[start:place])
            start = place + 1
    rest = blocks[start:]
    if any(is_start_of_body(block) for block in rest):
        parts.append(rest)
    if parts:
        parts[0] = _without_cover(parts[0])
    return [part for part in parts if part]


def documents(parts: Sequence[Sequence[str]]) -> Iterator[DatabaseDocument]:
    """The documents that :func:`split` found, read."""
    for part in parts:
        yield document(part)


def document(blocks: Sequence[str]) -> DatabaseDocument:
    """One document, out of its blocks."""
    fields = NexisFields(raw="\n\n".join(blocks))
    start = next((i for i, block in enumerate(blocks) if is_start_of_body(block)), None)
    header = blocks[: start if start is not None else _end_of_header(blocks)]
    _read_header(header, fields)
    body, below = _cut(blocks[start + 1 if start is not None else len(header) :])
    _read_below(below, fields)
    return fields.document(tuple(without_broken_lines(_without_abstract(body, fields))))


def _without_cover(blocks: Sequence[str]) -> Sequence[str]:
    """The first document without the cover page: it begins below the last line of that."""
    start = next((i for i, block in enumerate(blocks) if is_start_of_body(block)), len(blocks))
    last = max((i for i in range(start) if _is_of_cover(blocks[i])), default=-1)
    return blocks[last + 1 :]


def _is_of_cover(block: str) -> bool:
    """Whether a block is of the cover page; the date ``14. Februar 2023`` is none of its numbered titles."""
    date = found_date(one_line(block))
    return "\t" in block or (_COVER.match(block) is not None and (date is None or date[0] > 0))


def _end_of_header(blocks: Sequence[str]) -> int:
    """Where the header of a document without the line ``Body`` ends: below its last field at the top."""
    last = 0
    for place, block in enumerate(blocks[:_MOST_BEFORE_DATE]):
        if _COPYRIGHT.match(block.strip()) or _field(block) or is_date_line(one_line(block)):
            last = place + 1
    return last


def _read_header(blocks: Sequence[str], fields: NexisFields) -> None:
    top = next((i for i, block in enumerate(blocks) if _COPYRIGHT.match(block.strip()) or _field(block)), len(blocks))
    above = [one_line(block) for block in blocks[:top] if one_line(block)]
    if any(_CORRECTED.fullmatch(line) for line in above[1:]):
        fields.correction = "Correction Appended"
        above = [above[0], *(line for line in above[1:] if not _CORRECTED.fullmatch(line))]
    dated = next((i for i in range(len(above) - 1, 0, -1) if is_date_line(above[i])), None)
    if dated is not None:
        fields.published = date_in(above[dated])
        above = above[:dated]
    if len(above) > 1:
        fields.outlet = above[-1]
        above = above[:-1]
    fields.headline = _CORRECTED.sub("", above[-1]) if above else None
    for block in blocks[top:]:
        if found := _field(block):
            fields.take(*found)


def _cut(blocks: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The body, and what is below it."""
    place = next((place for place, block in enumerate(blocks) if is_below(block)), len(blocks))
    return blocks[:place], blocks[place:]


def _read_below(blocks: Sequence[str], fields: NexisFields) -> None:
    heading = ""
    for block in blocks:
        for line in block.split("\n"):
            text = line.strip()
            if text.lower() in labels.END_OF_BODY:
                heading = text.lower()
            elif found := labels.labelled(text, upper=False):
                if found[1] in ("language", "correction", "url"):
                    fields.take(*found)
            elif heading == "correction" and text:
                fields.take(heading, "correction", text)


def _without_abstract(blocks: Sequence[str], fields: NexisFields) -> Sequence[str]:
    """The body without the abstract that some outlets put above it: that is the deck."""
    words = [block.strip().lower().rstrip(":") for block in blocks]
    if "full text" in words:
        place = words.index("full text")
        if "abstract" in words[:place]:
            fields.deck = fields.deck or one_line(" ".join(blocks[words.index("abstract") + 1 : place])) or None
        return blocks[place + 1 :]
    return [
        block for block, word in zip(blocks, words, strict=True) if word not in _NO_PARTS and not _PAGE_OF.match(word)
    ]


def _field(block: str) -> tuple[str, labels.Role, str] | None:
    found = labels.labelled(block.strip(), upper=False)
    return found if found is not None and found[1] != "body" else None
