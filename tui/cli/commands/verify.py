"""``verify``: whether each quotation of an exported file is still in the archive as it was cited."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import get_args

from index.errors import SourceError
from index.model import AttributedField, Field, Misattribution, Passage, QuotationCheck, Standing
from index.text import printable
from tui.cli.archives import opened
from tui.cli.command import Command
from tui.cli.output import DONE, NOTHING, Streams
from tui.export import quotations
from tui.export.comparison_json import passage_record
from tui.export.json_text import Json
from tui.rendering.numbers import counted
from tui.rendering.text.plain import plain_lines

NAMES: Mapping[AttributedField, str] = {
    "outlet": "outlet",
    "headline": "headline",
    "published": "date",
    "url": "address",
}
"""How the fields that a citation states are named."""
_WIDEST_STANDING = max(map(len, get_args(Standing)))


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a Markdown, HTML or JSON file of compare or differ, or - for standard input"
    )


def run(options: Namespace, streams: Streams) -> int:
    """Print the result for each quotation; 0 if all are as cited, with outlet, headline, date and address, else 1."""
    found = quotations.read(_bytes(options.file), options.file)
    with opened(options) as archive:
        checks = archive.verify(found)
    if streams.json:
        streams.record(checks_record(checks))
    else:
        for check in checks:
            streams.print("\n".join(_lines(check, streams.reading_width)))
        streams.say(_summary(checks))
    return DONE if all(check.is_as_cited for check in checks) else NOTHING


def _bytes(name: str) -> bytes:
    """What is in the file, and no more than a little beyond what is allowed."""
    if name == "-":
        return sys.stdin.buffer.read(quotations.MOST_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(quotations.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise SourceError(f"{name} cannot be read: {reason or error}.", hint="Give a file that was exported.") from None


def _lines(check: QuotationCheck, width: int | None) -> list[str]:
    """One line for what is as cited; else also the text that was quoted, the text now, and what is misattributed."""
    quotation = check.quotation
    line = f"{check.standing:{_WIDEST_STANDING}}  {_place(quotation, check.field)}"
    about = [line for wrong in check.misattributed for line in plain_lines(_misattributed(wrong), width, "  ")]
    if check.standing == "stands":
        return [printable(line), *about]
    lines = [printable(f"{line}: {check.reason}"), *plain_lines(f"quoted: {quotation.text}", width, "  ")]
    if check.current is not None:
        note = (
            f"there:  {check.current.text}"
            if check.standing == "edited"
            else f"at:     {_place(check.current, check.field)}"
        )
        lines += plain_lines(note, width, "  ")
    return lines + about


def _misattributed(wrong: Misattribution) -> str:
    """What the file states of the article, and what the archive has."""
    there = f"{NAMES[wrong.field]} {wrong.current or '(none)'}"
    stated = wrong.stated or "(none)"
    if wrong.how == "edited":
        return f"{NAMES[wrong.field]} edited in the file: it says {stated}, the archive has the {there}"
    return f"{NAMES[wrong.field]} changed since: it was {stated}, the archive now has the {there}"


def _place(passage: Passage, field: Field) -> str:
    if not passage.article:
        return "(nowhere)"
    return replace(passage.reference, field=field).in_citation()


def _summary(checks: Sequence[QuotationCheck]) -> str:
    counts = {standing: sum(check.standing == standing for check in checks) for standing in get_args(Standing)}
    total = counted(len(checks), "quotation")
    if all(check.is_as_cited for check in checks):
        return f"{total}, all as cited."
    facts = [f"{count} {standing}" for standing, count in counts.items() if count]
    wrong = sum(bool(check.misattributed) for check in checks)
    facts += [f"of {wrong:,} the outlet, headline, date or address is not as stated"] if wrong else []
    return f"{total}: {', '.join(facts)}."


def checks_record(checks: Iterable[QuotationCheck]) -> Json:
    """``verify``: how many quotations stand in each way, and each of them in the order of the file."""
    listed = list(checks)
    return {
        **{standing: sum(check.standing == standing for check in listed) for standing in get_args(Standing)},
        "misattributed": sum(bool(check.misattributed) for check in listed),
        "quotations": [
            {
                **passage_record(check.quotation),
                "field": check.field,
                "standing": check.standing,
                "reason": check.reason,
                "current": None if check.current is None else passage_record(check.current),
                "misattributed": [asdict(wrong) for wrong in check.misattributed],
            }
            for check in listed
        ],
    }


COMMAND = Command("verify", "compare", "check each quotation of an exported file against the archive", run, _arguments)
