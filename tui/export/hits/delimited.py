"""Tables of hits: comma-separated values as RFC 4180 has them, and tab-separated values.

What comes from articles never begins as a formula of a spreadsheet does: such a value gets an apostrophe before it,
as OWASP advises against "CSV injection".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from tui.export.hits.fields import FIELDS, FoundHit, HitField, Value, texts

COMMA, TAB = ",", "\t"
_SEVERAL = "; "
"""Between the authors of an article, and its tags."""
_FORMULA = tuple("=+-@＝＋－＠")
"""What the cell of a spreadsheet may begin with that is computed, or asks another program, and not shown."""


def columns(snippets: bool) -> list[HitField]:
    """The fields that a table has; those of the best passage only with ``snippets``."""
    return [field for field in FIELDS if snippets or not field.of_snippet]


def table(found: Iterable[FoundHit], separator: str, snippets: bool = False) -> Iterator[str]:
    """A line with the names of the columns, then one line for each hit."""
    fields = columns(snippets)
    yield row([field.name for field in fields], separator)
    for each in found:
        yield row(cells(each, fields), separator)


def cells(found: FoundHit, fields: Iterable[HitField]) -> list[Value]:
    """The values of a hit in some columns."""
    return [field.value(*found) for field in fields]


def row(values: Iterable[Value], separator: str) -> str:
    """One line with its end. Numbers are left as they are; texts are quoted where they must be, and are no formulas."""
    made = [str(value) if isinstance(value, int | float) else _text(value) for value in values]
    if separator == TAB:
        # Tab-separated values have no quotes: printable text has no tabs or line ends.
        return "\t".join(made) + "\n"
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(made)
    return out.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    # Most values are one printable line already.
    plain = isinstance(value, str) and value.isprintable() and value.strip() == value
    text = str(value) if plain else _SEVERAL.join(texts(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
