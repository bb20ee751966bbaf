"""What an open archive answers after it changed, and what a reader's rules and quotations come to at their edges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import UsageError
from index.model import Article, CleanArticle, HiddenLine, Metadata, Passage, Rule, SourceDocument, TextLink
from index.model.hidden_reasons import HiddenReason
from index.services.passages import sentence
from index.services.verification import verify
from index.store.line_rules import as_ruled, concerns, line_at, with_lines, without_lines

FIRST = "The ferry Halvane ran aground on a reef off Tessel Point on Tuesday with 212 passengers aboard."
OTHER = "With 212 passengers aboard the ferry Halvane struck a reef near Tessel Point on Tuesday morning."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        yield opened


def added(archive: Archive, folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: Headline of {name}\noutlet: Outlet {name}\n---\n{text}\n")
    for _ in archive.add([folder]):
        pass


def id_of(archive: Archive, name: str) -> str:
    return next(hit.id for hit in archive.search("", limit=100).hits if Path(hit.path).stem == name)


# --- Statistics follow the archive ------------------------------------------------------------------------------------


def test_words_weigh_as_the_archive_has_them_now(archive: Archive, tmp_path: Path) -> None:
    """An archive that stays open counts again after each import, as one opened anew does."""
    added(archive, tmp_path / "a", one=FIRST, two=OTHER)
    ids = [id_of(archive, name) for name in ("one", "two")]
    (before,) = archive.compare(ids).links
    assert archive.compare(ids).links == (before,)
    many = {f"n{n}": f"The reef of passengers, ferry and Halvane number {n} at Tessel Point." for n in range(60)}
    added(archive, tmp_path / "b", **many)
    (after,) = archive.compare(ids).links
    with Archive.open(archive.path) as anew:
        assert anew.compare(ids).links == (after,)
    assert after.similarity != before.similarity


def test_a_change_of_another_process_is_seen(archive: Archive, tmp_path: Path) -> None:
    added(archive, tmp_path / "a", one=FIRST)
    assert archive.search("ferry").total == 1
    before = archive.generation()
    with Archive.open(archive.path) as other:
        added(other, tmp_path / "b", two=OTHER)
    assert archive.generation() != before and archive.search("ferry").total == 2


# --- What can be compared ---------------------------------------------------------------------------------------------


def test_a_comparison_takes_two_to_eight_different_articles(archive: Archive, tmp_path: Path) -> None:
    added(archive, tmp_path / "a", **{f"n{n}": f"{FIRST} Number {n} of the ships." for n in range(9)})
    ids = [hit.id for hit in archive.search("", limit=20).hits]
    assert len(ids) == 9
    assert len(archive.compare(ids[:8]).articles) == 8 and len(archive.compare(ids[:2]).articles) == 2
    for refused in (ids, ids[:1], [], [ids[0], ids[0]], [ids[0], ids[1], ids[0]]):
        with pytest.raises(UsageError):
            archive.compare(refused)


def test_a_span_leaves_the_links_that_touch_it(archive: Archive, tmp_path: Path) -> None:
    added(archive, tmp_path / "a", one=f"It rained. {FIRST}", two=OTHER)
    one, two = (id_of(archive, name) for name in ("one", "two"))
    start = len("It rained. ")
    assert len(archive.compare([f"{one}:{start}-{start + 1}", two]).links) == 1
    assert archive.compare([f"{one}:0-{start}", two]).links == ()
    assert len(archive.compare([f"{one}:0-{start + 1}", two]).links) == 1
    length = len(archive.article(one).text)
    with pytest.raises(UsageError):
        archive.compare([f"{one}:{length}-{length + 1}", two])
    assert len(archive.compare([f"{one}:{length - 1}-{length + 9}", two]).links) == 1


def test_the_sentence_at_an_offset() -> None:
    text = "One. Two.\n\nSix."
    own = article(text)
    assert [sentence(own, at).text for at in (0, 3, 4, 5, 8, 11, 14)] == ["One."] * 2 + ["Two."] * 3 + ["Six."] * 2
    for nowhere in (-1, 9, 10, 15, 99):
        with pytest.raises(UsageError):
            sentence(own, nowhere)


# --- Rules on lines ---------------------------------------------------------------------------------------------------


def test_the_only_line_of_an_article_cannot_be_hidden(archive: Archive, tmp_path: Path) -> None:
    added(archive, tmp_path / "a", one=FIRST, two=f"{FIRST}\n\n{OTHER}")
    only, two = id_of(archive, "one"), id_of(archive, "two")
    with pytest.raises(UsageError):
        archive.hide(only, 0)
    assert archive.article(only).text == FIRST and archive.rules() == ()
    # Of two lines one can go, and then the other is the only one.
    assert archive.hide(two, 0).text == OTHER
    with pytest.raises(UsageError):
        archive.hide(two, 0)
    assert archive.article(two).text == OTHER and len(archive.rules()) == 1


SOURCE = SourceDocument("a.txt", None, "text/plain", b"", "", "utf-8", "plain", "One.\nTwo.\n\nSix.\nRead more")


def article(text: str, *hidden: HiddenLine, **about: object) -> Article:
    return Article("a", 1, "a", "", (), clean(text, *hidden))


def clean(
    text: str, *hidden: HiddenLine, outlet: str | None = None, kept: tuple[int, ...] | None = None
) -> CleanArticle:
    spans = []
    start = 0
    for paragraph in text.split("\n\n"):
        spans.append((start, start + len(paragraph)))
        start += len(paragraph) + 2
    return CleanArticle(Metadata(outlet=outlet), text, tuple(spans), hidden, kept)


BODY = "One.\nTwo.\n\nSix."
MORE = HiddenLine(4, len(BODY), "Read  more", "related story")


def test_hidden_lines_leave_the_text_and_stand_where_they_were() -> None:
    found = without_lines(clean(BODY, MORE, kept=(0, 1, 3)), {"Two."}, SOURCE)
    assert (found.text, found.paragraphs, found.kept) == ("One.\n\nSix.", ((0, 4), (6, 10)), (0, 3))
    assert [(line.line, line.at, line.text, line.reason) for line in found.hidden] == [
        (1, 6, "Two.", HiddenReason.HIDDEN_BY_YOU),
        (4, 10, "Read  more", "related story"),
    ]
    first = without_lines(clean(BODY, kept=(0, 1, 3)), {"One."}, SOURCE)
    assert (first.text, first.paragraphs, first.hidden[0].at, first.kept) == (
        "Two.\n\nSix.",
        ((0, 4), (6, 10)),
        0,
        (1, 3),
    )
    last = without_lines(clean(BODY), {"Six."}, SOURCE)
    assert (last.text, last.hidden[0].at, last.hidden[0].line, last.kept) == ("One.\nTwo.", 9, None, None)


def test_a_text_of_which_nothing_would_be_left_stays_as_it_is() -> None:
    whole = clean(BODY)
    assert without_lines(whole, {"One.", "Two.", "Six."}, SOURCE) is whole
    assert without_lines(whole, {"Ten."}, SOURCE) is whole and without_lines(whole, set(), SOURCE) is whole
    only = clean("One.")
    assert without_lines(only, {"One."}, SOURCE) is only


def test_lines_that_are_kept_come_back_where_they_stood() -> None:
    hidden = (HiddenLine(1, 5, "Two.", "x"), HiddenLine(2, 5, "Ten.", "x"), HiddenLine(9, 9, "End.", "x"))
    found = with_lines(clean("One.\nSix.", *hidden, kept=(0, 3)), {"Two."})
    assert (found.text, found.paragraphs, found.kept) == ("One.\nTwo.\nSix.", ((0, 14),), (0, 1, 3))
    assert [(line.text, line.at) for line in found.hidden] == [("Ten.", 10), ("End.", 14)]
    between = with_lines(clean("One.\n\nSix.", HiddenLine(1, 6, "Two.", "x")), {"Two."})
    assert (between.text, between.paragraphs) == ("One.\n\nTwo.\n\nSix.", ((0, 4), (6, 10), (12, 16)))
    top = with_lines(clean("One.", HiddenLine(None, 0, "Two.", "x")), {"Two."})
    assert (top.text, top.hidden, top.kept) == ("Two.\n\nOne.", (), None)
    bottom = with_lines(clean("One.", HiddenLine(None, 4, "Two.", "x")), {"Two."})
    assert bottom.text == "One.\n\nTwo."
    same = clean("One.", HiddenLine(None, 4, "Two.", "x"))
    assert with_lines(same, {"Ten."}) is same


def test_links_move_with_their_lines_and_go_with_them() -> None:
    linked = CleanArticle(
        Metadata(), BODY, ((0, 9), (11, 15)), links=(TextLink(0, 3, "u"), TextLink(5, 8, "v"), TextLink(11, 14, "w"))
    )
    found = without_lines(linked, {"One."}, SOURCE)
    assert [(found.text[link.start : link.end], link.url) for link in found.links] == [("Two", "v"), ("Six", "w")]
    found = without_lines(linked, {"Two."}, SOURCE)
    assert [(found.text[link.start : link.end], link.url) for link in found.links] == [("One", "u"), ("Six", "w")]


def test_a_rule_for_the_article_goes_before_one_for_its_outlet_and_then_the_newest() -> None:
    def ruled(*rules: Rule) -> str:
        return as_ruled(clean(BODY, outlet="Press"), rules, "a", SOURCE).text

    def rule(number: int, what: str, *, outlet: str | None = None, of: str = "a") -> Rule:
        return Rule(number, of, outlet, "Two.", "hide" if what == "hide" else "keep")

    assert ruled() == BODY and ruled(rule(1, "hide")) == "One.\n\nSix."
    assert ruled(rule(1, "hide", of="b")) == BODY
    assert (
        ruled(rule(1, "hide", outlet="Press", of="b")) == "One.\n\nSix."
        and ruled(rule(1, "hide", outlet="Echo")) == BODY
    )
    assert ruled(rule(1, "hide"), rule(2, "keep")) == BODY and ruled(rule(2, "hide"), rule(1, "keep")) == "One.\n\nSix."
    assert ruled(rule(1, "keep"), rule(2, "hide", outlet="Press")) == BODY
    assert ruled(rule(1, "hide"), rule(2, "keep", outlet="Press")) == "One.\n\nSix."


def test_the_line_at_an_offset_and_whom_a_line_concerns() -> None:
    own = article(BODY, MORE)
    assert [line_at(own.content, at) for at in (0, 3, 4, 5, 8, 9, 10, 11, 14, 15)] == [
        *("One.", "One.", None, "Two.", "Two.", None, None, "Six.", "Six.", None),
    ]
    assert concerns(["Two."], [own]) and concerns(["Ten.", "Read more"], [own])
    assert not concerns(["Ten."], [own]) and not concerns(["Two"], [own]) and not concerns(["Two."], [])


# --- Quotations -------------------------------------------------------------------------------------------------------


def where(text: str, words: str, start: int) -> int | None:
    """Where a quotation of an earlier version stands in the current one of this text."""

    def known(id: str, version: int | None) -> Article:
        first = clean("x" * start + words)
        return Article("a", 1, "a", "", (), first) if version == 1 else Article("a", 2, "a", "", (), clean(text))

    (verdict,) = verify([Passage("a", 1, start, start + len(words), words)], known)
    return verdict.current.start if verdict.current is not None else None


@pytest.mark.parametrize(
    ("start", "nearest"), [(0, 5), (5, 5), (10, 5), (11, 16), (16, 16), (21, 16), (22, 27), (27, 27), (90, 27)]
)
def test_a_quotation_that_moved_is_reported_at_the_nearest_of_its_places(start: int, nearest: int) -> None:
    assert where("Sun. Rain. Sun. Rain. Sun. Rain.", "Rain.", start) == nearest


def test_a_quotation_that_is_longer_than_the_text_or_empty_is_nowhere() -> None:
    assert where("Rain.", "Rain. Rain.", 0) is None and where("Rain.", "Sun.", 0) is None
    assert where("Rain", "Rain", 7) == 0
