"""What a query finds, in which order, and what is offered beside it: the edges of each, seen from outside."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from index.errors import QueryError, QueryTooCostly
from index.model import Facet, ResultPage
from index.text.stemming import base_stem as stem
from tests.indexing import Shelf, article

ROWS = (
    article(
        "a1", "The ferry left the harbour. The bridge was closed.", headline="Ferry leaves", published="2019-03-01"
    ),
    article("a2", "The bridge over the river is old, said a ferry master.", outlet="Lull Echo", published="2019-02-28"),
    article("a3", "A ferryman and his ferries met in Stockholm.", author="Ada Quill", tags=("checked",), language="en"),
    article("a4", "Nothing of the kind.", headline="Bridge closed", deck="A harbour waits", outlet="Lull Echo"),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "fulltext", ROWS[:2], ROWS[2:])


def made(folder: Path, *texts: str) -> Shelf:
    return Shelf(folder / "made", [article(f"x{n}", text) for n, text in enumerate(texts)])


def page(shelf: Shelf, query: str) -> ResultPage:
    return shelf.index.search(query, shelf.load)


def scores(shelf: Shelf, query: str) -> dict[str, float]:
    return {hit.id: hit.score for hit in page(shelf, query).hits}


# --- What is found ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ferry", {"a1", "a2", "a3"}),
        ("ferry bridge", {"a1", "a2"}),
        ("ferry OR closed", {"a1", "a2", "a3", "a4"}),
        ("(ferry OR closed) -bridge", {"a3"}),
        ("NOT ferry", {"a4"}),
        ("NOT (ferry OR bridge)", set()),
        ("-(ferry bridge)", {"a3", "a4"}),
        ('"ferry left"', {"a1"}),
        ('"left ferry"', set()),
        ('"ferry harbour"~2', set()),
        ('"ferry harbour"~3', {"a1"}),
        ('"harbour ferry"~3', set()),
        ('"bridge old"~5', {"a2"}),
        ('"bridge old"~4', set()),
        ('"ferry"', {"a1", "a2"}),
        ('-"ferry left"', {"a2", "a3", "a4"}),
        ("ferry*", {"a1", "a2", "a3"}),
        ("ferrym*", {"a3"}),
        ("stock*", {"a3"}),
        ("*holm", {"a3"}),
        ("st?ckholm", {"a3"}),
        ("st?kholm", set()),
        ("stokholm~", {"a3"}),
        ("stokolm~", set()),
        ("stokolm~2", {"a3"}),
        ("title:bridge", {"a4"}),
        ("title:ferry*", {"a1"}),
        ("title:(bridge OR leaves)", {"a1", "a4"}),
        ("headline:bridge", {"a4"}),
        ("harbour", {"a1", "a4"}),
        ("outlet:lull", {"a2", "a4"}),
        ('outlet:"lull echo"', {"a2", "a4"}),
        ('outlet:"lull"', {"a2", "a4"}),
        ("outlet:*", {"a2", "a4"}),
        ("author:quill", {"a3"}),
        ("author:q*", {"a3"}),
        ("tag:checked", {"a3"}),
        ("tag:check*", {"a3"}),
        ("lang:en", {"a3"}),
        ("path:a3", {"a3"}),
        ("date:2019", {"a1", "a2"}),
        ("date:2019-03", {"a1"}),
        ("before:2019-03", {"a2"}),
        ("after:2019-02", {"a1"}),
        ("before:2019-03-01", {"a2"}),
        ("after:2019-02-28", {"a1"}),
        ("has:date", {"a1", "a2"}),
        ("has:author", {"a3"}),
        ("has:outlet", {"a2", "a4"}),
        ("has:tag", {"a3"}),
        ("has:title", {"a1", "a4"}),
        ("has:lang", {"a3"}),
        ("-has:date", {"a3", "a4"}),
        ("-ferry", {"a4"}),
        ("ferry AND bridge", {"a1", "a2"}),
        ("the", {"a1", "a2", "a4"}),
        ("", {"a1", "a2", "a3", "a4"}),
        ("!", set()),
    ],
)
def test_what_is_found(shelf: Shelf, query: str, ids: set[str]) -> None:
    assert set(shelf.ids(query)) == ids


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("()", 1),
        ("OR ferry", 1),
        ("ferry OR", 7),
        ("AND ferry", 1),
        ("ferry AND", 7),
        ("ferry AND AND bridge", 11),
        ("ferry NOT", 7),
        ("ferry OR OR bridge", 7),
        ("ferry title:", 7),
        ("ferry has:colour", 11),
        ("ferry date:soon", 12),
        ("ferry~3", 1),
    ],
)
def test_what_cannot_be_read_says_where(shelf: Shelf, query: str, column: int) -> None:
    with pytest.raises(QueryError) as error:
        shelf.ids(query)
    assert error.value.column == column and error.value.message and error.value.hint
    # While it is typed nothing is refused.
    shelf.ids(query, as_typed=True)


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("ferry )", "ferry"),
        ("(ferry", "ferry"),
        ("ferry ()", "ferry"),
        ('ferry "bridge', "ferry bridge"),
        ("ferry title: bridge", "ferry title:bridge"),
        ("colour:red", '"colour red"~1'),
        ('"ferry left"~', '"ferry left"'),
    ],
)
def test_what_is_pasted_is_found_as_text_and_the_page_says_so(shelf: Shelf, query: str, same: str) -> None:
    assert shelf.ids(query) == shelf.ids(same)
    assert shelf.index.search(query, shelf.load).notes and not shelf.index.search(same, shelf.load).notes


def test_a_query_of_two_hundred_and_fifty_six_words_nested_thirty_two_deep_is_read(shelf: Shelf) -> None:
    assert shelf.ids("ferry " * 256)[0] == "a1"
    with pytest.raises(QueryTooCostly):
        shelf.ids("ferry " * 257)
    assert shelf.ids("(" * 31 + "ferry" + ")" * 31)
    with pytest.raises(QueryTooCostly):
        shelf.ids("(" * 33 + "ferry" + ")" * 33)


def test_a_pattern_stands_for_a_thousand_words_and_no_more(tmp_path: Path) -> None:
    many = made(tmp_path, " ".join(f"ab{n}cd" for n in range(1024)))
    assert many.ids("ab*cd") == ["x0"]
    more = made(tmp_path / "more", " ".join(f"ab{n}cd" for n in range(1025)))
    with pytest.raises(QueryTooCostly):
        more.ids("ab*cd")


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("ferrym", {"a3"}),
        ("ferrym ", set()),
        ("stockholm fer", {"a3"}),
        ("title:brid", {"a4"}),
        ("tag:che", {"a3"}),
        ('"ferry left', {"a1"}),
        ("ferry OR ", {"a1", "a2", "a3"}),
        ("ferry -", {"a1", "a2", "a3"}),
        ("(ferry bridge", {"a1", "a2"}),
        ("ferry title:", {"a1", "a2", "a3"}),
        ("date:2019-0", {"a1", "a2", "a3", "a4"}),
        ("", {"a1", "a2", "a3", "a4"}),
    ],
)
def test_what_is_found_while_a_query_is_typed(shelf: Shelf, typed: str, ids: set[str]) -> None:
    assert set(shelf.ids(typed, as_typed=True)) == ids


# --- The order --------------------------------------------------------------------------------------------------------


def test_a_word_counts_by_field_frequency_length_and_rarity(tmp_path: Path) -> None:
    shelf = Shelf(
        tmp_path / "f",
        [
            article("h", "Rain fell all day long on the town.", headline="Ferry"),
            article("d", "Rain fell all day long on the town.", deck="Ferry"),
            article("b", "Rain fell all day long on the ferry."),
            article("twice", "Rain on the ferry all day, ferry town."),
            article("long", "Rain fell all day long on the ferry. " + "More rain came down. " * 9),
        ],
    )
    found = scores(shelf, "ferry")
    assert found["twice"] > found["b"] > found["h"] > found["d"]
    assert found["b"] > found["long"]
    # A word that all have still counts a little.
    assert all(score > 0 for score in scores(shelf, "rain").values())


def test_scores_are_those_of_bm25f(tmp_path: Path) -> None:
    """The formula written out for a body of six words, one of three alike, in which the word is once.

    A third more is for the word as it is written.
    """
    shelf = made(
        tmp_path, "One two three four five ferry.", "One two three four five six.", "One two three four five ten."
    )
    idf = math.log1p((3 - 1 + 0.5) / (1 + 0.5))
    assert scores(shelf, "ferry") == {"x0": pytest.approx(1.35 * idf * 3.0 / (1 + 2.0), rel=1e-6)}
    longer = made(tmp_path / "l", "One two three four five ferry.", "One two three.", "One two three.")
    norm = 2.0 * (0.25 + 0.75 * 6 / 4)
    assert scores(longer, "ferry") == {"x0": pytest.approx(1.35 * idf * 3.0 / (1 + norm), rel=1e-6)}
    twice = made(
        tmp_path / "t",
        "One two three four ferry ferry.",
        "One two three four five six.",
        "One two three four five ten.",
    )
    assert scores(twice, "ferry") == {"x0": pytest.approx(1.35 * idf * 2 * 3.0 / (2 + 2.0), rel=1e-6)}


def test_a_long_headline_lowers_a_score_less_than_a_long_body(tmp_path: Path) -> None:
    rows = [article("x0", "Rain.", headline="Ferry late today again"), article("x1", "Rain.", headline="One two")]
    idf = math.log1p((2 - 1 + 0.5) / (1 + 0.5))
    norm = 2.0 * (0.5 + 0.5 * 4 / 3)
    expected = 1.35 * 1.2 * idf * 3.0 / (1 + norm)
    assert scores(Shelf(tmp_path / "f", rows), "ferry") == {"x0": pytest.approx(expected, rel=1e-6)}


def test_words_within_eight_of_each_other_raise_an_article(tmp_path: Path) -> None:
    def raised(between: int, *, turned: bool = False) -> bool:
        filler = [f"w{n}" for n in range(20)]
        row = ["ferry", *filler[:between], "bridge", *filler[between:]]
        text = " ".join(row[::-1] if turned else row)
        shelf = made(tmp_path / f"{between}{turned}", text, " ".join(["ferry", *filler, "bridge"]))
        found = scores(shelf, "ferry bridge")
        return found["x0"] > found["x1"] * 1.0001

    assert raised(0) and raised(7) and not raised(8)
    assert raised(0, turned=True) and raised(7, turned=True) and not raised(8, turned=True)


def test_neighbours_of_the_query_alone_count_as_near(tmp_path: Path) -> None:
    shelf = made(tmp_path, "ferry bridge" + " w" * 20 + " storm", "ferry storm" + " w" * 20 + " bridge")
    assert shelf.ids("ferry bridge storm") == ["x0", "x1"]
    assert shelf.ids("ferry storm bridge") == ["x1", "x0"]


def test_a_headline_that_is_the_query_comes_first(tmp_path: Path) -> None:
    much = "ferry bridge " * 9
    rows = [
        article("x0", much, headline="Ferry bridge closed"),
        article("x1", "It rained.", headline="Ferry Bridge"),
        article("x2", much, headline="Bridge ferry"),
    ]
    shelf = Shelf(tmp_path / "f", rows)
    assert shelf.ids("ferry bridge")[0] == "x1" and shelf.ids("bridge ferry")[0] == "x2"
    assert shelf.ids("ferry bridge closed")[0] == "x0"


def test_equal_scores_come_by_date_and_id_on_every_page(tmp_path: Path) -> None:
    rows = [article(f"x{n}", "One ferry.", published=f"2020-01-0{1 + n % 3}") for n in range(9)]
    shelf = Shelf(tmp_path / "f", rows[4:], rows[:4])
    whole = shelf.ids("ferry")
    assert whole == ["x2", "x5", "x8", "x1", "x4", "x7", "x0", "x3", "x6"]
    pages = [shelf.index.search("ferry", shelf.load, limit=2, offset=at) for at in range(0, 10, 2)]
    assert [hit.id for each in pages for hit in each.hits] == whole
    assert [hit.rank for each in pages for hit in each.hits] == list(range(1, 10))
    assert {each.total for each in pages} == {9} and shelf.ids("ferry", limit=0) == []
    assert shelf.index.search("ferry", shelf.load, limit=2, offset=9).hits == ()


# --- Where nothing has all words --------------------------------------------------------------------------------------


def test_what_has_most_of_the_words_is_offered_where_nothing_has_all(tmp_path: Path) -> None:
    shelf = made(tmp_path, "ferry bridge storm", "ferry bridge", "ferry " * 5, "rain")
    found = page(shelf, "ferry bridge zebra")
    assert found.relaxed and {hit.id for hit in found.hits} == {"x0", "x1", "x2"}
    assert {hit.id for hit in found.hits[:2]} == {"x0", "x1"}
    assert not page(shelf, "ferry bridge").relaxed
    # One word, a filter or an operator relaxes nothing.
    for query in ("zebra", "zebra path:x0", "ferry AND zebra", '"ferry zebra"'):
        assert page(shelf, query).total == 0
    # Filters hold all the same.
    assert {hit.id for hit in page(shelf, "ferry zebra -path:x1").hits} == {"x0", "x2"}


def test_of_equally_rare_words_the_root_of_the_share_that_an_article_has_weighs_its_score(tmp_path: Path) -> None:
    shelf = made(tmp_path, "ferry rain", "bridge rain", "storm rain", "rain rain")
    for query, share in (("ferry bridge zebra", 1 / 2), ("ferry bridge storm", 1 / 3)):
        found = shelf.index.explain(query, "x0")
        assert found.share == pytest.approx(math.sqrt(share))
        assert found.score == pytest.approx(found.share * found.parts[0].score + found.near)
        assert scores(shelf, query)["x0"] == pytest.approx(found.score)


def test_common_words_count_a_quarter_where_nothing_has_all(tmp_path: Path) -> None:
    shelf = made(tmp_path, "what what what", "ferry", *["rain"] * 6)
    assert page(shelf, "what ferry zebra").hits[0].id == "x1"
    assert {hit.id for hit in page(shelf, "what of").hits} == {"x0"}


def test_what_is_in_the_way_is_reported(shelf: Shelf) -> None:
    def dropped(query: str) -> list[tuple[str, int]]:
        return [(each.text, each.total) for each in page(shelf, query).dropped]

    assert dropped("ferry zebra") == [("zebra", 3)]
    assert dropped("ferry title:bridge") == [("title:bridge", 3), ("ferry", 1)]
    assert dropped("zebra") == [] and dropped("ferry") == []
    assert dropped("ferry zebra date:2019") == [("zebra", 2)]
    # What finds nothing by itself comes first, even where another part stays in the way.
    assert dropped("title:bridge ferry zebra")[0][0] == "zebra"


def test_another_spelling_is_offered_only_where_nothing_is_found(shelf: Shelf) -> None:
    assert page(shelf, "stokholm").suggestion == "stockholm"
    assert page(shelf, "ferry stokholm").suggestion == "ferry stockholm"
    assert page(shelf, "stockholm").suggestion is None and page(shelf, "zzzzzz").suggestion is None


# --- Facets, completions, matches -------------------------------------------------------------------------------------


def test_facets_of_a_whole_result(tmp_path: Path) -> None:
    rows = [
        article(
            f"x{n:02}",
            "One ferry.",
            outlet=f"Outlet {n % 14:02}",
            published=f"20{10 + n % 14}-0{1 + n % 2}-01",
            tags=("t",),
        )
        for n in range(16)
    ]
    found = page(Shelf(tmp_path / "f", rows), "ferry").facets
    assert len(found["outlet"]) == len(found["year"]) == len(found["month"]) == 14
    assert found["outlet"][:3] == (Facet("Outlet 00", 2), Facet("Outlet 01", 2), Facet("Outlet 02", 1))
    assert [each.value for each in found["month"]] == sorted(each.value for each in found["month"])
    assert found["tag"] == (Facet("t", 16),) and "lang" not in found
    assert page(Shelf(tmp_path / "g", rows), "zebra").facets == {}


def test_completions_of_fields_and_values(shelf: Shelf) -> None:
    def offers(text: str) -> list[str]:
        return shelf.index.completions(text, shelf.load)

    assert offers("ou") == ["outlet:"] and offers("ferry ou") == ["ferry outlet:"] and offers("o") == [] == offers("")
    assert set(offers("a")) == set() and set(offers("au")) == {"author:"}
    assert offers("outlet:") == ['outlet:"Lull Echo" '] == offers("outlet:ec") and offers("outlet:x") == []
    assert offers("author:qu") == ['author:"Ada Quill" '] and offers("tag:") == ["tag:checked "]
    assert offers("date:")[:2] == ["date:2019 ", "date:today "] and len(offers("date:")) == 8
    assert offers("date:2") == ["date:2019 "] and offers('date:"last') == [
        'date:"last week" ',
        'date:"last month" ',
        'date:"last year" ',
    ]
    assert offers("title:bri") == ['title:"Bridge closed" '] and offers("has:au") == ["has:author "]
    assert offers("outlet: ") == [] and offers("colour:") == []


def test_the_latest_sixty_four_articles_tell_what_completes_a_name(tmp_path: Path) -> None:
    names = [f"Ada Q{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(66)]
    names[61] = names[62] = names[63] = "Zed Marsh"
    names[59] = names[60] = names[64] = names[65] = "Yed Marsh"
    rows = [article(f"x{n}", "Rain.", headline=name, published=f"20{99 - n}-01-01") for n, name in enumerate(names)]
    shelf = Shelf(tmp_path / "f", rows)
    assert shelf.index.completions("title:", shelf.load)[0] == 'title:"Zed Marsh" '
    assert shelf.index.completions("title:yed", shelf.load) == ['title:"Yed Marsh" ']


def test_where_the_words_of_a_query_stand(shelf: Shelf) -> None:
    def marked(query: str, id: str, *, as_typed: bool = False) -> list[str]:
        own = shelf.articles[id]
        return [own.text[slice(*span)] for span in shelf.index.matches(query, own, as_typed=as_typed).text]

    assert marked("ferries", "a1") == ["ferry"] and marked("-ferry bridge", "a2") == ["bridge"]
    assert marked('"ferry left"', "a1") == ["ferry left"] and marked('"left ferry"', "a1") == []
    assert marked('"ferry harbour"~3', "a1") == ["ferry", "harbour"]
    assert marked("ferr", "a3", as_typed=True) == ["ferryman", "ferries"] and marked("*man", "a3") == ["ferryman"]
    assert marked("stokholm~", "a3") == ["Stockholm"] and marked("title:ferry", "a1") == []
    assert marked("ferry OR bridge", "a2") == ["bridge", "ferry"] and marked("", "a1") == []


# --- For comparing ----------------------------------------------------------------------------------------------------


def test_statistics_count_articles(shelf: Shelf) -> None:
    assert shelf.index.document_count() == 4
    assert dict(shelf.index.document_frequencies(["ferri", "bridg", "zebra"])) == {"ferri": 3, "bridg": 3, "zebra": 0}
    shelf.index.engine.drop(["a1", "nobody"])
    assert (shelf.index.document_count(), shelf.index.document_frequencies(["ferri"])["ferri"]) == (3, 2)


def test_articles_that_may_report_a_passage_have_its_words_close_together(tmp_path: Path) -> None:
    words = ["alpha", "bravo", "charlie", "delta"]
    filler = " ".join(f"w{n}" for n in range(60))
    shelf = made(
        tmp_path,
        f" {filler} ".join(words),
        f"{filler} {' '.join(words)} {filler} {filler}",
        f"{filler} {' '.join(words[:2])} {filler}",
        *[filler] * 4,
    )
    terms = [stem(word) for word in words]
    assert list(shelf.index.articles_reporting(terms, 9)) == ["x1", "x0", "x2"]
    assert list(shelf.index.articles_reporting(terms, 1)) == ["x1"]
    assert list(shelf.index.articles_reporting(terms, 0)) == []
    assert list(shelf.index.articles_reporting(["zebra"], 9)) == []


def test_two_hundred_articles_at_most_may_report_a_passage(tmp_path: Path) -> None:
    shelf = made(tmp_path, *["alpha"] * 201)
    assert len(shelf.index.articles_reporting(["alpha"], 999)) == 200


def test_eight_terms_of_a_passage_are_looked_for_and_more_only_if_they_are_rare(tmp_path: Path) -> None:
    """A term of two articles among seven weighs 1.16, one of a single article 1.67: 1.5 is rare enough."""
    rare = [f"zz{letter}zz" for letter in "abcdefgh"]
    shelf = made(tmp_path, " ".join(rare), "common", "common", "ninth", *["rain"] * 3)
    terms = [stem(word) for word in rare]
    assert list(shelf.index.articles_reporting([*terms, stem("common")], 9)) == ["x0"]
    assert set(shelf.index.articles_reporting([*terms[:7], stem("common")], 9)) == {"x0", "x1", "x2"}
    assert set(shelf.index.articles_reporting([*terms, stem("ninth")], 9)) == {"x0", "x3"}


def test_of_some_articles_those_with_the_rarest_words_are_most_alike(tmp_path: Path) -> None:
    shelf = made(tmp_path, "alpha rain", "bravo rain", "alpha bravo", "rain", *["bravo"] * 3)
    asked = [f"x{n}" for n in range(4)]
    assert list(shelf.index.most_alike(asked, ["alpha", "bravo"], 9)) == ["x2", "x0", "x1", "x3"]
    assert list(shelf.index.most_alike(asked[:2], ["alpha"], 1)) == ["x0"]
    assert list(shelf.index.most_alike([], ["alpha"], 9)) == [] == list(shelf.index.most_alike(asked, ["alpha"], 0))
    assert (
        set(shelf.index.articles_like(["alpha", "bravo"], 3)) >= {"x2"}
        and len(shelf.index.articles_like(["bravo"], 2)) == 2
    )


def test_the_sum_of_a_score_is_explained(shelf: Shelf) -> None:
    whole = shelf.index.explain("ferry bridge", "a1")
    assert (whole.matches, whole.rank, whole.total, whole.relaxed) == (True, 1, 2, False)
    assert whole.score == pytest.approx(
        sum(part.weight * part.score for part in whole.parts) * whole.share + whole.near
    )
    assert whole.score == pytest.approx(scores(shelf, "ferry bridge")["a1"]) and whole.near > 0
    assert [(part.text, part.found, part.total) for part in whole.parts] == [("ferry", True, 3), ("bridge", True, 3)]
    lacking = shelf.index.explain("ferry bridge", "a3")
    assert (lacking.matches, lacking.rank, lacking.score) == (False, None, 0.0)
    assert [part.found for part in lacking.parts] == [True, False]
    assert not shelf.index.explain("ferrym", "a3").matches
    assert (shelf.index.explain("stockholm", "a1").rank, shelf.index.explain("stockholm", "a3").rank) == (None, 1)
    relaxed = shelf.index.explain("ferry stockholm zebra", "a1")
    assert relaxed.relaxed and not relaxed.matches and 0 < relaxed.share < 1
    assert relaxed.score == pytest.approx(
        sum(part.weight * part.score for part in relaxed.parts) * relaxed.share + relaxed.near
    )
