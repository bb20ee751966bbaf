"""Where an article ends although the text goes on, live blogs, lists of other stories and promos: where each begins."""

from __future__ import annotations

import pytest

from index.cleaning.line_runs import (
    appeals,
    echoes,
    lists_of_stories,
    promos,
)
from index.cleaning.lines import Line
from index.cleaning.plain_text.layouts import (
    Tail,
    live_entries,
    tail,
)
from index.model import HiddenReason
from tests.lines import line, paragraph

COMMENTS = line("Comments", 1, cue=HiddenReason.COMMENT)
REPLY = line("Reply", 1)
SAID = line("I do not agree at all", 6)
HEADLINE, BYLINE, DAY = (
    line("Another bridge closes", 3),
    line("By Ada Quill", 3, byline=True),
    line("12 May 2021", 3, dated=True),
)
BODY = [paragraph(words=30), paragraph(words=30)]


# --- Comments below an article ----------------------------------------------------------------------------------------


def test_comments_end_an_article_of_sixty_words_and_more() -> None:
    thread = [COMMENTS, SAID, REPLY, SAID, REPLY, SAID, REPLY]
    assert tail([*BODY, *thread]) == Tail(2, HiddenReason.COMMENT)
    assert tail([paragraph(words=59), *thread]) is None
    assert tail([paragraph(words=60), *thread]) == Tail(1, HiddenReason.COMMENT)
    assert tail([]) is None


def test_only_paragraphs_without_a_cue_count_as_article() -> None:
    thread = [COMMENTS, REPLY, REPLY, REPLY]
    assert tail([line(words=60), *thread]) is None
    assert tail([line(words=60, prose=True, cue=HiddenReason.NEWSLETTER), *thread]) is None


@pytest.mark.parametrize(
    ("marks", "ends"), [([REPLY] * 2, False), ([REPLY] * 3, True), ([SAID] * 3, False), ([REPLY, REPLY, SAID], False)]
)
def test_three_buttons_or_times_make_a_thread(marks: list[Line], ends: bool) -> None:
    assert (tail([*BODY, COMMENTS, *marks]) is not None) is ends


@pytest.mark.parametrize(
    ("mark", "is_mark"),
    [
        (line("Reply", 1), True),
        (line("Like (12)", 2), True),
        (line("17", 1), True),
        (line("anything", 11, dated=True), True),
        (line("anything", 12, dated=True), False),
        (line("anything", 11, cue=HiddenReason.COMMENT), True),
        (line("anything", 11, cue=HiddenReason.NEWSLETTER), False),
        (line("Reply to all", 3), False),
    ],
)
def test_what_is_a_mark_of_a_thread(mark: Line, is_mark: bool) -> None:
    assert (tail([*BODY, COMMENTS, mark, mark, mark]) is not None) is is_mark


def test_a_thread_has_no_long_run_without_a_mark() -> None:
    def ends(before: int, after: int) -> bool:
        return tail([*BODY, COMMENTS, *[SAID] * before, REPLY, REPLY, REPLY, *[SAID] * after]) is not None

    assert ends(12, 0) and not ends(13, 0)
    assert ends(0, 11) and not ends(0, 12)


@pytest.mark.parametrize(
    ("opening", "ends"),
    [
        (line("Comments", 9, cue=HiddenReason.COMMENT), True),
        (line("Comments", 10, cue=HiddenReason.COMMENT), False),
        (line("Comments", 1, cue=HiddenReason.COMMENT, ends=True), False),
        (line("Comments", 1, cue=HiddenReason.NEWSLETTER), False),
    ],
)
def test_what_opens_a_thread(opening: Line, ends: bool) -> None:
    assert (tail([*BODY, opening, REPLY, REPLY, REPLY]) is not None) is ends


# --- Another article --------------------------------------------------------------------------------------------------


def test_a_headline_a_byline_and_a_day_above_paragraphs_begin_another_article() -> None:
    assert tail([*BODY, HEADLINE, BYLINE, DAY, *BODY]) == Tail(2, HiddenReason.ANOTHER_ARTICLE)
    assert tail([*BODY, HEADLINE, DAY, BYLINE, *BODY]) == Tail(2, HiddenReason.ANOTHER_ARTICLE)
    assert tail([*BODY, HEADLINE, DAY, *BODY]) is None
    assert tail([*BODY, HEADLINE, BYLINE, *BODY]) is None
    assert tail([*BODY, BYLINE, DAY, *BODY]) is None
    # Two paragraphs at least, of the first three lines below.
    assert tail([*BODY, HEADLINE, BYLINE, DAY, BODY[0]]) is None
    assert tail([*BODY, HEADLINE, BYLINE, DAY, BODY[0], SAID, BODY[0]]) == Tail(2, HiddenReason.ANOTHER_ARTICLE)
    assert tail([*BODY, HEADLINE, BYLINE, DAY, BODY[0], SAID, SAID, BODY[0]]) is None


@pytest.mark.parametrize(
    ("headline", "is_headline"),
    [
        (line("x", 3), True),
        (line("x", 2), False),
        (line("x", 24), True),
        (line("x", 25), False),
        (line("x", 3, ends=True), False),
        (line("x", 3, cue=HiddenReason.RELATED_STORY), False),
        (line("x", 3, dated=True), False),
        (line("x", 3, byline=True), False),
        (line("x", 3, features=("bullet",)), False),
    ],
)
def test_what_can_be_the_headline_of_another_article(headline: Line, is_headline: bool) -> None:
    # The byline stands last of the six lines that may be between, so that no other line is taken for the headline.
    assert (tail([*BODY, headline, DAY, BYLINE, *BODY]) == Tail(2, HiddenReason.ANOTHER_ARTICLE)) is is_headline


def test_the_head_of_another_article_has_six_lines_at_most_and_none_of_them_long() -> None:
    def begins(*head: Line) -> bool:
        return tail([*BODY, HEADLINE, *head, *BODY]) == Tail(2, HiddenReason.ANOTHER_ARTICLE)

    short = line("x", 2)
    assert begins(DAY, BYLINE, short, short, short) and not begins(DAY, BYLINE, short, short, short, short)
    assert begins(DAY, BYLINE, line("x", 30)) and not begins(DAY, BYLINE, line("x", 31))
    assert begins(line("12 May 2021", 19, dated=True), BYLINE)
    assert not begins(line("12 May 2021", 20, dated=True), BYLINE)


# --- Live blogs -------------------------------------------------------------------------------------------------------

CLOCK = line("10:15", 1)
TOLD = line("It was closed.", 4, ends=True)


def test_four_times_with_sentences_below_them_are_a_live_blog() -> None:
    assert live_entries([CLOCK, TOLD] * 4) == set(range(8))
    assert live_entries([CLOCK, TOLD] * 3) == set()
    assert live_entries([]) == set()


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (line("x", 4, ends=True), True),
        (line("x", 3, ends=True), False),
        (line("x", 4), False),
        (line("x", 4, ends=True, cue=HiddenReason.RELATED_STORY), False),
    ],
)
def test_an_entry_is_a_sentence_of_four_words(entry: Line, found: bool) -> None:
    assert (live_entries([CLOCK, entry] * 4) != set()) is found


@pytest.mark.parametrize(
    ("text", "words", "is_time"),
    [("10:15", 1, True), ("10.15 Uhr", 2, True), ("at 9:05 pm GMT", 4, True), ("10:15", 5, False), ("10", 1, False)],
)
def test_what_is_a_time_by_itself(text: str, words: int, is_time: bool) -> None:
    assert (live_entries([line(text, words), TOLD] * 4) != set()) is is_time


def test_an_entry_begins_within_four_lines_below_its_time() -> None:
    head = line("Bridge", 1)
    assert live_entries([CLOCK, head, head, head, TOLD] * 4) == set(range(20))
    assert live_entries([CLOCK, head, head, head, head, TOLD] * 4) == set()
    # What stands between is of the entry, but for dates and boilerplate.
    share = line("Share", 1, cue=HiddenReason.SHARING)
    assert live_entries([CLOCK, share, DAY, head, TOLD] * 4) == {n + at for n in range(0, 20, 5) for at in (0, 3, 4)}


def test_seven_tenths_of_the_times_have_an_entry() -> None:
    assert live_entries([CLOCK, TOLD] * 7 + [CLOCK] * 3) != set()
    assert live_entries([CLOCK, TOLD] * 6 + [CLOCK] * 3) == set()


# --- Lists of other stories -------------------------------------------------------------------------------------------

RULE = line("---", 0)


def items(count: int, words: int = 5) -> list[Line]:
    return [part for _ in range(count) for part in (line("An item", words), RULE)]


def test_three_items_set_off_by_rules_are_a_list() -> None:
    assert lists_of_stories(items(3)) == {1, 2, 3, 4, 5}
    assert lists_of_stories(items(2)) == set()
    assert lists_of_stories([]) == set()
    assert lists_of_stories([*items(3), line("An item", 5), paragraph()]) == {1, 2, 3, 4, 5, 6}


def test_items_between_rules_have_forty_words_at_most() -> None:
    assert lists_of_stories(items(3, 40)) != set()
    assert lists_of_stories(items(3, 41)) == set()


@pytest.mark.parametrize(
    "mark",
    [line("12 May 2021", 14, dated=True), line("By Ada Quill", 14, byline=True)],
)
def test_items_stand_before_a_date_or_byline(mark: Line) -> None:
    teaser = line("A teaser", 26)
    assert lists_of_stories([paragraph(), teaser, mark, teaser, mark, teaser, mark, paragraph()]) == {1, 2, 3, 4, 5, 6}
    assert lists_of_stories([line("A teaser", 27), mark] * 3) == set()
    assert lists_of_stories([teaser, mark._replace(words=15)] * 3) == set()


def test_marks_of_a_list_are_at_most_five_lines_apart() -> None:
    item = line("An item", 5)
    assert lists_of_stories([*[item] * 4, RULE] * 3) != set()
    assert lists_of_stories([*[item] * 5, RULE] * 3) == set()


def test_marks_of_a_list_are_at_a_regular_distance() -> None:
    item = line("An item", 5)

    def listed(*steps: int) -> bool:
        return lists_of_stories([RULE, *(part for step in steps for part in (*[item] * (step - 1), RULE))]) != set()

    assert listed(3, 3, 3) and listed(2, 2, 2)
    # Seven tenths of the steps are as usual, or one longer where items have a line.
    assert listed(4, 4, 4, 4, 4, 4, 4, 5, 5, 5) and not listed(4, 4, 4, 4, 4, 4, 3, 5, 5, 5)
    assert not listed(4, 4, 5)
    assert listed(2, 3, 2, 3) and not listed(3, 4, 5, 3)
    # Rules one below the other enclose nothing.
    assert not listed(1, 1, 1)


# --- Promos, appeals, echoes ------------------------------------------------------------------------------------------

ASK = line("Subscribe to our letter", 4, cue=HiddenReason.NEWSLETTER)


def test_short_lines_between_two_promos_belong_to_them() -> None:
    between = line("Every week", 29)
    assert promos([ASK, between, between, ASK]) == {0, 1, 2, 3}
    assert promos([ASK, between, between, between, ASK]) == {0, 4}
    assert promos([ASK, line("x", 30), ASK]) == {0, 2}
    assert promos([ASK._replace(words=44)]) == {0} and promos([ASK._replace(words=45)]) == set()
    assert promos([ASK._replace(cue=None)]) == set()
    assert promos([line("Our town", 2, cue=HiddenReason.NEWSLETTER)]) == set() and promos([]) == set()


def test_an_appeal_has_fewer_than_seventy_words_and_is_no_quote() -> None:
    asking = line("Follow us on Twitter", 4)
    assert appeals([paragraph(), asking]) == {1}
    assert appeals([asking._replace(words=69)]) == {0} and appeals([asking._replace(words=70)]) == set()
    assert appeals([asking._replace(features=("quotes",))]) == set()
    assert appeals([line("Share your story with the harbour museum", 7)]) == set()


def test_titles_of_listed_stories_are_echoes_in_the_body_unless_they_are_sentences() -> None:
    title, other = line("Ferry fares to rise", 4), line("Ferry is late", 3)
    assert echoes([title, title, other, other], {0, 2}, {1, 3}) == {1}
    assert echoes([title, title._replace(ends=True)], {0}, {1}) == set()
    assert echoes([title, line("Bridge is to be closed", 5)], {0}, {1}) == set()
