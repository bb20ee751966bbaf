"""LexisNexis and the older Nexis: documents that each begin with ``1 of 262 DOCUMENTS``.

A document is outlet, date and headline, each a block; then fields in capitals (BYLINE, SECTION, LENGTH); the body; more
fields (LOAD-DATE, LANGUAGE, GRAPHIC); a line of copyright, which in older exports comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.formats.databases.documents import DatabaseDocument
from index.formats.databases.field_values import date_in, is_date_line
from index.formats.databases.nexis import labels
from index.formats.databases.nexis.fields import NexisFields
from index.formats.databases.text_blocks import divided, one_line, paragraphs

_MOST_BEFORE_DATE = 4
"""Blocks of a header in which its date is looked for."""
_MOST_UNLABELLED = 4
"""Blocks between the date and the first field that are headline and deck; after more there is no field, but body."""
_LONGEST_HEADLINE = 400
"""Characters of a headline; a longer block is body."""
_COPYRIGHT = re.compile(r"(?:copyright|\(c\)|©|all rights reserved|alle rechte vorbehalten|tous droits)", re.IGNORECASE)
_LONGEST_COPYRIGHT = 300
"""Characters of a block that begins like a line of copyright and is one."""
_LONGEST_NUMBER = 60
"""Characters of a line that numbers a document."""
_CORRECTED = re.compile(r"\n?(correction appended|correction)\s*$", re.IGNORECASE)
_BUTTONS = frozenset(
    ("return to list", "zurück zur liste", "retour à la liste", "volver a la lista", "terug naar lijst")
)


def numbered(block: str) -> tuple[int, int] | None:
    """Number and total of a block such as ``1 of 262 DOCUMENTS``; None for any other."""
    if len(block) > _LONGEST_NUMBER or labels.NUMBERED.fullmatch(" ".join(block.split())) is None:
        return None
    number, total = (int(re.sub(r"\D", "", digits)) for digits in re.findall(r"\d[\d.,]*", block))
    return (number, total) if 0 < number <= total else None


def split(blocks: Sequence[str]) -> list[tuple[tuple[int, int], Sequence[str]]]:
    """Each document with its number and the total; what is above the first is the cover page, and left out.

    The block of its number comes first.
    """
    starts = [(place, found) for place, block in enumerate(blocks) if (found := numbered(block))]
    ends = [place for place, _ in starts[1:]] + [len(blocks)]
    return [(found, blocks[place:end]) for (place, found), end in zip(starts, ends, strict=False)]


def documents(parts: Sequence[tuple[tuple[int, int], Sequence[str]]]) -> Iterator[DatabaseDocument]:
    """The documents that :func:`split` found, read."""
    for _, blocks in parts:
        yield document(
            [one for block in blocks for one in divided(block, _is_field) if one.lower().strip() not in _BUTTONS]
        )


def document(blocks: Sequence[str]) -> DatabaseDocument:
    """One document, out of its blocks; the first is its number."""
    fields = NexisFields(raw="\n\n".join(blocks))
    rest = _header(list(blocks[1:]), fields)
    while rest and (found := labels.labelled(rest[0], upper=True)) and found[1] in labels.HEADER:
        fields.take(*found)
        rest = rest[1:]
    return fields.document(paragraphs(_body(rest, fields)))


def _header(blocks: list[str], fields: NexisFields) -> list[str]:
    """Takes outlet, date and headline; gives the blocks below them."""
    while blocks and _is_copyright(blocks[0]):
        blocks = blocks[1:]
    dated = next((place for place, block in enumerate(blocks[:_MOST_BEFORE_DATE]) if _is_dated(block)), None)
    if dated is None:
        fields.outlet, blocks = (
            (one_line(blocks[0]), blocks[1:]) if blocks and not _is_field(blocks[0]) else (None, blocks)
        )
    else:
        above = [one_line(block) for block in blocks[:dated] if not _is_copyright(block) and not _is_field(block)]
        fields.outlet = above[0] if above else None
        fields.headline = above[1] if len(above) > 1 else None
        fields.published, fields.correction = _date(blocks[dated])
        blocks = blocks[dated + 1 :]
    first_field = next((place for place, block in enumerate(blocks[: _MOST_UNLABELLED + 1]) if _is_field(block)), None)
    unlabelled = blocks[: first_field if first_field is not None else 1]
    while unlabelled and _CORRECTED.fullmatch(unlabelled[0]):
        fields.correction, unlabelled = one_line(unlabelled[0]), unlabelled[1:]
    if unlabelled and fields.headline is None and len(unlabelled[0]) <= _LONGEST_HEADLINE:
        fields.headline = one_line(unlabelled[0])
        unlabelled = unlabelled[1:]
    if first_field is None:
        return blocks[1:] if fields.headline and not unlabelled else blocks
    fields.deck = one_line(" ".join(unlabelled)) or None
    return blocks[first_field:]


def _date(block: str) -> tuple[str | None, str | None]:
    """The date in its block, and the remark that a correction is appended."""
    corrected = _CORRECTED.search(block)
    text = block[: corrected.start()] if corrected and corrected.start() else block
    return date_in(one_line(text)), one_line(corrected[1]) if corrected and corrected.start() else None


def _body(blocks: Sequence[str], fields: NexisFields) -> list[str]:
    """The blocks of the body; takes the fields below it."""
    end = next((i for i, block in enumerate(blocks) if _begins_end(block)), len(blocks))
    while end and _is_field(blocks[end - 1]):
        end -= 1
    body = list(blocks[:end])
    while body and _is_copyright(body[-1]):
        body.pop()
    last: tuple[str, labels.Role, str] | None = None
    for block in blocks[end:]:
        found = labels.labelled(block, upper=True)
        if found is None and (last is None or _is_copyright(block)):
            continue
        last = found or (last and (last[0], last[1], block))
        if last is not None:
            fields.take(*last)
    return body


def _begins_end(block: str) -> bool:
    found = labels.labelled(block, upper=True)
    return found is not None and (found[1] not in labels.HEADER and found[1] != "body")


def _is_field(block: str) -> bool:
    return labels.labelled(block, upper=True) is not None


def _is_dated(block: str) -> bool:
    return not _is_field(block) and not _is_copyright(block) and is_date_line(one_line(block))


def _is_copyright(block: str) -> bool:
    return len(block) <= _LONGEST_COPYRIGHT and _COPYRIGHT.match(block.strip()) is not None
