"""Scanned print: words in reading order, words that a line end cuts, and pages that are articles or have some."""

from __future__ import annotations

import io

import pytest

from index import formats
from index.formats.xml_news.scanned_lines import joined
from index.model import SkippedSource, SourceDocument


def rows(text: str, name: str = "page.xml") -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(text.encode()), name))


def texts(text: str, name: str = "page.xml") -> list[str]:
    return [one.text for one in rows(text, name) if isinstance(one, SourceDocument)]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the mill clo-", "ses on Monday"], "the mill closes on Monday"),
        (["in Tarnby-", "Nord"], "in Tarnby- Nord"),
        (["from 1914-", "on"], "from 1914- on"),
        (["clo\u00ac", "Ses"], "cloSes"),
        (["one", "", "two "], "one two"),
    ],
)
def test_a_hyphen_before_a_small_letter_joins_lines(lines: list[str], text: str) -> None:
    assert joined(lines) == text


# --- ALTO -------------------------------------------------------------------------------------------------------------


def line(words: str, after: str = "") -> str:
    spaced = "<SP/>".join(f'<String CONTENT="{word}"/>' for word in words.split())
    return f"<TextLine>{spaced}{after}</TextLine>"


def block(name: str, *lines: str, more: str = "") -> str:
    return f'<TextBlock ID="{name}" {more}>{"".join(lines)}</TextBlock>'


def alto(blocks: str, margins: str = "", order: str = "", tags: str = "", root: str = "alto") -> str:
    space = (
        f"<{root}><Description/>{tags}{order}<Layout><Page ID='p1'>{margins}<PrintSpace>{blocks}</PrintSpace></Page>"
    )
    return f"<?xml version='1.0'?>{space}</Layout></{root}>"


CUT = (
    '<TextLine><String CONTENT="The"/><SP/><String CONTENT="har" SUBS_TYPE="HypPart1" SUBS_CONTENT="harbour"/>'
    '<HYP CONTENT="-"/>'
    '</TextLine><TextLine><String CONTENT="bour" SUBS_TYPE="HypPart2" SUBS_CONTENT="harbour"/>'
    '<SP/><String CONTENT="froze."/>'
    "</TextLine>"
)


def test_a_word_that_a_line_end_cuts_is_whole() -> None:
    assert texts(alto(block("b1", CUT))) == ["The harbour froze."]
    assert texts(alto(block("b1", line("The har", "<HYP/>"), line("bour froze.")))) == ["The harbour froze."]
    assert texts(alto(block("b1", line("The har-"), line("bour froze.")))) == ["The harbour froze."]
    bare = "<TextLine><String CONTENT='The'/><String CONTENT='mill'/></TextLine>"
    assert texts(alto(block("b1", bare), root="ALTO")) == ["The mill"]


def test_margins_and_labelled_heads_are_left_out() -> None:
    top = f"<TopMargin>{block('h', line('Page 4'))}</TopMargin>"
    tags = "<Tags><LayoutTag ID='t1' LABEL='header'/></Tags>"
    page = alto(block("b0", line("Tarnby Post"), more='TAGREFS="t1"') + block("b1", line("One.")), top, tags=tags)
    assert texts(page) == ["One."]
    assert texts(alto("", top)) == ["Page 4"]
    (nothing,) = rows(alto(""))
    assert isinstance(nothing, SkippedSource)
    assert nothing.kind == "not an article"


def test_blocks_are_read_in_the_order_that_the_file_gives() -> None:
    blocks = block("a", line("Two.")) + block("b", line("Three.")) + block("c", line("One."))
    order = "".join(f'<ElementRef ID="r{n}" REF="{n}"/>' for n in "cab")
    order = f"<ReadingOrder><OrderedGroup ID='g'>{order}</OrderedGroup></ReadingOrder>"
    assert texts(alto(blocks, order=order)) == ["One.\n\nTwo.\n\nThree."]
    chained = block("a", line("Two."), more='IDNEXT="b"') + block("c", line("One."), more='IDNEXT="a"')
    assert texts(alto(chained + block("b", line("Three.")))) == ["One.\n\nTwo.\n\nThree."]


def test_each_page_of_a_file_is_a_document() -> None:
    pages = f"<Page><PrintSpace>{block('a', line('One.'))}</PrintSpace></Page>" * 2
    found = rows(f"<alto><Layout>{pages}</Layout></alto>")
    assert [one.record for one in found if isinstance(one, SourceDocument)] == [1, 2]
    assert all(one.flags == ("text of a scan",) for one in found if isinstance(one, SourceDocument))


# --- PAGE XML ---------------------------------------------------------------------------------------------------------


def region(name: str, *lines: str, kind: str = "paragraph") -> str:
    return f'<TextRegion id="{name}" type="{kind}">{"".join(lines)}</TextRegion>'


def page_line(text: str, custom: str = "") -> str:
    return f'<TextLine custom="{custom}"><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>'


def test_regions_of_a_page_are_read_in_order_and_heads_left_out() -> None:
    order = """<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="a"/>
<RegionRefIndexed index="0" regionRef="b"/></OrderedGroup></ReadingOrder>"""
    regions = region("a", page_line("Two clo-"), page_line("ses.")) + region("b", page_line("One."))
    page = f"<PcGts><Metadata/><Page>{order}{regions}{region('h', page_line('Page 4'), kind='header')}</Page></PcGts>"
    assert texts(page) == ["One.\n\nTwo closes."]


def test_lines_that_name_their_article_are_one_document_for_each() -> None:
    one, two = (f"structure {{id:{name}; type:article;}}" for name in ("a1", "a2"))
    regions = region("a", page_line("One.", one), page_line("Two.", two)) + region("b", page_line("One more.", one))
    assert texts(f"<PcGts><Page>{regions}</Page></PcGts>") == ["One.\n\nOne more.", "Two."]


def test_the_best_reading_of_a_line_counts_and_words_where_there_is_none() -> None:
    readings = """<TextLine><TextEquiv index="1"><Unicode>Ono.</Unicode></TextEquiv>
<TextEquiv index="0"><Unicode>One.</Unicode>
</TextEquiv></TextLine>"""
    words = "".join(f"<Word><TextEquiv><Unicode>{word}</Unicode></TextEquiv></Word>" for word in ("Two", "mills."))
    assert texts(f"<PcGts><Page>{region('a', readings, f'<TextLine>{words}</TextLine>')}</Page></PcGts>") == [
        "One. Two mills."
    ]


# --- hOCR -------------------------------------------------------------------------------------------------------------


def test_hocr_has_paragraphs_lines_and_words() -> None:
    words = "".join(f"<span class='ocrx_word' title='x_wconf 96'>{word}</span>\n" for word in ("The", "clo-"))
    par = f"<p class='ocr_par' lang='eng'><span class='ocr_line'>{words}</span>"
    par += "<span class='ocr_line'><span class='ocrx_word'>sed</span></span></p>"
    page = f"<div class='ocr_page'><div class='ocr_carea'>{par}{par}</div></div>"
    found = rows(f"<html><body>{page}{page}</body></html>", "scan.html")
    assert [one.text for one in found if isinstance(one, SourceDocument)] == ["The closed\n\nThe closed"] * 2
    assert all(one.declared.language == "eng" for one in found if isinstance(one, SourceDocument))


def test_hocr_without_words_is_read_by_its_lines() -> None:
    page = """<div class="ocr_page"><span class="ocr_header">Page 4</span><span class="ocr_line">The mill clo-</span>
<span class="ocr_line">sed.</span></div>"""
    assert texts(f"<html><body>{page}</body></html>", "scan.hocr") == ["The mill closed."]
    (nothing,) = rows("<html><body><div class='ocr_page'></div></body></html>", "scan.hocr")
    assert isinstance(nothing, SkippedSource)
    assert nothing.kind == "not an article"
