"""How much of a page is looked at, and where each judgement of its parts turns."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lxml import html

from index.cleaning import line_classifier
from index.cleaning.html import (
    authors,
    body,
    cleaner,
    dates,
    headline,
    json_ld,
    metadata,
    source,
    structure_reader,
    votes,
)
from index.cleaning.html.authors import BelowHeadline
from index.cleaning.html.structure import letters
from index.cleaning.lines import Line
from index.model import CleanArticle, Metadata

STORY = (
    "The harbour council voted late on Monday to close the old swing bridge for at least six months of repairs.",
    "Engineers who inspected the bridge in March found that two of its four bearings had worn through completely.",
    "About 3,400 cars cross the bridge each day, and the nearest other crossing lies eleven kilometres up the river.",
    "A ferry is to carry passengers on foot from the first week of June, the council said in a statement.",
)


def elements(*texts: str, of: str = "article") -> str:
    return f"<{of}>" + "".join(f"<p>{text}</p>" for text in texts) + f"</{of}>"


def bodied(markup: str, *lines: str, deck: str | None = None) -> CleanArticle:
    """The article of a page of which an extractor gave ``lines``."""
    tree = html.document_fromstring(f"<html><body>{markup}</body></html>")
    return body.article("\n".join(lines), Metadata(deck=deck), structure_reader.read(tree, "https://ennor.example/"))


# --- Authors ----------------------------------------------------------------------------------------------------------


def names(markup: str) -> tuple[str, ...]:
    page = html.document_fromstring(f"<html><body>{markup}</body></html>")
    return authors.authors(page, BelowHeadline(page), {}, [], {}, None)[0]


def test_sixty_pieces_of_an_element_are_its_text() -> None:
    element = html.fragment_fromstring("<div>" + "<b>x</b>" * 61 + "</div>")
    assert authors.text_of(element) == " ".join("x" * 60)


def test_names_in_bold_are_above_a_paragraph_of_more_than_a_hundred_characters() -> None:
    assert names(f"<p><b>Ada Quill</b></p><p>{'x' * 101}</p>") == ("Ada Quill",)
    assert names(f"<p><b>Ada Quill</b></p><p>{'x' * 100}</p>") == ()


def test_common_words_are_looked_for_in_two_thousand_texts_of_a_page() -> None:
    # Two texts, then others, then one with a word of the name.
    page = f"<p><b>Ada Quill</b></p><p>{STORY[0]}</p>{{}}<p>the quill broke</p>"
    assert names(page.format("<p>x</p>" * 1997)) == ()
    assert names(page.format("<p>x</p>" * 1998)) == ("Ada Quill",)


def test_an_author_link_beside_the_article_hides_none_in_it() -> None:
    beside = "<aside><a href='/author/tom'>Tom Marsh</a></aside>"
    assert names(f"{beside}<div><a href='/author/ada'>Ada Quill</a></div>") == ("Ada Quill",)


def test_four_links_of_a_byline_and_eight_marked_elements_are_looked_at() -> None:
    byline = f"<div class='byline'>{{}}<a>Ada Quill</a>{'x' * 160}</div>"
    assert names(byline.format("<a></a>" * 3)) == ("Ada Quill",) and names(byline.format("<a></a>" * 4)) == ()
    below, own = "<footer><a rel='author'>Tom Marsh</a></footer>", "<a rel='author'>Ada Quill</a>"
    assert names(below * 7 + own) == ("Ada Quill",) and names(below * 8 + own) == ()


# --- Other metadata ---------------------------------------------------------------------------------------------------


def facts(head: str) -> Metadata:
    return metadata.read(html.document_fromstring(f"<html><head>{head}</head><body></body></html>")).metadata


def test_four_marked_dates_are_looked_at() -> None:
    tree = html.document_fromstring("<b itemprop='datePublished'>x</b>" * 5)
    assert len(list(dates._marked(tree, "datePublished"))) == 4


@pytest.mark.parametrize(("before", "is_shown"), [(108, True), (109, False)])
def test_a_shown_date_is_on_a_line_of_at_most_a_hundred_and_twenty_characters(before: int, is_shown: bool) -> None:
    tree = html.document_fromstring(f"<body><h1>Bridge closed</h1><p>{'x' * before} 12 May 2021</p></body>")
    reader = dates._Reader(tree, BelowHeadline(tree), None)
    assert (reader.shown(False) is not None) is is_shown


def test_an_outlet_named_in_the_title_has_four_letters_of_its_host() -> None:
    page = "<title>Bridge closed - {0}</title><link rel='canonical' href='https://www.{0}.example/a'>"
    assert facts(page.format("abcd")).outlet == "abcd" and facts(page.format("abc")).outlet is None


def test_twelve_crumbs_and_a_hundred_characters_of_a_tag_are_read() -> None:
    def trail(above: int) -> str:
        items = ",".join(['{"name": "Home"}'] * above + ['{"name": "Town"}'])
        value = f'{{"@type": "BreadcrumbList", "itemListElement": [{items}]}}'
        return f"<script type='application/ld+json'>{value}</script>"

    assert facts(trail(11)).section == "Town" and facts(trail(12)).section is None
    assert facts(f"<meta name='keywords' content='{'x' * 101}'>").tags == ("x" * 100,)


# --- The headline -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("common", "other", "is_printed"), [(4, 6, True), (3, 5, False)])
def test_a_heading_has_a_quarter_of_its_words_in_common_with_the_declared_one(
    common: int, other: int, is_printed: bool
) -> None:
    heading = " ".join([*(f"c{n}" for n in range(common)), *(f"h{n}" for n in range(other))])
    declared = " ".join([*(f"c{n}" for n in range(common)), *(f"d{n}" for n in range(other))])
    assert headline._printed([heading], [declared], None) == (heading if is_printed else None)


def test_a_headline_below_a_kicker_has_more_than_twenty_characters() -> None:
    for size, is_declared in ((21, True), (20, False)):
        said = "x" * size
        assert (headline._without_kicker(f"Town: {said}", [(said, "JSON-LD")])[1] == "JSON-LD") is is_declared


def test_the_name_of_an_outlet_in_a_title_has_fewer_than_forty_five_characters() -> None:
    assert headline.without_site(f"Bridge closed - {'a' * 44}", "a" * 50) == "Bridge closed"
    assert headline.without_site(f"Bridge closed - {'a' * 45}", "a" * 50) == f"Bridge closed - {'a' * 45}"


# --- Paragraphs that the extractor lost -------------------------------------------------------------------------------


def test_a_paragraph_is_looked_for_among_five_thousand() -> None:
    page = "{}" + elements(STORY[2], STORY[0], STORY[1], STORY[3])
    found = (STORY[0], STORY[1], STORY[3])
    for others, comes_back in ((4999, True), (5000, False)):
        text = bodied(page.format(elements("y" * 40) * others), *found).text
        assert (STORY[2] in text) is comes_back


def test_a_lost_paragraph_differs_from_all_others_within_forty_letters() -> None:
    start, end = letters(STORY[0])[:40], letters(STORY[0])[-40:]
    rest = " went out in the grey of that morning, but nobody had asked for it at all."

    def comes_back(lost: str) -> bool:
        return lost in bodied(elements(*STORY[:3], lost), *STORY[:3]).text

    assert not comes_back(f"{start}{rest}") and comes_back(f"{start[:39]}Q{rest}")
    before = "Nobody on the quay had asked for it, and yet on that grey morning it went out "
    assert not comes_back(f"{before}{end}.") and comes_back(f"{before}Q{end[1:]}.")


@pytest.mark.parametrize(("linked", "comes_back"), [(39, True), (40, False)])
def test_a_lost_paragraph_that_is_two_fifths_links_is_none(linked: int, comes_back: bool) -> None:
    words = " ".join(["abcde"] * 20)
    cut = linked + linked // 5
    lost = f"{words[:cut]}</a>{words[cut:]}."
    text = bodied(elements(*STORY[:3], f"<a href='/x'>{lost}"), *STORY[:3]).text
    assert (f"{words}." in text) is comes_back


# --- Other parts of the body ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("linked", "is_shown"), [(15, True), (16, False)])
def test_a_caption_that_is_four_fifths_links_is_a_teaser(linked: int, is_shown: bool) -> None:
    caption = f"<figcaption><a href='/x'>{'x' * linked}</a>{'y' * (20 - linked)}</figcaption>"
    markup = f"<article><p>{STORY[0]}</p>{caption}<p>{STORY[1]}</p></article>"
    (hidden,) = bodied(markup, *STORY[:2]).hidden
    assert (hidden.reason == "caption") is is_shown


def test_a_sentence_is_body_where_two_paragraphs_of_the_body_are(monkeypatch: pytest.MonkeyPatch) -> None:
    unlikely = STORY[3]

    def probabilities(lines: Sequence[Line], groups: Sequence[int]) -> list[float]:
        return [0.0 if line.text in (unlikely, "Nine boats") else 0.9 for line in lines]

    monkeypatch.setattr(line_classifier, "probabilities", probabilities)
    two = elements(STORY[0], STORY[1], unlikely)
    assert unlikely in bodied(two, STORY[0], STORY[1], unlikely).text
    other = elements(STORY[0], STORY[1]) + elements(unlikely, "Nine boats", of="section")
    assert unlikely not in bodied(other, STORY[0], STORY[1], unlikely, "Nine boats").text


@pytest.mark.parametrize(("chance", "is_body"), [(0.45, True), (0.44, False)])
def test_a_line_that_the_extractor_gave_is_body_at_forty_five_hundredths(
    monkeypatch: pytest.MonkeyPatch, chance: float, is_body: bool
) -> None:
    short = "Nine boats"
    shares = [f"Share on board {n}" for n in range(10)]

    def probabilities(lines: Sequence[Line], groups: Sequence[int]) -> list[float]:
        return [chance if line.text == short else 0.01 if line.text in shares else 0.9 for line in lines]

    monkeypatch.setattr(line_classifier, "probabilities", probabilities)
    page = elements(STORY[0], STORY[1]) + elements(*shares, of="div") + elements(short, of="section")
    assert (short in bodied(page, STORY[0], STORY[1], *shares, short).text) is is_body


DECK = "Traffic must take the long way round from June, while a ferry is to carry those who go on foot."


@pytest.mark.parametrize(
    ("first", "others", "is_deck"),
    [
        (DECK, STORY[:2], True),
        # A body of three paragraphs has a deck.
        (DECK, STORY[:1], False),
        # The first paragraph begins as the declared deck does.
        (STORY[3], STORY[:2], False),
    ],
)
def test_a_first_paragraph_that_is_the_declared_deck(first: str, others: Sequence[str], is_deck: bool) -> None:
    page = f"<article><p class='standfirst'>{first}</p>" + "".join(f"<p>{text}</p>" for text in others) + "</article>"
    assert (first not in bodied(page, first, *others, deck=DECK).text) is is_deck


@pytest.mark.parametrize(("more", "is_deck"), [(30, True), (31, False)])
def test_a_standfirst_is_little_longer_than_the_declared_deck(
    monkeypatch: pytest.MonkeyPatch, more: int, is_deck: bool
) -> None:
    # Fifty letters, and of the paragraph six fifths of them and twenty more.
    monkeypatch.setattr(line_classifier, "probabilities", lambda lines, groups: [0.9] * len(lines))
    deck = " ".join(["dd"] * 25)
    first = f"{deck} {'e' * more}."
    page = f"<article><p class='standfirst'>{first}</p>" + "".join(f"<p>{text}</p>" for text in STORY) + "</article>"
    assert (first not in bodied(page, first, *STORY, deck=deck).text) is is_deck


@pytest.mark.parametrize(("same", "repeats"), [(60, True), (59, False)])
def test_a_deck_that_begins_as_the_body_does_repeats_it(same: int, repeats: bool) -> None:
    deck = "d" * same + "e" * (80 - same)
    found = body.with_deck(Metadata(deck=deck), ["d" * 60 + "f" * 40])
    assert found.deck == (None if repeats else deck)


def test_three_paragraphs_are_looked_at_for_a_repeated_deck() -> None:
    assert body.with_deck(Metadata(deck="a b"), ["x", "y", "a b c"]).deck is None
    assert body.with_deck(Metadata(deck="a b"), ["x", "y", "z", "a b c"]).deck == "a b"


# --- The source -------------------------------------------------------------------------------------------------------


def test_a_body_in_linked_data_is_taken_where_the_page_lacks_it_and_shows_much_less() -> None:
    def is_missing(declared: str, extracted: str, page: str = "") -> bool:
        shown = structure_reader.read(html.document_fromstring(f"<html><body><p>{page}</p></body></html>"), None)
        return votes.is_missing(declared, votes.spoken(declared, shown), extracted, shown)

    assert is_missing("x" * 19, "y" * 10) and not is_missing("x" * 18, "y" * 10)
    # One with paragraphs is better than text of the same length without.
    assert is_missing("xxxxx\nxxxxx", "y" * 10) and not is_missing("xxxx\nxxxxx", "y" * 10)
    assert not is_missing("xxxxx\nxxxxx", "yyyy\nyyyyy")
    # Where the page has half of it, it is another copy of what the page shows.
    there = "b" * 25
    assert is_missing(there + "c" * 26, "y", there) and not is_missing(there + "c" * 25, "y", there)


def test_two_million_characters_of_linked_data_are_read() -> None:
    def read(size: int) -> list[json_ld.Object]:
        start, end = '{"a": "', '"}'
        script = f"{start}{'x' * (size - len(start + end))}{end}"
        return json_ld.linked_data(
            html.document_fromstring(f"<html><head><script type='application/ld+json'>{script}</script></head></html>")
        )

    assert read(2_097_152) and not read(2_097_153)


def test_only_control_characters_that_no_text_has_are_taken_out() -> None:
    found = source.fitted("".join(map(chr, range(0x81))))
    assert found == b"\t\n\x0c\r" + bytes(range(0x20, 0x7F)) + b"\xc2\x80"
    assert letters("a\x7fb") == "ab"


@pytest.mark.slow
def test_sixty_four_million_characters_are_read_without_the_extractor() -> None:
    before, after = "<p>One</p><!--", "-->Two."
    comment = "x" * (64 * 1024 * 1024 - len(before + after))
    assert cleaner._simply(f"{before}{comment}{after}", Metadata()).text == "One\n\nTwo."
    assert cleaner._simply(f"{before}{comment}y{after}", Metadata()).text == "One\n\nTwo"
