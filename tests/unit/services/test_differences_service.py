"""The differences of a story or of chosen articles: which are compared, what is cached, and how they are settled."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from index.archive import Archive
from index.comparison.background import TermWeights
from index.comparison.differences import pairwise
from index.comparison.differences.reading import Reading
from index.errors import Cancelled, UnknownArticle, UsageError
from index.model import READER, Difference, SettledAs, StoryDifferences
from index.services.differences import chosen_articles, service
from index.store.caches import differences as difference_cache

REST = (
    "The barge Morwenna struck the pier of Sallow Lock on Tuesday morning. "
    "The lock keeper, Ines Tarrow, closed the gates and called the river police. "
    "Divers searched the basin until dusk."
)


def text(hurt: str, *more: str) -> str:
    return " ".join([f"{hurt} passengers were injured when the barge hit Sallow Lock.", REST, *more])


def add(archive: Archive, name: str, body: str, day: str = "2023-05-02", **about: str) -> str:
    record = {
        "id": name,
        "title": "Barge hits Sallow Lock",
        "text": body,
        "outlet": f"The {name}",
        "date": day,
        **about,
    }
    path = archive.path.parent / f"{name}.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    *_, last = archive.add([path])
    assert last.report is not None
    return last.report.articles[0].id


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        yield opened


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The pairs of articles that were compared, not read from the cache."""
    found: list[tuple[str, str]] = []
    original = pairwise.differences

    def noted(left: Reading, right: Reading, weights: TermWeights, check: Callable[[], None]) -> Sequence[Difference]:
        found.append((left.article.id, right.article.id))
        return original(left, right, weights, check)

    monkeypatch.setattr(pairwise, "differences", noted)
    return found


def values(found: StoryDifferences) -> list[list[tuple[str, int]]]:
    return [[(value.value.split()[0].casefold(), value.texts) for value in fact.values] for fact in found.facts]


# --- Which articles ---------------------------------------------------------------------------------------------------


def test_the_articles_of_a_story_are_compared_each_with_each(archive: Archive, compared: list[tuple[str, str]]) -> None:
    late = add(archive, "Late", text("Nine"), "2023-05-04")
    early = add(archive, "Early", text("Seven"), "2023-05-02")
    middle = add(archive, "Middle", text("Seven", "Nobody drowned."), "2023-05-03")
    found = archive.differences(late)
    assert [article.id for article in found.articles] == [early, middle, late]
    assert compared == [(early, middle), (early, late), (middle, late)]
    assert found.title == "Barge hits Sallow Lock"
    story = archive.story_of(early)
    assert story is not None and archive.differences(story.id) == found
    (fact,) = found.facts
    assert fact.kind == "figure"
    assert {stated.article for value in fact.values for stated in value.stated} == {late, early, middle}


def test_chosen_articles_are_compared_and_no_others(archive: Archive) -> None:
    ids = [add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven"), ("Three", "Four"))]
    found = archive.differences(ids[:2])
    assert {article.id for article in found.articles} == set(ids[:2])
    assert found.title == ""
    assert archive.differences([f"{ids[0]}:0-10", ids[1], ids[1]]) == found


def test_every_linked_pair_of_passages_with_both_values_is_marked_from_the_cache_too(
    archive: Archive, compared: list[tuple[str, str]]
) -> None:
    again = "Divers in the basin say the {} passengers who were injured when the barge hit Sallow Lock are in hospital."
    ids = [
        add(archive, name, text(hurt, again.format(hurt.lower()))) for name, hurt in (("One", "Nine"), ("Two", "Seven"))
    ]
    first = archive.compare(ids)
    marks = [
        len(link.conflicts) for link in first.links if "injured" in link.left.text and "injured" in link.right.text
    ]
    assert len(marks) > 1 and set(marks) == {1}
    assert archive.compare(ids) == first
    assert len(compared) == 1


def test_two_articles_are_needed(archive: Archive) -> None:
    one = add(archive, "One", text("Nine"))
    for asked in ([one], [one, one], []):
        with pytest.raises(UsageError, match="two articles"):
            archive.differences(asked)
    alone = archive.differences(one)
    assert (len(alone.articles), alone.facts) == (1, ())
    with pytest.raises(UnknownArticle):
        archive.differences([one, "zzzz"])


def test_copies_are_one_text(archive: Archive) -> None:
    body = text("Nine", "The barge was on its way from Tolmen to the sea with a load of gravel and two horses.")
    ids = [add(archive, name, body) for name in ("One", "Two", "Three")]
    other = add(
        archive, "Four", "Seven passengers were injured when the barge hit Sallow Lock. A witness spoke of thunder."
    )
    found = archive.differences([*ids, other])
    assert found.texts == 2
    assert sorted(map(len, found.groups)) == [1, 3]
    assert values(found) == [[("nine", 1), ("seven", 1)]]
    assert [len(value.stated) for value in found.facts[0].values] == [3, 1]


def test_articles_in_different_languages_are_not_compared_by_words(
    archive: Archive, compared: list[tuple[str, str]]
) -> None:
    one = add(archive, "One", text("Nine"), language="en")
    german = "Neun Fahrgäste wurden verletzt, als das Schiff gegen die Schleuse stieß. Die Polizei ermittelt nun."
    two = add(archive, "Zwei", german, language="de")
    found = archive.differences([one, two])
    assert (compared, found.facts) == ([], ())
    assert "languages" in found.note
    assert archive.differences([one, add(archive, "Three", text("Six"), language="en")]).note == ""


@pytest.mark.parametrize(("most", "more"), [(3, 1), (4, 0)])
def test_of_many_the_most_central_are_compared_and_the_rest_counted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, most: int, more: int
) -> None:
    assert chosen_articles.MOST == 24
    monkeypatch.setattr(chosen_articles, "MOST", most)
    lines = (
        "Nine passengers of the barge were injured at Sallow Lock, says the keeper.",
        "At Sallow Lock the barge Morwenna hit the pier. Seven were injured.",
        "Police: barge at Sallow Lock had no pilot. The keeper saw four injured passengers.",
    )
    ids = [add(archive, f"N{number}", line) for number, line in enumerate(lines)]
    far = add(archive, "Far", "The council of Sallow talked about a new swimming bath. It will cost a lot of money.")
    found = archive.differences([far, *ids])
    assert found.more == more
    assert (far in {article.id for article in found.articles}) == (not more)
    assert {id for group in found.groups for id in group} == {article.id for article in found.articles}


def test_of_a_text_one_copy_is_compared_before_all_others(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen_articles, "MOST", 2)
    body = text("Nine", "The barge was on its way from Tolmen to the sea with a load of gravel and two horses.")
    copies = [add(archive, name, body) for name in ("One", "Two", "Three")]
    other = add(archive, "Four", "Seven passengers were injured at Sallow Lock. A barge struck it. Gravel was lost.")
    found = {article.id for article in archive.differences([*copies, other]).articles}
    assert other in found and len(found & set(copies)) == 1


def test_the_work_ends_when_it_is_cancelled(archive: Archive) -> None:
    ids = [add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven"))]
    with pytest.raises(Cancelled):
        archive.differences(ids, cancelled=lambda: True)


# --- What is cached ---------------------------------------------------------------------------------------------------


def test_a_pair_is_compared_once_and_a_new_article_with_the_others_only(
    archive: Archive, compared: list[tuple[str, str]]
) -> None:
    one, two = (add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven")))
    first = archive.differences([one, two])
    assert archive.differences([one, two]) == first
    assert archive.differences([two, one]) == first
    assert len(compared) == 1
    three = add(archive, "Three", text("Four"), "2023-05-09")
    archive.differences([one, two, three])
    assert [three in pair for pair in compared] == [False, True, True]


def test_another_version_or_rule_is_compared_again(
    archive: Archive, compared: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven")))
    archive.differences([one, two])
    add(archive, "One", text("Eight"))
    archive.differences([one, two])
    assert len(compared) == 2
    monkeypatch.setattr(service, "_rules", lambda: "others")
    archive.differences([one, two])
    assert len(compared) == 3


def test_the_cache_can_be_deleted_and_damaged(archive: Archive, compared: list[tuple[str, str]]) -> None:
    one, two = (add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven")))
    first = archive.differences([one, two])
    path = archive.path / difference_cache.FILE
    assert path.stat().st_mode & 0o777 == 0o600
    for number, damage in enumerate([None, b"no database", b"SQLite format 3\0" + b"\xff" * 8000], start=2):
        if damage is None:
            path.unlink()
        else:
            path.write_bytes(damage)
        assert archive.differences([one, two]) == first
        assert len(compared) == number


@pytest.mark.parametrize(
    ("column", "to"),
    [
        ("$[0].left.span", "[0, 999999]"),
        ("$[0].left.span", "[9, 9]"),
        ("$[0].left.sentence", "[-4, 9]"),
        ("$[0].left.version", "7"),
        ("$[0].left.field", '"body"'),
        ("$[0].left.article", '"zzz"'),
        ("$[0].kind", '"colour"'),
        ("$[0].claim", '"proven"'),
        ("$[0].left.unknown", "1"),
        ("$", "7"),
    ],
)
def test_a_cache_that_makes_no_sense_is_not_believed(archive: Archive, column: str, to: str) -> None:
    one, two = (add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven")))
    first = archive.differences([one, two])
    assert first.facts
    with closing(sqlite3.connect(archive.path / difference_cache.FILE)) as db, db:
        db.execute("UPDATE pairs SET differences = json_set(differences, ?, json(?))", (column, to))
    assert archive.differences([one, two]) == first


def test_words_are_read_from_the_articles_not_from_the_cache(archive: Archive) -> None:
    one, two = (add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven")))
    first = archive.differences([one, two])
    with closing(sqlite3.connect(archive.path / difference_cache.FILE)) as db, db:
        kept = db.execute("SELECT differences FROM pairs").fetchone()[0]
        assert kept.count('"sentence_text":""') == kept.count('"text":""') == 2
        db.execute("UPDATE pairs SET differences = json_set(differences, '$[0].left.text', 'Ninety')")
    assert archive.differences([one, two]) == first


def test_the_latest_pairs_are_kept(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert difference_cache._MOST == 100_000
    monkeypatch.setattr(difference_cache, "_MOST", 2)
    archive.differences([add(archive, name, text(hurt)) for name, hurt in (("A", "Nine"), ("B", "Six"), ("C", "Two"))])
    with closing(sqlite3.connect(archive.path / difference_cache.FILE)) as db:
        assert [number for (number,) in db.execute("SELECT number FROM pairs")] == [2, 3]


def test_nothing_is_kept_of_an_article_that_was_removed(archive: Archive) -> None:
    one, two = (add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven")))
    archive.settle(archive.differences([one, two]).facts[0], "same")
    archive.remove([one])
    assert not (archive.path / difference_cache.FILE).exists()
    with closing(sqlite3.connect(archive.path / "archive.sqlite")) as db:
        assert db.execute("SELECT count(*) FROM settlements").fetchone() == (0,)


# --- Settled ones -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", ["same", "unrelated", "update", "differs", "conflict"])
def test_a_decision_is_kept_for_whoever_opens_the_archive(archive: Archive, verdict: SettledAs) -> None:
    ids = [add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven"))]
    (fact,) = archive.differences(ids).facts
    archive.settle(fact.differences[0], verdict, "  both\x1b[31m name\nthe list ")
    with Archive.open(archive.path) as again:
        settled = again.differences(ids[::-1]).facts[0].differences[0].settled
        assert settled is not None
        assert (settled.verdict, settled.by, settled.reason) == (verdict, READER, "both\u241b[31m name the list")
        assert settled.made[:4].isdigit()
        again.unsettle(again.differences(ids).facts[0])
    assert archive.differences(ids).facts == (fact,)


def test_a_fact_is_settled_with_all_its_differences_at_once(archive: Archive) -> None:
    ids = [add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven"), ("Three", "Four"))]
    (fact,) = archive.differences(ids).facts
    before = archive.generation()
    archive.settle(fact, "unrelated")
    assert archive.generation() == before + 1
    assert all(each.settled is not None for each in archive.differences(ids).facts)
    archive.settle(fact, "update", "the later count")
    (settled,) = archive.differences(ids).facts
    assert (settled.claim, settled.key) == ("update", fact.key)


def test_a_long_reason_is_cut(archive: Archive) -> None:
    ids = [add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven"))]
    archive.settle(archive.differences(ids).facts[0], "same", "x" * 501)
    settled = archive.differences(ids).facts[0].settled
    assert settled is not None and settled.reason == "x" * 500


def test_a_decision_outlives_a_cleaning_that_leaves_the_text_as_it_is(archive: Archive) -> None:
    ids = [add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven"))]
    archive.settle(archive.differences(ids).facts[0], "same")
    add(archive, "One", text("Nine"), author="Ada Quill")
    assert archive.article(ids[0]).version == 2
    (fact,) = archive.differences(ids).facts
    assert fact.settled is not None
    archive.unsettle(fact)
    assert archive.differences(ids).facts[0].settled is None
    archive.settle(archive.differences(ids).facts[0], "same")
    add(archive, "One", text("Eight"))
    assert archive.article(ids[0]).version == 3
    assert [fact.settled for fact in archive.differences(ids).facts] == [None]


def test_a_decision_that_makes_no_sense_is_not_read(archive: Archive) -> None:
    ids = [add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven"))]
    archive.settle(archive.differences(ids).facts[0], "same")
    with closing(sqlite3.connect(archive.path / "archive.sqlite")) as db:
        for column, value in (("verdict", "true"), ("kind", "colour"), ("one_field", "body")):
            with db:
                (before,) = db.execute(f"SELECT {column} FROM settlements").fetchone()
                db.execute(f"UPDATE settlements SET {column} = ?", (value,))
            assert archive.differences(ids).facts[0].settled is None
            with db:
                db.execute(f"UPDATE settlements SET {column} = ?", (before,))
    assert archive.differences(ids).facts[0].settled is not None


# --- Time -------------------------------------------------------------------------------------------------------------


def test_a_story_of_twenty_articles_takes_a_second_at_first_and_then_a_tenth(archive: Archive) -> None:
    names = ("Arlo", "Bess", "Cato", "Dela", "Egon", "Fenn", "Gita", "Hale", "Isko", "Jory")
    sentences = [
        f"{name} Tarrow of the {job} said that {what} near the {place} before the barge came in."
        + (f" There were {n} of them on {n} May." if not n % 4 else "")
        for n, (name, job, what, place) in enumerate(
            product(names, ("pilots", "divers"), ("the gates were open", "nobody kept watch"), ("basin",)), 2
        )
    ]
    ids = [add(archive, f"N{n}", text(str(n + 3), *sentences[n : n + 36 : 1 + n % 2])) for n in range(20)]
    start = time.process_time()
    cold = archive.differences(ids)
    middle = time.process_time()
    assert archive.differences(ids) == cold
    end = time.process_time()
    # Three times what is promised, for a machine that is busy: tests/speed measures it.
    assert middle - start < 3
    assert end - middle < 0.3


# --- Limits -----------------------------------------------------------------------------------------------------------


def test_the_central_articles_are_chosen_among_the_earliest_hundred_and_twenty(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chosen_articles._WEIGHED == 120
    monkeypatch.setattr(chosen_articles, "MOST", 2)
    monkeypatch.setattr(chosen_articles, "_WEIGHED", 2)
    bodies = ("Seven swans are in the harbour.", "A council met in Tolmen.", text("Nine"), text("Four", "It rained."))
    ids = [add(archive, f"N{n}", body, f"2023-05-0{n + 1}") for n, body in enumerate(bodies)]
    found = archive.differences(ids)
    assert ([article.id for article in found.articles], found.more) == (ids[:2], 2)


def test_copies_of_a_third_article_are_one_text(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    body = text("Nine", "The barge was on its way from Tolmen to the sea with a load of gravel and two horses.")
    ids = [add(archive, name, body) for name in ("One", "Two", "Three")]
    with closing(sqlite3.connect(archive.path / "archive.sqlite")) as db, db:
        db.execute("DELETE FROM copies WHERE ? IN (one, other) AND ? IN (one, other)", (ids[0], ids[1]))
    assert archive.differences(ids[:2]).texts == 1


@pytest.mark.parametrize(("spare", "compared"), [(0, 2), (-1, 1)])
def test_texts_as_long_as_books_are_left_out_and_counted(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, spare: int, compared: int
) -> None:
    assert chosen_articles._LONGEST == 200_000
    ids = [add(archive, name, text(hurt)) for name, hurt in (("One", "Nine"), ("Two", "Seven"))]
    long = add(archive, "Book", text("Eight", "It rained. " * 9))
    monkeypatch.setattr(chosen_articles, "_LONGEST", len(archive.article(long).text) + spare)
    found = archive.differences([ids[0], ids[1], long])
    assert (len(found.articles), found.more) == (1 + compared, 0)
    assert ("1 left out" in found.note) == (compared == 1)
    assert found.note.isascii()


def test_hostile_articles_are_compared_like_others(archive: Archive) -> None:
    bodies = [
        "\u202eNine\u202c people were injured \x1b]52;c;x\x07 at the lock. " + "9" * 5000 + " people. <b>" + "(" * 900,
        "Seven people were injured at the lock. " + "one hundred " * 900 + "\u0000\ufffe people",
        "A\n\n" + "Ten people\n\n" * 300,
        "\u202e" * 400 + "Late again. " + "." * 400,
        "1 2 3 4 5 6 7 8 9 10 " * 300,
    ]
    ids = [add(archive, f"N{n}", body) for n, body in enumerate(bodies)]
    start = time.process_time()
    found = archive.differences(ids)
    assert time.process_time() - start < 20
    for fact in found.facts:
        for value in fact.values:
            for each in value.stated:
                words = archive.article(each.article).field(each.field)
                assert words[slice(*each.span)] == each.text and each.sentence[0] <= each.span[0]
