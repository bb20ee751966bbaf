from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from index.comparison.parallels import parallels
from index.model import Article, CleanArticle, Metadata, PartialDate, Passage

SENTENCE = "The dam above Torvik burst at four in the morning, mayor Signe Aune said."
PASSAGE = Passage("own", 1, 0, len(SENTENCE), SENTENCE)


class NoStatistics:
    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(id: str, published: str | None, text: str = SENTENCE, language: str | None = None) -> Article:
    return Article(
        id,
        1,
        id,
        "",
        (id,),
        CleanArticle(Metadata(published=PartialDate.parse(published), language=language), text, ()),
    )


@pytest.mark.parametrize(
    ("own", "published", "first"),
    [
        (None, (), []),
        (None, (None, None), []),
        (None, ("2022-02-02",), []),
        (None, ("2022-02-02", "2022-02-02T08:00"), []),
        (None, ("2022-02-03", "2022-02-02T08:00"), []),
        ("2022-02-04", ("2022-02-03", "2022-02-02T08:00", None), []),
        ("2022-02-04", ("2022-02-03", "2022-02-02T08:00"), ["2022-02-02T08:00"]),
        ("2022-02-04", ("2022-02-02T09:30", "2022-02-02T08:00"), ["2022-02-02T08:00"]),
        ("2022-02-04", ("2022-02-02", "2022-02-02T08:00"), []),
        ("2022-02-04", ("2022-02-02", "2022-02-02", "2022-02-03"), []),
        ("2022-02-02", ("2022-02-02", "2022-02-03"), []),
        ("2022-02-02T09:00", ("2022-02-02T08:00", "2022-02-03"), ["2022-02-02T08:00"]),
        ("2022-02-01", ("2022-02-03", "2022-02-02"), []),
        ("2022-02-03", ("2022-02-02",), ["2022-02-02"]),
        ("2022-02-03", ("2022-02",), []),
    ],
)
def test_first_is_claimed_only_if_dates_leave_no_doubt_against_any_other(
    own: str | None, published: tuple[str | None, ...], first: list[str]
) -> None:
    others = [article(f"a{n}", each) for n, each in enumerate(published)]
    found = parallels(PASSAGE, others, NoStatistics(), within=article("own", own))
    assert len(found) == len(published)
    assert [str(each.published) for each in found if each.first] == first


def test_two_sentences_of_one_article_are_both_first() -> None:
    others = [article("a0", "2022-02-02", f"{SENTENCE} {SENTENCE}"), article("a1", "2022-02-03")]
    found = parallels(PASSAGE, others, NoStatistics(), within=article("own", "2022-02-04"))
    assert [each.passage.article for each in found if each.first] == ["a0", "a0"]


def test_an_article_whose_text_is_not_compared_in_full_can_still_have_been_first() -> None:
    others = [article("a0", "2022-02-02"), article("a1", None)]
    (found,) = parallels(PASSAGE, others, NoStatistics(), within=article("own", "2022-02-04"), closely=1)
    assert found.passage.article == "a0" and not found.first
    unlike = article("a1", None, "The dam in Fessdal is sound, an engineer said at four.")
    (found,) = parallels(PASSAGE, [others[0], unlike], NoStatistics(), within=article("own", "2022-02-04"), closely=1)
    assert found.first


def test_nobody_is_first_beside_a_passage_of_an_unknown_article() -> None:
    others = [article("a0", "2022-02-02"), article("a1", "2022-02-03")]
    assert not any(each.first for each in parallels(PASSAGE, others, NoStatistics()))


def test_first_is_decided_among_all_that_are_found_not_among_those_listed() -> None:
    nearly = SENTENCE.replace("burst", "gave way")
    others = [article(f"copy{n}", f"2022-02-1{n}") for n in range(3)] + [article("early", "2022-02-01", nearly)]
    listed = parallels(PASSAGE, others, NoStatistics(), limit=3, within=article("own", "2022-02-20"))
    assert [each.passage.article for each in listed] == ["copy0", "copy1", "copy2"]
    assert not any(each.first for each in listed)


def test_in_another_language_names_and_figures_alone_are_compared_and_it_says_so() -> None:
    own = article("own", None, language="en")
    german = article(
        "german", None, "Der Damm oberhalb von Torvik brach, sagte Bürgermeisterin Signe Aune.", language="de"
    )
    unnamed = article("unnamed", None, "Der Damm oberhalb von Torvik brach am Morgen.", language="de")
    [found] = parallels(PASSAGE, [german, unnamed], NoStatistics(), within=own)
    assert found.passage.article == "german"
    assert found.reason.startswith("in German, names and figures only: shares ")
    assert "Signe Aune" in found.reason
    assert "Torvik" in found.reason
