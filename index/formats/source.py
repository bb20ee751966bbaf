"""What a format reads: a file on disk, a member of a container or standard input, all in the same way."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from index.errors import ListWithoutTexts, NotAnArticle, SourceError
from index.formats.encodings import declared_encoding
from index.formats.limits import Bounds, size_text
from index.formats.location import Location
from index.formats.meter import Meter, UnpackedTooMuch
from index.formats.signatures import is_binary, is_other_markup, signature
from index.model import Address, DeclaredMetadata, FieldNames, FormatNames, SkippedSource, SourceDocument
from index.text import Decoded, decode

Record = SourceDocument | SkippedSource
"""An article of a file, or why a part of it is none."""

HEAD = 2 * 1024 * 1024
"""Bytes of a file that formats may look at to recognise it: two long lines of JSON."""
_TEXT_HEAD = 64 * 1024
"""Bytes of these that are looked at as text."""
_BEGINNING = 4096
"""Characters of these in which markup, or front matter, begins."""
_IN_MEMORY = 8 * 1024 * 1024
"""Bytes of a stream without seeking that are copied to memory; a longer one goes to a temporary file."""
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Head:
    """The beginning of a source and its name: what a format recognises its own by."""

    data: bytes
    """The first bytes, :data:`HEAD` at most."""
    name: str
    """The name of the file or member."""
    encoding: str | None = None
    """What the container says the text is encoded in."""

    @cached_property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()

    def has_name(self, names: FormatNames) -> bool:
        """Whether the file is called as those of a format are."""
        return self.suffix in names.suffixes

    @cached_property
    def decoded(self) -> Decoded:
        """The first 64 KB as text."""
        data = self.data
        if len(data) > _TEXT_HEAD:
            # A character that is cut in two would speak against the right encoding.
            data = data[:_TEXT_HEAD].rstrip(bytes(range(0x80, 0x100)))
        return decode(data, declared_encoding(data, self.encoding))

    @property
    def text(self) -> str:
        """The first 64 KB as text."""
        return self.decoded.text

    @cached_property
    def beginning(self) -> str:
        """The first characters without a byte order mark: enough to see what a text begins with."""
        return self.text[:_BEGINNING].lstrip("\ufeff")

    @cached_property
    def signature(self) -> str | None:
        """What a file with these first bytes is, such as ``a PDF``, where they are known; never a format of text."""
        return signature(self.data)

    @cached_property
    def other_kind(self) -> str | None:
        """What the file is, where it is known to be no article in text: ``a PDF, not text``."""
        if self.signature is not None:
            return f"{self.signature}, not text"
        if is_binary(self.text):
            return "binary data, not text"
        return "XML, not an article" if is_other_markup(self.beginning) else None


@dataclass(frozen=True, kw_only=True)
class Source:
    """A stream of bytes with its address, and the bounds within which it is read."""

    address: Address
    stream: BinaryIO
    """Seekable."""
    size: int | None
    """In bytes; None where that is not known without reading. What a container says of a member may be wrong."""
    encoding: str | None = None
    """What the container says the text is encoded in."""
    depth: int = 0
    """Containers around it."""
    fields: FieldNames = ()
    """What the reader calls the fields of records; these names come before all that a format knows."""
    bounds: Bounds
    meter: Meter
    read_member: Callable[[Source], Iterator[Record]]
    """Recognises and reads a source: the registry's own."""
    location: Location | None = None
    """What else is where it is; None for standard input, and for members that stand alone, such as those of mail."""

    @cached_property
    def head(self) -> Head:
        """Its beginning. The stream is left there."""
        self.stream.seek(0)
        data = self.stream.read(HEAD)
        self.stream.seek(0)
        return Head(data, self.address.path, self.encoding)

    @cached_property
    def data(self) -> bytes:
        """All its bytes; raises SourceError when there are more than one document may have."""
        self.check_size()
        most = self.bounds.document
        data = self.head.data
        if len(data) == HEAD:
            data = self.stream.read(most + 1)
            self.stream.seek(0)
        if len(data) > most:
            raise SourceError(f"too large: more than {size_text(most)}, which is the most for one document")
        return data

    @cached_property
    def decoded(self) -> Decoded:
        """All its bytes as text; raises SourceError when there are too many."""
        if len(self.data) <= _TEXT_HEAD:
            return self.head.decoded
        return decode(self.data, declared_encoding(self.data, self.encoding))

    def check_size(self) -> None:
        """Raise SourceError when the source is known to be larger than one document may be."""
        if self.size is not None and self.size > self.bounds.document:
            raise SourceError(f"too large: {size_text(self.size)}, {size_text(self.bounds.document)} at most")

    def part(self, data: bytes, encoding: str | None = None) -> Source:
        """Something unpacked from this source, as a source with the same address."""
        return replace(self, stream=io.BytesIO(data), size=len(data), encoding=encoding)

    def member(
        self,
        name: str,
        stream: BinaryIO,
        *,
        size: int | None = None,
        encoding: str | None = None,
        declared: DeclaredMetadata = DeclaredMetadata(),  # noqa: B008 - frozen
        location: Location | None = None,
    ) -> Iterator[Record]:
        """The articles of a member of this container; a row with the reason where there are none.

        ``stream`` is at its beginning. ``declared`` is what the container knows of the member, such as its address and
        when it was captured; it counts where the member does not say so itself. ``location`` is given by containers
        whose members belong together as files in a folder do. Raises UnpackedTooMuch, which ends the reading of the
        whole file.
        """
        address = self.address.member(name)
        self.meter.count_member()
        if self.depth >= self.bounds.depth:
            yield SkippedSource(str(address), f"more than {self.bounds.depth} containers inside each other")
            return
        with ExitStack() as stack:
            if stream.seekable():
                stream = self.meter.metered(stream)
            else:
                stream = stack.enter_context(seekable_copy(stream, self.meter.count_bytes))
            inside = replace(
                self,
                address=address,
                stream=stream,
                size=size,
                encoding=encoding,
                depth=self.depth + 1,
                location=location,
            )
            try:
                for record in self.read_member(inside):
                    if isinstance(record, SourceDocument):
                        yield replace(record, declared=record.declared.completed_by(declared))
                    else:
                        yield record
            except UnpackedTooMuch:
                raise
            except SourceError as error:
                yield skipped(address, error)


def skipped(address: Address | str, error: SourceError) -> SkippedSource:
    """The row of the report for what raised ``error``."""
    if isinstance(error, NotAnArticle):
        return SkippedSource(str(address), error.message, "not an article")
    return SkippedSource(str(address), error.message, "list" if isinstance(error, ListWithoutTexts) else "failed")


@contextmanager
def seekable_copy(stream: BinaryIO, count: Callable[[int], None] | None = None) -> Iterator[BinaryIO]:
    """A temporary copy of a stream that cannot be moved back; ``count`` is called with the size of each piece."""
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        while chunk := stream.read(_CHUNK):
            if count is not None:
                count(len(chunk))
            copy.write(chunk)
        copy.seek(0)
        yield cast(BinaryIO, cast(IO[bytes], copy))
