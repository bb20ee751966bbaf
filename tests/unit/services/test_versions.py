"""Editions and versions of an article, what was changed between them, and how the command line tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.comparison.reuse.sentence_pairs import rewording
from index.comparison.reuse.word_changes import changes
from index.errors import UnknownArticle, UsageError
from index.model import Article, Edition, PartialDate
from tests.copied_texts import text_of
from tests.indexing import article
from tui.cli.main import main
from tui.rendering.comparison.changes import changed_rows, counts_label, kind_of, laid_out
from tui.rendering.lists.versions import days_label, first_change, steps_label, versions_label

WEIR = (
    "The weir at Sandholm was opened at dawn to let the meltwater through, said lock-keeper Aino Brask.",
    "Farmers on the left bank had driven their cattle to the ridge on Monday, as they do every spring.",
    "The mill stood a foot deep in water by noon, and its owner carried eleven sacks of rye upstairs.",
    "No house was harmed, the parish clerk wrote in the book that is kept at the bridge for such days.",
)
"""Sentences that stand in all versions."""


def body(*more: str, replaced: dict[str, str] | None = None) -> str:
    text = " ".join((*WEIR, *more))
    for old, new in (replaced or {}).items():
        assert old in text
        text = text.replace(old, new)
    return text


SECOND = body(replaced={"eleven sacks": "nineteen sacks"})
THIRD = body("The road to Vik is closed.", replaced={"eleven sacks": "nineteen sacks", "at dawn ": ""})


def _text(text: str) -> Article:
    return article("one", text)


def fill(archive: Archive, *paths: Path) -> None:
    for _ in archive.add(paths):
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.md").write_text(text_of("Weir opened", "Sandholm Post", "2014-03-02", body()))
    (folder / "two.md").write_text(text_of("Weir opened", "Sandholm Post", "2014-03-03", SECOND))
    (folder / "three.md").write_text(text_of("Weir opened, road closed", "Sandholm Post", "2014-03-05", THIRD))
    (folder / "wire.md").write_text(text_of("Weir opened", "Coast Wire", "2014-03-03", body()))
    (folder / "else.md").write_text(text_of("Bread", "Sandholm Post", "2014-03-04", "The baker has a new oven."))
    return folder


@pytest.fixture
def archive(tmp_path: Path, folder: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        fill(opened, folder)
        yield opened


def ids(archive: Archive) -> dict[str, str]:
    return {Path(hit.path).stem: hit.id for hit in archive.search("", limit=20).hits}


# --- Editions ---------------------------------------------------------------------------------------------------------


def test_a_hit_tells_all_editions_of_its_article_also_those_that_were_not_found(archive: Archive) -> None:
    known = ids(archive)
    (hit,) = archive.search("road closed outlet:sandholm").hits
    assert [edition.id for edition in hit.editions] == [known[name] for name in ("one", "two", "three")]
    assert [str(edition.published) for edition in hit.editions] == ["2014-03-02", "2014-03-03", "2014-03-05"]
    assert hit.versions == ()
    assert hit.folded is None


def test_other_outlets_and_other_articles_are_no_editions(archive: Archive) -> None:
    hits = {Path(hit.path).stem: hit for hit in archive.search("", limit=20).hits}
    assert hits["wire"].editions == ()
    assert hits["else"].editions == ()
    assert sum(hit.folded is not None for hit in hits.values()) == 2
    assert archive.editions([hits["wire"].id, hits["one"].id]).keys() == {hits["one"].id}


def test_near_duplicates_of_near_duplicates_are_editions_too(archive: Archive, folder: Path) -> None:
    drift = body("The road to Vik is closed.", "A ferry runs at six and at nine in the evening.")
    kept = {sentence: f"{sentence.split()[0]} nobody knew more of it." for sentence in WEIR[:2]}
    (folder / "four.md").write_text(
        text_of("Weir closed", "Sandholm Post", "2014-03-07", body("The road to Vik is closed.", replaced=kept))
    )
    (folder / "three-b.md").write_text(text_of("Weir closed", "Sandholm Post", "2014-03-06", drift))
    fill(archive, folder)
    hits = archive.search('"weir opened" outlet:sandholm').hits
    days = {str(edition.published) for edition in hits[0].editions}
    assert {"2014-03-02", "2014-03-03", "2014-03-05", "2014-03-06"} <= days


# --- Versions ---------------------------------------------------------------------------------------------------------


def test_versions_are_the_editions_and_what_each_was_before_its_source_was_changed(
    archive: Archive, folder: Path
) -> None:
    known = ids(archive)
    (folder / "two.md").write_text(text_of("Weir opened", "Sandholm Post", "2014-03-03", SECOND + " It froze again."))
    fill(archive, folder)
    told = [(version.article, version.number, version.current) for version in archive.versions(known["one"][:10])]
    assert told == [
        (known["one"], 1, True),
        (known["two"], 1, False),
        (known["two"], 2, True),
        (known["three"], 1, True),
    ]
    found = archive.changes(f"{known['two']}@1", f"{known['two'][:12]}@2")
    assert [found.new.text[slice(*change.new)] for change in found.changes] == ["It froze again"]
    assert (found.old.version, found.new.version) == (1, 2)


def test_a_line_that_was_hidden_makes_no_version(archive: Archive, folder: Path) -> None:
    (folder / "else.md").write_text(
        text_of("Bread", "Sandholm Post", "2014-03-04", "The baker has a new oven.\n\nIt is of brick.")
    )
    fill(archive, folder)
    id = ids(archive)["else"]
    assert len(archive.versions(id)) == 2
    before = archive.article(id)
    archive.hide(id, before.text.index("It is of brick"))
    versions = archive.versions(id)
    assert [version.current for version in versions] == [True]
    assert versions[0].number == archive.article(id).version


def test_a_version_that_is_not_there_is_refused(archive: Archive) -> None:
    id = ids(archive)["one"]
    with pytest.raises(UnknownArticle):
        archive.changes(f"{id}@7", id)
    with pytest.raises(UsageError):
        archive.changes(f"{id}@x", id)


# --- What was changed -------------------------------------------------------------------------------------------------


def test_passages_are_kept_reworded_dropped_and_added(archive: Archive) -> None:
    known = ids(archive)
    found = archive.changes(known["two"], known["three"])
    assert [link.kind for link in found.links] == ["reworded", "verbatim", "verbatim", "verbatim"]
    first = found.links[0]
    assert [found.old.text[slice(*span)] for span in first.left_only] == ["at dawn"]
    assert first.right_only == ()
    assert [found.new.content.metadata.headline for _ in found.headline] == ["Weir opened, road closed"]
    layout = laid_out(found, whole=True)
    kinds = [kind_of(cell) for row in layout.rows for cell in row.cells if cell is not None]
    assert kinds.count("added") == 1
    assert kinds.count("reworded") == 4, "both sides of a headline and of a sentence"
    assert changed_rows(laid_out(found, whole=False)) == [0, 1, 2]
    assert counts_label(found) == "another headline, 1 reworded, 1 added"
    change = first_change(found)
    assert change is not None
    assert (change.kind, change.start) == ("reworded", 0)


def test_sentences_that_stand_elsewhere_were_moved() -> None:
    old, new = _text(" ".join(WEIR)), _text(" ".join((WEIR[1], WEIR[2], WEIR[3], WEIR[0])))
    _, links = rewording(old, new, changes(old.text, new.text))
    assert [(link.left.text, link.moved) for link in links] == [(s, s == WEIR[0]) for s in WEIR]
    assert all(link.left.text == link.right.text for link in links)


def test_nothing_in_common_is_dropped_and_added_and_an_empty_text_has_no_passages() -> None:
    old, new = _text("Snow fell."), _text("Pears are cheap this week in Vik.")
    sides, links = rewording(old, new, changes(old.text, new.text))
    assert links == ()
    assert [len(side) for side in sides] == [1, 1]
    assert rewording(_text(""), _text(""), ()) == (((), ()), ())


def test_the_first_change_is_also_one_that_was_dropped(archive: Archive) -> None:
    known = ids(archive)
    back = archive.changes(known["three"], known["two"])
    assert first_change(back) is not None
    gone = archive.changes(known["one"], known["one"])
    assert first_change(gone) is None
    assert steps_label(gone, first=False) == "the same words as on 2 Mar 2014"
    assert steps_label(back, first=False).endswith("since 5 Mar 2014, the headline too")


def test_days_are_said_one_by_one_or_from_the_first_to_the_last() -> None:
    def of(*days: str | None) -> list[Edition]:
        return [Edition(str(number), None, PartialDate.parse(day)) for number, day in enumerate(days)]

    assert days_label(of("2014-03-02", "2014-03-03", "2014-03-03T10:00")) == "2, 3 Mar 2014"
    assert days_label(of("2014-03-30", "2014-04-02")) == "30 Mar 2014 – 2 Apr 2014"
    assert days_label(of(None, "no day")) == ""
    unknown = "▸ 2 versions, order not known"
    assert versions_label(of(None, None), unfolded=False) == (unknown, unknown)
    assert versions_label(of("2014-03-02", "2014-03-03"), unfolded=True) == ("▾ 2 versions", "▾ 2 versions")
    assert versions_label([], unfolded=False) == ("", "")


# --- The command line -------------------------------------------------------------------------------------------------


def run(archive: Archive, *words: str) -> int:
    return main([*words, "--archive", str(archive.path)])


def test_search_prints_one_row_with_its_versions(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    known = ids(archive)
    assert run(archive, "search", "weir", "outlet:sandholm") == 0
    out, err = capsys.readouterr()
    assert out.count("Sandholm Post") == 1
    assert f"3 versions: 2014-03-02 {known['one'][:8]}; 2014-03-03 {known['two'][:8]}; 2014-03-05" in out
    assert "3 articles" in err
    assert run(archive, "search", "weir", "outlet:sandholm", "--json") == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert [len(hit["editions"]) for hit in hits] == [3, 3, 3]
    assert hits[0]["editions"][0] == {"id": known["one"], "title": "Weir opened", "published": "2014-03-02"}


def test_changes_prints_each_step_or_one(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    known = ids(archive)
    assert run(archive, "changes", known["two"]) == 0
    out = capsys.readouterr().out
    assert "[−eleven−] sacks" in out
    assert "[+nineteen+] sacks" in out
    assert "≠ figure differs: eleven / nineteen" in out
    assert "headline: Weir opened" in out
    assert "[+road closed+]" in out
    assert "+ The road to Vik is closed." in out
    assert run(archive, "changes", known["two"], "2") == 0
    out = capsys.readouterr().out
    assert "nineteen" in out
    assert "Vik" not in out
    assert run(archive, "changes", known["two"], "4") == 2
    assert run(archive, "changes", known["else"]) == 1


def test_changes_as_json(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    known = ids(archive)
    assert run(archive, "changes", known["three"], "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [version["id"] for version in told["versions"]] == [known[name] for name in ("one", "two", "three")]
    last = told["steps"][-1]
    assert (last["old"], last["new"]) == ({"id": known["two"], "version": 1}, {"id": known["three"], "version": 1})
    assert [change["inserted"] for change in last["title"]] == ["road closed"]
    assert [passage["kind"] for passage in last["passages"]] == ["reworded", "added"]
    assert last["passages"][1]["old"] is None
    assert [passage["differs"] for passage in told["steps"][0]["passages"]] == [["figure"]]
