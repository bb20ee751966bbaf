"""Markdown, with YAML or TOML front matter: a file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from textwrap import dedent
from typing import Final

from index.errors import NotAnArticle
from index.formats.documents import document
from index.formats.library.note_texts import clip_properties
from index.formats.prose.sentences import why_no_prose
from index.formats.prose.truncation import PARTIAL, without_cut_mark
from index.formats.protocol import FileFormat
from index.formats.records.record_fields import metadata_of
from index.formats.signatures import file_of_a_project
from index.formats.source import Head, Source
from index.formats.texts.labelled_lines import labelled
from index.model import DeclaredMetadata, FieldNames, FormatNames, SourceDocument

_NAMES = FormatNames("Markdown", (".md", ".markdown", ".mdown", ".mkd"), ("text/markdown",))

MAX_FRONT_MATTER = 64 * 1024
"""Characters of front matter; longer one is body text."""

UNREADABLE = "front matter unreadable"
"""The flag of a document whose front matter is neither YAML nor TOML."""

_MOSTLY: Final = 0.5
"""Share of the lines from which a text is a list of them."""
_MOST_ALIASES: Final = 16
"""References in front matter that merges records: with more, a few lines grow to gigabytes."""

_LISTS = (
    (re.compile(r"\s*[-*+]\s+\[[ xX]\]|#{1,6}\s+(?:TODO|DONE|NEXT|WAITING|CANCELLED)\b"), "a list of tasks"),
    (re.compile(r"\s*(?:[-*+]|\d+\.)\s+(?:\[[^\]]*\]\([^)]*\)|<?https?://\S+)[^.!?]{0,40}$"), "a list of links"),
)
_CODE = re.compile(r"^(```|~~~).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}|[-*+>]|\d+\.)[ \t]+|[*_`]+", re.MULTILINE)
_SIMPLE = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]*(.*)$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"(?:---|\+\+\+)[ \t]*\n(?:[\w \"'-]+[:=]|#)")


def recognise(head: Head) -> float:
    """A text that is called so, whatever markup it begins with; any other text with front matter."""
    if head.other_kind is not None:
        return 0
    if head.has_name(_NAMES):
        return 0.95
    return 0.5 if _FRONT_MATTER.match(head.beginning) else 0


def read(source: Source) -> Iterator[SourceDocument]:
    """The file as one article.

    Raises NotAnArticle when it is one of a software project or has no prose, and SourceError when it is empty or too
    long.
    """
    matter, body = split_front_matter(source.decoded.text)
    declared, readable = _declared(matter, source.fields)
    if not matter:
        declared, body = labelled(body, source.fields)
    body, is_cut = without_cut_mark(body)
    found = document(
        source,
        form="markdown",
        media_type=_NAMES.media_types[0],
        text=body,
        declared=declared,
        flags=(() if readable else (UNREADABLE,)) + ((PARTIAL,) if is_cut else ()),
    )
    if not (declared.headline or declared.url or declared.published):
        why = _listing(body) if matter else why_no_article(body, source.address.path)
        if why is not None:
            raise NotAnArticle(why)
    yield found


def why_no_article(body: str, path: str) -> str | None:
    """What a text in Markdown, of which no metadata is known, is instead of an article; None where it is one."""
    return file_of_a_project(path) or _listing(body) or _why_no_prose(body)


def _listing(body: str) -> str | None:
    """What a text is that is mostly a list of something else than sentences."""
    lines = [line for line in body.split("\n") if line.strip()]
    for pattern, words in _LISTS:
        if sum(1 for line in lines if pattern.match(line)) > _MOSTLY * len(lines):
            return words
    return None


def _why_no_prose(body: str) -> str | None:
    """Why a text without metadata is no article."""
    return why_no_prose(_MARKS.sub("", _LINK.sub(r"\1", _CODE.sub("", body))))


def split_front_matter(text: str) -> tuple[str, str]:
    """The front matter with its opening fence, and the body; the front matter is empty where there is none."""
    text = text.lstrip("\ufeff")
    fence = text[:3]
    if fence not in ("---", "+++"):
        return "", text
    opening = re.compile(rf"{re.escape(fence)}[ \t]*\n").match(text)
    if opening is None:
        return "", text
    closing = re.compile(rf"^(?:{re.escape(fence)}|\.\.\.)[ \t]*$", re.MULTILINE).search(
        text, opening.end(), opening.end() + MAX_FRONT_MATTER
    )
    if closing is None:
        return "", text
    return text[: closing.start()], text[closing.end() :].lstrip("\n")


def _declared(matter: str, own: FieldNames) -> tuple[DeclaredMetadata, bool]:
    if not matter:
        return DeclaredMetadata(), True
    inside = dedent(matter.partition("\n")[2].expandtabs(2))
    values = _toml(inside) if matter.startswith("+++") else _yaml(inside)
    if values is None:
        simple = {m.group(1): m.group(2).strip("\"' \t") for m in _SIMPLE.finditer(inside)}
        return metadata_of(simple, own), False
    return metadata_of(clip_properties(values), own), True


def _yaml(text: str) -> Mapping[str, object] | None:
    import yaml

    if "<<" in text and text.count("*") > _MOST_ALIASES:
        return None
    try:
        values = yaml.safe_load(text)
    # The loader constructs dates and numbers, which raise errors of their own.
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, AttributeError, RecursionError):
        return None
    if values is None:
        return {}
    return {key: value for key, value in values.items() if isinstance(key, str)} if isinstance(values, dict) else None


def _toml(text: str) -> Mapping[str, object] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None


FORMAT = FileFormat(_NAMES, recognise, read)
