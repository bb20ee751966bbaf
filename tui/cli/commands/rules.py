"""``rules``: the lines that a reader hid or kept, and taking rules back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.errors import UsageError
from index.model import PartialDate, Rule
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, Streams
from tui.export.json_text import Json
from tui.rendering.dates import in_figures
from tui.rendering.numbers import counted
from tui.rendering.text.cells import shown
from tui.rendering.text.plain import plain_lines

if TYPE_CHECKING:
    from index.archive import Archive


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="remove N", nargs="*", help="remove rules by their numbers")


def run(options: Namespace, streams: Streams) -> int:
    """List the rules, or remove some; none of them unless every number is known."""
    numbers = _numbers(options.words)
    with opened(options) as archive:
        found = archive.rules()
        if numbers:
            return _remove(archive, numbers, {rule.number for rule in found}, streams)
        if streams.json:
            streams.record(rules_record(found))
            return DONE
    for rule in found:
        streams.print("\n".join(rule_lines(rule, streams.reading_width)))
    streams.say(f"{counted(len(found), 'rule')}." if found else "No rules: you hid and kept no line.")
    return DONE


def _numbers(words: Sequence[str]) -> list[int]:
    """The rules to remove; empty where they are to be listed."""
    if not words:
        return []
    action, *numbers = words
    if action != "remove":
        numbered = all(word.isdecimal() for word in words)
        wanted = f"remove {' '.join(words)} removes that" if numbered else "remove N… removes rules by number"
        raise UsageError(
            f"broadsheet rules does not know what to do with {' '.join(words)}.",
            hint=f"broadsheet rules lists all rules; broadsheet rules {wanted}.",
        )
    unreadable = next((word for word in numbers if not word.isdecimal() or len(word) > 9), None)
    if unreadable is not None or not numbers:
        missing = "No number is given." if unreadable is None else f"{unreadable} is not the number of a rule."
        raise UsageError(missing, hint="Write broadsheet rules remove N…; broadsheet rules lists the numbers.")
    return list(dict.fromkeys(map(int, numbers)))


def _remove(archive: Archive, numbers: list[int], known: set[int], streams: Streams) -> int:
    unknown = next((number for number in numbers if number not in known), None)
    if unknown is not None:
        raise UsageError(f"There is no rule {unknown}.", hint="broadsheet rules lists the rules.")
    for number in numbers:
        archive.remove_rule(number)
    if streams.json:
        streams.record({"removed": numbers})
    else:
        streams.say(f"{counted(len(numbers), 'rule')} removed.")
    return DONE


def rule_lines(rule: Rule, width: int | None) -> list[str]:
    """Its number, what it does and where, since when, and below it the line; of a group the first, and what follows."""
    where = f"everywhere in {rule.outlet}" if rule.outlet is not None else f"in {rule.article[:8]}"
    return [
        shown(printable(f"{rule.number:>3}  {rule.what} {where} · {in_figures(PartialDate.parse(rule.made), 'day')}")),
        *plain_lines(rule.line, width, " " * 5),
        *(plain_lines(_group_note(rule), width, " " * 5) if rule.lines else ()),
    ]


def _group_note(rule: Rule) -> str:
    """What a rule for a group keeps besides its first line."""
    below = f"and {counted(len(rule.lines) - 1, 'line')} below it"
    if rule.outlet is None:
        return below
    return f"{below}; in other articles, what is hidden below such a line as {', '.join(rule.reasons)}"


def rules_record(rules: Iterable[Rule]) -> Json:
    """The rules in the order of their numbers."""
    return {"rules": [{**asdict(rule), "scope": rule.scope} for rule in rules]}


COMMAND = Command(
    "rules", "maintain", "list the lines that you hid or kept; rules remove N… removes rules", run, _arguments
)
