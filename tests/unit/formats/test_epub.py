"""EPUB: an article a chapter, as the book's contents say; cover, contents and legal pages are none."""

from __future__ import annotations

import io

import pytest

from index import formats
from index.cleaning import clean
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.office_files import epub, packed, page_of

FERRY = "<h1>Ferry sails again</h1><p>The ferry sails again, the captain said on Monday, after a summer in dock.</p>"
MILL = "<h1>Mill to close</h1><p>The mill closes in May, and forty people lose their work, its owner said.</p>"
LAKE = "<h1>Lake is clean</h1><p>The lake is clean again, and people swim in it, the county said on Friday.</p>"


def read(data: bytes, name: str = "a.epub") -> tuple[list[SourceDocument], list[SkippedSource]]:
    found = list(formats.read_stream(io.BytesIO(data), name))
    return [one for one in found if isinstance(one, SourceDocument)], [
        one for one in found if isinstance(one, SkippedSource)
    ]


@pytest.mark.parametrize("name", ["a.epub", "saved"])
def test_a_book_of_articles_has_one_a_chapter(name: str) -> None:
    links = page_of('<ol><li><a href="c1.xhtml">Ferry sails again today</a></li><li><a href="c2.xhtml">Mill to '
                    "close</a></li></ol>")  # fmt: skip
    pages = {"list.xhtml": links, "c1.xhtml": page_of(FERRY), "c2.xhtml": page_of(MILL)}
    metadata = (
        "<dc:title>Saved pages</dc:title><dc:creator>Somebody</dc:creator><dc:date>2021-03-04</dc:date>"
        "<dc:language>en</dc:language>"
    )
    documents, skipped = read(
        epub(pages, [("Ferry sails again", "c1.xhtml"), ("Mill to close", "c2.xhtml#top")], metadata=metadata), name
    )
    assert [str(one.address) for one in documents] == [f"{name}!E/c1.xhtml", f"{name}!E/c2.xhtml"]
    assert [one.declared.headline for one in documents] == ["Ferry sails again", "Mill to close"]
    assert all((one.declared.authors, one.declared.published) == ((), None) for one in documents)
    assert [(one.path, one.kind) for one in skipped] == [(f"{name}!E/list.xhtml", "not an article")]
    assert clean(documents[0]).text.startswith("The ferry sails again")


def test_a_book_with_one_page_has_its_title_author_and_date() -> None:
    metadata = (
        "<dc:title>Ferry sails again</dc:title><dc:creator>Ada Brekke</dc:creator><dc:publisher>Quay Post"
        "</dc:publisher><dc:date>2021-03-04</dc:date>"
    )
    documents, _ = read(epub({"c1.xhtml": page_of(FERRY)}, metadata=metadata))
    made = documents[0].declared
    assert (made.headline, made.authors, made.outlet, made.published) == (
        "Ferry sails again", ("Ada Brekke",), "Quay Post", "2021-03-04",
    )  # fmt: skip


def test_an_issue_made_by_calibre_has_an_outlet_a_day_and_sections() -> None:
    article = (
        '<div class="calibre_navbar">| <a href="#">Next</a> | <a href="#">Main menu</a> |</div>' + FERRY
        + '<div class="calibre_navbar"><p>This article was downloaded by <b>calibre</b> from '
        '<a rel="calibre-downloaded-from" href="https://quay.example/ferry">https://quay.example/ferry</a></p></div>'
    )  # fmt: skip
    pages = {
        "index.html": page_of('<a href="feed_0/index.html">News</a>'),
        "feed_0/index.html": page_of('<h2>News</h2><a href="feed_0/article_0/index.html">Ferry sails again</a>'),
        "feed_0/article_0/index.html": page_of(article),
        "feed_0/article_1/index.html": page_of(MILL),
    }
    metadata = (
        "<dc:title>Quay Post [Thu, 04 Mar 2021]</dc:title><dc:creator>calibre</dc:creator><dc:publisher>calibre"
        '</dc:publisher><dc:date>2021-03-04T05:00:00+00:00</dc:date><meta name="calibre:publication_type" '
        'content="periodical:unknown:Quay Post"/>'
    )
    point = "<navPoint><navLabel><text>{}</text></navLabel><content src='{}'/>{}</navPoint>"
    inner = point.format("Ferry sails again", "feed_0/article_0/index.html", "") + point.format(
        "Mill to close", "feed_0/article_1/index.html", ""
    )
    contents = f"<ncx><navMap>{point.format('News', 'feed_0/index.html', inner)}</navMap></ncx>"
    documents, skipped = read(epub(pages, metadata=metadata, extra={"E/toc.ncx": contents}))
    assert [one.declared.headline for one in documents] == ["Ferry sails again", "Mill to close"]
    assert {one.declared.outlet for one in documents} == {"Quay Post"}
    assert {one.declared.section for one in documents} == {"News"}
    assert documents[0].declared.published == "2021-03-04T05:00:00+00:00"
    assert clean(documents[0]).metadata.url == "https://quay.example/ferry"
    assert "Main menu" not in documents[0].text
    assert "downloaded by" not in documents[0].text
    assert {one.kind for one in skipped} == {"not an article"}


def test_a_page_without_a_line_in_the_contents_goes_on_with_the_one_before_it() -> None:
    pages = {
        "c1_split_000.html": page_of(FERRY), "c1_split_001.html": page_of("<p>It goes on here for a while.</p>"),
        "c2.html": page_of(MILL), "other.html": page_of(LAKE),
    }  # fmt: skip
    documents, _ = read(epub(pages, [("Ferry", "c1_split_000.html"), ("Mill", "c2.html")]))
    assert len(documents) == 3
    assert "It goes on here" in documents[0].text


def test_contents_of_version_3_are_read() -> None:
    nav = page_of(
        '<nav epub:type="landmarks"><ol><li><a epub:type="copyright-page" href="c3.xhtml">Legal</a></li></ol></nav>'
        '<nav epub:type="toc"><ol><li><span>News</span><ol><li><a href="c1.xhtml">Ferry</a></li>'
        '<li><a href="c2.xhtml">Mill</a></li></ol></li></ol></nav>'
    )
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        '<dc:title>x</dc:title></metadata><manifest><item id="n" href="nav.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/>'
        + "".join(f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in (1, 2, 3))
        + '</manifest><spine><itemref idref="n"/><itemref idref="c1"/><itemref idref="c2"/><itemref idref="c3"/>'
        "</spine></package>"
    )
    pages = {"nav.xhtml": nav, "c1.xhtml": page_of(FERRY), "c2.xhtml": page_of(MILL), "c3.xhtml": page_of(LAKE)}
    documents, skipped = read(epub(pages, extra={"E/book.opf": book}))
    assert [(one.declared.headline, one.declared.section) for one in documents] == [("Ferry", "News"), ("Mill", "News")]
    assert [one.path for one in skipped] == ["a.epub!E/nav.xhtml", "a.epub!E/c3.xhtml"]


def test_articles_in_one_page_are_split_where_the_contents_say() -> None:
    page = page_of(f'<div id="a">{FERRY}</div><div id="b">{MILL}</div><h1 id="c">Lake is clean</h1>{LAKE[22:]}')
    contents = [("Ferry sails again", "c.html#a"), ("Mill to close", "c.html#b"), ("Lake is clean", "c.html#c")]
    documents, _ = read(epub({"c.html": page}, contents))
    assert [str(one.address) for one in documents] == [f"a.epub!E/c.html#{n}" for n in (1, 2, 3)]
    assert [one.declared.headline for one in documents] == [label for label, _ in contents]
    texts = [clean(one).text for one in documents]
    assert [text[:9] for text in texts] == ["The ferry", "The mill ", "The lake "]
    assert all("mill" not in text for text in (texts[0], texts[2]))


@pytest.mark.parametrize("label", ["Cover", "Copyright", "Contents", "Impressum", "Mentions légales"])
def test_legal_pages_and_their_like_are_no_articles(label: str) -> None:
    pages = {"c1.xhtml": page_of(FERRY), "c2.xhtml": page_of(MILL)}
    documents, skipped = read(epub(pages, [("Ferry", "c1.xhtml"), (label, "c2.xhtml")]))
    assert len(documents) == len(skipped) == 1


@pytest.mark.parametrize(("length", "count"), [(39, 0), (40, 1)])
def test_a_page_of_an_article_has_so_many_characters(length: int, count: int) -> None:
    documents, _ = read(epub({"c1.xhtml": page_of(f"<p>{'x' * length}</p>")}))
    assert len(documents) == count


@pytest.mark.parametrize(("linked", "count"), [(69, 1), (70, 0)])
def test_a_page_of_links_is_a_list_of_contents(linked: int, count: int) -> None:
    page = page_of(f"<p><a href='x'>{'x' * linked}</a>{'y' * (100 - linked)}</p>")
    assert len(read(epub({"c1.xhtml": page}))[0]) == count


@pytest.mark.parametrize(("length", "count"), [(199, 0), (200, 1)])
def test_a_page_that_is_called_a_cover_is_an_article_if_it_is_long(length: int, count: int) -> None:
    assert len(read(epub({"cover.xhtml": page_of(f"<p>{'x' * length}</p>")}))[0]) == count


def test_protected_and_damaged_books_fail() -> None:
    lock = '<encryption><CipherData><CipherReference URI="{}"/></CipherData></encryption>'
    pages = {"c1.xhtml": page_of(FERRY)}
    _, skipped = read(epub(pages, extra={"META-INF/encryption.xml": lock.format("E/c1.xhtml")}))
    assert "protected against copying (DRM)" in skipped[0].reason
    documents, _ = read(epub(pages, extra={"META-INF/encryption.xml": lock.format("E/font.otf")}))
    assert len(documents) == 1
    for data in (epub(pages)[:400], packed({"mimetype": "application/epub+zip"}, "mimetype")):
        documents, skipped = read(data)
        assert not documents
        assert [one.kind for one in skipped] == ["failed"]


def test_a_book_without_texts_fails_with_its_reason() -> None:
    documents, skipped = read(epub({"c1.xhtml": page_of("<img src='x'/>")}))
    assert not documents
    assert skipped[-1].reason == "no text: none of its pages has that of an article"


def test_a_page_with_the_title_of_the_book_alone_is_no_article() -> None:
    title_page = page_of("<h1>Ferry sails again</h1><p>post.example, saved by a reader</p>")
    pages = {"Title.xhtml": title_page, "1.html": page_of(FERRY)}
    metadata = "<dc:title>Ferry sails again</dc:title><dc:source>https://post.example/ferry</dc:source>"
    (found,), (title,) = read(epub(pages, metadata=metadata))
    assert str(found.address).endswith("1.html")
    assert found.declared.url == "https://post.example/ferry"
    assert title.reason == "the cover, contents or title page of a book"
    # A short article that begins with the title of the book has sentences.
    short = {
        "a.xhtml": page_of("<h1>Ferry sails again</h1><p>The ferry sails again from Monday.</p>"),
        "b.xhtml": page_of(MILL),
    }
    documents, skipped = read(epub(short, metadata=metadata))
    assert (len(documents), skipped) == (2, [])
