"""BibTeX, also as BibLaTeX reads it: one ``@article`` a hit, under the id of its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.model import PartialDate
from tui.export.hits.fields import FoundHit, Value, texts, values

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}"} | {"^": "\\^{}"}
_AS_IT_IS = frozenset(("url",))
"""Fields that are not set as text: there only braces and the percent sign would end or hide something."""
_KEPT_WHOLE = frozenset(("title", "author"))
"""Fields in a second pair of braces: capitals stay, and an author is one name, whatever words it has."""
_SEPARATORS = {"author": " and ", "keywords": ", "}


def entries(found: Iterable[FoundHit]) -> Iterator[str]:
    """Each hit as an entry."""
    for each in found:
        lines = [f"@article{{broadsheet-{each[0].short_id},"]
        for name, value in values(each, lambda field: field.bibtex):
            lines += [f"  {key} = {{{text}}}," for key, text in _fields(name, value)]
            if name == "date" and isinstance(value, PartialDate):
                lines += _year_and_month(value)
        yield "\n".join([*lines, "}", "", ""])


def _fields(name: str, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, PartialDate):
        yield name, value.at_most("day").iso
        return
    if name in _AS_IT_IS:
        yield name, "".join(texts(value)).translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"})
        return
    escaped = [re.sub(r"[\\&%$#_{}~^]", lambda sign: _SPECIAL[sign.group()], text) for text in texts(value)]
    if name in _KEPT_WHOLE:
        escaped = [f"{{{text}}}" for text in escaped]
    yield name, _SEPARATORS.get(name, " ").join(escaped)


def _year_and_month(value: PartialDate) -> list[str]:
    """What BibTeX itself knows; BibLaTeX takes the date."""
    year, *more = value.at_most("day").iso.split("-")
    lines = [f"  year = {{{year}}},"]
    if more:
        lines.append(f"  month = {_MONTHS[int(more[0]) - 1]},")
    return lines
