"""The README's table of dependencies and the lock file name what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_LOCKED = re.compile(r"^([\w.-]+)==([\w.]+).*\\$((?:\n +--hash=sha256:[0-9a-f]{64}(?: \\)?)+)", re.MULTILINE)
_EXTRAS = ("office", "warc", "data")


def _asked() -> dict[str, tuple[Requirement, str]]:
    """By name as it is compared, each requirement of the program and the extra that has it."""
    optional = _PROJECT["optional-dependencies"]
    lists = {"": _PROJECT["dependencies"], **{extra: optional[extra] for extra in _EXTRAS}}
    pairs = [(Requirement(line), extra) for extra, lines in lists.items() for line in lines]
    return {canonicalize_name(one.name): (one, extra) for one, extra in pairs}


def _rows() -> dict[str, list[str]]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    begin = text.index("| package | what for |")
    lines = text[begin : text.index("\n\n", begin)].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: row[1:] for row in cells}


def test_the_table_has_each_dependency_and_its_extra_once() -> None:
    wanted = {f"{one.name} (`{extra}`)" if extra else one.name for one, extra in _asked().values()}
    assert _rows().keys() == wanted


@pytest.mark.parametrize("name", sorted(_rows()))
def test_a_row_says_why_how_large_which_licence_and_who(name: str) -> None:
    why, size, licence, keeper = _rows()[name]
    assert why and keeper
    assert 0 < float(size) < 1000
    try:
        found = metadata(name.partition(" ")[0])
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    stated = " ".join(found[key] for key in ("License-Expression", "License") if key in found)
    # Of a package that states the text of its licence, or several, the first word of it.
    assert re.split(r"[ ,]", licence)[0].partition("-")[0] in stated


def test_the_lock_has_each_dependency_in_a_version_that_is_allowed_with_hashes_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = _LOCKED.findall(text)
    assert len(found) == len(re.findall(r"^\S+==", text, re.MULTILINE))
    locked: dict[str, list[str]] = {}
    for name, version, _ in found:
        # Several, where one needs a later Python.
        locked.setdefault(canonicalize_name(name), []).append(version)
    for name, (one, _) in _asked().items():
        assert all(one.specifier.contains(version) for version in locked[name]), name
    assert "://" not in text and "index-url" not in text


def test_what_the_engine_and_the_screen_hang_on_is_pinned() -> None:
    asked = _asked()
    assert [str(asked[name][0].specifier)[:2] for name in ("textual", "whoosh3")] == ["==", "=="]
