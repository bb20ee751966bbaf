"""Org and reStructuredText, in which some write as others do in Markdown: a file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import NotAnArticle
from index.formats.documents import document
from index.formats.protocol import FileFormat
from index.formats.records.record_fields import metadata_of
from index.formats.source import Head, Source
from index.formats.texts import markdown
from index.model import FormatNames, SourceDocument

_NAMES = FormatNames("Org and reStructuredText", (".org", ".rst"), ("text/org", "text/x-rst"))
_KEYWORD = re.compile(r"#\+(\w+):[ \t]*(.*)", re.IGNORECASE)
_FIELD = re.compile(r":([\w -]{1,30}):[ \t]+(.*)")
_DRAWER = re.compile(r"[ \t]*:[\w-]+:[ \t]*")
_STARS = re.compile(r"(\*{1,6})[ \t]+(.*)")
_ORG_LINK = re.compile(r"\[\[[^\]\n]{1,2000}\]\[([^\]\n]{1,1000})\]\]")
_RST_LINK = re.compile(r"`([^`<\n]{1,1000}?)\s*<[^<>\n]{1,2000}>`__?")
_ROLE = re.compile(r":[\w-]{1,30}:`([^`\n]{1,1000})`")
_RULE = re.compile(r"([=\-~^\"'`#*+:.<>_])\1{2,}[ \t]*")
_OF_PROGRAM = re.compile(
    r"^[ \t]*\.\. (?:toctree|auto\w+|(?:\w+:)?(?:module|currentmodule|function|class|method|option)|highlight)::",
    re.MULTILINE,
)
"""Directives of Sphinx that only the documentation of a program has."""
_FENCED = re.compile(r"#\+(?:begin|end)_(?:src|example|export)\b.*", re.IGNORECASE)
_PLANNED = re.compile(r"(?:(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*[<\[][^>\]\n]*[>\]][ \t]*)+")
_SHORTEST_RULE = 3
"""Signs of a line under or over a heading."""


def recognise(head: Head) -> float:
    """A text that is called so; any other that begins with the title of Org."""
    if head.other_kind is not None:
        return 0
    if head.has_name(_NAMES):
        return 0.95
    return 0.6 if head.beginning.lower().startswith("#+title:") else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The file as one article.

    Raises NotAnArticle when it is documentation of a program, or without an address or date no prose; SourceError when
    it is empty or too long.
    """
    text = source.decoded.text.lstrip("\ufeff")
    if _OF_PROGRAM.search(text):
        raise NotAnArticle("documentation of a program")
    is_org = source.head.suffix == ".org" or text.lower().startswith("#+title:")
    body, values = _org(text.split("\n")) if is_org else _rst(text.split("\n"))
    declared = metadata_of(values)
    found = document(
        source,
        form="markdown",
        media_type=_NAMES.media_types[0 if is_org else 1],
        text=body,
        declared=declared,
    )
    is_known = declared.url or declared.published
    if not is_known and (why := markdown.why_no_article(body, source.address.path)) is not None:
        raise NotAnArticle(why)
    yield found


def _org(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The text as Markdown, and its keywords; drawers, comments and marks of blocks are left out."""
    values: dict[str, str] = {}
    found: list[str] = []
    in_drawer = False
    for line in lines:
        bare = line.strip()
        if in_drawer or _DRAWER.fullmatch(line):
            in_drawer = bare.upper() != ":END:"
        elif _PLANNED.fullmatch(bare):
            continue
        elif _FENCED.match(bare):
            found.append("```")
        elif keyword := _KEYWORD.match(bare):
            values.setdefault(keyword.group(1).lower(), keyword.group(2).strip())
        elif stars := _STARS.match(line):
            found += ["", f"#{'#' * len(stars.group(1))} {stars.group(2)}", ""]
        elif not bare.startswith(("#+", "# ")):
            found.append(_ORG_LINK.sub(r"\1", line))
    return "\n".join(found), values


def _rst(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The text as Markdown, and its title and fields; directives and comments are left out."""
    values: dict[str, str] = {}
    found: list[str] = []
    skips = False
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        above = lines[place - 1] if place else ""
        if skips and (not line.strip() or line[:1] in " \t"):
            continue
        skips = line.startswith(".. ")
        if skips or _is_rule(line, above) or _is_rule(line, below):
            continue
        if line.strip() and _is_rule(below, line):
            if "title" in values or any(one.strip() for one in found):
                found += [f"## {line.strip()}", ""]
            else:
                values["title"] = line.strip()
        elif (field := _FIELD.fullmatch(line)) and not any(one.strip() for one in found):
            values.setdefault(field.group(1).lower(), field.group(2).strip())
        else:
            found.append(_ROLE.sub(r"\1", _RST_LINK.sub(r"\1", line.removeprefix("| "))))
    return "\n".join(found), values


def _is_rule(line: str, heading: str) -> bool:
    """Whether a line is the one under or over ``heading``: of one sign, and as long."""
    length = len(heading.strip())
    return bool(_RULE.fullmatch(line)) and 0 < length <= len(line.rstrip()) and len(line.rstrip()) >= _SHORTEST_RULE


FORMAT = FileFormat(_NAMES, recognise, read)
