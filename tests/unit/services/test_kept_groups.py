"""Groups of hidden lines are kept as one, here or at the outlet; what a reader decides twice holds for the outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import UsageError
from index.model import CleanArticle, HiddenLine, Metadata, Rule, SourceDocument, hidden_groups
from index.model.hidden_reasons import HiddenReason
from index.store.line_rules import as_ruled

SOURCE = SourceDocument("a.txt", None, "text/plain", b"", "", "utf-8", "plain", "")
BODY = "The lock was closed at noon.\n\nIt opens again on Friday."
SECOND = BODY.index("It opens")
TEASER, PROMO = "related story", "newsletter"


def clean(*hidden: HiddenLine, outlet: str | None = "Press") -> CleanArticle:
    return CleanArticle(Metadata(outlet=outlet), BODY, ((0, SECOND - 2), (SECOND, len(BODY))), hidden)


def lines(at: int, *texts: str, reason: str = TEASER) -> list[HiddenLine]:
    return [HiddenLine(None, at, text, reason) for text in texts]


def rule(*texts: str, number: int = 1, of: str = "a", outlet: str | None = None, reasons: Sequence[str] = ()) -> Rule:
    return Rule(number, of, outlet, texts[0], "keep", "", texts, tuple(reasons))


def shown(article: CleanArticle, *rules: Rule, id: str = "a") -> list[str]:
    """The lines of the body that were hidden before."""
    return [line for line in as_ruled(article, rules, id, SOURCE).text.split("\n\n") if line not in BODY]


# --- Which lines are a group ------------------------------------------------------------------------------------------


def test_hidden_lines_in_one_place_are_a_group_and_asides_part_them() -> None:
    end = len(BODY)
    article = clean(
        *lines(end, "End"), *lines(0, "Top", "Menu"), *lines(SECOND, "One"), *lines(SECOND, "A view", reason="caption"),
        *lines(SECOND, "Two", "Three", reason=PROMO),
    )  # fmt: skip
    texts = [[article.hidden[number].text for number in group] for group in hidden_groups(article)]
    assert texts == [["Top", "Menu"], ["One"], ["Two", "Three"], ["End"]]
    assert hidden_groups(clean()) == ()


def test_lines_beside_different_lines_of_one_paragraph_are_in_one_place() -> None:
    text = "One.\nTwo.\n\nSix."
    hidden = (*lines(0, "Top"), *lines(5, "Mid"), *lines(11, "Low"))
    article = CleanArticle(Metadata(), text, ((0, 9), (11, 15)), tuple(hidden))
    assert hidden_groups(article) == ((0,), (1, 2))


# --- What a rule for a group keeps ------------------------------------------------------------------------------------


def test_a_group_is_kept_in_its_place_and_not_wherever_its_lines_are() -> None:
    article = clean(
        *lines(SECOND, "Results", "Ash 2, Elm 1", "Advertisement"), *lines(len(BODY), "Advertisement", "Next")
    )
    assert shown(article, rule("Results", "Ash 2, Elm 1", "Advertisement")) == [
        *("Results", "Ash 2, Elm 1", "Advertisement"),
    ]
    assert shown(article, rule("Results", "Ash 2, Elm 1", of="b")) == []


def test_a_group_of_the_article_is_these_lines_alone() -> None:
    article = clean(*lines(SECOND, "Results", "Ash 2, Elm 1", "Oak 0, Yew 0"))
    assert shown(article, rule("Results", "Ash 2, Elm 1", reasons=[TEASER])) == ["Results", "Ash 2, Elm 1"]


def test_at_the_outlet_what_follows_the_first_line_is_kept_if_it_is_hidden_for_the_same_reasons() -> None:
    other = clean(
        *lines(SECOND, "Read on", "Results", "Fir 3, Bay 2"), *lines(SECOND, "Sign up", reason=PROMO),
        *lines(SECOND, "Box 1, Ivy 1"), *lines(len(BODY), "Fir 3, Bay 2"),
    )  # fmt: skip
    kept = rule("Results", "Ash 2, Elm 1", outlet="Press", reasons=[TEASER])
    assert shown(other, kept, id="b") == ["Results", "Fir 3, Bay 2", "Box 1, Ivy 1"]
    assert shown(other, rule("Results", "Ash 2", outlet="Echo", reasons=[TEASER]), id="b") == []
    assert shown(other, rule("Tables", "Ash 2", outlet="Press", reasons=[TEASER]), id="b") == []


@pytest.mark.parametrize(("there", "kept"), [(("B", "C", "X"), ["B", "C"]), (("B", "X", "Y"), [])])
def test_a_group_without_its_first_line_is_known_by_half_of_its_lines(there: tuple[str, ...], kept: list[str]) -> None:
    article = clean(*lines(SECOND, *there))
    assert shown(article, rule("A", "B", "C", "D", outlet="Press", reasons=[TEASER]), id="b") == kept


def test_the_newest_decision_on_a_line_of_a_group_counts() -> None:
    article = clean(*lines(SECOND, "Results", "Ash 2"))
    one = Rule(2, "a", None, "Ash 2", "hide")
    assert shown(article, rule("Results", "Ash 2"), one) == ["Results"]
    # A line that the reader hid is in the text as it is cleaned: the group takes the hiding back.
    found = as_ruled(clean(), [Rule(1, "a", None, "It opens again on Friday.")], "a", SOURCE)
    assert [line.reason for line in found.hidden] == [HiddenReason.HIDDEN_BY_YOU]
    back = [Rule(1, "a", None, "It opens again on Friday."), rule("It opens again on Friday.", "Next", number=2)]
    assert as_ruled(clean(), back, "a", SOURCE).text == BODY


# --- In an archive ----------------------------------------------------------------------------------------------------

PARAGRAPHS = (
    "The harbour council voted late on Monday to close the old swing bridge for at least {n} months of repairs.",
    "Engineers who inspected the bridge in March found that {n} of its bearings had worn through completely, it said.",
    "About {n},400 cars cross the bridge each day, and the nearest other crossing lies {n} kilometres up the river.",
)
JUNK = ("Sign up for our daily newsletter", "Share on Facebook", "© 2021 Harbour Bell. All rights reserved.")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        yield opened


def add(archive: Archive, folder: Path, number: int, *below: str, outlet: str = "Harbour Bell") -> str:
    """The id of a new article with these lines below its text."""
    path = folder / f"{number}-{outlet}.html"
    body = "".join(f"<p>{paragraph.format(n=number * 7 + i)}</p>" for i, paragraph in enumerate(PARAGRAPHS))
    junk = "".join(f"<p>{line}</p>" for line in below)
    path.write_text(
        f"<html><head><title>Bridge closes, part {number}</title><meta property='og:site_name' content='{outlet}'>"
        f"</head><body><article><h1>Bridge closes, part {number}</h1>{body}{junk}</article></body></html>"
    )
    report = list(archive.add([path]))[-1].report
    assert report is not None
    return report.articles[0].id


def hidden(archive: Archive, id: str) -> list[str]:
    return [line.text for line in archive.article(id).content.hidden]


def test_a_group_is_one_rule_and_one_undo(archive: Archive, tmp_path: Path) -> None:
    id = add(archive, tmp_path, 1, *JUNK)
    before = archive.article(id)
    (group,) = [group for group in hidden_groups(before.content) if len(group) >= len(JUNK)]
    after = archive.keep(id, group)
    assert all(line in after.text for line in JUNK) and not hidden_groups(after.content)
    (rule,) = archive.rules()
    assert (rule.line, rule.lines, rule.outlet) == (JUNK[0], JUNK, None)
    assert rule.reasons == ("newsletter", "sharing", "copyright")
    undone = archive.undo_hide()
    assert undone == rule and archive.article(id).text == before.text


def test_lines_are_kept_as_a_group_only_if_there_is_something_to_keep(archive: Archive, tmp_path: Path) -> None:
    id = add(archive, tmp_path, 1, *JUNK)
    for nothing in ([], [99], [-1]):
        with pytest.raises(UsageError):
            archive.keep(id, nothing)
    archive.keep(id, [archive.article(id).content.hidden[-1]])
    assert archive.rules()[0].lines == () and archive.rules()[0].line == JUNK[-1]


def test_a_group_kept_for_the_outlet_is_shown_in_its_other_articles_and_in_later_ones(
    archive: Archive, tmp_path: Path
) -> None:
    first, second = (add(archive, tmp_path, number, *JUNK) for number in (1, 2))
    elsewhere = add(archive, tmp_path, 3, *JUNK, outlet="Vale Courier")
    group = max(hidden_groups(archive.article(first).content), key=len)
    archive.keep(first, group, "outlet")
    later = add(archive, tmp_path, 4, JUNK[0], "Share on Mastodon", "Advertisement")
    assert hidden(archive, first) == [] and hidden(archive, second) == []
    assert set(JUNK) <= set(hidden(archive, elsewhere))
    assert hidden(archive, later) == ["Advertisement"]
    assert "Share on Mastodon" in archive.article(later).text
    archive.remove_rule(archive.rules()[0].number)
    for id in (first, second, later):
        assert JUNK[0] in hidden(archive, id)


# --- What is decided twice --------------------------------------------------------------------------------------------


def start(archive: Archive, id: str, line: str) -> int:
    return archive.article(id).text.index(line)


def test_what_is_hidden_in_two_articles_is_hidden_at_the_outlet(archive: Archive, tmp_path: Path) -> None:
    line = "The Bell is printed on paper from the mill at Senn."
    ids = [add(archive, tmp_path, number, line) for number in range(1, 4)]
    other = add(archive, tmp_path, 9, line, outlet="Vale Courier")
    assert all(line in archive.article(id).text for id in (*ids[:2], other))
    archive.hide(ids[0], start(archive, ids[0], line))
    assert [rule.scope for rule in archive.rules()] == ["article"]
    assert line in archive.article(ids[1]).text
    archive.hide(ids[1], start(archive, ids[1], line))
    assert [rule.scope for rule in archive.rules()] == ["article", "article", "outlet"]
    later = add(archive, tmp_path, 5, line)
    assert all(line not in archive.article(id).text for id in (*ids, later))
    assert line in archive.article(other).text
    # Undoing takes back what followed, and not what the reader did in the two articles.
    archive.undo_hide()
    assert [line in archive.article(id).text for id in (*ids[:2], later)] == [False, False, True]


def test_what_is_kept_in_two_articles_is_kept_at_the_outlet_unless_it_was_decided_otherwise(
    archive: Archive, tmp_path: Path
) -> None:
    ids = [add(archive, tmp_path, number, JUNK[0]) for number in range(1, 4)]
    group = [0]
    archive.keep(ids[0], group)
    archive.keep(ids[1], group)
    assert [rule.scope for rule in archive.rules()] == ["article", "article", "outlet"]
    assert JUNK[0] in archive.article(ids[2]).text
    for rule in archive.rules()[1:]:
        archive.remove_rule(rule.number)
    archive.hide(ids[0], start(archive, ids[0], JUNK[0]))
    archive.keep(ids[1], group)
    assert "outlet" not in [rule.scope for rule in archive.rules()]
    assert JUNK[0] not in archive.article(ids[2]).text
