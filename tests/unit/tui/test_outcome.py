from __future__ import annotations

from dataclasses import replace

from index.model import Dropped, Facet, ResultPage
from tui.rendering.search.offers import offers
from tui.rendering.search.outcome import completing, failure, in_force, outcome
from tui.rendering.search.question import Filter, Question
from tui.rendering.text.runs import Run


def text_of(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


def test_how_many_how_fast_and_when() -> None:
    months = (Facet("2019-03", 4), Facet("2019-05", 2))
    page = ResultPage("x", (), 1234, True, 0.004, months=months)
    assert text_of(outcome(page, 12)) == "1,234 articles in 4 ms   █▁▅   Mar – May 2019"


def test_a_lower_bound_says_so() -> None:
    assert text_of(outcome(ResultPage("x", (), 50, False, 1.25), 12)) == "over 50 articles in 1.2 s"


def test_what_is_only_near_says_so_and_offers_what_to_ask_instead() -> None:
    question = Question("bridge colour zeppelin")
    without = (Dropped("zeppelin", 14, 22, 12),)
    page = ResultPage("x", (), 0, True, 0.003, suggestion="bridge color", dropped=without, more=8)
    assert text_of(outcome(page, 12, offers(question, page))) == (
        "no article has all the words; the 8 nearest in 3 ms   1 perhaps bridge color   2 without zeppelin: 12"
    )


def test_where_there_is_little_room_whole_parts_are_left_out() -> None:
    question = Question("bridge colour zeppelin")
    without = (Dropped("zeppelin", 14, 22, 12),)
    months = (Facet("2019-03", 4), Facet("2019-05", 2))
    page = ResultPage("x", (), 0, True, 0.003, "bridge color", months=months, dropped=without, more=8)
    offered = "   1 perhaps bridge color   2 without zeppelin: 12"
    room = {
        130: f"no article has all the words; the 8 nearest in 3 ms{offered}   █▁▅   Mar – May 2019",
        110: f"no article has all the words; the 8 nearest in 3 ms{offered}",
        90: f"none has all the words; the 8 nearest{offered}",
        76: "none has all the words; the 8 nearest   1 perhaps bridge color",
        56: "none has all words   1 perhaps bridge color",
        20: "none has all words   1 perhaps bridge color",
    }
    assert {width: text_of(outcome(page, 12, offers(question, page), width)) for width in room} == room
    assert text_of(outcome(ResultPage("x", (), 8, True, 0.003, months=months), 12, (), 30)) == "8 articles in 3 ms"


def test_completions_are_named_by_the_part_that_is_typed() -> None:
    text = 'ferry outlet:"vale f'
    assert text_of(completing(text, ['ferry outlet:"Vale Farmer" '], 60)) == 'tab "Vale Farmer"  '
    assert text_of(completing("out", ["outlet:", "outsider:"], 15)) == "tab outlet:  "
    assert completing("out", [], 60) == []


def test_a_failure_points_at_the_typed_character_not_at_the_filters() -> None:
    question = Question("ferry (", (Filter("outlet", "Post"),))
    column = len('outlet:"Post" ') + 7
    assert text_of(failure(question, "Nothing follows.", "Close it.", column)) == "✕ Nothing follows.  at 7  Close it."
    assert text_of(failure(question, "Too costly.", "", 2)) == "✕ Too costly."


def test_filters_and_order() -> None:
    question = Question("ferry", (Filter("outlet", "Post"), Filter("year", "2019")), "newest")
    assert text_of(in_force(question)) == "outlet Post ×   date 2019 ×   by newest"
    assert text_of(in_force(Question())) == "by newest"


def test_filters_are_all_shown_where_there_is_little_room() -> None:
    filters = (Filter("outlet", "The Harbour Post"), Filter("year", "2019"), Filter("tag", "weather"))
    question = Question("ferry", filters)
    assert text_of(in_force(question, 46)) == "The Harbour P… ×  2019 ×  weather ×  relevance"
    assert len(text_of(in_force(question, 30))) <= 36


def test_articles_and_texts_are_told_apart_where_copies_make_texts_fewer() -> None:
    page = ResultPage("x", (), 41, True, 0.004, texts=12)
    assert text_of(outcome(page, 12)) == "41 articles, 12 texts in 4 ms"
    assert text_of(outcome(replace(page, texts=41), 12)) == "41 articles in 4 ms"
    relaxed = ResultPage("x", (), 0, True, 0.004, more=8, more_texts=2, folded=True)
    assert text_of(outcome(relaxed, 12)) == "no article has all the words; the 8 nearest, 2 texts in 4 ms"


def test_a_list_with_all_copies_says_so_beside_its_order() -> None:
    assert text_of(in_force(Question("ferry", fold=False))) == "by relevance, copies too"
