"""Where the quotations of an export stand, for programs: how it is written down, and read back out of a file.

Markdown carries it in a comment below each quotation, HTML in ``data-`` attributes, JSON in keys. Files that are read
come from anywhere: nothing in them is trusted, and what is read is bounded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

from index.errors import SourceError
from index.model import Comparison, Passage
from index.text import decode

MOST_BYTES = 64 * 1024 * 1024
"""Larger files are refused; a comparison of four articles of 5,000 sentences takes a tenth of it."""
_MOST_QUOTATIONS = 100_000
_MOST_DIGITS = 9

# Whatever an article says is escaped: a comment without a backslash before it is of the export.
_COMMENT = re.compile(r"(?<!\\)<!-- broadsheet ([0-9a-z]{1,128}) v(\d{1,9}) (\d{1,9})-(\d{1,9}) -->")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HTML = re.compile(r"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)


def quotations_of(comparison: Comparison) -> list[Passage]:
    """Each passage that the links or the lists of what only one has quote, once, in the order of the articles."""
    places = {article.id: number for number, article in enumerate(comparison.articles)}
    found = {passage for link in comparison.links for passage in (link.left, link.right)}
    found.update(passage for passages in comparison.only.values() for passage in passages)
    return sorted(found, key=lambda passage: (places.get(passage.article, len(places)), passage.start, passage.end))


def comment(passage: Passage) -> str:
    """Where a quotation stands, as a comment that Markdown does not show."""
    return f"<!-- broadsheet {passage.article} v{passage.version} {passage.start}-{passage.end} -->"


def attributes(passage: Passage) -> dict[str, str]:
    """Where a quotation stands, as attributes of an HTML element."""
    return {
        "data-article": passage.article,
        "data-version": str(passage.version),
        "data-start": str(passage.start),
        "data-end": str(passage.end),
    }


# --- Reading them back ------------------------------------------------------------------------------------------------


def read(data: bytes, name: str) -> list[Passage]:
    """The quotations in an exported file, each once; one that does not say where it stands has no article.

    Raises SourceError for what is no such file.
    """
    if len(data) > MOST_BYTES:
        raise SourceError(f"{name} is larger than any export.", hint=f"The limit is {MOST_BYTES >> 20} MB.")
    text = decode(data).text
    if text.lstrip("\ufeff \t\n").startswith("{"):
        found = _of_json(text, name)
    elif _HTML.match(text):
        found = _of_html(text, name)
    else:
        found = _of_markdown(text)
    quotations = list(dict.fromkeys(islice(found, _MOST_QUOTATIONS + 1)))
    if len(quotations) > _MOST_QUOTATIONS:
        raise SourceError(f"{name} has more quotations than any export.", hint=f"The limit is {_MOST_QUOTATIONS:,}.")
    if not any(quotation.article for quotation in quotations):
        raise SourceError(
            f"{name} has no quotations that say where they stand.",
            hint="broadsheet compare ID ID --format markdown (or html, json) writes such files.",
        )
    return quotations


def _of_json(text: str, name: str) -> Iterator[Passage]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise SourceError(f"{name} is not readable JSON.", hint="Export the comparison again.") from None
    listed = [_passage(entry) for entry in _entries(record, "quotations")]
    for link in _entries(record, "links"):
        listed += [_passage(link.get("left")), _passage(link.get("right"))]
    yield from listed
    # What only one article has names neither the article nor its version.
    versions = {passage.article: passage.version for passage in listed}
    only = record.get("only")
    for id, entries in only.items() if isinstance(only, dict) else ():
        for entry in _entries({"only": entries}, "only"):
            yield _passage({**entry, "article": id, "version": versions.get(id, 0)})


def _entries(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    entries = record.get(key)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _passage(entry: object) -> Passage:
    """A quotation out of JSON; without an article where anything is not what it should be."""
    if not isinstance(entry, dict):
        return Passage("", 0, 0, 0, "")
    article, text = entry.get("article"), entry.get("text")
    numbers = [entry.get(key) for key in ("version", "start", "end")]
    words = text if isinstance(text, str) else ""
    if isinstance(article, str) and all(type(n) is int and 0 <= n < 10**_MOST_DIGITS for n in numbers):
        version, start, end = (int(n) for n in numbers if n is not None)
        return Passage(article, version, start, end, words)
    return Passage("", 0, 0, 0, words)


def _of_html(text: str, name: str) -> Iterator[Passage]:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise SourceError(f"{name} is not readable HTML.", hint="Export the comparison again.") from None
    for element in page.iter("blockquote"):
        if next(element.iterancestors("blockquote"), None) is not None:
            continue
        words = "".join(element.itertext())
        numbers = [element.get(f"data-{key}", "") for key in ("version", "start", "end")]
        if all(n.isascii() and n.isdecimal() and len(n) <= _MOST_DIGITS for n in numbers):
            version, start, end = map(int, numbers)
            yield Passage(element.get("data-article", ""), version, start, end, words)
        else:
            yield Passage("", 0, 0, 0, words)


def _of_markdown(text: str) -> Iterator[Passage]:
    """Quotations are blocks of lines with ``>``, and paragraphs that end with the comment."""
    for kind, lines in groupby(text.split("\n"), _kind):
        if kind == "quote":
            yield _of_block("\n".join(line.lstrip()[1:].strip() for line in lines))
        elif kind == "text":
            block = "\n".join(lines)
            if found := _COMMENT.search(block):
                yield _standing(found, _COMMENT.sub("", block))


def _kind(line: str) -> str:
    stripped = line.strip()
    return "quote" if stripped.startswith(">") else "text" if stripped else "blank"


def _of_block(block: str) -> Passage:
    """A quotation and, below a blank line, its citation with the comment."""
    words, _, citation = block.rstrip().rpartition("\n\n")
    if found := _COMMENT.search(citation):
        return _standing(found, words)
    return Passage("", 0, 0, 0, _unescaped(block))


def _standing(found: re.Match[str], words: str) -> Passage:
    article, version, start, end = found.groups()
    return Passage(article, int(version), int(start), int(end), _unescaped(words).strip())


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
