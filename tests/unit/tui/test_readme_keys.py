"""The README's table of keys against the one table that the screens are made from: every key, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui import keys

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
PLACES: dict[str, tuple[keys.Where, ...]] = {
    "everywhere": ("everywhere", "moving"),
    "query line": ("query",),
    "results": ("results", "facets"),
    "reading": ("reader",),
    "comparing": ("compare", "adding"),
    "what was changed": ("changes",),
    "who has the same text": ("reuse",),
    "copied text": ("copied",),
    "who else reports this": ("parallels",),
    "stories": ("stories", "story"),
    "who has what": ("matrix",),
    "where articles differ": ("differences",),
    "import": ("import",),
    "tray": ("tray",),
    "lines hidden and kept": ("rules",),
    "saved searches": ("saved",),
    "links": ("links",),
}


def keys_named_in(row: str) -> set[str]:
    section = README[README.index("\n## Keys\n") : README.index("\n## Queries\n")]
    found = re.search(rf"^\| {re.escape(row)} \| (.*) \|$", section, re.MULTILINE)
    assert found is not None, f"the README has no row {row!r}"
    named = set(re.findall(r"`([^`]+)`", found[1]))
    return named | {str(n) for n in range(1, 6)} if "1" in named and "5" in named else named


@pytest.mark.parametrize("row", PLACES)
def test_every_key_of_a_place_stands_in_its_row(row: str) -> None:
    everywhere = keys_named_in("everywhere")
    for where in PLACES[row]:
        for action in keys.actions(where):
            shown = {keys.label(key) for key in action.keys} | set(action.keys)
            assert shown & (keys_named_in(row) | everywhere), f"{where}: {action.name} ({' '.join(action.keys)})"


@pytest.mark.parametrize("row", PLACES)
def test_no_row_names_a_key_that_does_nothing_there(row: str) -> None:
    known = {
        shown
        for where in PLACES[row]
        for action in keys.actions(where)
        for key in action.keys
        for shown in (key, keys.label(key))
    }
    # What enter opens is each place's own; that it does so everywhere is told once.
    assert keys_named_in(row) - ({"enter"} if row == "everywhere" else set()) <= known


def test_every_place_has_a_row() -> None:
    told_of = {where for places in PLACES.values() for where in places}
    assert told_of == {action.where for action in keys.ACTIONS}
