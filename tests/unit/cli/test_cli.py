"""Every command, run in this process on a small archive: JSON shapes, text, exit codes, bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from tui.cli.main import main

_FIRST = """\
---
title: Two missing after footbridge falls at Ennor
outlet: Ennor Post
date: 2021-05-03
---

A footbridge over the river Lull fell at 04:10 on Monday, and two people are missing, the fire service said.

"We heard a crack like a slammed door," said Oda Finch, who lives in the mill beside the bridge.

The bridge was opened in 1967 and was last inspected in the autumn, according to the district council.
"""
_PLAIN = """\
Two missing after footbridge falls at Ennor

3 May 2021, 09:00

A footbridge over the river Lull fell at 04:10 on Monday, and two people are missing, the fire service said.

"We heard a crack like a slammed door, and then nothing at all," said Oda Finch, who lives in the mill beside it.

Sign up for our free newsletter

The bridge was opened in 1967 and was last inspected in the autumn, according to the district council.

The council will meet on Thursday to decide whether a ferry is to run until a new bridge has been built.
"""
_SECOND = """\
---
title: Three missing after footbridge falls at Ennor
outlet: Lull Valley Echo
date: 2021-05-03
---

A footbridge over the river Lull fell at 04:40 on Monday, and three people are missing, the fire service said.

The baker on the far bank has begun to deliver his bread by rowing boat, which he says is quicker.

The bridge was opened in 1968 and was last inspected in the autumn, according to the district council.
"""
_THIRD = """\
---
title: Swan holds up tram in Lindhaven for two hours
outlet: Evening Plinth
date: 2021-06-09
---

A swan sat down on the tram line at Exchange Row on Wednesday and could not be persuaded to leave it for two hours.

The driver shared her lunch with the bird, which went on its way at a quarter past two.
"""


@dataclass(frozen=True)
class Ran:
    """What one run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        found = self.json["error"]
        assert isinstance(found, dict)
        return found


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a home of its own."""
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BROADSHEET_ARCHIVE", raising=False)

    def ran(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three articles, two of them of one event."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("post.md", _FIRST), ("echo.md", _SECOND), ("plinth.md", _THIRD)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ids(run: Run, articles: Path) -> dict[str, str]:
    """The articles, imported: full ids by file name."""
    report = run("add", articles, "--json").json
    return {Path(a["path"]).stem: a["id"] for a in report["articles"]}


# --- Filling -----------------------------------------------------------------------------------------------------


def test_add_reports_every_article_new_or_not(run: Run, articles: Path) -> None:
    first = run("add", articles, "--json")
    assert first.code == 0
    assert set(first.json) >= {"added", "updated", "unchanged", "articles", "skipped", "seconds"}
    assert (first.json["added"], first.json["updated"], first.json["unchanged"]) == (3, 0, 0)
    assert {set(a) >= {"id", "path", "title"} for a in first.json["articles"]} == {True}
    again = run("add", articles, "--json")
    assert again.code == 0
    assert (again.json["added"], again.json["unchanged"]) == (0, 3)
    assert {a["id"] for a in again.json["articles"]} == {a["id"] for a in first.json["articles"]}
    (articles / "post.md").write_text(_FIRST.replace("two people", "four people"), encoding="utf-8")
    changed = run("add", articles, "--json").json
    assert (changed["added"], changed["updated"], changed["unchanged"]) == (0, 1, 2)


def test_add_says_what_it_did_and_leaves_the_data_stream_empty(run: Run, articles: Path) -> None:
    ran = run("add", articles)
    assert (ran.code, ran.out) == (0, "")
    assert "3 articles" in ran.err
    assert "\x1b" not in ran.err
    assert "\r" not in ran.err


def test_add_of_an_empty_folder_finds_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run("add", tmp_path / "empty")
    assert ran.code == 1
    assert "No articles there" in ran.err


def test_what_is_no_article_is_skipped_with_a_reason(run: Run, articles: Path) -> None:
    (articles / "picture.txt").write_bytes(bytes(range(256)) * 64)
    ran = run("add", articles, articles / "absent.txt", "--json")
    assert ran.code == 1
    assert ran.json["added"] == 3
    skipped = {Path(s["path"]).name: s["reason"] for s in ran.json["skipped"]}
    assert set(skipped) == {"picture.txt", "absent.txt"}
    assert all(skipped.values())
    assert "picture.txt" in ran.err


def test_a_path_that_is_no_text_stays_valid_json(run: Run, articles: Path) -> None:
    name = b"odd\xff.txt".decode("utf-8", "surrogateescape")
    (articles / "post.md").rename(articles / name)
    assert len(run("add", articles, "--json").json["articles"]) == 3
    assert run("search", "footbridge").code == 0


def test_clean_needs_no_archive(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "post.txt").write_text(_PLAIN, encoding="utf-8")
    ran = run("clean", articles / "post.txt", articles / "plinth.md", "--json")
    assert ran.code == 0
    records = [json.loads(line) for line in ran.out.splitlines()]
    assert [r["title"] for r in records] == [
        "Two missing after footbridge falls at Ennor",
        "Swan holds up tram in Lindhaven for two hours",
    ]
    wanted = {"id", "version", "title", "deck", "authors", "outlet", "published", "url", "path", "language", "text"}
    wanted |= {"paragraphs", "hidden", "kept"}
    for record in records:
        assert set(record) >= wanted
        for start, end in record["paragraphs"]:
            assert record["text"][start:end].strip() == record["text"][start:end] != ""
    assert records[0]["published"].startswith("2021-05-03")
    assert records[0]["kept"] == [0, 2, 4, 6, 10, 12]
    at = records[0]["text"].index("The bridge was opened")
    assert [(h["line"], h["at"], h["text"]) for h in records[0]["hidden"]] == [
        (8, at, "Sign up for our free newsletter")
    ]
    assert records[1]["kept"] is None or records[1]["kept"]
    assert not (tmp_path / "home").exists()


def test_clean_goes_on_after_a_file_that_cannot_be_read(run: Run, articles: Path) -> None:
    ran = run("clean", articles / "absent.txt", articles / "post.md")
    assert ran.code == 1
    assert "absent.txt" in ran.err
    assert "Two missing after footbridge falls at Ennor" in ran.out


# --- Searching and reading -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("ids")
def test_search_gives_hits_with_snippets_and_facets(run: Run) -> None:
    ran = run("search", "footbridge", "missing", "--json")
    assert ran.code == 0
    page = ran.json
    assert set(page) >= {"query", "total", "exact", "seconds", "suggestion", "facets", "hits"}
    assert (page["query"], page["total"], page["exact"]) == ("footbridge missing", 2, True)
    for rank, hit in enumerate(page["hits"], start=1):
        assert hit["rank"] == rank
        shown = run("show", hit["id"], "--json").json
        assert shown["text"][hit["start"] : hit["end"]] == hit["snippet"]
        assert hit["matches"]
        for start, end in hit["matches"]:
            assert hit["snippet"][start:end].lower().startswith(("footbridge", "miss"))
    assert {f["value"] for f in page["facets"]["outlet"]} == {"Ennor Post", "Lull Valley Echo"}


@pytest.mark.usefixtures("ids")
def test_search_for_people(run: Run) -> None:
    ran = run("search", "swan")
    assert ran.code == 0
    assert "Swan holds up tram in Lindhaven for two hours" in ran.out
    assert "\x1b" not in ran.out
    assert "1 article" in ran.err


@pytest.mark.usefixtures("ids")
def test_search_takes_words_away_and_pages(run: Run) -> None:
    assert [h["title"] for h in run("search", "-footbridge", "--json").json["hits"]] == [
        "Swan holds up tram in Lindhaven for two hours"
    ]
    assert run("search", "", "--json").json["total"] == 3
    page = run("search", "--limit", "1", "--offset", "1", "--sort", "newest", "--json").json
    assert [h["rank"] for h in page["hits"]] == [2]


@pytest.mark.usefixtures("ids")
def test_nothing_found_and_unreadable_queries(run: Run) -> None:
    assert run("search", "zeppelin").code == 1
    assert run("search", "zeppelin", "--json").json["total"] == 0
    ran = run("search", "bar OR", "--json")
    assert ran.code == 2
    assert ran.error["kind"] == "query"
    assert isinstance(ran.error["column"], int)
    ran = run("search", "colour:stallholders")
    assert ran.code == 1 and "There is no field colour:" in ran.err
    assert "There is no field" in run("search", "colour:stallholders", "--json").json["notes"][0]


def test_a_hit_is_explained_and_so_is_what_is_missing(run: Run, ids: dict[str, str]) -> None:
    hit = run("search", "footbridge missing", "--limit", "1", "--json").json["hits"][0]
    told = run("search", "--explain", hit["id"], "footbridge", "missing", "--json").json
    assert (told["id"], told["matches"], told["rank"]) == (hit["id"], True, 1)
    parts = sum(part["score"] for part in told["parts"])
    assert told["score"] == pytest.approx(hit["score"]) == pytest.approx(parts + told["near"])
    assert {field["field"] for part in told["parts"] for field in part["fields"]} == {"headline", "body"}
    text = run("search", "--explain", hit["id"][:8], "footbridge").out
    assert "Found at place 1 of 2" in text
    assert "headline: 1 of 7 words" in text
    missing = run("search", "--explain", hit["id"], "footbridge", "swan", "date:2020")
    assert missing.code == 1
    assert "does not match swan, date:2020" in missing.out
    assert run("search", "--explain", "zzzzzz", "footbridge").code == 2


@pytest.mark.usefixtures("ids")
def test_an_empty_result_says_what_emptied_it(run: Run) -> None:
    ran = run("search", "footbridge", "date:2020", "--json")
    assert ran.json["dropped"] == [{"text": "date:2020", "start": 11, "end": 20, "total": 2}]
    assert ran.json["relaxed"] is False
    assert "Without date:2020: 2 articles." in run("search", "footbridge", "date:2020").err


def test_show_as_json_as_text_and_raw(run: Run, ids: dict[str, str]) -> None:
    record = run("show", ids["post"], "--json").json
    assert set(record) >= {"id", "version", "title", "deck", "authors", "outlet", "published", "url", "path"}
    assert set(record) >= {"language", "text", "paragraphs", "hidden"}
    assert (record["id"], record["version"], record["outlet"]) == (ids["post"], 1, "Ennor Post")
    assert record["published"].startswith("2021-05-03")
    text = run("show", ids["post"])
    assert text.out.startswith("Two missing after footbridge falls at Ennor\n")
    assert "rowing boat" not in text.out
    assert run("show", ids["post"], "--raw").out == _FIRST


def test_unknown_and_ambiguous_ids(run: Run, ids: dict[str, str]) -> None:
    ran = run("show", "zzzzzzzz", "--json")
    assert (ran.code, ran.error["kind"]) == (2, "unknown-article")
    ran = run("show", "", "--json")
    assert ran.code == 2
    assert run("compare", ids["post"], "zzzzzzzz").code == 2
    assert run("remove", ids["post"], "zzzzzzzz").code == 2
    assert run("show", ids["post"]).code == 0


# --- Comparing -----------------------------------------------------------------------------------------------------


def test_compare_links_what_two_articles_share(run: Run, ids: dict[str, str]) -> None:
    ran = run("compare", ids["post"], ids["echo"], "--json")
    assert ran.code == 0
    comparison = ran.json
    assert comparison["articles"] == [ids["post"], ids["echo"]]
    texts = {id: run("show", id, "--json").json["text"] for id in comparison["articles"]}
    assert comparison["links"]
    for link in comparison["links"]:
        assert set(link) >= {"left", "right", "strength", "kind", "moved", "similarity", "reason", "shared"}
        for side in ("left", "right"):
            passage = link[side]
            assert texts[passage["article"]][passage["start"] : passage["end"]] == passage["text"]
        for conflict in link["conflicts"]:
            for side in ("left", "right"):
                start, end = conflict[f"{side}_span"]
                assert texts[link[side]["article"]][start:end] == conflict[side]
    differing = {(c["left"], c["right"]) for link in comparison["links"] for c in link["conflicts"]}
    assert {("04:10", "04:40"), ("1967", "1968")} <= differing
    assert any("rowing boat" in p["text"] for p in comparison["only"][ids["echo"]])


def test_compare_for_people(run: Run, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("120", "60"):
        monkeypatch.setenv("COLUMNS", columns)
        ran = run("compare", ids["post"], ids["echo"])
        assert ran.code == 0
        assert "04:10" in ran.out
        assert "04:40" in ran.out
        assert max(map(len, ran.out.splitlines())) <= int(columns)
    markdown = run("compare", ids["post"], ids["echo"], "--format", "markdown").out
    assert markdown.startswith("# ")
    assert "rowing boat" in markdown


def test_compare_wants_two_to_four(run: Run, ids: dict[str, str]) -> None:
    assert run("compare", ids["post"]).code == 2
    assert run("compare", *[ids["post"]] * 5).code == 2


def test_parallels_name_the_article_that_surely_was_first(run: Run, articles: Path) -> None:
    (articles / "post.md").write_text(_FIRST.replace("2021-05-03", "2021-05-04"), encoding="utf-8")
    report = run("add", articles, "--json").json
    post = next(a["id"] for a in report["articles"] if a["path"].endswith("post.md"))
    assert run("parallels", f"{post}:0", "--json").json["parallels"][0]["first"] is True
    assert "Lull Valley Echo · 2021-05-03 · first · " in run("parallels", f"{post}:0").out


def test_parallels_of_a_passage(run: Run, ids: dict[str, str]) -> None:
    ran = run("parallels", f"{ids['post']}:0", "--json")
    assert ran.code == 0
    assert ran.json["passage"]["article"] == ids["post"]
    best = ran.json["parallels"][0]
    assert set(best) >= {"id", "version", "start", "end", "text", "similarity", "outlet", "published", "reason"}
    assert best["id"] == ids["echo"] and best["first"] is False  # both are of one day
    assert run("parallels", ids["post"]).code == 2
    assert run("parallels", f"{ids['post']}:x").code == 2
    assert run("parallels", f"{ids['plinth']}:0").code == 1


def test_stories_group_the_archive(run: Run, ids: dict[str, str]) -> None:
    ran = run("stories", "--json")
    assert ran.code == 0
    stories = ran.json["stories"]
    assert all(set(s) >= {"id", "title", "first", "last", "outlets", "articles"} for s in stories)
    assert {ids["post"], ids["echo"]} in [set(s["articles"]) for s in stories]
    assert "Ennor" in run("stories").out


# --- Keeping ---------------------------------------------------------------------------------------------------------


def test_tags_are_put_on_and_off(run: Run, ids: dict[str, str]) -> None:
    ran = run("tag", ids["post"], ids["echo"], "+bridge", "+look again", "--json")
    assert ran.code == 0
    assert {a["id"]: set(a["tags"]) >= {"bridge", "look again"} for a in ran.json["articles"]} == {
        ids["post"]: True,
        ids["echo"]: True,
    }
    assert run("search", "tag:bridge", "--json").json["total"] == 2
    assert "bridge" not in run("tag", ids["post"], "-bridge", "--json").json["articles"][0]["tags"]
    assert run("tag", ids["post"]).code == 2
    assert run("tag", "+bridge").code == 2


def test_a_rule_for_a_group_says_what_it_keeps(run: Run, tmp_path: Path) -> None:
    junk = ("Sign up for our daily newsletter", "Share on Facebook")
    (tmp_path / "group.md").write_text("\n\n".join((_FIRST, *junk)), encoding="utf-8")
    (added,) = run("add", tmp_path / "group.md", "--json").json["articles"]
    with Archive.open(tmp_path / "home" / "archive", create=False) as archive:
        hidden = archive.article(added["id"]).content.hidden
        archive.keep(added["id"], [line for line in hidden if line.text in junk], "outlet")
    (rule,) = run("rules", "--json").json["rules"]
    assert (rule["line"], rule["lines"]) == (junk[0], list(junk))
    assert (rule["scope"], rule["reasons"]) == ("outlet", ["newsletter", "sharing"])
    out = run("rules").out
    assert "and 1 line below it; in other articles, what is hidden below such a line as newsletter, sharing" in out


def test_rules_are_listed_and_removed(run: Run, ids: dict[str, str], tmp_path: Path) -> None:
    assert run("rules", "--json").json == {"rules": []}
    assert (run("rules").code, run("rules").out) == (0, "")
    before = run("show", ids["post"], "--json").json
    with Archive.open(tmp_path / "home" / "archive", create=False) as archive:
        archive.hide(ids["post"], before["paragraphs"][-1][0])
        line = archive.rules()[0].line
    (rule,) = run("rules", "--json").json["rules"]
    assert {key: rule[key] for key in ("number", "what", "scope", "article", "outlet", "line")} == {
        "number": 1, "what": "hide", "scope": "article", "article": ids["post"], "outlet": None, "line": line,
    }  # fmt: skip
    assert line in run("rules").out
    assert run("show", ids["post"], "--json").json["text"] != before["text"]
    refused = run("rules", "3")
    assert refused.code == 2
    assert "broadsheet rules lists all rules; broadsheet rules remove 3 removes" in refused.err
    assert "choice" not in refused.err
    assert "x is not the number of a rule" in run("rules", "remove", "x").err
    assert run("rules", "remove").code == 2
    assert run("rules", "remove", "1", "7").code == 2
    assert run("rules", "remove", "1", "--json").json == {"removed": [1]}
    assert run("show", ids["post"], "--json").json["text"] == before["text"]
    assert run("rules", "--json").json == {"rules": []}


def test_remove_takes_articles_out(run: Run, ids: dict[str, str]) -> None:
    assert run("remove", ids["plinth"], "--json").json == {"removed": [ids["plinth"]]}
    assert run("search", "swan").code == 1
    assert run("stats", "--json").json["articles"] == 2


@pytest.mark.usefixtures("ids")
def test_check_rebuild_and_stats(run: Run) -> None:
    assert run("check", "--json").json == {"articles": 3, "damaged": [], "index": "sound"}
    assert "3 articles" in run("check").out
    assert run("rebuild").code == 0
    assert run("search", "swan").code == 0
    stats = run("stats", "--json").json
    assert (stats["articles"], stats["outlets"]) == (3, 3)
    assert "Evening Plinth" in run("stats").out


@pytest.mark.usefixtures("ids")
def test_backup_copies_the_archive_to_a_folder_that_is_read_like_any_other(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "disk")
    said = run("backup", folder).out
    assert said.startswith("3 articles backed up to ") and "read back" in said
    found = run("backup", folder, "--json").json
    assert (found["folder"], found["articles"], found["damaged"]) == (folder, 3, [])
    assert run("search", "swan", "--archive", folder).code == 0


def test_without_an_archive_it_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    for command in (["search", "x"], ["stats"], ["stories"], ["show", "x"], ["check"]):
        ran = run(*command)
        assert ran.code == 2
        assert "broadsheet add" in ran.err
    assert not (tmp_path / "home").exists()


def test_a_folder_of_something_else_is_not_opened(run: Run, articles: Path) -> None:
    before = sorted(articles.iterdir())
    ran = run("--archive", articles, "stats", "--json")
    assert (ran.code, ran.error["kind"]) == (3, "not-an-archive")
    assert sorted(articles.iterdir()) == before


@pytest.mark.usefixtures("ids")
def test_the_archive_can_be_chosen_by_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROADSHEET_ARCHIVE", str(tmp_path / "other"))
    assert run("stats").code == 2
    assert run("stats", "--archive", tmp_path / "home" / "archive").code == 0


# --- The reader without a terminal ------------------------------------------------------------------------------------


def test_the_reader_needs_a_terminal(run: Run) -> None:
    ran = run()
    assert ran.code == 2
    assert "terminal" in ran.err


def test_open_without_a_terminal_imports_and_says_how_to_read(run: Run, articles: Path) -> None:
    ran = run("open", articles)
    assert (ran.code, ran.out) == (0, "")
    assert "3 articles" in ran.err
    assert "terminal" in ran.err
    assert run("search", "swan").code == 0
    assert run("open", articles / "absent").code == 2


def test_demo_imports_the_sample_into_an_archive_of_its_own(run: Run, tmp_path: Path) -> None:
    assert run("demo").code == 0
    demo = tmp_path / "home" / "demo"
    assert run("stats", "--archive", demo, "--json").json["articles"] >= 28
    assert not (tmp_path / "home" / "archive").exists()
    assert "0 added" in run("demo").err


def test_interrupted(run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.commands.add.print_import", interrupt)
    ran = run("add", articles)
    assert ran.code == 130
    assert "Interrupted" in ran.err


@pytest.mark.usefixtures("ids")
def test_export_writes_all_to_a_folder_and_salvage_makes_an_archive(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert run("export", str(folder)).out.startswith("3 articles, 3 originals, 3 versions, ")
    assert len(list((folder / "articles").rglob("*.md"))) == 3
    again = run("export", str(folder), "--json")
    assert (again.code, again.error["kind"]) == (2, "usage")
    found = run("export", str(tmp_path / "more"), "--json").json
    assert (found["articles"], found["originals"], found["damaged"]) == (3, 3, [])
    archive = str(tmp_path / "saved")
    ran = run("salvage", str(tmp_path / "home" / "archive"), archive, "--json")
    assert (ran.code, ran.json["articles"], ran.json["lost"]) == (0, 3, [])
    assert run("search", "swan", "--archive", archive).code == 0
    (tmp_path / "cut").mkdir()
    store = (tmp_path / "saved" / "archive.sqlite").read_bytes()
    (tmp_path / "cut" / "archive.sqlite").write_bytes(store[: len(store) // 2])
    said = run("salvage", str(tmp_path / "cut"), str(tmp_path / "rest"))
    assert said.code in (1, 3) and "Traceback" not in said.out + said.err
