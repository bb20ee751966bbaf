"""What every search engine must do, checked on the Whoosh engine and on one in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveDamaged, Cancelled
from index.model import Article, Sort
from index.query.limits import UNLIMITED, Budget
from index.query.parser import ParsedQuery, parse
from index.query.syntax import Fuzzy, Or, Prefix, Query, Row, Wildcard, Words
from index.search import engines
from index.search.engine import Answer, SearchEngine
from index.search.full_text import FullText
from index.search.whoosh_engine import WhooshEngine
from tests.indexing import article, made_empty
from tests.memory_engine import MemoryEngine

Make = Callable[[Path], SearchEngine]
MAKERS: Mapping[str, Make] = {"whoosh": WhooshEngine, "memory": lambda folder: MemoryEngine()}

ARTICLES = (
    article("a1", "The ferry to Port Ansel is late again.", headline="Ferry late", published="2017-06-06"),
    article(
        "a2", "Two ferries collided in the harbour. Nobody was hurt.", deck="Harbour closed", outlet="Harbour Post"
    ),
    article("a3", "The old bridge will close.", published="2018-01-02T10:53", outlet="The Bell", tags=("to read",)),
    article(
        "a4", "Bridges and ferries cost the council a lot.", published="2019-02-28", outlet="The Bell", tags=("port",)
    ),
    article("a5", "Die Häuser am Hafen sind alt.", headline="Alte Häuser", language="de", author="Ole Ås"),
    article("a6", "Council talks. The council met; the council left.", published="2019-03-01", author="Mia Wren"),
)


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Make:
    return MAKERS[request.param]


@pytest.fixture
def engine(make: Make, tmp_path: Path) -> Iterator[SearchEngine]:
    engine = make(tmp_path / "index")
    made_empty(engine)
    engine.put(ARTICLES[:3])
    engine.put(ARTICLES[3:])
    yield engine
    engine.close()


def asked(
    engine: SearchEngine, query: str | ParsedQuery, *, order: Sort = "relevance", offset: int = 0, limit: int = 20
) -> Answer:
    parsed = parse(query) if isinstance(query, str) else query
    return engine.answer(parsed, order=order, offset=offset, limit=limit, facets=True, budget=Budget())


def ids(answer: Answer) -> list[str]:
    return [each.id for each in answer.page]


def load(wanted: Sequence[str]) -> Mapping[str, Article]:
    return {each.id: each for each in ARTICLES if each.id in wanted}


# --- State and contents ---------------------------------------------------------------------------------------------


def test_an_index_is_missing_until_it_is_reset(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path / "index")
    assert engine.state() == "missing"
    assert engine.verify()
    with pytest.raises(ArchiveDamaged):
        engine.open()
    with pytest.raises(ArchiveDamaged):
        asked(engine, "ferry")
    made_empty(engine)
    engine.open()
    assert (engine.state(), engine.verify(), engine.contents()) == ("sound", [], {})
    assert asked(engine, "ferry").total == asked(engine, "").total == 0


def test_articles_are_put_replaced_and_dropped(engine: SearchEngine) -> None:
    before = engine.generation()
    engine.put([article("a1", "The tram is late.", version=2)])
    assert engine.generation() != before
    assert engine.contents() == {"a1": 2, "a2": 1, "a3": 1, "a4": 1, "a5": 1, "a6": 1}
    assert ids(asked(engine, "tram")) == ["a1"]
    assert set(ids(asked(engine, "ferry"))) == {"a2", "a4"}
    engine.drop(["a2", "unknown"])
    assert set(ids(asked(engine, "ferry"))) == {"a4"}
    assert engine.document_count() == 5
    made_empty(engine)
    assert engine.contents() == {}


def test_a_closed_engine_opens_again_when_it_is_asked(engine: SearchEngine) -> None:
    engine.close()
    assert asked(engine, "ferry").total == 3


# --- Queries --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"a1", "a2", "a3", "a4", "a5", "a6"}),
        ("ferries", {"a1", "a2", "a4"}),
        ("FERRY late", {"a1"}),
        ("ferry OR bridge", {"a1", "a2", "a3", "a4"}),
        ("ferry -bridge", {"a1", "a2"}),
        ("-ferry", {"a3", "a5", "a6"}),
        ('"old bridge"', {"a3"}),
        ('"old bridges"', set()),
        ('"old bridges"~1', {"a3"}),
        ('"old bridg*"', {"a3"}),
        ("=ferries", {"a2", "a4"}),
        ('"old (bridge OR ferry)"', {"a3"}),
        ("outlet:/the .*/", {"a3", "a4"}),
        ("tag:/p..t/", {"a4"}),
        ('"bridge old"', set()),
        ('"bridge council"~5', {"a4"}),
        ('"bridge council"~4', set()),
        ("title:late", {"a1"}),
        ("haus", {"a5"}),
        ('"alte haus"~1', {"a5"}),
        ('"alte häuser"', {"a5"}),
        ('"alte haus"', set()),
        ("harb*", {"a2"}),
        ("h?rbour", {"a2"}),
        ("*dge", {"a3"}),
        ("*dge*", {"a3", "a4"}),
        ("fery~", {"a1"}),
        ("feries~", {"a2", "a4"}),
        ("harbor~", {"a2"}),
        ("outlet:bell", {"a3", "a4"}),
        ('outlet:"the bell"', {"a3", "a4"}),
        ('outlet:"harbour"', {"a2"}),
        ("outlet:har*", {"a2"}),
        ('tag:"to read"', {"a3"}),
        ("tag:to*", {"a3"}),
        ("tag:read", set()),
        ("author:wren", {"a6"}),
        ("lang:german", {"a5"}),
        ("date:2019", {"a4", "a6"}),
        ("before:2018", {"a1"}),
        ("after:2018-01-02", {"a4", "a6"}),
        ("has:date", {"a1", "a3", "a4", "a6"}),
        ("-has:outlet", {"a1", "a5", "a6"}),
        ("author:*", {"a5", "a6"}),
        ("path:a3", {"a3"}),
        ("&", set()),
    ],
)
def test_each_kind_of_query_finds_what_it_asks_for(engine: SearchEngine, query: str, found: set[str]) -> None:
    answer = asked(engine, query)
    assert set(ids(answer)) == found
    assert answer.total == len(found)
    assert not answer.relaxed
    assert engine.counts([parse(query).tree], UNLIMITED) == [len(found)]


def words(*each: str, exact: bool = False) -> Words:
    return Words(each, exact=exact)


@pytest.mark.parametrize(
    ("tree", "found"),
    [
        (words("ferry", exact=True), {"a1"}),
        (words("ferries", exact=True), {"a2", "a4"}),
        (Words(("bridge",), "body", exact=True), {"a3"}),
        (Words(("bell",), "outlet", exact=True), {"a3", "a4"}),
        (words("haus", exact=True), set()),
        (words("old", "bridge", exact=True), {"a3"}),
        (words("old", "bridges", exact=True), set()),
        (Prefix("ferri"), {"a2", "a4"}),
        (Prefix("ferries", typed=True), {"a1", "a2", "a4"}),
        (Row((words("old"), Prefix("bridg"))), {"a3"}),
        (Row((words("bridge"), Wildcard("f*s")), slop=2), {"a4"}),
        (Row((words("bridge"), Wildcard("f*s")), slop=1), set()),
        (Row((Prefix("coun"), Or((words("met"), words("left"))))), {"a6"}),
        (Row((words("harbour"), Fuzzy("colided", 1)), slop=3, ordered=False), {"a2"}),
        (Row((words("harbour"), Fuzzy("colided", 1)), slop=2, ordered=False), set()),
        (Row((words("harbour"), Fuzzy("colided", 1)), slop=3), set()),
        (Row((words("council"), Prefix("council"), words("talk")), slop=3, ordered=False), {"a6"}),
        (Row((words("council"), Prefix("council"), words("talk")), slop=2, ordered=False), set()),
        (Row((words("council"),) * 3, slop=9, ordered=False), {"a6"}),
        (Row((words("council"),) * 4, slop=9, ordered=False), set()),
        (Row((words("left"), words("met")), ordered=False, within="sentence"), {"a6"}),
        (Row((words("left"), words("met")), within="sentence"), set()),
        (Row((words("left"), words("talk")), ordered=False, within="sentence"), set()),
        (Row((words("left"), words("talk")), ordered=False, within="paragraph"), {"a6"}),
        (Row((words("the"), Prefix("be")), field="outlet"), {"a3", "a4"}),
        (Row((words("be"), words("the")), field="outlet", ordered=False), set()),
        (Row((words("alte", exact=True), words("haus"))), {"a5"}),
        (Row((words("alte"), words("haus", exact=True))), set()),
    ],
)
def test_exact_words_and_rows_are_found_as_they_are_written(engine: SearchEngine, tree: Query, found: set[str]) -> None:
    answer = asked(engine, ParsedQuery(tree, (), (tree,), (), ()))
    assert set(ids(answer)) == found
    assert engine.counts([tree], UNLIMITED) == [len(found)]


def test_a_word_that_is_being_typed_is_a_prefix(engine: SearchEngine) -> None:
    assert set(ids(asked(engine, parse("coun", as_typed=True)))) == {"a4", "a6"}


def test_articles_with_more_of_the_words_score_higher(engine: SearchEngine) -> None:
    page = asked(engine, "council").page
    assert [each.id for each in page] == ["a6", "a4"]
    assert page[0].score > page[1].score > 0
    assert [each.words for each in page] == [8, 8]


def test_without_an_article_that_has_all_words_the_answer_is_relaxed(engine: SearchEngine) -> None:
    answer = asked(engine, "ferry zebra -bridge")
    assert (set(ids(answer)), answer.relaxed) == ({"a1", "a2"}, True)
    assert not asked(engine, "ferry AND zebra").relaxed
    assert asked(engine, "zebra yak").total == 0


def test_articles_with_most_of_the_words_come_after_those_with_all(engine: SearchEngine) -> None:
    answer = asked(engine, "ferries council late")
    assert answer.relaxed, "nothing has all three"
    answer = asked(engine, "council bridges lot talks")
    assert answer.relaxed
    engine.put([article("a7", "The council talks of ferries; it is late.")])
    answer = asked(engine, "ferries council talks")
    assert (answer.total, answer.more) == (1, 2)
    assert (answer.page[0].id, answer.page[0].all_words) == ("a7", True)
    assert {(each.id, each.all_words) for each in answer.page[1:]} == {("a6", False), ("a4", False)}
    paged = [
        each.id for offset in range(3) for each in asked(engine, "ferries council talks", offset=offset, limit=1).page
    ]
    assert paged == ids(answer)
    assert set(answer.facets["outlet"]) == set(), "facets are those of the first part"


@pytest.mark.parametrize(
    "query",
    [
        "ferries AND council AND talks",
        'ferries council "talks"',
        "ferries council talks -zebra",
        "ferries OR zebra",
    ],
)
def test_what_is_asked_for_strictly_is_never_left_out(engine: SearchEngine, query: str) -> None:
    engine.put([article("a7", "The council talks of ferries; it is late.")])
    assert asked(engine, query).more == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [("wren", {"a6"}), ("council wren", {"a6"}), ("bell", {"a3", "a4"}), ("harbour post", {"a2"}), ("zebra", set())],
)
def test_a_bare_word_finds_names_around_the_text(engine: SearchEngine, query: str, found: set[str]) -> None:
    answer = asked(engine, query)
    assert {each.id for each in answer.page if each.all_words} == found


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("relevance", ["a6", "a4", "a3", "a1", "a2", "a5"]),
        ("newest", ["a6", "a4", "a3", "a1", "a2", "a5"]),
        ("oldest", ["a1", "a3", "a4", "a6", "a2", "a5"]),
        ("outlet", ["a2", "a4", "a3", "a6", "a1", "a5"]),
        ("length", ["a2", "a6", "a4", "a1", "a5", "a3"]),
    ],
)
def test_results_have_an_order_and_pages(engine: SearchEngine, order: Sort, expected: list[str]) -> None:
    whole = asked(engine, "", order=order)
    if order == "length":
        counted = [each.words for each in whole.page]
        assert counted == sorted(counted, reverse=True)
    else:
        assert ids(whole) == expected
    pages = [asked(engine, "", order=order, offset=offset, limit=4).page for offset in (0, 4, 8)]
    assert (*pages[0], *pages[1]) == whole.page
    assert pages[2] == asked(engine, "", limit=0).page == ()


def test_facets_count_the_whole_result(engine: SearchEngine) -> None:
    facets = asked(engine, "", limit=1).facets
    assert facets["outlet"] == {"The Bell": 2, "Harbour Post": 1}
    assert facets["published"] == {"2017-06": 1, "2018-01": 1, "2019-02": 1, "2019-03": 1}
    assert facets["tag"] == {"to read": 1, "port": 1}
    assert facets["lang"] == {"de": 1}
    assert facets["author"] == {"Ole Ås": 1, "Mia Wren": 1}
    without = engine.answer(parse(""), order="newest", offset=0, limit=1, facets=False, budget=Budget())
    assert not without.facets and not without.months


@pytest.mark.parametrize(
    ("query", "outlets", "months"),
    [
        ('outlet:"The Bell"', {"The Bell": 2, "Harbour Post": 1}, {"2018-01", "2019-02"}),
        ('(outlet:"The Bell" OR outlet:"Harbour Post") ferry', {"The Bell": 1, "Harbour Post": 1}, {"2019-02"}),
        ('ferry outlet:"Nowhere"', {"The Bell": 1, "Harbour Post": 1}, set()),
        ('ferry -outlet:"The Bell"', {"Harbour Post": 1}, {"2017-06"}),
        ("outlet:bell date:2018", {"The Bell": 1}, {"2018-01"}),
        ("outlet:bell OR council", {"The Bell": 2}, {"2018-01", "2019-02", "2019-03"}),
    ],
)
def test_a_facet_is_counted_without_its_own_choice(
    engine: SearchEngine, query: str, outlets: Mapping[str, int], months: set[str]
) -> None:
    answer = asked(engine, query)
    assert answer.facets["outlet"] == outlets
    assert set(answer.months) == months, "those of what is found"


def test_a_facet_of_dates_is_counted_without_the_dates_that_are_asked_for(engine: SearchEngine) -> None:
    answer = asked(engine, "date:2018 outlet:bell")
    assert answer.facets["published"] == {"2018-01": 1, "2019-02": 1}
    assert answer.facets["outlet"] == {"The Bell": 1}


def test_a_search_that_nobody_waits_for_ends(engine: SearchEngine) -> None:
    with pytest.raises(Cancelled):
        engine.answer(parse("ferry tram"), order="newest", offset=0, limit=1, facets=False, budget=Budget(lambda: True))
    with pytest.raises(Cancelled):
        engine.counts([parse("tram").tree], Budget(lambda: True))


def test_an_article_is_explained_part_by_part(engine: SearchEngine) -> None:
    scored = engine.explain(parse("ferry late -tram"), "a1", UNLIMITED)
    assert scored is not None
    assert (scored.rank, scored.total, scored.relaxed) == (1, 1, False)
    assert [(part.found, part.total) for part in scored.parts] == [(True, 3), (True, 1), (True, 6)]
    assert scored.score == pytest.approx(asked(engine, "ferry late -tram").page[0].score)
    lacking = engine.explain(parse("ferry late"), "a2", UNLIMITED)
    assert lacking is not None
    assert (lacking.rank, [part.found for part in lacking.parts]) == (None, [True, False])
    assert engine.explain(parse("ferry"), "unknown", UNLIMITED) is None


# --- Words and terms ------------------------------------------------------------------------------------------------


def test_words_and_terms_of_the_archive(engine: SearchEngine) -> None:
    assert list(engine.languages()) == ["en", "de"]
    assert list(engine.languages("hafen")) == ["de"]
    assert list(engine.languages("zebra")) == ["en"]
    assert engine.frequencies(["ferri", "council", "haus", "zebra"]) == {
        "ferri": 3,
        "council": 2,
        "haus": 1,
        "zebra": 0,
    }
    assert set(engine.matching(Wildcard("ferr*y"), UNLIMITED)) == {"ferry"}
    assert set(engine.matching(Fuzzy("fery", 1), UNLIMITED)) == {"ferry"}
    assert set(engine.matching(Fuzzy("feries", 1), UNLIMITED)) == {"ferries"}
    assert {stem for stem in engine.stems("ferrie") if not stem.startswith("ferrie")} >= {"ferri"}


def test_the_nearest_articles_have_the_heaviest_terms(engine: SearchEngine) -> None:
    weights = {"ferri": 1.0, "bridg": 2.0, "council": 0.5, "zebra": 9.0}
    assert list(engine.nearest(weights, 2)) == ["a4", "a3"]
    assert set(engine.nearest(weights, 9)) == {"a1", "a2", "a3", "a4", "a6"}
    assert list(engine.nearest(weights, 2, among=["a3", "a1", "a5"])) == ["a3", "a1"]
    assert list(engine.nearest(weights, 1, together=True)) == ["a4"]
    assert list(engine.nearest({}, 3)) == list(engine.nearest(weights, 0)) == []


def test_terms_that_are_together_win_over_terms_that_are_not(engine: SearchEngine) -> None:
    filler = " ".join(f"filler{at}" for at in range(200))
    engine.put(
        [article("far", f"A dredger came. {filler} The quay sank."), article("near", f"{filler} Dredger, quay.")]
    )
    weights = {"dredger": 1.0, "quay": 1.0}
    assert next(iter(engine.nearest(weights, 1, together=True))) == "near"


# --- What is built upon it ------------------------------------------------------------------------------------------


def test_search_over_any_engine_has_snippets_suggestions_and_completions(engine: SearchEngine) -> None:
    search = FullText(engine)
    hit = search.search("collided", load).hits[0]
    assert hit.snippet[slice(*hit.matches[0])] == "collided"
    assert search.search("brigde", load).suggestion == "bridge"
    assert search.search("straszen haeuser hauser", load).hits[0].id == "a5"
    (dropped,) = search.search("ferry zebra", load).dropped
    assert (dropped.text, dropped.total) == ("zebra", 3)
    assert search.completions("outlet:", load) == ['outlet:"The Bell" ', 'outlet:"Harbour Post" ']
    assert search.completions("author:", load) == ['author:"Mia Wren" ', 'author:"Ole Ås" ']
    assert search.completions("title:al", load) == ['title:"Alte Häuser" ']
    assert search.completions("date:201", load) == ["date:2019 ", "date:2018 ", "date:2017 "]
    assert search.matches("ferr*", ARTICLES[1]).text == ((4, 11),)
    assert search.matches("h?user", ARTICLES[4]).text == ((4, 10),)
    assert search.explain("ferry tram", "a1").parts[1].found is False
    assert search.document_frequencies(["ferri", "hous"]) == {"ferri": 3, "hous": 0}


STORIES = {
    "one": "Port Ansel harbour closed on Monday. Two ferries collided there, and 14 people were hurt.",
    "two": "Two ferries collided at Port Ansel on Monday. The harbour is closed. 12 people were hurt.",
    "three": "The council of Hallow Isle rejected the airfield. Nobody spoke for it.",
}


@pytest.fixture
def archive(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    made: dict[Path, SearchEngine] = {}

    def engine_of(folder: Path) -> SearchEngine:
        return made.setdefault(folder, make(folder / "index"))

    monkeypatch.setattr(engines, "engine_of", engine_of)
    for name, text in STORIES.items():
        (tmp_path / f"{name}.txt").write_text(f"{name.title()} on the day\n\n{text}\n")
    with Archive.open(tmp_path / "archive") as archive:
        for _ in archive.add([tmp_path / f"{name}.txt" for name in STORIES]):
            pass
        yield archive


def test_an_archive_works_over_any_engine(archive: Archive) -> None:
    page = archive.search("ferries collided")
    assert page.total == 2
    assert all("collided" in hit.snippet for hit in page.hits)
    assert archive.search("airfeild").suggestion == "airfield"
    first, second = (hit.id for hit in page.hits)
    comparison = archive.compare([first, second])
    assert comparison.links
    article = archive.article(first)
    _, parallels = archive.parallels(first, article.text.index("Two ferries"))
    assert second in {each.passage.article for each in parallels}
    assert archive.coverage(first)
    assert archive.stories()
    assert archive.explain("ferries", first).matches
    archive.tag([first], add=["read"])
    assert [hit.id for hit in archive.search("tag:read").hits] == [first]
    archive.remove([second])
    assert archive.search("ferries").total == 1
    assert archive.check().index == "sound"
    list(archive.rebuild())
    assert archive.search("").total == 2
