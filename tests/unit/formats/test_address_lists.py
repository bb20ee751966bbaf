"""Bookmarks, subscriptions and sitemaps are lists without texts."""

from __future__ import annotations

import io

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument

LISTS = {
    "subscriptions.opml": '<?xml version="1.0"?>\n<!-- made by hand -->\n<opml version="2.0"><body/></opml>',
    "feeds.xml": "<opml version='1.0'><body><outline xmlUrl='https://a.example/f'/></body></opml>",
    "bookmarks.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Marks</TITLE><DL><DT><A HREF='https://a.example'>A</A></DL>",
    "ril_export.html": "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1></body>",
    "instapaper.html": "<!DOCTYPE html><html><head><title>Instapaper: Export</title></head><body><ol></ol></body>",
    "sitemap.xml": '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>',
    "news.xml": '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><news:news/></url></urlset>',
    "index.xml": "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>",
    "marks.xbel": '<?xml version="1.0"?><!DOCTYPE xbel><xbel version="1.0"><bookmark href="https://a.example"/></xbel>',
    "urls": '# feeds\nhttps://a.example/feed news "~A name"\n"query:All:unread = \\"yes\\""\n\nhttps://b.example/f\n',
    "notes.txt": "2024-05-05\nannotations by ada\nhttps://a.example/1\n\nNumber of annotations: 1\n\nAnnotation 1:\n"
    "Quote: will sail\nComment: This needs a source. Who said that?\n",
    "urls.txt": "https://a.example/one\nhttps://a.example/two\n",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_addresses_is_a_list(name: str) -> None:
    (row,) = formats.read_stream(io.BytesIO(LISTS[name].encode()), name)
    assert isinstance(row, SkippedSource)
    assert row.kind == "list"
    assert "save the pages" in row.reason


def test_a_text_that_begins_with_an_address_is_none() -> None:
    text = "https://a.example/one\nThe mayor of Holm opened the new bridge on Monday and walked over it.\n"
    (one,) = formats.read_stream(io.BytesIO(text.encode()), "saved.txt")
    assert isinstance(one, SourceDocument)


def test_addresses_with_sentences_after_them_are_none() -> None:
    for words, is_list in ((3, True), (4, False)):
        text = f"https://a.example/one {'word ' * words}\nhttps://a.example/two {'word ' * words}\n"
        (one,) = formats.read_stream(io.BytesIO(text.encode()), "saved.txt")
        assert isinstance(one, SkippedSource)
        assert (one.kind == "list") is is_list, words
