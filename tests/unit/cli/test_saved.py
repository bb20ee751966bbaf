"""Searches that a reader keeps: listed with what is new, also after an import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.archive import Archive
from index.desk.search_names import LONGEST, MOST, checked_name
from index.errors import UsageError
from index.services import saved_searches
from index.store import Store
from tui.cli.main import main


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.md"
    path.write_text(f"---\ntitle: {name}\noutlet: Post\n---\n{text}\n")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([put(tmp_path, "one", "The harbour was closed because of the storm on Monday.")]))
    return tmp_path / "archive"


def run(archive: Path, capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert main(["--archive", str(archive), *arguments]) == code
    said = capsys.readouterr()
    return said.out, said.err


def news(archive: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, int]]:
    saved = json.loads(run(archive, capsys, "saved", "--json")[0])["saved"]
    return [(each["name"], each["total"], each["new"]) for each in saved]


def test_a_saved_search_says_what_is_new_until_it_is_read(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "No search is saved" in run(archive, capsys, "saved")[1]
    assert "(1 article)" in run(archive, capsys, "saved", "add", "harbour", "harbour", "-pay")[1]
    run(archive, capsys, "saved", "add", "a ferry", "ferry", "--sort", "newest")
    assert news(archive, capsys) == [("a ferry", 0, 0), ("harbour", 1, 0)]
    two = put(tmp_path, "two", "The harbour opens again after three days, said the harbour master on Friday.")
    out, err = run(archive, capsys, "add", str(two))
    assert "1 new for 'harbour'." in err
    assert "ferry" not in err
    assert news(archive, capsys) == [("a ferry", 0, 0), ("harbour", 2, 1)]
    three = put(tmp_path, "three", "The ferry left the harbour late again, said the company on Tuesday morning.")
    out, err = run(archive, capsys, "add", str(three), "--json")
    assert json.loads(out)["news"] == [{"name": "a ferry", "new": 1}, {"name": "harbour", "new": 1}]
    assert news(archive, capsys) == [("a ferry", 1, 1), ("harbour", 3, 2)]
    text = run(archive, capsys, "saved")[0]
    assert [line.split()[:3] for line in text.splitlines()] == [["1", "new", "1"], ["2", "new", "3"]]
    out, err = run(archive, capsys, "saved", "run", "harbour", "--format", "ids")
    assert len(out.split()) == 3
    assert "2 new since it was last read." in err
    assert news(archive, capsys) == [("a ferry", 1, 1), ("harbour", 3, 0)]
    # Importing the same again, or a change of an article that was there, brings nothing new.
    put(tmp_path, "two", "The harbour opens again after four days, said the harbour master on Friday.")
    assert "new for" not in run(archive, capsys, "add", str(tmp_path))[1]
    run(archive, capsys, "saved", "run", "a", "ferry")
    assert [new for *_, new in news(archive, capsys)] == [0, 0]


def test_what_cannot_be_saved_is_said(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(archive, capsys, "saved", "add", "harbour", "harbour")
    for wrong in (
        ["add", "harbour", "ferry"],
        ["add", "bad", "title:"],
        ["add", "empty", " "],
        ["add", " ", "ferry"],
        ["add", "x" * (LONGEST + 1), "ferry"],
        ["add", "alone"],
        ["run", "ferry"],
        ["run"],
        ["remove", "ferry"],
        ["list"],
    ):
        assert run(archive, capsys, "saved", *wrong, code=2)[1].startswith("broadsheet: "), wrong
    run(archive, capsys, "saved", "add", "harbour", "ferry", "--replace")
    assert news(archive, capsys) == [("harbour", 0, 0)]
    run(archive, capsys, "saved", "remove", "harbour")
    assert news(archive, capsys) == []


def test_names_and_numbers_of_searches_are_bounded(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked_name(f"  {'x' * LONGEST} ") == "x" * LONGEST
    for wrong in ("", "\n", "\x1b[2J", "x" * (LONGEST + 1)):
        with pytest.raises(UsageError):
            checked_name(wrong)
    assert MOST == 500
    monkeypatch.setattr(saved_searches, "MOST", 2)
    with Archive.open(archive) as opened:
        opened.saved.save("a", "harbour")
        opened.saved.save("b", "harbour")
        with pytest.raises(UsageError):
            opened.saved.save("c", "harbour")
        opened.saved.save("b", "ferry", overwrite=True)
        assert [each.query for each in opened.saved.all()] == ["harbour", "ferry"]


def test_arrivals_are_remembered_only_for_searches_that_have_not_read_them(archive: Path, tmp_path: Path) -> None:
    def arrivals() -> list[str]:
        store = Store.open(archive, create=False)
        with store.reading() as reader:
            return reader.searches.arrived(0)

    with Archive.open(archive) as opened:
        list(opened.add([put(tmp_path, "two", "The ferry was late again, said the company on Tuesday morning.")]))
        assert arrivals() == []
        opened.saved.save("ferry", "ferry")
        opened.saved.save("harbour", "harbour")
        list(opened.add([put(tmp_path, "three", "The ferry to the harbour was early, said the company on Wednesday.")]))
        assert len(arrivals()) == 1
        opened.saved.mark_read("ferry")
        assert len(arrivals()) == 1
        assert opened.saved.find("harbour").new == 1
        opened.saved.mark_read("harbour")
        assert arrivals() == []
        list(opened.add([put(tmp_path, "four", "The ferry was full again, said the company on Thursday evening.")]))
        # What was removed is not new, and a dry run brings nothing.
        assert opened.saved.find("ferry").new == 1
        newest = opened.search("full").hits[0].id
        opened.remove([newest])
        assert opened.saved.find("ferry").new == 0
        five = put(tmp_path, "five", "The ferry sank at the quay, said the company on Friday evening.")
        steps = list(opened.add([five], dry_run=True))
        assert steps[-1].report is not None
        assert steps[-1].report.news == ()
        opened.saved.remove("ferry")
        opened.saved.remove("harbour")
        assert arrivals() == []
