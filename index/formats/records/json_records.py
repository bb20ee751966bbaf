"""Records of JSON as articles, and one row for those that have no text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from index.errors import ListWithoutTexts, NotAnArticle, SourceError
from index.formats.documents import DAMAGED, record_document
from index.formats.prose.truncation import PARTIAL
from index.formats.records.json_shapes import Article, Bare, Result
from index.formats.source import Record, skipped
from index.model import Address, SkippedSource, SourceDocument
from index.text import Decoded

MEDIA_TYPE = "application/json"


class Records:
    """The rows of one file of records. Those without a text are counted, and become one row at its end."""

    def __init__(self, address: Address) -> None:
        """``address`` is that of the file."""
        self._address = address
        self._bare: Counter[Bare] = Counter()
        self.articles = 0
        """So far."""
        self.failed = 0
        """Records that cannot be read, so far."""

    def row(self, address: Address, result: Result, data: bytes | None, decoded: Decoded) -> Iterator[Record]:
        """The article of one record, or a row with the reason; nothing yet for one without a text.

        ``data`` are its bytes; None makes them of the record. Of ``decoded`` the encoding counts, and whether bytes
        were replaced.
        """
        if isinstance(result, Bare):
            self._bare[result] += 1
            return
        self.articles += 1
        try:
            yield _document(address, result, data, decoded)
        except SourceError as error:
            yield skipped(address, error)

    def broken(self, address: Address, reason: str) -> SkippedSource:
        """The row of a record that cannot be read."""
        self.failed += 1
        return SkippedSource(str(address), reason)

    def without_text(self) -> Iterator[Record]:
        """One row for all records without a text, at the end.

        Raises ListWithoutTexts or NotAnArticle where the file has nothing else.
        """
        entries = sum(count for bare, count in self._bare.items() if bare.is_entry)
        others = self._bare.total() - entries
        known = next((bare.words for bare, _ in self._bare.most_common() if bare.words), None)
        alone = not self.articles and not self.failed
        if alone and entries:
            listed = next((bare.words for bare, _ in self._bare.most_common() if bare.is_entry and bare.words), None)
            raise ListWithoutTexts(
                f"{listed}, without texts of articles ({entries:,})"
                if listed
                else f"a list of {_counted(entries, 'article')} without texts: only headlines and addresses"
            )
        if alone:
            raise NotAnArticle(known or "not an article: no text, body or content in it")
        if entries:
            yield SkippedSource(str(self._address), f"{_counted(entries, 'record')} without a text", "list")
        if others:
            words = f"{_counted(others, 'record')} without a text of an article"
            yield SkippedSource(str(self._address), words, "not an article")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _document(address: Address, article: Article, data: bytes | None, decoded: Decoded) -> SourceDocument:
    body = article.body
    flags = ((PARTIAL,) if body.is_cut else ()) + ((DAMAGED,) if decoded.damaged and "\ufffd" in body.text else ())
    return record_document(
        address,
        data if data is not None else _bytes_of(article),
        decoded._replace(text=body.text),
        form=body.form,
        media_type=MEDIA_TYPE,
        declared=article.declared,
        flags=flags,
    )


def _bytes_of(article: Article) -> bytes:
    return json.dumps(article.record, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
