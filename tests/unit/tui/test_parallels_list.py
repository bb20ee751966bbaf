from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from index.comparison.parallels import parallels
from index.model import Article, CleanArticle, Metadata, PartialDate, Passage

SAID = "The dam above Torvik burst at four in the morning, mayor Signe Aune said."
TOLD = Passage("own", 1, 0, len(SAID), SAID)


class NoStatistics:
    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(id: str, published: str | None, text: str = SAID, language: str | None = None) -> Article:
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
        (None, ("2022-02-03", "2022-02-02T08:00", None), ["2022-02-02T08:00"]),
        (None, ("2022-02-02T09:30", "2022-02-02T08:00"), ["2022-02-02T08:00"]),
        ("2022-02-01", ("2022-02-03", "2022-02-02"), []),
        ("2022-02-03", ("2022-02-02",), ["2022-02-02"]),
    ],
)
def test_the_first_is_told_only_where_somebody_was_later(
    own: str | None, published: tuple[str | None, ...], first: list[str]
) -> None:
    others = [article(f"a{n}", each) for n, each in enumerate(published)]
    found = parallels(TOLD, others, NoStatistics(), within=article("own", own))
    assert len(found) == len(published)
    assert [str(each.published) for each in found if each.first] == first


def test_who_was_first_is_told_of_all_that_is_found_not_of_what_is_listed() -> None:
    nearly = SAID.replace("burst", "gave way")
    others = [article(f"copy{n}", f"2022-02-1{n}") for n in range(3)] + [article("early", "2022-02-01", nearly)]
    listed = parallels(TOLD, others, NoStatistics(), limit=3, within=article("own", "2022-02-20"))
    assert [each.passage.article for each in listed] == ["copy0", "copy1", "copy2"]
    assert not any(each.first for each in listed)


def test_in_another_language_names_and_figures_alone_are_compared_and_it_says_so() -> None:
    own = article("own", None, language="en")
    german = article(
        "german", None, "Der Damm oberhalb von Torvik brach, sagte Bürgermeisterin Signe Aune.", language="de"
    )
    unnamed = article("unnamed", None, "Der Damm oberhalb von Torvik brach am Morgen.", language="de")
    [found] = parallels(TOLD, [german, unnamed], NoStatistics(), within=own)
    assert found.passage.article == "german"
    assert found.reason.startswith("in German, names and figures only: shares ")
    assert "Signe Aune" in found.reason
    assert "Torvik" in found.reason
