"""``saved``: the searches that a reader keeps under a name."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.model import SavedSearch
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, Streams
from tui.cli.search_output import in_format, output_options, print_hits, repair_index
from tui.export.json_text import Json
from tui.rendering.numbers import counted, number
from tui.rendering.text.cells import shown

if TYPE_CHECKING:
    pass

_USAGE = "broadsheet saved lists them; saved add NAME QUERY, saved run NAME, saved remove NAME."


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="add NAME QUERY | run NAME | remove NAME", nargs="*")
    parser.add_argument("--replace", action="store_true", help="with add: in place of the search of that name")
    output_options(parser)


def run(options: Namespace, streams: Streams) -> int:
    """List the saved searches, or save, run or remove one."""
    match options.words:
        case []:
            return in_format(_list, options, streams)
        case ["add", name, query, *more]:
            return in_format(partial(_add, name, " ".join([query, *more])), options, streams)
        case ["run", *name] if name:
            return in_format(partial(_run, " ".join(name)), options, streams)
        case ["remove", *name] if name:
            return in_format(partial(_remove, " ".join(name)), options, streams)
    raise UsageError(f"broadsheet saved does not know what to do with {' '.join(options.words)}.", hint=_USAGE)


def _list(options: Namespace, streams: Streams) -> int:
    with opened(options) as archive:
        repair_index(archive, streams)
        found = archive.saved.all()
    if streams.json:
        streams.record(saved_record(found))
        return DONE
    for line in saved_lines(found):
        streams.print_styled(line)
    if not found:
        streams.say("No search is saved. broadsheet saved add NAME QUERY saves one.")
    return DONE


def _add(name: str, query: str, options: Namespace, streams: Streams) -> int:
    with opened(options) as archive:
        repair_index(archive, streams)
        saved = archive.saved.save(name, query, options.sort, overwrite=options.replace)
    if streams.json:
        streams.record(asdict(saved))
    else:
        streams.say(f"Saved as {saved.name}: {saved.query} ({counted(saved.total, 'article')}).")
    return DONE


def _run(name: str, options: Namespace, streams: Streams) -> int:
    """Print the hits of a saved search; they count as read."""
    with opened(options) as archive:
        repair_index(archive, streams)
        saved = archive.saved.find(name)
        # The order that it was saved with, unless another is asked for.
        options.sort = saved.sort if options.sort == "relevance" else options.sort
        code = print_hits(archive, saved.query, options, streams)
        archive.saved.mark_read(saved.name)
    if saved.new and not streams.json:
        streams.say(f"{number(saved.new)} new since it was last read.")
    return code


def _remove(name: str, options: Namespace, streams: Streams) -> int:
    with opened(options) as archive:
        archive.saved.remove(name)
    if streams.json:
        streams.record({"removed": name})
    else:
        streams.say(f"{name} is removed. Its articles stay.")
    return DONE


def saved_lines(found: Sequence[SavedSearch]) -> list[str]:
    """New hits, all hits, name and query, in columns."""
    width = max((len(each.name) for each in found), default=0)
    lines = []
    for each in found:
        new = f"{number(each.new)} new" if each.new else ""
        total = "error" if each.error else number(each.total)
        query = each.query if not each.error else f"{each.query}: {each.error}"
        lines.append(shown(printable(f"{new:>8} {total:>9}  {each.name:<{width}}  {query}")))
    return lines


def saved_record(found: Iterable[SavedSearch]) -> Json:
    """The saved searches by name."""
    return {"saved": [asdict(each) for each in found]}


COMMAND = Command(
    "saved",
    "read",
    "searches that you keep under a name, and what is new in them; saved add, run, remove",
    run,
    _arguments,
    free_words=True,
)
