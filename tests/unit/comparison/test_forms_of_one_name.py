"""Two forms of one name, such as an acronym that an article gives in brackets, are never two names."""

from __future__ import annotations

from datetime import date

import pytest

from index.comparison.background import TermWeights, background, blended
from index.comparison.compare import compare
from index.comparison.differences.candidates import Mark
from index.comparison.differences.evidence import evidence
from index.comparison.differences.kinds import actors, days, figures
from index.comparison.differences.pair import Pair
from index.comparison.differences.reading import Reading
from index.comparison.facts.conflicts import differences
from index.comparison.facts.name_forms.acronyms import bracketed_forms
from index.comparison.facts.statements import statement
from index.model import Article, CleanArticle, Metadata, PartialDate
from index.services.versions import changes_between
from index.text import paragraphs

GIVEN = "The Harbour Union (HU) met at noon.\n\n"
"""Two letters are the initials of too many names to tell without the brackets."""


def article(id: str, text: str) -> Article:
    about = Metadata(language="en", published=PartialDate.parse("2021-03-04"))
    return Article(id, 1, id, "", (), CleanArticle(about, text, tuple(paragraphs(text))))


def pair(left: str, right: str) -> Pair:
    return Pair(
        Reading(article("a", left), "en"), Reading(article("b", right), "en"), TermWeights(blended(background()))
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GIVEN, {"harbour union": "HU", "hu": "Harbour Union"}),
        ("The Harbour Union (HU) and the Horse Union (HU) met.", {"harbour union": "HU", "horse union": "HU"}),
        ("The Harbour Union met (again).", {}),
    ],
)
def test_the_forms_that_a_text_gives_in_brackets(text: str, found: dict[str, str]) -> None:
    assert bracketed_forms(text) == found


CLOSED = "The {} closed the timber quay to lorries on Tuesday after a crane fell into the basin."


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [(GIVEN, "", []), ("", GIVEN, []), ("", "", ["name"]), (GIVEN.replace("HU", "OK"), "", ["name"])],
)
def test_a_verdict_calls_no_two_forms_two_names(before: str, after: str, kinds: list[str]) -> None:
    left, right = article("a", before + CLOSED.format("Harbour Union")), article("b", after + CLOSED.format("HU"))
    for links in (compare([left, right], background()).links, changes_between(left, right).links):
        (link,) = (link for link in links if "crane" in link.left.text and "crane" in link.right.text)
        assert [each.kind for each in link.differs] == kinds


@pytest.mark.parametrize(("before", "listed"), [(GIVEN, 0), ("", 1)])
def test_who_did_it_is_not_two_by_two_forms(before: str, listed: int) -> None:
    told = "The plan to sell the timber quay was rejected by the {}."
    assert len(list(actors.candidates(pair(before + told.format("Harbour Union"), told.format("HU"))))) == listed


@pytest.mark.parametrize(("before", "doubted"), [(GIVEN, False), ("", True)])
def test_a_figure_beside_another_form_is_beside_one_name(before: str, doubted: bool) -> None:
    told = "Cranes at the timber quay cost the {} 4{} million crowns."
    found = [
        each
        for each in figures.candidates(pair(before + told.format("Harbour Union", 1), told.format("HU", 7)))
        if each.left.value.startswith("41")
    ]
    assert [("beside different names" in each.doubts) for each in found] == [doubted]


@pytest.mark.parametrize(("before", "apart"), [(GIVEN, 0), ("", 1)])
def test_the_evidence_counts_a_name_in_two_forms_as_shared(before: str, apart: int) -> None:
    told = "Nine cranes at the quay of the {} were sold."
    compared = pair(before + told.format("Harbour Union"), told.format("HU"))
    at = len(compared.left.sentences) - 1
    found = evidence(compared, Mark(at, (0, 4)), Mark(0, (0, 4)))
    assert (found["names apart"] == 0, found["names shared"] > 0) == (not apart, not apart)


@pytest.mark.parametrize(("before", "apart"), [(GIVEN, 0), ("", 1)])
def test_events_are_not_of_others_by_two_forms(before: str, apart: int) -> None:
    told = "The {} closed the quay on {}."
    found = list(days.candidates(pair(before + told.format("Harbour Union", "Tuesday"), told.format("HU", "Monday"))))
    assert [each.features["event: names apart"] for each in found] == [apart]


def test_a_linked_figure_is_compared_though_another_form_is_named_before_it() -> None:
    left, right = "The Harbour Union counted 41 cranes at the quay.", "The HU counted 47 cranes at the quay."
    given = bracketed_forms(GIVEN)
    day = date(2021, 3, 4)
    assert differences(statement(left, day, given=given), statement(right, day))
    assert [name.forms for name in statement(left, given=given).names] == [("Harbour Union", "HU")]
