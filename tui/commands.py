"""One function for each command: ask the archive, print the answer, return the exit code."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from index.errors import ArchiveLocked, BroadsheetError, SourceError, UsageError
from index.model import CleanedSource, Explanation, ImportReport, Progress, SkippedSource
from tui import listing, printing
from tui.printing import Streams, is_terminal

if TYPE_CHECKING:
    from index.archive import Archive

DONE, NOTHING, UNUSABLE, DAMAGED = 0, 1, 2, 3
_BETWEEN_REPORTS = 0.1
_SHOWN_DROPS = 3
_NO_TERMINAL = "The reader needs a terminal."


# --- Where things are -----------------------------------------------------------------------------------------------


def archive_path(options: Namespace) -> Path:
    """The archive that was asked for, or the user's own."""
    chosen = options.archive or os.environ.get("BROADSHEET_ARCHIVE")
    if chosen:
        return Path(chosen).expanduser()
    home = os.environ.get("BROADSHEET_HOME")
    if home:
        return Path(home) / "archive"
    from platformdirs import user_data_path

    return user_data_path("broadsheet", appauthor=False) / "archive"


def demo_path(options: Namespace) -> Path:
    """Where the sample articles are imported to."""
    if options.archive:
        return Path(options.archive).expanduser()
    home = os.environ.get("BROADSHEET_HOME")
    if home:
        return Path(home) / "demo"
    from platformdirs import user_cache_path

    return user_cache_path("broadsheet", appauthor=False) / "demo"


def sample_path() -> Path:
    """The sample articles inside the package."""
    return Path(__file__).parent / "sample"


def _archive(options: Namespace) -> Archive:
    """The archive, which must be there."""
    from index.archive import Archive

    path = archive_path(options)
    if not path.exists():
        raise UsageError(f"There is no archive at {path}.", hint="Make one from your articles: broadsheet add PATH")
    return Archive.open(path, create=False)


# --- The reader -----------------------------------------------------------------------------------------------------


def read(options: Namespace, streams: Streams) -> int:
    """``broadsheet``."""
    if not _in_terminal(streams):
        raise UsageError(
            _NO_TERMINAL, hint="In a script use broadsheet search, show or compare; see broadsheet --help."
        )
    return _open_app(archive_path(options))


def open_paths(options: Namespace, streams: Streams) -> int:
    """``open``."""
    if not any(os.path.lexists(path) for path in options.paths):
        raise UsageError(f"Nothing is at {', '.join(options.paths)}.", hint="Check the path.")
    if _in_terminal(streams):
        return _open_app(archive_path(options), [Path(path).expanduser() for path in options.paths])
    from index.archive import Archive

    path = archive_path(options)
    with Archive.open(path) as archive:
        code = _import(archive, options.paths, streams)
    streams.say(f"{_NO_TERMINAL} To read these articles, run in one: broadsheet --archive {path}")
    return code


def demo(options: Namespace, streams: Streams) -> int:
    """``demo``: the sample articles are there before the reader opens, so that the first screen shows them."""
    from index.archive import Archive

    path = demo_path(options)
    with Archive.open(path) as archive:
        try:
            code = _import(archive, [sample_path()], streams)
        except ArchiveLocked as error:
            # Another demo is at it; what is there can be read meanwhile.
            streams.say(str(error))
            code = DONE
    if _in_terminal(streams):
        return _open_app(path)
    streams.say(f"{_NO_TERMINAL} Run broadsheet demo in one, or: broadsheet --archive {path} search ferry")
    return code


def _in_terminal(streams: Streams) -> bool:
    return is_terminal(sys.stdin) and is_terminal(streams.out) and is_terminal(streams.err)


def _open_app(path: Path, import_paths: Iterable[Path] = ()) -> int:
    from tui.app import BroadsheetApp

    app = BroadsheetApp(path, tuple(import_paths))
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or DONE


# --- Filling --------------------------------------------------------------------------------------------------------


def add(options: Namespace, streams: Streams) -> int:
    """``add``."""
    from index.archive import Archive

    with Archive.open(archive_path(options)) as archive:
        return _import(archive, options.paths, streams)


def _import(archive: Archive, paths: Iterable[str | Path], streams: Streams) -> int:
    report = _followed(archive.add(list(paths)), streams)
    if report is None:
        raise BroadsheetError("The import ended without a report.", hint="Run it again: it goes on where it was.")
    if streams.json:
        streams.record(printing.report_record(report))
    for line in listing.skips(report):
        streams.say(line)
    if not report.articles:
        streams.say("No articles there: broadsheet reads .txt, .html, .md and .jsonl files.")
    else:
        streams.say(listing.summary(report))
    return DONE if report.articles and not report.skipped else NOTHING


def _followed(steps: Iterator[Progress], streams: Streams) -> ImportReport | None:
    """Run ``steps`` to their end and narrate them on a terminal; the report of the last one."""
    live = is_terminal(streams.err) and os.environ.get("TERM") != "dumb"
    report, last = None, 0.0
    try:
        for step in steps:
            report = step.report or report
            if live and monotonic() - last >= _BETWEEN_REPORTS:
                last = monotonic()
                streams.err.write(f"\r\x1b[K{listing.progress(step, streams.width)}")
                streams.err.flush()
    finally:
        if live:
            streams.err.write("\r\x1b[K")
            streams.err.flush()
    return report


def clean(options: Namespace, streams: Streams) -> int:
    """``clean``."""
    found = failed = 0
    for name in options.files:
        for source in _cleaned(name):
            if isinstance(source, SkippedSource):
                failed += 1
                streams.report(SourceError(f"{source.path}: {source.reason}"))
                continue
            if streams.json:
                streams.record(printing.cleaned_record(source))
            else:
                _print_cleaned(source, streams, first=not found)
            found += 1
    return DONE if found and not failed else NOTHING


def _cleaned(name: str) -> Iterator[CleanedSource | SkippedSource]:
    from index.archive import clean_bytes, clean_file

    try:
        yield from clean_bytes(sys.stdin.buffer.read(), "-") if name == "-" else clean_file(Path(name))
    except SourceError as error:
        yield SkippedSource(name, str(error))


def _print_cleaned(source: CleanedSource, streams: Streams, *, first: bool) -> None:
    if not first:
        streams.print("\n" + "─" * 40 + "\n")
    streams.print("\n".join(listing.content(source.article, _reading_width(streams))))
    if note := listing.hidden_note(source.article):
        streams.say(note)


# --- Searching and reading ------------------------------------------------------------------------------------------


def search(options: Namespace, streams: Streams) -> int:
    """``search``."""
    query = " ".join(options.words)
    with _archive(options) as archive:
        if options.explain is not None:
            return _explain(archive.explain(query, options.explain), streams)
        page = archive.search(
            query, limit=options.limit, offset=options.offset, sort=options.sort, as_typed=options.as_typed
        )
        if streams.json:
            streams.record(printing.page_record(page))
            return DONE if page.total else NOTHING
        for number, hit in enumerate(page.hits):
            lines = listing.hit(hit, _reading_width(streams), coloured=streams.coloured)
            streams.print_styled("\n".join(["", *lines] if number else lines))
    if page.relaxed:
        streams.say("No article has all the words; these have the most and rarest of them.")
    if page.suggestion:
        streams.say(f"Did you mean: {page.suggestion}")
    for dropped in page.dropped[:_SHOWN_DROPS]:
        left = f"Without {dropped.text}: {listing.counted(dropped.total, 'article')}."
        streams.say(left if dropped.total else f"Nothing answers {dropped.text}.")
    streams.say(_found(page.total, page.exact, options.offset, len(page.hits), page.seconds))
    return DONE if page.total else NOTHING


def _explain(explanation: Explanation, streams: Streams) -> int:
    """``search --explain``."""
    if streams.json:
        streams.record(printing.explanation_record(explanation))
    else:
        streams.print("\n".join(listing.explanation(explanation)))
    return DONE if explanation.rank is not None else NOTHING


def _found(total: int, exact: bool, offset: int, shown: int, seconds: float) -> str:
    if not total:
        return "Nothing found."
    count = f"{'' if exact else 'at least '}{listing.counted(total, 'article')} in {seconds:.3f} s"
    if shown == total:
        return f"{count}."
    part = f"{offset + 1:,} to {offset + shown:,} shown" if shown else "none shown"
    return f"{count}, {part}; --limit and --offset show others."


def show(options: Namespace, streams: Streams) -> int:
    """``show``."""
    with _archive(options) as archive:
        article = archive.article(options.id)
        if options.raw and not streams.json:
            source = archive.source(article.id)
            _print_raw(source.data, source.text, streams)
            return DONE
    if streams.json:
        streams.record(printing.article_record(article))
        return DONE
    streams.print("\n".join(listing.article(article, _reading_width(streams))))
    if note := listing.hidden_note(article.content):
        streams.say(note)
    return DONE


def _print_raw(data: bytes, text: str, streams: Streams) -> None:
    """The bytes as they were for a pipe, harmless text for a terminal."""
    buffer = getattr(streams.out, "buffer", None)
    if buffer is None or is_terminal(streams.out):
        streams.print(text)
        return
    streams.out.flush()
    buffer.write(data)
    buffer.flush()


def _reading_width(streams: Streams) -> int | None:
    return min(streams.width, 100) if is_terminal(streams.out) else None


# --- Comparing ------------------------------------------------------------------------------------------------------


def compare(options: Namespace, streams: Streams) -> int:
    """``compare``."""
    with _archive(options) as archive:
        comparison = archive.compare(options.ids)
    if streams.json:
        streams.record(printing.comparison_record(comparison))
        return DONE
    if options.format == "markdown":
        from tui.exporting import comparison_markdown

        streams.print(comparison_markdown(comparison).rstrip("\n"))
    else:
        from tui.comparison_text import as_text

        streams.print("\n".join(as_text(comparison, streams.width)))
    return DONE


def parallels(options: Namespace, streams: Streams) -> int:
    """``parallels``."""
    id, colon, place = options.passage.rpartition(":")
    start = place.partition("-")[0]
    if not colon or not id or not start.isdecimal():
        raise UsageError(f"{options.passage} names no passage.", hint="Write ID:START, such as k3xa:120.")
    with _archive(options) as archive:
        passage, found = archive.parallels(id, int(start))
    if streams.json:
        streams.record(printing.parallels_record(passage, found))
    elif found:
        streams.print("\n".join(listing.parallels(passage, found, _reading_width(streams))))
    if not found:
        streams.say("Nobody else reports this passage.")
        return NOTHING
    return DONE


def stories(options: Namespace, streams: Streams) -> int:
    """``stories``."""
    with _archive(options) as archive:
        found = archive.stories()
        if streams.json:
            streams.record(printing.stories_record(found))
            return DONE if found else NOTHING
        for number, story in enumerate(found):
            short = [archive.article(id).short_id for id in story.articles]
            lines = listing.story(story, short, _reading_width(streams))
            streams.print("\n".join(["", *lines] if number else lines))
    streams.say(f"{listing.counted(len(found), 'story', 'stories')}." if found else "No stories: the archive is empty.")
    return DONE if found else NOTHING


# --- Keeping --------------------------------------------------------------------------------------------------------


def remove(options: Namespace, streams: Streams) -> int:
    """``remove``: nothing is taken out unless every id is known."""
    with _archive(options) as archive:
        ids = list(dict.fromkeys(archive.article(id).id for id in options.ids))
        archive.remove(ids)
    if streams.json:
        streams.record({"removed": ids})
    else:
        streams.say(f"{listing.counted(len(ids), 'article')} taken out.")
    return DONE


def tag(options: Namespace, streams: Streams) -> int:
    """``tag``."""
    ids = [word for word in options.words if word[:1] not in ("+", "-")]
    on = [word[1:].strip() for word in options.words if word[:1] == "+"]
    off = [word[1:].strip() for word in options.words if word[:1] == "-"]
    if not ids or not any(on + off):
        raise UsageError("Say which articles and which tags.", hint="broadsheet tag ID… +TAG -TAG")
    with _archive(options) as archive:
        full = list(dict.fromkeys(archive.article(id).id for id in ids))
        archive.tag(full, add=[t for t in on if t], remove=[t for t in off if t])
        tagged = [archive.article(id) for id in full]
    if streams.json:
        streams.record({"articles": [{"id": a.id, "tags": list(a.tags)} for a in tagged]})
    else:
        for article in tagged:
            streams.print(f"{article.short_id}  {', '.join(article.tags) or '(no tags)'}")
    return DONE


def check(options: Namespace, streams: Streams) -> int:
    """``check``."""
    with _archive(options) as archive:
        report = archive.check(repair=options.repair)
    if streams.json:
        streams.record(printing.check_record(report))
    else:
        streams.print("\n".join(listing.check(report)))
    if report.damaged:
        return DAMAGED
    return DONE if report.index in ("sound", "rebuilt") else NOTHING


def rebuild(options: Namespace, streams: Streams) -> int:
    """``rebuild``."""
    with _archive(options) as archive:
        _followed(archive.rebuild(), streams)
        articles = archive.statistics().articles
    if streams.json:
        streams.record({"articles": articles, "index": "rebuilt"})
    else:
        streams.say(f"{listing.counted(articles, 'article')} indexed anew.")
    return DONE


def stats(options: Namespace, streams: Streams) -> int:
    """``stats``."""
    with _archive(options) as archive:
        statistics = archive.statistics()
    if streams.json:
        streams.record(printing.statistics_record(statistics))
    else:
        streams.print("\n".join(listing.statistics(statistics)))
    return DONE
