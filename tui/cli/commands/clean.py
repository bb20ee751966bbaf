"""``clean``: the clean articles of files, without an archive."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from index.errors import SourceError
from index.model import CleanedSource, SkippedSource
from tui.cli.article_output import content_lines, content_record, hidden_note
from tui.cli.command import Command
from tui.cli.given_paths import check_paths
from tui.cli.import_articles import formats_note
from tui.cli.output import DONE, NOTHING, Streams
from tui.export.json_text import Json

_RULE = "\n" + "─" * 40 + "\n"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a file, or - for standard input")


def run(options: Namespace, streams: Streams) -> int:
    """Print each article, as JSON one object a line; 1 where there was none or a file could not be read."""
    check_paths(options.files)
    found = failed = 0
    for name in options.files:
        for source in _cleaned(name):
            if isinstance(source, SkippedSource):
                failed += 1
                streams.report(SourceError(f"{source.path}: {source.reason}"))
                continue
            if streams.json:
                streams.record(cleaned_record(source))
            else:
                _print(source, streams, first=not found)
            found += 1
    return DONE if found and not failed else NOTHING


def _cleaned(name: str) -> Iterator[CleanedSource | SkippedSource]:
    from index.archive import clean_file, clean_stream

    return clean_stream(sys.stdin.buffer, "-") if name == "-" else clean_file(name)


def _print(source: CleanedSource, streams: Streams, *, first: bool) -> None:
    if not first:
        streams.print(_RULE)
    streams.print("\n".join(content_lines(source.article, streams.reading_width)))
    if note := hidden_note(source.article):
        streams.say(note)


def cleaned_record(cleaned: CleanedSource) -> Json:
    """The keys of ``show``; ``id`` and ``version``, which only an archive gives, are null."""
    document = cleaned.document
    kept = cleaned.article.kept
    return {
        "id": None,
        "version": None,
        **content_record(cleaned.article, str(document.address)),
        "sha256": document.sha256,
        "tags": list(cleaned.article.metadata.tags),
        "encoding": document.encoding,
        "kept": None if kept is None else list(kept),
    }


COMMAND = Command(
    "clean", "import", "print the clean articles of files, without an archive", run, _arguments, note=formats_note
)
