"""What is known of names: short forms of given names, and the other names of organisations, places and people."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from index.text import fold

_LIKE_A_WORD = 4
"""Letters from which an acronym may be written as a word is: ``Nato``."""
_ARTICLES = frozenset("the die der das den la le les el los las il lo l de".split())
_NONE: frozenset[int] = frozenset()


def same_given(first: str, second: str) -> bool:
    """Whether the given names, folded, are forms of one: ``bill`` and ``william``; symmetric, not transitive."""
    return not given_forms(first).isdisjoint(given_forms(second))


def different_given(first: str, second: str) -> bool:
    """Whether both given names, folded, are known and are no forms of one, however alike they are."""
    one, other = given_forms(first), given_forms(second)
    return first != second and bool(one) and bool(other) and one.isdisjoint(other)


def given_forms(name: str) -> frozenset[int]:
    """Numbers of the names of which the folded ``name`` is a form; empty for an unknown one."""
    return _given_names().get(name, _NONE)


@lru_cache(maxsize=1 << 14)
def known_as(name: str) -> int | None:
    """The number of the organisation, place or person that ``name`` means in the table of aliases; else None.

    An acronym has to be in capitals: "us" is not the US.
    """
    table = _aliases()
    acronym = name.replace(".", "")
    if acronym in table:
        return table[acronym]
    row = fold(name).replace("-", " ").split()
    return table.get(" ".join(row), table.get(" ".join(row[1:])) if row and row[0] in _ARTICLES else None)


@cache
def _given_names() -> Mapping[str, frozenset[int]]:
    forms = defaultdict[str, set[int]](set)
    rows = (row for table in read_table("given").values() for row in table.splitlines())
    for number, row in enumerate(rows):
        for name in row.split():
            forms[fold(name)].add(number)
    return {name: frozenset(numbers) for name, numbers in forms.items()}


@cache
def _aliases() -> Mapping[str, int]:
    found: dict[str, int] = {}
    rows = (row for table in read_table("aliases").values() for row in table.splitlines())
    for number, row in enumerate(rows):
        for name in row.split("|"):
            if name.isupper():
                found[name] = number
                if len(name) >= _LIKE_A_WORD:
                    found[name.capitalize()] = number
            else:
                found[fold(name).replace("-", " ")] = number
    return found


def read_table(name: str) -> Mapping[str, str]:
    """The tables of a file of ``vocabularies/names``: rows by their title."""
    file = resources.files("index.comparison.facts").joinpath("vocabularies", "names", f"{name}.toml")
    return {title: rows.strip() for title, rows in tomllib.loads(file.read_text(encoding="utf-8")).items()}
