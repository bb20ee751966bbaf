"""What the command line refuses, each time with a clear line and the exit code that scripts go by."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from tui.cli.main import main

Run = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command with ``--json`` on an archive of its own: exit code and object."""

    def ran(*arguments: str | Path) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = main(["--archive", str(tmp_path / "archive"), str(arguments[0]), "--json", *map(str, arguments[1:])])
        record = json.loads(capsys.readouterr().out)
        assert isinstance(record, dict)
        return code, record

    return ran


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Forty articles in one file."""
    path = tmp_path / "many.jsonl"
    lines = [
        {"title": f"Notice {n}", "text": f"The ferry number {n} leaves at noon, said the harbour."} for n in range(40)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_an_ambiguous_id_is_refused_and_a_longer_one_is_not(run: Run, records: Path) -> None:
    _, report = run("add", records)
    ids = [article["id"] for article in report["articles"]]
    assert len(ids) == 40
    # Forty ids in an alphabet of 32 letters.
    letter, _ = Counter(id[0] for id in ids).most_common(1)[0]
    code, refused = run("show", letter)
    assert (code, refused["error"]["kind"]) == (2, "ambiguous-article")
    code, article = run("show", ids[0][:20])
    assert (code, article["id"]) == (0, ids[0])


@pytest.mark.slow
def test_a_second_import_says_who_holds_the_archive_and_reading_goes_on(
    run: Run, records: Path, tmp_path: Path
) -> None:
    assert run("add", records)[0] == 0
    with Archive.open(tmp_path / "archive") as archive:
        importing = archive.add([records])
        next(importing)
        code, refused = run("add", records)
        assert (code, refused["error"]["kind"]) == (3, "locked")
        assert "process" in refused["error"]["message"]
        assert run("search", "ferry")[0] == 0
        *_, last = importing
        assert last.report is not None
    assert run("add", records)[0] == 0


def test_an_archive_of_a_later_version_is_left_alone(run: Run, records: Path, tmp_path: Path) -> None:
    run("add", records)
    store = tmp_path / "archive" / "archive.sqlite"
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = store.read_bytes()
    for command in (["search", "ferry"], ["add", str(records)], ["check"]):
        code, refused = run(*command)
        assert (code, refused["error"]["kind"]) == (3, "too-new")
        assert refused["error"]["hint"]
    assert store.read_bytes() == before


def test_a_damaged_article_is_found_by_check(run: Run, records: Path, tmp_path: Path) -> None:
    run("add", records)
    store = tmp_path / "archive" / "archive.sqlite"
    store.write_bytes(store.read_bytes()[:4096] + b"\x00" * 4096)
    assert run("check")[0] == 3


def test_a_query_over_its_bounds_is_refused(run: Run, records: Path) -> None:
    run("add", records)
    for query in ("(" * 5000, '"' * 200_000, "x" * 10_000):
        code, refused = run("search", query)
        assert code == 2
        assert refused["error"]["kind"].startswith("query")


def test_a_line_of_two_hundred_megabytes_is_refused_with_its_size(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"word " * 200_000)
    code, report = run("add", path)
    assert (code, report["added"]) == (1, 0)
    assert "MB" in report["skipped"][0]["reason"]
