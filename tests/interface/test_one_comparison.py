"""One comparison with everything that a comparison can have, and one table: every output shows all of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from index.model import Comparison, Conflict, Edition, Link, PartialDate, Passage, Shared
from tests.interface.fakes import MemoryJobs, ScreenApp, article, passages, settings
from tui import messages
from tui.export.comparison_html import comparison_html
from tui.export.comparison_json import comparison_record
from tui.export.comparison_markdown import comparison_markdown
from tui.export.comparison_text import as_text
from tui.export.json_text import dumped
from tui.jobs import Target
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.rows import rows_of
from tui.screens.compare import CompareScreen
from tui.widgets.comparison_notes import ComparisonNotes
from tui.widgets.frame_parts import TextRow

NOTE = "In English and German: only names and figures are compared between languages."
EARLY = article(
    "early", "The Weir", "Lock gate fails", "2021-04-03T08:00",
    "The lock gate at Amsel failed and nine barges sank. A rope had been cut on Monday. The band played on.",
)  # fmt: skip
LATER = article(
    "later", "The Weir", "Lock gate fails", "2021-04-04",
    "The lock gate at Amsel failed and ten barges sank. Divers are expected. A rope had been cut on Monday.",
)  # fmt: skip
OTHER = article(
    "other", "Quay Daily", "Barges lost at the lock", "2021-04-06",
    "Twelve barges went down when the gate of the lock gave way, Ida Storch said. The rope was cut on Sunday.",
)  # fmt: skip


def _within(passage: Passage, words: str) -> tuple[int, int]:
    start = passage.start + passage.text.index(words)
    return start, start + len(words)


def _shared(left: Passage, right: Passage, *words: str) -> tuple[Shared, ...]:
    return tuple(Shared(each, _within(left, each), _within(right, each)) for each in words)


def everything() -> Comparison:
    early, later, other = (passages(each) for each in (EARLY, LATER, OTHER))
    gate = Link(
        early[0], later[0], "strong", "reworded", False, 0.91, "", _shared(early[0], later[0], "gate at Amsel"),
        (Conflict("figure", "nine", "ten", _within(early[0], "nine"), _within(later[0], "ten")),),
    )  # fmt: skip
    twelve = _within(other[0], "Twelve")
    sank = Link(
        early[0], other[0], "strong", "reworded", False, 0.52, "", _shared(early[0], other[0], "barges"),
        (Conflict("figure", "nine", "Twelve", _within(early[0], "nine"), twelve, right_by="Ida Storch"),),
        right_only=(_within(other[0], "went down"),),
    )  # fmt: skip
    rope = Link(early[1], later[2], "strong", "verbatim", False, 1.0, "")
    cut = Link(
        later[2], other[1], "weak", "related", True, 0.33, "", _shared(later[2], other[1], "cut"),
        (Conflict("day", "Monday", "Sunday", _within(later[2], "Monday"), _within(other[1], "Sunday"), claim="open"),),
    )  # fmt: skip
    editions = tuple(Edition(each.id, each.headline, each.published) for each in (EARLY, LATER))
    return Comparison(
        (EARLY, LATER, OTHER),
        {"early": early, "later": later, "other": other},
        (gate, sank, rope, cut),
        {"early": (early[2],), "later": (later[1],), "other": ()},
        (("Amsel", "Amsell"),),
        NOTE,
        {"early": editions, "later": editions},
    )


class OneComparison(MemoryJobs):
    """Answers every comparison with the one above."""

    def __init__(self) -> None:
        super().__init__((EARLY, LATER, OTHER), ())

    def compare(self, target: Target, ids: Sequence[str]) -> int:
        ticket = next(self.numbers)
        return self.answer(target, messages.ComparisonReady(ticket, everything()))


def unescaped(markdown: str) -> str:
    return re.sub(r" <!-- broadsheet .*? -->|\*\*", "", markdown.replace("\\", ""))


def visible(page: str) -> str:
    """What a reader sees of a page, then the same with its marks."""
    main = page[page.index("<main>") : page.index("</main>") + len("</main>")]
    return " ".join("".join(ElementTree.fromstring(main).itertext()).split()) + main


def recorded(compared: Comparison) -> str:
    return dumped(comparison_record(compared), unicode=True)


RENDERERS: Mapping[str, Callable[[Comparison], str]] = {
    "text": lambda compared: "\n".join(as_text(compared, 220)),
    "narrow text": lambda compared: " ".join(" ".join(as_text(compared, 60)).split()),
    "markdown": lambda compared: unescaped(comparison_markdown(compared)),
    "html": lambda compared: visible(comparison_html(compared)),
    "json": recorded,
}


async def on_screen() -> str:
    """Everything that the comparison screen shows while one goes from link to link."""
    shown: list[str] = []
    screen = CompareScreen(OneComparison(), settings(), ("early", "later", "other"))
    async with ScreenApp(screen).run_test(size=(230, 60)) as pilot:
        await pilot.pause()
        columns, notes = screen.columns, screen.query_one("#aside", ComparisonNotes)
        shown += [columns.render_line(y).text for y in range(columns.size.height)]
        shown += [notes.render_line(y).text for y in range(notes.size.height)]
        for _ in everything().links:
            shown += [row.text for row in screen.query(TextRow)]
            await pilot.press("n")
            await pilot.pause()
    return "\n".join(shown)


# What each output has to say: one string for all of them, or another for those named.
FEATURES: Mapping[str, Mapping[str, str]] = {
    "the note on languages": {"": NOTE, "screen": NOTE},
    "headlines": {"": "Barges lost at the lock"},
    "the span of days": {"": "3 – 6 April 2021", "json": '"published": "2021-04-03T08:00"'},
    "which version of how many": {"": "version 1 of 2", "json": '"edition": {"number": 1, "of": 2}'},
    "versions of one outlet told apart by their days": {
        "": "The Weir, 4 Apr 2021", "text": "B The Weir 2021-04-04", "narrow text": "B The Weir 2021-04-04",
        "screen": "Weir, 4 Apr 2021",
    },
    "who was published before all the others": {
        "text": "version 1 of 2 · first", "narrow text": "version 1 of 2 · first",
        "markdown": "version 1 of 2 · first", "html": "version 1 of 2 · first", "screen": "version 1 of 2 · first",
        "json": '"edition": {"number": 1, "of": 2}, "first": true',
    },
    "who had a passage first": {
        "text": "A–C reworded .52; earlier: A", "narrow text": "A–C reworded .52; earlier: A",
        "markdown": "reworded .52; earlier: The Weir, 3 Apr 2021",
        "html": "verbatim 1 with The Weir, 4 Apr 2021 · first ·",
        "screen": "earlier  The Weir, 3 Apr 2021", "json": '"first": "early"',
    },
    "verbatim links": {"": "≡ 1 verbatim", "screen": "≡ verbatim 1", "json": '"verbatim": 1'},
    "reworded links": {"": "≈ 2 reworded", "screen": "≈ reworded .91", "json": '"reworded": 2'},
    "related links": {"": "~ 1 related", "screen": "~ related .33", "json": '"related": 1'},
    "moved links": {"": "⇅ 1 moved", "screen": "⇅ moved", "json": '"moved": 1'},
    "similarities": {"": "related .33", "json": '"similarity": 0.33'},
    "every link of a passage": {
        "": "reworded .52", "html": "reworded .52 with The Weir, 3 Apr 2021", "json": '"similarity": 0.52',
    },
    "words in common": {
        "": "shares gate at Amsel", "html": '<span class="differing">went down</span>',
        "screen": "shares  gate at Amsel", "json": '"shared": ["gate at Amsel"]',
    },
    "what only one article has": {"": "╎ 2 only here", "screen": "only here", "json": '"only here": 2'},
    "a dispute is counted once": {"": "✕ 1 conflict", "screen": "✕ 1 conflict", "json": '"conflict": 1'},
    "what a missing date leaves open is counted apart": {
        "": "? 1 open conflict", "json": '"open conflict": 1',
    },
    "three sides of one matter": {
        "text": "figure: nine barges (A) against ten (B) against Twelve (Ida Storch, in C)",
        "narrow text": "figure: nine barges (A) against ten (B) against Twelve (Ida Storch, in C)",
        "markdown": "figure: nine barges (The Weir, 3 Apr 2021) against ten (The Weir, 4 Apr 2021) against Twelve",
        "html": "figure nine barges (The Weir, 3 Apr 2021) against ten (The Weir, 4 Apr 2021) against Twelve",
        "screen": "nine barges Weir, 3 Apr 2021 / ten Weir, 4 Apr 2021 / Twelve",
        "json": '"subject": "barges"',
    },
    "who is quoted with a value": {
        "": "Ida Storch, in Quay Daily", "text": "Ida Storch, in C", "narrow text": "Ida Storch, in C",
        "json": '"by": "Ida Storch"',
    },
    "why a conflict is open": {"": "something needed to tell is not known", "json": '"open": true'},
    "spellings of one name": {"": "Amsel = Amsell", "json": '["Amsel", "Amsell"]'},
}  # fmt: skip


@pytest.mark.parametrize("renderer", RENDERERS)
def test_every_output_shows_everything(renderer: str) -> None:
    shown = RENDERERS[renderer](everything())
    wanted = {feature: by.get(renderer, by.get("", "")) for feature, by in FEATURES.items()}
    assert {feature: text for feature, text in wanted.items() if not text or text not in shown} == {}


async def test_the_screen_shows_everything() -> None:
    shown = await on_screen()
    wanted = {feature: by.get("screen", by.get("", "")) for feature, by in FEATURES.items()}
    assert {feature: text for feature, text in wanted.items() if not text or text not in shown} == {}


@pytest.mark.parametrize("renderer", [name for name in RENDERERS if name != "json"])
@pytest.mark.parametrize(
    "dates",
    [(None, None, None), ("2021-04", "2021-04-04", "2021-04-06"), ("2021-04-06", "2021-04-06", "2021-04-06")],
)
def test_nobody_was_first_where_dates_do_not_tell(renderer: str, dates: tuple[str | None, ...]) -> None:
    compared = everything()
    articles = tuple(
        replace(
            each,
            content=replace(
                each.content, metadata=replace(each.content.metadata, published=PartialDate.parse(published))
            ),
        )
        for each, published in zip(compared.articles, dates, strict=True)
    )
    related = tuple(replace(link, kind="related") for link in compared.links)
    only_related = replace(compared, articles=articles, links=related)
    assert "first" not in RENDERERS[renderer](only_related)


def test_nobody_was_first_with_what_is_only_related() -> None:
    record = json.loads(recorded(everything()))
    assert [link["first"] for link in record["links"]] == ["early", "early", "early", None]


def test_an_article_without_a_column_counts_for_who_was_first() -> None:
    def firsts(*published: str | None) -> list[bool]:
        compared = everything()
        dated = tuple(
            replace(each, content=replace(each.content, metadata=replace(each.content.metadata, published=date)))
            for each, date in zip(compared.articles, map(PartialDate.parse, published), strict=True)
        )
        compared = replace(compared, articles=dated)
        rows = rows_of(compared, arrange(compared, ["early", "other"]))
        return [rows.is_first(cell) for row in rows.rows if (cell := row.cells[0]) and cell.links]

    assert firsts("2021-04-03", "2021-04-04", "2021-04-06") == [True]
    assert firsts("2021-04-03", "2021-04-02", "2021-04-06") == [False]
    assert firsts("2021-04-03", None, "2021-04-06") == [False]


@pytest.mark.parametrize("renderer", [name for name in RENDERERS if name != "json"])
def test_articles_without_any_link_are_said_to_have_none(renderer: str) -> None:
    alone = replace(everything(), links=(), only=everything().passages)
    assert "No passage of one article is linked to a passage of another." in RENDERERS[renderer](alone)
