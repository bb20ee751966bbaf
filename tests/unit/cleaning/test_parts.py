"""Dates, bylines and Markdown by themselves."""

from __future__ import annotations

import pytest

from index.cleaning import clean, lines
from index.cleaning.boilerplate import cue
from index.cleaning.html import source
from index.cleaning.metadata import bylines, dates
from index.model import DeclaredMetadata, SourceDocument


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2019-02-10", "2019-02-10"),
        ("2019-02-10T10:53:00Z", "2019-02-10T10:53:00+00:00"),
        ("2019-02-10 10:53", "2019-02-10T10:53"),
        ("2019-02-10T10:53:07.123+0330", "2019-02-10T10:53:07+03:30"),
        ("1549795980", "2019-02-10T10:53:00+00:00"),
        ("1549795980000", "2019-02-10T10:53:00+00:00"),
        ("Sun, 10 Feb 2019 10:53:00 GMT", "2019-02-10T10:53+00:00"),
        ("06 June, 2017", "2017-06-06"),
        ("June 6th, 2017 at 4:05 p.m.", "2017-06-06T16:05"),
        ("Dec. 31, 1999 12:30 AM", "1999-12-31T00:30"),
        ("10. Februar 2019, 10.53 Uhr", "2019-02-10T10:53"),
        ("10 de febrero de 2019", "2019-02-10"),
        ("10 февраля 2019", "2019-02-10"),
        ("10:53 10.02.2019", "2019-02-10T10:53"),
        ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
        ("2019年2月10日", "2019-02-10"),
        ("03/04/2019", None),
        ("31/02/2019", None),
        ("2019-13-45", None),
        ("May 2019", None),
        ("10.02.19", None),
        ("99999999999999999999", None),
        ("call 555 2019 10", None),
        ("PUBLISHED: 13:05, 9 November 2020 | UPDATED: 18:20, 9 November 2020", "2020-11-09T13:05"),
        ("9 November 2020 | Updated 18:20", "2020-11-09"),
    ],
)
def test_dates_as_they_are_written(written: str, iso: str | None) -> None:
    found = dates.read(written)
    assert (str(found) if found else None) == iso


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill", ("Ada Quill",)),
        ("BY ADA QUILL, TOM MARSH AND EVA VAN DER BERG", ("Ada Quill", "Tom Marsh", "Eva Van Der Berg")),
        ("By Ada Quill, The Harbour Times", ("Ada Quill",)),
        ("Von Jörg Weiß", ("Jörg Weiß",)),
        ("By Monday the bridge was open again", ()),
        ("By the river stood a house", ()),
        ("Ada Quill", ()),
        ("By Staff Reporter", ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    assert bylines.authors_of(line) == names


def test_an_agency_is_reported_only_where_it_is_not_the_outlet() -> None:
    assert bylines.agency("The Associated Press") == ("The Associated Press",)
    assert bylines.agency("Reuters", "Reuters") == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2 min read", "reading time"),
        ("Sign up for our newsletter", "newsletter"),
        ("Advertisement", "advertisement"),
        ("© 2020 The Harbour Bell", "copyright"),
        ("Photograph: Eva Lund/Reuters", "caption"),
        ("The council said that it had no plans to sell the bridge.", None),
    ],
)
def test_cues(line: str, kind: str | None) -> None:
    low = line.lower()
    assert cue(low, low.replace(":", " ").split()) == kind


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("the ferry's 340 islanders_wait", ["the", "ferry's", "340", "islanders", "wait"]),
        ("“the ferry’s late” – again…", ["the", "ferry’s", "late", "again"]),
        ("the «café» don’t’s", ["the", "café", "don’t", "s"]),
        ("“港は閉鎖”", ["港は", "閉鎖"]),
    ],
)
def test_the_words_of_a_line_in_any_script_and_punctuation(line: str, words: list[str]) -> None:
    assert lines.words_of(line) == words


def test_markdown_keeps_what_paragraphs_are_set_as_and_where_links_lead() -> None:
    text = (
        "# Council closes bridge\n\nThe harbour council [voted *late*](https://bell.example/x 'V') on Monday to close\n"
        "the old bridge for at least six months of repairs, [as it said][1].\n\n## What the engineers found\n\n"
        "> Engineers who inspected the bridge in March found that two bearings had worn through.\n\n"
        "- About 3,400 cars cross the bridge each day, says [the city](/relative) in its plan.\n"
        "- The nearest other crossing lies eleven kilometres up the river, near the old mill.\n\n"
        "[1]: https://bell.example/minutes\n"
    )
    article = clean(
        SourceDocument("a.md", None, "text/markdown", b"", "", "utf-8", "markdown", text, DeclaredMetadata())
    )
    assert article.kinds == ("paragraph", "subhead", "quote", "list item", "list item")
    assert [(article.text[link.start : link.end], link.url) for link in article.links] == [
        ("voted late", "https://bell.example/x"),
        ("as it said", "https://bell.example/minutes"),
    ]


def test_markdown_is_reduced_to_its_text() -> None:
    text = (
        "# Bridge *closed*\n\nThe **council** voted [late](https://x.example/a_(b)) on _Monday_ to close\nthe old "
        "swing bridge for `six` months, said snake_case_name.\n\n## Why\n\n"
        "> Two of its four bearings had worn through, the engineers who inspected it wrote in March.\n\n"
        "- The ferry is to carry passengers on foot from the first week of June, it was said.\n"
        "![A bridge](b.png)\n\n***\n\n[1]: https://x.example\n"
    )
    article = clean(
        SourceDocument("a.md", None, "text/markdown", b"", "", "utf-8", "markdown", text, DeclaredMetadata())
    )
    assert article.metadata.headline == "Bridge closed"
    assert article.text.split("\n\n")[0] == (
        "The council voted late on Monday to close the old swing bridge for six months, said snake_case_name."
    )
    assert "Two of its four bearings" in article.text
    assert not any(mark in article.text for mark in ("**", "](", "> ", "# ", "![", "***"))


def test_a_tag_without_end_loses_its_attributes_and_a_long_script_stays() -> None:
    script = f"<script>{'ferry ' * 5000}</script>"
    assert source.fitted(f"{script}<p {'a=b ' * 6000}>Quay</p>") == f"{script}<p>Quay</p>".encode()


@pytest.mark.parametrize("place", [1, 4_999, 5_000, 9_998, 10_001, 17_000])
@pytest.mark.parametrize(("size", "is_reduced"), [(20_000, True), (19_999, False)])
def test_a_tag_of_twenty_thousand_characters_is_found_wherever_it_begins(
    place: int, size: int, *, is_reduced: bool
) -> None:
    before, end = "x" * place, "</p>" * 10
    tag = f"<p {'a' * size}>"
    assert source.fitted(f"{before}{tag}Quay{end}") == f"{before}{'<p>' if is_reduced else tag}Quay{end}".encode()


def test_a_tag_with_thousands_of_quoted_attributes_loses_them_and_others_keep_theirs() -> None:
    crowded = "".join(f' a{number}="<b>"' for number in range(16_000))
    page = '<p class="lead">Quay</p>'
    assert source.fitted(f"{page}<p{crowded}>Ferry</p>") == f"{page}<p>Ferry</p>".encode()
