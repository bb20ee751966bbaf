"""Which of the things that a page says of its article is believed: the order of evidence, and its bounds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html

from index.cleaning.html import (
    authors as page_authors,
)
from index.cleaning.html import (
    dates as page_dates,
)
from index.cleaning.html import (
    headline as page_headline,
)
from index.cleaning.html import (
    json_ld,
)
from index.cleaning.html import (
    metadata as page_metadata,
)
from index.cleaning.html.authors import (
    BelowHeadline,
)
from index.cleaning.html.metadata import (
    PageFacts,
)
from index.cleaning.metadata.origins import (
    DECLARED,
    UNCERTAIN,
)
from index.model import DeclaredMetadata, Metadata, PartialDate, iso_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONG = "The council closed the old bridge. " * 8


def tree(body: str = "", head: str = "", language: str = "") -> HtmlElement:
    attribute = f" lang='{language}'" if language else ""
    return html.document_fromstring(f"<html{attribute}><head>{head}</head><body>{body}</body></html>")


def linked(*values: object) -> str:
    return "".join(f"<script type='application/ld+json'>{json.dumps(value)}</script>" for value in values)


def article(**values: object) -> str:
    return linked({"@type": "NewsArticle", **values})


def meta(**values: str) -> str:
    return "".join(f"<meta name='{name.replace('__', ':')}' content='{value}'>" for name, value in values.items())


def facts(body: str = "", head: str = "", language: str = "") -> PageFacts:
    return page_metadata.read(tree(body, head, language))


# --- JSON-LD ----------------------------------------------------------------------------------------------------------


def test_objects_are_found_down_to_six_levels() -> None:
    def nested(depth: int) -> object:
        value: object = {"@type": "Last"}
        for _ in range(depth):
            value = {"@graph": value}
        return value

    def kinds(value: object) -> list[str]:
        return [json_ld.types(one) for one in json_ld.linked_data(tree(head=linked(value)))]

    assert "Last" in kinds(nested(6)) and "Last" not in kinds(nested(7))
    assert kinds([{"@type": "A"}, {"@type": ["B", "C"], "mainEntity": {"@type": "D"}, "other": {"@type": "E"}}]) == [
        "A",
        "B C",
        "D",
    ]


def test_linked_data_is_read_leniently() -> None:
    def read(source: str) -> list[json_ld.Object]:
        return json_ld.linked_data(tree(head=f"<script type='application/ld+json'>{source}</script>"))

    assert read('<!-- {"a": 1} -->') == read('{"a": 1,};') == read('// <![CDATA[\n{"a": 1}\n// ]]>') == [{"a": 1}]
    assert read("{") == [] and read("") == [] and read("3") == []


def test_linked_data_is_bounded() -> None:
    many = [{"n": n} for n in range(201)]
    assert len(json_ld.linked_data(tree(head=linked(many)))) == 200
    assert len(json_ld.linked_data(tree(head=linked(*([many] * 11))))) == 2000
    assert len(json_ld.linked_data(tree(head=linked(*([{"a": 1}] * 41))))) == 40
    assert json_ld.linked_data(tree(head=linked({"a": "x" * (2 << 20)}))) == []


def test_the_article_is_the_object_with_the_most_of_one() -> None:
    short, full = {"@type": "NewsArticle", "headline": "a"}, {"@type": "Report", "headline": "b", "author": "c"}
    other = {"@type": "WebPage", "headline": "d", "author": "e", "description": "f"}
    assert json_ld.article_of([short, full, other]) is full
    assert json_ld.article_of([full, short]) is full
    assert json_ld.article_of([short, {**short, "headline": "z"}]) is short
    assert json_ld.article_of([other]) == {} and json_ld.article_of([{"@type": "NewsArticle"}]) == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a  b", "a b"),
        (["a", "b"], "a"),
        ([], None),
        ({"name": "a"}, "a"),
        ({"@value": "a"}, "a"),
        (3, None),
        (None, None),
        ("", None),
        ("a &amp;amp; b", "a & b"),
        ("<b>a</b> b", "a b"),
        ("x" * 4001, "x" * 4000),
    ],
)
def test_a_value_as_text(value: object, text: str | None) -> None:
    assert json_ld.text(value) == text


def test_lines_of_a_value_stay_lines() -> None:
    assert json_ld.text(" a\nb ", lines=True) == "a\nb" and json_ld.text(" ", lines=True) is None


def test_what_only_refers_to_another_object_is_that() -> None:
    named, bare = {"@id": "1", "name": "a"}, {"@id": "1"}
    assert json_ld.resolved(bare, [bare, named]) is named
    assert json_ld.resolved({"@id": "2"}, [named]) == {"@id": "2"}
    assert json_ld.resolved(named, [{"@id": "1", "name": "b"}]) is named
    assert json_ld.resolved("a", [named]) == "a"


# --- The headline -----------------------------------------------------------------------------------------------------


def headline(body: str = "", head: str = "", outlet: str | None = None, **declared: str) -> tuple[str | None, str]:
    return page_headline.headline(tree(body, head), declared, {}, outlet)


def test_the_printed_heading_goes_before_what_is_declared_if_it_is_a_form_of_it() -> None:
    said = "Council closes old swing bridge"
    assert headline(headline=said) == (said, "JSON-LD")
    assert headline("<h1>Council closes bridge</h1>", headline=said) == ("Council closes bridge", "top heading")
    assert headline("<h1>Harbour Press</h1>", headline=said) == (said, "JSON-LD")
    # A quarter of the words of both.
    assert headline("<h1>one two three four</h1>", headline="one five")[1] == "JSON-LD"
    assert headline("<h1>one two three</h1>", headline="one five")[1] == "top heading"
    assert headline("<h1>Once</h1>", headline="Once")[1] == "JSON-LD"
    # Of several, the one with most in common; of two alike, the first.
    many = "<h1>one two six</h1><h1>one two three</h1><h1>three two one</h1>"
    assert headline(many, headline="one two three") == ("one two three", "top heading")
    assert headline("<h1>Harbour Press</h1>", outlet="harbour press", headline="The Harbour Press")[1] == "JSON-LD"


def test_the_declared_form_goes_before_a_heading_with_a_kicker_or_in_capitals() -> None:
    said = "Council closes old bridge"
    assert headline(f"<h1>Town: {said}</h1>", headline=said) == (said, "JSON-LD")
    assert headline("<h1>Town: Council closes</h1>", headline="Council closes") == (
        "Town: Council closes",
        "top heading",
    )
    assert headline(f"<h1>{said.upper()}</h1>", headline=said) == (said, "JSON-LD")
    assert headline("<h1>Town: closes old big bridges</h1>", headline="closes old big bridges")[1] == "JSON-LD"
    assert headline("<h1>Town: closes old bridges</h1>", headline="closes old bridges")[1] == "top heading"


def test_where_nothing_is_declared_the_title_or_a_heading_is_the_headline() -> None:
    assert headline("<h1>Council closes</h1>") == ("Council closes", "top heading")
    assert headline("<h1>Closes it</h1>") == ("Closes it", "top heading")
    assert headline("<h1>Close it</h1>") == (None, "")
    assert headline("<h1>Harbour Press</h1>", outlet="Harbour Press") == (None, "")
    assert headline(head="<title>Council closes</title>") == ("Council closes", "page title")
    assert headline("<h1>Something else</h1>", "<title>Council closes</title>") == ("Council closes", "page title")
    assert headline() == (None, "")


def test_headings_and_declared_forms_have_more_than_three_characters() -> None:
    assert headline(headline="Abc") == (None, "") and headline(headline="Abcd") == ("Abcd", "JSON-LD")
    assert headline("<h1>a b c</h1>", headline="a b c d")[1] == "top heading"
    assert headline("<h1>a b</h1>", headline="a b c")[1] == "JSON-LD"
    words = "word " * 59 + "four"
    assert headline(f"<h1>{words}</h1>", headline=words[:-5])[1] == "top heading"
    assert headline(f"<h1>{words}s</h1>", headline=words[:-5])[1] == "JSON-LD"


@pytest.mark.parametrize(
    ("title", "outlet", "cut"),
    [
        ("Bridge closed", "Harbour Press", "Bridge closed"),
        ("Bridge closed | Harbour Press", "Harbour Press", "Bridge closed"),
        ("Harbour Press | Bridge closed", "Harbour Press", "Bridge closed"),
        ("Bridge closed - Town - Harbour Press", "The Harbour Press", "Bridge closed - Town"),
        ("Bridge closed - Town", None, "Bridge closed - Town"),
        ("Old bridge closed for six months | Town", None, "Old bridge closed for six months"),
        ("Old bridge closed | a b c d", None, "Old bridge closed | a b c d"),
        ("Old bridge closed now | a b c d", None, "Old bridge closed now"),
        ("Old swing bridge closed now for long | a b c d e", None, "Old swing bridge closed now for long | a b c d e"),
        ("Bridge closed | !!", "Harbour Press", "Bridge closed | !!"),
    ],
)
def test_a_title_without_the_name_of_the_site(title: str, outlet: str | None, cut: str) -> None:
    assert page_headline.without_site(title, outlet) == cut


# --- The authors ------------------------------------------------------------------------------------------------------


def authors(body: str = "", outlet: str | None = None, **declared: str | list[str]) -> tuple[tuple[str, ...], str]:
    page = tree(body)
    values = {
        name.replace("__", ":").replace("_dot_", "."): [v] if isinstance(v, str) else v for name, v in declared.items()
    }
    return page_authors.authors(page, BelowHeadline(page), {}, [], values, outlet)


def in_linked_data(author: object, body: str = "", outlet: str | None = None) -> tuple[tuple[str, ...], str]:
    page = tree(body)
    return page_authors.authors(page, BelowHeadline(page), {"author": author}, [], {}, outlet)


def test_people_go_before_names_of_no_kind_and_organisations_are_none() -> None:
    ada, tom = {"@type": "Person", "name": "Ada Quill"}, {"name": "Tom Marsh"}
    press = {"@type": "Organization", "name": "Eva Lind"}
    assert in_linked_data([tom, press, ada]) == (("Ada Quill", "Tom Marsh"), "JSON-LD")
    assert in_linked_data(press) == ((), "")
    assert in_linked_data("Ada Quill") == (("Ada Quill",), "JSON-LD")
    assert in_linked_data({"@type": "Person", "name": ["Ada Quill", 3]}) == (("Ada Quill",), "JSON-LD")
    assert in_linked_data({"@type": "Person", "name": "Reuters"}) == (("Reuters",), "JSON-LD")
    # The site of its only author has that name.
    assert in_linked_data({"@type": "Person", "name": "Ada Quill"}, outlet="Ada Quill") == (("Ada Quill",), "JSON-LD")


def test_meta_elements_name_authors_in_a_fixed_order() -> None:
    assert authors(byl="By Ada Quill", author="Tom Marsh") == (("Tom Marsh",), "meta author")
    assert authors(my_author="Ada Quill") == (("Ada Quill",), "meta my_author")
    assert authors(my_authority="Ada Quill") == ((), "")
    assert authors(twitter__label1="Written by", twitter__data1="Ada Quill") == (("Ada Quill",), "meta twitter:data1")
    assert authors(twitter__label2="Written by", twitter__data2="Ada Quill") == (("Ada Quill",), "meta twitter:data2")
    assert authors(twitter__label1="Reading time", twitter__data1="Ada Quill") == ((), "")
    assert authors(author="Harbour Press", outlet="Harbour Press") == ((), "")
    assert authors(author="Reuters") == (("Reuters",), "meta author")
    assert authors(author="Reuters", outlet="Reuters") == ((), "")


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<a rel='author'>Ada Quill</a>", True),
        ("<footer><a rel='author'>Ada Quill</a></footer>", False),
        ("<div class='related'><a rel='author'>Ada Quill</a></div>", False),
        ("<span itemprop='author'><b itemprop='name'>Ada Quill</b></span>", True),
        ("<span itemprop='author'>Ada Quill</span>", True),
        ("<div class='byline'>Ada Quill</div>", True),
        ("<div class='author'>Written by <a>Ada Quill</a></div>", True),
        ("<div class='author-bio'>Ada Quill</div>", False),
        ("<aside><div class='byline'>Ada Quill</div></aside>", False),
        ("<div data-testid='byline'>Ada Quill</div>", True),
        ("<div class='other'>Ada Quill</div>", False),
        (f"<div class='byline'>Ada Quill {'x' * 160}</div>", False),
        ("<h1>Bridge closed</h1><p>By Ada Quill</p>", True),
        ("<p>By Ada Quill</p><h1>Bridge closed</h1>", False),
        ("<a href='/author/ada'>Ada Quill</a>", True),
        ("<a href='/story/ada'>Ada Quill</a>", False),
        ("<p><b>Ada Quill</b></p>", True),
        ("<p><b>Ada</b> Quill</p>", False),
        ("<p><b>Ada Quill</b></p><p>A quill is a pen.</p>", False),
        ("<ul><li><i class='icon-user'></i> Ada Quill</li><li>Lull</li></ul>", True),
        ("<ul><li><i class='icon-user'></i> Ada Quill logs in</li></ul>", False),
        ("<ul><li><i class='icon-clock'></i> Ada Quill</li></ul>", False),
        (f"<div class='blog-author'><h4>Ada Quill</h4><p>Ada {'writes of locks ' * 20}</p></div>", True),
        (f"<div class='blog-author'><h4>Ada Quill</h4><p>We {'write of locks ' * 20}</p></div>", False),
        ("<div class='author-box__name'>Ada Quill (editor)</div>", True),
        ("<h1>Bridge closed</h1><div>3/4/2019 by Ada Quill, head of the harbour desk</div>", True),
    ],
)
def test_where_a_page_shows_its_author(markup: str, found: bool) -> None:
    assert authors(f"{markup}<p>{LONG}</p>")[0] == (("Ada Quill",) if found else ())


def test_a_link_to_an_author_far_below_is_of_another_story() -> None:
    link, long = "<div><a href='/author/ada'>Ada Quill</a></div>", f"<p>{LONG}</p>"
    assert authors(f"{long}{link}")[0] == ("Ada Quill",)
    assert authors(f"{long}{long}{link}")[0] == ()
    assert authors(f"{long}{long}<div>By <a href='/author/ada'>Ada Quill</a></div>")[0] == ("Ada Quill",)
    assert in_linked_data({"@type": "Organization", "name": "x"}, f"{long}{link}") == ((), "")


def test_short_texts_below_the_heading_end_at_the_second_long_paragraph() -> None:
    def below(body: str) -> list[str]:
        return list(BelowHeadline(tree(body)))

    long, heading = f"<p>{'x' * 251}</p>", "<h1>Bridge closed</h1>"
    assert below(f"<p>Above</p>{heading}<p>One two</p>{long}<p>Three</p>{long}<p>Four</p>") == ["One two", "Three"]
    assert below(f"{heading}<p>abc</p><p>abcd</p><p>{'x' * 160}</p><p>{'x' * 161}</p>") == ["abcd", "x" * 160]
    assert below(f"{heading}<p>{'x' * 250}</p>{long}<p>Four</p>") == ["Four"]
    assert below(f"{heading}<h1>{'y' * 25}</h1><p>Four</p>") == []
    assert below(f"{heading}<h1>{'y' * 26}</h1><p>Four</p>") == ["Four"]
    assert len(below(heading + "<p>Four</p>" * 121)) == 120
    again = BelowHeadline(tree(f"{heading}<p>Four</p><p>Five</p>"))
    assert next(iter(again)) == "Four" and list(again) == list(again) == ["Four", "Five"]


def test_the_text_of_an_element_has_bars_between_its_parts() -> None:
    def text(markup: str) -> str:
        return page_authors.text_of(tree(f"<div id='x'>{markup}</div>").xpath("//*[@id='x']")[0])

    assert text("Ada Quill") == "Ada Quill" and text("") == ""
    assert text("By <a>Ada Quill</a> and <a>Tom Marsh</a>") == "By Ada Quill and Tom Marsh"
    assert text("<p>Ada</p><p>Tom</p>") == "Ada | Tom"
    assert text("<b>Ada Quill</b><b>Tom Marsh</b>") == "Ada Quill | Tom Marsh"
    assert len(text("x" * 500)) == len(text("<b>" + "x " * 250 + "</b>")) == 400


# --- The dates --------------------------------------------------------------------------------------------------------


def dated(
    body: str = "", head: str = "", url: str | None = None, **declared: str
) -> tuple[str | None, str | None, str]:
    page = tree(body, head)
    values = {name.replace("__", ":"): [value] for name, value in declared.items()}
    found = page_dates.read(page, BelowHeadline(page), {}, [], values, url)
    return iso_of(found.published), iso_of(found.updated), found.origins.get("published", "")


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ("<span>12 May 2021</span>", True),
        ("<div><p>Sport</p><p>12 May 2021, 10:20</p></div>", True),
        ("<span>Updated 12 May 2021</span>", False),
        ("<span>The bridge was built on 12 May 2021</span>", False),
        (f"<span>12 May 2021</span>{'<b>Sport</b>' * 5}", True),
        (f"<span>12 May 2021</span>{'<b>Sport</b>' * 6}", False),
    ],
)
def test_a_date_right_above_the_headline_is_that_of_the_article(above: str, found: bool) -> None:
    head = f"<div class='top'>{above}<h1>Bridge closed</h1></div>"
    assert dated(f"<main>{head}<p>{LONG}</p></main>")[2] == ("shown date" if found else "")
    # The day of a masthead is no part of the article's head.
    assert dated(f"<div>{above}</div>{'<div>' * 3}<h1>Bridge closed</h1>{'</div>' * 3}<p>{LONG}</p>")[2] == ""
    assert dated(f"<div class='related'>{head}</div><p>{LONG}</p>")[2] == ""


def test_a_declared_date_goes_before_a_shown_one_and_that_before_the_address() -> None:
    shown, url = "<h1>Bridge closed</h1><p>12 May 2021</p>", "https://a.example/2021/05/11/bridge"
    assert dated(shown, url=url, article__published_time="2021-05-13") == ("2021-05-13", None, "article:published_time")
    assert dated(shown, url=url, date="2021-05-13") == ("2021-05-13", None, "meta date")
    assert dated(shown, url=url, date="soon") == ("2021-05-12", None, "shown date")
    assert dated(url=url) == ("2021-05-11", None, "address")
    assert dated(url="https://a.example/2021/13/11/bridge") == (None, None, "")
    assert dated() == (None, None, "")
    assert dated("<b itemprop='datePublished' datetime='2021-05-13'>x</b>") == ("2021-05-13", None, "marked date")
    assert dated("<b itemprop='datePublished' content='2021-05-13'>x</b>") == ("2021-05-13", None, "marked date")
    assert dated("<b itemprop='datePublished'>13 May 2021</b>") == ("2021-05-13", None, "marked date")


def test_a_change_is_reported_only_if_it_is_later() -> None:
    assert dated(article__published_time="2021-05-12", article__modified_time="2021-05-13")[1] == "2021-05-13"
    assert dated(article__published_time="2021-05-12", article__modified_time="2021-05-12")[1] is None
    assert dated(article__published_time="2021-05-12", article__modified_time="2021-05-11")[1] is None
    shown = "<h1>Bridge closed</h1><p>12 May 2021</p><p>Updated 13 May 2021</p>"
    assert dated(shown) == ("2021-05-12", "2021-05-13", "shown date")
    assert dated("<b itemprop='dateModified' datetime='2021-05-13'>x</b>", date="2021-05-12")[1] == "2021-05-13"


def test_a_shown_date_is_on_a_line_of_a_hundred_and_twenty_characters_at_most() -> None:
    def shown(length: int) -> str | None:
        return dated(f"<h1>Bridge closed</h1><p>{'x | ' * ((length - 11) // 4)}12 May 2021</p>")[2]

    assert shown(119) == "shown date" and shown(123) != "shown date"


def test_a_day_in_a_sentence_is_of_the_story() -> None:
    born = "<h1>Arne Kvist, shipwright</h1><p>A shipwright of the Quay, born 4 May 1931 above his father's shop.</p>"
    assert dated(born)[0] is None


def test_a_day_in_a_comment_or_teaser_is_not_that_of_the_article() -> None:
    body = "<h1>Bridge closed</h1><p>The bridge was closed on Monday, the council says.</p>"
    comment = "<div class='commentaire'><time datetime='2020-11-30'>30 novembre 2020</time><p>Bof.</p></div>"
    assert dated(f"<main>{body}{comment}</main>")[0] is None
    teaser = "<article class='teaser'><h3>Ferry</h3><time datetime='2021-05-01'>1 May 2021</time></article>"
    assert dated(f"{teaser}<main>{body}</main>")[0] is None


@pytest.mark.parametrize(
    "day", ["1970-01-01", "1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "0001-01-01T00:00:00"]
)
def test_a_day_that_stands_for_none_is_none(day: str) -> None:
    assert dated(article__published_time=day)[0] is None


def test_a_date_in_an_unknown_order_is_flagged() -> None:
    def read(body: str, url: str | None = None, language: str = "") -> page_dates.PageDates:
        page = tree(body, language=language)
        return page_dates.read(page, BelowHeadline(page), {}, [], {"date": ["3/4/2019"]}, url)

    unsure = read("")
    assert (iso_of(unsure.published), unsure.flags) == ("2019-04-03", (UNCERTAIN,))
    assert iso_of(read("", language="en-US").published) == "2019-03-04" and read("", language="en-US").flags == ()
    assert iso_of(read("", "https://a.example/2019/03/04/x").published) == "2019-03-04"
    assert read("<p>25/12/2018</p>").flags == ()


# --- Other fields -----------------------------------------------------------------------------------------------------


def test_the_outlet_is_a_name_rather_than_a_domain() -> None:
    def outlet(head: str) -> tuple[str | None, str | None]:
        found = facts(head=head)
        return found.metadata.outlet, found.origins["outlet"]

    named = article(headline="x", publisher={"name": "Harbour Press"})
    assert outlet(named) == ("Harbour Press", "JSON-LD")
    assert outlet(article(headline="x", publisher={"name": "harbour.example"}) + meta(og__site_name="Lull Echo")) == (
        "Lull Echo",
        "og:site_name",
    )
    assert outlet(meta(og__site_name="harbour.example")) == ("harbour.example", "og:site_name")
    assert outlet(meta(og__site_name="WordPress")) == (None, "")
    assert outlet(meta(og__site_name="x")) == (None, "") and outlet(meta(og__site_name="xy")) == ("xy", "og:site_name")
    assert outlet(meta(og__site_name="x" * 80))[0] == "x" * 80 and outlet(meta(og__site_name="x" * 81))[0] is None
    assert outlet(meta(og__site_name="https://harbour.example")) == (None, "")
    assert outlet(linked({"@type": "WebSite", "name": "Lull Echo"})) == ("Lull Echo", "JSON-LD")
    canonical = "<link rel='canonical' href='https://www.harbourpress.example/a'>"
    assert outlet(f"<title>Bridge closed - The Harbour Press</title>{canonical}") == ("The Harbour Press", "page title")
    assert outlet(f"<title>Bridge closed - Lull Echo</title>{canonical}") == (None, "")
    assert outlet("<title>Bridge closed - The Harbour Press</title>") == (None, "")


def test_the_section_is_declared_or_the_last_crumb() -> None:
    def section(head: str) -> tuple[str | None, str | None]:
        found = facts(head=head)
        return found.metadata.section, found.origins["section"]

    assert section(article(headline="x", articleSection="Town, Bridges")) == ("Town", "JSON-LD")
    assert section(meta(article__section="Town")) == ("Town", "article:section")
    crumbs = [{"name": "Home"}, {"item": {"name": "Town"}}, {"name": "Bridges"}, "x"]
    trail = linked({"@type": "BreadcrumbList", "itemListElement": crumbs})
    assert section(trail) == ("Bridges", "breadcrumbs")
    assert section(meta(article__section="Home") + trail) == ("Bridges", "breadcrumbs")
    far = [{"name": "Home"}] * 12 + [{"name": "Town"}]
    assert section(linked({"@type": "BreadcrumbList", "itemListElement": far})) == (None, "")
    assert section(linked({"@type": "Other", "itemListElement": crumbs})) == (None, "")


def test_the_address_language_deck_and_tags() -> None:
    found = facts(head="<link rel='canonical' href='/a'>" + meta(og__url="https://a.example/"), language="en-GB")
    assert (found.metadata.url, found.origins["url"]) == ("https://a.example/", "og:url")
    assert (found.metadata.language, found.origins["language"]) == ("en", "lang attribute")
    assert facts(head=meta(og__locale="de_DE")).metadata.language == "de"
    assert facts(head=article(headline="x", inLanguage="fr")).metadata.language == "fr"
    assert facts().metadata.language is None and facts(language="english").metadata.language is None
    assert facts(head=meta(description="A deck")).metadata.deck == "A deck"
    assert facts(head=article(description="Another") + meta(description="A deck")).metadata.deck == "Another"
    assert facts(head=meta(keywords="a, b,a")).metadata.tags == ("a", "b")
    assert facts(head=article(headline="x", keywords=["a,b", "c"])).metadata.tags == ("a,b", "c")
    assert facts(head=article(headline="x", keywords="a,b")).metadata.tags == ("a", "b")
    assert len(facts(head=meta(keywords=",".join(map(str, range(40))))).metadata.tags) == 32


def test_what_the_container_declares_goes_before_the_page() -> None:
    page = PageFacts(
        Metadata(
            "Page",
            "Page deck",
            ("Ada Quill",),
            "Page Press",
            PartialDate("2021-05-12"),
            updated=PartialDate("2021-05-14"),
        ),
        origins={"headline": "JSON-LD", "outlet": "og:site_name", "published": "meta date"},
        flags=(UNCERTAIN, "other"),
    )
    own = page_metadata.known(page, DeclaredMetadata())
    assert (own.metadata, own.flags) == (page.metadata, page.flags)
    assert own.origins["headline"] == "JSON-LD"
    said = page_metadata.known(
        page, DeclaredMetadata("Said", authors=("Tom Marsh",), outlet="lull.example", published="2021-05-13")
    )
    assert (said.metadata.headline, said.metadata.authors) == ("Said", ("Tom Marsh",))
    # A name goes before a domain; a flag of the date goes with the date.
    assert said.metadata.outlet == "Page Press" and said.origins["outlet"] == "og:site_name"
    assert said.flags == ("other",) and iso_of(said.metadata.updated) == "2021-05-14"
    assert said.origins["headline"] == said.origins["byline"] == said.origins["published"] == DECLARED
    assert page_metadata.known(page, DeclaredMetadata(published="2021-05-15")).metadata.updated is None
    assert page_metadata.known(page, DeclaredMetadata(outlet="Lull Echo")).metadata.outlet == "Lull Echo"


# --- How much of a page is looked at ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "most"),
    [
        ("<a rel='author'>Harbour Staff</a>", 3),
        ("<div class='byline'>Harbour Staff</div>", 40),
        ("<a href='/author/x'>Harbour Staff</a>", 12),
    ],
)
def test_bylines_are_looked_for_among_the_first_of_their_kind(other: str, most: int) -> None:
    own = other.replace("Harbour Staff", "Ada Quill")
    assert authors(other * (most - 1) + own)[0] == ("Ada Quill",)
    assert authors(other * most + own)[0] == ()


def test_a_name_in_bold_type_is_looked_for_in_sixty_paragraphs() -> None:
    own = f"<p><b>Ada Quill</b></p><p>{LONG}</p>"
    assert authors("<p></p>" * 58 + own)[0] == ("Ada Quill",)
    assert authors("<p></p>" * 59 + own)[0] == ("Ada Quill",)
    assert authors("<p></p>" * 60 + own)[0] == ()
    assert authors(f"<p>{LONG}</p>{own}")[0] == ()


def test_six_headings_and_two_thousand_meta_elements_are_read() -> None:
    said = "Council closes old swing bridge"
    other = "<h1>Something else</h1>"
    assert headline(other * 5 + "<h1>Council closes bridge</h1>", headline=said)[1] == "top heading"
    assert headline(other * 6 + "<h1>Council closes bridge</h1>", headline=said)[1] == "JSON-LD"
    filler = "<meta name='x' content='y'>"
    assert facts(head=filler * 1999 + meta(description="A deck")).metadata.deck == "A deck"
    assert facts(head=filler * 2000 + meta(description="A deck")).metadata.deck is None
    assert facts(head=meta(description="x" * 4001)).metadata.deck == "x" * 4000
