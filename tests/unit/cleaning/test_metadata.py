"""Metadata: what pages and texts say about an article, where each field came from, and what is left in doubt."""

from __future__ import annotations

import json

import pytest

from index.cleaning import clean
from index.cleaning.metadata import bylines, dates
from index.cleaning.metadata.origins import UNCERTAIN
from index.model import CleanArticle, DeclaredMetadata, Form, SourceDocument

PROSE = (
    "The harbour council voted late on Monday to close the old swing bridge for at least six months of repairs.",
    "Engineers who inspected the bridge in spring found that two of its four bearings had worn through completely.",
    "About 3,400 cars cross the bridge each day, and the nearest other crossing lies eleven kilometres up the river.",
)
HEADLINE = "Swing bridge closes for six months of repairs"
TYPES: dict[Form, str] = {"plain": "text/plain", "html": "text/html", "markdown": "text/markdown"}


def cleaned(
    text: str, form: Form = "plain", declared: DeclaredMetadata | None = None, media_type: str | None = None
) -> CleanArticle:
    kind = media_type or TYPES[form]
    return clean(SourceDocument("a", None, kind, b"", "", "utf-8", form, text, declared or DeclaredMetadata()))


def text_of(*header: str, prose: tuple[str, ...] = PROSE) -> str:
    return "\n\n".join((*header, *prose))


def page_of(head: str = "", top: str = "", language: str = "en", end: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    return (
        f"<!doctype html><html lang='{language}'><head>{head}</head><body><article><h1>{HEADLINE}</h1>{top}{body}"
        f"</article>{end}</body></html>"
    )


def linked(**values: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **values})}</script>"


# --- Dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("5 de enero de 2020, a las 10:53", "2020-01-05T10:53"),
        ("le 5 janvier 2020 à 10h53", "2020-01-05T10:53"),
        ("5. Januar 2020, 10.53 Uhr", "2020-01-05T10:53"),
        ("5 января 2020 г., 10:53", "2020-01-05T10:53"),
        ("٥ يناير ٢٠٢٠", "2020-01-05"),
        ("5 كانون الثاني 2020", "2020-01-05"),
        ("2020年1月5日 10时53分", "2020-01-05T10:53"),
        ("5 EKİM 2020", "2020-10-05"),
        ("5 Ocak 2020", "2020-01-05"),
        ("5 जनवरी 2020", "2020-01-05"),
        ("5 Jan 2020 10:53 GMT", "2020-01-05T10:53+00:00"),
        ("January 5, 2020 at 5 p.m. EDT", "2020-01-05T17:00-04:00"),
        ("2020-01-05 05:53 PM", "2020-01-05T17:53"),
        ("2020-01-05T10:53:00+0530", "2020-01-05T10:53:00+05:30"),
        ("Jan 5, 2020 10:53 GMT+2", "2020-01-05T10:53+02:00"),
        ("5 Jan 2020 10:53 CST", "2020-01-05T10:53"),
        ("2 hours ago", None),
        ("hace 3 días", None),
        ("yesterday at 10:53", None),
    ],
)
def test_dates_of_many_languages_keep_their_offset(written: str, iso: str | None) -> None:
    found = dates.read(written)
    assert (str(found) if found else None) == iso


def test_the_words_before_a_date_tell_whether_it_is_of_a_change() -> None:
    found = dates.find_all("Publicado el 4 de enero de 2020 | Actualizado el 5 de enero de 2020 a las 10:30")
    assert [(str(date.date), date.updated) for date in found] == [("2020-01-04", False), ("2020-01-05T10:30", True)]


@pytest.mark.parametrize(
    ("language", "more", "published", "certain"),
    [
        ("en-US", "", "2019-03-04", True),
        ("en-GB", "", "2019-04-03", True),
        ("es", "", "2019-04-03", True),
        ("en", "", "2019-04-03", False),
        ("en", "<p>It was last oiled on 12/25/2018.</p>", "2019-03-04", True),
        ("en-US", "<p>It was last oiled on 25/12/2018.</p>", "2019-04-03", True),
        ("en", "<p>It was written on 4 March 2019.</p>", "2019-03-04", True),
    ],
)
def test_day_and_month_go_by_what_the_page_shows(language: str, more: str, published: str, certain: bool) -> None:
    article = cleaned(page_of(linked(headline=HEADLINE, datePublished="03/04/2019"), more, language), "html")
    assert str(article.metadata.published) == published
    assert (UNCERTAIN not in article.flags) == certain
    assert dict(article.origins)["published"].startswith("JSON-LD; ")


def test_day_and_month_of_a_text_go_by_its_other_dates_and_its_language() -> None:
    told = cleaned(text_of(HEADLINE, "Published 03/04/2019", "Updated 05/04/2019 11:20 GMT", "Checked 25/03/2019"))
    assert (str(told.metadata.published), str(told.metadata.updated)) == ("2019-04-03", "2019-04-05T11:20+00:00")
    assert told.remarks == ()
    assert dict(told.origins)["published"] == "line 3; day first, as its other dates"
    untold = cleaned(text_of(HEADLINE, "Published 03/04/2019"))
    assert (str(untold.metadata.published), untold.flags) == ("2019-04-03", (UNCERTAIN,))


@pytest.mark.parametrize(("others", "certain"), [(397, True), (398, False)])
def test_the_order_of_day_and_month_shows_in_the_first_four_hundred_lines(others: int, certain: bool) -> None:
    rows = (HEADLINE, "Published 03/04/2019", *(f"{PROSE[0][:-1]} {n}." for n in range(others)))
    article = cleaned(text_of(*rows, prose=("It was last oiled on 25/12/2018 by the crew of the old harbour.",)))
    assert (UNCERTAIN not in article.flags) is certain


@pytest.mark.parametrize(("same", "is_kept"), [(80, False), (79, True)])
def test_a_declared_deck_that_begins_as_the_body_does_is_none(same: int, is_kept: bool) -> None:
    deck = "d" * same + "e" * 10
    article = cleaned("d" * 80 + "f" * 10, declared=DeclaredMetadata(deck=deck))
    assert article.metadata.deck == (deck if is_kept else None)


def test_the_label_before_a_date_counts_and_not_a_later_one() -> None:
    article = cleaned(text_of(HEADLINE, "Updated 12 May 2021 after it was first published"))
    assert (article.metadata.published, str(article.metadata.updated)) == (None, "2021-05-12")


def test_an_update_is_reported_only_when_it_is_later() -> None:
    times = {"datePublished": "2021-05-12T08:00:00Z", "dateModified": "2021-05-13T09:00:00+02:00"}
    later = cleaned(page_of(linked(headline=HEADLINE, **times)), "html")
    assert str(later.metadata.updated) == "2021-05-13T09:00:00+02:00"
    same = cleaned(page_of(linked(headline=HEADLINE, **{**times, "dateModified": "2021-05-12T10:00:20+02:00"})), "html")
    assert same.metadata.updated is None


def test_when_a_text_was_changed_is_not_when_it_was_published() -> None:
    article = cleaned(text_of(HEADLINE, "Updated 5 Jan 2020 10:53 GMT"))
    assert (str(article.metadata.published), str(article.metadata.updated)) == ("None", "2020-01-05T10:53+00:00")
    assert dict(article.origins)["updated"] == "line 3"


def test_dates_of_teasers_are_not_the_dates_of_a_page() -> None:
    teasers = "<aside><time datetime='2020-02-03'>3 February 2020</time></aside>"
    found = cleaned(page_of("", "<p>12 May 2021</p>", end=teasers), "html")
    assert (str(found.metadata.published), dict(found.origins)["published"]) == ("2021-05-12", "shown date")


def test_a_dateline_dates_a_text() -> None:
    wire = f"BELLPORT, May 12, 2021 (Bell Wire) - {PROSE[0]}"
    article = cleaned(text_of(HEADLINE, prose=(wire, *PROSE[1:])))
    assert (str(article.metadata.published), dict(article.origins)["published"]) == ("2021-05-12", "dateline")


# --- Bylines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill in Bellport and Tom Marsh in Ferrytown", ("Ada Quill", "Tom Marsh")),
        ("By Ada Quill, Political Editor, Harbour Bell", ("Ada Quill",)),
        ("BY ADA MCQUILL", ("Ada McQuill",)),
        ("Words by Lena al-Hadi", ("Lena al-Hadi",)),
        ("By Abd el-Karim d'Ancona", ("Abd el-Karim d'Ancona",)),
        ("Par Zoé de la Tour et Élie Marchand", ("Zoé de la Tour", "Élie Marchand")),
        ("Kommentar von Jörg Weiß", ("Jörg Weiß",)),
        ("Von Jörg WeißKorrespondent", ("Jörg Weiß",)),
        ("Автор: Анна Петрова", ("Анна Петрова",)),
        ("记者：李晓明", ("李晓明",)),
        ("By Ada Quill, New York", ("Ada Quill",)),
        ("By Ada Quill Political Correspondent", ("Ada Quill",)),
        ("By Harbour Bell Reporter", ()),
        ("By The Harbour Bell", ()),
        ("By and by the council came round", ()),
    ],
)
def test_people_are_read_out_of_bylines(line: str, names: tuple[str, ...]) -> None:
    assert bylines.authors_of(line) == names


@pytest.mark.parametrize(
    ("head", "top", "names", "origin"),
    [
        (linked(author=[{"name": "Ada Quill and Tom Marsh"}]), "", ("Ada Quill", "Tom Marsh"), "JSON-LD"),
        (linked(author={"@id": "#a"}) + linked(**{"@type": "Person", "@id": "#a", "name": "Ada Quill"}), "",
         ("Ada Quill",), "JSON-LD"),
        ("<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ada Quill'>", "",
         ("Ada Quill",), "meta twitter:data1"),
        ("<meta name='bell.author' content='Ada Quill'>", "", ("Ada Quill",), "meta bell.author"),
        ("", "<div>by <a href='/x'>Ada Quill</a>, <span>12 May 2021</span></div>", ("Ada Quill",), "byline"),
        ("", "<p><strong>Ada Quill/Tom Marsh</strong></p>", ("Ada Quill", "Tom Marsh"), "byline"),
        ("", "<p><strong>Bridge Repairs</strong></p>", (), None),
        ("<meta name='author' content='Harbour Bell Staff'>", "", (), None),
        (linked(author={"@type": "Organization", "name": "Reuters"}), "", ("Reuters",), "JSON-LD"),
        ("", "<aside><a href='/author/tom'>Tom Marsh</a></aside>", (), None),
    ],
)  # fmt: skip
def test_people_are_found_on_a_page(head: str, top: str, names: tuple[str, ...], origin: str | None) -> None:
    article = cleaned(page_of(head, top), "html")
    assert article.metadata.authors == names
    assert dict(article.origins).get("byline") == origin


def test_names_beside_a_date_are_the_byline_of_a_text() -> None:
    article = cleaned(text_of(HEADLINE, "Ada Quill", "5 January 2020"))
    assert (article.metadata.authors, dict(article.origins)["byline"]) == (("Ada Quill",), "line 3")
    named = cleaned(text_of(HEADLINE, "Swing Bridge", "5 January 2020"))
    assert named.metadata.authors == ()


# --- Headline, outlet, section ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "headline", "origin"),
    [
        (linked(headline="Swing bridge shut for six months"), HEADLINE, "top heading"),
        ("<meta property='og:title' content='Six things to know about ferries'>", "Six things to know about ferries",
         "og:title"),
        (f"<title>{HEADLINE} | The Harbour Bell</title>", HEADLINE, "top heading"),
    ],
)  # fmt: skip
def test_the_printed_headline_is_taken_where_it_is_akin_to_the_declared(head: str, headline: str, origin: str) -> None:
    article = cleaned(page_of(head), "html")
    assert (article.metadata.headline, dict(article.origins)["headline"]) == (headline, origin)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (linked(publisher={"name": "bell.example"}) + "<meta property='og:site_name' content='The Harbour Bell'>",
         "The Harbour Bell"),
        (linked(publisher={"name": "Harbour Bell, Ltd."}), "Harbour Bell"),
        ("<link rel='canonical' href='https://www.harbourbell.example/a'><title>Bridge closes - Harbour Bell</title>",
         "Harbour Bell"),
    ],
)  # fmt: skip
def test_the_outlet_is_a_name_where_one_is_given(head: str, outlet: str) -> None:
    assert cleaned(page_of(head), "html").metadata.outlet == outlet
    assert cleaned(page_of(head), "html", DeclaredMetadata(outlet="harbourbell.example")).metadata.outlet == outlet


def test_sections_come_from_what_is_declared_or_from_breadcrumbs() -> None:
    declared = cleaned(page_of("<meta property='article:section' content='Local'>"), "html")
    assert (declared.metadata.section, dict(declared.origins)["section"]) == ("Local", "article:section")
    crumbs = [{"name": name} for name in ("Home", "News", "Harbour", HEADLINE)]
    trail = cleaned(page_of(linked(**{"@type": "BreadcrumbList", "itemListElement": crumbs})), "html")
    assert trail.metadata.section == "Harbour"
    text = cleaned(text_of("Home > News > Harbour", HEADLINE, "By Ada Quill", "5 January 2020"))
    assert (text.metadata.headline, text.metadata.section) == (HEADLINE, "Harbour")
    assert dict(text.origins)["section"] == "line 1"


def test_origins_name_the_container_that_declares() -> None:
    known = DeclaredMetadata(headline=HEADLINE, authors=("Ada Quill",), published="2020-01-05", section="Local")
    record = dict(cleaned("\n\n".join(PROSE), "plain", known, "application/json").origins)
    assert record["published"] == record["byline"] == record["section"] == "JSON record"
    matter = dict(cleaned("\n\n".join(PROSE), "markdown", known).origins)
    assert matter["headline"] == matter["published"] == "front matter"
    assert matter["language"] == "its words"
    assert "deck" not in matter


def test_every_origin_is_of_a_field_that_is_there() -> None:
    article = cleaned(page_of("<meta property='og:url' content='https://bell.example/a'>"), "html")
    assert dict(article.origins) == {"headline": "top heading", "language": "lang attribute", "url": "og:url"}


def test_the_address_of_a_capture_is_that_of_its_page() -> None:
    head = '<link rel="canonical" href="https://web.archive.org/web/20190314102030/https://quay.example/ferry">'
    text = f"<html><head><title>Ferry</title>{head}</head><body><p>{PROSE[0]}</p><p>{PROSE[1]}</p></body></html>"
    about = clean(SourceDocument("a", None, "text/html", text.encode(), "", "utf-8", "html", text)).metadata
    assert (about.url, str(about.captured)) == ("https://quay.example/ferry", "2019-03-14T10:20+00:00")
