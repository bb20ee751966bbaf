"""RIS, which reference managers import: one newspaper article a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.model import PartialDate
from tui.export.hits.fields import FoundHit, texts, values


def records(found: Iterable[FoundHit]) -> Iterator[str]:
    """Each hit from ``TY  - NEWS`` to ``ER  - ``; lines end as the format asks, with CR and LF."""
    for each in found:
        lines = ["TY  - NEWS"]
        for tag, value in values(each, lambda field: field.ris):
            if isinstance(value, PartialDate):
                lines.append(f"{tag}  - {_date(value)}")
                if tag == "DA":
                    lines.append(f"PY  - {value.iso[:4]}")
            else:
                lines += [f"{tag}  - {text}" for text in texts(value)]
        yield "\r\n".join([*lines, "ER  - ", "", ""])


def _date(value: PartialDate) -> str:
    """``2019/03/14/``, with nothing between the strokes for what is not known."""
    parts = value.at_most("day").iso.split("-")
    return "/".join([*parts, *[""] * (4 - len(parts))])
