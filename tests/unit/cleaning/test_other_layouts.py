"""Articles in layouts of their own: letters, print views, short lists, narrow columns, stories about cookies."""

from __future__ import annotations

import pytest

from index.cleaning import clean
from index.cleaning.metadata import bylines
from index.model import CleanArticle, DeclaredMetadata, HiddenReason, SourceDocument
from index.model.articles import Form

PROSE = (
    "The signal box at Ellmoor was lifted off its bricks on Friday and carried across the line by a crane.",
    "It will become a tea room, and the man who worked its levers for forty years is to pour the first cup.",
    "The railway gave it away for nothing, on condition that the clock inside is never set right again.",
)


def cleaned(text: str, form: Form = "plain") -> CleanArticle:
    media = "text/html" if form == "html" else "text/plain"
    return clean(SourceDocument("a", None, media, b"", "", "utf-8", form, text, DeclaredMetadata()))


def page(body: str, title: str = "Signal box becomes a tea room") -> CleanArticle:
    return cleaned(f"<html><head><title>{title}</title></head><body>{body}</body></html>", "html")


def published(article: CleanArticle) -> str | None:
    day = article.metadata.published
    return None if day is None else day.iso


PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<p>From: a@x.example<br>To: b@x.example<br>Date: Fri, 4 Jun 2021 08:00</p>", "2021-06-04T08:00"),
        (
            "<table><tr><td>Von:</td><td>a@x.example</td></tr><tr><td>An:</td><td>b@x.example</td></tr>"
            "<tr><td>Datum:</td><td>4. Juni 2021</td></tr></table>",
            "2021-06-04",
        ),
        ("<p>De : a@x.example<br>Date : 4 juin 2021</p>", None),
        ("<p>Fare: 3 pounds<br>Line: Ellmoor<br>Opened: 4 June 1921</p>", None),
    ],
)
def test_the_day_of_a_letter_that_was_saved_as_a_page(head: str, day: str | None) -> None:
    assert published(page(f"<div>{head}{PARAGRAPHS}</div>")) == day


def test_a_page_shown_as_of_1970_has_no_day() -> None:
    shown = "<h1>Signal box becomes a tea room</h1><time datetime='1970-01-01T01:00+01:00'>1 January 1970</time>"
    assert published(page(f"<main>{shown}{PARAGRAPHS}</main>")) is None


def test_a_day_beside_the_headline_of_another_story_is_not_of_the_article() -> None:
    card = "<div><a href='/x'>Crossing keeper finds a hat</a><time datetime='2020-02-03'>3 February 2020</time></div>"
    heading = "<h1>Signal box becomes a tea room</h1>"
    assert published(page(f"<main>{heading}{PARAGRAPHS}<section class='q'>{card}{card}</section></main>")) is None
    byline = "<div><a rel='author' href='/a'>By Ada Quill</a><time datetime='2020-02-03'>3 February 2020</time></div>"
    assert published(page(f"<main>{heading}{byline}{PARAGRAPHS}</main>")) == "2020-02-03"


def test_the_part_of_a_title_that_a_page_without_headings_shows_is_the_headline() -> None:
    body = f"<p><b>Signal box becomes a tea room</b></p>{PARAGRAPHS}"
    assert page(body, "Print view - Signal box becomes a tea room").metadata.headline == "Signal box becomes a tea room"
    assert page(PARAGRAPHS, "Tea - and a box").metadata.headline == "Tea - and a box"


def test_items_between_the_paragraphs_of_a_short_article_stay() -> None:
    items = "<ul><li>Una Berg, 81</li><li>Tom Marsh, 79</li><li>Ida Lund, 74</li></ul>"
    body = f"<div class='t'><h1>Signal box becomes a tea room</h1><p>{PROSE[0]}</p>{items}<p>{PROSE[1]}</p></div>"
    assert "Una Berg, 81\n\nTom Marsh, 79\n\nIda Lund, 74" in page(body).text


def test_the_signature_of_a_quotation_from_a_social_network_is_no_date_line() -> None:
    quoted = "<blockquote><p>The kettle is on.</p>&mdash; Ellmoor Halt (@ellmoorhalt) 3 June 2021</blockquote>"
    heading = "<h1>Signal box becomes a tea room</h1>"
    body = f"<article>{heading}<p>{PROSE[0]}</p>{quoted}<p>{PROSE[1]}</p><p>{PROSE[2]}</p></article>"
    article = page(body)
    assert "— Ellmoor Halt (@ellmoorhalt) 3 June 2021" in article.text
    assert article.metadata.deck is None


def test_words_that_a_hyphen_parts_show_a_column_however_narrow() -> None:
    narrow = "The signal box is to be-\ncome a tea room, its ow-\nner said. The clock in-\nside it stays wrong.\n"
    article = cleaned(f"Box is lifted\n\n{narrow}\nNo train stops here.\n")
    assert article.text.startswith("The signal box is to become a tea room, its owner said. The clock inside it stays")
    verse = "The signal box is old\nand I am old as well,\nthe levers have grown cold\nand no one rings the bell.\n"
    assert "The signal box is old\n\nand I am old as well," in cleaned(f"Box song\n\n{verse}").text


def test_a_story_about_cookies_and_newsletters_is_kept_where_nothing_of_a_site_is_around() -> None:
    story = (
        "The baker of Ellmoor sells a cookie in the form of a padlock, which he calls the privacy of the village.",
        "The newsletter of the county praised it, and a reader in the next valley ordered three hundred of them.",
        "The money from the sale goes to the signal box, whose roof has let in the rain since the winter.",
    )
    article = cleaned("\n\n".join(("Baker of Ellmoor sells sweet padlocks", *story)))
    assert article.text == "\n\n".join(story)


def test_a_notice_about_cookies_above_an_article_is_hidden() -> None:
    notice = "We use cookies to make this site better and to show you what you may like.\nAccept all"
    article = cleaned("\n\n".join((notice, "Signal box becomes a tea room", *PROSE)))
    assert article.text == "\n\n".join(PROSE)
    assert {line.reason for line in article.hidden} == {HiddenReason.SITE_CHROME}


@pytest.mark.parametrize("name", ["bloc-signature", "autorenbox", "yorumlar", "noticias-relacionadas"])
def test_names_of_elements_in_other_languages_say_what_is_beside_the_article(name: str) -> None:
    aside = f"<div class='{name}'><p>Una Berg has kept the crossing since her father died.</p></div>"
    article = page(f"<article><h1>Signal box becomes a tea room</h1>{PARAGRAPHS}{aside}</article>")
    assert "Una Berg" not in article.text
    assert any("Una Berg" in line.text for line in article.hidden)


@pytest.mark.parametrize(
    "line",
    [
        "Par Una Berg - Publié le 04/06/2021 à 18:45",
        "Von Una Berg, aktualisiert am 4. Juni 2021",
        "di Una Berg Pubblicato il 4 giugno 2021",
        "Автор: Una Berg, опубликовано 4 июня 2021",
    ],
)
def test_a_byline_ends_where_its_date_begins(line: str) -> None:
    assert bylines.authors_of(line) == ("Una Berg",)


def test_a_page_without_menus_leaves_nothing_out_and_one_with_them_does() -> None:
    article = f"<article><h1>Signal box becomes a tea room</h1>{PARAGRAPHS}</article>"
    assert not page(article).lacks_menus and page(article).remarks == ()
    for menu in ("<nav><a href='/'>Home</a></nav>", "<header>Home News Sport</header>", "<button>Save</button>"):
        assert page(menu + article).lacks_menus
    assert not cleaned("\n\n".join(("Signal box becomes a tea room", *PROSE))).lacks_menus
