"""What people read is plain English: no expression that readers stumbled over, no docstring that repeats a name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.prose import phrases, refused, restates, restating

ROOT = Path(__file__).parents[2]


def test_the_prose_is_plain() -> None:
    assert phrases(ROOT) == []


def test_no_docstring_repeats_the_name() -> None:
    assert restating(ROOT) == []


def test_the_readme_names_files_that_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = readme[readme.index("\n## Working on broadsheet\n") :]
    named = re.findall(r"`((?:[\w.]+/)*(?:[\w.]+/|\w+\.(?:py|toml)))`", code)
    assert len(named) > 20
    files = [
        str(path.relative_to(ROOT)) for top in ("index", "tui", "tests", ".ci") for path in (ROOT / top).rglob("*")
    ]
    files += [*(f"{path}/" for path in files), "index/", "pyproject.toml"]
    assert [name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in files)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The index is made anew.", [(0, "anew")]),
        ("A line\nthat stands there\nis not said to be told.", [(1, "stands"), (2, "is not said"), (2, "told")]),
        ("The index is rebuilt; `told` and ``stands`` are code.", []),
        ("```\nstands\n```\nStood.", [(3, "stood")]),
        (
            "```sh\nstands\n```\nIt stands; `stands` is code.\n```sh\nstands\n```\nIt stood.",
            [(3, "stands"), (7, "stood")],
        ),
        ("An outstanding, retold story", []),
    ],
)
def test_an_expression_is_found_where_it_is(text: str, found: list[tuple[int, str]]) -> None:
    assert refused(text) == found


@pytest.mark.parametrize(
    ("name", "docstring", "says_nothing"),
    [
        ("sign", "The sign.", True),
        ("article_rows", "The rows of an article.", True),
        ("StoryList", "A list of stories.", True),
        ("compare", "``compare``.", True),
        ("sign", "The sign of a link, one cell wide.", False),
        ("close", "Close the files.", False),
        ("sign", "", False),
    ],
)
def test_a_docstring_has_to_say_more_than_the_name(name: str, docstring: str, says_nothing: bool) -> None:
    assert restates(name, docstring) is says_nothing


def test_prose_is_read_from_strings_comments_and_pages(tmp_path: Path) -> None:
    for folder in ("index", "tui"):
        (tmp_path / folder).mkdir()
    (tmp_path / "README.md").write_text("# Reader\n\nNothing is told.\n")
    (tmp_path / "index" / "a.py").write_text(
        '"""It stands."""\n\nkind = "told"\n# For want of a word\ntext = f"{kind} it is said"\n'
    )
    assert phrases(tmp_path) == [
        "README.md:3: told",
        "index/a.py:1: stands",
        "index/a.py:4: for want of",
        "index/a.py:5: is said",
    ]
