"""Pages of other kinds: cards without headings, threads of comments, lower headings, labels, and names alone."""

from __future__ import annotations

import pytest

from index.cleaning import clean
from index.model import CleanArticle, DeclaredMetadata, HiddenReason, SourceDocument

PROSE = (
    "The weighbridge at Marrow Cross was closed on Friday after its steel deck cracked under a lorry of wet sand.",
    "Quarry owners said that each load must now go round by Fennick, which costs an hour and eleven litres of diesel.",
    "The county promised a new deck before the harvest, and sent two men to guard the old one until then.",
)
TITLE = "Cracked weighbridge closes at Marrow Cross"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)


def page(body: str, title: str = TITLE, head: str = "") -> CleanArticle:
    text = f"<html lang='en'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return clean(SourceDocument("a", None, "text/html", b"", "", "utf-8", "html", text, DeclaredMetadata()))


# --- Parts of others -------------------------------------------------------------------------------------------------


def cards(count: int) -> str:
    rows = (
        (
            f"<div class='row'><a href='/{number}'>Ferry number {number} towed in</a>"
            f"<p>The boat lost its power two miles off the point number {number} on Sunday evening.</p></div>"
        )
        for number in range(count)
    )
    return f"<div class='view'><h2>Latest</h2>{''.join(rows)}</div>"


@pytest.mark.parametrize("count", [2, 3])
def test_the_sentence_below_a_linked_headline_is_of_another_story(count: int) -> None:
    article = page(f"<div class='node'><h1>{TITLE}</h1><div class='text'>{PARAGRAPHS}</div></div>{cards(count)}")
    assert article.text == "\n\n".join(PROSE)
    assert any(one.text.startswith("The boat lost its power") for one in article.hidden)


def thread(count: int, answer: str = "Reply") -> str:
    said = (
        (
            f"<li class='cmt'><span>user{number}</span><div class='msg'><p>I used to drive sand across that bridge "
            f"in my year {number}, and we never once asked what was below it, so this makes me very sad.</p></div>"
            f"<a href='#r'>{answer}</a></li>"
        )
        for number in range(count)
    )
    return f"<ol class='all'>{''.join(said)}</ol>"


@pytest.mark.parametrize("answer", ["Reply", "Antworten", "Ответить"])
def test_comments_that_are_longer_than_the_article_are_none_of_it(answer: str) -> None:
    two = "".join(f"<p>{text}</p>" for text in PROSE[:2])
    article = page(f"<div class='post'><h2 class='t'>{TITLE}</h2>{two}</div><h3>9 said</h3>{thread(9, answer)}")
    assert article.text == "\n\n".join(PROSE[:2])


def test_questions_with_a_button_in_an_article_are_no_thread() -> None:
    article = page(f"<div class='post'><h1>{TITLE}</h1>{PARAGRAPHS}{thread(2, 'Share')}</div>")
    assert all(text in article.text for text in PROSE)


# --- Headlines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "heading", "headline"),
    [
        (f"Marrow Mercury: {TITLE}", f"<h2>{TITLE}</h2>", TITLE),
        (f"Marrow Mercury :: Roads :: {TITLE}", f"<h1><a href='/'>Marrow Mercury</a></h1><h2>{TITLE}</h2>", TITLE),
        (f"Marrow Mercury - {TITLE}", f"<h3>{TITLE}</h3>", TITLE),
        # A heading of two words may be a section.
        ("Marrow Mercury: Bridge shut", "<h2>Bridge shut</h2>", "Marrow Mercury: Bridge shut"),
        # Without a mark between them the words before are of the headline.
        (f"Again {TITLE}", f"<h2>{TITLE}</h2>", f"Again {TITLE}"),
        (
            "Marrow: Weighbridge closes at Cross - Mercury",
            f"<article><header><h2>Marrow: {TITLE}</h2></header></article>",
            f"Marrow: {TITLE}",
        ),
    ],
)
def test_a_lower_heading_is_the_headline_where_the_title_shows_it(title: str, heading: str, headline: str) -> None:
    assert page(f"<div>{heading}{PARAGRAPHS}</div>", title).metadata.headline == headline


# --- Labels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<b>SEE ALSO</b><a href='/x'>County buys steel for the deck</a>", "SEE ALSO County buys steel for the deck"),
        ("<strong>관련기사</strong><a href='/x'>다리 공사 시작</a>", "관련기사 다리 공사 시작"),
        # Large first letters, and the end of a word.
        ("<b>Thr</b><a href='/x'>Ee bridges fell that year</a>", "ThrEe bridges fell that year"),
        ("<b>Weigh</b><a href='/x'>bridges fell that year</a>", "Weighbridges fell that year"),
        ("So <b>many</b><a href='/x'>Old bridges fell</a>", "So manyOld bridges fell"),
        ("<span>Listen</span><span>Save</span><span>Share</span>", "Listen Save Share"),
        ("<span>Mc</span><span>Arthur</span> fell", "Mc Arthur fell"),
        ("The <span>Mc</span><span>Arthur</span> bridge", "The McArthur bridge"),
    ],
)
def test_what_is_shown_apart_from_its_label_is_apart(inner: str, shown: str) -> None:
    article = page(f"<div><h1>{TITLE}</h1>{PARAGRAPHS}<p>{inner}</p></div>")
    assert shown in [*article.text.split("\n\n"), *(one.text for one in article.hidden)]


# --- Names alone -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<div>18.02.2020, 19:45 Ada Quill</div>", ("Ada Quill",)),
        ("<div><a href='/q'>Ada Quill</a> — Monday, 17 February 2020, 14:20</div>", ("Ada Quill",)),
        ("<p>Ada Quill</p><p>23.07.2025 · 6 min read</p>", ("Ada Quill",)),
        ("<div>Submitted by <a href='/u'>Ada Quill</a> on Tue, 2013-05-21 09:14</div>", ("Ada Quill",)),
        # The words are those of the story, or of the headline.
        ("<div>18.02.2020, 19:45 Wet Sand</div>", ()),
        ("<div>18.02.2020, 19:45 Marrow Cross</div>", ()),
        # Two names, or other words beside them, are no byline alone.
        ("<div>18.02.2020, Ada Quill, Ben Orr</div>", ()),
        ("<div>18.02.2020 Ada Quill opened the bridge</div>", ()),
        # No script without capitals shows that words are a name.
        ("<div>18.02.2020</div><div>مشاهدات عالية</div>", ()),
    ],
)
def test_a_name_alone_beside_the_date_is_the_author(line: str, authors: tuple[str, ...]) -> None:
    assert page(f"<div><h1>{TITLE}</h1>{line}{PARAGRAPHS}</div>").metadata.authors == authors


def test_a_name_alone_that_is_there_again_is_the_author() -> None:
    bio = "<div><h5>Ada Quill</h5><p>Ada Quill drove lorries before she wrote about them.</p></div>"
    assert page(f"<div><h1>{TITLE}</h1><span>Ada Quill</span>{PARAGRAPHS}</div>{bio}").metadata.authors == (
        "Ada Quill",
    )
    assert page(f"<div><h1>{TITLE}</h1><span>Ada Quill</span>{PARAGRAPHS}</div>").metadata.authors == ()
    told = f"<div><h1>{TITLE}</h1><span>Ada Quill</span>{PARAGRAPHS}<p>Then they asked Ada Quill.</p></div>{bio}"
    assert page(told).metadata.authors == ()


def test_a_name_alone_is_a_byline_and_hidden_as_one() -> None:
    article = page(f"<div><h1>{TITLE}</h1><p>Ada Quill</p><p>23 July 2025</p>{PARAGRAPHS}</div>")
    assert ("Ada Quill", HiddenReason.BYLINE) in [(one.text, one.reason) for one in article.hidden]
    assert dict(article.origins)["byline"] == "byline"


# --- What holds no text ----------------------------------------------------------------------------------------------


def test_words_behind_what_holds_no_text_are_read() -> None:
    drawn = "<svg><text>42 tonnes</text></svg>"
    mixed = f"{PROSE[0][:40]}{drawn}<style>p {{}}</style><script>var a = 1;</script><link href='x'>{PROSE[0][40:]}"
    article = page(f"<article><h1>{TITLE}</h1><p>{mixed}</p>{PARAGRAPHS.partition('</p>')[2]}</article>")
    assert article.text == "\n\n".join(PROSE)


def test_the_body_in_linked_data_is_still_there_for_an_extractor() -> None:
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{" ".join(PROSE)}"}}</script>'
    assert all(text in page("<div id='root'></div>", head=data).text for text in PROSE)
