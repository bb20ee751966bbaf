"""A whole archive as a folder of files that need no broadsheet: originals, Markdown, JSON Lines."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from mimetypes import MimeTypes
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from index.model import Article, Damage, Progress, iso_of
from index.text import printable
from tui.export.article_markdown import article_markdown

if TYPE_CHECKING:
    from index.archive import Archive

ARTICLES: Final = "articles"
ORIGINALS: Final = "originals"
DATA: Final = "data"
SUMS: Final = "SHA256SUMS"
_ABOUT: Final = """\
This folder has all that an archive of broadsheet held on the day it was written. It needs no broadsheet.

articles/    every article as it reads: Markdown with front matter, by the year in which it was published
originals/   the source of every text, byte for byte, named by its SHA-256
data/        everything as JSON, one row a line: articles, their versions with clean texts and hidden lines, where they
             were found (captures), tags, rules on lines, saved searches, how differences were settled
data/reader.json
             what the reader picked up (tray), the folders of the inbox, and where articles were left (places)
synonyms.txt the synonyms of searches, where there were any
SHA256SUMS   the checksum of each file: sha256sum -c SHA256SUMS

A row of data/versions.jsonl has the number of its version; data/articles.jsonl has that of the current one. Offsets
count the characters of a text, from 0.
"""
_NOT_IN_NAMES: Final = re.compile(r"[^\w]+")
_MOST_BYTES: Final = 120
"""Bytes of a headline in a file name: with day and id less than any file system takes."""
_SUFFIXES: Final = {
    **{"text/html": ".html", "application/xhtml+xml": ".xhtml", "text/plain": ".txt", "text/markdown": ".md"},
    **{"application/json": ".json", "text/xml": ".xml", "application/xml": ".xml", "message/rfc822": ".eml"},
    **{"application/rtf": ".rtf", "text/rtf": ".rtf", "application/pdf": ".pdf"},
}
"""How the names of originals end, by media type; for others Python's own table says it."""
_TYPES: Final = MimeTypes(())
_SAFE_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,8}")
_BETWEEN_REPORTS: Final = 100
"""Articles or originals between two reports of progress."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    articles: int
    originals: int
    rows: Mapping[str, int]
    """By table, those of ``data``."""
    damaged: tuple[Damage, ...]
    """What of the archive is damaged, and so not here."""
    bytes: int


def write_archive(
    archive: Archive, path: Path, reader: Callable[[], Mapping[str, object]], notify: Callable[[Progress], None]
) -> Exported:
    """Write all of an archive to the folder ``path``, which is there in the end, whole, or not at all.

    ``reader`` gives what the reader's settings have of this archive. Raises UsageError, ArchiveFull, BroadsheetError.
    """
    with archive.contents.new_folder(path) as folder, archive.contents.at_this_moment() as snapshot:
        written = _Writing(folder)
        total = snapshot.count()
        for number, (article, sha256, media_type) in enumerate(snapshot.articles()):
            text = article_file(article, f"../../{original_name(sha256, media_type)}" if sha256 else None)
            written.text(article_name(article), text)
            if number % _BETWEEN_REPORTS == 0:
                notify(Progress("exporting", number, total))
        articles, originals = written.files, 0
        for original in snapshot.originals():
            if isinstance(original, Damage):
                written.damaged.append(original)
                continue
            written.file(original_name(original.sha256, original.media_type), original.data)
            originals += 1
            if originals % _BETWEEN_REPORTS == 0:
                notify(Progress("exporting", originals, 0))
        for table in snapshot.tables():
            written.rows(table, snapshot.rows(table))
        written.text(f"{DATA}/reader.json", json.dumps(dict(reader()), indent=1) + "\n")
        if (synonyms := snapshot.synonyms()) is not None:
            written.file("synonyms.txt", synonyms)
        written.text("README.txt", _ABOUT)
        written.finish()
        return Exported(articles, originals, written.counts, tuple(written.damaged), written.bytes)


class _Writing:
    """The files of one export; each is new, and reached through no link."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[str] = set()
        self._sums = self._opened(SUMS)
        self.counts: dict[str, int] = {}
        self.damaged: list[Damage] = []
        self.files = 0
        self.bytes = 0

    def file(self, name: str, data: bytes) -> None:
        """Write a whole file; ``name`` is one of ours."""
        with os.fdopen(self._descriptor(name), "wb") as file:
            file.write(data)
        self._note(name, hashlib.sha256(data).hexdigest(), len(data))

    def text(self, name: str, text: str) -> None:
        self.file(name, text.encode("utf-8", "replace"))

    def rows(self, table: str, rows: Iterator[dict[str, Any] | Damage]) -> None:
        """Write a table, one row a line; in ASCII, so that no character of it is lost on the way."""
        name, sha256, size, count = f"{DATA}/{table}.jsonl", hashlib.sha256(), 0, 0
        with os.fdopen(self._descriptor(name), "wb") as file:
            for row in rows:
                if isinstance(row, Damage):
                    self.damaged.append(row)
                    continue
                line = json.dumps(row).encode("ascii") + b"\n"
                file.write(line)
                sha256.update(line)
                size += len(line)
                count += 1
        self.counts[table] = count
        self._note(name, sha256.hexdigest(), size)

    def finish(self) -> None:
        """Have all of it on the disk."""
        self._sums.close()
        if hasattr(os, "sync"):
            os.sync()

    def _note(self, name: str, sha256: str, size: int) -> None:
        self._sums.write(f"{sha256}  {name}\n")
        self.files += 1
        self.bytes += size

    def _opened(self, name: str) -> TextIO:
        return os.fdopen(self._descriptor(name), "w", encoding="utf-8", newline="\n")

    def _descriptor(self, name: str) -> int:
        folder = name.rpartition("/")[0]
        if folder not in self._made:
            # One by one: parents that are made on the way would be for everybody.
            for inside in accumulate(folder.split("/"), "{}/{}".format):
                (self._folder / inside).mkdir(mode=0o700, exist_ok=True)
            self._made.add(folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        return os.open(self._folder / name, flags, 0o600)


# --- Names and front matter -------------------------------------------------------------------------------------------


def original_name(sha256: str, media_type: str) -> str:
    """Where an original is in the folder: by its SHA-256, with the usual ending of its type."""
    suffix = _SUFFIXES.get(media_type) or _TYPES.guess_extension(media_type) or ""
    return f"{ORIGINALS}/{sha256[:2]}/{sha256}{suffix if _SAFE_SUFFIX.fullmatch(suffix) else '.bin'}"


def article_name(article: Article) -> str:
    """Where an article is in the folder: by year, day, headline and id; safe on every platform."""
    day = iso_of(article.published)
    year = day[:4] if day else "undated"
    words = _NOT_IN_NAMES.sub("-", article.headline or "").strip("-_").lower()
    words = words.encode("utf-8", "ignore")[:_MOST_BYTES].decode("utf-8", "ignore").strip("-_")
    parts = (day[:10] if day else "undated", words, article.short_id)
    return f"{ARTICLES}/{year}/{'-'.join(part for part in parts if part)}.md"


def article_file(article: Article, original: str | None) -> str:
    """An article as Markdown, with all that is known about it as front matter."""
    import yaml

    about = article.content.metadata
    known = {
        "title": about.headline,
        "deck": about.deck,
        "authors": list(about.authors),
        "outlet": about.outlet,
        "date": iso_of(about.published),
        "updated": iso_of(about.updated),
        "captured": iso_of(about.captured),
        "section": about.section,
        "url": about.url,
        "language": about.language,
        "tags": list(article.tags),
        "id": article.id,
        "version": article.version,
        "original": original,
        "files": list(article.paths),
    }
    matter = yaml.safe_dump(
        {name: _shown(value) for name, value in known.items() if value},
        allow_unicode=True, sort_keys=False, default_flow_style=False, width=1_000_000,
    )  # fmt: skip
    return f"---\n{matter}---\n\n{article_markdown(article)}"


def _shown(value: object) -> object:
    """A value of the front matter, printable."""
    if isinstance(value, list):
        return [_shown(each) for each in value]
    return printable(value) if isinstance(value, str) else value
