"""Plain text: a file is one article, where it is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.errors import NotAnArticle
from index.formats.documents import document
from index.formats.prose.sentences import why_no_prose
from index.formats.prose.truncation import PARTIAL, without_cut_mark
from index.formats.protocol import FileFormat
from index.formats.signatures import TEXT_BUT_NO_PROSE, file_of_a_project
from index.formats.source import Head, Source
from index.formats.texts.labelled_lines import labelled
from index.model import FormatNames, SourceDocument

_NAMES = FormatNames("plain text", (".txt", ".text"), ("text/plain",))


def recognise(head: Head) -> float:
    """What is text, and nothing else that is known."""
    return 0 if head.other_kind is not None or head.suffix in TEXT_BUT_NO_PROSE else 0.1


def read(source: Source) -> Iterator[SourceDocument]:
    """The file as one article.

    Raises NotAnArticle when it is no prose, and SourceError when it is empty or too long.
    """
    text = source.decoded.text
    declared, text = labelled(text, source.fields)
    text, is_cut = without_cut_mark(text)
    found = document(
        source,
        form="plain",
        media_type=_NAMES.media_types[0],
        text=text,
        declared=declared,
        flags=(PARTIAL,) if is_cut else (),
    )
    why = file_of_a_project(source.address.path) or why_no_prose(text)
    if why is not None:
        raise NotAnArticle(why if re.match(r"(?:a|an|the|no)\b", why) else f"not an article: {why}")
    yield found


FORMAT = FileFormat(_NAMES, recognise, read)
