"""Searching an archive of many languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.query.limits import Budget
from index.search.whoosh_engine.evaluation import fallback
from index.search.whoosh_engine.evaluation.evaluator import Evaluator
from index.search.whoosh_engine.segments.open_segments import OpenSegments as SegmentShelf
from index.search.whoosh_engine.snapshot.snapshot import Snapshot
from index.text import fold
from index.text.stemming import base_stem as stem
from tests.indexing import Shelf, article, opened, tree_of

ARTICLES = (
    article("en", "The rats rate the houses of the island. Elections were held in May.", language="en"),
    article("fr", "Les élections de mai, à l\u2019Élysée. Les rats quittent le navire.", language="fr"),
    article("de", "Häuser und Straßen am Hafen. Die Wahlen waren gestern.", language="de"),
    article("tr", "Işıklar söndü, haberler geç geldi.", language="tr"),
    article("ru", "Выборы мэра прошли вчера. Новые дома у моря.", language="ru"),
    article("ar", "وصلت السفينة إلى الميناء مُتَأَخِّرة.", language="ar"),
    article("ja", "東京都知事選挙の結果。水が流れた。", language="ja"),
    article("zh", "渡船停在码头。", language="zh"),
    article("ko", "서울 시장 선거 결과가 나왔다.", language="ko"),
    article("th", "เรือข้ามฟากจอดรออยู่", language="th"),
    article("hr", "Kuće i ratovi na otoku.", language="hr"),
    article("none", "Houses of an unknown tongue, rated twice."),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "index", ARTICLES[:5], ARTICLES[5:])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("house", "en none"),
        ("elections", "en fr"),
        ("election", "en fr"),
        ("Élysée", "fr"),
        ("elysee", "fr"),
        ("rats", "en fr"),
        ("rating", "en none"),
        ("Haus", "de"),
        ("hauser", "de"),
        ("strasse", "de"),
        ("Wahl", "de"),
        ("isik", "tr"),
        ("IŞIK", "tr"),
        ("haber", "tr"),
        ("выборов", "ru"),
        ("новый дом", "ru"),
        ("متأخرة", "ar"),
        ("東京", "ja"),
        ("京都", "ja"),
        ("知事選挙", "ja"),
        ("都選", ""),
        ("水", "ja"),
        ("流", "ja"),
        ("果", "ja"),
        ("码头", "zh"),
        ("서울", "ko"),
        ("시장", "ko"),
        ("ข้าม", "th"),
        ("จอด", "th"),
        ("kuce", "hr"),
        ("ratovi", "hr"),
        ('"les élections"', "fr"),
        ('"rats rate"', "en"),
        ("elec*", "en fr"),
        ("hauzer~1", "de"),
        ("lang:fr rats", "fr"),
        ("-lang:en elections", "fr"),
        ("has:lang house", "en"),
    ],
)
def test_a_query_finds_words_in_the_language_of_each_article(shelf: Shelf, query: str, expected: str) -> None:
    assert sorted(shelf.ids(query)) == expected.split()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("élec", "en fr"), ("wahle", "de"), ("house", "en none"), ("東", "ja"), ("서", "ko"), ("домa"[:3], "ru")],
)
def test_the_last_word_is_a_prefix_in_every_language(shelf: Shelf, typed: str, expected: str) -> None:
    assert sorted(shelf.ids(typed, as_typed=True)) == expected.split()


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("election", ["Elections", "élections"]),
        ("haus", ["Häuser"]),
        ("東京", ["東京"]),
        ("東京 京都", ["東京", "都"]),
        ("水", ["水"]),
        ("知事選挙", ["知事選挙"]),
        ("เรือ", ["เรือ"]),
        ("дом", ["дома"]),
        ('"les elections"', ["Les élections"]),
    ],
)
def test_what_was_found_is_marked(shelf: Shelf, query: str, marked: list[str]) -> None:
    page = shelf.index.search(query, shelf.load)
    found = [hit.snippet[start:end] for hit in sorted(page.hits, key=lambda hit: hit.id) for start, end in hit.matches]
    assert found == marked
    whole = [
        found.text[start:end]
        for found in sorted(shelf.load([hit.id for hit in page.hits]).values(), key=lambda each: each.id)
        for start, end in shelf.index.matches(query, found).text
    ]
    assert whole == marked


def test_languages_are_a_facet(shelf: Shelf) -> None:
    facets = shelf.index.search("election", shelf.load).facets
    assert [(facet.value, facet.count) for facet in facets["lang"]] == [("en", 1), ("fr", 1)]


def test_a_word_weighs_as_much_in_a_language_of_few_articles(tmp_path: Path) -> None:
    many = [article(f"en{number}", "Merkel spoke of the harbour", language="en") for number in range(20)]
    few = [article("de", "Merkel sprach am Hafen dort", language="de")]
    other = [article(f"x{number}", "Nothing to see here today", language="en") for number in range(40)]
    shelf = Shelf(tmp_path / "index", many, few, other)
    hits = shelf.index.search("merkel", shelf.load, limit=30).hits
    assert len(hits) == 21
    assert len({round(hit.score, 9) for hit in hits}) == 1


def test_counts_of_a_stem_are_those_of_all_languages(shelf: Shelf) -> None:
    assert shelf.index.document_count() == len(ARTICLES)
    assert shelf.index.document_frequencies(["elect", "rat"]) == {"elect": 2, "rat": 2}
    assert set(shelf.index.articles_like(["elect", "rat"], 5)) == {"en", "fr"}


def test_another_spelling_is_suggested_in_any_language(shelf: Shelf) -> None:
    assert shelf.index.search("straszen", shelf.load).suggestion == "strassen"


def test_languages_come_and_go_with_their_articles(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    shelf = Shelf(folder, ARTICLES[:1])
    assert shelf.ids("Haus") == []
    shelf.add(ARTICLES[2])
    assert shelf.ids("Haus") == ["de"]
    shelf.engine.drop(["de"])
    assert shelf.ids("Haus") == []
    shelf.engine.close()
    assert opened(folder).document_count() == 1


def test_counts_of_an_english_stem_hold_in_other_languages(shelf: Shelf) -> None:
    assert shelf.index.document_count() == len(ARTICLES)
    stems = [stem(fold(word)) for word in ("Häuser", "Straßen", "Wahlen", "élections")]
    assert min(shelf.index.document_frequencies(stems).values()) >= 1


@pytest.mark.parametrize("word", ["merkel", "hafen", "harbour"])
def test_whooshs_own_matchers_score_every_language_alike(tmp_path: Path, word: str) -> None:
    batches = (
        [article("de", "Merkel sprach am Hafen. Merkel ging.", language="de")],
        [article("en", "Merkel spoke at the harbour", language="en"), article("fr", "Le port", language="fr")],
    )
    Shelf(tmp_path / "index", *batches).engine.close()
    snapshot = Snapshot.open(SegmentShelf(tmp_path / "index"))
    tree = tree_of(word, snapshot)
    evaluator = Evaluator(snapshot, Budget())
    found = evaluator.evaluate(tree)
    expected = fallback.evaluate(snapshot, tree, Budget(), evaluator.evaluate)
    assert len(found.documents)
    assert found.documents.tolist() == expected.documents.tolist()
    assert found.scores == pytest.approx(expected.weights)
