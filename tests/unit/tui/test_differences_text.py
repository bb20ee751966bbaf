"""Differences in plain text: the columns, long values, signs of weaker claims, copies, notes and decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import (
    READER,
    Article,
    Claim,
    CleanArticle,
    Difference,
    DisputedFact,
    FactValue,
    Metadata,
    PartialDate,
    Settlement,
    StatedValue,
    StoryDifferences,
)
from tui.export import differences_text
from tui.export.differences_json import differences_record
from tui.export.differences_markdown import differences_markdown
from tui.rendering.stated_facts import NOTHING_FOUND, not_listed

DAY = PartialDate.parse("2023-05-02")


def article(id: str, outlet: str | None, day: PartialDate | None = DAY) -> Article:
    text = f"Nine people were hurt, said {outlet}."
    content = CleanArticle(Metadata(headline=f"Head {id}", outlet=outlet, published=day), text, ((0, len(text)),))
    return Article(id, 1, id, "", (f"{id}.txt",), content)


def stated(id: str, text: str, speaker: str = "", moment: PartialDate | None = DAY) -> StatedValue:
    return StatedValue(id, 1, "text", (0, 30), f"{text} people were hurt.", (0, len(text)), text, text, speaker, moment)


def fact(*values: tuple[StatedValue, ...], claim: Claim = "conflict", subject: str = "people hurt") -> DisputedFact:
    found = tuple(FactValue(some[0].text, some, len(some), claim) for some in values)
    pair = Difference("figure", claim, subject, values[0][0], values[1][0], 0.9)
    return DisputedFact("figure", claim, subject, found, (pair,), 0.9)


def found(*facts: DisputedFact, more: int = 0, note: str = "") -> StoryDifferences:
    articles = (article("a", "The Weir"), article("b", "The Herald"), article("c", "Mirror"), article("d", None))
    groups = (("a", "b"), ("c",), ("d",))
    return StoryDifferences(articles, facts, 3, "Barge", groups, more, note)


def lines(some: StoryDifferences, width: int | None = 80) -> list[str]:
    return differences_text.differences_text(some, width)


PLAIN = fact((stated("a", "Nine"), stated("b", "Nine")), (stated("c", "Seven", "Ines Tarrow"),))


def test_texts_are_counted_where_some_are_copies() -> None:
    alone = replace(found(PLAIN), texts=4)
    assert lines(alone)[1] == "2 May 2023 · 4 articles, 3 outlets"


def test_a_fact_has_its_values_in_a_column_and_copies_are_one_text() -> None:
    assert lines(found(PLAIN)) == [
        "Barge",
        "2 May 2023 · 4 articles, 3 texts, 3 outlets",
        "",
        "✕ 1 conflict: both cannot be true",
        "",
        f"  people hurt{' ' * 57}[{PLAIN.key}]",
        "    Nine   The Weir = The Herald (copies of one text), 2 May 2023",
        "             “Nine people were hurt.”",
        "    Seven  Mirror, Ines Tarrow, 2 May 2023",
        "             “Seven people were hurt.”",
    ]


def test_copies_that_state_different_values_are_edited_ones() -> None:
    other = fact((stated("a", "Two"),), (stated("b", "Three"),), subject="cars")
    edited = lines(found(PLAIN, other), None)
    assert "    Nine   The Weir = The Herald (edited copies of one text), 2 May 2023" in edited
    assert edited[2] == "Edited copies of one text, counted once, state different values: The Weir, The Herald."
    assert "edited" not in "".join(lines(found(PLAIN, fact((stated("a", "Two"),), (stated("c", "Three"),)))))


def test_copies_are_not_edited_where_a_reader_settled_that_both_say_the_same() -> None:
    settled = Settlement("same", READER, "", "2024-01-01")
    other = replace(fact((stated("a", "Two"),), (stated("b", "Three"),)), settled=settled)
    assert "edited" not in "".join(lines(found(PLAIN, other)))


def test_copies_that_name_different_speakers_have_each_its_own() -> None:
    nine = (stated("a", "Nine", "Oda Finch"), stated("b", "Nine", "Ida Finch"))
    shown = lines(found(fact(nine, (stated("c", "Seven"),))), None)
    assert "    Nine   The Weir (Oda Finch) = The Herald (Ida Finch) (copies of one text), 2 May 2023" in shown


def test_without_a_width_no_line_is_broken() -> None:
    long = fact((stated("a", "Nine " * 40),), (stated("c", "Seven"),))
    assert any(len(line) > 200 for line in lines(found(long), None))
    assert f"  people hurt  [{PLAIN.key}]" in lines(found(PLAIN), None)


@pytest.mark.parametrize(("cells", "beside"), [(18, True), (19, False)])
def test_a_long_value_has_a_line_of_its_own(cells: int, *, beside: bool) -> None:
    shown = lines(found(fact((stated("a", "x" * cells),), (stated("c", "Seven"),))))
    assert (f"    {'x' * cells}  The Weir, 2 May 2023" in shown) == beside
    assert (f"    {'x' * cells}" in shown) == (not beside)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_no_line_is_wider_than_it_may_be(width: int) -> None:
    hard = fact((stated("a", "Nine " * 9, "the regional service of emergencies"),), (stated("c", "Seven"),))
    assert max(map(len, lines(found(replace(hard, subject="people hurt " * 9)), width))) <= width


def test_a_value_of_which_less_is_claimed_has_its_sign() -> None:
    weaker = replace(PLAIN, values=(PLAIN.values[0], replace(PLAIN.values[1], claim="differs")))
    assert "    ≠ Seven  Mirror, Ines Tarrow, 2 May 2023" in lines(found(weaker))
    assert "≠ **Seven**" in differences_markdown(found(weaker))


def test_an_update_shows_the_time_of_day() -> None:
    times = [PartialDate.parse(f"2023-05-02T{hour}") for hour in ("06:00", "18:30")]
    update = fact((stated("a", "Nine", "", times[0]),), (stated("c", "Seven", "", times[1]),), claim="update")
    shown = lines(found(update))
    assert "    Nine   The Weir, 2023-05-02 06:00" in shown
    assert "    Seven  Mirror, 2023-05-02 18:30" in shown


def test_an_open_fact_says_what_is_not_known() -> None:
    pair = replace(PLAIN.differences[0], claim="open", missing="which Monday is meant")
    open_one = replace(PLAIN, claim="open", differences=(pair,))
    assert "    not known: which Monday is meant" in lines(found(open_one))
    assert "- not known: which Monday is meant" in differences_markdown(found(open_one))


def test_an_article_of_no_outlet_goes_by_its_headline_and_a_fact_of_no_subject_by_its_kind() -> None:
    shown = lines(found(fact((stated("d", "Nine", "", None),), (stated("c", "Seven"),), subject="")))
    assert "    Nine   Head d" in shown
    assert any(line.startswith("  figure ") for line in shown)


def test_decisions_are_named_as_the_readers_or_the_judges() -> None:
    pair = replace(
        PLAIN.differences[0],
        settled=Settlement("same", "reader", "one list"),
        judged=Settlement("conflict", "small", "they cannot both be"),
    )
    settled = replace(PLAIN, differences=(pair,), settled=pair.settled)
    shown = lines(found(settled))
    assert shown[3] == "1 settled"
    assert shown[-2:] == ["    settled: same, one list", "    judge small: conflict, they cannot both be"]
    three = replace(settled, values=(*settled.values, FactValue("two", (stated("d", "two"),), 1)))
    assert "    settled: same of Nine / Seven, one list" in lines(found(three))


def test_what_was_not_compared_is_said() -> None:
    shown = lines(found(more=3, note="Two languages."))
    assert shown[2:] == [
        "3 more articles of it not compared: these are the most central ones.",
        "Two languages.",
        "",
        "No differences were found. This does not mean that the articles agree.",
    ]


OTHER = fact((stated("a", "Two"),), (stated("c", "Three"),), claim="differs", subject="boats")


def test_what_is_left_out_is_counted_by_claim_in_every_format() -> None:
    left_out = (PLAIN, OTHER, OTHER)
    said = "3 more facts are not listed: 1 conflict, 2 differ."
    assert differences_text.differences_text(found(PLAIN), 80, left_out)[-1] == said
    assert said in differences_markdown(found(PLAIN), left_out)
    record = differences_record(found(PLAIN), left_out)
    assert isinstance(record, dict)
    assert record["total"] == 4
    assert not_listed((PLAIN,)) == "1 more fact is not listed: 1 conflict."
    assert not_listed(()) == ""


def test_a_list_of_which_all_is_left_out_is_not_called_empty() -> None:
    assert NOTHING_FOUND not in differences_text.differences_text(found(), 80, (PLAIN,))
    assert NOTHING_FOUND not in differences_markdown(found(), (PLAIN,))
