"""What elements show besides their words: numbers of items, line ends, values apart; buttons that are text."""

from __future__ import annotations

import pytest

from tests.unit.cleaning.test_page_blocks import STORY, TITLE, cleaned, elements, hidden, paragraphs, read, texts


@pytest.mark.parametrize(
    ("button", "is_read"),
    [
        ("<div><button aria-expanded='false'><b>Where is it?</b></button></div>", True),
        ("<div><button aria-controls='a'>Where is</button></div>", False),
        ("<div><button aria-controls='a'>Where is it</button></div>", False),
        ("<div><button aria-controls='a'>Where it is today</button></div>", True),
        ("<div><button class='Faq_head'>Where is it?</button></div>", True),
        ("<div><button>Where is it today?</button></div>", False),
        ("<header><button aria-expanded='false'>Open the main menu</button></header>", False),
        ("<p>It was <button>Liv Tangen</button> who said so.</p>", True),
        ("<p>It was <button>Share</button> who said so.</p>", False),
        ("<p>It was said. <button>Share this</button></p>", False),
        ("<p><button>Share this</button> It was said.</p>", False),
    ],
)
def test_a_button_is_text_where_it_opens_a_part_or_is_in_a_sentence(button: str, is_read: bool) -> None:
    assert (read(button).menus == 0) == is_read


def test_the_name_on_a_button_is_part_of_its_sentence() -> None:
    assert texts("<p>It was <button>Liv Tangen</button> who said so.</p>") == ["It was Liv Tangen who said so."]


def test_an_empty_element_of_the_class_br_ends_a_line() -> None:
    assert texts("<div>One.<span class='id br'></span>Two.</div>") == ["One.", "Two."]
    assert texts("<div>One.<span class='brown'></span>Two.</div>") == ["One.Two."]
    assert texts("<div>One <b class='br'>and</b> two.</div>") == ["One and two."]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Pan<span style='float:right'>Salt</span>", "Pan Salt"),
        ("Pan<span class='value'>13</span>", "Pan 13"),
        ("Pan<span class='value'><i>13</i></span>", "Pan 13"),
        ("Pan<span>13</span>", "Pan13"),
        ("Pan<b class='value'>13</b>", "Pan13"),
        ("Pan<span class='value'>s</span>", "Pans"),
        ("4<span class='value'>13</span>", "413"),
    ],
)
def test_values_are_apart_from_their_labels(markup: str, text: str) -> None:
    assert texts(f"<div>{markup}</div>") == [text]


@pytest.mark.parametrize(
    ("items", "numbers"),
    [
        ("<ol><li>One</li><li>Two</li></ol>", ["1. ", "2. "]),
        ("<ol start='4'><li>One</li><li value='9'>Two</li><li>Six</li></ol>", ["4. ", "9. ", "10. "]),
        ("<ol start='12345'><li value='x'>One</li></ol>", ["1. "]),
        ("<ol><li>One<ul><li>Two</li></ul></li><li>Six</li></ol>", ["1. ", "", "2. "]),
        ("<ol><li><p>One</p><p>Two</p></li></ol>", ["1. ", ""]),
        ("<ol type='a'><li>One</li></ol><ol reversed><li>One</li></ol><ul><li>One</li></ul><li>Two</li>", [""] * 4),
        ("<ol class='list-unstyled'><li>One</li></ol><ol style='list-style: none'><li>One</li></ol>", ["", ""]),
    ],
)
def test_items_of_ordered_lists_have_the_numbers_that_a_browser_shows(items: str, numbers: list[str]) -> None:
    assert [block.number for block in read(items).blocks] == numbers


def test_the_numbers_of_items_are_in_the_text_and_links_keep_their_words() -> None:
    items = [f"<li>{STORY[2]} <a href='/p'>Read the plan</a></li>", "<li>2) " + STORY[3] + "</li>"]
    article = cleaned(f"<main>{TITLE}{elements(*STORY[:2])}<ol>{''.join(items)}</ol>{elements(STORY[4])}</main>")
    assert paragraphs(article)[2:4] == [f"1. {STORY[2]} Read the plan", f"2) {STORY[3]}"]
    page = cleaned(
        f"<main>{TITLE}{elements(*STORY[:2])}<ol>{items[0].replace('/p', 'https://a.example/p')}</ol>"
        f"{elements(*STORY[3:])}</main>"
    )
    assert [page.text[link.start : link.end] for link in page.links] == ["Read the plan"]


def test_a_sentence_that_a_click_shows_is_hidden_and_a_name_or_link_there_is_not() -> None:
    unseen = "<div style='display:none'><p>{}</p></div>"
    sentence = "The five pans are full."
    parts = (sentence, "Five pans are full", "The pans are.", f"<a href='/a'>{sentence}</a>")
    found = [
        hidden(cleaned(f"<main>{TITLE}{elements(*STORY)}<section>{unseen.format(part)}</section></main>"))
        for part in parts
    ]
    assert [[text for text, _ in lines] for lines in found] == [[sentence], [], [], []]


@pytest.mark.parametrize(
    ("below", "authors"),
    [
        ("<div>Written by Ada Quill</div>", ("Ada Quill",)),
        ("<div>Salt</div>" * 5 + "<div>Written by Ada Quill</div>", ("Ada Quill",)),
        ("<div>Salt</div>" * 6 + "<div>Written by Ada Quill</div>", ()),
        ("<div>By Ada Quill</div><div>By Tom Marsh</div>", ()),
        ("<div class='related'><div>By Ada Quill</div></div>", ()),
        ("<footer>By Ada Quill</footer>", ()),
        ("<div>By the light of the salt works</div>", ()),
    ],
)
def test_a_byline_right_below_the_body_names_the_author(below: str, authors: tuple[str, ...]) -> None:
    page = f"<main>{TITLE}<div class='text'>{elements(*STORY)}</div></main><section>{below}</section>"
    assert cleaned(page).metadata.authors == authors
