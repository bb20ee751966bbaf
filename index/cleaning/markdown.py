"""Markdown: its text without markup, one line for each paragraph, heading and list item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.cleaning.markdown_blocks import MarkdownBlock, structured
from index.cleaning.plain_text.cleaner import clean_text
from index.model import BlockKind, CleanArticle, DeclaredMetadata

_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-+)\s*$")
_RULE = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_ROW = re.compile(r"\s{0,3}\|(.{1,5000})\|\s*")
_ROW_RULE = re.compile(r"\s{0,3}\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_IMAGE_ALONE = re.compile(rf"(?:{_IMAGE.pattern}|\[{_IMAGE.pattern}\]\([^()\n]{{0,2000}}\))")
_ITALICS = re.compile(r"\*[^*\s][^*\n]*\*|_[^_\s][^_\n]*_|\*\*[^*\s][^*\n]*\*\*")
_LONGEST_CAPTION = 400
"""Characters of a line in italics below an image: fewer than this."""
_TOP = 60
"""Lines in which the headline is looked for."""
_BELOW_IMAGE = 2
"""Lines below an image in which its caption is."""
_NESTED = 3
"""Emphases inside each other."""
_LINK = re.compile(
    r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\]\n]{0,200}\])"
)
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]\n]{1,200}\]:\s+\S+.*$")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|___|__|_|~~)(?=\S)((?:(?!\1)[^\n]){1,2000}?)(?<=\S)\1")
_WORD_EDGE = re.compile(r"\w")
_CODE = re.compile(r"`{1,3}([^`\n]{1,2000})`{1,3}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|\"'])")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]{0,500})?/?>")


def clean_markdown(text: str, declared: DeclaredMetadata) -> CleanArticle:
    """The article in ``text``; its first top heading is the headline where none is declared."""
    lines = text.split("\n")
    headline = declared.headline or _top_heading(lines)
    article = clean_text(plain_text(lines), replace(declared, headline=headline), captions(lines))
    if not article.text and not article.hidden:
        return clean_text(text, declared)
    return structured(article, _blocks(lines), text, _inline)


def captions(lines: Sequence[str]) -> set[int]:
    """Lines that are only an image, whose words describe it, and short lines in italics right below one."""
    images: set[int] = set()
    below: set[int] = set()
    for number, line in enumerate(lines):
        bare = line.strip()
        if _IMAGE_ALONE.fullmatch(bare):
            images.add(number)
        elif _ITALICS.fullmatch(bare) and len(bare) < _LONGEST_CAPTION:
            above = next(
                (n for n in range(number - 1, max(-1, number - 1 - _BELOW_IMAGE), -1) if lines[n].strip()), None
            )
            if above in images:
                below.add(number)
    return images | below


def _top_heading(lines: list[str]) -> str | None:
    for number, line in enumerate(lines[:_TOP]):
        found = _HEADING.match(line)
        if found and len(found.group(1)) == 1:
            return _inline(found.group(2)) or None
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if line.strip() and re.fullmatch(r"\s{0,3}={3,}\s*", below):
            return _inline(line.strip()) or None
    return None


def plain_text(lines: list[str]) -> str:
    """The lines without markup, as many as before; the lines of a paragraph are joined on its first."""
    return "\n".join(_inline(block.source) for block in _blocks(lines))


def _blocks(lines: list[str]) -> list[MarkdownBlock]:
    """A block for each line; it is empty for a line that continues another or is only a mark."""
    found = [""] * len(lines)
    kinds: list[BlockKind] = ["paragraph"] * len(lines)
    start: int | None = None
    fenced = False
    alone = captions(lines)
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            fenced, start = not fenced, None
            continue
        if fenced:
            found[number], kinds[number] = line, "preformatted"
            continue
        bare = _QUOTED.sub("", line)
        heading = _HEADING.match(bare)
        if start is not None and _UNDERLINE.match(bare):
            kinds[start], start = "subhead", None
        elif not bare.strip() or _RULE.match(bare) or _REFERENCE.match(bare) or _ROW_RULE.fullmatch(bare):
            start = None
        elif heading:
            found[number], kinds[number], start = heading.group(2), "subhead", None
        elif number in alone:
            found[number], start = bare.strip(), None
        elif row := _ROW.fullmatch(bare):
            found[number], start = " | ".join(cell.strip() for cell in row.group(1).split("|")), None
            kinds[number] = "table row"
        elif start is None or _ITEM.match(bare):
            found[number], start = _ITEM.sub("", bare).strip(), number
            kinds[number] = "list item" if _ITEM.match(bare) else "quote" if bare != line else "paragraph"
        else:
            found[start] += " " + bare.strip()
    return [MarkdownBlock(source, kind) for source, kind in zip(found, kinds, strict=True)]


def _inline(line: str) -> str:
    """A line without links, images, emphasis, code marks, tags and escapes."""
    if not re.search(r"[*_\[\]<`~\\!]", line):
        return line
    line = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _AUTOLINK.sub(r"\1", line)))
    for _ in range(_NESTED):
        line = _STRONG.sub(_emphasised, line)
    return _ESCAPE.sub(r"\1", _TAG.sub("", _CODE.sub(r"\1", line)))


def _emphasised(found: re.Match[str]) -> str:
    """The words between marks; the marks stay where they are inside a word, as in ``snake_case``."""
    text, start, end = found.string, found.start(), found.end()
    inside = "_" in found.group(1) and (
        (start > 0 and _WORD_EDGE.match(text[start - 1])) or (end < len(text) and _WORD_EDGE.match(text[end]))
    )
    return found.group() if inside else found.group(2)
