"""Where each limit turns that decides what a reader sees: how much is listed, named, marked, read back or kept."""

from __future__ import annotations

import os
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from index.errors import SourceError
from index.model import (
    Dropped,
    Edition,
    Explanation,
    Facet,
    Hit,
    ImportedArticle,
    ImportReport,
    Link,
    PartialDate,
    Passage,
    Quotation,
    ResultPage,
    Reuse,
    SkippedSource,
)
from tests.indexing import article
from tui.cli.commands.reuse import reuse_lines
from tui.cli.commands.search import explanation_lines
from tui.cli.import_articles import report_lines
from tui.cli.output import Streams
from tui.cli.search_output import say_what_was_found
from tui.controllers.path_completion import complete
from tui.export import files, quotations
from tui.export.escape import web_address
from tui.export.exported_markdown import cited
from tui.export.files import file_name
from tui.export.hits.hit_text import hit_lines
from tui.rendering.article.found_words import found_spans
from tui.rendering.article.layout import ArticleBlock, ArticleLayout
from tui.rendering.article.reading_position import progress
from tui.rendering.comparison.level_rows import level_rows
from tui.rendering.comparison.marks import mostly_differs
from tui.rendering.import_report import tables
from tui.rendering.lists.versions import days_label
from tui.rendering.numbers import minutes
from tui.rendering.search.offers import offers
from tui.rendering.search.outcome import completing
from tui.rendering.search.question import Question
from tui.widgets.facet_list import FacetList

# --- The command line -------------------------------------------------------------------------------------------------


def editions(count: int) -> tuple[Edition, ...]:
    return tuple(Edition(f"id{day:02}", None, PartialDate.parse(f"2019-02-{day:02}")) for day in range(1, count + 1))


@pytest.mark.parametrize(("count", "shown"), [(8, 8), (9, 8), (12, 8)])
def test_eight_versions_of_a_hit_are_listed(count: int, shown: int) -> None:
    hit = Hit(1, "id01", "id01", 1.0, "Ferry", "Post", None, "a.txt", 9, "", 0, 0, (), editions=editions(count))
    days = " ".join(hit_lines(hit, None, coloured=False)).partition(f"{count} versions")[2]
    assert (days.count("id"), "…" in days) == (shown, count > 8)


def test_three_parts_of_a_query_without_hits_are_named() -> None:
    err = StringIO()
    words = ("alpha", "beta", "gamma", "delta")
    page = ResultPage("", (), 0, True, 0.0, dropped=tuple(Dropped(word, 0, 1, 0) for word in words))
    say_what_was_found(page, 0, 0, Streams(StringIO(), err, json=False))
    assert err.getvalue().split("\n")[2:4] == ["Nothing matches gamma.", "Nothing found."]


def test_a_share_of_a_score_that_prints_as_nothing_is_not_named() -> None:
    def lines(near: float) -> str:
        return "\n".join(explanation_lines(Explanation("ferry", "a", True, 1.0, 1, 1, False, (), 1.0, near)))

    assert "near each other" in lines(0.0005) and "near each other" not in lines(0.00049)


@pytest.mark.parametrize(("count", "listed", "more"), [(100, 100, False), (101, 100, True)])
def test_a_hundred_failures_are_named(count: int, listed: int, more: bool) -> None:
    report = ImportReport((), tuple(SkippedSource(f"f{n}", "empty") for n in range(count)), 0.1)
    lines = report_lines(report, 100)
    assert sum(line.startswith("failed f") for line in lines) == listed
    assert ("and 1 more; --json lists them all." in lines) == more


@pytest.mark.parametrize(("count", "more"), [(10, False), (11, True)])
def test_ten_reasons_why_files_are_no_articles_are_named(count: int, more: bool) -> None:
    skipped = tuple(SkippedSource(f"f{n}", f"kind {n // 2}", "not an article") for n in range(2 * count))
    lines = report_lines(ImportReport((), skipped, 0.1), 100)
    assert lines[0] == "not an article: 2 × kind 0: f0 …"
    assert sum(line.startswith("not an article: 2 ×") for line in lines) == 10
    assert ("and 1 more reasons; --json lists them all." in lines) == more


@pytest.mark.parametrize(("count", "listed", "more"), [(20, 20, 0), (21, 20, 1)])
def test_twenty_folders_are_counted_one_by_one(count: int, listed: int, more: int) -> None:
    articles = tuple(ImportedArticle(f"a{n}", f"/{n:02}/a.txt", None, "added") for n in range(count))
    (table,) = tables(ImportReport(articles, (), 0.1))
    assert (len(table.rows), table.more) == (listed, more)


@pytest.mark.parametrize(("count", "more"), [(12, 0), (13, 1)])
def test_twelve_passages_that_both_have_are_quoted(count: int, more: int) -> None:
    spans = tuple(((2 * n, 2 * n + 1), (2 * n, 2 * n + 1)) for n in range(count))
    reuse = Reuse("a", "b", "cut", 0.5, 0.5, 9, None, None, None, None, None, spans)
    lines = reuse_lines(article("a", "x " * count), [reuse], None)
    assert (sum("“x”" in line for line in lines), sum("more passage" in line for line in lines)) == (12, more)


# --- Exports ----------------------------------------------------------------------------------------------------------


def test_an_address_has_4096_characters_at_most() -> None:
    url = "https://a.example/"
    assert web_address(url.ljust(4096, "a")) is not None
    assert web_address(url.ljust(4097, "a")) is None


def test_a_file_name_has_eighty_characters_before_its_ending() -> None:
    assert file_name("a" * 79 + "bc") == "a" * 79 + "b.md"


@pytest.mark.parametrize(("free", "written"), [("a-1000.md", True), ("a-1001.md", False)])
def test_the_thousandth_file_of_a_name_is_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: str, *, written: bool
) -> None:
    def write_once(path: Path, text: str) -> None:
        if path.name != free:
            raise FileExistsError(path)

    monkeypatch.setattr(files, "write_once", write_once)
    if written:
        assert files.write_new(tmp_path, "a.md", "").name == free
    else:
        with pytest.raises(FileExistsError, match="1000 files"):
            files.write_new(tmp_path, "a.md", "")


def test_a_citation_has_five_thousand_characters_at_most() -> None:
    def citation(size: int) -> str:
        rest = "“” [weir v1]"
        return f"“{'a' * (size - len(rest))}” [weir v1]"

    assert len(citation(5000)) == 5000
    assert cited(citation(5000)) is not None and cited(citation(5001)) is None


@pytest.mark.parametrize("count", [100_000, 100_001])
def test_an_exported_file_has_a_hundred_thousand_quotations_at_most(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    found = (Quotation(Passage("weir", 1, n, n + 1, "A.")) for n in range(count))
    monkeypatch.setattr(quotations, "of_markdown", lambda text: found)
    if count == 100_000:
        assert len(quotations.read(b"A.", "file")) == count
    else:
        with pytest.raises(SourceError, match="more quotations"):
            quotations.read(b"A.", "file")


@pytest.mark.parametrize(("size", "refused"), [(64 << 20, "no quotations"), ((64 << 20) + 1, "larger than any export")])
def test_an_exported_file_has_64_megabytes_at_most(monkeypatch: pytest.MonkeyPatch, size: int, refused: str) -> None:
    monkeypatch.setattr(quotations, "of_markdown", lambda text: ())
    with pytest.raises(SourceError, match=refused):
        quotations.read(b"a" * size, "file")


# --- What is shown ----------------------------------------------------------------------------------------------------


def test_five_thousand_found_places_are_marked() -> None:
    assert len(found_spans("ox " * 4999, "ox")) == 4999
    assert len(found_spans("ox " * 5001, "ox")) == 5000


@pytest.mark.parametrize(("text", "parts"), [(8000, 1), (8001, 2)])
def test_a_paragraph_of_more_than_eight_thousand_characters_is_set_in_parts(text: int, parts: int) -> None:
    assert len(ArticleLayout([ArticleBlock("a" * text)], 60).blocks) == parts


def test_two_hundred_thousand_characters_are_set_at_once() -> None:
    layout = ArticleLayout([ArticleBlock("word " * 200)] * 201, 60)
    assert len(layout._lines) == 200


@pytest.mark.parametrize(
    ("characters", "time"), [(6 * 21 - 1, ""), (6 * 21, "1 min left"), (6 * 220 * 3, "3 min left")]
)
def test_the_time_that_is_left_is_given_from_twenty_one_words_on(characters: int, time: str) -> None:
    assert progress(0.5, characters)[0].text.strip() == time


@pytest.mark.parametrize(("words", "time"), [(0, "1 min"), (220_000, "1000 min"), (109, "1 min")])
def test_a_reader_reads_220_words_a_minute(words: int, time: str) -> None:
    assert minutes(words) == time


@pytest.mark.parametrize(("own", "differs"), [(10, False), (11, True)])
def test_words_of_more_than_half_a_sentence_are_not_marked(own: int, *, differs: bool) -> None:
    left, right = (Passage(id, 1, 100, 120, "a" * 20) for id in "ab")
    link = Link(left, right, "strong", "reworded", False, 0.5, "", (), (), ((100, 100 + own),), ())
    assert mostly_differs(link) is differs


def test_five_offers_are_made_at_a_time() -> None:
    query = "alpha beta gamma delta epsilon zeta"
    words = query.split()
    dropped = tuple(Dropped(word, query.index(word), query.index(word) + len(word), 3) for word in words)
    made = offers(Question(query), ResultPage(query, (), 0, True, 0.0, None, dropped=dropped))
    assert [offer.what for offer in made] == words[:5]


def test_six_completions_are_named_at_a_time() -> None:
    runs = completing("a", [f"a{n}" for n in range(9)], 100)
    assert [run.text.strip() for run in runs[1:]] == [f"a{n}" for n in range(6)]


@pytest.mark.parametrize(("count", "label"), [(4, "1, 2, 3, 4 Feb 2019"), (5, "1 Feb 2019 – 5 Feb 2019")])
def test_four_days_are_listed_one_by_one(count: int, label: str) -> None:
    assert days_label(editions(count)) == label


def test_five_thousand_names_of_a_folder_are_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Entry(NamedTuple):
        name: str

        def is_dir(self) -> bool:
            return False

    monkeypatch.setattr(os, "scandir", lambda folder: nullcontext(Entry(f"f{number}") for number in range(5001)))
    assert len(complete("f").names) == 5000


def test_twelve_values_of_a_facet_are_listed_the_most_frequent_ones() -> None:
    values = FacetList()
    values.show({"outlet": [Facet(f"o{number:02}", number) for number in range(14)]}, ())
    *listed, more = values._values
    assert [value.value for value in listed] == [f"o{number:02}" for number in range(13, 1, -1)]
    assert (more.facet, more.more) == ("outlet", 2)
    values.show({"outlet": [Facet(f"o{number:02}", number) for number in range(12)]}, ())
    assert [value.more for value in values._values] == [0] * 12


@pytest.mark.parametrize(("strong", "weak", "level"), [(0.05, 0.9, "strong"), (0.04, 0.98, "weak")])
def test_a_strong_link_stays_level_unless_a_weak_one_that_crosses_it_is_much_closer(
    strong: float, weak: float, level: str
) -> None:
    left, right = ([Passage(id, 1, 10 * n, 10 * n + 9, f"{id}{n}") for n in range(2)] for id in "ab")
    links = [
        Link(left[0], right[1], "strong", "reworded", False, strong, ""),
        Link(left[1], right[0], "weak", "related", False, weak, ""),
    ]
    rows = level_rows(["a", "b"], {"a": left, "b": right}, links)
    assert ([left[0], right[1]] in rows, [left[1], right[0]] in rows) == (level == "strong", level == "weak")
