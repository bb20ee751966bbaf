"""Markdown, with YAML or TOML front matter: a file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from index.formats.documents import document
from index.formats.library.note_texts import clip_properties
from index.formats.protocol import FileFormat
from index.formats.records.record_fields import metadata_of
from index.formats.source import Head, Source
from index.model import DeclaredMetadata, FormatNames, SourceDocument

_NAMES = FormatNames("Markdown", (".md", ".markdown", ".mdown", ".mkd"), ("text/markdown",))

MAX_FRONT_MATTER = 64 * 1024
"""Characters of front matter; longer one is body text."""

UNREADABLE = "front matter unreadable"
"""The flag of a document whose front matter is neither YAML nor TOML."""

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
    """The file as one article; raises SourceError when it is empty or too long."""
    matter, body = split_front_matter(source.decoded.text)
    declared, readable = _declared(matter)
    yield document(
        source,
        form="markdown",
        media_type=_NAMES.media_types[0],
        text=body,
        declared=declared,
        flags=() if readable else (UNREADABLE,),
    )


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


def _declared(matter: str) -> tuple[DeclaredMetadata, bool]:
    if not matter:
        return DeclaredMetadata(), True
    inside = matter.partition("\n")[2]
    values = _toml(inside) if matter.startswith("+++") else _yaml(inside)
    if values is None:
        return metadata_of({m.group(1): m.group(2).strip("\"' \t") for m in _SIMPLE.finditer(inside)}), False
    return metadata_of(clip_properties(values)), True


def _yaml(text: str) -> Mapping[str, object] | None:
    import yaml

    try:
        values = yaml.safe_load(text)
    # The loader constructs dates and numbers, which raise errors of their own.
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, AttributeError, RecursionError):
        return None
    if values is None:
        return {}
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else None


def _toml(text: str) -> Mapping[str, object] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None


FORMAT = FileFormat(_NAMES, recognise, read)
