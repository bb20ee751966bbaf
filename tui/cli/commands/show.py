"""``show``: one article of the archive."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from index.model import Article
from tui.cli.archives import opened
from tui.cli.article_output import content_lines, content_record, hidden_note
from tui.cli.command import Command
from tui.cli.output import DONE, Streams, is_terminal
from tui.export.json_text import Json
from tui.rendering.text.plain import plain_lines


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--raw", action="store_true", help="the original, as it was imported")


def run(options: Namespace, streams: Streams) -> int:
    """Print the article, or with ``--raw`` its original."""
    with opened(options) as archive:
        article = archive.article(options.id)
        if options.raw and not streams.json:
            source = archive.source(article.id)
            _print_raw(source.data, source.text, streams)
            return DONE
    if streams.json:
        streams.record(article_record(article))
        return DONE
    streams.print("\n".join(article_lines(article, streams.reading_width)))
    if note := hidden_note(article.content):
        streams.say(note)
    return DONE


def _print_raw(data: bytes, text: str, streams: Streams) -> None:
    """The original bytes for a pipe, printable text for a terminal."""
    buffer = getattr(streams.out, "buffer", None)
    if buffer is None or is_terminal(streams.out):
        streams.print(text)
        return
    streams.out.flush()
    buffer.write(data)
    buffer.flush()


def article_lines(article: Article, width: int | None) -> list[str]:
    """The clean article, then its short id, file and tags."""
    path = article.paths[0] if article.paths else ""
    lines = [*content_lines(article.content, width), "", *plain_lines(f"[{article.short_id}] {path}", None)]
    return lines + (plain_lines(f"tags: {', '.join(article.tags)}", width) if article.tags else [])


def article_record(article: Article) -> Json:
    """The article with its identity in the archive."""
    paths = list(article.paths)
    return {
        "id": article.id,
        "version": article.version,
        **content_record(article.content, paths[0] if paths else None),
        "paths": paths,
        "sources": [
            {"path": each.path, "format": each.format, "fields": list(each.fields)} for each in article.sources
        ],
        "sha256": article.sha256,
        "tags": list(article.tags),
    }


COMMAND = Command("show", "read", "print an article", run, _arguments)
