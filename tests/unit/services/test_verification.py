"""The verdict on a quotation: in every version of its article, and without one."""

from __future__ import annotations

import pytest

from index.errors import UnknownArticle
from index.model import (
    Article,
    Attribution,
    CleanArticle,
    Metadata,
    Misattribution,
    PartialDate,
    Passage,
    Quotation,
    Standing,
)
from index.services.verification import verify

FIRST = "The kiln was cold by noon. Nobody had lit it since Friday."
SECOND = "A correction. The kiln was cold by noon. It had been lit on Sunday."


def article(version: int, text: str) -> Article:
    return Article("kilnkiln", version, "kiln", "", (), CleanArticle(Metadata(), text, ((0, len(text)),)))


def known(id: str, version: int | None) -> Article:
    versions = {1: article(1, FIRST), 2: article(2, SECOND), None: article(2, SECOND)}
    if not "kilnkiln".startswith(id) or version not in versions:
        raise UnknownArticle(f"No article {id}.")
    return versions[version]


def passage(version: int, words: str, start: int, end: int | None = None, id: str = "kilnkiln") -> Passage:
    return Passage(id, version, start, start + len(words) if end is None else end, words)


@pytest.mark.parametrize(
    ("quotation", "standing"),
    [
        (passage(2, "A correction.", 0), "stands"),
        (passage(1, "The kiln was cold by noon.", 0), "moved"),
        (passage(1, "Nobody had lit it since Friday.", 27), "changed"),
        (passage(1, "Nobody had lit it since Monday.", 27), "edited"),
        (passage(2, "The kiln was cold", 14, 40), "edited"),
        (passage(2, "The kiln was cold by noon.", 0), "edited"),
        (passage(2, "A correction.", 400), "edited"),
        (passage(7, "A correction.", 0), "stands"),
        (passage(7, "It had been lit on Sunday.", 5), "moved"),
        (passage(7, "Nothing of the kind.", 5), "missing"),
        (passage(7, "It had been lit", 5, 31), "missing"),
        (passage(2, "A correction.", 0, id="kiln"), "missing"),
        (passage(2, "A correction.", 0, id="\ud800'; DROP"), "missing"),
        (passage(2, "A correction.", 0, id=""), "missing"),
        (passage(10**8, "A correction.", 0, id="other"), "missing"),
        (passage(2, "", 0, 0), "edited"),
    ],
)
def test_a_quotation_stands_as_its_article_says(quotation: Passage, standing: Standing) -> None:
    (verdict,) = verify([quotation], known)
    assert (verdict.quotation, verdict.standing) == (quotation, standing)
    assert bool(verdict.reason) == (standing != "stands")


def test_where_it_moved_and_what_was_edited_are_reported() -> None:
    moved, edited = verify(
        [passage(1, "The kiln was cold by noon.", 0), passage(1, "The kiln was hot by noon.", 0, 26)], known
    )
    assert moved.current is not None
    assert (moved.current.version, moved.current.start, moved.current.end) == (2, 14, 40)
    assert edited.current is not None
    assert (edited.current.version, edited.current.text) == (1, "The kiln was cold by noon.")


def test_white_space_and_characters_that_are_not_shown_do_not_count_but_others_do() -> None:
    text = "One \u202ebell  rang.\x07"

    def only(id: str, version: int | None) -> Article:
        if version == 9:
            raise UnknownArticle("No such version.")
        return article(1, text)

    shown = "One \u200bbell rang.\u2407"
    quotations = [
        passage(1, words, 0, len(text)) for words in (text, shown, "One bell rang.", "One \u202dbell rang.\u2407")
    ]
    assert [v.standing for v in verify(quotations, only)] == ["stands", "stands", "edited", "edited"]
    (elsewhere,) = verify([Passage("kilnkiln", 9, 1, 1 + len("bell  rang.\x07"), "bell rang.\u2407")], only)
    assert elsewhere.standing == "moved"


def test_the_nearest_of_several_places_is_reported() -> None:
    def repeated(id: str, version: int | None) -> Article:
        return article(1, "Rain.") if version == 1 else article(3, "Sun. Rain. Sun. Rain. Sun. Rain.")

    (verdict,) = verify([Passage("kilnkiln", 2, 15, 20, "Rain.")], repeated)
    assert verdict.standing == "edited"
    (verdict,) = verify([Passage("kilnkiln", 1, 0, 5, "Rain.")], repeated)
    assert verdict.current is not None
    assert (verdict.standing, verdict.current.start) == ("moved", 5)


# --- What is said of the article --------------------------------------------------------------------------------------


def about(version: int, headline: str | None, day: str = "2021-05-03T10:00") -> Article:
    metadata = Metadata(
        headline, outlet="Ennor Post", published=PartialDate.parse(day), url="https://ennor.example/a b"
    )
    return Article("kilnkiln", version, "kiln", "", ("kiln.txt",), CleanArticle(metadata, FIRST, ((0, len(FIRST)),)))


def renamed(id: str, version: int | None) -> Article:
    return about(1, "Kiln cold") if version == 1 else about(2, "Kiln was cold")


def wrong(said: Attribution, version: int = 1) -> tuple[Misattribution, ...]:
    (verdict,) = verify([Quotation(passage(version, "The kiln was cold by noon.", 0), (said,))], renamed)
    assert verdict.standing == "stands"
    assert verdict.is_as_cited == (not verdict.misattributed)
    return verdict.misattributed


@pytest.mark.parametrize(
    "said",
    [
        Attribution(),
        Attribution("Ennor  Post", "Kiln was cold", "2021-05-03", "https://ennor.example/a%20b"),
        Attribution(published="2021-05-03T10:00", url="https://ennor.example/a b"),
    ],
)
def test_what_is_said_as_the_archive_has_it_is_right(said: Attribution) -> None:
    assert wrong(said, 2) == ()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Attribution(outlet="Lull Echo"), "outlet"),
        (Attribution(outlet=""), "outlet"),
        (Attribution(headline="Kiln was hot"), "headline"),
        (Attribution(published="2021-05-04"), "published"),
        (Attribution(published="2021"), "published"),
        (Attribution(published=""), "published"),
        (Attribution(url="https://other.example/"), "url"),
    ],
)
def test_what_was_edited_in_the_file_is_reported(said: Attribution, field: str) -> None:
    assert [(each.field, each.how) for each in wrong(said, 2)] == [(field, "edited")]


def test_a_headline_that_changed_since_is_reported_as_such() -> None:
    assert wrong(Attribution(headline="Kiln cold")) == (
        Misattribution("headline", "changed", "Kiln cold", "Kiln was cold"),
    )


def test_an_article_without_a_headline_is_called_by_its_file_and_one_that_is_gone_by_nothing() -> None:
    said = (Attribution(headline="kiln.txt"),)
    (verdict,) = verify([Quotation(passage(1, "The kiln was cold by noon.", 0), said)], lambda *_: about(1, None))
    assert verdict.is_as_cited
    (verdict,) = verify([Quotation(passage(2, "A correction.", 0, id="other"), said)], known)
    assert (verdict.standing, verdict.misattributed) == ("missing", ())


@pytest.mark.parametrize(("version", "standing"), [(1_000_000, "changed"), (1_000_001, "missing")])
def test_a_version_above_a_million_is_not_searched_for(version: int, standing: Standing) -> None:
    def numbered(id: str, asked: int | None) -> Article:
        return article(3, SECOND) if asked is None else article(asked, FIRST)

    (found,) = verify([passage(version, "Friday.", 51)], numbered)
    assert found.standing == standing


@pytest.mark.parametrize(("place", "nearest"), [(9_999, 9_999), (10_003, 9_999), (9_900, 9_900)])
def test_the_nearest_of_the_first_ten_thousand_places_is_reported(place: int, nearest: int) -> None:
    now = article(2, "x" + "ox " * 10_010)
    (found,) = verify([passage(0, "ox", 3 * place)], lambda id, version: now)
    assert found.current is not None and (found.standing, found.current.start) == ("moved", 3 * nearest + 1)
