from __future__ import annotations

import re

import pytest

from index.query.parser import parse
from index.query.syntax import Or, Prefix, Query, Row, Wildcard, Words
from index.search.highlighting import Marker
from index.search.snippets import LONGEST, snippet
from index.search.sought_words import Mark
from index.text.stemming import base_stem as stem
from tests.indexing import Words as Archive

TEXT = (
    "The council met on Monday. It spoke of the budget for a long time, and of little else, as it does each spring.\n\n"
    "The old bridge will close in May. A ferry will carry people to the harbour until the new bridge opens. "
    "Tickets cost nothing.\n\n"
    "Nobody asked about the harbour."
)


def word(text: str) -> Words:
    return Words((text,))


def marks(query: str, text: str = TEXT, *, as_typed: bool = False) -> list[Mark]:
    return Marker(parse(query, as_typed=as_typed).tree, Archive()).marks("body", text)


def found(query: str, text: str = TEXT, *, as_typed: bool = False) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks(query, text, as_typed=as_typed)]


def tree_found(tree: Query, text: str, *expanded: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in Marker(tree, Archive(expanded=expanded)).marks("body", text)]


def best(query: str, text: str = TEXT) -> str:
    start, end = snippet(text, marks(query, text), lambda what: 1.0)
    return text[start:end]


def test_all_forms_of_a_word_are_marked() -> None:
    assert found("bridges") == ["bridge", "bridge"]
    assert found("CLOSING") == ["close"]


def test_accents_and_case_do_not_matter() -> None:
    assert found("cafe", "Le Café, le CAFÉ's chairs") == ["Café", "CAFÉ's"]


def test_a_phrase_is_one_mark() -> None:
    assert found('"old bridge"') == ["old bridge"]
    assert found('"old bridges"') == []
    assert found('"bridge old"') == []


def test_what_is_negated_is_not_marked() -> None:
    assert found("ferry -harbour NOT bridge") == ["ferry"]


def test_a_field_is_marked_only_there() -> None:
    marker = Marker(parse("title:bridge").tree, Archive())
    assert marker.marks("body", "The bridge") == []
    assert marker.spans("headline", "The bridge") == ((4, 10),)


def test_filters_mark_nothing() -> None:
    assert found("outlet:council date:2017 tag:bridge") == []


def test_a_prefix_marks_words_that_begin_so_and_none_of_their_other_forms() -> None:
    text = "Custom and customs, customary, accustomed"
    assert tree_found(Prefix("customs"), text) == ["customs"]
    assert tree_found(Prefix("custom"), text) == ["Custom", "customs", "customary"]


def test_a_word_at_the_cursor_marks_its_other_forms_as_well() -> None:
    assert tree_found(Prefix("ferries", typed=True), "A ferry, ferries, ferriesman") == [
        "ferry",
        "ferries",
        "ferriesman",
    ]


def test_exact_words_mark_no_other_form() -> None:
    text = "Bridges and a bridge, the old bridge and the old bridges"
    assert tree_found(Words(("bridge",), exact=True), text) == ["bridge", "bridge"]
    assert tree_found(Words(("old", "bridges"), exact=True), text) == ["old bridges"]
    assert tree_found(Words(("old", "bridges")), text) == ["old bridge", "old bridges"]


@pytest.mark.parametrize(
    ("row", "text", "marked"),
    [
        (
            Row((word("final"), Prefix("batt"))),
            "The final battle, a battle, final battery",
            "final battle|final battery",
        ),
        (Row((Or((word("he"), word("she"))), word("would"))), "He would. They would, she would", "He would|she would"),
        (Row((word("old"), word("bridge")), slop=2), "old red bridge, bridge old, old", "old|bridge"),
        (Row((word("old"), word("bridge")), slop=2, ordered=False), "bridge is old and then old", "bridge|old"),
        (Row((word("a"), word("a")), slop=3, ordered=False), "a b a c d e f a", "a|a"),
        (Row((word("a"), Prefix("a"), word("an")), slop=2, ordered=False), "an a b; a an an; a an", "a an an; a an"),
        (Row((word("old"), word("quay")), ordered=False, within="sentence"), "Quay. Old quay was. Old", "Old quay"),
        (Row((word("old"), word("quay")), within="sentence"), "Quay, old. Old is a quay, old.", "Old|quay"),
        (Row((word("quay"), word("old")), within="paragraph"), "Old quay.\n\nA quay. It is old.", "quay|old"),
        (Row((word("old"), Wildcard("q?ay"))), "old quay, old quays, old", "old quay"),
    ],
)
def test_members_of_a_row_are_marked_where_they_are_in_it(row: Row, text: str, marked: str) -> None:
    assert "|".join(tree_found(row, text, "quay")) == marked


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


def test_a_very_long_text_is_only_looked_at_where_it_may_have_what_is_sought() -> None:
    text = "plain words. " * 30_000 + "A zebra came. " + "plain words. " * 30_000 + "Another zebra."
    marker = Marker(parse("zebra").tree, Archive())
    assert [text[mark.start : mark.end] for mark in marker.quick_marks("body", text)] == ["zebra", "zebra"]


def test_words_near_each_other_are_marked_and_not_what_is_between() -> None:
    assert found('"council budget"~9') == ["council", "budget"]
    assert found('"council budget"~5') == []
    assert found('"the old bridge"~2') == ["The old bridge"]


def test_what_a_wildcard_or_a_fuzzy_word_stands_for_is_marked() -> None:
    for query in ("brid?e", "*dges", "brigde~"):
        marker = Marker(parse(query).tree, Archive(expanded=("bridge",)))
        assert [TEXT[mark.start : mark.end] for mark in marker.marks("body", TEXT)] == ["bridge", "bridge"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("us", "The U.S. and us, bus, US's"),
        ("20000", "About 20,000 of 120,000 or 20.000 or 20000."),
        ("cafe", "Le Café, le CAFÉ\u2019s chairs, cafeteria"),
        ("die", "They lie dying. He died; the dice die."),
        ("eau", "L\u2019eau, l'eau, eau"),
        ("dont", "Don't, don\u2019t; t is alone"),
        ("t", "Don't, don\u2019t; t is alone"),
        ("strasse", "Die Stra\u00dfe, strasse"),
        ('"old harbour bridge"', "The old harbour bridge, old harbour, harbour bridge"),
        ('"old bridge"~3 harbour', "Old harbour bridge, old new harbour bridge, bridge old"),
        ("мост", "Мосты и мост"),
        ("d", "Seen in 3D, 3-D and D"),
        ("court", "A court-appointed clerk of the court, a courtroom"),
        ("wellknown", "A well-known tenor, wellknown"),
        ("coop", "The coo-p, a co-op, a coop"),
        ("neill", "O'Neill and Neill, neill's"),
        ("usled", "A U.S.-led force"),
        ("aarhus", "From \u00c5rhus to Aarhus, not Arhus"),
        ("\u00e5rhus", "From \u00c5rhus to Aarhus"),
        ("=koeln", "K\u00f6ln, Koeln, Kolner"),
        ('"in koeln"', "He was in K\u00f6ln and in Koeln"),
        ("rock'n'roll", "A rock'n'roll band, rock 'n' roll, rock n roll, a rock"),
    ],
)
def test_what_is_found_quickly_is_what_reading_every_word_finds(query: str, text: str) -> None:
    marker = Marker(parse(query).tree, Archive())
    assert marker.quick_marks("body", text) == marker.marks("body", text)
    assert marker.marks("body", text)


@pytest.mark.parametrize("typed", ["c", "co", "court", "u", "us", "we", "well", "ne", "1", "15", "aarh"])
def test_while_typing_marks_are_found_quickly_and_fully(typed: str) -> None:
    text = "A court-appointed U.S.-led U. S. \u00c5rhus; O'Neill, a well-known co-op of 1 500 or 15 in 3D, 4court, C++."
    marker = Marker(parse(typed, as_typed=True).tree, Archive())
    assert marker.quick_marks("body", text) == marker.marks("body", text)
    assert marker.marks("body", text)


@pytest.mark.parametrize(
    ("language", "query", "text"),
    [
        ("de", "Häuser", "Das Haus, die Häuser, des Hauses und hausen"),
        ("de", "abreißen", "Sie wurde abgerissen; abzureißen und die abgerissenen, wir reißen ab"),
        ("de", "zählen", "Gezählt, zählte und zählen, bezahlt"),
        ("de", "Ergebnis", "Das Landtagswahlergebnis, Ergebnisse"),
        ("sv", "valet", "Riksdagsvalet och valet"),
        ("fr", "élections", "L\u2019élection, les élections, électoral, élire"),
        ("nl", "gemaakt", "Wij maken, hij heeft het gemaakt, de maker"),
        ("xx", "gemaakt", "gemaakt, maken"),
    ],
)
def test_other_languages_are_marked_as_quickly_and_as_fully(language: str, query: str, text: str) -> None:
    marker = Marker(parse(query).tree, Archive())
    assert marker.quick_marks("body", text, language) == marker.marks("body", text, language)
    assert marker.marks("body", text, language)


# --- Boundaries -------------------------------------------------------------------------------------------------------


def at_words(text: str, *words: str) -> list[Mark]:
    """The places of ``words`` in ``text``, in order."""
    found = (Mark(each.start(), each.end(), each[0]) for word in words for each in re.finditer(word, text))
    return sorted(found, key=lambda mark: mark.start)


def cut(text: str, **weights: float) -> str:
    """The snippet of ``text`` for words of these weights."""
    start, end = snippet(text, at_words(text, *weights), weights.__getitem__)
    return text[start:end]


@pytest.mark.parametrize(("weight", "shown"), [(1.049, "A ferry, one more ferry."), (1.051, "A bridge.")])
def test_a_second_match_of_a_word_adds_a_twentieth(weight: float, shown: str) -> None:
    assert cut("A ferry, one more ferry.\nA bridge.", ferry=1.0, bridge=weight) == shown


@pytest.mark.parametrize(("longer", "shown"), [(5, "A storm."), (6, "A ferry")])
def test_the_six_lines_with_the_most_matches_are_searched(longer: int, shown: str) -> None:
    """A long line has two words too far apart for one snippet; the last one has a heavier word."""
    line = f"A ferry.{' Rain fell.' * 40} A bridge."
    text = "\n".join([*[line] * longer, "A storm."])
    assert cut(text, ferry=1.0, bridge=1.0, storm=1.5).startswith(shown)


@pytest.mark.parametrize(("end", "found"), [(200_000, True), (200_001, False)])
def test_a_very_long_line_is_searched_for_two_hundred_thousand_characters(end: int, found: bool) -> None:
    begin = "A ferry. "
    rain = "Rain. " * ((end - len(begin)) // 6 - 2)
    text = f"{begin}{rain}{'x' * (end - len(begin) - len(rain) - len('. A storm'))}. A storm blew."
    assert text.index("storm") + len("storm") == end
    assert ("storm" in cut(text, ferry=1.0, storm=9.0)) is found


@pytest.mark.parametrize(("letters", "shown"), [(1_998, "ferry sank."), (1_999, "ferry sank. It rained.")])
def test_the_sentence_of_a_match_may_begin_two_thousand_characters_before(letters: int, shown: str) -> None:
    """A sentence that is too long for a snippet is cut; one whose beginning is farther away begins at the word."""
    assert cut(f"It was {'x' * letters} ferry sank. It rained.", ferry=1.0) == shown


@pytest.mark.parametrize(("light", "found"), [(63, True), (64, False)])
def test_a_long_sentence_is_cut_around_its_first_sixty_four_matches(light: int, found: bool) -> None:
    text = f"Then {'a ferry, ' * light}{'and so on, ' * 30}a bridge"
    assert ("bridge" in cut(text, ferry=1.0, bridge=9.0)) is found


@pytest.mark.parametrize(("others", "words"), [(2_999, ["ferry"]), (3_000, [])])
def test_three_thousand_places_where_a_word_may_begin_are_looked_at(others: int, words: list[str]) -> None:
    text = "ferrous " * others + "ferry"
    marker = Marker(parse("ferry").tree, Archive())
    assert [mark.sought for mark in marker.quick_marks("body", text)] == [stem(word) for word in words]
