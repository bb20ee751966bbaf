"""``add`` and ``watch``: what they take, what they report and how they end."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.errors import UsageError
from tui.cli.given_paths import field_names
from tui.cli.main import main

FERRY = "---\ntitle: Ferry late\noutlet: Quay\n---\nThe ferry was late again on Monday, its owner said to the board.\n"
BRIDGE = "---\ntitle: Bridge open\noutlet: Quay\n---\nThe bridge is open again, and cars may cross it from Tuesday.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a home of its own; the exit code, what it printed and what it said."""
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BROADSHEET_ARCHIVE", raising=False)

    def ran(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return (code, *capsys.readouterr())

    return ran


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one of them twice, and a stylesheet."""
    folder = tmp_path / "saved"
    (folder / "more").mkdir(parents=True)
    (folder / "ferry.md").write_text(FERRY)
    (folder / "more" / "ferry again.md").write_text(FERRY)
    (folder / "more" / "bridge.md").write_text(BRIDGE)
    (folder / "site.css").write_text("body { color: red }")
    return folder


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Sets what is on standard input."""

    def on_standard_input(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return on_standard_input


def report(out: str) -> dict[str, Any]:
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def test_the_report_counts_four_classes_by_format_and_folder(run: Run, folder: Path) -> None:
    code, out, err = run("add", folder, "--json")
    found = report(out)
    assert code == 0, "what is no article is no failure"
    assert {key: found[key] for key in ("added", "unchanged", "same", "not_articles", "lists", "failed")} == {
        "added": 2, "unchanged": 1, "same": 1, "not_articles": 1, "lists": 0, "failed": 0,
    }  # fmt: skip
    assert {row["name"]: row for row in found["by_format"]}["Markdown"]["added"] == 2
    assert {Path(row["name"]).name: row.get("added", 0) for row in found["by_folder"]} == {"saved": 1, "more": 1}
    assert {row["kind"] for row in found["skipped"]} == {"not an article"}
    assert "2 added" in err and "1 the same as another; 1 not an article" in err
    assert "By format" in err and "By folder" in err


def test_a_failure_is_named_with_file_and_member_and_is_the_exit_code(run: Run, folder: Path) -> None:
    (folder / "lines.jsonl").write_text('{"text": "The mill is closed, said its owner."}\nbroken\n')
    code, out, err = run("add", folder, "--json")
    assert code == 1
    (row,) = (row for row in report(out)["skipped"] if row["kind"] == "failed")
    assert (Path(row["file"]).name, row["member"], row["format"]) == ("lines.jsonl", "L2", "JSON Lines")
    assert not row["ignored"] and row["reason"] in err and "lines.jsonl#L2" in err
    assert run("add", folder)[0] == 1, "what failed is reported again"


def test_only_what_is_no_article_ends_well_and_nothing_at_all_does_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "only").mkdir()
    assert run("add", tmp_path / "only")[0] == 1
    (tmp_path / "only" / "site.css").write_text("body { color: red }")
    assert run("add", tmp_path / "only")[0] == 0


def test_a_dry_run_reports_and_stores_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out, err = run("add", folder, "--dry-run", "--json")
    assert (code, report(out)["added"], report(out)["dry_run"]) == (0, 2, True)
    assert "Dry run, nothing was stored" in err
    assert not (tmp_path / "home" / "archive").exists()
    run("add", folder / "ferry.md")
    assert report(run("add", folder, "--dry-run", "--json")[1])["added"] == 1
    assert report(run("stats", "--json")[1])["articles"] == 1


@pytest.mark.parametrize(("end", "options"), [("\n", ()), ("\r\n", ()), ("\0", ("-0",))])
def test_paths_come_from_a_file_or_standard_input(
    run: Run, folder: Path, typed: Callable[[bytes], None], end: str, options: tuple[str, ...]
) -> None:
    paths = end.join(str(path) for path in sorted(folder.rglob("*.md"))) + end
    (folder.parent / "list").write_bytes(paths.encode())
    assert report(run("add", "--files-from", folder.parent / "list", "--json", *options)[1])["added"] == 2
    typed(paths.encode())
    assert report(run("add", "--files-from", "-", "--json", *options)[1])["unchanged"] == 3


def test_links_out_of_the_folder_are_followed_when_asked(run: Run, folder: Path) -> None:
    (folder / "elsewhere").symlink_to(folder.parent / "other")
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / "mill.md").write_text(BRIDGE.replace("ridge", "rook"))
    assert report(run("add", folder, "--json")[1])["added"] == 2
    assert report(run("add", folder, "--follow-links", "--json")[1])["added"] == 1


def test_an_article_on_standard_input_is_imported(run: Run, typed: Callable[[bytes], None]) -> None:
    typed(FERRY.encode())
    code, out, _ = run("add", "-", "--json")
    assert (code, [article["title"] for article in report(out)["articles"]]) == (0, ["Ferry late"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing: PATH."),
        (("https://example.org/a",), "broadsheet works offline: save the page first."),
        (("-", "--files-from", "-"), "Standard input cannot be both"),
        (("-0", "a"), "-0 is for --files-from."),
        (("--files-from", "absent"), "absent cannot be read"),
        (("a", "--fields", "titel=kop"), "there is no field 'titel'"),
        (("a", "--fields", "title"), "'title' is no FIELD=NAME"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, _, err = run("add", *arguments)
    assert code == 2 and words in err


def test_names_of_fields_are_kept_for_the_archive_and_forgotten(run: Run, folder: Path) -> None:
    run("add", folder, "--fields", "title=kop,text=inhoud", "--fields", "text=body.tekst")
    kept = report(run("stats", "--json")[1])["fields"]
    assert kept == [
        {"field": "title", "name": "kop"},
        {"field": "text", "name": "inhoud"},
        {"field": "text", "name": "body.tekst"},
    ]
    run("add", folder)
    assert "fields title=kop,text=inhoud,text=body.tekst" in run("stats")[1]
    run("add", folder, "--fields", "")
    assert report(run("stats", "--json")[1])["fields"] == []


def test_names_of_fields_are_pairs() -> None:
    assert field_names(None) is None
    assert field_names(["title = kop , text=a.b"]) == (("title", "kop"), ("text", "a.b"))
    with pytest.raises(UsageError):
        field_names(["=kop"])


def test_what_appears_in_a_watched_folder_is_imported(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0

    def wait(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            (folder / "mill.md").write_text(BRIDGE.replace("bridge", "mill").replace("Bridge", "Mill"))
        if looks == 6:
            raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.commands.watch.time.sleep", wait)
    code, _, err = run("watch", folder)
    assert code == 0
    assert "2 added" in err and "1 article: 1 added" in err and "Ended." in err
    assert report(run("stats", "--json")[1])["articles"] == 3


def test_an_inbox_is_kept_and_watched(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    assert run("watch")[0] == 2
    assert run("inbox")[0] == 0
    assert report(run("inbox", folder, "--json")[1]) == {"inbox": [str(folder)]}
    assert run("inbox")[1].strip() == str(folder)
    monkeypatch.setattr("tui.cli.commands.watch.time.sleep", stop)
    assert "Watching 1 folder" in run("watch")[2]
    assert run("inbox", folder / "absent")[0] == 2
    assert report(run("inbox", "--clear", "--json")[1]) == {"inbox": []}
