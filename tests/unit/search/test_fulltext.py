from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from index.errors import ArchiveDamaged, Cancelled, QueryTooCostly
from index.model import Article, Facet
from index.query import limits
from index.search import full_text
from index.search.full_text import FullText
from index.search.whoosh_engine import generation_watch
from index.search.whoosh_engine.segments import contents as tables
from tests.indexing import Shelf, article, opened

ARTICLES = (
    article("a1", "The council discussed public housing all night.", headline="Council talks", published="2017-06-06"),
    article("a2", "She bought a house by the harbour in May.", headline="Houses", published="2018-01-02T10:53"),
    article("a3", "The US asked for a final battle plan.", headline="Plans", outlet="Harbour Post", author="Mia Wren"),
    article(
        "a4", "Café owners met. The battle was final.", published="2019-02-28", outlet="Tribune", tags=("to read",)
    ),
    article("a5", "Carpets for every car.", headline="Carpet sale", published="2019-03-01", outlet="Tribune"),
    article("a6", "His car broke down.", deck="A carmaker answers", published="2016-12-31", tags=("cars", "to read")),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "fulltext", ARTICLES[:2], ARTICLES[2:])


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("houses", {"a1", "a2"}),
        ("US", {"a3"}),
        ("May", {"a2"}),
        ("cafe", {"a4"}),
        ('"final battle"', {"a3"}),
        ("final battle", {"a3", "a4"}),
        ("final -plan", {"a4"}),
        ("-the", {"a5", "a6"}),
        ("car OR harbour", {"a2", "a3", "a5", "a6"}),
        ("title:houses", {"a2"}),
        ("outlet:harbour", {"a3"}),
        ('outlet:"harbour post"', {"a3"}),
        ("author:wren", {"a3"}),
        ('tag:"to read"', {"a4", "a6"}),
        ("tag:read", set()),
        ("path:a5", {"a5"}),
        ("date:2017", {"a1"}),
        ("date:2019-02-28", {"a4"}),
        ("date:2017-06..2019-02", {"a1", "a2", "a4"}),
        ("date:..2017-06", {"a1", "a6"}),
        ("date:2019..", {"a4", "a5"}),
        ("-date:1900..", {"a3"}),
        ("answers", {"a6"}),
        ("carm*", {"a6"}),
        ("car*", {"a5", "a6"}),
        ("outlet:trib*", {"a4", "a5"}),
        ("&", set()),
    ],
)
def test_what_is_found(shelf: Shelf, query: str, ids: set[str]) -> None:
    assert set(shelf.ids(query)) == ids


def test_words_match_as_they_are_written_while_typed(shelf: Shelf) -> None:
    assert shelf.ids("housin") == []
    assert set(shelf.ids("housin", as_typed=True)) == {"a1", "a2"}
    assert shelf.ids("housin ", as_typed=True) == []


@pytest.mark.parametrize("typed", ["car", "carp"])
def test_whole_words_come_before_those_that_only_begin_so(tmp_path: Path, typed: str) -> None:
    shelf = Shelf(
        tmp_path / "f",
        [
            article("x1", "Carpeted, carpeting and carport " * 9, headline="Carpenters, carpets"),
            article("x2", f"There was once {typed} on this long and winding road through the hills."),
        ],
    )
    assert shelf.ids(typed, as_typed=True) == ["x2", "x1"]


def test_prefixes_are_ranked(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "f", [article("x1", "Carpets on the wall."), article("x2", "Carpets, carports.")])
    hits = shelf.index.search("carp", shelf.load, as_typed=True).hits
    assert [hit.id for hit in hits] == ["x2", "x1"]
    assert hits[0].score > hits[1].score > 0


def test_a_quoted_outlet_is_the_one_called_so(tmp_path: Path) -> None:
    names = ("Tribune", "Coast Tribune", "The Coast Tribune Weekly")
    shelf = Shelf(tmp_path / "f", [article(f"x{i}", "News.", outlet=name) for i, name in enumerate(names)])
    assert shelf.ids('outlet:"tribune"') == ["x0"]
    assert shelf.ids('outlet:"Coast Tribune"') == ["x1"]
    assert shelf.ids('outlet:"tribune weekly"') == ["x2"]
    assert shelf.ids("outlet:tribune") == ["x0", "x1", "x2"]
    assert shelf.ids('-outlet:"Tribune"') == ["x1", "x2"]


def test_an_empty_query_lists_everything_newest_first(shelf: Shelf) -> None:
    assert shelf.ids("") == ["a5", "a4", "a2", "a1", "a6", "a3"]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("newest", ["a5", "a4", "a2", "a1", "a6", "a3"]),
        ("oldest", ["a6", "a1", "a2", "a4", "a5", "a3"]),
        ("outlet", ["a3", "a5", "a4", "a2", "a1", "a6"]),
        ("length", ["a2", "a3", "a4", "a1", "a5", "a6"]),
    ],
)
def test_orders(shelf: Shelf, sort: str, ids: list[str]) -> None:
    page = shelf.index.search("", shelf.load, sort=sort)  # type: ignore[arg-type]  # a parameter of the test
    assert [hit.id for hit in page.hits] == ids


def test_equal_scores_are_ordered_by_date_then_id(tmp_path: Path) -> None:
    same = [article(f"x{i}", "One and the same.", published=f"2020-01-0{1 + i % 2}") for i in range(6)]
    assert Shelf(tmp_path / "f", same[3:], same[:3]).ids("same") == ["x1", "x3", "x5", "x0", "x2", "x4"]


def test_the_headline_counts_more(tmp_path: Path) -> None:
    shelf = Shelf(
        tmp_path / "f",
        [
            article("x1", "A ferry sank near the pier today.", headline="News of the day"),
            article("x2", "News of the pier came in today.", headline="A ferry sank"),
        ],
    )
    assert shelf.ids("ferry") == ["x2", "x1"]


@pytest.mark.parametrize("typed", ["harbour bridge", "harbour bridge ", "bridge to the harbour"])
def test_words_near_each_other_come_first(tmp_path: Path, typed: str) -> None:
    far = "The harbour was quiet. Nobody came for a long while, and then at last all went over the old bridge."
    near = "Nobody came for a long while. The harbour bridge was quiet, and then at last all went over to the old."
    shelf = Shelf(tmp_path / "f", [article("x1", far), article("x2", near), article("x3", far)])
    assert shelf.ids(typed, as_typed=True)[0] == "x2"


@pytest.mark.parametrize("typed", ["To be or not to be", "to be or not to be ", "Ferry sinks", "ferry sinks off"])
def test_a_headline_that_is_typed_comes_first(tmp_path: Path, typed: str) -> None:
    much = "The ferry sinks off the pier, to be or not to be. " * 6
    shelf = Shelf(
        tmp_path / "f",
        [
            article("x1", much, headline="Ferry sinks off pier, or not to be"),
            article("x2", f"A word in passing. {'Nothing of note. ' * 30}", headline=typed),
            article("x3", much, headline="To be: ferry sinks off pier, or not"),
        ],
    )
    assert shelf.ids(typed, as_typed=True)[0] == "x2"


def test_what_is_new_does_not_come_first_unless_it_is_asked(tmp_path: Path) -> None:
    old = article("x1", "The ferry and the bridge.", headline="Ferry and bridge", published="1990-01-01")
    new = article("x2", f"The ferry. {'Not a word of it. ' * 20} The bridge.", published="2020-01-01")
    shelf = Shelf(tmp_path / "f", [old, new])
    assert shelf.ids("ferry bridge") == ["x1", "x2"]
    assert [hit.id for hit in shelf.index.search("ferry bridge", shelf.load, sort="newest").hits] == ["x2", "x1"]


def test_pages_are_cut_from_one_result(shelf: Shelf) -> None:
    whole = shelf.index.search("", shelf.load, limit=6)
    pages = [shelf.index.search("", shelf.load, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert [hit.rank for hit in pages[1].hits] == [3, 4]
    assert {page.total for page in pages} == {6}
    assert whole.exact


def test_a_limit_never_changes_what_comes_first(tmp_path: Path) -> None:
    many = [article(f"x{i:03}", "ferry " * (1 + i * 7 % 13) + "pier " * (i % 5)) for i in range(300)]
    shelf = Shelf(tmp_path / "f", many[:100], many[100:])
    whole = shelf.ids("ferry pier", limit=300)
    assert len(whole) == 240
    assert shelf.ids("ferry pier", limit=7) == whole[:7]


def test_hits_tell_what_a_row_shows(shelf: Shelf) -> None:
    (hit,) = shelf.index.search("title:houses harbour", shelf.load).hits
    assert (hit.rank, hit.id, hit.headline, str(hit.published), hit.path) == (
        1,
        "a2",
        "Houses",
        "2018-01-02T10:53",
        "a2.txt",
    )
    assert hit.words == 9
    assert hit.snippet == ARTICLES[1].text[hit.start : hit.end]
    assert [hit.snippet[start:end] for start, end in hit.matches] == ["harbour"]
    assert hit.headline_matches == ((0, 6),)


def test_matches_are_reported_for_a_whole_article(shelf: Shelf) -> None:
    matches = shelf.index.matches("carm OR car*", ARTICLES[5], as_typed=True)
    assert (matches.headline, matches.deck, matches.text) == ((), ((2, 10),), ((4, 7),))


def test_facets_count_the_whole_result(shelf: Shelf) -> None:
    facets = shelf.index.search("", shelf.load, limit=1).facets
    assert facets["outlet"] == (Facet("Tribune", 2), Facet("Harbour Post", 1))
    assert facets["year"][0] == Facet("2019", 2)
    assert [facet.value for facet in facets["month"]] == ["2016-12", "2017-06", "2018-01", "2019-02", "2019-03"]
    assert facets["tag"] == (Facet("to read", 2), Facet("cars", 1))
    assert shelf.index.search("zebra", shelf.load).facets == {}


def test_a_row_of_words_that_nothing_answers_is_relaxed(shelf: Shelf) -> None:
    page = shelf.index.search("zebra final harbour battle", shelf.load)
    assert page.relaxed
    assert [hit.id for hit in page.hits][:2] in (["a3", "a4"], ["a4", "a3"])
    assert not shelf.index.search("final battle", shelf.load).relaxed
    assert shelf.index.search("zebra AND final", shelf.load).total == 0
    assert shelf.index.search("zebra", shelf.load).total == 0


def test_a_relaxed_query_keeps_its_filters(shelf: Shelf) -> None:
    assert shelf.ids("zebra final -plan") == ["a4"]
    assert shelf.ids("zebra final date:2017") == []


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("harbuor", "harbour"),
        ("hosing", "housing"),
        ('counsil "final battle"', None),
        ("counsil night", "council night"),
        ("harrbourr", "harbour"),
        ("zzzzzz", None),
        ("1917", None),
        ("harbour", None),
    ],
)
def test_did_you_mean(shelf: Shelf, query: str, suggestion: str | None) -> None:
    assert shelf.index.search(query, shelf.load).suggestion == suggestion


def test_statistics_and_candidates(shelf: Shelf) -> None:
    index = shelf.index
    assert index.document_count() == 6
    assert index.document_frequencies(["hous", "carmak", "zebra"]) == {"hous": 2, "carmak": 1, "zebra": 0}
    assert list(index.articles_like(["final", "battl", "plan", "zebra"], 5)) == ["a3", "a4"]
    assert list(index.articles_like(["final"], 1)) == ["a3"]
    assert shelf.ids("who planned zebra the final battle", limit=1) == ["a3"]


def test_adding_again_replaces(shelf: Shelf) -> None:
    before = shelf.engine.generation()
    shelf.add(article("a1", "Nothing of the kind.", version=2))
    assert shelf.engine.generation() != before
    assert shelf.ids("housing") == ["a2"]
    assert shelf.engine.contents() == {"a1": 2, "a2": 1, "a3": 1, "a4": 1, "a5": 1, "a6": 1}
    assert shelf.index.document_count() == 6


def test_removing(shelf: Shelf) -> None:
    shelf.engine.drop(["a2", "unknown"])
    assert shelf.ids("houses") == ["a1"]
    assert shelf.index.document_frequencies(["hous"]) == {"hous": 1}
    shelf.engine.drop(shelf.articles)
    assert shelf.ids("") == []
    assert shelf.engine.contents() == {}


def test_an_empty_index_answers(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "f")
    for query in ("", "word", "wor*", '"two words"', "date:2017", "-word", "title:w*", "tag:w*", "two words"):
        assert shelf.ids(query, as_typed=True) == []
    assert shelf.index.document_count() == 0


def test_commits_of_another_are_seen(tmp_path: Path, shelf: Shelf) -> None:
    reader = FullText(opened(tmp_path / "fulltext"))
    assert reader.document_count() == 6
    shelf.add(article("b1", "A zebra."))
    assert [hit.id for hit in reader.search("zebra", shelf.load).hits] == ["b1"]
    assert reader.engine.generation() == shelf.engine.generation()


def test_a_later_table_is_seen_though_its_file_looks_the_same(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = opened(tmp_path / "fulltext")
    young = generation_watch.GenerationWatch(reader.folder)
    monkeypatch.setattr(generation_watch.GenerationWatch, "_stamp", lambda _: (1, 2, 3, time.time_ns()))
    before = young.generation()
    shelf.add(article("b1", "A zebra."))
    assert young.generation() == reader.generation() != before


def test_a_table_that_has_settled_is_not_read_again(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "fulltext" / "fulltext.json"
    os.utime(table, (1_500_000_000, 1_500_000_000))
    kept = generation_watch.GenerationWatch(table.parent)
    number = kept.generation()
    monkeypatch.setattr(tables, "generation", lambda folder: -1)
    assert kept.generation() == number
    monkeypatch.undo()
    other = table.with_suffix(".other")
    other.write_bytes(b"x" * table.stat().st_size)
    os.utime(other, (1_500_000_000, 1_500_000_000))
    other.replace(table)
    with pytest.raises(ArchiveDamaged):
        kept.generation()


def test_what_to_ask_instead_can_be_asked_for_after_the_page(shelf: Shelf) -> None:
    first = shelf.index.search("fnal houses", shelf.load, suggestions=False)
    assert (first.suggestion, first.dropped, first.relaxed) == (None, (), True)
    later = shelf.index.search("fnal houses", shelf.load)
    assert later.hits == first.hits
    assert [dropped.text for dropped in later.dropped] == ["fnal"]
    assert shelf.index.search("fnal houses", shelf.load).dropped == later.dropped


def test_many_small_commits_do_not_pile_up(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "f")
    for i in range(40):
        shelf.add(article(f"x{i:02}", f"Ferry number {i}.", version=1))
        if i % 3 == 0:
            shelf.engine.drop([f"x{i:02}"])
    assert len(list((tmp_path / "f").glob("segment_*"))) <= 6
    assert shelf.index.document_count() == 26
    assert len(shelf.ids("ferry")) == 26


def test_a_search_can_be_dropped(shelf: Shelf) -> None:
    with pytest.raises(Cancelled):
        shelf.index.search("houses", shelf.load, cancelled=lambda: True)


def test_a_search_has_an_amount_to_read(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.Budget.__init__, "__defaults__", (None, -1))
    with pytest.raises(QueryTooCostly):
        shelf.index.search("houses", shelf.load)


def test_a_suggestion_that_takes_too_long_is_left_out(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_text, "_SPELLING_WORK", -1)
    page = shelf.index.search("harrbourr", shelf.load)
    assert (page.total, page.suggestion) == (0, None)


def test_articles_that_the_store_lost_are_passed_over(shelf: Shelf) -> None:
    page = shelf.index.search("", lambda ids: {id: shelf.articles[id] for id in ids if id != "a4"})
    assert "a4" not in [hit.id for hit in page.hits]
    assert page.total == 6


def test_threads_search_while_a_commit_is_made(shelf: Shelf) -> None:
    wrong: list[object] = []

    def search() -> None:
        for query in ("houses", '"final battle"', "car*", "", "zebra houses") * 4:
            found = shelf.ids(query)
            if query == '"final battle"' and found != ["a3"]:
                wrong.append(found)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for i in range(5):
        shelf.add(article(f"c{i}", "Another article."))
    for thread in threads:
        thread.join()
    assert wrong == []


def test_words_without_spaces_between_them_are_found(tmp_path: Path) -> None:
    shelf = Shelf(
        tmp_path / "f",
        [article("x1", "東京の橋が閉まる。"), article("x2", "京東の話。"), article("x3", "Мосты закрыты.")],
    )
    assert shelf.ids("東京") == ["x1"]
    assert set(shelf.ids("東")) == {"x1", "x2"}
    assert shelf.ids("мост", as_typed=True) == ["x3"]
    assert shelf.ids("м", as_typed=True) == ["x3"]


def test_what_cannot_be_encoded_is_harmless(tmp_path: Path) -> None:
    odd: Article = article(
        "x", "Lone \ud800 surrogate, NUL \x00 and \U0010ffff.", outlet="\udc00ut", tags=("\ud800", "a\nb")
    )
    shelf = Shelf(tmp_path / "f", [odd])
    assert shelf.ids("surrogate") == ["x"]
    assert shelf.ids('tag:"a b"') == ["x"]
    assert shelf.ids("\ud800") == []
