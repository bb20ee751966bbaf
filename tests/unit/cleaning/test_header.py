"""What stands above the body of a plain text: which line is headline, deck, byline, date, outlet and section."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.cleaning.lines import Line
from index.cleaning.plain_text.header import (
    Header,
    plain_form,
    read,
)
from index.model import HiddenReason
from tests.lines import line, paragraph

BODY = [paragraph("The council closed the bridge on Monday.", 30), paragraph("It will be mended.", 30)]
TITLE = line("Council closes old swing bridge", 5)
BYLINE = line("By Ada Quill", 3, byline=True)
DAY = line("12 May 2021", 3, dated=True)


def header(
    *above: Line, declared: str | None = None, likely: Sequence[float] | None = None, below: Sequence[Line] = BODY
) -> Header:
    lines = [*above, *below]
    return read(lines, likely or [0.9] * len(lines), len(above), declared)


# --- The headline -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form"),
    [("The  End: \u00c0 la_carte!", "theend\u00e0lacarte"), ("STRASSE", "strasse"), ("", ""), ("...", "")],
)
def test_headlines_are_compared_by_letters_and_digits(text: str, form: str) -> None:
    assert plain_form(text) == form
    assert plain_form(text * 300) == form * 300


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        (TITLE, True),
        (line("x y", 2), True),
        (line("x", 1), False),
        (line("x", 32), True),
        (line("x", 33), False),
        (TITLE._replace(dated=True), False),
        (TITLE._replace(byline=True), False),
        (TITLE._replace(cue=HiddenReason.NEWSLETTER), False),
        (TITLE._replace(text="It was closed."), False),
        (TITLE._replace(text="It was closed:"), False),
        (TITLE._replace(text="It was closed,"), False),
        (TITLE._replace(text="It was closed;"), False),
        (TITLE._replace(text="It was closed\u2026"), False),
        (TITLE._replace(features=("bullet",)), False),
        (TITLE._replace(features=("address or handle",)), False),
        (TITLE._replace(text="Home \u203a Town"), False),
        (TITLE._replace(text="Bridges \u203a Town"), True),
    ],
)
def test_what_may_be_a_headline(first: Line, is_headline: bool) -> None:
    assert header(first, DAY).headline == (0 if is_headline else None)


def test_a_text_without_lines_above_its_body_has_no_header() -> None:
    assert header() == Header()


def test_a_headline_needs_evidence() -> None:
    label = line("Town", 2)

    def found(likely: float, far: int = 0) -> int | None:
        above = [DAY, label, *[DAY] * far]
        return header(*above, likely=[likely] * (len(above) + 2)).headline

    # Twice its likelihood, a little for its length, and up to 0.8 for being near the body, from twelve lines on none.
    assert found(0.5) == 1 and found(0.3) is None
    assert found(0.71, far=11) == 1 and found(0.69, far=11) is None
    assert found(0.69, far=7) == 1
    assert found(0.67, far=10) == 1 and found(0.67, far=11) is None


FAR = [DAY] * 12
"""So many lines that what is above them is not near the body."""


@pytest.mark.parametrize(
    ("words", "first", "likely", "is_headline"),
    [
        # Twice its likelihood, and 0.8 for the usual length or 0.2 for another, have to be more than 1.6.
        (4, False, 0.41, True),
        (4, False, 0.39, False),
        (2, False, 0.705, True),
        (2, False, 0.695, False),
        # The first line has 0.9 more.
        (2, True, 0.26, True),
        (2, True, 0.24, False),
    ],
)
def test_what_counts_for_a_headline(words: int, first: bool, likely: float, is_headline: bool) -> None:
    above = [line("Old town", words), *FAR] if first else [DAY, line("Old town", words), *FAR]
    found = header(*above, likely=[likely] * (len(above) + 2)).headline
    assert found == ((0 if first else 1) if is_headline else None)


def test_a_line_that_is_there_twice_counts_three_halves_more() -> None:
    label, other = line("Old town", 2), line("The old harbour town", 4)
    assert header(DAY, label, label, *FAR, likely=[0.0] * 17).headline == 1
    # 1.7 for the label, and 1.8 for the other.
    assert header(DAY, label, label, other, *FAR, likely=[0.0, 0.0, 0.0, 0.5, *[0.0] * 14]).headline == 3


@pytest.mark.parametrize(("likely", "place"), [(0.96, 0), (0.94, None)])
def test_a_line_with_the_site_behind_it_counts_two_less(likely: float, place: int | None) -> None:
    above = [line("Bridges closed | Harbour Press", 5), line("Bridges closed.", 2), *FAR]
    assert header(*above, likely=[likely] * (len(above) + 2)).headline == place


def test_the_first_line_is_the_headline_rather_than_others() -> None:
    assert header(TITLE, line("A ferry is to sail", 5)).headline == 0
    # One of usual length goes before a short or a long one.
    assert header(line("a b", 3), line("c d", 4)).headline == 0
    assert header(DAY, line("a", 3), line("b", 4), line("c", 3)).headline == 2
    assert header(DAY, line("a", 19), line("b", 18), line("c", 19)).headline == 2
    # The likelier one, and of two alike the nearer to the body.
    assert header(DAY, line("a b", 5), line("c d", 5), likely=[0.9, 0.9, 0.5, 0.9, 0.9]).headline == 1
    assert header(DAY, line("a b", 5), line("c d", 5)).headline == 2


def test_a_line_that_stands_twice_or_begins_another_is_likely_the_headline() -> None:
    other = line("A ferry is to sail", 5)
    assert header(DAY, TITLE, TITLE, other, likely=[0.9, 0.5, 0.5, 0.9, 0.9, 0.9]).headline in (1, 2)
    longer = line(TITLE.text + " | Harbour Press", 8)
    found = header(DAY, TITLE, longer, other, likely=[0.9, 0.5, 0.5, 0.9, 0.9, 0.9])
    assert (found.headline, found.copies) == (1, [2])


@pytest.mark.parametrize(("title", "place"), [("Bridges closed", 1), ("Bridge closed", 2)])
def test_a_line_of_more_than_twelve_letters_that_begins_another_is_likely_the_headline(title: str, place: int) -> None:
    longer = line(f"{title} | Harbour Press", 5)
    assert header(DAY, line(title, 2), longer, likely=[0.1] * 5).headline == place


def test_the_declared_headline_is_found_wherever_it_stands() -> None:
    assert header(DAY, TITLE, declared="COUNCIL closes old swing-bridge").headline == 1
    assert header(DAY, line("Council closes the old swing bridge", 6), declared=TITLE.text).headline == 1
    assert header(DAY, line("x", 5), declared=TITLE.text).headline is None
    # Six tenths of the words of both.
    assert header(line("one two three four five", 5), declared="one two three six").headline is None
    assert header(line("one two three four", 4), declared="one two three six").headline == 0
    assert header(line("one two three four five", 5), declared="one two three four six seven").headline is None
    assert header(line("one two three four", 40), declared="one two three six").headline == 0
    assert header(line("one two three four", 41), declared="one two three six").headline is None
    assert header(TITLE, declared="!?").headline is None
    # In the body only as it is.
    assert header(DAY, declared=BODY[1].text).headline == 2
    assert header(DAY, declared="It will be mended soon.").headline is None


def test_the_declared_headline_is_looked_for_in_four_hundred_lines() -> None:
    rows = [line(str(n), 1) for n in range(400)]
    assert header(*rows[:399], TITLE, declared=TITLE.text).headline == 399
    assert header(*rows, below=[BODY[0], TITLE], declared=TITLE.text).headline is None
    assert header(below=[BODY[0], *rows[:398], TITLE], declared=TITLE.text).headline == 399
    assert header(below=[BODY[0], *rows[:399], TITLE], declared=TITLE.text).headline is None
    # One that is not declared is at most four hundred lines above the body.
    assert header(TITLE, *rows[:399]).headline == 0
    assert header(TITLE, *rows).headline is None


# --- Copies -----------------------------------------------------------------------------------------------------------


def test_other_lines_that_only_repeat_the_headline_are_copies() -> None:
    def copies(*lines: Line) -> list[int]:
        return header(TITLE, *lines, declared=TITLE.text).copies

    assert copies(TITLE) == [1]
    assert copies(TITLE._replace(words=45)) == [1] and copies(TITLE._replace(words=46)) == []
    assert copies(line(TITLE.text + " - Harbour Press")) == [1]
    assert copies(line(TITLE.text + " for repairs")) == []
    assert copies(line("Council closes old swing")) == []
    # Above the headline, its beginning is a copy, too: where it is cut short.
    assert header(line("Council closes old swing"), TITLE, declared=TITLE.text).copies == [0]
    assert header(line("Council closes"), TITLE, declared=TITLE.text).copies == []
    short = line("Bridge closed", 2)
    assert header(short, line("Bridge closed | Press"), declared=short.text).copies == []


def test_a_copy_that_goes_on_or_is_cut_short_has_more_than_twenty_letters() -> None:
    for title, is_copy in ((line("x" * 21), True), (line("x" * 20), False)):
        assert bool(header(title, line(f"{title.text} | Press"), declared=title.text).copies) is is_copy
        cut, whole = title, line(f"{title.text} {title.text}")
        assert bool(header(cut, whole, declared=whole.text).copies) is is_copy


def test_a_copy_of_the_headline_twelve_lines_above_it_is_the_top_of_the_header() -> None:
    copy, other = line(f"{TITLE.text} - Harbour Press"), line("x", 2)
    assert header(copy, BYLINE, *[other] * 10, TITLE, declared=TITLE.text).bylines == [1]
    assert header(copy, BYLINE, *[other] * 11, TITLE, declared=TITLE.text).bylines == []


# --- Deck -------------------------------------------------------------------------------------------------------------

DECK = line("Traffic must take the long way round", 7)


def test_the_deck_is_the_line_below_the_headline_when_a_byline_or_date_sets_it_off() -> None:
    assert header(TITLE, DECK, BYLINE).deck == 1
    assert header(TITLE, DECK, DAY).deck == 1
    assert header(TITLE, DECK).deck == 1
    assert header(TITLE, DECK, line("x", 7)).deck is None
    assert header(TITLE, TITLE, DECK, BYLINE).deck == 2
    assert header(DECK, DAY, declared="Something else").deck is None


@pytest.mark.parametrize(
    ("second", "is_deck"),
    [
        (DECK._replace(words=5), True),
        (DECK._replace(words=4), False),
        (DECK._replace(words=60), True),
        (DECK._replace(words=61), False),
        (DECK._replace(dated=True), False),
        (DECK._replace(byline=True), False),
        (DECK._replace(cue=HiddenReason.CAPTION), False),
        (DECK._replace(features=("bullet",)), False),
        (DECK._replace(text="3/4/2019 was the day on which it closed"), False),
        (DECK._replace(text="Home \u203a Town"), False),
        (DECK._replace(text=f"{'x' * 31} 3/4/2019"), False),
        (DECK._replace(text=f"{'x' * 32} 3/4/2019"), True),
    ],
)
def test_what_can_be_a_deck(second: Line, is_deck: bool) -> None:
    assert (header(TITLE, second, BYLINE, declared=TITLE.text).deck == 1) is is_deck


def test_the_first_paragraph_is_a_deck_when_a_byline_stands_below_it() -> None:
    first, rest = BODY
    assert header(TITLE, below=[first, BYLINE, rest]).deck == 1
    assert header(TITLE, below=[first, line("x", 2), DAY, rest]).deck == 1
    assert header(TITLE, below=[first, line("3 min read", 3, cue=HiddenReason.READING_TIME), rest]).deck == 1
    assert header(TITLE, below=[first, line("x", 2), line("x", 2), DAY, rest]).deck is None
    assert header(TITLE, below=[first, BYLINE]).deck is None
    assert header(TITLE, below=[first, BYLINE, *[line("x", 2)] * 4, rest]).deck == 1
    assert header(TITLE, below=[first, BYLINE, *[line("x", 2)] * 5, rest]).deck is None
    # What stands below such a deck is still the header.
    found = header(TITLE, below=[first, BYLINE, DAY, rest])
    assert (found.bylines, found.dates) == ([2], [3])


# --- Bylines and dates ------------------------------------------------------------------------------------------------


def test_bylines_and_dates_between_headline_and_body() -> None:
    found = header(TITLE, BYLINE, DAY)
    assert (found.bylines, found.dates, found.authors, found.places["byline"]) == ([1], [2], ("Ada Quill",), 1)


def test_the_first_byline_names_the_authors_and_others_are_still_hidden() -> None:
    found = header(TITLE, BYLINE, line("By Tom Marsh", 3, byline=True))
    assert (found.bylines, found.authors) == ([1, 2], ("Ada Quill",))


def test_a_text_without_a_headline_has_its_byline_in_the_five_lines_above_the_body() -> None:
    cue = line("x", 2, cue=HiddenReason.SHARING)
    assert header(BYLINE, *[cue] * 4, declared="Something else").bylines == [0]
    assert header(BYLINE, *[cue] * 5, declared="Something else").bylines == []


def test_a_date_three_lines_above_the_headline_is_of_the_article() -> None:
    cue = line("x", 2, cue=HiddenReason.SHARING)
    assert header(DAY, cue, cue, TITLE, declared=TITLE.text).dates == [0]
    assert header(DAY, cue, cue, cue, TITLE, declared=TITLE.text).dates == []
    # Dates below it come first.
    assert header(DAY, TITLE, DAY, declared=TITLE.text).dates == [2, 0]
    assert header(DAY._replace(dated=False), TITLE, declared=TITLE.text).dates == []


def test_a_short_line_with_a_date_is_a_date_line() -> None:
    def dated(row: Line) -> bool:
        return header(TITLE, row, declared=TITLE.text).dates == [1]

    assert dated(line("Lull, 12 May 2021", 12)) and not dated(line("Lull, 12 May 2021", 13))
    assert not dated(line("Lull, 12 May 2021.", 4, ends=True))
    assert dated(line("3/4/2019", 1)) and not dated(line("Lull", 1))
    assert dated(line("Lull, 12 May 2021", 13, byline=True))


def test_bylines_under_a_standfirst_are_within_two_lines_of_it() -> None:
    first, rest = BODY
    other = line("x", 2, cue=HiddenReason.SHARING)
    assert header(DAY, below=[first, other, BYLINE, rest]).bylines == [3]
    assert header(DAY, below=[first, other, other, BYLINE, rest]).bylines == []
    assert header(DAY, below=[first, BYLINE, other, other, other, DAY, rest]).dates == [0, 6]
    assert header(DAY, below=[first, BYLINE, other, other, other, other, other, DAY, rest]).dates == [0]
    assert header(DAY, below=[first, rest, BYLINE]).bylines == []


def test_copies_above_the_headline_open_the_header() -> None:
    rows = [TITLE, BYLINE, *[line("x", 2, cue=HiddenReason.SHARING)] * 10, TITLE]
    found = read([*rows, *BODY], [0.5] * 14 + [0.9], len(rows), None)
    assert found.headline in (0, 12) and found.bylines == [1]


def test_names_alone_beside_a_date_are_the_authors() -> None:
    name = line("Ada Quill", 2)
    found = header(TITLE, name, DAY, declared=TITLE.text)
    assert (found.authors, found.bylines, found.dates) == (("Ada Quill",), [1], [2])
    assert header(TITLE, DAY, name, declared=TITLE.text).authors == ("Ada Quill",)
    assert header(TITLE, name, line("x", 1, cue=HiddenReason.SHARING), DAY, declared=TITLE.text).authors == ()
    assert header(TITLE, name._replace(cue=HiddenReason.SHARING), DAY, declared=TITLE.text).authors == ()
    assert header(TITLE, name._replace(words=13), DAY, declared=TITLE.text).authors == ()
    # On the line of the date.
    both = header(TITLE, line("Ada Quill | 12 May 2021", 5), declared=TITLE.text)
    assert (both.authors, both.bylines, both.dates) == (("Ada Quill",), [], [1])
    assert header(TITLE, line("Reuters", 1), DAY, declared=TITLE.text).authors == ("Reuters",)
    # Nobody of whom the article tells, and no common words.
    about = [paragraph("Here sat Ada Quill at last.", 30), BODY[1]]
    assert header(TITLE, name, DAY, declared=TITLE.text, below=about).authors == ()
    assert header(TITLE, name, DAY, declared=TITLE.text, below=[paragraph("A quill.", 30), BODY[1]]).authors == ()
    # Small words of a name are common ones anyway.
    small = line("Ada von Quill", 3)
    told = [paragraph("Der Herr von nebenan.", 30), BODY[1]]
    assert header(TITLE, small, DAY, declared=TITLE.text, below=told).authors == ("Ada von Quill",)


# --- Outlet and section -----------------------------------------------------------------------------------------------


def test_the_outlet_stands_behind_a_copy_of_the_headline_and_elsewhere() -> None:
    copy, elsewhere = line(TITLE.text + " | Harbour Press"), line("About Harbour Press", 3)
    found = header(copy, TITLE, elsewhere, declared=TITLE.text)
    assert (found.outlet, found.places["outlet"]) == ("Harbour Press", 0)
    assert header(copy, TITLE, declared=TITLE.text).outlet is None
    assert header(copy, TITLE, elsewhere._replace(words=39), declared=TITLE.text).outlet == "Harbour Press"
    assert header(copy, TITLE, elsewhere._replace(words=40), declared=TITLE.text).outlet is None
    long = line(TITLE.text + " | one two three four five")
    assert header(long, TITLE, line("one two three four five", 5), declared=TITLE.text).outlet is not None
    long = line(TITLE.text + " | one two three four five six")
    assert header(long, TITLE, line("one two three four five six", 6), declared=TITLE.text).outlet is None


def test_the_outlet_stands_in_a_request_to_subscribe_and_elsewhere() -> None:
    ask, elsewhere = line("Subscribe to Harbour Press", 4, cue=HiddenReason.NEWSLETTER), line("About Harbour Press", 3)
    assert header(TITLE, ask, elsewhere, declared=TITLE.text).outlet == "Harbour Press"
    assert header(TITLE, ask._replace(words=6), elsewhere, declared=TITLE.text).outlet == "Harbour Press"
    assert header(TITLE, ask._replace(words=7), elsewhere, declared=TITLE.text).outlet is None
    assert header(TITLE, ask._replace(cue=None), elsewhere, declared=TITLE.text).outlet is None
    assert header(TITLE, ask, declared=TITLE.text).outlet is None


@pytest.mark.parametrize(("others", "outlet"), [(4, "Harbour Press"), (5, None)])
def test_the_outlet_is_looked_for_in_five_copies_and_five_requests(others: int, outlet: str | None) -> None:
    named, elsewhere = line(f"{TITLE.text} | Harbour Press"), line("About Harbour Press", 3)
    assert header(TITLE, *[TITLE] * others, named, elsewhere, declared=TITLE.text).outlet == outlet
    ask, asking = (
        line(text, 4, cue=HiddenReason.NEWSLETTER) for text in ("Subscribe now", "Subscribe to Harbour Press")
    )
    assert header(TITLE, *[ask] * others, asking, elsewhere, declared=TITLE.text).outlet == outlet


@pytest.mark.parametrize(("crumb", "section"), [("Harbours", "Harbours"), ("Lifeboats", None)])
def test_a_crumb_of_nine_characters_may_be_the_headline_cut_short(crumb: str, section: str | None) -> None:
    title = line(f"{crumb} closed for the day", 5)
    assert header(line(f"Home \u203a {crumb}"), title, declared=title.text).section == section


@pytest.mark.parametrize(
    ("row", "section"),
    [
        (line("Home \u203a Town \u203a Bridges"), "Bridges"),
        (line("Town \u203a Bridges"), None),
        (line("Home > Town"), "Town"),
        (line("Home / Town"), "Town"),
        (line("Home \u203a Council closes old\u2026"), None),
        (line("Home \u203a Council"), "Council"),
        (line("Section: Town"), "Town"),
        (line("Filed under Town"), "Town"),
        (line("Town"), None),
        (line("Home \u203a Town", 17), "Town"),
        (line("Home \u203a Town", 18), None),
    ],
)
def test_the_section_is_the_last_crumb_or_what_a_line_says(row: Line, section: str | None) -> None:
    found = header(row, TITLE, declared=TITLE.text)
    assert found.section == section
    assert found.places.get("section") == (0 if section else None)
    assert header(TITLE, declared=TITLE.text, below=[*BODY, row]).section is None
