from __future__ import annotations

import pytest

from index.fulltext.dictionary import Dictionary
from index.fulltext.marks import Mark, Marker
from index.fulltext.querylanguage import parse
from index.fulltext.snippets import LONGEST, snippet

TEXT = (
    "The council met on Monday. It spoke of the budget for a long time, and of little else, as it does each spring.\n\n"
    "The old bridge will close in May. A ferry will carry people to the harbour until the new bridge opens. "
    "Tickets cost nothing.\n\n"
    "Nobody asked about the harbour."
)


def marks(query: str, text: str = TEXT, *, as_typed: bool = False, words: tuple[str, ...] = ()) -> list[Mark]:
    return Marker(parse(query, as_typed=as_typed).tree, Dictionary(sorted(words))).marks("body", text)


def found(query: str, text: str = TEXT, *, as_typed: bool = False, words: tuple[str, ...] = ()) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks(query, text, as_typed=as_typed, words=words)]


def best(query: str, text: str = TEXT) -> str:
    start, end = snippet(text, marks(query, text), lambda what: 1.0)
    return text[start:end]


def test_all_forms_of_a_word_are_marked() -> None:
    assert found("bridges") == ["bridge", "bridge"]
    assert found("CLOSING") == ["close"]


def test_accents_and_case_do_not_matter() -> None:
    assert found("cafe", "Le Café, le CAFÉ's chairs") == ["Café", "CAFÉ's"]


def test_a_phrase_is_one_mark() -> None:
    assert found('"old bridges"') == ["old bridge"]
    assert found('"bridge old"') == []


def test_what_is_negated_is_not_marked() -> None:
    assert found("ferry -harbour NOT bridge") == ["ferry"]


def test_a_field_is_marked_only_there() -> None:
    marker = Marker(parse("title:bridge").tree, Dictionary())
    assert marker.marks("body", "The bridge") == []
    assert marker.spans("headline", "The bridge") == ((4, 10),)


def test_filters_mark_nothing() -> None:
    assert found("outlet:council date:2017 tag:bridge") == []


def test_a_prefix_marks_words_as_written_and_their_other_forms() -> None:
    assert found("housin", "Houses and housing, thousands", as_typed=True, words=("housing",)) == ["Houses", "housing"]


def test_a_repeated_query_of_the_same_phrase_takes_the_longest() -> None:
    assert found('"new bridge" OR "the new bridge opens"') == ["the new bridge opens"]


def test_the_passage_has_the_most_of_the_words() -> None:
    assert best("ferry harbour").startswith("The old bridge will close")
    assert "harbour" in best("ferry harbour")


def test_the_passage_begins_and_ends_with_sentences() -> None:
    assert best("harbour asked") == "Nobody asked about the harbour."


def test_weights_decide_between_passages() -> None:
    heavy = {"ask": 9.0}
    start, end = snippet(TEXT, marks("ferry bridge asked"), lambda what: heavy.get(what, 1.0))
    assert TEXT[start:end] == "Nobody asked about the harbour."


def test_a_passage_stays_inside_its_paragraph() -> None:
    assert "\n" not in best("tickets")


def test_without_finds_it_is_the_beginning() -> None:
    assert best("zebra").startswith("The council met on Monday.")
    assert snippet("", [], lambda what: 1.0) == (0, 0)


@pytest.mark.parametrize("at", [0, 500, 1_990])
def test_of_a_long_sentence_it_is_the_part_with_the_find(at: int) -> None:
    words = ["plain"] * 2_000
    words[at] = "zebra"
    passage = best("zebra", " ".join(words))
    assert "zebra" in passage
    assert len(passage) <= LONGEST
    assert set(passage.split()) <= {"plain", "zebra"}


def test_a_word_longer_than_a_snippet_is_cut() -> None:
    start, end = snippet("a" * 4_000, marks("a" * 4_000, "a" * 4_000), lambda what: 1.0)
    assert 0 < end - start <= LONGEST


def test_in_a_very_long_text_the_first_part_with_finds_is_enough() -> None:
    text = "plain words. " * 30_000 + "A zebra came. " + "plain words. " * 30_000 + "Another zebra."
    marker = Marker(parse("zebra").tree, Dictionary())
    (mark,) = marker.first_marks("body", text)
    start, end = snippet(text, [mark], lambda what: 1.0)
    assert "A zebra came." in text[start:end]
    assert len(marker.marks("body", text)) == 2
    assert marker.first_marks("body", TEXT) == []
