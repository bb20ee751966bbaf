"""What can be typed: free words, options before and after the command, and words that look like options."""

from __future__ import annotations

import pytest

from index.errors import UsageError
from tui.cli.options import parse, wants_json


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["search", "ferry", "strike"], ["ferry", "strike"]),
        (["search", "-war"], ["-war"]),
        (["search", "-war", "--limit", "3", "river"], ["-war", "river"]),
        (["search", "--limit=3", "river"], ["river"]),
        (["search", "--", "--json", "-x"], ["--json", "-x"]),
        (["search", "river", "--", "-h"], ["river", "-h"]),
        (["search", "-"], ["-"]),
        (["search", "--5"], ["--5"]),
        (["search", ""], [""]),
        (["search"], []),
        (["--archive", "x", "search", "-a"], ["-a"]),
        (["tag", "k3xa", "+later", "-old"], ["k3xa", "+later", "-old"]),
    ],
)
def test_free_words_are_taken_as_they_are(typed: list[str], words: list[str]) -> None:
    assert parse(typed).words == words


@pytest.mark.parametrize(
    "typed",
    [
        ["--archive", "a", "search", "x"],
        ["search", "--archive", "a", "x"],
        ["search", "x", "--archive=a"],
        ["--archive=a", "stats"],
        ["stats", "--archive", "a"],
        ["--archive", "b", "stats", "--archive", "a"],
    ],
)
def test_the_archive_may_stand_before_or_after_the_command(typed: list[str]) -> None:
    assert parse(typed).archive == "a"


def test_limits_and_sorts_are_read() -> None:
    options = parse(["search", "x", "--limit", "5", "--offset", "10", "--sort", "newest", "--json"])
    assert (options.limit, options.offset, options.sort, options.json) == (5, 10, "newest", True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["serch"], "Did you mean search?"),
        (["search", "--jsno", "x"], "put -- before it"),
        (["search", "x", "--limit", "-1"], "--limit"),
        (["search", "x", "--limit"], "--limit"),
        (["search", "x", "--sort", "best"], "best"),
        (["show"], "ID"),
        (["compare", "a", "--format", "pdf"], "pdf"),
        (["stats", "--jso"], "--jso"),
    ],
)
def test_what_makes_no_sense_is_said(typed: list[str], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(typed)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["show"], "Missing: ID."),
        (["show", "k3xa", "k3xb"], "Not understood: k3xb."),
        (["search", "x", "--limit"], "--limit needs a value."),
        (["search", "x", "--limit", "-1"], "--limit: '-1' is not a whole number from 0."),
        (["compare", "a", "--format", "pdf"], "--format cannot be pdf; choose from"),
    ],
)
def test_errors_of_usage_are_plain(typed: list[str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(typed)
    assert raised.value.message.startswith(message)
    assert "argument" not in raised.value.message
    assert f"broadsheet {typed[0]} --help" in raised.value.hint


def test_the_version_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parse(["--version"])
    captured = capsys.readouterr()
    assert left.value.code in (0, None)
    assert captured.out.startswith("broadsheet ")
    assert captured.err == ""


def test_a_path_in_the_place_of_a_command_leads_to_open(tmp_path: object) -> None:
    with pytest.raises(UsageError, match="broadsheet open"):
        parse([str(tmp_path)])


def test_json_is_asked_for_only_before_the_separator() -> None:
    assert wants_json(["search", "x", "--json"])
    assert not wants_json(["search", "--", "--json"])
