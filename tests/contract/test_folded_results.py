"""Articles with the same text as one row of a result: what every engine must give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.model import Sort
from index.query.limits import Budget
from index.query.parser import parse
from index.search.engine import Answer, SearchEngine
from tests.contract.test_engine_contract import MAKERS
from tests.indexing import article, made_empty

WIRE = (
    "The ferry to Port Ansel ran aground on Monday night. Forty people were brought ashore by two fishing boats."
    " None was hurt."
)
OWN = (
    "Our reporter saw the ferry on the rocks. Its captain would not speak of the night, nor of the rocks, nor of the"
    " tide that turned."
)
TEASER = "All about the ferry in our video."

ARTICLES = (
    article("w1", WIRE, headline="Ferry aground", outlet="The Bell", published="2019-03-12"),
    article("w2", WIRE.replace(" ", "  "), headline="Ferry aground", outlet="Quay Herald", published="2019-03-11"),
    article("w3", WIRE.upper(), headline="Night on the rocks", outlet="Vale Farmer", published="2019-03-13"),
    article("w4", WIRE, outlet="Quay Herald"),
    article("edited", WIRE.replace("Forty", "Fifty"), headline="Ferry aground", outlet="Tide", published="2019-03-14"),
    article("own", OWN, headline="On the rocks", outlet="Tide", published="2019-03-12"),
    article("v1", TEASER, headline="Ferry: the video", outlet="Tide", published="2019-03-15"),
    article("v2", TEASER, headline="More of the ferry", outlet="Tide", published="2019-03-16"),
    article("v3", TEASER, headline="Ferry: the video", outlet="The Bell", published="2019-03-17"),
    article("e1", "", headline="Ferry pictures", outlet="Tide"),
    article("e2", "", headline="Ferry pictures", outlet="Tide"),
)  # fmt: skip


@pytest.fixture(params=MAKERS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    engine = MAKERS[request.param](tmp_path / "index")
    made_empty(engine)
    engine.put(ARTICLES[:5])
    engine.put(ARTICLES[5:])
    yield engine
    engine.close()


def asked(
    engine: SearchEngine, query: str, *, order: Sort = "relevance", offset: int = 0, limit: int = 20, fold: bool = True
) -> Answer:
    return engine.answer(parse(query), order=order, offset=offset, limit=limit, facets=True, budget=Budget(), fold=fold)


def rows(answer: Answer) -> dict[str, tuple[str, ...]]:
    return {each.id: each.same_text for each in answer.page}


def test_equal_texts_are_one_row_and_what_differs_in_a_word_is_not(engine: SearchEngine) -> None:
    found = rows(asked(engine, "ashore"))
    assert set(found) == {"w2", "edited"}
    assert found["w2"] == ("w1", "w3", "w4"), "the earliest first, without a date last"
    assert found["edited"] == ()


def test_a_short_text_is_the_same_only_below_the_same_headline(engine: SearchEngine) -> None:
    assert rows(asked(engine, "video", order="oldest")) == {"v1": ("v3",), "v2": ()}


def test_articles_without_text_are_no_copies_of_each_other(engine: SearchEngine) -> None:
    assert rows(asked(engine, "pictures")) == {"e1": (), "e2": ()}


def test_articles_and_texts_are_counted_whether_they_are_folded_or_not(engine: SearchEngine) -> None:
    for fold in (True, False):
        answer = asked(engine, "ferry", fold=fold)
        assert (answer.total, answer.texts) == (11, 7)
    assert len(asked(engine, "ferry").page) == 7
    assert len(asked(engine, "ferry", fold=False).page) == 11
    assert not any(each.same_text for each in asked(engine, "ferry", fold=False).page)


def test_only_what_the_query_finds_is_in_a_row(engine: SearchEngine) -> None:
    assert rows(asked(engine, "ashore outlet:herald")) == {"w2": ("w4",)}
    assert rows(asked(engine, "ashore outlet:vale")) == {"w3": ()}


@pytest.mark.parametrize(
    ("order", "best"), [("newest", "w3"), ("oldest", "w2"), ("outlet", "w2"), ("length", "w2"), ("relevance", "w2")]
)
def test_the_best_by_the_order_has_the_row_and_of_equals_the_earliest(
    engine: SearchEngine, order: Sort, best: str
) -> None:
    [found] = [each for each in asked(engine, "ashore", order=order).page if each.id != "edited"]
    assert found.id == best
    assert {found.id, *found.same_text} == {"w1", "w2", "w3", "w4"}


def test_a_better_headline_has_the_row_whatever_its_date(engine: SearchEngine) -> None:
    assert next(iter(rows(asked(engine, "night ashore")))) == "w3"


def test_without_words_the_list_stays_in_order_of_time(engine: SearchEngine) -> None:
    found = list(rows(asked(engine, "")))
    assert found == ["v3", "v2", "edited", "w3", "own", "e1", "e2"]


def test_pages_are_cut_of_rows(engine: SearchEngine) -> None:
    whole = [each.id for each in asked(engine, "ferry").page]
    parts = [each.id for at in range(0, 9, 2) for each in asked(engine, "ferry", offset=at, limit=2).page]
    assert parts == whole
    assert asked(engine, "ferry", offset=7).page == ()
    assert asked(engine, "ferry", limit=0).page == ()


def test_a_text_with_all_words_is_not_listed_again_with_most_of_them(engine: SearchEngine) -> None:
    answer = asked(engine, "rocks aground fishing boats")
    assert (answer.total, answer.texts) == (1, 1)
    assert (answer.more, answer.more_texts) == (4, 1)
    assert rows(answer) == {"w3": ("w2", "w1", "w4"), "edited": ()}
    assert [each.all_words for each in answer.page] == [True, False]
    assert rows(asked(engine, "rocks aground fishing boats", offset=1)) == {"edited": ()}


def test_facets_count_texts_where_copies_are_folded(engine: SearchEngine) -> None:
    articles, texts = (asked(engine, "ashore", fold=fold).facets for fold in (False, True))
    assert articles["outlet"] == {"The Bell": 1, "Quay Herald": 2, "Vale Farmer": 1, "Tide": 1}
    assert texts["outlet"] == {"The Bell": 1, "Quay Herald": 1, "Vale Farmer": 1, "Tide": 1}
    assert {value: count for value, count in articles["published"].items() if count} == {"2019-03": 4}
    assert {value: count for value, count in texts["published"].items() if count} == {"2019-03": 2}


def test_a_stream_has_the_same_rows(engine: SearchEngine) -> None:
    for most in (False, True):
        stream = engine.stream(parse("ferry rocks"), order="relevance", offset=0, most=most, budget=Budget(), fold=True)
        page = asked(engine, "ferry rocks")
        assert (stream.texts, stream.more_texts) == (page.texts, page.more_texts)
        assert list(stream.articles) == [each for each in page.page if most or each.all_words]


def test_texts_are_found_again_after_changes(engine: SearchEngine) -> None:
    engine.drop(["w2"])
    assert rows(asked(engine, "ashore"))["w1"] == ("w3", "w4")
    engine.put([article("w1", OWN, outlet="The Bell", version=2)])
    assert rows(asked(engine, "ashore"))["w3"] == ("w4",)
    found = rows(asked(engine, "captain"))
    assert list(found.values()) in ([("w1",)], [("own",)])
