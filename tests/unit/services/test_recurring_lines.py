"""Lines that recur at an outlet are hidden once three stories have them, in earlier articles too, the article never."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.cleaning.recurring_lines import candidates, without_recurring
from index.model import CleanArticle, HiddenLine, ImportReport, Metadata, SourceDocument, TextLink
from index.services import recurring_lines

BOILERPLATE = "Our readers make this work possible every day."
STATEMENT = (
    "The harbour authority keeps a register of every vessel above nine metres that enters between dusk and dawn, and"
    " anyone may see it for a small fee at the office beside the northern lock."
)
RECURS = "recurs at this outlet"
Rows = list[dict[str, str]]


def sentence(chance: random.Random) -> str:
    syllables = [consonant + vowel for consonant in "bcdfghklmnprstvz" for vowel in "aeiou"]
    return " ".join("".join(chance.choices(syllables, k=4)) for _ in range(22)).capitalize() + "."


def story(number: int, *lines: str, outlet: str = "Harbour Post", length: int = 7) -> dict[str, str]:
    """An article that shares no words with those of other numbers, with ``lines`` before its last sentence."""
    chance = random.Random(number)
    body = [sentence(chance) for _ in range(length)]
    text = "\n\n".join([*body[:-1], *lines, body[-1]])
    return {"title": sentence(chance)[:40], "text": text, "outlet": outlet}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        yield opened


def imported(archive: Archive, path: Path, rows: Rows) -> ImportReport:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    report = list(archive.add([path]))[-1].report
    assert report is not None
    return report


def shown(archive: Archive, line: str) -> list[bool]:
    """For each article, by its headline, whether ``line`` is in its text."""
    articles = [archive.article(hit.id) for hit in archive.search("", limit=100).hits]
    return [line in article.text for article in sorted(articles, key=lambda one: one.headline or "")]


def test_a_line_of_three_stories_is_hidden_in_all_of_them(archive: Archive, tmp_path: Path) -> None:
    for number in (1, 2):
        imported(archive, tmp_path / f"{number}.jsonl", [story(number, BOILERPLATE)])
    assert shown(archive, BOILERPLATE) == [True, True]
    report = imported(archive, tmp_path / "3.jsonl", [story(3, BOILERPLATE)])
    assert shown(archive, BOILERPLATE) == [False] * 3
    assert archive.article(report.articles[0].id).version == 1
    articles = [archive.article(hit.id) for hit in archive.search("").hits]
    assert sorted(article.version for article in articles) == [1, 2, 2]
    for article in articles:
        assert [(line.text, line.reason) for line in article.content.hidden] == [(BOILERPLATE, RECURS)]
        assert BOILERPLATE in archive.article(article.id, 1).text or article.version == 1
    assert archive.search("readers").total == 0


def test_importing_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    rows = [story(number, BOILERPLATE) for number in range(5)]
    imported(archive, path, rows)
    before = {hit.id: archive.article(hit.id) for hit in archive.search("").hits}
    report = list(archive.add([path]))[-1].report
    assert report is not None and (report.added, report.updated, report.unchanged) == (0, 0, 5)
    path.write_text(path.read_text() + "\n")
    again = list(archive.add([path]))[-1].report
    assert again is not None and (again.added, again.updated) == (0, 0)
    assert {hit.id: archive.article(hit.id) for hit in archive.search("").hits} == before


def test_many_articles_at_once_are_cleaned_as_one_by_one(archive: Archive, tmp_path: Path) -> None:
    imported(archive, tmp_path / "all.jsonl", [story(number, BOILERPLATE) for number in range(80)])
    assert not any(shown(archive, BOILERPLATE))


def test_wire_copy_is_not_hidden_in_any_outlet(archive: Archive, tmp_path: Path) -> None:
    rows = [story(1, BOILERPLATE, outlet=outlet) for outlet in ("Harbour Post", "Quay Times", "Lock Gazette")]
    imported(archive, tmp_path / "wire.jsonl", rows)
    assert all(shown(archive, BOILERPLATE))


def test_captures_of_one_article_are_no_evidence(archive: Archive, tmp_path: Path) -> None:
    rows = [story(1, BOILERPLATE, f"The page was looked at again on turn {turn}, zapo zupi.") for turn in range(6)]
    for turn, row in enumerate(rows):
        row["title"] += f" ({turn})"
    imported(archive, tmp_path / "captures.jsonl", rows)
    assert len(shown(archive, BOILERPLATE)) == 6
    assert all(shown(archive, BOILERPLATE))


def test_an_article_that_two_others_quote_is_not_hidden(archive: Archive, tmp_path: Path) -> None:
    source = story(1)
    quoted = source["text"].split("\n\n")[2]
    imported(archive, tmp_path / "quoted.jsonl", [source, story(2, quoted), story(3, f'"{quoted}" they wrote.')])
    assert sum(shown(archive, quoted)) == 3


def test_long_sentences_need_more_stories_and_more_articles(archive: Archive, tmp_path: Path) -> None:
    imported(archive, tmp_path / "few.jsonl", [story(number, STATEMENT, length=12) for number in range(5)])
    assert all(shown(archive, STATEMENT))
    imported(archive, tmp_path / "more.jsonl", [story(number, STATEMENT, length=12) for number in range(5, 9)])
    assert not any(shown(archive, STATEMENT))


def test_articles_without_an_outlet_bear_no_witness(archive: Archive, tmp_path: Path) -> None:
    imported(archive, tmp_path / "none.jsonl", [story(number, BOILERPLATE, outlet="") for number in range(4)])
    assert all(shown(archive, BOILERPLATE))


def test_a_readers_tags_and_rules_stay(archive: Archive, tmp_path: Path) -> None:
    first = imported(archive, tmp_path / "1.jsonl", [story(1, BOILERPLATE)]).articles[0].id
    archive.tag([first], add=["mine"])
    hidden = archive.hide(first, 0).content.hidden[0].text
    imported(archive, tmp_path / "2.jsonl", [story(number, BOILERPLATE) for number in (2, 3)])
    article = archive.article(first)
    assert {line.reason for line in article.content.hidden} == {"hidden by you", RECURS}
    assert "mine" in article.tags
    assert hidden not in article.text
    archive.undo_hide()
    assert hidden in archive.article(first).text
    assert BOILERPLATE not in archive.article(first).text


def test_articles_of_which_no_lines_are_known_are_noted_by_the_next_import(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("index.services.imports.importer.clean_recurring", lambda store: None)
        patched.setattr("index.services.imports.importer.record_lines", lambda *_: None)
        imported(archive, tmp_path / "old.jsonl", [story(number, BOILERPLATE) for number in (1, 2)])
    with archive._store.writing() as writer:
        for table in ("traces", "recurrences", "recleaning"):
            writer._db.execute(f"DELETE FROM {table}")
    imported(archive, tmp_path / "new.jsonl", [story(3)])
    assert sum(shown(archive, BOILERPLATE)) == 2
    imported(archive, tmp_path / "newest.jsonl", [story(4, BOILERPLATE)])
    assert not any(shown(archive, BOILERPLATE))


def test_the_work_of_one_import_is_bounded(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurring_lines, "_MOST_CLEANED", 1)
    monkeypatch.setattr(recurring_lines, "_CLEANED_AT_ONCE", 1)
    imported(archive, tmp_path / "1.jsonl", [story(number, BOILERPLATE) for number in (1, 2, 3)])
    assert sum(shown(archive, BOILERPLATE)) == 1
    imported(archive, tmp_path / "2.jsonl", [story(4)])
    assert not any(shown(archive, BOILERPLATE))


# --- The edit -------------------------------------------------------------------------------------------------------


class Known:
    """Evidence against given lines."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def is_boilerplate(self, outlet: str, line: str) -> bool:
        return line in self.lines

    def is_usual(self, outlet: str, trait: str, instead: str) -> bool:
        return False


def made(*paragraphs: str, flags: tuple[str, ...] = ()) -> CleanArticle:
    spans, start = [], 0
    for paragraph in paragraphs:
        spans.append((start, start + len(paragraph)))
        start += len(paragraph) + 2
    metadata = Metadata(outlet="Harbour Post")
    kept = tuple(range(0, 2 * len(paragraphs), 2))
    return CleanArticle(metadata, "\n\n".join(paragraphs), tuple(spans), (), kept, flags)


def source(article: CleanArticle) -> SourceDocument:
    return SourceDocument("a.txt", None, "text/plain", b"", "", "utf-8", "plain", article.text)


LONG = (
    "The ferry that had been laid up since the storm in autumn left the southern quay on Thursday with forty people,"
    " six cars and a load of timber, the master told the council."
)


def test_spans_links_and_places_are_those_of_what_is_left() -> None:
    article = made(LONG, BOILERPLATE, "It came back before the evening tide.")
    link = article.text.index("evening tide")
    whole = made(LONG, BOILERPLATE, "It came back before the evening tide.")
    linked = CleanArticle(
        whole.metadata,
        whole.text,
        whole.paragraphs,
        (HiddenLine(5, len(whole.text), "Share this", "sharing"),),
        whole.kept,
        kinds=("paragraph", "list item", "quote"),
        links=(TextLink(link, link + 7, "https://tide.example"),),
    )
    found = without_recurring(linked, source(linked), Known(BOILERPLATE))
    assert [found.text[start:end] for start, end in found.paragraphs] == [LONG, "It came back before the evening tide."]
    assert found.kinds == ("paragraph", "quote")
    assert found.text[found.links[0].start : found.links[0].end] == "evening"
    assert found.hidden == (
        HiddenLine(2, len(LONG) + 2, BOILERPLATE, RECURS),
        HiddenLine(5, len(found.text), "Share this", "sharing"),
    )
    assert found.kept == (0, 4)


def test_an_article_is_never_left_empty_or_cut_to_under_a_third() -> None:
    other = LONG.replace("ferry", "dredger").replace("storm", "strike")
    for article in (made(BOILERPLATE), made(LONG, "It came back before the tide.")):
        known = Known(*(article.text[start:end] for start, end in article.paragraphs if end - start != 29))
        assert without_recurring(article, source(article), known) is article
    assert without_recurring(made(LONG, other), source(made(LONG, other)), Known()).text == f"{LONG}\n\n{other}"


def test_what_the_article_is_about_quotes_and_subheads_are_no_candidates() -> None:
    about = "The master of the ferry told the council of the storm."
    quote = "“Nobody had ever asked for such a thing before,” said Falk."
    article = made(LONG, about, quote, BOILERPLATE, "Share this")
    assert list(candidates(article).values()) == [LONG, BOILERPLATE]
    assert candidates(made(BOILERPLATE, flags=("shown whole",))) == {}


# --- Habits ----------------------------------------------------------------------------------------------------------


def dated(number: int, published: str, title: str = "", outlet: str = "Harbour Post") -> dict[str, str]:
    row = {**story(number, outlet=outlet), "published": published}
    return {**row, "title": title} if title else row


def when(archive: Archive, year: int) -> list[str]:
    """The days of publication in a year, in order."""
    hits = archive.search("", limit=100).hits
    return sorted(hit.published.iso for hit in hits if hit.published and hit.published.iso.startswith(str(year)))


def test_dates_in_either_order_are_read_as_three_stories_of_the_outlet_write_them(
    archive: Archive, tmp_path: Path
) -> None:
    imported(archive, tmp_path / "1.jsonl", [dated(1, "3/4/2019"), dated(2, "12/25/2018"), dated(3, "12/30/2018")])
    assert when(archive, 2019) == ["2019-04-03"]
    imported(archive, tmp_path / "2.jsonl", [dated(4, "12/31/2018"), dated(5, "5/6/2019")])
    assert when(archive, 2019) == ["2019-03-04", "2019-05-06"]
    first = next(archive.article(hit.id) for hit in archive.search("").hits if str(hit.published) == "2019-03-04")
    assert dict(first.content.origins)["published"] == "JSON record; month first, as its outlet writes dates"
    imported(archive, tmp_path / "3.jsonl", [dated(6, "7/8/2019"), dated(7, "9/10/2019", outlet="Quay Times")])
    assert when(archive, 2019) == ["2019-03-04", "2019-05-06", "2019-07-08", "2019-10-09"]


def test_one_story_and_both_orders_are_no_habit(archive: Archive, tmp_path: Path) -> None:
    same = [{**dated(1, f"12/{day}/2018"), "url": f"https://a.example/{day}"} for day in (25, 26, 27, 28)]
    imported(archive, tmp_path / "1.jsonl", [*same, dated(5, "3/4/2019")])
    assert when(archive, 2019) == ["2019-04-03"]
    both = [dated(number, "12/25/2018" if number % 2 else "25/12/2018") for number in range(10, 18)]
    imported(archive, tmp_path / "2.jsonl", [*both, dated(20, "3/4/2019")])
    assert when(archive, 2019) == ["2019-04-03"] * 2


def test_an_exception_in_ten_leaves_a_habit(archive: Archive, tmp_path: Path) -> None:
    rows = [dated(number, "12/25/2018") for number in range(10, 19)]
    imported(archive, tmp_path / "1.jsonl", [*rows, dated(1, "25/12/2018"), dated(2, "3/4/2019")])
    assert when(archive, 2019) == ["2019-04-03"]
    imported(archive, tmp_path / "2.jsonl", [dated(30, "12/26/2018")])
    assert when(archive, 2019) == ["2019-03-04"]


def titles(archive: Archive) -> list[str]:
    return sorted(hit.headline or "" for hit in archive.search("", limit=100).hits)


def test_the_sites_name_goes_off_headlines_that_have_it_as_a_rule(archive: Archive, tmp_path: Path) -> None:
    names = ("Old ferry mended", "Crane falls over", "Gate opens late")
    rows = [dated(number, "2019", f"{name} | Quayside Digital") for number, name in enumerate(names)]
    imported(archive, tmp_path / "1.jsonl", rows[:2])
    assert all(title.endswith("Digital") for title in titles(archive))
    imported(archive, tmp_path / "2.jsonl", rows[2:])
    assert titles(archive) == sorted(names)
    imported(archive, tmp_path / "3.jsonl", [dated(7, "2019", "Tide comes in | Quayside Digital")])
    assert "Tide comes in" in titles(archive)


def test_what_some_headlines_end_in_stays(archive: Archive, tmp_path: Path) -> None:
    rows = [dated(number, "2019", f"Play number {number} at the pier – review") for number in range(4)]
    others = [dated(number, "2019", f"Ferry number {number} is mended") for number in range(10, 14)]
    imported(archive, tmp_path / "1.jsonl", [*others, *rows])
    assert sum(title.endswith("review") for title in titles(archive)) == 4


def test_a_heading_of_some_headlines_is_no_name_of_a_site(archive: Archive, tmp_path: Path) -> None:
    rows = [dated(number, "2019", f"{'Flood' if number % 2 else 'Vote'} | Day number {number}") for number in range(8)]
    imported(archive, tmp_path / "1.jsonl", rows)
    assert titles(archive) == sorted(row["title"] for row in rows)
