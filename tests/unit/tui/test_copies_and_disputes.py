"""What is said of copies, of who reports a passage otherwise, and of values that articles have the other way round."""

from __future__ import annotations

import dataclasses

import pytest

from index.model import (
    Article,
    ChangedWords,
    CleanArticle,
    Comparison,
    Conflict,
    DifferenceKind,
    Link,
    LinkKind,
    Metadata,
    Parallel,
    Passage,
    Reuse,
    ReuseGroup,
    ReuseMember,
    SourceGuess,
)
from tui.cli.commands.parallels import parallel_lines
from tui.cli.commands.reuse import details, group_lines
from tui.rendering.comparison.disputes import Dispute, disputes
from tui.rendering.lists.copies import kind_in_words, source_label

# --- Copies -----------------------------------------------------------------------------------------------------------


def member(id: str, outlet: str) -> ReuseMember:
    return ReuseMember(id, "Mill collapses", outlet, None, "copy", 1.0, 1.0, 90)


@pytest.mark.parametrize(("guess", "known"), [("most shared", False), ("published first", True), ("agency", True)])
def test_a_source_is_named_only_where_something_shows_it(guess: SourceGuess, known: bool) -> None:
    copies = (member("a", "Post"), member("b", "Argus"))
    group = ReuseGroup(copies, (), ("Post", "Argus"), None, "a", guess)
    roles = [line.split()[0] for line in group_lines(group, None)[-2:]]
    assert roles == ["source" if known else "copy", "copy"]
    assert source_label(group).startswith("source Post" if known else "source not known, Post shares most")


def test_a_copy_is_of_a_wire_only_where_an_agency_is_credited() -> None:
    copy = Reuse("a", "b", "wire copy", 0.99, 0.99, 90, "Mill collapses", "Argus", None)
    assert kind_in_words(copy) == details(copy)[0] == "copy"
    assert kind_in_words(dataclasses.replace(copy, agency="dpa")) == "wire copy of dpa"
    assert kind_in_words(dataclasses.replace(copy, kind="cut")) == "cut"
    assert kind_in_words(dataclasses.replace(copy, kind="cut", agency="dpa")) == "cut · dpa"


# --- Who else reports it ----------------------------------------------------------------------------------------------

KILLED = "The mill collapsed, killing 12."


def parallel(outlet: str | None, similarity: float, *differs: ChangedWords, kind: LinkKind = "reworded") -> Parallel:
    made = Parallel(Passage(outlet or "x", 1, 0, len(KILLED), KILLED), similarity, "Mill", outlet, None, "")
    return dataclasses.replace(made, kind=kind, differs=differs)


def test_outlets_that_report_another_figure_are_named_beside_the_number() -> None:
    toll = ChangedWords("figure", "12", "21")
    same = parallel("Post", 0.94, kind="verbatim")
    found = [same, parallel("Argus", 0.9, toll), parallel("Post", 0.4, toll), parallel(None, 0.9, toll)]
    lines = parallel_lines(same.passage, found, None)
    assert lines[1].endswith("; something differs in Argus, an unknown outlet")
    assert not any("something differs" in line for line in parallel_lines(same.passage, [same], None))


def test_verbatim_needs_no_percentage_and_what_is_reworded_is_never_all_the_same() -> None:
    found = [parallel("Post", 0.94, kind="verbatim"), parallel("Argus", 0.998)]
    said = "\n".join(parallel_lines(found[0].passage, found, None))
    assert "verbatim" in said and "94%" not in said
    assert "reworded 99%" in said


# --- Disputes ---------------------------------------------------------------------------------------------------------


def dispute_of(left: str, right: str, *pairs: tuple[str, str], kind: DifferenceKind = "figure") -> tuple[Dispute, ...]:
    articles = tuple(
        Article(id, 1, id, "", (id,), CleanArticle(Metadata(), text, ())) for id, text in (("a", left), ("b", right))
    )
    passages = Passage("a", 1, 0, len(left), left), Passage("b", 1, 0, len(right), right)
    conflicts = tuple(
        Conflict(kind, x, y, (left.index(x), left.index(x) + len(x)), (right.index(y), right.index(y) + len(y)))
        for x, y in pairs
    )
    link = Link(*passages, "strong", "reworded", False, 0.9, "", conflicts=conflicts)
    compared = Comparison(articles, {"a": passages[:1], "b": passages[1:]}, (link,), {}, ())
    return disputes(compared, [link], ["a", "b"])


NAMES = {"a": "A", "b": "B"}


def test_two_values_the_other_way_round_are_two_matters() -> None:
    found = dispute_of("by nine votes to four votes", "by four votes to nine votes", ("nine", "four"), ("four", "nine"))
    assert [each.in_words(NAMES) for each in found] == [
        "figure: nine votes (A) against four (B)",
        "figure: four votes (A) against nine (B)",
    ]


@pytest.mark.parametrize(
    ("kind", "left", "right", "values", "said"),
    [
        ("figure", "tot: Drei Menschen", "tot: vier Menschen", ("Drei", "vier"), "Drei Menschen (A) against vier (B)"),
        ("figure", "is 14 kilometres from it", "is 14 miles from it", ("14 kilometres", "14 miles"),
         "14 kilometres (A) against 14 miles (B)"),
        ("day", "on 3 June and then", "on 3 July and then", ("3 June", "3 July"), "3 June (A) against 3 July (B)"),
        ("outcome", "denied the claim", "confirmed the claim", ("denied", "confirmed"),
         "denied (A) against confirmed (B)"),
    ],
)  # fmt: skip
def test_only_what_a_figure_counts_is_shown_with_it(
    kind: DifferenceKind, left: str, right: str, values: tuple[str, str], said: str
) -> None:
    (found,) = dispute_of(left, right, values, kind=kind)
    assert found.in_words(NAMES) == f"{kind}: {said}"
