"""The page of a comparison: what is where, in which words, and that nothing in it is an article's own markup."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from index.model import Article, CleanArticle, Comparison, Conflict, Link, Metadata, PartialDate, Passage, Shared
from tui.export.comparison_html import comparison_html

LEFT = "The mill burned for two hours. Nobody was hurt. It is old."
RIGHT = "It is old. For three hours the mill burned."


def article(id: str, text: str, about: Metadata) -> Article:
    return Article(id, 2, id[:4], "", (f"{id}.txt",), CleanArticle(about, text, ((0, len(text)),)))


def passage(id: str, text: str, start: int, end: int) -> Passage:
    return Passage(id, 2, start, end, text[start:end])


UNKNOWN = Metadata()


HOURS = Conflict("figure", "two hours", "three hours", (20, 29), (15, 26), left_by="Oda <Finch>")


def comparison(left: Metadata = UNKNOWN, right: Metadata = UNKNOWN, *, open: bool = False) -> Comparison:
    ours = [passage("leftleft", LEFT, *span) for span in ((0, 30), (31, 47), (48, 58))]
    theirs = [passage("rightright", RIGHT, *span) for span in ((0, 10), (11, 43))]
    burned = Link(
        ours[0], theirs[1], "strong", "reworded", False, 0.74, "", (Shared("mill", (4, 8), (31, 35)),),
        (replace(HOURS, claim="open") if open else HOURS,),
        ((16, 19),), ((11, 14),),
    )  # fmt: skip
    old = Link(ours[2], theirs[0], "strong", "verbatim", True, 1.0, "")
    articles = (article("leftleft", LEFT, left), article("rightright", RIGHT, right))
    passages = {"leftleft": tuple(ours), "rightright": tuple(theirs)}
    only = {"leftleft": (ours[1],), "rightright": ()}
    return Comparison(articles, passages, (burned, old), only, (("Weir", "<Weyr>"),))


def main_of(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(page[page.index("<main>") : page.index("</main>") + len("</main>")])


def text_of(element: ElementTree.Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def test_level_passages_share_a_row_and_each_says_how_it_stands() -> None:
    rows = main_of(comparison_html(comparison())).findall(".//tbody/tr")
    level = next(row for row in rows if "two hours" in text_of(row))
    assert [text_of(cell.find("blockquote")) for cell in level] == [LEFT[0:30], RIGHT[11:43]]
    assert [cell.get("class") for cell in level] == ["reworded", "reworded"]
    assert [text_of(cell.find("span")) for cell in level] == ["≈", "≈"]
    alone = next(row for row in rows if "Nobody" in text_of(row))
    assert alone[0].get("class") == "only-here"
    assert "only here · 31–47" in text_of(alone[0])


def test_a_moved_passage_leads_to_its_partner() -> None:
    main = main_of(comparison_html(comparison()))
    for address in [a.get("href", "") for a in main.findall(".//tbody//a")]:
        assert main.find(f".//td[@id='{address[1:]}']") is not None
    assert {a.text for a in main.findall(".//tbody//a")} >= {"verbatim 1, ↑ earlier in rightright.txt"}


def test_differences_stand_on_top_with_both_quotations() -> None:
    main = main_of(comparison_html(comparison(Metadata(outlet="The Weir", published=PartialDate("2021-04-03")))))
    (item,) = main.findall(".//section[@class='differences']/ol/li")
    assert (
        text_of(item.find("p")) == "✕ figure two hours (Oda <Finch>, in The Weir) against three hours (rightright.txt)"
    )
    assert [text_of(q) for q in item.findall(".//blockquote")] == [LEFT[0:30], RIGHT[11:43]]
    assert "The Weir, “leftleft.txt”, 3 April 2021 [left v2, characters 0–30]" in text_of(item.find(".//figcaption"))
    assert "something needed to tell is not known" in comparison_html(comparison(open=True))


def test_marks_tell_what_differs_apart() -> None:
    cell = main_of(comparison_html(comparison())).find(".//td[@id='c1-0']/blockquote")
    assert cell is not None
    assert [(mark.tag, mark.get("class"), mark.text) for mark in cell] == [
        ("span", "differing", "for"),
        ("mark", "conflict", "two hours"),
    ]


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("ar", ("ar", "rtl")), ("de-AT", ("de-AT", "ltr")), (None, (None, "auto")), ('x" onload="', (None, "auto"))],
)
def test_quotations_have_their_language_and_direction(
    language: str | None, attributes: tuple[str | None, str | None]
) -> None:
    main = main_of(comparison_html(comparison(Metadata(language=language))))
    quotation = main.find(".//td/blockquote[@data-article='leftleft']")
    assert quotation is not None
    assert (quotation.get("lang"), quotation.get("dir")) == attributes


def test_what_articles_say_is_text() -> None:
    evil = "</style><script>alert(1)</script>\u202e\x1b[31m\"' onload=x"
    page = comparison_html(comparison(Metadata(evil, outlet=evil, authors=(evil,), url=f"https://a.example/{evil}")))
    assert "<script" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page
    main = main_of(page)
    assert text_of(main.find(".//th/span[@class='headline']")).startswith("</style><script>")
    assert {name for element in main.iter() for name in element.attrib}.isdisjoint({"onload", "style"})
    hostile = comparison_html(comparison(Metadata(url="javascript:alert(1)")))
    assert 'href="javascript' not in hostile
    assert ">javascript:alert(1)<" in hostile
