"""The articles of Factiva's text and RTF: lines, with codes or without, each article ended by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.formats.databases.documents import DatabaseDocument
from index.formats.databases.factiva import fields
from index.formats.databases.field_values import is_date_line
from index.formats.databases.text_blocks import one_line

_CODED = re.compile(r"\s*(?P<code>[A-Z]{2,4})(?:\s*\|\s*|\t+\s*|\s{2,}|\xa0+\s*|$)(?P<value>.*)", re.DOTALL)
_COPYRIGHT = re.compile(r"(?:copyright\b|\(c\)|©|版权|著作権)", re.IGNORECASE)
_MOST_HEADER = 40
"""Lines of an article in which its copyright, the end of its header, is looked for."""
_RUBBISH = re.compile(
    r"(?:©|\(c\)) ?\d{4} Factiva, Inc\..*|Page \d+ of \d+.*|Dow Jones Factiva|Factiva|Search Summary", re.IGNORECASE
)


def articles(lines: Sequence[str]) -> Iterator[DatabaseDocument]:
    """The articles, each up to the line with its accession number."""
    part: list[str] = []
    for line in lines:
        if _RUBBISH.fullmatch(line.strip()):
            continue
        coded = _CODED.match(line)
        value = coded["value"] if coded and coded["code"] == "AN" else line
        part.append(line)
        if fields.is_accession(value):
            if _has_article(part):
                yield _article(part)
            part = []
    if _has_article(part) and any(_coded_line(line) for line in part):
        yield _article(part)


def _article(lines: Sequence[str]) -> DatabaseDocument:
    raw = "\n".join(lines)
    coded = _by_codes(lines)
    if coded:
        return fields.of_codes(coded, raw)
    whole = [line for line in lines if not fields.is_accession(line)]
    end = next(
        (i + 1 for i, line in enumerate(whole[:_MOST_HEADER]) if i > 2 and _COPYRIGHT.match(line.strip())),
        _below_date(whole),
    )
    header, body = whole[:end], list(whole[end:])
    if len(body) > 1 and len(body[-1]) <= 100 and not body[-1].rstrip().endswith((".", "!", "?", '"', "”", ")")):
        body.pop()
    return fields.of_places(header, body, raw)


def _below_date(lines: Sequence[str]) -> int:
    """Where the header of an article without a line of copyright ends: below the language, at most six lines on."""
    dated = next((i for i, line in enumerate(lines[:_MOST_HEADER]) if is_date_line(one_line(line))), None)
    if dated is None:
        return 1
    end = dated + 1
    while end < min(len(lines), dated + 7) and len(lines[end]) < 60:
        end += 1
    return end


def _by_codes(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each field; empty where the article has no codes."""
    found: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in lines:
        coded = _coded_line(line)
        if coded is not None:
            last = found.setdefault(coded[0], [])
            line = coded[1]
        if last is not None and line.strip(" |\t"):
            last.append(line.strip(" |\t"))
    return found if {"HD", "SN"} <= found.keys() else {}


def _coded_line(line: str) -> tuple[str, str] | None:
    coded = _CODED.match(line)
    return (coded["code"], coded["value"]) if coded is not None and coded["code"] in fields.CODES else None


def _has_article(part: Sequence[str]) -> bool:
    return sum(1 for line in part if line.strip()) > 3
