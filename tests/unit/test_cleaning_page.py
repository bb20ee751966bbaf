"""HTML pages: the body without the page, metadata by what the page declares, hostile pages bounded."""

from __future__ import annotations

import json

import pytest

from index.cleaning import clean
from index.model import CleanArticle, Metadata, SourceDocument, TextLink

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


def linked_words(article: CleanArticle) -> list[tuple[str, str]]:
    return [(article.text[link.start : link.end], link.url) for link in article.links]


def kinds(article: CleanArticle) -> dict[str, str]:
    return dict(zip((article.text[start:end] for start, end in article.paragraphs), article.kinds, strict=True))


def test_paragraphs_keep_what_they_are_set_as() -> None:
    quote = "We have waited for this repair since the spring, and now nobody can tell us when it will begin."
    row = (
        "<tr><td>North pier</td><td>1.4 million crowns</td></tr><tr><td>South pier</td><td>0.9 million crowns</td></tr>"
    )
    inner = (
        f"<p>{PARAGRAPHS[0]}</p><h2>What the engineers found</h2><p>{PARAGRAPHS[1]}</p>"
        f"<blockquote><p>{quote}</p></blockquote>"
        "<ul><li>The northern bearing must be replaced before the winter storms.</li>"
        "<li>The southern bearing can be turned and used for some years.</li></ul>"
        f"<table>{row}</table><p>{PARAGRAPHS[2]}</p>"
    )
    article = cleaned(page(body=inner, paragraphs=[]))
    assert kinds(article) == {
        PARAGRAPHS[0]: "paragraph",
        "What the engineers found": "subhead",
        PARAGRAPHS[1]: "paragraph",
        quote: "quote",
        "The northern bearing must be replaced before the winter storms.": "list item",
        "The southern bearing can be turned and used for some years.": "list item",
        "North pier | 1.4 million crowns": "table row",
        "South pier | 0.9 million crowns": "table row",
        PARAGRAPHS[2]: "paragraph",
    }


def test_links_lead_where_the_page_has_them_lead() -> None:
    head = "<link rel='canonical' href='https://bell.example/news/bridge'>"
    linked = (
        "<p>The <b>harbour</b> council <a href='/minutes'>voted <i>late</i></a> on Monday to close the  old "
        "<a href='https://rail.example/x'>swing bridge</a> for <a href='javascript:alert(1)'>six</a> months of "
        "<a href='#top'>repairs</a>, <a href='mailto:a@b.example'>it said</a>.</p>"
    )
    article = cleaned(page(head, linked, PARAGRAPHS[1:]))
    expected = [("voted late", "https://bell.example/minutes"), ("swing bridge", "https://rail.example/x")]
    assert linked_words(article) == expected
    assert article.links[0] == TextLink(20, 30, "https://bell.example/minutes")


def test_without_an_address_relative_links_lead_nowhere() -> None:
    article = cleaned(page(body="<p>The council voted, says <a href='/a'>its own report</a> of the long meeting.</p>"))
    assert article.links == ()


def test_captions_and_words_about_the_author_are_asides() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The swing bridge at low tide. Photo: Tom Marsh</figcaption></figure>"
    bio = "<div class='author-bio'><p>Ada Quill has reported on ports and ferries for the Bell since 2010.</p></div>"
    inner = f"<p>{PARAGRAPHS[0]}</p>{figure}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>{bio}"
    article = cleaned(page(body=inner, paragraphs=[]))
    assert article.text == "\n\n".join(PARAGRAPHS)
    caption, about = (line for line in article.hidden if line.is_aside)
    assert (caption.reason, caption.at) == ("caption", article.paragraphs[1][0])
    assert caption.text == "The swing bridge at low tide. Photo: Tom Marsh"
    assert (about.reason, about.at) == ("about the author", len(article.text))


def test_a_standfirst_set_apart_is_the_deck() -> None:
    deck = "Drivers must take the long way round until at least November, the council says."
    head = f"<meta name='description' content='{deck}'>"
    article = cleaned(page(head, f"<p class='standfirst'>{deck}</p>"))
    assert article.metadata.deck == deck
    assert article.text == "\n\n".join(PARAGRAPHS)
    article = cleaned(page(head, f"<p>{deck}</p>"))
    assert article.metadata.deck is None
    assert article.text == "\n\n".join([deck, *PARAGRAPHS])
