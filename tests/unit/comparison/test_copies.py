from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import index.services.copies.detection
from index.archive import Archive
from index.comparison.reuse.agencies import agency
from index.comparison.reuse.copy_kinds import kind
from index.comparison.reuse.fingerprints import WINDOW, Sketch
from index.comparison.reuse.shingles import SHINGLE
from index.comparison.reuse.word_changes import changes
from index.model import Article, PartialDate, Reuse, surely_before
from index.store.copies import EARLIEST
from tests.copied_texts import EDITED, OTHER, OWN, WIRE, text_of
from tests.indexing import article


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.md").write_text(text_of("Grid fails", "Haldon Herald", "2019-02-02", WIRE, OWN))
    (folder / "second.md").write_text(text_of("Grid fails again", "Haldon Herald", "2019-02-03", EDITED, OWN))
    (folder / "post.md").write_text(text_of("Grid fails", "Coast Post", "2019-02-04", WIRE, OWN))
    (folder / "piece.md").write_text(text_of("Night without light", "Dale Times", "2019-02-05", WIRE))
    (folder / "music.md").write_text(text_of("A prize", "Dale Times", "2019-02-05", OTHER))
    with Archive.open(tmp_path / "archive") as opened:
        for _ in opened.add([folder]):
            pass
        yield opened


def ids(archive: Archive) -> dict[str, str]:
    return {Path(hit.path).stem: hit.id for hit in archive.search("", limit=20).hits}


def by_name(archive: Archive, name: str) -> dict[str, Reuse]:
    known = ids(archive)
    names = {id: name for name, id in known.items()}
    return {names[reuse.other]: reuse for reuse in archive.reuse(known[name])}


def test_an_article_tells_who_has_its_text_and_who_was_first(archive: Archive) -> None:
    found = by_name(archive, "first")
    assert {name: reuse.kind for name, reuse in found.items()} == {
        "second": "near-duplicate",
        "post": "wire copy",
        "piece": "cut",
    }
    assert all(reuse.first == reuse.article for reuse in found.values())
    assert found["post"].share == found["post"].other_share == 1.0
    assert archive.reuse(ids(archive)["music"]) == ()


def test_the_spans_are_the_same_words_in_both_texts(archive: Archive) -> None:
    for reuse in archive.reuse(ids(archive)["second"]):
        one, other = archive.article(reuse.article).text, archive.article(reuse.other).text
        assert reuse.spans
        for left, right in reuse.spans:
            assert one[slice(*left)] == other[slice(*right)]


def test_the_archive_lists_every_pair_once_the_first_one_first(archive: Archive) -> None:
    known = ids(archive)
    pairs = {(reuse.article, reuse.other) for reuse in archive.reuse()}
    assert len(pairs) == len(archive.reuse()) == 6
    assert (known["first"], known["post"]) in pairs
    assert (known["second"], known["piece"]) in pairs


def test_the_archive_lists_texts_with_all_who_ran_them(archive: Archive) -> None:
    known = ids(archive)
    (group, *_), total = archive.reuse_groups()
    assert [each.article for each in group.copies] == [known["first"], known["second"], known["post"]]
    assert (group.source, group.first, group.guess) == (known["first"], known["first"], "published first")
    assert [(each.article, each.role) for each in group.parts] == [(known["piece"], "cut")]
    assert group.outlets == ("Haldon Herald", "Coast Post", "Dale Times")
    assert total == 1
    assert archive.reuse_groups(known["piece"]) == ((group,), 1)
    assert archive.reuse_groups(known["music"]) == ((), 0)
    assert archive.reuse_groups(limit=0) == ((), 1)


def test_a_group_names_the_agency_and_takes_its_own_article_for_the_source(tmp_path: Path) -> None:
    folder = tmp_path / "wires"
    folder.mkdir()
    (folder / "post.md").write_text(text_of("Power cut", "Coast Post", "2019-02-02", f"HALDON (Reuters) - {WIRE}"))
    (folder / "wire.md").write_text(text_of("Grid fails", "Reuters", "2019-02-02T10:00", WIRE))
    (folder / "late.md").write_text(text_of("Grid fails", "Dale Times", "2019-02-09", f"{WIRE} {OWN}"))
    with Archive.open(tmp_path / "wire-archive") as opened:
        for _ in opened.add([folder]):
            pass
        known = ids(opened)
        ((group,), _) = opened.reuse_groups()
        assert (group.agency, group.source, group.guess) == ("Reuters", known["wire"], "agency")
        assert {reuse.agency for reuse in opened.reuse()} == {"Reuters"}
        assert {reuse.kind for reuse in opened.reuse()} == {"wire copy"}


@pytest.fixture
def widespread(tmp_path: Path) -> Iterator[Archive]:
    """An archive in which very many have one text, in three imports."""
    with Archive.open(tmp_path / "widespread") as opened:
        for start in (0, 50, 60):
            folder = tmp_path / f"from{start}"
            folder.mkdir()
            for n in range(start, {0: 50, 50: 60, 60: 130}[start]):
                day = f"2019-02-{n % 28 + 1:02}"
                own = " ".join(f"own{n}word{place}" for place in range(12))
                (folder / f"a{n}.md").write_text(text_of(f"Grid {n}", f"Paper {n}", day, WIRE, OWN, own))
            for _ in opened.add([folder]):
                pass
        yield opened


def test_however_many_have_a_text_it_is_one_group_and_each_is_compared_with_a_few(widespread: Archive) -> None:
    ((group,), total) = widespread.reuse_groups()
    assert total == 1
    assert len(group.copies) == 130
    assert not group.parts
    assert 130 < len(widespread.reuse()) <= 130 * EARLIEST
    hits = widespread.search("", limit=200).hits
    assert {len(widespread.reuse(hit.id)) for hit in hits[:3]} == {129}
    assert {hit.copies for hit in hits} == {129}
    assert {len(archived.copies) for (archived,) in [widespread.reuse_groups(hit.id)[0] for hit in hits[:3]]} == {130}


def test_those_that_copied_text_led_to_may_be_gone(widespread: Archive, tmp_path: Path) -> None:
    with sqlite3.connect(widespread.path / "archive.sqlite") as db:
        earliest = [row[0] for row in db.execute("SELECT article FROM sketches ORDER BY number LIMIT 10")]
    db.close()
    widespread.remove(earliest)
    (tmp_path / "late.md").write_text(text_of("Grid", "Late Paper", "2020-01-01", WIRE, OWN))
    for _ in widespread.add([tmp_path / "late.md"]):
        pass
    late = widespread.search('outlet:"late paper"').hits[0].id
    assert len(widespread.reuse(late)) == 120
    ((group,), _) = widespread.reuse_groups(late)
    assert len(group.copies) == 121


def test_versions_of_one_outlet_fold_and_copies_of_others_are_counted(archive: Archive) -> None:
    page = archive.search("transformer", limit=20)
    hits = {Path(hit.path).stem: hit for hit in page.hits}
    folded = [name for name, hit in hits.items() if hit.folded is not None]
    assert page.total == len(page.hits) == 4
    assert len(folded) == 1
    assert folded[0] in ("first", "second")
    head = "first" if folded == ["second"] else "second"
    assert hits[head].versions == (hits[folded[0]].id,)
    assert hits[folded[0]].folded == hits[head].id
    assert hits["post"].folded is None
    assert hits["post"].versions == ()
    assert hits["post"].copies == 2


def test_what_is_removed_or_changed_is_no_copy_any_more(archive: Archive, tmp_path: Path) -> None:
    known = ids(archive)
    archive.remove([known["post"]])
    assert "post" not in by_name(archive, "first")
    path = tmp_path / "articles" / "piece.md"
    path.write_text(text_of("Night without light", "Dale Times", "2019-02-05", OWN + " " + OTHER))
    for _ in archive.add([path]):
        pass
    again = by_name(archive, "piece")
    assert {name: reuse.kind for name, reuse in again.items()} == {
        "first": "embedded",
        "second": "embedded",
        "music": "cut",
    }


def test_articles_that_come_one_by_one_have_the_copies_of_those_that_come_together(
    archive: Archive, tmp_path: Path
) -> None:
    def told(one: Archive) -> set[tuple[frozenset[str], str, int]]:
        names = {id: name for name, id in ids(one).items()}
        return {(frozenset((names[r.article], names[r.other])), r.kind, r.words) for r in one.reuse()}

    with Archive.open(tmp_path / "slowly") as slowly:
        for path in sorted((tmp_path / "articles").iterdir(), reverse=True):
            for _ in slowly.add([path]):
                pass
        assert {pair for pair, _, _ in told(slowly)} == {pair for pair, _, _ in told(archive)}


def test_what_an_import_left_out_is_looked_at_when_it_is_asked_for(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = archive.reuse()
    file = archive.path / "archive.sqlite"
    with sqlite3.connect(file) as db:
        for table in ("copies", "sketches", "fingerprints"):
            db.execute(f"DELETE FROM {table}")
    db.close()
    assert archive.search("transformer").hits[0].copies == 0
    monkeypatch.setattr(index.services.copies.detection, "_AT_ONCE", 2)
    assert {(r.words, r.kind) for r in archive.reuse()} == {(r.words, r.kind) for r in expected}


def test_what_was_changed_is_reported_word_by_word(archive: Archive) -> None:
    known = ids(archive)
    found = archive.changes(known["first"], known["second"])
    [change] = found.changes
    assert found.old.text[slice(*change.old)] == "forty thousand"
    assert found.new.text[slice(*change.new)] == "nearly 38,000"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("the mill burned", "the mill burned", []),
        ("the mill burned", "the old mill burned", [("", "old")]),
        ("the old mill burned", "the mill burned", [("old", "")]),
        ("", "the mill", [("", "the mill")]),
        ("the mill burned down", "the mill burned", [("down", "")]),
        ("", "", []),
    ],
)
def test_changes(old: str, new: str, told: list[tuple[str, str]]) -> None:
    assert [(old[slice(*c.old)], new[slice(*c.new)]) for c in changes(old, new)] == told


def test_long_texts_without_a_word_in_common_are_compared_by_paragraphs() -> None:
    old, new = (f"same start\n\n{' '.join(f'{letter}{n}' for n in range(7000))}\n\nsame end" for letter in "xy")
    [change] = changes(old, new)
    assert old[slice(*change.old)].startswith("x0 x1")
    assert old[slice(*change.old)].endswith("x6999")


def test_a_run_as_long_as_the_window_promises_leaves_a_common_fingerprint() -> None:
    run = " ".join(f"word{n}" for n in range(SHINGLE + WINDOW - 1))
    for before in range(30):
        one = " ".join([*(f"left{n}" for n in range(before)), run, *(f"on{n}" for n in range(20))])
        other = " ".join([*(f"right{n}" for n in range(40)), run])
        shared = set(Sketch(one).fingerprints.tolist()) & set(Sketch(other).fingerprints.tolist())
        assert shared


def test_texts_too_short_for_a_fingerprint_share_nothing() -> None:
    assert Sketch("").shared(Sketch("a few words")) is None
    assert Sketch("a few words").shared(Sketch("a few words")) is None


def test_kinds() -> None:
    same = ("Herald", "herald")
    assert kind((0.9, 0.95), same, ("a", "b")) == "near-duplicate"
    assert kind((0.9, 0.95), (None, "Herald"), ("Mill  burns", "mill burns")) == "near-duplicate"
    assert kind((0.9, 0.95), (None, "Herald"), ("Mill burns", "Other")) == "wire copy"
    assert kind((0.9, 0.95), ("Post", "Herald"), ("a", "a")) == "wire copy"
    assert kind((0.4, 0.7), ("Post", "Herald"), ("a", "b"), "Reuters") == "wire copy"
    assert kind((0.4, 0.9), ("Post", "Herald"), ("a", "b")) == "cut"
    assert kind((0.3, 0.4), same, ("a", "b")) == "embedded"


def test_who_was_first() -> None:
    def earlier(one: str | None, other: str | None) -> tuple[bool, bool]:
        dates = PartialDate.parse(one), PartialDate.parse(other)
        return surely_before(dates[0], dates[1]), surely_before(dates[1], dates[0])

    assert earlier("2019-02-02", "2019-02-03") == (True, False)
    assert earlier("2019-02-03T10:00", "2019-02-02") == (False, True)
    assert earlier("2019-02-02", "2019-02-02T10:00") == (False, False)
    assert earlier("2019-02-02T11:00", "2019-02-02T10:00") == (False, True)
    assert earlier("2019-02-02T11:00+02:00", "2019-02-02T10:00+00:00") == (True, False)
    assert earlier("2019-02", "2019-02-02") == (False, False)
    assert earlier(None, "2019-02-02") == (False, False)


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (article("a", "HALDON (Reuters) - A transformer burned."), "Reuters"),
        (article("a", "A transformer burned. (AP)"), "AP"),
        (article("a", "A transformer burned.", author="Associated Press"), "AP"),
        (article("a", "A transformer burned.", author="Ida Brand, AFP"), "AFP"),
        (article("a", "A transformer burned, the operator told Reuters on Monday at the site of the plant."), None),
        (article("a", "A map of the APART project.", author="Ann Idle"), None),
    ],
)
def test_agencies_are_named_where_they_are_credited(made: Article, named: str | None) -> None:
    assert agency(made) == named


def test_how_far_the_search_for_copies_is_goes_forward_and_can_be_stopped(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {(r.words, r.kind) for r in archive.reuse()}
    monkeypatch.setattr(index.services.copies.detection, "_AT_ONCE", 2)
    monkeypatch.setattr(index.services.copies.detection, "_READ_AT_ONCE", 1)
    with Archive.open(tmp_path / "again") as again:
        steps = again.add([tmp_path / "articles"])
        told = next(step for step in steps if step.stage == "tracing" and step.done == 3)
        assert told.total == 5
        # As when it is interrupted: two were committed, the next two are not left half done.
        del steps
        with again._store.reading() as reader:
            assert len(reader.copies.untraced()) == 3
    with Archive.open(tmp_path / "again") as again:
        assert {(r.words, r.kind) for r in again.reuse()} == expected
    with Archive.open(tmp_path / "third") as third:
        tracing = [step for step in third.add([tmp_path / "articles"]) if step.stage == "tracing"]
        assert [step.done for step in tracing] == sorted(step.done for step in tracing)
        assert {step.total for step in tracing} == {5}
        assert (tracing[0].done, tracing[-1].done) == (0, 5)
