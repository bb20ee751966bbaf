"""One function for each command on what an archive holds: ask it, print the answer, return the exit code."""

from __future__ import annotations

from argparse import Namespace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.errors import BroadsheetError, UsageError
from index.text import printable
from tui import listing, printing
from tui.filling import followed
from tui.places import archive_path
from tui.streams import DAMAGED, DONE, NOTHING, Streams, is_terminal

if TYPE_CHECKING:
    from index.archive import Archive
    from index.model import Explanation
    from tui.formats import Format

_SHOWN_DROPS = 3


def opened(options: Namespace) -> Archive:
    """The archive, which must be there."""
    from index.archive import Archive

    path = archive_path(options)
    if not path.exists():
        raise UsageError(f"There is no archive at {path}.", hint="Make one from your articles: broadsheet add PATH")
    return Archive.open(path, create=False)


# --- Searching and reading ------------------------------------------------------------------------------------------


def search(options: Namespace, streams: Streams) -> int:
    """``search``."""
    query = " ".join(options.words)
    with opened(options) as archive:
        _mended(archive, streams)
        if options.explain is not None:
            return _explain(archive.explain(query, options.explain), streams)
        page = archive.search(
            query, limit=options.limit, offset=options.offset, sort=options.sort, as_typed=options.as_typed
        )
        if streams.json:
            streams.record(printing.page_record(page))
            return DONE if page.total else NOTHING
        # Versions of one article stand in the row of the best of them.
        for number, hit in enumerate(hit for hit in page.hits if hit.folded is None):
            lines = listing.hit(hit, streams.reading_width, coloured=streams.coloured)
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


def _mended(archive: Archive, streams: Streams) -> None:
    """Have an index that cannot be used made anew, and say so."""
    steps = archive.mend()
    first = next(steps, None)
    if first is not None:
        streams.say("The full-text index is missing or damaged; it is made anew from the articles.")
        followed(chain((first,), steps), streams)


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
    with opened(options) as archive:
        article = archive.article(options.id)
        if options.raw and not streams.json:
            source = archive.source(article.id)
            _print_raw(source.data, source.text, streams)
            return DONE
    if streams.json:
        streams.record(printing.article_record(article))
        return DONE
    streams.print("\n".join(listing.article(article, streams.reading_width)))
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


# --- Comparing ------------------------------------------------------------------------------------------------------


def compare(options: Namespace, streams: Streams) -> int:
    """``compare``."""
    with opened(options) as archive:
        comparison = archive.compare(options.ids)
    chosen: Format | Literal["text"] = "json" if streams.json else options.format
    if chosen == "text":
        from tui.comparison_text import as_text

        text = "\n".join(as_text(comparison, streams.width)) + "\n"
    else:
        from tui.formats import comparison_as

        text = comparison_as(chosen, comparison)
    if options.output is not None:
        _write_file(Path(options.output), printable(text, lines=True))
        streams.say(f"Written to {options.output}.")
    elif chosen == "json":
        streams.record(printing.comparison_record(comparison))
    else:
        streams.print_document(text)
    return DONE


def _write_file(path: Path, text: str) -> None:
    from tui.writing import write_once

    try:
        write_once(path, text)
    except FileExistsError:
        raise UsageError(f"There is a file {path}.", hint="Give another name, or remove it first.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise BroadsheetError(
            f"{path} cannot be written: {reason or error}.", hint="Nothing is left of it; give another place."
        ) from None


def parallels(options: Namespace, streams: Streams) -> int:
    """``parallels``."""
    id, colon, place = options.passage.rpartition(":")
    start = place.partition("-")[0]
    if not colon or not id or not start.isdecimal():
        raise UsageError(f"{options.passage} names no passage.", hint="Write ID:START, such as k3xa:120.")
    with opened(options) as archive:
        passage, found = archive.parallels(id, int(start))
    if streams.json:
        streams.record(printing.parallels_record(passage, found))
    elif found:
        streams.print("\n".join(listing.parallels(passage, found, streams.reading_width)))
    if not found:
        streams.say("Nobody else reports this passage.")
        return NOTHING
    return DONE


def stories(options: Namespace, streams: Streams) -> int:
    """``stories``."""
    if options.matrix:
        return _matrix(options, streams)
    with opened(options) as archive:
        found = archive.stories() if options.id is None else (archive.story(options.id),)
        if streams.json:
            streams.record(printing.stories_record(found))
            return DONE if found else NOTHING
        for number, story in enumerate(found):
            short = [archive.article(id).short_id for id in story.articles]
            lines = listing.story(story, short, streams.reading_width)
            streams.print("\n".join(["", *lines] if number else lines))
    streams.say(f"{listing.counted(len(found), 'story', 'stories')}." if found else "No stories: the archive is empty.")
    return DONE if found else NOTHING


def _matrix(options: Namespace, streams: Streams) -> int:
    """``stories ID --matrix``."""
    if options.id is None:
        raise UsageError("Say of which story.", hint="broadsheet stories shows their ids.")
    with opened(options) as archive:
        found = archive.matrix(options.id)
    if streams.json:
        streams.record(printing.matrix_record(found))
    else:
        from tui.matrix_text import as_text

        streams.print("\n".join(as_text(found, streams.width)))
    return DONE


# --- Keeping --------------------------------------------------------------------------------------------------------


def remove(options: Namespace, streams: Streams) -> int:
    """``remove``: nothing is taken out unless every id is known."""
    with opened(options) as archive:
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
    with opened(options) as archive:
        full = list(dict.fromkeys(archive.article(id).id for id in ids))
        archive.tag(full, add=[t for t in on if t], remove=[t for t in off if t])
        tagged = [archive.article(id) for id in full]
    if streams.json:
        streams.record({"articles": [{"id": a.id, "tags": list(a.tags)} for a in tagged]})
    else:
        for article in tagged:
            streams.print(f"{article.short_id}  {', '.join(article.tags) or '(no tags)'}")
    return DONE


def rules(options: Namespace, streams: Streams) -> int:
    """``rules``: nothing is removed unless every number is known."""
    if (options.action is None) != (not options.numbers):
        raise UsageError("Say which rules to remove.", hint="broadsheet rules remove N…; broadsheet rules lists them.")
    with opened(options) as archive:
        found = archive.rules()
        if options.action is not None:
            return _remove_rules(archive, list(dict.fromkeys(options.numbers)), {r.number for r in found}, streams)
        if streams.json:
            streams.record(printing.rules_record(found))
            return DONE
    for rule in found:
        streams.print("\n".join(listing.rule(rule, streams.reading_width)))
    streams.say(f"{listing.counted(len(found), 'rule')}." if found else "No rules: you hid and kept no line.")
    return DONE


def _remove_rules(archive: Archive, numbers: list[int], known: set[int], streams: Streams) -> int:
    unknown = next((number for number in numbers if number not in known), None)
    if unknown is not None:
        raise UsageError(f"There is no rule {unknown}.", hint="'broadsheet rules' lists them.")
    for number in numbers:
        archive.remove_rule(number)
    if streams.json:
        streams.record({"removed": numbers})
    else:
        streams.say(f"{listing.counted(len(numbers), 'rule')} removed.")
    return DONE


def check(options: Namespace, streams: Streams) -> int:
    """``check``."""
    with opened(options) as archive:
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
    with opened(options) as archive:
        followed(archive.rebuild(), streams)
        articles = archive.statistics().articles
    if streams.json:
        streams.record({"articles": articles, "index": "rebuilt"})
    else:
        streams.say(f"{listing.counted(articles, 'article')} indexed anew.")
    return DONE


def stats(options: Namespace, streams: Streams) -> int:
    """``stats``."""
    with opened(options) as archive:
        statistics = archive.statistics()
    if streams.json:
        streams.record(printing.statistics_record(statistics))
    else:
        streams.print("\n".join(listing.statistics(statistics)))
    return DONE
