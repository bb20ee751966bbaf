"""XML in which records have fields as elements: which programs' files are read, and what is no article."""

from __future__ import annotations

import io
from html import escape

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument

MILL = ("Mill at Tarnby closes", "Maren Lind", "2021-05-04", "https://post.example/mill",
        ("The board of Tarnby closed the mill on Monday.", "Its owner said nobody would lose a post."))  # fmt: skip
PIER = ("Pier opens again", "Ola Brandt", "2021-05-05", "https://post.example/pier",
        ("The pier of Tarnby opened again after nine years.", "Ferries call there from June."))  # fmt: skip
Story = tuple[str, str, str, str, tuple[str, ...]]


def rows(text: str, name: str = "a.xml") -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(text.encode()), name))


def markup_of(story: Story) -> str:
    return escape("".join(f"<p>{line}</p>" for line in story[4]))


def plain_of(story: Story) -> str:
    return escape("\n\n".join(story[4]))


def with_fields(story: Story, field: str) -> str:
    values = {"title": story[0], "author": story[1], "date": story[2], "url": story[3], "content": plain_of(story)}
    return "".join(field.format(name=name, value=value) for name, value in values.items())


def of_wallabag(story: Story) -> str:
    return (
        f"<entry><id>3</id><title>{story[0]}</title><url>{story[3]}</url><content>{markup_of(story)}</content>"
        f"<published_at>{story[2]}T08:00:00+0100</published_at><published_by><entry>{story[1]}</entry></published_by>"
        "<domain_name>post.example</domain_name><tags/></entry>"
    )


def of_tiny_tiny_rss(story: Story) -> str:
    return (
        f"<article><guid>x</guid><title><![CDATA[{story[0]}]]></title><content>{markup_of(story)}</content>"
        f"<marked>1</marked><published>0</published><author>{story[1]}</author><link>{story[3]}</link>"
        f"<feed_title>Tarnby Post</feed_title><updated>{story[2]} 08:00:00</updated></article>"
    )


def of_trafilatura(story: Story) -> str:
    body = "".join(f"<p>{line}</p>" for line in story[4])
    return (
        f'<doc sitename="Tarnby Post" title="{story[0]}" author="{story[1]}" date="{story[2]}" url="{story[3]}">'
        f"<main>{body}</main><comments><p>I do not like this.</p></comments></doc>"
    )


def of_trec(story: Story) -> str:
    body = "".join(f"<P>\n{line}\n</P>\n" for line in story[4])
    return (
        f"<DOC>\n<DOCNO> 1 </DOCNO>\n<HEADLINE>\n{story[0]}\n</HEADLINE>\n<BYLINE>By {story[1]}</BYLINE>\n"
        f"<DATE>{story[2]}</DATE><URL>{story[3]}</URL>\n<TEXT>\n{body}</TEXT>\n</DOC>\n"
    )


FILES = {
    "wallabag": "<?xml version='1.0'?>\n<response>{}</response>",
    "Tiny Tiny RSS": '<articles schema-version="137">{}</articles>',
    "pandas": "<data>{}</data>",
    "Scrapy": "<items>{}</items>",
    "MySQL": '<resultset statement="select *">{}</resultset>',
    "phpMyAdmin": '<pma_xml_export version="1.0"><database name="news">{}</database></pma_xml_export>',
    "Solr": '<response><lst name="header"><int name="status">0</int></lst><result numFound="2">{}</result></response>',
    "trafilatura": "{}",
    "TREC": "{}",
}
RECORDS = {
    "wallabag": of_wallabag,
    "Tiny Tiny RSS": of_tiny_tiny_rss,
    "pandas": lambda story: f"<row>{with_fields(story, '<{name}>{value}</{name}>')}</row>",
    "Scrapy": lambda story: f"<item>{with_fields(story, '<{name}>{value}</{name}>')}</item>",
    "MySQL": lambda story: "<row>{}</row>".format(with_fields(story, '<field name="{name}">{value}</field>')),
    "phpMyAdmin": lambda story: '<table name="articles">{}</table>'.format(
        with_fields(story, '<column name="{name}">{value}</column>')
    ),
    "Solr": lambda story: "<doc>{}</doc>".format(with_fields(story, '<str name="{name}">{value}</str>')),
    "trafilatura": of_trafilatura,
    "TREC": of_trec,
}


@pytest.mark.parametrize("program", FILES)
def test_each_record_is_an_article_with_its_fields(program: str) -> None:
    stories = (MILL,) if program == "trafilatura" else (MILL, PIER)
    found = rows(FILES[program].format("".join(map(RECORDS[program], stories))))
    assert len(found) == len(stories), found
    for one, story in zip(found, stories, strict=True):
        assert isinstance(one, SourceDocument), one
        declared = one.declared
        assert (declared.headline, declared.url) == (story[0], story[3])
        assert [name.removeprefix("By ") for name in declared.authors] == [story[1]]
        assert (declared.published or "").startswith(story[2])
        assert all(line in one.text for line in story[4])
        assert "do not like" not in one.text


@pytest.mark.parametrize(
    "text",
    [
        "<svg><title>Map</title><text>The mill is here. It is old.</text></svg>",
        "<resources><string name='title'>A</string><string name='text'>No text. Try again.</string></resources>",
        "<settings><title>Reader</title><text>on</text></settings>",
        "<log><entry><date>2021-05-04</date><text>The server was started. All is well.</text></entry></log>",
    ],
)
def test_other_xml_is_no_article(text: str) -> None:
    (found,) = rows(text)
    assert isinstance(found, SkippedSource)
    assert found.kind == "not an article"


def test_records_without_a_text_are_a_list() -> None:
    listed = "".join(f"<row><title>{one[0]}</title><url>{one[3]}</url></row>" for one in (MILL, PIER))
    found = rows(
        f"<data><row><title>A</title><text>The mill is old. It closes.</text><url>{MILL[3]}</url></row>{listed}</data>"
    )
    assert [getattr(one, "kind", "article") for one in found] == ["article", "list"]


def test_records_before_damage_are_read() -> None:
    found = rows(FILES["pandas"].format(RECORDS["pandas"](MILL))[: -len("</data>")] + "<row><title>Pi")
    assert isinstance(found[0], SourceDocument)
    assert isinstance(found[-1], SkippedSource)
