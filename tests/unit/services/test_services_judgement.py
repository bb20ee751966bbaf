"""What the services decide between store, index and comparison: batches, grouping, versions, copies, quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import UnknownArticle, UsageError
from index.model import (
    Article,
    Attribution,
    CleanArticle,
    Metadata,
    PartialDate,
    Passage,
    Quotation,
    QuotationCheck,
    SkippedSource,
)
from index.services.imports.steps import batches
from index.services.stories import story_sync
from index.services.verification import verify
from index.services.versions import changes_between
from tests.copied_texts import OTHER, OWN, WIRE, text_of

# --- Importing --------------------------------------------------------------------------------------------------------


def test_steps_of_an_import_are_batched_by_number() -> None:
    def sizes(count: int) -> list[int]:
        return [len(batch) for batch in batches(SkippedSource(str(n), "x") for n in range(count))]

    assert sizes(0) == [] and sizes(1) == [1] and sizes(2000) == [2000] and sizes(2001) == [2000, 1]


# --- Grouping ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "changed", "joined", "whole"),
    [
        # Small archives always; in larger ones when more than one in eighty changed, or one in eight joined since.
        (500, 1, 0, True),
        (501, 1, 0, False),
        (801, 10, 0, False),
        (801, 11, 0, True),
        (800, 10, 0, False),
        (799, 10, 0, True),
        (1600, 1, 198, False),
        (1600, 1, 199, True),
        (1600, 1, 200, True),
    ],
)
def test_when_an_archive_is_grouped_as_a_whole(total: int, changed: int, joined: int, whole: bool) -> None:
    assert story_sync._is_due(total, changed, joined) is whole


def test_the_likeness_of_stories_that_are_gone_goes_to_their_heirs() -> None:
    rows = [("a", "b", 0.5, ""), ("a", "c", 0.6, ""), ("d", "e", 0.7, "")]
    assert story_sync._carried(rows, {}, ()) == {("a", "b"): 0.5, ("a", "c"): 0.6, ("d", "e"): 0.7}
    assert story_sync._carried(rows, {"c": "b"}, ()) == {("a", "b"): 0.6, ("d", "e"): 0.7}
    assert story_sync._carried(rows, {"b": "a"}, ()) == {("a", "c"): 0.6, ("d", "e"): 0.7}
    assert story_sync._carried(rows, {}, {"d", "e", "a"}) == {("a", "b"): 0.5, ("a", "c"): 0.6}


def test_an_article_is_looked_for_by_the_thirty_terms_that_tell_most() -> None:
    text = "the " * 50 + " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(40)) + " stallholder" * 2
    own = Article("a", 1, "a", "", (), CleanArticle(Metadata("Headline"), text, ()))
    found = story_sync._telling_terms(own)
    assert len(found) == 30 and found[0] == "stallhold" and "the" not in found


# --- Copies and versions ----------------------------------------------------------------------------------------------

EDITED = WIRE.replace("forty thousand", "nearly 38,000")
Fill = Callable[..., dict[str, str]]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        yield opened


@pytest.fixture
def fill(archive: Archive, tmp_path: Path) -> Fill:
    """Imports texts by name, each with outlet and day; gives the ids by name."""

    def filled(**texts: tuple[str, str, str]) -> dict[str, str]:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, (outlet, day, text) in texts.items():
            (folder / f"{name}.md").write_text(text_of(f"Grid {name[0]}", outlet, day, text))
        for _ in archive.add([folder]):
            pass
        return {Path(hit.path).stem: hit.id for hit in archive.search("", limit=50).hits}

    return filled


def test_editions_of_one_outlet_are_one_article_on_several_days(archive: Archive, fill: Fill) -> None:
    ids = fill(
        a1=("Herald", "2019-02-03", f"{WIRE} {OWN}"),
        a2=("Herald", "2019-02-02", f"{EDITED} {OWN}"),
        b1=("Post", "2019-02-04", f"{WIRE} {OWN}"),
        c1=("Times", "2019-02-05", OTHER),
    )
    groups = archive.editions(ids.values())
    assert groups.keys() == {ids["a1"], ids["a2"]}
    assert [edition.id for edition in groups[ids["a1"]]] == [ids["a2"], ids["a1"]]
    hits = {hit.id: hit for hit in archive.search("grid").hits}
    first, second = (hits[ids[name]] for name in ("a1", "a2"))
    head, other = (first, second) if first.folded is None else (second, first)
    assert head.versions == (other.id,) and other.versions == () and other.folded == head.id
    assert {hits[ids[name]].copies for name in ("a1", "a2")} == {1}
    assert hits[ids["b1"]].copies == 2 and hits[ids["c1"]].copies == 0
    assert hits[ids["b1"]].versions == () and hits[ids["b1"]].folded is None


def test_reuse_of_an_article_comes_with_the_largest_share_first(archive: Archive, fill: Fill) -> None:
    ids = fill(
        a1=("Herald", "2019-02-02", f"{WIRE} {OWN}"),
        b1=("Post", "2019-02-03", WIRE),
        c1=("Times", "2019-02-04", f"{OWN} {OTHER}"),
        d1=("Echo", "2019-02-05", f"{WIRE} {OWN} {OTHER}"),
    )
    found = archive.reuse(ids["a1"])
    assert [reuse.other for reuse in found] == [ids["d1"], ids["b1"], ids["c1"]]
    assert [reuse.kind for reuse in found] == ["cut", "cut", "embedded"]
    assert found[0].share == 1.0 > found[0].other_share and found[1].share < 1.0 == found[1].other_share
    assert all(reuse.first == ids["a1"] for reuse in found)
    pairs = archive.reuse()
    assert [pair.words for pair in pairs] == sorted((pair.words for pair in pairs), reverse=True)
    assert archive.reuse(limit=1)[0] == pairs[0] and len(archive.reuse(limit=1)) == len(pairs)


def test_versions_of_an_article_are_in_order_of_time(archive: Archive, fill: Fill) -> None:
    ids = fill(a1=("Herald", "2019-02-03", f"{WIRE} {OWN}"), a2=("Herald", "2019-02-02", f"{EDITED} {OWN}"))
    assert [(each.article, each.number, each.current) for each in archive.versions(ids["a1"])] == [
        (ids["a2"], 1, True),
        (ids["a1"], 1, True),
    ]
    fill(a1=("Herald", "2019-02-03", f"{WIRE} {OWN} {OTHER}"))
    versions = [each for each in archive.versions(ids["a1"]) if each.article == ids["a1"]]
    assert [(each.number, each.current) for each in versions] == [(1, False), (2, True)]
    changed = archive.changes(f"{ids['a1']}@1", ids["a1"])
    assert [changed.new.text[slice(*each.new)] for each in changed.changes] == [OTHER[:-1]]
    for wrong in ("a@b", "a@", "a@1@2"):
        with pytest.raises(UsageError):
            archive.changes(wrong, ids["a1"])
    with pytest.raises(UnknownArticle):
        archive.changes(f"{ids['a1']}@9", ids["a1"])


def test_changes_of_headline_and_deck_are_reported_beside_those_of_the_text() -> None:
    def stated(headline: str | None, deck: str | None, text: str) -> Article:
        return Article("a", 1, "a", "", (), CleanArticle(Metadata(headline, deck), text, ((0, len(text)),)))

    found = changes_between(stated("Old bridge", None, "One two."), stated("New bridge", "A deck", "One six."))
    assert [(change.old, change.new) for change in found.headline] == [((0, 3), (0, 3))]
    assert [(change.old, change.new) for change in found.deck] == [((0, 0), (0, 6))]
    assert [(change.old, change.new) for change in found.changes] == [((4, 7), (4, 7))]
    same = stated("Old bridge", "A deck", "One two.")
    again = changes_between(same, same)
    assert again.headline == again.deck == again.changes == ()


# --- Quotations -------------------------------------------------------------------------------------------------------


def article(version: int, text: str, **about: str | None) -> Article:
    published = PartialDate.parse(about.get("published"))
    metadata = Metadata(about.get("headline"), outlet=about.get("outlet"), published=published, url=about.get("url"))
    return Article("kilnkiln", version, "kiln", "", ("a/kiln.txt",), CleanArticle(metadata, text, ((0, len(text)),)))


def verdict(quotation: Passage | Quotation, *versions: Article) -> QuotationCheck:
    def known(id: str, version: int | None) -> Article:
        found = versions[-1] if version is None else next((each for each in versions if each.version == version), None)
        if found is None or id != found.id:
            raise UnknownArticle("None.")
        return found

    (given,) = verify([quotation], known)
    return given


def quoted(words: str, start: int, version: int = 1, end: int | None = None) -> Passage:
    return Passage("kilnkiln", version, start, start + len(words) if end is None else end, words)


def test_a_quotation_stands_only_at_its_very_place() -> None:
    now = article(1, "The kiln was cold.")
    assert verdict(quoted("The kiln", 0), now).standing == "stands"
    assert verdict(quoted("kiln was cold.", 4), now).standing == "stands"
    for start, end in ((1, 9), (0, 7), (0, 10), (-1, 7), (0, 99), (5, 5), (8, 0)):
        assert verdict(quoted("The kiln", start, end=end), now).standing == "edited", (start, end)
    assert verdict(quoted("cold.", 13, version=0), now).standing == "stands"
    assert verdict(quoted("cold.", 3, version=0), now).standing == "moved"
    assert verdict(quoted("cold.", 13, version=-1), now).standing == "stands"
    assert verdict(quoted("warm.", 13, version=1_000_001), now).standing == "missing"


def test_several_quotations_come_in_the_order_given() -> None:
    now = article(1, "The kiln was cold.")
    rows = [quoted("cold.", 13), quoted("warm.", 13), quoted("The", 0)]
    assert [each.standing for each in verify(rows, lambda *_: now)] == ["stands", "edited", "stands"]
    assert verify([], lambda *_: now) == ()


@pytest.mark.parametrize(
    ("said", "there", "right"),
    [
        (Attribution(published="2021-05-03"), {"published": "2021-05-03T10:00"}, True),
        (Attribution(published="2021-05-03T10:00"), {"published": "2021-05-03T10:00"}, True),
        (Attribution(published="2021-05-03T11:00"), {"published": "2021-05-03T10:00"}, False),
        (Attribution(published=""), {"published": None}, True),
        (Attribution(published=""), {"published": "2021-05-03"}, False),
        (Attribution(headline="kiln.txt"), {}, True),
        (Attribution(headline="kiln"), {}, True),
        (Attribution(headline="a/kiln.txt"), {}, False),
        (Attribution(headline=""), {}, True),
        (Attribution(headline="kiln.txt"), {"headline": "Kiln cold"}, False),
        (Attribution(headline="Kiln  cold"), {"headline": "Kiln cold"}, True),
        (Attribution(url="https://a.example/%20"), {"url": "https://a.example/ "}, True),
        (Attribution(outlet="Post"), {"outlet": "Echo"}, False),
        (Attribution(outlet=""), {}, True),
    ],
)
def test_what_is_said_of_an_article(said: Attribution, there: dict[str, str | None], right: bool) -> None:
    now = article(1, "The kiln was cold.", **there)
    given = verdict(Quotation(quoted("cold.", 13), (said,)), now)
    assert (given.misattributed == ()) is right


def test_each_misattribution_is_reported_once_with_what_is_there() -> None:
    first, now = article(1, "Cold.", headline="Kiln cold"), article(2, "Cold.", headline="Kiln was cold")
    old, wrong = Attribution(headline="Kiln cold"), Attribution(headline="Kiln hot")
    given = verdict(Quotation(quoted("Cold.", 0), (old, old, wrong)), first, now)
    assert [(each.how, each.stated, each.current) for each in given.misattributed] == [
        ("changed", "Kiln cold", "Kiln was cold"),
        ("edited", "Kiln hot", "Kiln cold"),
    ]
