"""``differ``: the differences of a story on the terminal, as files and for scripts; settling them; and ``verify``."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from tui.cli.main import main

Run = Callable[..., tuple[int, str, str]]
ARTICLES = (
    ("weir", "The Weir", "2023-05-02", "Nine hurt as barge hits Sallow Lock", "Nine people were injured at the lock."),
    ("herald", "The Herald", "2023-05-02", "Barge strikes lock", "Seven people were injured at the lock, divers said."),
    ("mirror", "The Mirror", "2023-05-03", "Barge ran into lock", "Seven people were injured at the lock. It rained."),
)
RESTS = {
    "weir": "The barge Morwenna ran into the pier of Sallow Lock. Its keeper Ines Tarrow shut the gates at once.",
    "herald": "On Tuesday the Morwenna struck a pier. Ines Tarrow, who keeps Sallow Lock, closed it for barges.",
    "mirror": "Sallow Lock stays closed, says the keeper, Ines Tarrow. The barge Morwenna lies at its pier, holed.",
}
REST = "The barge Morwenna struck the pier of Sallow Lock on Tuesday. The keeper Ines Tarrow closed the gates."


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """An archive of three articles of one story, and their ids by name."""
    path, ids = tmp_path / "archive", {}
    with Archive.open(path) as opened:
        for name, outlet, day, title, text in ARTICLES:
            record = {"id": name, "title": title, "text": f"{text} {RESTS[name]}", "outlet": outlet, "date": day}
            (tmp_path / f"{name}.jsonl").write_text(json.dumps(record), encoding="utf-8")
            *_, last = opened.add([tmp_path / f"{name}.jsonl"])
            assert last.report is not None
            ids[name] = last.report.articles[0].id
    return path, ids


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command: its code, and what it wrote."""
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")

    def ran(archive: tuple[Path, dict[str, str]], *arguments: str | Path) -> tuple[int, str, str]:
        capsysbinary.readouterr()
        code = main(["--archive", str(archive[0]), *map(str, arguments)])
        captured = capsysbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return ran


Made = tuple[Path, dict[str, str]]


def record(run: Run, archive: Made, *arguments: str | Path) -> dict[str, Any]:
    code, out, _ = run(archive, "differ", *arguments, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_a_fact_is_listed_with_its_values_who_states_them_and_both_sentences(run: Run, archive: Made) -> None:
    code, out, err = run(archive, "differ", archive[1]["weir"])
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] in {title for _, _, _, title, _ in ARTICLES}
    assert lines[1] == "2 – 3 May 2023 · 3 articles, 3 outlets"
    assert re.search(r"^Seven The Herald, (?:divers, )?2 May 2023$", "\n".join(lines), re.MULTILINE)
    assert re.search(r"^The Mirror, 3 May 2023$", "\n".join(lines), re.MULTILINE)
    assert re.search(r"^Nine The Weir, 2 May 2023$", "\n".join(lines), re.MULTILINE)
    assert "“Seven people were injured at the lock, divers said.”" in lines
    assert "“Nine people were injured at the lock.”" in lines
    assert re.search(r"\[[0-9a-f]{8}\]$", "\n".join(lines), re.MULTILINE)
    assert err.startswith("1 fact: 1 ")


def test_a_terminal_of_eighty_columns_is_not_overrun(run: Run, archive: Made, tmp_path: Path) -> None:
    assert run(archive, "differ", *archive[1].values(), "-o", tmp_path / "out.txt")[0] == 0
    written = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert max(map(len, written.splitlines())) <= 80
    assert "people" in written


def test_one_id_asks_for_the_story_and_several_for_these_articles(run: Run, archive: Made) -> None:
    ids = archive[1]
    whole = record(run, archive, ids["weir"])
    assert {article["id"] for article in whole["articles"]} == set(ids.values())
    assert record(run, archive, "--story", ids["herald"]) == whole
    two = record(run, archive, ids["weir"], ids["herald"])
    assert {article["id"] for article in two["articles"]} == {ids["weir"], ids["herald"]}
    assert (two["title"], whole["title"] is None) == (None, False)


def test_articles_that_agree_are_nothing_found(run: Run, archive: Made) -> None:
    code, out, err = run(archive, "differ", archive[1]["herald"], archive[1]["mirror"])
    assert code == 1
    assert "No differences were found." in out
    assert err == "No differences were found.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "No article is given."),
        (("{weir}", "--story", "{weir}"), "not both"),
        (("zzzz",), "No article has the id"),
        (("{weir}", "zzzz"), "No article has the id"),
        (("{weir}", "{weir}"), "two articles"),
        (("{weir}", "--settle", "deadbeef"), "does not settle a fact"),
        (("{weir}", "--settle", "deadbeef=true"), "does not settle a fact"),
        (("{weir}", "--settle", "=same"), "does not settle a fact"),
        (("{weir}", "--settle", "zz=same"), "No fact has the id"),
        (("{weir}", "--unsettle", " "), "No fact has the id"),
        (("{weir}", "--format", "html"), "cannot be html"),
    ],
)
def test_what_cannot_be_done_is_refused(run: Run, archive: Made, arguments: tuple[str, ...], says: str) -> None:
    code, out, err = run(archive, "differ", *(each.format(**archive[1]) for each in arguments))
    assert (code, out) == (2, "")
    assert says in err


def test_every_place_of_the_json_is_where_it_says(run: Run, archive: Made) -> None:
    found = record(run, archive, archive[1]["weir"])
    (fact,) = found["facts"]
    assert fact.keys() >= {"id", "kind", "claim", "subject", "score", "settled", "values", "differences", "missing"}
    stated = [each for value in fact["values"] for each in value["stated"]]
    stated += [each[side] for each in fact["differences"] for side in ("left", "right")]
    with Archive.open(archive[0]) as opened:
        for each in stated:
            words = opened.article(each["article"], each["version"]).field(each["field"])
            assert words[each["start"] : each["end"]] == each["text"]
            sentence = each["sentence"]
            assert words[sentence["start"] : sentence["end"]] == sentence["text"]
            assert each["moment"].startswith("2023-05-0")
    assert [value["texts"] for value in fact["values"]] == [2, 1]
    assert (found["texts"], found["more"], len(found["groups"])) == (3, 0, 3)


# --- Settling ---------------------------------------------------------------------------------------------------------


def test_a_fact_is_settled_and_taken_back(run: Run, archive: Made) -> None:
    ids = archive[1]
    key = record(run, archive, ids["weir"])["facts"][0]["id"]
    found = record(run, archive, ids["weir"], "--settle", f"{key[:6]}=same", "--reason", "two were hurt later")
    settled = found["facts"][0]["settled"]
    assert (settled["verdict"], settled["by"], settled["reason"]) == ("same", "reader", "two were hurt later")
    out = run(archive, "differ", ids["weir"])[1]
    assert "1 settled" in out and "settled: same, two were hurt later" in out
    assert record(run, archive, ids["weir"], "--unsettle", f"[{key}]")["facts"][0]["settled"] is None


def test_one_difference_of_a_fact_is_settled(run: Run, archive: Made) -> None:
    ids = archive[1]
    difference = record(run, archive, ids["weir"])["facts"][0]["differences"][0]["id"]
    found = record(run, archive, ids["weir"], "--settle", f"{difference}=UPDATE")
    assert [each["settled"] is not None for each in found["facts"][0]["differences"]] == [True, False]


def test_nothing_is_settled_unless_all_can_be(run: Run, archive: Made) -> None:
    ids = archive[1]
    before = record(run, archive, ids["weir"])
    key = before["facts"][0]["id"]
    assert run(archive, "differ", ids["weir"], "--settle", f"{key}=same", "--settle", "zz=same")[0] == 2
    assert record(run, archive, ids["weir"]) == before


# --- A judge ----------------------------------------------------------------------------------------------------------

JUDGE = (
    "import json, sys\n"
    "for line in sys.stdin:\n"
    "    print(json.dumps({'id': json.loads(line)['id'], 'verdict': 'same', 'reason': 'both name the list'}))\n"
)


@pytest.fixture
def judge(tmp_path: Path) -> str:
    (tmp_path / "judge.py").write_text(JUDGE, encoding="utf-8")
    return shlex.join([sys.executable, str(tmp_path / "judge.py")])


def test_a_judge_is_asked_and_shown_as_the_judge(run: Run, archive: Made, judge: str) -> None:
    code, out, err = run(archive, "differ", archive[1]["weir"], "--judge", judge)
    assert code == 0
    assert "judge judge.py: same, both name the list" in out
    assert err.startswith("The judge judge.py answered 2 of 2 questions.\n1 fact: 1 ")
    found = record(run, archive, archive[1]["weir"])
    assert [each["judged"]["by"] for each in found["facts"][0]["differences"]] == ["judge.py", "judge.py"]
    assert found["facts"][0]["settled"] is None


def test_the_judge_of_the_settings_is_asked_unless_told_otherwise(
    run: Run, archive: Made, judge: str, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.json").write_text(json.dumps({"judge": judge}), encoding="utf-8")
    assert record(run, archive, archive[1]["weir"], "--no-judge")["judgement"] == ""
    assert "2 of 2" in record(run, archive, archive[1]["weir"])["judgement"]


def test_a_judge_elsewhere_needs_its_host_to_be_named(run: Run, archive: Made) -> None:
    arguments = ("differ", archive[1]["weir"], "--judge", "http://192.0.2.7/v1")
    code, out, err = run(archive, *arguments)
    assert (code, out) == (2, "")
    assert "--judge-host 192.0.2.7" in err


# --- Files that verify reads ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["markdown", "json"])
def test_an_export_stands_and_is_never_overwritten(run: Run, archive: Made, tmp_path: Path, format: str) -> None:
    path = tmp_path / "differences.txt"
    arguments = ("differ", archive[1]["weir"], "--format", format, "-o", path)
    assert run(archive, *arguments)[:2] == (0, "")
    code, out, err = run(archive, "verify", path)
    assert (code, "all as cited" in err) == (0, True)
    assert out.count("stands") >= 5
    assert run(archive, *arguments)[0] == 2


@pytest.mark.parametrize(
    ("format", "old", "new", "times"),
    [
        ("markdown", "**Nine**", "**Ninety**", 1),
        ("markdown", ": **Seven**", ": **Six**", 1),
        ("markdown", "**Seven** <!--", "**Six** <!--", 2),
        ("markdown", "> Nine people", "> Ninety people", 1),
        ("json", '"text":"Nine"', '"text":"Ninety"', 1),
        ("json", '"text":"Seven people', '"text":"Six people', 1),
        ("json", '"value":"Nine"', '"value":"Ninety"', 1),
    ],
)
def test_an_edited_value_or_sentence_is_found(
    run: Run, archive: Made, tmp_path: Path, format: str, old: str, new: str, times: int
) -> None:
    path = tmp_path / "differences.txt"
    run(archive, "differ", archive[1]["weir"], "--format", format, "-o", path)
    text = path.read_text(encoding="utf-8")
    if format == "json":
        text = json.dumps(json.loads(text), separators=(",", ":"), ensure_ascii=False)
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")
    code, out, _ = run(archive, "verify", path)
    assert (code, "edited" in out) == (1, True)


def test_notes_of_ones_own_around_values_do_no_harm(run: Run, archive: Made, tmp_path: Path) -> None:
    path = tmp_path / "differences.md"
    run(archive, "differ", archive[1]["weir"], "--format", "markdown", "-o", path)
    text = path.read_text(encoding="utf-8").replace("### ", "I asked both. **Nobody** answered.\n\n### Now: ")
    path.write_text(text + "\nSaid **twice** and checked by me.\n", encoding="utf-8")
    assert run(archive, "verify", path)[0] == 0


def test_values_of_headlines_are_verified_in_the_headline(run: Run, archive: Made, tmp_path: Path) -> None:
    weir = archive[1]["weir"]
    mark = f"<!-- broadsheet {weir} v1 headline 0-4 -->"
    path = tmp_path / "note.md"
    path.write_text(f"They wrote **Nine** {mark}.\n", encoding="utf-8")
    code, out, _ = run(archive, "verify", path)
    assert (code, "of the headline" in out) == (0, True)
    path.write_text(f"They wrote **Ten** {mark}.\n", encoding="utf-8")
    assert run(archive, "verify", path, "--json")[0] == 1
    path.write_text(f"They wrote **Nine** {mark.replace('headline', 'deck')}.\n", encoding="utf-8")
    assert run(archive, "verify", path)[0] == 1


def test_what_articles_say_cannot_pass_as_marks_of_the_export(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    ids = []
    with Archive.open(path) as opened:
        for name, number in (("a", "Nine"), ("b", "Seven")):
            said = (
                f"{number} people were injured at **the lock** <!-- broadsheet x v1 0-4 --> \x1b[31m<b>said</b>. {REST}"
            )
            record = {"id": name, "title": f"# *Barge* {name}", "text": said, "outlet": f"**{name}**"}
            (tmp_path / f"{name}.jsonl").write_text(json.dumps(record), encoding="utf-8")
            *_, last = opened.add([tmp_path / f"{name}.jsonl"])
            assert last.report is not None
            ids.append(last.report.articles[0].id)
    made = (path, dict(enumerate(ids)))
    for format in ("text", "markdown", "json"):
        target = tmp_path / f"out.{format}"
        assert run(made, "differ", *ids, "--format", format, "-o", target)[0] == 0
        assert "\x1b" not in target.read_text(encoding="utf-8")
        if format != "text":
            code, out, _ = run(made, "verify", target)
            assert (code, "(nowhere)" in out) == (0, False)


def test_a_limit_lists_the_first_facts_and_says_how_many_are_not(run: Run, archive: Made) -> None:
    whole = record(run, archive, *archive[1].values())
    assert whole["total"] == len(whole["facts"]) > 0
    fewer = whole["total"] - 1
    part = record(run, archive, *archive[1].values(), "--limit", str(fewer))
    assert part["facts"] == whole["facts"][:fewer]
    assert part["total"] == whole["total"]
    code, out, err = run(archive, "differ", *archive[1].values(), "--limit", str(fewer))
    assert code == 0
    assert "not listed: " in out
    assert "--limit shows more." in err
    _, out, err = run(archive, "differ", *archive[1].values(), "--limit", str(whole["total"]))
    assert "not listed" not in out + err
