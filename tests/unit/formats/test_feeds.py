"""Feeds: each entry with its text is an article, the rest is a list."""

from __future__ import annotations

import io
import json

import pytest

from index import formats
from index.formats.feeds.entry import FEW_WORDS, PARAGRAPHS, SUMMARY_PARAGRAPHS, TEASER_WORDS
from index.model import DeclaredMetadata, SkippedSource, SourceDocument

BODY = (
    "<p>The lighthouse of Holm was lit again on Friday evening after nine dark years.</p>"
    "<p>Children of the island pulled the lever, and the lamp turned at once.</p>"
)
TEASER = "The lighthouse of Holm was lit again on Friday evening after nine dark years, to the joy of the island."
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>Holm Observer</title>'
    '<atom:link href="https://observer.example/feed" rel="self"/><link>https://observer.example/</link>'
    "<language>en-GB</language><itunes:author>Nobody</itunes:author>{}</channel></rss>"
)


def item(inner: str = "", content: str = BODY) -> str:
    encoded = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        "<item><title>Light &amp;amp; lamp &lt;i&gt;again&lt;/i&gt;</title><link> https://observer.example/lamp </link>"
        "<pubDate>Fri, 03 May 2024 21:00:00 GMT</pubDate><media:title>No</media:title>"
        f"<dc:creator>Ida Holt</dc:creator><dc:creator>Per Vinter</dc:creator>{encoded}{inner}</item>"
    )


def records(data: str | bytes, name: str = "feed.xml") -> list[SourceDocument | SkippedSource]:
    raw = data.encode() if isinstance(data, str) else data
    return list(formats.read_stream(io.BytesIO(raw), name))


def article(data: str | bytes, name: str = "feed.xml") -> SourceDocument:
    (one,) = records(data, name)
    assert isinstance(one, SourceDocument), one
    return one


def skip(data: str | bytes, name: str = "feed.xml") -> SkippedSource:
    (one,) = records(data, name)
    assert isinstance(one, SkippedSource), one
    return one


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed", "feed.txt", "feed.html"])
def test_an_entry_of_rss_is_an_article(name: str) -> None:
    one = article(RSS.format(item("<category>Sea</category><category> </category>")), name)
    assert one.declared == DeclaredMetadata(
        headline="Light & lamp again",
        authors=("Ida Holt", "Per Vinter"),
        outlet="Holm Observer",
        published="Fri, 03 May 2024 21:00:00 GMT",
        url="https://observer.example/lamp",
        language="en-GB",
        tags=("Sea",),
    )
    assert (one.form, one.text, one.flags, one.record) == ("html", BODY, (), 1)


def test_an_entry_of_rss_1_is_an_article() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        '<channel rdf:about="https://observer.example/"><title>Holm Observer</title></channel>'
        '<item rdf:about="https://observer.example/lamp"><title>Lamp</title><dc:date>2024-05-03</dc:date>'
        f"<content:encoded><![CDATA[{BODY}]]></content:encoded></item></rdf:RDF>"
    )
    one = article(rdf)
    assert (one.declared.outlet, one.declared.published) == ("Holm Observer", "2024-05-03")
    assert one.declared.url == "https://observer.example/lamp"


@pytest.mark.parametrize(
    "content",
    [
        '<content type="html">{escaped}</content>',
        '<content type="html"><![CDATA[{body}]]></content>',
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{body}</div></content>',
        '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">{prefixed}</x:div></content>',
    ],
)
def test_an_entry_of_atom_is_an_article(content: str) -> None:
    inner = content.format(
        body=BODY, escaped=BODY.replace("<", "&lt;"), prefixed=BODY.replace("<p", "<x:p").replace("</p", "</x:p")
    )
    one = article(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://observer.example/2024/">'
        "<title>Holm Observer</title><author><name>All</name></author>"
        '<entry><title type="html">Lamp &amp;amp; light</title><link rel="edit" href="no"/><link href="lamp"/>'
        "<id>tag:1</id><updated>2024-05-04T00:00:00Z</updated><published>2024-05-03T21:00:00Z</published>"
        "<author><name>Ida Holt</name><email>i@o.example</email></author>"
        f'<category term="Sea"/>{inner}</entry></feed>'
    )
    assert "<p>The lighthouse of Holm was lit" in one.text
    assert one.declared.url == "https://observer.example/2024/lamp"
    assert (one.declared.headline, one.declared.authors, one.declared.tags) == ("Lamp & light", ("Ida Holt",), ("Sea",))
    assert (one.declared.published, one.declared.updated) == ("2024-05-03T21:00:00Z", "2024-05-04T00:00:00Z")
    assert one.declared.language == "en"


def test_the_original_address_and_outlet_are_those_of_an_aggregated_entry() -> None:
    one = article(
        RSS.format(
            item(
                "<feedburner:origLink>https://gazette.example/lamp</feedburner:origLink>"
                '<source url="https://gazette.example/feed">Skarn Gazette</source>'
            )
        )
    )
    assert (one.declared.url, one.declared.outlet) == ("https://gazette.example/lamp", "Skarn Gazette")


def test_an_identifier_that_is_an_address_stands_in_for_a_link() -> None:
    entry = item("<guid>https://observer.example/id</guid>").replace("<link> https://observer.example/lamp </link>", "")
    assert article(RSS.format(entry)).declared.url == "https://observer.example/id"
    entry = item("<guid isPermaLink='false'>77</guid>").replace("<link> https://observer.example/lamp </link>", "")
    assert article(RSS.format(entry)).declared.url is None


def test_authors_are_names_not_addresses() -> None:
    plain = item().replace("<dc:creator>Ida Holt</dc:creator><dc:creator>Per Vinter</dc:creator>", "{}")
    for written, authors in (
        ("<author>i@observer.example (Ida Holt)</author>", ("Ida Holt",)),
        ("<author>i@observer.example</author>", ()),
        ("<author>Ida Holt</author><dc:creator>Ida Holt</dc:creator>", ("Ida Holt",)),
    ):
        assert article(RSS.format(plain.format(written))).declared.authors == authors


def description(words: int, end: str = "") -> str:
    return f"<description>{' '.join(['word'] * words)}{end}</description>"


def test_a_summary_is_a_teaser_until_it_is_long() -> None:
    assert skip(RSS.format(item(description(TEASER_WORDS - 1), content=""))).kind == "list"
    assert article(RSS.format(item(description(TEASER_WORDS), content=""))).flags == ()


def test_a_short_summary_of_some_paragraphs_is_the_text() -> None:
    for count in (SUMMARY_PARAGRAPHS - 1, SUMMARY_PARAGRAPHS):
        written = "&lt;p&gt;The lamp of Holm burns again tonight.&lt;/p&gt;" * count
        (one,) = records(RSS.format(item(f"<description>{written}</description>", content="")))
        assert isinstance(one, SourceDocument) == (count == SUMMARY_PARAGRAPHS)


WORDPRESS = (
    '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Holm Observer</title><wp:author><wp:author_login>ida'
    "</wp:author_login><wp:author_display_name><![CDATA[Ida Holt]]></wp:author_display_name></wp:author>"
    "<item><title>Lamp</title><dc:creator>ida</dc:creator><content:encoded><![CDATA[{}]]></content:encoded>"
    "<wp:post_type>{}</wp:post_type><wp:status>{}</wp:status></item></channel></rss>"
)


def test_an_export_of_wordpress_has_posts_and_other_things() -> None:
    first = "The lamp <b>burns</b> again in Holm tonight, after nine years in the dark."
    text = f"{first}\r\n\r\nChildren <a href='x'>pulled</a> the lever."
    one = article(WORDPRESS.format(text, "post", "publish"), "export.xml")
    assert one.declared.authors == ("Ida Holt",)
    assert one.text.count("<p>") == 2
    assert skip(WORDPRESS.format(text, "attachment", "inherit")).kind == "not an article"
    assert skip(WORDPRESS.format(text, "post", "draft")).kind == "not an article"


@pytest.mark.parametrize(
    ("term", "kind"), [("post", SourceDocument), ("comment", SkippedSource), ("template", SkippedSource)]
)
def test_an_export_of_blogger_has_posts_and_other_things(term: str, kind: type) -> None:
    (one,) = records(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Holm Observer</title><entry><title>Lamp</title><category '
        f'scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{term}"/>'
        f"<content type='html'><![CDATA[{BODY}]]></content></entry></feed>"
    )
    assert isinstance(one, kind)
    assert isinstance(one, SkippedSource) or one.declared.tags == ()


def test_a_text_that_says_that_it_goes_on_is_partial() -> None:
    for end in (
        " …",
        " [&amp;hellip;]",
        " [+1234 chars]",
        " &lt;a href='x'&gt;Continue reading&lt;/a&gt;",
        " Weiterlesen »",
    ):
        assert article(RSS.format(item(description(TEASER_WORDS, end), content=""))).flags == ("partial",), end
        assert skip(RSS.format(item(description(TEASER_WORDS - 10, end), content=""))).kind == "list", end
    assert skip(RSS.format(item("", content=f"<p>{TEASER}</p><p>Read more</p>"))).kind == "list"


def test_content_that_repeats_the_summary_is_a_teaser() -> None:
    assert skip(RSS.format(item(f"<description>{TEASER}</description>", content=f"<p>{TEASER}</p>"))).kind == "list"


def test_content_has_some_words() -> None:
    for count in (FEW_WORDS - 1, FEW_WORDS):
        (one,) = records(RSS.format(item(content="<p>" + "word " * count + "</p>")))
        assert isinstance(one, SourceDocument) == (count == FEW_WORDS)


def test_a_feed_of_teasers_is_one_row_and_a_mixed_one_has_a_row_for_each() -> None:
    teaser = item(f"<description>{TEASER}</description>", content="")
    row = skip(RSS.format(teaser * 3))
    assert row.kind == "list" and "3 entries" in row.reason
    first, second = records(RSS.format(teaser + item()))
    assert isinstance(first, SourceDocument) and isinstance(second, SkippedSource)
    assert (first.record, str(second.path), second.kind) == (2, "feed.xml#L1", "list")
    assert skip(RSS.format("")).kind == "list"


def test_the_line_that_wordpress_adds_is_no_text() -> None:
    credit = '<p>The post <a href="x">Lamp</a> appeared first on <a href="y">Holm Observer</a>.</p>'
    assert article(RSS.format(item(content=BODY + credit))).text == BODY


def test_an_episode_is_no_article() -> None:
    sound = '<enclosure url="https://observer.example/1.mp3" type="audio/mpeg" length="1"/>'
    assert skip(RSS.format(item(sound + f"<description>{TEASER}</description>", content=""))).kind == "not an article"
    assert article(RSS.format(item(sound)))


def test_entities_of_html_and_bare_ampersands_are_read() -> None:
    one = article(RSS.format(item()).replace("Holm Observer", "Caf&eacute; &nbsp;&ouml; Bread & Butter"))
    assert one.declared.outlet == "Café ö Bread & Butter"


def test_entities_that_a_feed_declares_are_not_expanded() -> None:
    bomb = (
        "<!DOCTYPE rss ["
        + '<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20))
        + '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    )
    feed = RSS.format(item()).replace("<rss", bomb + "<rss", 1).replace("Holm Observer", "Holm &t; &file; Observer")
    one = article(feed)
    assert len(one.declared.outlet or "") < 40 and "root" not in (one.declared.outlet or "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_feeds_in_any_encoding(encoding: str) -> None:
    feed = RSS.format(item(content=BODY.replace("Holm", "Hölm"))).replace("UTF-8", encoding.removesuffix("-sig"))
    assert "Hölm" in article(feed.encode(encoding)).text


def test_damaged_feeds_give_what_can_be_read() -> None:
    feed = RSS.format(item() + item())
    assert len([one for one in records(feed[: feed.rindex("</item>") - 300]) if isinstance(one, SourceDocument)]) >= 1
    assert article(RSS.format(item().replace("Ida", "I\x01da\x0b")).encode()).declared.authors[0] == "Ida Holt"


def test_deep_markup_is_no_crash() -> None:
    deep = "<b>" * 100_000
    for one in records(RSS.format(f"<item><title>x</title><description>{deep}</description></item>")):
        assert isinstance(one, SkippedSource)


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1",
    "title": "Holm Observer",
    "items": [{"id": "https://observer.example/lamp", "title": "Lamp", "content_html": BODY, "tags": ["Sea"],
               "date_published": "2024-05-03T21:00:00Z", "author": {"name": "Ida Holt"}}],
}  # fmt: skip


def test_an_entry_of_json_feed_is_an_article() -> None:
    one = article(json.dumps(JSON_FEED), "feed.json")
    assert (one.declared.outlet, one.declared.authors, one.declared.tags) == ("Holm Observer", ("Ida Holt",), ("Sea",))
    assert (one.declared.url, one.text) == ("https://observer.example/lamp", BODY)


def stream_item(**fields: object) -> dict[str, object]:
    return {
        "id": "tag:google.com,2005:reader/item/1", "title": "Lamp", "author": "Ida Holt", "published": 1714770000,
        "alternate": [{"href": "https://observer.example/lamp", "type": "text/html"}],
        "origin": {"streamId": "feed/1", "title": "Holm Observer", "htmlUrl": "https://observer.example"},
        "categories": ["user/-/state/com.google/read", "user/1/label/Sea"], **fields,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["content", "summary"])
def test_an_entry_of_a_google_reader_stream_is_an_article(name: str) -> None:
    stream = {"id": "user/-/state/com.google/starred", "items": [stream_item(**{name: {"content": BODY}})]}
    one = article(json.dumps(stream), "starred.json")
    assert one.declared == DeclaredMetadata(
        headline="Lamp", authors=("Ida Holt",), outlet="Holm Observer", published="1714770000",
        url="https://observer.example/lamp", tags=("Sea",),
    )  # fmt: skip


def test_feedly_writes_times_in_milliseconds() -> None:
    one = article(json.dumps([stream_item(published=1714770000000, content={"content": BODY})]), "feedly.json")
    assert one.declared.published == "1714770000"


def test_a_stream_of_teasers_is_a_list() -> None:
    stream = {"items": [stream_item(summary={"content": TEASER, "direction": "ltr"})]}
    assert skip(json.dumps(stream), "starred.json").kind == "list"


def test_paragraphs_tell_a_short_text_from_a_teaser_where_both_are_kept_in_one_place() -> None:
    for count in (PARAGRAPHS - 1, PARAGRAPHS):
        content = f"<p>{TEASER}</p>" * count
        (one,) = records(json.dumps({"items": [stream_item(content={"content": content})]}), "starred.json")
        assert isinstance(one, SourceDocument) == (count == PARAGRAPHS)


@pytest.mark.parametrize(
    "text", ["{", "[", '{"version": "https://jsonfeed.org/version/1"', '[{"content":{"content":"x"},"origin":{']
)
def test_damaged_json_is_a_row(text: str) -> None:
    assert skip(text, "feed.json")
