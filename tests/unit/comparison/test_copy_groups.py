"""One text and who ran it: which copies are one group, who was first, and which parts belong to it."""

from __future__ import annotations

from index.comparison.reuse.copy_groups import Spread, spreads
from index.model import PartialDate
from index.store.copies import Copy


def copy(one: str, other: str, one_share: float, other_share: float, words: int = 100) -> Copy:
    return Copy(one, other, one_share, other_share, words, words)


def members(found: list[Spread]) -> list[tuple[list[str], list[tuple[str, str]]]]:
    return [([each.id for each in one.copies], [(each.id, each.role) for each in one.parts]) for one in found]


DAYS = {**{id: PartialDate(f"2020-01-0{day}") for day, id in enumerate("abcd", 1)}, "e": None}


def test_whole_copies_are_one_group_in_order_of_time_and_the_first_one_is_the_source() -> None:
    (found,) = spreads([copy("c", "b", 0.9, 0.95), copy("b", "a", 1, 0.8), copy("e", "c", 0.7, 0.7)], DAYS)
    assert [each.id for each in found.copies] == ["a", "b", "c", "e"]
    assert (found.guess, found.first) == ("earliest date", None)  # e has no date
    (dated,) = spreads([copy("c", "b", 0.9, 0.95), copy("b", "a", 1, 0.8)], DAYS)
    assert (dated.guess, dated.first) == ("published first", "a")


def test_a_whole_copy_is_not_published_first_beside_an_undated_part_of_the_text() -> None:
    (found,) = spreads([copy("b", "c", 1, 1), copy("e", "b", 0.9, 0.3)], DAYS)
    assert ([each.id for each in found.copies], [each.id for each in found.parts]) == (["b", "c"], ["e"])
    assert (found.guess, found.first) == ("earliest date", None)


def test_cuts_pieces_and_longer_texts_stand_around_a_group() -> None:
    pairs = [copy("a", "b", 1, 1), copy("a", "c", 0.3, 0.9), copy("a", "d", 0.9, 0.3), copy("b", "e", 0.2, 0.3)]
    (found,) = spreads(pairs, DAYS)
    assert members([found]) == [(["a", "b"], [("c", "cut"), ("d", "extended"), ("e", "piece")])]
    assert (found.parts[0].share, found.parts[0].text_share) == (0.9, 0.3)


def test_a_roundup_does_not_make_one_text_of_two() -> None:
    found = spreads([copy("a", "d", 1, 0.3), copy("b", "d", 1, 0.3)], DAYS)
    assert sorted(members(found)) == [(["a"], [("d", "extended")]), (["b"], [("d", "extended")])]


def test_those_that_have_one_piece_are_reported_with_the_earliest() -> None:
    pairs = [copy("a", "b", 0.2, 0.2), copy("a", "c", 0.2, 0.2), copy("b", "c", 0.2, 0.2)]
    assert members(spreads(pairs, DAYS)) == [(["a"], [("b", "piece"), ("c", "piece")])]


def test_what_two_parts_share_beyond_the_text_is_reported_too() -> None:
    pairs = [copy("a", "b", 0.2, 0.2), copy("a", "c", 0.2, 0.2), copy("b", "c", 0.5, 0.5, 400)]
    assert members(spreads(pairs, DAYS)) == [
        (["a"], [("b", "piece"), ("c", "piece")]),
        (["b"], [("c", "piece")]),
    ]


def test_clocks_tell_where_days_do_not_and_else_who_shares_most() -> None:
    clocks = {"a": PartialDate("2020-01-01T08:10"), "b": PartialDate("2020-01-01T07:25+01:00")}
    (found,) = spreads([copy("a", "b", 1, 1)], clocks)
    assert (found.copies[0].id, found.guess, found.first) == ("b", "clock", None)
    (found,) = spreads([copy("a", "b", 1, 1), copy("b", "c", 1, 1)], {})
    assert (found.copies[0].id, found.guess) == ("b", "most shared")


def test_no_pairs_no_groups() -> None:
    assert spreads([], {}) == []


def test_clocks_of_two_zones_show_no_source() -> None:
    # At 23:59 of the 2nd in New York it was 05:59 of the 3rd in Berlin; when on the 3rd "c" was published is not known.
    dates = {
        "a": PartialDate("2021-03-02T23:59-05:00"),
        "b": PartialDate("2021-03-03T05:10+01:00"),
        "c": PartialDate("2021-03-03"),
    }
    (found,) = spreads([copy("a", "b", 1, 1), copy("b", "c", 1, 1)], dates)
    assert (found.guess, found.first) == ("most shared", None)


def test_who_was_surely_later_is_not_the_source_however_much_it_shares() -> None:
    dates = {"a": PartialDate("2021-03-01"), "b": PartialDate("2021-03-02"), "c": PartialDate("2021-03")}
    (found,) = spreads([copy("a", "b", 1, 1, 50), copy("b", "c", 1, 1, 100)], dates)
    assert (found.copies[0].id, found.guess) == ("c", "most shared")
    (found,) = spreads([copy("a", "b", 1, 1, 100), copy("b", "c", 1, 1, 20)], dates)
    assert (found.copies[0].id, found.guess) == ("a", "most shared")
