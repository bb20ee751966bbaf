"""Which cells of a matrix are marked, and by what."""

from dataclasses import replace

import pytest

from index.comparison.matrix import matrix
from index.model import Claim, Difference, Matrix, SettledAs, Settlement
from tests.interface.fakes import ARTICLES, STORY, NoStatistics, article, story_differences
from tui.export.matrix_text import as_text
from tui.rendering import words
from tui.rendering.lists.matrix import finding, in_words, legend_lines, marks, name_lines
from tui.rendering.text.cells import cells


def whole() -> Matrix:
    return matrix(replace(STORY, articles=("daily", "herald", "evening")), ARTICLES, NoStatistics())


def differences() -> list[Difference]:
    return [difference for fact in story_differences().facts for difference in fact.differences]


def signs(found: list[Difference]) -> dict[str, str]:
    """The sign of each passage that states one of the values."""
    of = whole()
    marked = marks(of, found)
    return {
        value: finding(row, cell, marked).sign
        for row in of.rows
        for cell in row.cells
        if cell is not None
        for value in ("02:15", "02:45", "1911", "1912")
        if value in cell.passage.text
    }


def test_both_passages_of_a_difference_have_its_sign() -> None:
    assert signs(differences()) == {"02:15": "✕", "02:45": "✕", "1911": "≠", "1912": "≠"}


@pytest.mark.parametrize(
    ("verdict", "sign"), [("same", None), ("unrelated", None), ("update", "↗"), ("differs", "≠"), ("conflict", "✕")]
)
def test_what_a_reader_settled_counts_and_not_what_was_claimed(verdict: SettledAs, sign: str | None) -> None:
    time, year = differences()
    settled = signs([replace(time, settled=Settlement(verdict, "reader")), year])
    plain = signs([year])
    assert settled["02:15"] == (sign or plain["02:15"])
    assert plain["02:15"] not in ("✕", "≠", "↗", "?")


@pytest.mark.parametrize(("one", "other"), [("conflict", "update"), ("update", "open"), ("open", "differs")])
def test_of_several_differences_of_a_passage_the_one_that_claims_most_is_shown(one: Claim, other: Claim) -> None:
    time, _ = differences()
    both = [replace(time, claim=one), replace(time, claim=other)]
    assert signs(both)["02:15"] == signs(both[::-1])["02:15"] == words.CLAIMS[one].sign


def test_what_a_headline_states_has_no_cell() -> None:
    time, _ = differences()
    head = replace(time.left, field="headline")
    assert signs([replace(time, left=head)])["02:15"] not in ("✕", "≠")


def test_a_mark_says_what_is_stated_here_and_what_elsewhere() -> None:
    time, year = differences()
    passage = next(p for p in marks(whole(), [time]) if p.article == "herald")
    assert in_words(time, passage, {"daily": "A Daily"}) == "time: 02:45 here, 02:15 in A Daily"
    assert in_words(replace(time, subject=""), passage, {}) == "02:45 here, 02:15 in another article"
    assert year.subject == ""


def test_the_text_of_a_matrix_has_the_marks_and_their_legend() -> None:
    of = whole()
    lines = as_text(of, 100, marks(of, differences()))
    assert any("✕" in line and "mill" in line for line in lines)
    assert lines[-1].count("≠ differs") == 1


@pytest.mark.parametrize("width", [20, 38, 76, 200])
def test_legend_and_names_fit_their_lines(width: int) -> None:
    papers = [article(str(n), f"The Outlet of Street {n}", None, None, "Rain fell.") for n in range(12)]
    for line in (*legend_lines(width), *name_lines(papers, width)):
        assert cells(line) <= width
    assert len(name_lines(papers, width)) <= 3
    assert "Outlet" in name_lines(papers, 200)[0]
