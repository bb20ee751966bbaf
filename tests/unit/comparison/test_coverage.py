from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.comparison.coverage import coverage
from index.model import Article, CleanArticle, Metadata, PartialDate


class NoStatistics:
    def document_count(self) -> int:
        return 0

    def document_frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)


def article(
    id: str, text: str, outlet: str | None = None, published: str | None = None, language: str | None = None
) -> Article:
    metadata = Metadata(
        headline=f"Headline {id}", outlet=outlet, published=PartialDate.parse(published), language=language
    )
    return Article(id, 1, id, "", (f"{id}.txt",), CleanArticle(metadata, text, ((0, len(text)),)))


FIRE = "Fire gutted the cannery at Ostrava Quay before dawn on Wednesday."
TWENTY = "Twenty firemen under captain Jory Pell fought it for six hours."
CAT = "A tabby named Biscuit was carried out unhurt."
MINE = article("mine", f"{FIRE} {TWENTY} {CAT}", "Quay Herald", "2022-02-02T08:00")


def test_sentences_that_others_have_are_counted_by_outlet() -> None:
    others = [
        article("b", f"{FIRE} Nobody was hurt.", "Morning Ledger", "2022-02-03"),
        article("c", f"{FIRE} {TWENTY}", "Evening Star", "2022-02-02T11:00"),
        article("d", f"Police closed the road. {FIRE}", "Morning Ledger", "2022-02-04"),
    ]
    first, second = coverage(MINE, others, NoStatistics())
    assert first.passage.text == FIRE
    assert first.outlets == ("Evening Star", "Morning Ledger")
    assert (first.kind, first.first) == ("verbatim", True)
    assert second.passage.text == TWENTY
    assert second.outlets == ("Evening Star",)


def test_unknown_outlets_count_one_for_each_article() -> None:
    [only] = coverage(MINE, [article("b", FIRE), article("c", FIRE)], NoStatistics())
    assert only.outlets == ("Headline b", "Headline c")


def test_the_own_outlet_and_the_article_itself_do_not_count() -> None:
    assert coverage(MINE, [MINE, article("b", FIRE, "Quay Herald")], NoStatistics()) == ()


def test_first_is_claimed_only_where_all_others_were_surely_later() -> None:
    [later] = coverage(MINE, [article("b", FIRE, "Evening Star", "2022-02-01")], NoStatistics())
    assert not later.first
    [same_day] = coverage(MINE, [article("b", FIRE, "Evening Star", "2022-02-02")], NoStatistics())
    assert not same_day.first
    [other_undated] = coverage(MINE, [article("b", FIRE, "Evening Star")], NoStatistics())
    assert not other_undated.first
    [next_day] = coverage(MINE, [article("b", FIRE, "Evening Star", "2022-02-03")], NoStatistics())
    assert next_day.first
    [undated] = coverage(article("x", FIRE), [article("b", FIRE, "Evening Star", "2022-02-02")], NoStatistics())
    assert not undated.first


def test_times_are_compared_across_zones() -> None:
    mine = article("mine", FIRE, "Quay Herald", "2022-02-02T08:00+02:00")
    [found] = coverage(mine, [article("b", FIRE, "Evening Star", "2022-02-02T07:00+00:00")], NoStatistics())
    assert found.first


def test_words_are_compared_as_their_language_inflects_them() -> None:
    mine = article("mine", "Die Winzer verlieren ihre Ernten nach schweren Hagelschauern.", "Talbote", language="de")
    text = "Ein schwerer Hagelschauer hat den Winzern die Ernte genommen."
    [only] = coverage(mine, [article("b", text, "Bergkurier", language="de")], NoStatistics())
    assert (only.kind, only.outlets) == ("reworded", ("Bergkurier",))


def test_of_several_kinds_of_link_the_closest_is_reported() -> None:
    reworded = "Before dawn on Wednesday, fire gutted a cannery at Ostrava Quay, and its roof fell in."
    near = article("b", reworded, "Evening Star")
    copied = article("c", FIRE, "Morning Ledger")
    kinds = [
        found.kind
        for others in ([near], [near, copied], [copied, near])
        for found in coverage(article("mine", FIRE, "Quay Herald"), others, NoStatistics())
    ]
    assert kinds == ["reworded", "verbatim", "verbatim"]
