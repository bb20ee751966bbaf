"""HTML pages: the body without the page, metadata by what the page declares, hostile pages bounded."""

from __future__ import annotations

import json

import pytest

from index.cleaning import clean
from index.model import CleanArticle, DeclaredMetadata, SourceDocument, TextLink

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


def cleaned(source: str, declared: DeclaredMetadata | None = None) -> CleanArticle:
    data = b""
    return clean(
        SourceDocument("a.html", None, "text/html", data, "", "utf-8", "html", source, declared or DeclaredMetadata())
    )


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
    assert str(str(found.published)) == "2021-05-12T08:00:00+00:00"
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
    assert (found.outlet, found.url, str(found.published)) == ("Harbour Bell", "https://bell.example/a", "2021-05-12")
    assert found.deck is None


def test_staff_and_the_outlet_are_no_people() -> None:
    head = "<meta property='og:site_name' content='Harbour Bell'>"
    head += "<meta name='author' content='Harbour Bell, Staff Reporter'>"
    assert cleaned(page(head)).metadata.authors == ()


def test_what_is_declared_outside_goes_before_the_page() -> None:
    found = cleaned(page("<title>Other</title>"), DeclaredMetadata(headline="Mine", published="3 May 2020")).metadata
    assert (found.headline, str(found.published)) == ("Mine", "2020-05-03")


@pytest.mark.parametrize(
    "broken", ["{", "[1, 2", '{"@type": "NewsArticle", "headline": 5, "author": [[]]}', "[" * 5000, "null"]
)
def test_broken_linked_data_is_passed_over(broken: str) -> None:
    assert cleaned(page(f"<script type='application/ld+json'>{broken}</script>")).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div>" * 200_000, "</div>" * 200_000),
        ("<div>" * 200_000, ""),
        ("<b><font>" * 100_000, ""),
        ("<html><body>" + "<div><span>" * 400 + "<article>", "</article>" + "</span></div>" * 400),
    ],
)
def test_a_page_nested_deeper_than_is_parsed_is_read_as_if_it_were_not(before: str, after: str) -> None:
    article = cleaned(before + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + after)
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.remarks == ()


def test_text_between_wrappers_that_are_too_deep_stays_in_its_paragraphs() -> None:
    article = cleaned("<div>" * 1000 + "".join(f"<div>{p}</div>" for p in PARAGRAPHS))
    assert article.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "hostile",
    [
        "<table><tr><td>" * 70_000,
        "<ul><li>" * 100_000,
        "<p>" + "&amp;" * 400_000 + "</p>",
        "<div " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</div>",
        "<a " * 100_000,
        "<!--" * 100_000,
        "<script>" * 100_000,
        "<script>" + "var a='<p>';" * 800_000 + "</script>",
        "<img src='data:image/png;base64," + "QUFB" * 2_000_000 + "'>",
    ],
)
def test_an_article_before_hostile_markup_is_found(hostile: str) -> None:
    article = cleaned("<html><body>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + hostile)
    assert article.text.startswith("\n\n".join(PARAGRAPHS))


def test_entities_that_a_page_declares_are_not_expanded() -> None:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'x' * 1000}'>" for n in range(12))
    article = cleaned(
        f"<!DOCTYPE html [{entities}]>{page()}<p>&e11; is what this declared entity was called by all.</p>"
    )
    assert PARAGRAPHS[0] in article.text
    assert len(article.text) < 1000


def test_control_characters_are_not_part_of_the_text() -> None:
    article = cleaned(page(paragraphs=[f"{p[:30]}\x00\x01\x1b\x7f{p[30:]}" for p in PARAGRAPHS]))
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_paragraphs_that_the_extractor_loses_come_back_in_their_place() -> None:
    sentences = [
        f"On day {n} the crew lifted another part of the bridge out of the water and onto a barge." for n in range(12)
    ]
    column = "<div class='grid'><div class='body-column'>{}</div></div>"
    inner = column.format("".join(f"<p>{s}</p>" for s in sentences[:6])) + "<aside class='newsletter'>Sign up</aside>"
    inner += column.format("".join(f"<p>{s}</p>" for s in sentences[6:]))
    text = cleaned(f"<html><body><main>{inner}</main></body></html>").text
    assert [text.find(s) >= 0 for s in sentences] == [True] * 12
    assert [text.find(s) for s in sentences] == sorted(text.find(s) for s in sentences)


def test_a_saved_page_knows_its_address_and_shows_its_shadow_roots() -> None:
    note = "<!--\n Page saved with SingleFile \n url: https://bell.example/bridge \n saved date: Tue Jan 02 2024 -->"
    shown = f"<bell-body><template shadowrootmode=open><p>{PARAGRAPHS[0]}</p></template></bell-body>"
    hidden = "<template><p>This sentence stands in a template that no browser ever shows to any reader.</p></template>"
    last = f"<p>{PARAGRAPHS[2]} Read <a href='/more'>the council's report</a> as well.</p>"
    source = (
        f"<!doctype html><html>{note}<body><article>{shown}<p>{PARAGRAPHS[1]}</p>{last}{hidden}</article></body></html>"
    )
    article = cleaned(source)
    assert article.metadata.url == "https://bell.example/bridge"
    assert PARAGRAPHS[0] in article.text
    assert "no browser" not in article.text
    assert linked_words(article) == [("the council's report", "https://bell.example/more")]
    other = f"<!-- saved from url=(0027)https://bell.example/bridge -->{page()}"
    assert cleaned(other).metadata.url == "https://bell.example/bridge"


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
    article = cleaned("".join(f"<p>{p}</p>" for p in PARAGRAPHS), DeclaredMetadata(headline="Bridge"))
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_a_line_taken_for_the_headline_is_the_headline() -> None:
    article = cleaned(page(body="<p>Council closes old bridge for repairs</p>"))
    assert article.metadata.headline == "Council closes old bridge for repairs"


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


def test_short_rows_and_items_inside_the_article_stay() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{count}</td></tr>" for name, count in (("Eggs", 6), ("Pears", 5), ("Tins", 2))
    )
    inner = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><table>{rows}</table><h3>Fees</h3><p>{PARAGRAPHS[2]}</p>"
    article = cleaned(page(body=inner, paragraphs=[]))
    assert article.text.split("\n\n")[2:6] == ["Eggs | 6", "Pears | 5", "Tins | 2", "Fees"]
    assert article.kinds[2:6] == ("table row", "table row", "table row", "subhead")


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


def test_what_follows_a_table_in_a_short_article_stays_with_the_table_and_the_caption_dimmed() -> None:
    source = """<html lang="en"><head><title>Ferry strike ends</title></head><body><article><h1>Ferry strike ends</h1>
<p>The crews of the island ferries returned to work on Thursday after nine days, and the first boat left the quay at six
with 120 passengers and 14 lorries on board.</p>
<p>Both sides signed a paper of three pages in the harbour office, said the mediator, Olof Brandt, who had been asked
for on the fifth day of the strike.</p>
<figure><img src="a.jpg"><figcaption>The ferry Alma leaves the quay on Thursday. Photo: Jon Sand</figcaption></figure>
<table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Alma</td><td>12</td></tr><tr><td>Berta</td><td>9</td></tr></table>
<p>The company lost about 2 million crowns, its director said, and the shops of the islands had run out of flour by the
weekend.</p></article></body></html>"""
    article = cleaned(source)
    assert article.text.endswith("flour by the weekend.")
    assert article.kinds[-4:] == ("table row", "table row", "table row", "paragraph")
    assert [(line.reason, line.is_aside) for line in article.hidden] == [("caption", True)]
