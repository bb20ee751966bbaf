"""Every block of a page is in the text or hidden in its place, also where an extractor loses the article."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from lxml import html

from index.cleaning import clean, lines
from index.cleaning.html import candidates, structure_reader, votes
from index.cleaning.html.candidates import Candidate
from index.cleaning.html.roles import role_of
from index.cleaning.html.structure import PageBlock, Structure
from index.model import CleanArticle, DeclaredMetadata, HiddenReason, SourceDocument

HEADLINE = "Salt works of Ostby reopen after the flood"
STORY = (
    "The salt works of Ostby opened again on Thursday, eleven months after the spring flood had broken its three dams.",
    "Some 140 people went back to the pans, said the manager, Liv Tangen, and forty more are to follow before winter.",
    "The repairs cost 6.2 million crowns, of which the county paid half and the company borrowed the other half.",
    "“We have salt in our boots again, and nobody here complains about that,” said Per Moen, a foreman of many years.",
    "The first ship is to leave the quay in two weeks, with nine hundred tonnes for the fisheries of the north coast.",
)
NOTICE = (
    "We use cookies and similar technologies on this site so that we and our partners can show what may interest you."
    " You can change your settings at any time in the privacy centre, where all of our partners are listed by name."
)
TEASER = "The bakers of Ostby bought the last of the old salt, and they are keeping it in a cellar below the town hall."


def cleaned(body: str, head: str = "") -> CleanArticle:
    nav = "<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav>"
    page = f"<!doctype html><html lang='en'><head><title>{HEADLINE}</title>{head}</head><body>{nav}{body}</body></html>"
    return clean(SourceDocument("a", None, "text/html", b"", "", "utf-8", "html", page, DeclaredMetadata()))


def elements(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def hidden(article: CleanArticle) -> list[tuple[str, str]]:
    return [(line.text, line.reason) for line in article.hidden]


def paragraphs(article: CleanArticle) -> list[str]:
    return article.text.split("\n\n")


TITLE = f"<h1>{HEADLINE}</h1>"
PAGES = {
    "a first paragraph in an element of its own": (
        f"<main>{TITLE}<div class='top'><div class='opening'>{elements(STORY[0])}</div></div>"
        f"<div class='text'>{elements(*STORY[1:])}</div></main>"
    ),
    "in an aside": f"<aside class='column'>{TITLE}{elements(*STORY)}</aside>",
    "in a table that is a layout": f"<table><tr><td>{TITLE}{elements(*STORY)}</td><td>Left</td></tr></table>",
    "between line ends": f"<div>{TITLE}<font>{'<br><br>'.join(STORY)}</font></div>",
    "in an element that is declared hidden and shown later": (
        f"<article>{TITLE}{elements(*STORY[:2])}<div style='display:none'>{elements(*STORY[2:])}</div></article>"
    ),
    "with a paragraph about networks": (
        f"<article>{TITLE}{elements(*STORY)}</article>".replace("said Per Moen", "wrote Per Moen on Facebook")
    ),
}


@pytest.mark.parametrize("kind", PAGES)
def test_the_article_is_found_and_nothing_beside_it(kind: str) -> None:
    article = cleaned(PAGES[kind])
    story = [
        text.replace("said Per Moen", "wrote Per Moen on Facebook") if "networks" in kind else text for text in STORY
    ]
    assert [text for text in paragraphs(article) if text != "Left"] == story
    assert article.metadata.headline == HEADLINE


def test_an_article_below_a_longer_notice_is_found() -> None:
    short = ("Thieves took nine sacks of salt from the works of Ostby on Sunday.", "The police have no suspect.")
    page = f"<main>{TITLE}{elements(*short)}</main><div class='notice'>{elements(NOTICE)}</div>"
    article = cleaned(page)
    assert paragraphs(article) == list(short)
    assert hidden(article) == [(NOTICE, "site chrome")]


def test_wrapped_text_that_is_set_as_written_becomes_paragraphs() -> None:
    def wrapped(text: str) -> str:
        lines, line = [], ""
        for word in text.split():
            if len(line) + len(word) > 70:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        return "\n".join([*lines, line])

    article = cleaned(f"{TITLE}<pre>{chr(10).join(wrapped(text) + chr(10) for text in STORY)}</pre>")
    assert paragraphs(article) == list(STORY) and article.kinds == ()


def test_what_an_extractor_drops_is_hidden_in_its_place_with_what_the_page_calls_it() -> None:
    newsletter = "<div class='newsletter-box'><p>The tide table in your letter box.</p></div>"
    comments = "<div id='comments'><p>Nobody asked those who live behind the dams what they think of it.</p></div>"
    card = f"<h3><a href='/b'>Salt runs out</a></h3><p>{TEASER}</p>"
    related = f"<section class='related'><h2>Elsewhere</h2><div>{card}</div></section>"
    page = f"<article>{TITLE}{elements(*STORY[:2])}{newsletter}{elements(*STORY[2:])}</article>{related}{comments}"
    article = cleaned(page)
    assert paragraphs(article) == list(STORY)
    assert hidden(article) == [
        ("The tide table in your letter box.", "newsletter"),
        ("Elsewhere", "related story"),
        ("Salt runs out", "related story"),
        (TEASER, "related story"),
        ("Nobody asked those who live behind the dams what they think of it.", "comment"),
    ]
    assert [line.at for line in article.hidden] == [article.paragraphs[2][0], *[len(article.text)] * 4]


def test_menus_buttons_and_short_lines_of_head_and_foot_are_left_out_and_sentences_there_are_not() -> None:
    head = "<header><h2>The Ostby Sheet</h2><ul><li><a href='/a'>Weather</a></li></ul></header>"
    sentence = "The Ostby Sheet has been printed in the old school house by the harbour since the winter of 1921."
    foot = f"<footer><p>Imprint</p><p>{sentence}</p><p><a href='/x'>{sentence}</a></p></footer>"
    article = cleaned(f"{head}<article>{TITLE}<button>Print</button>{elements(*STORY)}</article>{foot}")
    assert paragraphs(article) == list(STORY)
    assert [text for text, _ in hidden(article)] == [sentence]


def test_short_lines_that_stand_between_paragraphs_stay() -> None:
    names = "<p>Liv Tangen, 51</p><p>Per Moen, 62</p><p>Ada Rist, 19</p>"
    entries = "<h3>Pan</h3><p>A flat basin.</p><h3>Brine</h3><p>Salt water.</p>"
    article = cleaned(
        f"<article>{TITLE}{elements(STORY[0])}{names}{elements(STORY[1])}{entries}{elements(STORY[2])}</article>"
    )
    assert paragraphs(article) == [
        STORY[0],
        "Liv Tangen, 51",
        "Per Moen, 62",
        "Ada Rist, 19",
        STORY[1],
        "Pan",
        "A flat basin.",
        "Brine",
        "Salt water.",
        STORY[2],
    ]


def test_an_entry_of_a_running_report_keeps_its_heading() -> None:
    entries = "".join(
        f"<li><time>{hour}:00</time><h3>{head}</h3><p>{text}</p></li>"
        for hour, head, text in zip((19, 18, 17), ("Dams hold", "Ship sails", "Gates open"), STORY[:3], strict=True)
    )
    article = cleaned(f"<main>{TITLE}<ol>{entries}</ol></main>")
    assert [text for text in paragraphs(article) if text[:2] not in ("17", "18", "19")] == [
        "Dams hold",
        STORY[0],
        "Ship sails",
        STORY[1],
        "Gates open",
        STORY[2],
    ]


def test_a_line_that_comes_four_times_between_paragraphs_is_hidden_and_one_that_comes_three_times_is_judged() -> None:
    def told(times: int) -> CleanArticle:
        mark = "<p>The tide is coming in.</p>"
        return cleaned(
            f"<article>{TITLE}"
            + "".join(f"<p>{text}</p>{mark * (n < times)}" for n, text in enumerate(STORY))
            + "</article>"
        )

    assert told(4).text == "\n\n".join(STORY)
    assert [text for text, _ in hidden(told(4))] == ["The tide is coming in."] * 4
    assert "The tide is coming in." in told(3).text


def test_cards_of_other_stories_inside_the_article_are_hidden() -> None:
    card = "<div class='box'><h3><a href='/{0}'>Story number {0}</a></h3><p>{1}</p></div>"
    cards = card.format(1, TEASER[:58] + ".") + card.format(
        2, "The smokers of Ostby wait for the first ship of the year."
    )
    article = cleaned(f"<article>{TITLE}{elements(*STORY)}<section>{cards}</section></article>")
    assert article.text == "\n\n".join(STORY)
    assert len(article.hidden) == 4


def test_captions_and_bylines_above_the_text_are_called_so() -> None:
    caption = "<div class='lead-image-caption'>The pans of Ostby in spring</div>"
    byline = "<div><span>Ada Rist, reporter in Ostby</span></div>"
    meta = "<meta name='author' content='Ada Rist'>"
    article = cleaned(f"<article>{TITLE}{caption}{byline}{elements(*STORY)}</article>", meta)
    assert article.text == "\n\n".join(STORY)
    assert hidden(article) == [
        ("The pans of Ostby in spring", "caption"),
        ("Ada Rist, reporter in Ostby", "byline"),
    ]
    # A caption above the headline is not one of the article.
    above = cleaned(f"<div>Photo: Jon Lund</div><article>{TITLE}{elements(*STORY)}</article>")
    assert hidden(above) == [("Photo: Jon Lund", "site chrome")]


# --- The declared body ------------------------------------------------------------------------------------------------


def declared(text: str) -> str:
    linked = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": text}
    return f"<script type='application/ld+json'>{json.dumps(linked)}</script>"


def test_a_declared_body_that_the_page_has_counts_for_the_blocks_of_the_page() -> None:
    page = f"<article>{TITLE}{elements(*STORY[:3])}<ul><li>{STORY[3]}</li></ul>{elements(STORY[4])}</article>"
    article = cleaned(page, declared(" ".join(STORY)))
    assert paragraphs(article) == list(STORY) and article.kinds[3] == "list item"


def test_a_declared_body_that_the_page_lacks_is_shown_once_and_the_offer_hidden() -> None:
    offer = "Subscribe today for the salt of the week and the tide table of the year on all of your devices."
    page = f"<article>{TITLE}<p>{STORY[0]}</p><div class='offer'><p>{offer}</p></div></article>"
    article = cleaned(page, declared(" ".join(STORY)))
    assert article.text == " ".join(STORY)
    assert (offer, "newsletter") in hidden(article) and (STORY[0], "repeated line") in hidden(article)


def test_a_declared_body_of_another_story_does_not_replace_a_page_that_is_as_long() -> None:
    other = " ".join(text.replace("salt", "coal").replace("The", "A") for text in reversed(STORY))
    article = cleaned(f"<article>{TITLE}{elements(*STORY)}</article>", declared(other))
    assert article.text == "\n\n".join(STORY)


# --- Blocks, roles and votes ------------------------------------------------------------------------------------------


def read(body: str) -> Structure:
    return structure_reader.read(html.document_fromstring(f"<html><body>{body}</body></html>"), None)


def texts(body: str) -> list[str]:
    return [block.text for block in read(body).blocks]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<tr><td>Pan</td><td>140</td></tr>", ["Pan | 140"]),
        ("<tr><td><p>North-<br>ern</p></td><td><ul><li>4</li></ul></td></tr>", ["North- ern | 4"]),
        ("<tr><td><h2>One</h2></td><td>Two</td></tr>", ["One", "Two"]),
        # Two ends of lines for each cell are those of figures.
        (f"<tr><td>A{'<br>b' * 4}</td><td>c</td></tr>", ["A b b b b | c"]),
        (f"<tr><td>A{'<br>b' * 5}</td><td>c</td></tr>", ["A", *["b"] * 5, "c"]),
        ("<tr><td>One</td></tr>", ["One"]),
    ],
)
def test_a_row_is_one_line_unless_its_table_is_a_layout(markup: str, found: list[str]) -> None:
    assert texts(f"<table>{markup}</table>") == found


def test_what_nobody_sees_is_no_block_and_what_a_click_shows_is_one() -> None:
    assert texts("<p>One<span class='visually-hidden'>, in a new tab</span></p>") == ["One"]
    assert texts("<p>One<span style='clip: rect(0 0 0 0)'>, in a new tab</span></p>") == ["One"]
    assert texts("<div class='field--label-visually_hidden'>One</div>") == ["One"]
    assert [
        block.unseen for block in read("<p>One</p><p hidden>Two</p><div style='display: none'>Six</div>").blocks
    ] == [
        False,
        True,
        True,
    ]


def test_buttons_and_menus_are_counted_and_a_button_that_heads_a_part_is_read() -> None:
    page = read("<nav>One</nav><div role='navigation'>Two</div><button>Six</button><h3><button>Ten</button></h3>")
    assert [block.text for block in page.blocks] == ["Ten"] and page.menus == 3


def test_head_and_foot_are_those_of_the_page() -> None:
    page = read("<header>One</header><article><header>Two</header><footer>Six</footer></article><footer>Ten</footer>")
    assert [block.edge for block in page.blocks] == [True, False, False, True]


def test_links_side_by_side_are_words_apart() -> None:
    assert texts("<p><a href='/a'>One</a><a href='/b'>two</a> <a>six</a></p>") == ["One two six"]
    (block,) = read("<p>One <a href='/a'>two</a></p>").blocks
    assert block.linked == 0.5


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("comments-list", HiddenReason.COMMENT),
        ("commentary", None),
        ("ArticleRelated", HiddenReason.RELATED_STORY),
        ("read-more", HiddenReason.RELATED_STORY),
        ("read the more", None),
        ("newsletter caption", HiddenReason.CAPTION),
        ("o-VisuallyHidden", "read out"),
        ("label--visually-hidden", None),
        ("header", None),
        ("", None),
    ],
)
def test_what_an_element_is_called(names: str, role: str | None) -> None:
    assert role_of(names) == role


def test_a_block_is_voted_for_by_half_of_its_letters() -> None:
    page = read("<p>abcdefghijklmnopqrstABCDEFGHIJKLMNOPQRSTuvwx</p>")
    assert votes.count(["abcdefghijklmnopqrstAB"], page).blocks == {0}
    assert votes.count(["abcdefghijklmnopqrstA"], page).blocks == frozenset()


def test_a_line_with_a_word_less_than_its_block_votes_for_it() -> None:
    page = read(f"<p>{STORY[0][:60]} opens in a new window {STORY[0][60:]}</p>")
    found = votes.count([STORY[0]], page)
    assert found == votes.Votes(frozenset({0}))


def test_a_line_that_the_page_does_not_have_is_loose_and_blocks_inside_it_are_doubles() -> None:
    page = read(f"<p>{STORY[0]}</p>")
    found = votes.count([" ".join(STORY)], page)
    assert found == votes.Votes(frozenset(), ((0, " ".join(STORY)),), frozenset({0}))
    # Where the blocks have three fifths of it, they are taken.
    assert votes.count([STORY[0] + "x" * 50], page).loose == () and votes.count([STORY[0] + "x" * 70], page).loose != ()


def test_a_block_knows_its_place() -> None:
    block: PageBlock = read("<p>One</p><p>Two</p>").blocks[1]
    assert block.place == (3, 6)


class _Walked(set[int]):
    """A set that counts how often it is walked through."""

    times = 0

    def __iter__(self) -> Iterator[int]:
        self.times += 1
        return super().__iter__()


def test_a_long_list_is_walked_through_as_often_as_a_short_one() -> None:
    """A page of twenty thousand items took seconds where each of them looked for the first line of the body."""

    def walks(size: int) -> int:
        page = html.fromstring(f"<main>{elements(*STORY)}{''.join(f'<p>Quay {n}</p>' for n in range(size))}</main>")
        structure = structure_reader.read(page, None)
        seen = [Candidate(lines.read(one.text), i, one, one.text) for i, one in enumerate(structure.blocks)]
        body = _Walked(range(len(STORY)))
        assert candidates._between(seen, body, structure) >= set(range(len(STORY), len(seen)))
        return body.times

    assert walks(500) == walks(5)
