"""What the formats of citation managers share: references, few of which have a text.

An abstract is not the text of an article. A reference whose notes are long enough to be read, or that has a field of
full text, is an article; a file in which none has one is a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from index.errors import ListWithoutTexts, SourceError
from index.formats.documents import record_document
from index.formats.signatures import has_tags
from index.formats.source import Record, Source, skipped
from index.model import DeclaredMetadata, SkippedSource
from index.text import Decoded, normalise

LEAST_NOTE_WORDS: Final = 60
"""Words from which a note is taken for the text that a reader kept with a reference, and not for a remark."""
NOTE: Final = "text from a note"
"""The flag of an article whose text is that of the notes in a reference."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_SIGN = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_ADDRESS = re.compile(r"https?://[^\s<>\"|]+")
_DATE = re.compile(r"\s*(\d{4})(?:[/-](\d{1,2})(?:[/-](\d{1,2}))?)?/*(?:[/-]?[^/]*)?\Z")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference of a file."""

    data: bytes
    """As it is written in the file."""
    declared: DeclaredMetadata
    full_text: str = ""
    notes: Sequence[str] = field(default=())
    refusal: str = ""
    """Why it cannot be read, where that is so."""


def records(source: Source, references: Iterable[Reference], media_type: str) -> Iterator[Record]:
    """The references with a text as articles, and a row for each of the others.

    Raises ListWithoutTexts where none has one.
    """
    found = list(references)
    if not found:
        raise ListWithoutTexts("no reference in it")
    if not any(_text(one)[0] or one.refusal for one in found):
        count = f"{len(found)} references" if len(found) > 1 else "a reference"
        raise ListWithoutTexts(
            f"{count} without the text of the article: import the saved pages or PDF files themselves"
        )
    for number, one in enumerate(found, 1):
        address = source.address.at_record(number) if len(found) > 1 else source.address
        text, flags = _text(one)
        if one.refusal:
            yield SkippedSource(str(address), one.refusal)
        elif not text:
            yield SkippedSource(str(address), "a reference without the text of the article", "list")
        else:
            try:
                yield record_document(
                    address,
                    one.data,
                    Decoded(text, "utf-8", damaged=False),
                    form="html" if has_tags(text) else "article",
                    media_type=media_type,
                    declared=one.declared,
                    flags=flags,
                )
            except SourceError as error:
                yield skipped(address, error)


def _text(reference: Reference) -> tuple[str, tuple[str, ...]]:
    if len(_WORD.findall(reference.full_text)) + len(_SIGN.findall(reference.full_text)) >= LEAST_NOTE_WORDS:
        return reference.full_text, ()
    notes = [note for note in reference.notes if _is_long(note)]
    return ("\n\n".join(notes), (NOTE,)) if notes else ("", ())


def _is_long(note: str) -> bool:
    bare = re.sub(r"<[^<>]{1,2000}>", " ", note)
    return len(_WORD.findall(_SIGN.sub(" ", bare))) + len(_SIGN.findall(bare)) >= LEAST_NOTE_WORDS


def person(name: str) -> str:
    """A name in the order in which it is spoken: ``Brekke, Ada`` is Ada Brekke."""
    last, comma, first = normalise(name).partition(", ")
    return f"{first} {last}" if comma and first and ", " not in first else normalise(name)


def people(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once."""
    return tuple(dict.fromkeys(one for name in names if (one := person(name))))


def web_address(*texts: str) -> str | None:
    """The first address of the web in these texts."""
    return next((found.group() for text in texts if (found := _ADDRESS.search(text))), None)


def names_file(written: str, path: str) -> bool:
    """Whether a path in a reference is that of a file: the same, or the whole one of a computer that ends with it."""
    written = written.strip().replace("\\", "/")
    return written == path or written.endswith(f"/{path}")


def day(text: str) -> str | None:
    """A date of the tagged formats, ``2024/03/14/``, as ISO 8601; any other as it is."""
    found = _DATE.match(text)
    if found is None:
        return normalise(text) or None
    return "-".join(part.zfill(2) for part in found.groups() if part)
