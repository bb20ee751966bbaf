"""What stands where on a page: blocks, links, captions, paragraphs, and where the bounds of each are."""

from __future__ import annotations

import pytest
from lxml import html

from index.cleaning.html import (
    source as page_source,
)
from index.cleaning.html import (
    structure_reader,
)
from index.cleaning.html.structure import (
    Place,
    Structure,
    letters,
)
from index.model import TextLink

HOME = "https://ennor.example/news/"


def read(body: str, head: str = "", url: str | None = HOME) -> Structure:
    return structure_reader.read(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"), url)


def at(page: Structure, line: str) -> Place:
    place = page.find(line, 0)
    assert place is not None
    return place


def links(page: Structure, line: str) -> list[TextLink]:
    return list(page.links_in(line, at(page, line)))


# --- Letters and places -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The end: 3 o'clock_", "Theend3oclock"),
        ("\u00c0 la carte!", "\u00c0lacarte"),
        ("a\u0300b", "\u00e0b"),
        ("", ""),
    ],
)
def test_the_letters_of_a_text(text: str, key: str) -> None:
    assert letters(text) == key


def test_a_block_is_found_by_its_letters_and_the_first_one_after_a_place_first() -> None:
    page = read("<p>One.</p><p>Two.</p><p>One.</p>")
    assert page.run == "OneTwoOne"
    assert page.find("one", 0) is None
    assert page.find("One!", 0) == Place(0, 3)
    assert page.find("One!", 1) == Place(6, 9)
    assert page.find("One!", 6) == Place(6, 9)
    assert page.find("One!", 7) == Place(0, 3)
    assert page.find("...", 0) is None and page.find("Three", 0) is None


def test_a_part_of_a_block_is_found_from_twenty_letters_on() -> None:
    page = read("<p>Before abcdefghijklmnopqrst after.</p>")
    assert page.find("abcdefghijklmnopqrst", 0) == Place(6, 26)
    assert page.find("abcdefghijklmnopqrst", 30) == Place(6, 26)
    assert page.find("bcdefghijklmnopqrst", 0) is None


def test_a_list_item_or_row_is_found_whole() -> None:
    page = read("<ul><li>One <p>two</p></li></ul><table><tr><td>Three</td><td>four</td></tr></table>")
    assert page.find("One two", 0) == Place(0, 6)
    assert page.find("Three four", 0) == Place(6, 15)
    assert page.find("two Three", 0) is None


# --- What blocks are --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<p>Words</p>", "paragraph"),
        ("<div>Words</div>", "paragraph"),
        ("<h1>Words</h1>", "subhead"),
        ("<h6>Words</h6>", "subhead"),
        ("<blockquote><p>Words</p></blockquote>", "quote"),
        ("<ul><li>Words</li></ul>", "list item"),
        ("<dl><dt>Words</dt></dl>", "list item"),
        ("<dl><dd>Words</dd></dl>", "list item"),
        ("<table><tr><td>Words</td><td></td></tr></table>", "table row"),
        ("<table><tr><td>Words</td></tr></table>", "paragraph"),
        ("<pre>Words</pre>", "preformatted"),
        ("<blockquote><p>a</p></blockquote><p>Words</p>", "paragraph"),
    ],
)
def test_the_kind_of_a_block(markup: str, kind: str) -> None:
    page = read(markup)
    block = page.block(at(page, "Words"))
    assert block is not None and (block.kind, block.deck) == (kind, False)


def test_a_place_is_in_the_block_that_begins_last_before_it() -> None:
    page = read("<p>One</p><h2>Two</h2>")
    kinds = [block.kind if (block := page.block(Place(n, n + 1))) else None for n in range(6)]
    assert kinds == ["paragraph"] * 3 + ["subhead"] * 3
    assert read("").block(Place(0, 1)) is None


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "nav", "select", "button", "svg", "iframe"])
def test_what_is_not_shown_as_text_is_not_read(tag: str) -> None:
    assert read(f"<p>One</p><{tag}>Two</{tag}><p>Three</p>").run == "OneThree"
    assert read(f"<p>One <{tag}>Two</{tag}> three</p>").run == "Onethree"


def test_inline_elements_do_not_break_a_block() -> None:
    page = read("<p>One <b>two</b> <i>three</i></p>four<br>five")
    assert [block.start for block in page.blocks] == [0, 11, 15]


@pytest.mark.parametrize(
    ("name", "deck"),
    [
        ("standfirst", True),
        ("article__summary", True),
        ("sub-title", True),
        ("mydeck", False),
        ("body", False),
        ("deck", True),
    ],
)
def test_a_deck_is_known_by_its_class(name: str, deck: bool) -> None:
    page = read(f"<p class='{name}'>One</p><p>Two</p>")
    assert [block.deck for block in page.blocks] == [deck, False]
    assert [block.deck for block in read(f"<div class='{name}'><p>One</p><p>Two</p></div><p>Six</p>").blocks] == [
        deck,
        deck,
        False,
    ]


def test_a_class_of_more_than_four_hundred_characters_says_nothing() -> None:
    assert read(f"<p class='deck {'x' * 395}'>One</p>").blocks[0].deck
    assert not read(f"<p class='deck {'x' * 396}'>One</p>").blocks[0].deck


# --- Links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/a", "https://ennor.example/a"),
        ("b", HOME + "b"),
        (" https://lull.example/ ", "https://lull.example/"),
        ("http://lull.example/", "http://lull.example/"),
        ("#top", None),
        ("", None),
        ("mailto:a@ennor.example", None),
        ("javascript:x()", None),
        ("http://[", None),
        ("/a\u202eb", None),
        ("/" + "x" * (2000 - len("https://ennor.example/")), "https://ennor.example/" + "x" * (2000 - 22)),
        ("/" + "x" * (2001 - len("https://ennor.example/")), None),
        ("https://e.example/" + "x" * 1982, "https://e.example/" + "x" * 1982),
        ("https://e.example/" + "x" * 1983, None),
    ],
)
def test_a_link_leads_into_the_web_or_nowhere(href: str, url: str | None) -> None:
    page = read(f"<p>One <a href='{href}'>two</a> three</p>")
    assert links(page, "One two three") == ([TextLink(4, 7, url)] if url else [])


def test_links_are_spans_of_the_line_in_which_they_stand() -> None:
    page = read("<p>One <a href='/a'>two</a>, <a href='/b'>six</a>.</p><p><a href='/c'>Ten</a> men</p>")
    assert [(link.start, link.end, link.url[-2:]) for link in links(page, "One two, six.")] == [
        (4, 7, "/a"),
        (9, 12, "/b"),
    ]
    assert [(link.start, link.end, link.url[-2:]) for link in links(page, "Ten men")] == [(0, 3, "/c")]
    across = read("<a href='/a'><p>One</p><p>Two</p></a>")
    assert [(link.start, link.end) for link in links(across, "One") + links(across, "Two")] == [(0, 3), (0, 3)]
    assert links(read("<p>One <a>two</a></p>"), "One two") == []
    mixed = read("<p>One <a href='#x'>two</a> <a href='/b'>six</a></p>")
    assert [(link.start, link.end) for link in links(mixed, "One two six")] == [(8, 11)]
    assert links(read("<p>One <a href='/a'>!</a></p>"), "One !") == []


def test_links_are_resolved_against_the_base_of_the_page() -> None:
    page = read("<p><a href='a'>One</a></p>", "<base href='/other/'>")
    assert links(page, "One")[0].url == "https://ennor.example/other/a"
    assert links(read("<p><a href='a'>One</a></p>", "<base href='https://lull.example/'>", None), "One") != []
    assert links(read("<p><a href='a'>One</a></p>", url=None), "One") == []


def test_the_share_of_a_part_that_leads_elsewhere() -> None:
    page = read("<p>One <a href='/a'>two</a></p><p><a href='/b'>Six</a></p><p>Ten</p>")
    assert page.linked(Place(0, 6)) == 0.5
    assert page.linked(Place(6, 9)) == 1.0
    assert page.linked(Place(9, 12)) == 0.0
    assert page.linked(Place(0, 9)) == pytest.approx(6 / 9)


# --- Captions and the like --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<figcaption>Words here</figcaption>", "caption"),
        ("<div class='wp-caption-text'>Words here</div>", "caption"),
        ("<span class='photo-credit'>Words here</span>", "caption"),
        ("<div class='author-bio'>Words here</div>", "about the author"),
        ("<article class='author-bio'>Words here</article>", None),
        ("<main class='author-bio'>Words here</main>", None),
        ("<div class='deck'>Words here</div>", None),
        ("<div class='body'>Words here</div>", None),
        (f"<figcaption>{'x' * 900}</figcaption>", "caption"),
        (f"<figcaption>{'x' * 901}</figcaption>", None),
        (f"<div class='author-bio'>{'x' * 2500}</div>", "about the author"),
        (f"<div class='author-bio'>{'x' * 2501}</div>", None),
        ("<figcaption> </figcaption>", None),
    ],
)
def test_what_is_beside_the_article(markup: str, reason: str | None) -> None:
    page = read(f"<p>One</p>{markup}<p>Two</p>")
    assert [aside.reason for aside in page.asides] == ([reason] if reason else [])


def test_an_aside_has_its_words_and_its_place() -> None:
    page = read("<p>One</p><figure><figcaption><p>Two</p><p>six</p> <b>ten</b></figcaption></figure><p>End</p>")
    (aside,) = page.asides
    assert (aside.start, aside.end, aside.text) == (3, 12, "Two six ten")
    assert page.aside(Place(3, 6)) == page.aside(Place(9, 12)) == aside
    assert page.aside(Place(2, 6)) is None and page.aside(Place(9, 13)) is None
    assert page.asides_between(3, 4) == [aside] and page.asides_between(0, 3) == [] == page.asides_between(4, 9)


def test_asides_within_asides_are_one_and_there_are_three_hundred_at_most() -> None:
    assert len(read("<figcaption>One <span class='photo-credit'>two</span></figcaption>").asides) == 1
    assert len(read("<figcaption>One</figcaption>" * 301).asides) == 300


def test_twenty_thousand_links_at_most() -> None:
    assert len(read("<a href='/a'>x</a> " * 20_001).links) == 20_000


def test_a_block_has_its_text_and_the_two_elements_around_it() -> None:
    (block,) = read("<main class='m'><div class='d'><ul><li>One  <b>two</b>\n</li></ul></div></main>").blocks
    assert (block.text, block.home) == ("One two", "main.m div.d")
    assert [one.text for one in read("<div>Before<p>One <b>two</b></p>after</div>").blocks] == [
        "Before",
        "One two",
        "after",
    ]


# --- The source -------------------------------------------------------------------------------------------------------


def test_scripts_styles_and_comments_are_cut_out() -> None:
    source = "a<script>b</script>c<!-- d -->e<STYLE>f</STYLE>g"
    assert page_source.as_lines(page_source.without_hidden_parts(source)) == "aceg"
    assert page_source.without_hidden_parts("a<!--b") == "ab"
    kept = "<script type='ld+json'>b</script>"
    assert (
        page_source.without_hidden_parts(f"a{kept}c<!--d-->", keep=lambda opening: "ld+json" in opening) == f"a{kept}c"
    )


def test_blocks_are_lines() -> None:
    assert page_source.as_lines("<p>a<b>b</b></p><div>c</div>") == "\nab\n\nc\n"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<!-- saved from url=(0014)https://a.example/ -->", "https://a.example/"),
        ("<!--\n Page saved with SingleFile \n url: https://a.example/b -->", "https://a.example/b"),
        ("<!-- url: https://a.example/b -->", None),
        (f"{'x' * 8140}<!-- saved from url=(0014)https://a.example/ -->", "https://a.example/"),
        (f"{'x' * 8192}<!-- saved from url=(0014)https://a.example/ -->", None),
    ],
)
def test_the_address_that_a_browser_notes_at_the_top(head: str, url: str | None) -> None:
    assert page_source.saved_from(f"{head}<html>") == url


def test_a_page_of_four_million_characters_is_parsed_and_no_larger_one() -> None:
    assert page_source.fitted("x" * 4_000_000) is not None
    assert page_source.fitted("x" * 4_000_001) is None
    # What swells a page counts for nothing.
    assert page_source.fitted(f"a<script>{'x' * 4_000_000}</script>") is not None
    assert page_source.fitted(f"a<img src='data:image/png;base64,{'x' * 4_000_000}'>") == b"a<img src='data:,'>"
    assert page_source.fitted("a<img src='data:x'>") == b"a<img src='data:x'>"


def test_a_page_of_a_hundred_and_fifty_thousand_tags_is_parsed_and_no_fuller_one() -> None:
    assert page_source.fitted("<p>" * 150_000) is not None
    assert page_source.fitted("<p>" * 150_001) is None
    # Wrappers that stand too deep are taken out first.
    assert page_source.fitted("<div>" * 150_001) is not None


def test_a_tag_of_twenty_thousand_characters_loses_its_attributes() -> None:
    assert page_source.fitted(f"<p {'x' * 20_001}>a") == b"<p>a"
    assert page_source.fitted(f"<p {'x' * 19_000}>a") == f"<p {'x' * 19_000}>a".encode()


def test_control_characters_are_no_text() -> None:
    assert page_source.fitted("a\x00b\x1fc\td\ne\x7ff") == b"abc\td\nef"


def test_wrappers_deeper_than_a_hundred_and_sixty_are_taken_away_and_their_words_stay_apart() -> None:
    def flattened(depth: int) -> str:
        return page_source.flattened(f"{'<div>' * depth}x{'</div>' * depth}".encode()).decode()

    assert flattened(160) == "<div>" * 160 + "x" + "</div>" * 160
    assert flattened(161) == "<div>" * 160 + "<br>x<br>" + "</div>" * 160
    deep = "<div>" * 160
    # Below that depth, a tag that closes nothing goes too.
    assert page_source.flattened(f"{deep}a</span>b".encode()).decode() == f"{deep}a</span>b"
    assert page_source.flattened(f"{deep}<div>a</span>b".encode()).decode() == f"{deep}<br>a b"
    assert page_source.flattened(f"{deep}a<b>b</b>c".encode()).decode() == f"{deep}a b c"


def test_a_declared_shadow_root_is_shown_and_another_template_is_not() -> None:
    assert page_source.fitted("<template shadowrootmode='open'>a</template>") == b"<div>a</div>"
    both = "<template shadowrootmode='open'>a<template>b</template></template>"
    assert page_source.fitted(both) == b"<div>a<template>b</template></div>"
    assert page_source.fitted("<template>a</template>") == b"<template>a</template>"
