"""Spans of days, bounds of queries, spellings, beginnings of words, patterns and snippets: where each boundary is."""

from __future__ import annotations

import math
from datetime import date
from functools import partial

import pytest

from index.errors import Cancelled, QueryTooCostly
from index.query import limits
from index.query.dates import EVER, date_range, one_side
from index.query.lexer import lexemes
from index.query.parser import parse
from index.query.syntax import Fuzzy
from index.query.written_dates import Unreadable
from index.search import suggestions
from index.search.snippets import LONGEST, snippet
from index.search.sought_words import Mark
from index.search.statistics import idf
from index.search.whoosh_engine.evaluation.lexicon import distance
from index.search.word_beginnings import beginnings_of, flat, word_start

TODAY = date(2019, 3, 14)
"""A Thursday."""

# --- Days -------------------------------------------------------------------------------------------------------------


def span(text: str, today: date = TODAY) -> tuple[str | None, str | None]:
    """The first and the last day; None for an open side."""
    found = date_range(text, today)
    assert found.first == EVER.first or found.first % 1440 == 0
    assert found.last == EVER.last or (found.last + 1) % 1440 == 0
    return _day(found.first, EVER.first), _day(found.last, EVER.last)


def _day(minute: int, never: int) -> str | None:
    return None if minute == never else date.fromordinal(date(1970, 1, 1).toordinal() + minute // 1440).isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2020-2", "2020-02-01", "2020-02-29"),
        ("2019-12", "2019-12-01", "2019-12-31"),
        ("2019-02-03", "2019-02-03", "2019-02-03"),
        ("2017-06..2019-02", "2017-06-01", "2019-02-28"),
        ("2019..2019", "2019-01-01", "2019-12-31"),
        ("..2019", None, "2019-12-31"),
        ("2019..", "2019-01-01", None),
        ("today", "2019-03-14", "2019-03-14"),
        ("Yesterday", "2019-03-13", "2019-03-13"),
        ("this week", "2019-03-11", "2019-03-17"),
        ("last week", "2019-03-04", "2019-03-10"),
        ("this month", "2019-03-01", "2019-03-31"),
        ("last  month", "2019-02-01", "2019-02-28"),
        ("this year", "2019-01-01", "2019-12-31"),
        ("last year", "2018-01-01", "2018-12-31"),
        ("last 1 day", "2019-03-14", "2019-03-14"),
        ("last 7 days", "2019-03-08", "2019-03-14"),
        ("last 2 weeks", "2019-03-01", "2019-03-14"),
        ("last 10000 days", "1991-10-28", "2019-03-14"),
        ("last 1 month", "2019-02-15", "2019-03-14"),
        ("last 3 months", "2018-12-15", "2019-03-14"),
        ("last 2 years", "2017-03-15", "2019-03-14"),
        ("last week..today", "2019-03-04", "2019-03-14"),
    ],
)
def test_spans_of_days(text: str, first: str | None, last: str | None) -> None:
    assert span(text) == (first, last)


def test_a_month_without_such_a_day_ends_a_count_on_its_last() -> None:
    assert span("last 1 month", date(2019, 3, 31)) == ("2019-03-01", "2019-03-31")
    assert span("last 1 year", date(2020, 2, 29)) == ("2019-03-01", "2020-02-29")
    assert span("last 2 months", date(2019, 1, 15)) == ("2018-11-16", "2019-01-15")
    assert span("last month", date(2019, 1, 15)) == ("2018-12-01", "2018-12-31")
    assert span("this week", date(2019, 3, 11)) == span("this week", date(2019, 3, 17)) == ("2019-03-11", "2019-03-17")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "..",
        "soon",
        "2019-13",
        "2019-00",
        "2019-02-30",
        "2020..2019",
        "last 0 days",
        "last 99999 years",
        "last days",
        "20199",
        "last 123456 days",
    ],
)
def test_what_is_no_span_of_days(text: str) -> None:
    with pytest.raises(Unreadable):
        date_range(text, TODAY)


def test_before_and_after_leave_the_day_itself_out() -> None:
    day = date_range("2019-03-14", TODAY)
    assert one_side("before", "2019-03-14", TODAY) == (EVER.first, day.first - 1)
    assert one_side("after", "2019-03-14", TODAY) == (day.last + 1, EVER.last)
    assert one_side("before", "2019", TODAY).last == date_range("2019", TODAY).first - 1
    assert one_side("after", "2019-03", TODAY).first == date_range("2019-03", TODAY).last + 1
    for side in ("before", "after"):
        with pytest.raises(Unreadable):
            one_side("before" if side == "before" else "after", " ", TODAY)


# --- Bounds -----------------------------------------------------------------------------------------------------------


def test_what_a_query_may_cost() -> None:
    limits.check_length("x" * 4096)
    limits.check_length("\u00e9" * 2048)
    for text in ("x" * 4097, "\u00e9" * 2049):
        with pytest.raises(QueryTooCostly):
            limits.check_length(text)
    limits.check_clauses(256, 1)
    limits.check_depth(32, 1)
    limits.check_literal(2, 1)
    limits.check_expanded(1024, "a*")
    for refused in (
        partial(limits.check_clauses, 257, 7),
        partial(limits.check_depth, 33, 7),
        partial(limits.check_literal, 1, 7),
    ):
        with pytest.raises(QueryTooCostly) as error:
            refused()
        assert error.value.column == 7
    with pytest.raises(QueryTooCostly):
        limits.check_expanded(1025, "a*")


def test_a_search_may_read_a_hundred_million_postings() -> None:
    budget = limits.Budget()
    budget.check(60_000_000)
    budget.check(40_000_000)
    with pytest.raises(QueryTooCostly):
        budget.check(1)
    assert budget.spent == 100_000_001
    budget.unbounded().check(10**12)


def test_a_fuzzy_word_has_at_most_two_wrong_letters() -> None:
    assert parse("ferry~2").tree == Fuzzy("ferry", 2)
    with pytest.raises(QueryTooCostly):
        parse("ferry~3")
    assert parse("ferry~3", as_typed=True).tree == Fuzzy("ferry", 2)


def test_a_budget_ends_a_search_that_was_dropped_or_takes_too_long() -> None:
    limits.Budget().check()
    limits.Budget(lambda: False).check()
    with pytest.raises(QueryTooCostly):
        limits.Budget(work=-1).check()
    dropped = limits.Budget(lambda: True)
    with pytest.raises(Cancelled):
        dropped.check()
    with pytest.raises(Cancelled):
        dropped.part(9).check()
    with pytest.raises(Cancelled):
        dropped.unbounded().check()
    with pytest.raises(QueryTooCostly):
        limits.Budget().part(-1).check()
    limits.Unlimited(lambda: True, -1).check()


# --- Spellings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "other", "apart"),
    [
        ("ferry", "ferry", 0),
        ("ferry", "fery", 1),
        ("ferry", "ferrys", 1),
        ("ferry", "furry", 1),
        ("ferry", "frery", 1),
        ("ferry", "fury", 2),
        ("ferry", "yrref", 3),
        ("ab", "ba", 1),
        ("abc", "cab", 2),
        ("", "ab", 2),
        ("", "abcd", 3),
        ("", "", 0),
        ("a", "b", 1),
    ],
)
def test_the_distance_of_two_words(word: str, other: str, apart: int) -> None:
    assert distance(word, other, 2) == distance(other, word, 2) == apart


def suggested(word: str, **frequencies: int) -> str | None:
    def near(of: str, limit: int) -> list[str]:
        return [other for other in frequencies if distance(of, other, limit) <= limit]

    return suggestions.suggestion(word, near, lambda others: {other: frequencies[other] for other in others})


def test_the_likeliest_spelling_is_suggested() -> None:
    assert suggested("fery", ferry=1) == "ferry"
    assert suggested("fery", ferry=1, fern=2) == "fern"
    # One with another first letter needs ten times as many articles.
    assert suggested("fery", ferry=10, very=101) == "very" and suggested("fery", ferry=10, very=99) == "ferry"
    assert suggested("fery", ferry=1, fern=1) == "ferry"
    assert suggested("fery", fery=9) is None and suggested("fery", ferry=0) is None and suggested("fery") is None
    # A word in the archive is no reason not to look for others.
    assert suggested("fery", fery=9, ferry=1) == "ferry"


def test_words_that_are_too_short_too_long_or_numbers_have_no_other_spelling() -> None:
    assert suggested("fer", ferr=1) is None
    assert suggested("fers", fer=1) is None and suggested("ferr", fers=1) == "fers"
    assert suggested("fer1", ferr=1) is None
    assert suggested("f" * 40, **{"f" * 41: 1}) == "f" * 41
    assert suggested("f" * 41, **{"f" * 40: 1}) is None


def test_two_mistakes_are_allowed_from_six_letters_on_and_not_in_the_first() -> None:
    assert suggested("brigde", bride=1, bridges=0) is not None
    assert suggested("harbxx", harbour=1, harbyy=1) == "harbyy"
    assert suggested("harxx", haryy=1) is None
    assert suggested("xarbxr", harbor=1) is None
    assert suggested("harbxx", harbyy=1, harbzz=2) == "harbzz"
    assert suggested("harbxx", harbyy=0) is None
    assert suggested("harbxxx", harbyyy=1) is None and suggested("harboxx", harboyy=1) == "harboyy"
    # One mistake goes before two.
    assert suggested("harbxx", harbyx=1, harbyy=9) == "harbyx"


def test_the_weight_of_a_word_falls_with_its_frequency_and_stays_above_zero() -> None:
    weights = [idf(100, n) for n in range(101)]
    assert weights == sorted(weights, reverse=True) and weights[-1] > 0
    assert idf(100, 100) == pytest.approx(idf(101, 101), abs=1e-3)
    assert idf(0, 0) > 0
    assert idf(1000, 10) == pytest.approx(4.5574, abs=1e-4)
    # Half an article is added to those that have the word and to those that lack it, of which there are never fewer.
    assert idf(3, 1) == pytest.approx(math.log1p(2.5 / 1.5))
    assert idf(3, 3) == pytest.approx(math.log1p(0.5 / 3.5)) and idf(1, 3) == pytest.approx(math.log1p(0.5 / 3.5))


# --- Beginnings of words ----------------------------------------------------------------------------------------------


def test_the_beginnings_that_the_words_of_a_stem_have() -> None:
    assert beginnings_of(["ferri"]) == frozenset({"ferr"})
    assert beginnings_of(["hafens"], 3) == frozenset({"haf"})
    assert beginnings_of(["us"]) == frozenset({"us", "u.s."}) and beginnings_of(["a"]) == frozenset({"a"})
    assert beginnings_of(["abcd"]) == frozenset({"abc", "a.b."}) and beginnings_of(["abcde"]) == frozenset({"abcd"})
    assert beginnings_of(["die"]) == frozenset({"d", "d.i."}) and beginnings_of(["sky"]) == frozenset({"s", "s.k."})
    assert beginnings_of(["run"]) == frozenset({"ru", "r.u."}) and beginnings_of(["an"], 3) == frozenset({"an", "a.n."})
    assert beginnings_of(["20000"]) == frozenset({"2"})
    assert beginnings_of(["\u0e01"]) is None and beginnings_of(["-a"]) is None and beginnings_of([""]) is None
    letters = "abcdefgh"
    many = [a + b + "xxxxx" for a in letters for b in letters]
    assert len(beginnings_of(many) or ()) == 64 and beginnings_of([*many, "zzzzzzz"]) is None


def test_a_text_without_accents_has_as_many_characters() -> None:
    assert flat("Caf\u00e9 \u00c0") == "cafe a" and flat("ABC") == "abc"
    assert flat("\u0130") is None and flat("a\u0301") is None and flat("\ufb01") is None
    assert flat("\u201cA\u201d \u2013 \u2026") == "\u201ca\u201d \u2013 \u2026"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("\u00ad", "\u00ad"),
        ("\u0300", "\u036f"),
        ("\u0483", "\u0487"),
        ("\u0591", "\u05c7"),
        ("\u0610", "\u061a"),
        ("\u064b", "\u065f"),
        ("\u0e01", "\u1d00"),
        ("\u200b", "\u200f"),
    ],
)
def test_signs_that_belong_to_a_letter_and_scripts_without_spaces_are_not_flat(first: str, last: str) -> None:
    assert flat(f"a{first}") is None and flat(f"a{last}") is None
    assert flat(f"a{chr(ord(first) - 1)}") and flat(f"a{chr(ord(last) + 1)}")


@pytest.mark.parametrize("joint", "'\u2019.,\u00a0")
def test_a_word_goes_on_after_an_apostrophe_stop_comma_or_fixed_space(joint: str) -> None:
    assert word_start(f"so one{joint}two", 7) == 3 and word_start("so one;two", 7) == 7


def test_a_text_is_cut_where_a_word_begins() -> None:
    assert word_start("one two", 5) == 4 and word_start("one two", 0) == 0
    assert word_start("one u.s.'s", 9) == 4 and word_start("one-two", 5) == 4
    assert word_start("x" * 100, 90) == 90 - 64


# --- Snippets ---------------------------------------------------------------------------------------------------------


def marks(text: str, *words: str) -> list[Mark]:
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(Mark(at, at + len(word), word))
            at = text.find(word, at + 1)
    return sorted(found, key=lambda mark: mark.start)


def shown(text: str, *words: str, weight: dict[str, float] | None = None) -> str:
    start, end = snippet(text, marks(text, *words), lambda word: (weight or {}).get(word, 1.0))
    assert end - start <= LONGEST == 240
    return text[start:end]


PADDING = "And so it went on for a long time, with nothing to be seen of anybody or anything in the whole of the town. "
"""Of 109 characters: three of them are no snippet."""


def test_without_a_find_the_beginning_is_shown() -> None:
    assert shown("One. Two.\nThree.") == "One. Two."
    assert shown("") == ""
    assert shown("word " * 100) == ("word " * 48)[:-1]


def test_the_sentence_with_most_of_the_words_is_shown() -> None:
    text = f"A ferry sank. {PADDING * 3}A ferry and a bridge. {PADDING * 3}A bridge."
    assert "ferry and a bridge" in shown(text, "ferry", "bridge")
    assert shown(text, "ferry", "bridge", weight={"ferry": 9.0, "bridge": 0.0}).startswith("A ferry sank.")
    # A second find of the same adds hardly anything, and of two alike the first is shown.
    text = f"One ferry. {PADDING * 3}A ferry, a ferry. {PADDING * 3}A bridge, a ferry."
    assert "bridge" in shown(text, "ferry", "bridge")
    assert "A ferry, a ferry" in shown(text, "ferry")
    text = f"One ferry. {PADDING * 3}Two ferry."
    assert shown(text, "ferry").startswith("One ferry.")


def test_a_snippet_grows_within_its_paragraph_as_far_as_there_is_room() -> None:
    assert shown("One.\nTwo. A ferry. Three.\nFour.", "ferry") == "Two. A ferry. Three."
    long = "x" * 100
    text = f"{long}. A ferry {long}. Y{long}."
    assert shown(text, "ferry") == f"A ferry {long}. Y{long}."
    exact = f"A ferry {'x' * 111}. Y{'y' * 116}."
    assert len(exact) == 239 and shown(exact, "ferry") == exact
    wide = f"A ferry {'x' * 111}. Y{'y' * 118}."
    assert len(wide) == 241 and shown(wide, "ferry") == f"A ferry {'x' * 111}."


def test_a_long_sentence_is_cut_around_the_find_between_words() -> None:
    text = "word " * 100 + "ferry " + "word " * 100
    cut = shown(text, "ferry")
    assert cut.startswith("word ") and cut.endswith("word") and "ferry" in cut
    assert cut.index("ferry") == 55 and 235 <= len(cut) <= 240
    unbroken = "x" * 300 + "ferry" + "x" * 300
    assert shown(unbroken, "ferry") == ("x" * 60 + "ferry" + "x" * 300)[:240]


def test_each_find_of_a_long_sentence_may_be_the_best() -> None:
    text = f"ferry {'word ' * 80}bridge {'word ' * 80}storm {'word ' * 80}"
    for best in ("ferry", "bridge", "storm"):
        assert best in shown(text, "ferry", "bridge", "storm", weight={best: 9.0})


def test_lines_with_the_weightiest_words_are_looked_into_first() -> None:
    lines = [f"A ferry {n}." for n in range(8)]
    text = "\n".join([*lines, "A ferry, a bridge."])
    assert shown(text, "ferry", "bridge") == "A ferry, a bridge."


# --- Fields -----------------------------------------------------------------------------------------------------------


def test_the_note_about_a_field_that_there_is_not_names_those_that_there_are() -> None:
    assert "outlet:" in parse("one colour:red").notes[0]
    for harmless in ("at 10:15", "http://a.example", "so: this", "(so:)", "so:"):
        assert "field" not in [lexeme.kind for lexeme in lexemes(harmless)]
