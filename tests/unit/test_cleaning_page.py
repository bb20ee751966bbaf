"""HTML pages: the body without the page, metadata by what the page declares, hostile pages bounded."""

from __future__ import annotations

import json

import pytest

from index.cleaning import clean
from index.model import CleanArticle, Metadata, SourceDocument

PARAGRAPHS = [
    "The harbour council voted late on Monday to close the old swing bridge for at least six months of repairs.",
    "Engineers who inspected the bridge in March found that two of its four bearings had worn through completely.",
    "About 3,400 cars cross the bridge each day, and the nearest other crossing lies eleven kilometres up the river.",
]
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Harbour Bell"},
        {
            "@type": ["NewsArticle"],
            "headline": "Council closes bridge &amp; opens ferry",
            "description": "Drivers must take the long way round.",
            "datePublished": "2021-05-12T08:00:00Z",
            "author": [{"@type": "Person", "name": "Ada Quill"}, {"@type": "Organization", "name": "Bell Staff"}],
            "publisher": {"@type": "Organization", "name": "The Harbour Bell"},
        },
    ],
}


def page(head: str = "", body: str = "", paragraphs: list[str] = PARAGRAPHS) -> str:
    inner = "".join(f"<p>{p}</p>" for p in paragraphs)
    nav = "<nav><a href='/'>Home</a><a href='/s'>Sport</a></nav>"
    article = f"<article>{body}{inner}</article>"
    return f"<!doctype html><html lang='en-GB'><head>{head}</head><body>{nav}{article}</body></html>"


def cleaned(source: str, declared: Metadata | None = None) -> CleanArticle:
    data = b""
    return clean(SourceDocument("a.html", None, "text/html", data, "", "utf-8", "html", source, declared or Metadata()))


def test_the_body_is_the_article_and_nothing_of_the_page() -> None:
    article = cleaned(page())
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.kept is None


def test_linked_data_goes_first() -> None:
    head = f"<script type='application/ld+json'>{json.dumps(LINKED)}</script><meta property='og:title' content='Other'>"
    found = cleaned(page(head, "<h1>Council closes bridge & opens ferry</h1>")).metadata
    assert found.headline == "Council closes bridge & opens ferry"
    assert found.deck == "Drivers must take the long way round."
    assert found.authors == ("Ada Quill",)
    assert found.outlet == "The Harbour Bell"
    assert found.published == "2021-05-12T08:00:00+00:00"
    assert found.language == "en"


def test_meta_elements_stand_in() -> None:
    head = (
        "<meta property='og:title' content='Bridge closed | Harbour Bell'>"
        "<meta property='og:site_name' content='Harbour Bell'>"
        "<meta name='author' content='By Ada Quill and Tom Marsh'><link rel='canonical' href='https://bell.example/a'>"
        "<meta property='article:published_time' content='2021-05-12'>"
        f"<meta name='description' content='{PARAGRAPHS[0]}'>"
    )
    found = cleaned(page(head)).metadata
    assert found.headline == "Bridge closed"
    assert found.authors == ("Ada Quill", "Tom Marsh")
    assert (found.outlet, found.url, found.published) == ("Harbour Bell", "https://bell.example/a", "2021-05-12")
    assert found.deck is None


def test_staff_and_the_outlet_are_no_people() -> None:
    head = "<meta property='og:site_name' content='Harbour Bell'>"
    head += "<meta name='author' content='Harbour Bell, Staff Reporter'>"
    assert cleaned(page(head)).metadata.authors == ()


def test_what_is_declared_outside_goes_before_the_page() -> None:
    found = cleaned(page("<title>Other</title>"), Metadata(headline="Mine", published="3 May 2020")).metadata
    assert (found.headline, found.published) == ("Mine", "2020-05-03")


@pytest.mark.parametrize(
    "broken", ["{", "[1, 2", '{"@type": "NewsArticle", "headline": 5, "author": [[]]}', "[" * 5000, "null"]
)
def test_broken_linked_data_is_passed_over(broken: str) -> None:
    assert cleaned(page(f"<script type='application/ld+json'>{broken}</script>")).text == "\n\n".join(PARAGRAPHS)


def test_a_page_nested_too_deep_is_read_simply_and_flagged() -> None:
    article = cleaned("<div>" * 200_000 + f"<p>{PARAGRAPHS[0]}</p>")
    assert PARAGRAPHS[0] in article.text
    assert "simple extraction" in article.flags


@pytest.mark.parametrize(
    "source",
    [
        "<html></html>",
        "<script>var a = '<p>no</p>'</script>",
        "<p></p>",
        "<!--",
        "<" * 10_000,
        "<script " * 5000,
        "&" * 5000,
    ],
)
def test_pages_without_text_never_raise(source: str) -> None:
    assert "var a" not in cleaned(source).text


def test_a_huge_page_is_bounded() -> None:
    filler = "<div class='x'><span>" + "word " * 50 + "</span></div>\n"
    source = page(body=filler * (6_000_000 // len(filler)))
    article = cleaned(source)
    assert PARAGRAPHS[-1] in article.text
    assert "simple extraction" in article.flags


def test_a_fragment_out_of_a_json_record() -> None:
    article = cleaned("".join(f"<p>{p}</p>" for p in PARAGRAPHS), Metadata(headline="Bridge"))
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_the_body_in_linked_data_stands_in_for_one_that_is_not_on_the_page() -> None:
    linked = {"@type": "NewsArticle", "headline": "Bridge", "articleBody": "\n\n".join(PARAGRAPHS)}
    head = f"<script type='application/ld+json'>{json.dumps(linked)}</script>"
    source = f"<html><head>{head}</head><body><p>Loading</p></body></html>"
    assert cleaned(source).text == "\n\n".join(PARAGRAPHS)
