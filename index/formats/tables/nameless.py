"""Tables whose columns have no names, or none that are known: what the columns hold is guessed by their contents."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

from index.formats.prose.sentences import is_prose
from index.formats.records.field_names import plain_name
from index.formats.tables.columns import ADDRESS, PROSE, Header, header_of
from index.model import FieldNames

Kind = Literal["date", "url", "text", "title"]
"""What a column can be seen to hold; the words are names of columns that every table may have."""

_PLACE: Final = re.compile(r"column\d{1,3}")
"""The name of a column by its place, without separators, as a reader may write it."""
_LONGEST_NAME: Final = 80
"""Characters of a cell that may name a column, and below which nothing is the text of an article."""
_SAMPLE: Final = 5000
"""Characters of a text in which its sentences are looked for."""
_LONGEST_DATE: Final = 40
_SHORTEST_TITLE, _LONGEST_TITLE = 12, 250
"""Characters of the headlines in a column: the middle one has so many."""
_TITLE_WORDS: Final = 3
"""Words of the middle headline at least: outlets, people and sections have one to three, and recur."""
_MOSTLY: Final = 0.9
"""Share of the cells of a column that are what the column holds; one in ten may be empty text or a note."""
_DATE = re.compile(
    r"(?:1[5-9]|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d\d[\d:.,]*\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)(?:,? \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?)?"
    r"|(?:[^\W\d_]{2,12}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?(?:1[5-9]|20)\d\d"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:1[5-9]|20)\d\d)(?:,? \d{1,2}:\d\d[\d:]*(?: [A-Z+\-\d:]{1,6})?)?"
    r"|(?:1[5-9]|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]",
    re.IGNORECASE,
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no spaces between words."""


@dataclass(frozen=True)
class Guess:
    """What the columns of a table were taken for."""

    header: Header
    words: str
    """This in words for the report."""


def by_contents(sample: Sequence[Sequence[object]], own: FieldNames = ()) -> Guess | None:
    """The columns of a table that begins with ``sample`` by what is in them; None where they show too little.

    There must be a column of long prose, and one of dates, addresses or headlines. A first row without prose is no
    article; its cells name the other columns where all are short words.
    """
    rows = _of_one_width(sample)
    kinds = _kinds(rows)
    text = next((column for column, kind in kinds.items() if kind == "text"), None)
    if text is None:
        return None
    has_names = len(rows) > 1 and _is_no_text(_text(rows[0][text]))
    if has_names:
        kinds = _kinds(rows[1:])
    if len(kinds) < 2 or "text" not in kinds.values():
        return None
    written = [_text(cell) for cell in rows[0]] if has_names and _are_names(rows[0]) else []
    row = next(i for i, cells in enumerate(sample) if cells is rows[0]) if has_names else -1
    header = header_of(_named(len(rows[0]), kinds, written), rows[has_names:], row=row, own=own)
    parts = [f"column {column + 1} as {kind}" for column, kind in sorted(kinds.items())]
    return Guess(header, f"{', '.join(parts[:-1])} and {parts[-1]}")


def by_places(sample: Sequence[Sequence[object]], own: FieldNames) -> Header | None:
    """The header of a table without one whose columns the reader named by their places: ``text=column 6``."""
    if not any(_PLACE.fullmatch(plain_name(name)) for _, name in own):
        return None
    width = max((len(cells) for cells in sample), default=0)
    header = header_of(_named(width, {}, []), sample, own=own)
    return header if header.texts else None


def has_prose(sample: Sequence[Sequence[object]]) -> bool:
    """Whether a table has a column of texts as long as articles."""
    return "text" in _kinds(_of_one_width(sample)).values()


def _named(width: int, kinds: Mapping[int, Kind], written: Sequence[str]) -> list[str]:
    """Names for all columns: what they hold, else as they are written, else their places."""
    places = [f"column {i + 1}" for i in range(width)]
    return [kinds.get(i) or (written[i] if written else "") or place for i, place in enumerate(places)]


def _of_one_width(sample: Sequence[Sequence[object]]) -> list[Sequence[object]]:
    """The rows that have as many cells as most have, without empty ones."""
    rows = [cells for cells in sample if any(map(_text, cells))]
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda one: (widths[one], one), default=0)
    return [cells for cells in rows if len(cells) == width]


def _kinds(rows: Sequence[Sequence[object]]) -> dict[int, Kind]:
    """What columns hold: the longest texts, and of the others the first column of each kind."""
    width = len(rows[0]) if rows else 0
    columns = [[text for cells in rows if (text := _text(cells[column]))] for column in range(width)]
    full = {column: texts for column, texts in enumerate(columns) if 2 * len(texts) > len(rows)}
    prose = [column for column, texts in full.items() if _are_prose(texts)]
    found: dict[int, Kind] = {}
    if prose:
        found[max(prose, key=lambda column: median(map(len, full[column])))] = "text"
    for kind, holds in _SHORT:
        place = next((column for column, texts in full.items() if column not in found and holds(texts)), None)
        if place is not None:
            found[place] = kind
    return found


def _are_prose(texts: Sequence[str]) -> bool:
    return median(map(len, texts)) >= PROSE and _mostly(texts, lambda text: is_prose(text[:_SAMPLE]))


def _are_addresses(texts: Sequence[str]) -> bool:
    return _mostly(texts, _is_address)


def _are_dates(texts: Sequence[str]) -> bool:
    return _mostly(texts, _is_date)


def _are_titles(texts: Sequence[str]) -> bool:
    words = [_TITLE_WORDS if _UNSPACED.search(text) else len(text.split()) for text in texts]
    return (
        _SHORTEST_TITLE <= median(map(len, texts)) <= _LONGEST_TITLE
        and median(words) >= _TITLE_WORDS
        and len(set(texts)) >= _MOSTLY * len(texts)
        and not any(_is_date(text) or _is_address(text) for text in texts)
    )


_SHORT: Final[tuple[tuple[Kind, Callable[[Sequence[str]], bool]], ...]] = (
    ("url", _are_addresses),
    ("date", _are_dates),
    ("title", _are_titles),
)


def _mostly(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Whether nearly all cells of a column hold something; in a short table all but one, the first."""
    return sum(map(holds, texts)) >= min(_MOSTLY * len(texts), max(1, len(texts) - 1))


def _is_no_text(text: str) -> bool:
    return len(text) <= _LONGEST_NAME


def _are_names(cells: Sequence[object]) -> bool:
    """Whether all cells of a row may name columns: short, different, neither dates nor addresses."""
    given = [text for cell in cells if (text := _text(cell))]
    return len(set(given)) == len(given) and all(
        len(text) <= _LONGEST_NAME and any(map(str.isalpha, text)) and not _is_date(text) and not _is_address(text)
        for text in given
    )


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and _DATE.fullmatch(text) is not None


def _is_address(text: str) -> bool:
    return ADDRESS.fullmatch(text) is not None


def _text(cell: object) -> str:
    """A cell as text; a day of a spreadsheet as it is written."""
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell.strip() if isinstance(cell, str) else ""
