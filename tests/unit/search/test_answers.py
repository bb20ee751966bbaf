"""What a search says beside its hits: explanations, what empties a result, facets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from whoosh import query as trees

from index.errors import QueryTooCostly, UnknownArticle
from index.query import limits
from index.query.limits import Budget
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.ranking.function_words import COMMON_WEIGHT
from index.search.whoosh_engine.segments.open_segments import OpenSegments as Segments
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from tests.indexing import Shelf, article

ARTICLES = (
    article(
        "a1",
        "The ferry left the old harbour late.",
        headline="Ferry late",
        outlet="Harbour Post",
        published="2019-03-14",
        language="en",
        author="Mia Wren",
        tags=("to read",),
    ),
    article("a2", "An old bridge and an older ferry.", outlet="Tribune", published="2019-02-28T23:59", language="en"),
    article("a3", "Bridges close; ferries run to the harbour.", headline="Bridges", outlet="Tribune", language="en"),
    article("a4", "A reporter walked.", outlet="Évening Star", published="2018-12-31", tags=("to do",)),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "fulltext", ARTICLES[:2], ARTICLES[2:])
    shelf.index.today = lambda: date(2019, 3, 15)
    return shelf


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('"old late"~2', {"a1"}),
        ('"old late"', set()),
        ('"late old"~5', set()),
        ("brigde~", {"a2"}),
        ("bringe~2", {"a2", "a3"}),
        ("harbr~2", {"a1", "a3"}),
        ("br?dge", {"a2"}),
        ("*ries", {"a3"}),
        ("*ridge*", {"a2", "a3"}),
        ("w*", {"a4"}),
        ("outlet:/trib(une)?/", {"a2", "a3"}),
        ("outlet:/evening .*/", {"a4"}),
        ("outlet:/une/", set()),
        ("-outlet:/tribune|harbour post/", {"a4"}),
        ("tag:/to (read|do)/ ferry", {"a1"}),
        ("lang:/e.|fr/", {"a1", "a2", "a3"}),
        ("section:/.*/", set()),
        ("outlet:trib?ne", {"a2", "a3"}),
        ("outlet:tribume~", {"a2", "a3"}),
        ("title:br?dges", {"a3"}),
        ("has:date", {"a1", "a2", "a4"}),
        ("-has:date", {"a3"}),
        ("has:author", {"a1"}),
        ("has:tag", {"a1", "a4"}),
        ("has:title", {"a1", "a3"}),
        ("ferry -has:tag", {"a2", "a3"}),
        ("author:*", {"a1"}),
        ("before:2019-03", {"a2", "a4"}),
        ("after:2019-02-28", {"a1"}),
        ("after:2018", {"a1", "a2"}),
        ("date:yesterday", {"a1"}),
        ('date:"last month"', {"a2"}),
        ('date:"this year"', {"a1", "a2"}),
        ('date:"last year"', {"a4"}),
        ('date:"last 16 days"', {"a1", "a2"}),
        ('date:"last 15 days"', {"a1"}),
        ("ferry -outlet:tribune", {"a1"}),
        ("Who walked?", set()),
    ],
)
def test_queries_find(shelf: Shelf, query: str, ids: set[str]) -> None:
    page = shelf.index.search(query, shelf.load)
    assert ({hit.id for hit in page.hits} if not page.relaxed else set()) == ids


def test_what_is_spelled_as_asked_comes_before_what_is_near_it(shelf: Shelf) -> None:
    shelf.add(article("a5", "An odd text, and an odd title. " * 3))
    assert shelf.ids("old~")[-1] == "a5"


@pytest.mark.parametrize("query", ["*a*", "?a", "fuzzy~5", "-*x*", "title:*a*"])
def test_what_would_stand_for_too_much_is_refused_with_a_way_out(shelf: Shelf, query: str) -> None:
    with pytest.raises(QueryTooCostly) as raised:
        shelf.index.search(query, shelf.load)
    assert raised.value.hint


def test_a_wildcard_of_too_many_words_is_refused(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_EXPANDED", 2)
    with pytest.raises(QueryTooCostly) as raised:
        shelf.index.search("*er*", shelf.load)
    assert "*er*" in raised.value.message
    assert shelf.ids("f*") == ["a1", "a2", "a3"]


def test_an_explanation_adds_up_to_the_score(shelf: Shelf) -> None:
    query = 'ferr* old "old harbour" outlet:harbour'
    (hit,) = shelf.index.search(query, shelf.load).hits
    told = shelf.index.explain(query, hit.id)
    assert told.matches
    assert (told.rank, told.total) == (1, 1)
    assert told.score == pytest.approx(hit.score) == pytest.approx(sum(part.score for part in told.parts) + told.near)
    assert [part.text for part in told.parts] == ["ferr*", "old", '"old harbour"', "outlet:harbour"]
    for part in told.parts[:3]:
        assert part.score == pytest.approx(sum(field.score for field in part.fields) + part.raised)
    ferry = told.parts[0].fields
    assert {(field.field, field.frequency, field.length) for field in ferry} == {("headline", 1, 2), ("body", 1, 7)}


def test_an_explanation_of_a_relaxed_answer_adds_up_too(shelf: Shelf) -> None:
    query = "what of the old harbour zebra reporter -outlet:tribune"
    page = shelf.index.search(query, shelf.load)
    (hit,) = [each for each in page.hits if each.id == "a1"]
    told = shelf.index.explain(query, hit.id)
    assert page.relaxed
    assert told.relaxed
    assert not told.matches
    assert told.share < 1
    assert told.near > 0
    counted = sum(part.weight * part.score for part in told.parts)
    assert told.score == pytest.approx(hit.score) == pytest.approx(told.share * counted + told.near)
    weights = {part.text: part.weight for part in told.parts if part.score}
    assert (weights.pop("old"), weights.pop("harbour")) == (1, 1)
    assert set(weights.values()) <= {COMMON_WEIGHT}
    assert {part.text: part.weight for part in told.parts}["zebra"] == 1


def test_a_repeated_word_of_a_relaxed_answer_counts_once_and_one_that_is_lacking_whole(shelf: Shelf) -> None:
    told = shelf.index.explain("ferry ferry zebra", "a1")
    assert [part.weight for part in told.parts] == [1.0, 0.0, 1.0]
    assert [part.score > 0 for part in told.parts] == [True, True, False]


def test_an_explanation_says_what_is_missing(shelf: Shelf) -> None:
    told = shelf.index.explain("ferry bridge after:2019-03", "a1")
    assert not told.matches
    assert told.rank is None
    assert [(part.text, part.found) for part in told.parts] == [
        ("ferry", True),
        ("bridge", False),
        ("after:2019-03", False),
    ]
    with pytest.raises(UnknownArticle):
        shelf.index.explain("ferry", "a9")


def test_an_empty_result_tells_which_part_emptied_it(shelf: Shelf) -> None:
    page = shelf.index.search("ferry outlet:nobody", shelf.load)
    assert [(part.text, part.total) for part in page.dropped] == [("outlet:nobody", 3), ("ferry", 0)][:1]
    page = shelf.index.search("ferry date:2018", shelf.load)
    assert {(part.text, part.total) for part in page.dropped} == {("date:2018", 3), ("ferry", 1)}
    assert page.dropped[0].text == "date:2018"
    assert shelf.index.search("ferry", shelf.load).dropped == ()
    assert shelf.index.search("zebra", shelf.load).dropped == ()


@pytest.mark.parametrize("size", [3, 7, 50])
def test_pages_of_few_are_the_whole_order_cut_up(tmp_path: Path, size: int) -> None:
    # Every length, distance and frequency is another, so that what nearness adds changes the order.
    articles = [
        article(f"n{i:03}", f"ferry {'tide ' * (i * 7 % 31)}{'harbour ' * (1 + i % 5)}{'wind ' * (i % 13)}")
        for i in range(160)
    ]
    shelf = Shelf(tmp_path / "whole", articles[:90], articles[90:])
    whole = shelf.index.search("ferry harbour", shelf.load, limit=160)
    few = Shelf(tmp_path / "few", articles[:90], articles[90:])
    for start in range(0, 160, size):
        page = few.index.search("ferry harbour", few.load, limit=size, offset=start)
        here = whole.hits[start : start + size]
        assert [(hit.id, hit.score) for hit in page.hits] == [(hit.id, hit.score) for hit in here]


def test_a_short_word_is_not_taken_for_a_misspelling(shelf: Shelf) -> None:
    assert shelf.index.search("oad", shelf.load).suggestion is None
    assert shelf.index.search("brigde harbour", shelf.load).suggestion == "bridge harbour"
    assert shelf.index.search("ferru", shelf.load).suggestion == "ferry"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ('"an F16 landed"', {"n1", "n2"}),
        ('"an F16 land*"', {"n1", "n2"}),
        ('"(an OR one) (F16 OR jet) landed"', {"n1", "n2"}),
        ('"new covid19 cases"', {"n3"}),
        ('"some 1500 people"', {"n4"}),
        ('"former US envoy"', {"n5"}),
        ('"some 2300400 ships"', {"n6"}),
        ('"the very good"', {"n8"}),
        ("manofwa?", {"n6"}),
        ("manofwarr~", {"n6"}),
        ("*40*", {"n6"}),
    ],
)
def test_phrases_go_through_words_that_a_text_writes_in_several(tmp_path: Path, query: str, ids: set[str]) -> None:
    texts = [
        "Then an F-16 landed near the town.",
        "Then an F16 landed near the town.",
        "The new COVID-19 cases rose.",
        "Some 1 500 people came.",
        "A former U. S. envoy came.",
        "A man-of-war came with some 2 300 400 ships.",
        "The very very good one.",
        "The very good one.",
    ]
    shelf = Shelf(tmp_path / "f", [article(f"n{n}", text, language="en") for n, text in enumerate(texts, 1)])
    assert set(shelf.ids(query)) == ids
    if ids and query.startswith('"'):
        (hit, *_) = shelf.index.search(query, shelf.load).hits
        assert len(hit.matches) == 1, "all of the phrase is one match"


def test_facets_are_counted_when_they_are_asked_for(shelf: Shelf) -> None:
    assert not shelf.index.search("ferry", shelf.load, facets=False).facets
    facets = shelf.index.search("ferry", shelf.load, limit=1).facets
    assert [(facet.value, facet.count) for facet in facets["outlet"]] == [("Tribune", 2), ("Harbour Post", 1)]
    assert [(facet.value, facet.count) for facet in facets["lang"]] == [("en", 3)]
    assert [(facet.value, facet.count) for facet in facets["month"]] == [("2019-02", 1), ("2019-03", 1)]


@pytest.mark.parametrize(
    ("tree", "ids"),
    [
        (trees.DisjunctionMax([trees.Term("body", "ferri"), trees.Term("headline", "bridg")]), {"a1", "a2", "a3"}),
        (trees.TermRange("body", "walk", "walkz"), {"a4"}),
        (trees.Regex("outlet", "tri.+"), {"a2", "a3"}),
        (trees.SpanNear2([trees.Term("body", "old"), trees.Term("body", "bridg")]), {"a2"}),
        (trees.Require(trees.Term("body", "ferri"), trees.Term("body", "old")), {"a1", "a2"}),
        (trees.AndMaybe(trees.Term("body", "old"), trees.Term("headline", "ferri")), {"a1", "a2"}),
        (trees.AndNot(trees.Term("body", "ferri"), trees.Term("body", "old")), {"a3"}),
        (trees.ConstantScoreQuery(trees.Term("body", "old"), 2.0), {"a1", "a2"}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_tree_of_whoosh_has_an_answer(shelf: Shelf, tree: trees.Query, ids: set[str]) -> None:
    snapshot = Snapshot.open(Segments(shelf.engine.folder))
    found = Evaluator(snapshot, Budget()).evaluate(tree)
    assert {snapshot.columns.ids[number] for number in found.documents.tolist()} == ids
    if not isinstance(tree, trees.Regex | trees.TermRange):
        assert (found.scores > 0).all()


def test_what_whoosh_would_lose_is_answered_before_it_is_asked(shelf: Shelf) -> None:
    snapshot = Snapshot.open(Segments(shelf.engine.folder))
    evaluator = Evaluator(snapshot, Budget())

    def ids(tree: trees.Query) -> set[str]:
        return {snapshot.columns.ids[number] for number in evaluator.evaluate(tree).documents.tolist()}

    ferry, bridge, harbour, walk = (trees.Term("body", stem) for stem in ("ferri", "bridg", "harbor", "walk"))
    without, perhaps = trees.AndNot(ferry, bridge), trees.AndMaybe(bridge, harbour)
    assert ids(trees.DisjunctionMax([without, walk])) == {"a1", "a4"}
    assert ids(trees.DisjunctionMax([perhaps, walk])) == {"a2", "a3", "a4"}
    assert ids(trees.DisjunctionMax([trees.And([ferry, trees.Not(bridge)]), walk])) == {"a1", "a4"}
    assert ids(trees.DisjunctionMax([ferry, walk, trees.Not(harbour)])) == {"a2", "a4"}
    scores = evaluator.evaluate(trees.DisjunctionMax([without, walk])).scores
    assert scores.tolist() == pytest.approx([*evaluator.evaluate(without).scores, *evaluator.evaluate(walk).scores])
