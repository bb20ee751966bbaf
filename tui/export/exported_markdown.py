"""Quotations read back out of Markdown that was exported, and that somebody may have worked on since.

What is read comes from anywhere: it is only parsed, never trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from index.model import Attribution, Passage, Quotation, iso_of
from index.model.references import CITED, COMMENTED
from tui.rendering.dates import date_in_words

MOST_DIGITS = 9
"""Of a number in an exported file."""

# Whatever an article says is escaped: a comment without a backslash before it is of the export.
_COMMENT = re.compile(rf"(?<!\\)<!-- broadsheet {COMMENTED} -->", re.ASCII)
_FENCE = re.compile(r"\s{0,3}(`{3,})[^`]*$")
# An escaped sign, or words that are a link: what leads where is not of the words.
_ESCAPED_OR_LINK = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])|(?<!!)\[(?P<words>(?:\\.|[^\[\]\\])*)\]\(<[^<>\n]*>\)", re.DOTALL
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# What makes a heading, an item or a row: the article's own such signs are escaped.
_STRUCTURE = re.compile(
    r"\s*(?:\|[ \t]*(?:\|[ \t]*)*\n)?(?:\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\n)?(?:\||#{1,6} |[-*+] |\d{1,9}[.)] )?"
)
# A value that an article states, in a line of the export's own words; an article's own asterisks are escaped.
_BOLD = re.compile(r"(?<![\\*])\*\*((?:[^*\\]|\\.){1,2000})\*\*\s*$")
_CITATION = re.compile(
    r"(?:(?P<outlet>[^“]*?), )?“(?P<headline>.*)”"
    r"(?:, (?P<published>(?:(?:\d{1,2} )?[A-Z][a-z]+ )?\d{4}))?(?:, (?P<address>[^”]*?))?"
    rf" \[{CITED}\](?: <(?P<url>[^<>]*)>)?"
)
_LONGEST_CITATION = 5_000
"""Characters of a citation that is read back."""
_MOST_ARTICLES = 100
"""Articles that one file has whole, of which it says something."""


class _Block(NamedTuple):
    kind: str
    """``quote``, ``text`` or ``code``."""
    text: str


def quotations(text: str) -> Iterator[Quotation]:
    """Blocks of lines with ``>``; and the text before a comment in a paragraph, heading, list, table or fence."""
    blocks = list(_blocks(text))
    of_files = _of_whole_articles(blocks)[:_MOST_ARTICLES]
    for block in blocks:
        if block.kind == "quote":
            yield _quoted(block.text)
            continue
        for found in _passages(block):
            article = found.passage.article
            yield replace(found, attributions=tuple(about for id, about in of_files if article.startswith(id)))


def _blocks(text: str) -> Iterator[_Block]:
    """Runs of lines of one sort, without the bars of quotations; a fence and what follows it is a block of its own."""
    kind, lines, fence = "", list[str](), ""
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            lines.append(line)
            if opening and len(opening[1]) >= len(fence) and not line.strip().strip("`"):
                fence = ""
            continue
        stripped = line.strip()
        sort = "quote" if stripped.startswith(">") else "text" if stripped else ""
        begins = opening is not None and sort == "text"
        if (begins or sort != ("text" if kind == "code" else kind)) and lines:
            yield _Block(kind, "\n".join(lines))
            lines = []
        if not lines:
            kind = "code" if begins else sort
        if opening is not None and begins:
            fence = opening[1]
        if sort:
            lines.append(stripped[1:].strip() if sort == "quote" else line)
    if lines:
        yield _Block(kind, "\n".join(lines))


# --- Passages ---------------------------------------------------------------------------------------------------------


def _quoted(block: str) -> Quotation:
    """A quotation and, below a blank line, its citation with the comment."""
    words, _, citation = block.rstrip().rpartition("\n\n")
    found = _COMMENT.search(citation)
    if found is None:
        return Quotation(Passage("", 0, 0, 0, _unescaped(block)))
    attribution = cited(_ESCAPED.sub(r"\1", _COMMENT.sub("", citation).strip().removeprefix("—")))
    return replace(_standing(found, _unescaped(words)), attributions=() if attribution is None else (attribution,))


def _passages(block: _Block) -> Iterator[Quotation]:
    """The text before each comment, without the signs of headings, items, rows and fences; or what is bold there."""
    start = 0
    text = block.text
    if block.kind == "code":
        code, rest = _out_of_fence(text)
        if (found := _COMMENT.match(rest.lstrip())) is not None:
            yield _standing(found, code)
            text = rest.lstrip()[found.end() :]
        else:
            text = rest
    for found in _COMMENT.finditer(text):
        before = text[start : found.start()]
        structure, bold = _STRUCTURE.match(before), _BOLD.search(before)
        yield _standing(found, _unescaped(bold[1] if bold else before[structure.end() if structure else 0 :]))
        start = found.end()


def _out_of_fence(text: str) -> tuple[str, str]:
    """The text within the fence, and after it."""
    opening, _, inside = text.partition("\n")
    fence = opening.strip()
    closing = re.search(rf"^\s{{0,3}}`{{{len(fence) - len(fence.lstrip('`'))},}}\s*$", inside, re.MULTILINE)
    return (inside[: closing.start()], inside[closing.end() :]) if closing else (inside, "")


def _standing(found: re.Match[str], words: str) -> Quotation:
    article, version, field, start, end = found.group("article", "version", "field", "start", "end")
    passage = Passage(article, int(version), int(start), int(end), words.strip())
    return Quotation(passage, field="headline" if field == "headline" else "deck" if field else "text")


def _unescaped(text: str) -> str:
    return _ESCAPED_OR_LINK.sub(lambda found: found["sign"] or _ESCAPED.sub(r"\1", found["words"]), text)


# --- Citations --------------------------------------------------------------------------------------------------------


def cited(citation: str) -> Attribution | None:
    """What a citation in plain text states of the article; None where the text is no citation."""
    found = _taken_apart(citation)
    return None if found is None else _attribution(found)


def _taken_apart(citation: str) -> re.Match[str] | None:
    plain = " ".join(citation.split())
    return _CITATION.fullmatch(plain) if len(plain) <= _LONGEST_CITATION else None


def _attribution(found: re.Match[str]) -> Attribution:
    words = found["published"] or ""
    published = iso_of(date_in_words(words)) or words
    return Attribution(found["outlet"] or "", found["headline"], published, found["url"] or found["address"] or "")


def _of_whole_articles(blocks: list[_Block]) -> list[tuple[str, Attribution]]:
    """What paragraphs state that are only the citation of an article, by the prefix of its id."""
    found = []
    for block in blocks:
        if block.kind == "text" and block.text.rstrip().endswith("]"):
            taken = _taken_apart(_ESCAPED.sub(r"\1", block.text))
            if taken is not None:
                found.append((taken["article"], _attribution(taken)))
    return found
