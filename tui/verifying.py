"""``verify``: whether each quotation of an exported file still stands in the archive."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from index.errors import SourceError
from index.model import Passage, Standing, Verdict
from index.text import printable
from tui import quotations
from tui.commands import opened
from tui.listing import counted, set_text
from tui.printing import DONE, NOTHING, Streams, verdicts_record

_WIDEST_STANDING = max(map(len, get_args(Standing)))


def verify(options: Namespace, streams: Streams) -> int:
    """The command: 0 where every quotation stands as it was cited, else 1."""
    found = quotations.read(_bytes(options.file), options.file)
    with opened(options) as archive:
        verdicts = archive.verify(found)
    if streams.json:
        streams.record(verdicts_record(verdicts))
    else:
        for verdict in verdicts:
            streams.print("\n".join(_lines(verdict, streams.reading_width)))
        streams.say(_summary(verdicts))
    return DONE if all(verdict.standing == "stands" for verdict in verdicts) else NOTHING


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


def _lines(verdict: Verdict, width: int | None) -> list[str]:
    """One line for what stands; else also what was quoted and what there is."""
    quotation = verdict.quotation
    line = f"{verdict.standing:{_WIDEST_STANDING}}  {_place(quotation)}"
    if verdict.standing == "stands":
        return [printable(line)]
    lines = [printable(f"{line}: {verdict.reason}"), *set_text(f"quoted: {quotation.text}", width, "  ")]
    if verdict.current is not None:
        said = (
            f"there:  {verdict.current.text}" if verdict.standing == "edited" else f"at:     {_place(verdict.current)}"
        )
        lines += set_text(said, width, "  ")
    return lines


def _place(passage: Passage) -> str:
    if not passage.article:
        return "(nowhere)"
    return f"{passage.article} v{passage.version} {passage.start}–{passage.end}"


def _summary(verdicts: Sequence[Verdict]) -> str:
    counts = {standing: sum(verdict.standing == standing for verdict in verdicts) for standing in get_args(Standing)}
    total = counted(len(verdicts), "quotation")
    if counts["stands"] == len(verdicts):
        return f"{total}, all as cited."
    return f"{total}: " + ", ".join(f"{count} {standing}" for standing, count in counts.items() if count) + "."
