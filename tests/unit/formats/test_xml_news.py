"""News as XML, in two variants of each kind: what becomes an article, with which metadata, and what is none."""

from __future__ import annotations

import io

import pytest

from index import formats
from index.formats.xml_news.tagged_parts import parts, without
from index.formats.xml_news.xml_articles import iso_date, names_of
from index.formats.xml_news.xml_text import wrapped_paragraphs
from index.model import SkippedSource, SourceDocument

ONE = "The board of Tarnby closed the mill on Monday."
TWO = "Its owner said nobody would lose a post before the summer."


def rows(text: str | bytes, name: str = "a.xml") -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(text.encode() if isinstance(text, str) else text), name))


def only(text: str | bytes, name: str = "a.xml") -> SourceDocument:
    (found,) = rows(text, name)
    assert isinstance(found, SourceDocument), found
    return found


def texts(text: str, name: str = "a.xml") -> list[str]:
    return [one.text for one in rows(text, name) if isinstance(one, SourceDocument)]


def refusals(text: str, name: str = "a.xml") -> list[tuple[str, str]]:
    return [(one.kind, one.reason) for one in rows(text, name) if isinstance(one, SkippedSource)]


# --- NITF -------------------------------------------------------------------------------------------------------------

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en"><head><title>Slug 12</title><docdata><date.issue norm="20210504T081000Z"/></docdata>
<pubdata name="Tarnby Post" position.section="Town" ex-ref="https://post.example/mill"/></head>
<body><body.head><hedline><hl1>Mill closes</hl1><hl2>Owner keeps posts</hl2></hedline>
<byline>By <person>Maren Lind</person><byttl>Post Writer</byttl></byline><distributor>Agency</distributor></body.head>
<body.content><media><media-caption>The mill at night</media-caption></media><p>{ONE}</p><p>{TWO}&nbsp;It is old.</p>
<table><tr><td>Built</td><td>1901</td></tr></table></body.content>
<body.end><tagline>m.lind@post.example</tagline></body.end>
</body></nitf>"""


def test_nitf_has_its_headline_names_date_and_paragraphs() -> None:
    found = only(NITF)
    assert found.text == f"{ONE}\n\n{TWO} It is old.\n\nBuilt | 1901"
    declared = found.declared
    assert (declared.headline, declared.deck, declared.authors) == ("Mill closes", "Owner keeps posts", ("Maren Lind",))
    assert (declared.outlet, declared.section, declared.url) == ("Tarnby Post", "Town", "https://post.example/mill")
    assert (declared.published, declared.language) == ("2021-05-04T08:10:00Z", "en")


def test_the_lead_paragraph_that_an_archive_repeats_is_read_once() -> None:
    found = only(f"""<nitf><head><pubdata date.publication="19870101T000000" name="The Daily"/></head><body><body.head>
<hedline><hl1>Mill</hl1><hl2 class="online_headline">Mill Shut</hl2></hedline><byline class="print_byline">By MAREN LIND
and PER DAHL</byline><byline class="normalized_byline">Lind, Maren</byline></body.head><body.content>
<block class="lead_paragraph"><p>{ONE}</p></block><block class="full_text"><p>{ONE}</p><p>{TWO}</p></block>
</body.content></body></nitf>""")
    assert found.text == f"{ONE}\n\n{TWO}"
    assert found.declared.authors == ("MAREN LIND", "PER DAHL")
    assert (found.declared.deck, found.declared.published) == (None, "1987-01-01T00:00:00")


# --- NewsML-G2 --------------------------------------------------------------------------------------------------------


def g2(content: str, kind: str = "text", more: str = "") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:{kind}"><itemMeta>
<itemClass qcode="ninat:{kind}"/><provider><name>Tarn Agency</name></provider>
<versionCreated>2021-05-04T10:00:00Z</versionCreated><firstCreated>2021-05-04T08:00:00Z</firstCreated></itemMeta>
<contentMeta><headline>Mill closes</headline><by>Maren Lind</by><language tag="en"/>{more}</contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>Mill</title></head><body><h1>Mill closes</h1><p>{ONE}</p><p>{TWO}</p></body></html></inlineXML>"""


def test_an_item_of_newsml_g2_has_its_text_as_xhtml_or_nitf() -> None:
    found = only(g2(XHTML))
    assert found.text == f"{ONE}\n\n{TWO}"
    declared = found.declared
    assert (declared.headline, declared.outlet, declared.authors) == ("Mill closes", "Tarn Agency", ("Maren Lind",))
    assert (declared.published, declared.updated) == ("2021-05-04T08:00:00Z", "2021-05-04T10:00:00Z")
    body = f"<body><body.content><p>{ONE}</p></body.content></body>"
    nitf = f"<inlineXML><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'>{body}</nitf></inlineXML>"
    assert only(g2(nitf)).text == ONE
    assert only(g2(f'<inlineData contenttype="text/html">&lt;p&gt;{ONE}&lt;/p&gt;</inlineData>')).text == ONE


def test_a_message_gives_its_texts_and_says_what_the_other_items_are() -> None:
    remote = '<remoteContent href="mill.txt" contenttype="text/plain"/>'
    message = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{g2(XHTML)}{g2(remote)}
{g2('<remoteContent href="a.jpg"/>', "picture")}<packageItem guid="p"><groupSet/></packageItem>{g2(XHTML)}</itemSet>
</newsMessage>"""
    found = rows(message)
    assert [one.record for one in found if isinstance(one, SourceDocument)] == [1, 5]
    assert [kind for kind, _ in refusals(message)] == ["list", "not an article", "list"]


# --- NewsML 1 ---------------------------------------------------------------------------------------------------------


def newsml(components: str) -> str:
    return f"""<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><DateId>20210504</DateId>
</NewsIdentifier></Identification><NewsManagement><FirstCreated>20210504T081000+0200</FirstCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Mill closes</HeadLine><ByLine>By Maren Lind</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Tarn Agency"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
{components}</NewsComponent></NewsItem></NewsML>"""


def test_newsml_has_its_text_in_a_component_and_captions_are_none() -> None:
    found = only(
        newsml(f"""<NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/>
<DataContent><p>{ONE}</p><p>{TWO}</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Caption"/><ContentItem><MediaType FormalName="Text"/><DataContent><p>The mill.</p>
</DataContent></ContentItem></NewsComponent>""")
    )
    assert found.text == f"{ONE}\n\n{TWO}"
    declared = found.declared
    assert (declared.headline, declared.outlet, declared.authors) == ("Mill closes", "Tarn Agency", ("Maren Lind",))
    assert declared.published == "2021-05-04T08:10:00+0200"


def test_components_with_headlines_of_their_own_are_articles() -> None:
    part = """<NewsComponent><NewsLines><HeadLine>{0}</HeadLine></NewsLines><ContentItem><DataContent><nitf><body>
<body.content><p>{1}</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent>"""
    found = rows(newsml(part.format("Mill", ONE) + part.format("Owner", TWO)))
    assert [one.declared.headline for one in found if isinstance(one, SourceDocument)] == ["Mill", "Owner"]
    assert refusals(newsml('<ContentItem Href="text.xml"/>'))[0][0] == "list"


# --- TEI --------------------------------------------------------------------------------------------------------------


def tei(text: str, header: str = "", root: str = 'TEI xmlns="http://www.tei-c.org/ns/1.0"') -> str:
    return f"<{root}><teiHeader>{header}</teiHeader>{text}</{root.split(maxsplit=1)[0]}>"


def test_divisions_of_a_newspaper_are_its_articles() -> None:
    header = """<fileDesc><titleStmt><title>Tarnby Post</title></titleStmt><sourceDesc><bibl><date when="1921-05-04"/>
</bibl></sourceDesc></fileDesc>"""
    page = f"""<text><body><div type="page"><fw>4 May</fw><div type="article"><head>Mill closes</head><byline>By M. Lind
</byline><p>{ONE} The <choice><sic>ownr</sic><corr>owner</corr></choice> left<lb break="no"/>over.</p></div>
<div type="advertisement"><p>Soap!</p></div>
<div type="Artikel"><head>Owner</head><p>{TWO}</p></div></div></body></text>"""
    found = [one for one in rows(tei(page, header)) if isinstance(one, SourceDocument)]
    assert [one.text for one in found] == [f"{ONE} The owner leftover.", TWO]
    assert [one.declared.headline for one in found] == ["Mill closes", "Owner"]
    assert {(one.declared.outlet, one.declared.published) for one in found} == {("Tarnby Post", "1921-05-04")}
    assert found[0].declared.authors == ("M. Lind",)


def test_each_text_of_a_corpus_is_an_article_and_its_words_are_spaced() -> None:
    words = "<s><w>The</w><w>mill</w><pc>,</pc><w>she</w><w>said</w><pc>,</pc>"
    words += "<pc>“</pc><w>closes</w><pc>”</pc><pc>.</pc></s>"
    header = """<fileDesc><titleStmt><title>Mill closes</title><author><persName><forename>Maren</forename>
<surname>Lind</surname></persName></author></titleStmt><sourceDesc><biblStruct>
<monogr><title level="j">Tarnby Post</title>
<imprint><date when="2021-05-04"/></imprint></monogr></biblStruct></sourceDesc></fileDesc>"""
    one, two = (
        tei(f"<text><body><p>{words}</p></body></text>", header, "TEI"),
        tei(f"<text><body><p>{ONE}</p></body></text>", root="TEI"),
    )
    found = [row for row in rows(f"<teiCorpus><teiHeader/>{one}{two}</teiCorpus>") if isinstance(row, SourceDocument)]
    assert [row.text for row in found] == ["The mill, she said, “closes”.", ONE]
    declared = found[0].declared
    assert (declared.headline, declared.authors, declared.outlet) == ("Mill closes", ("Maren Lind",), "Tarnby Post")


# --- JATS and the corpora of Reuters ----------------------------------------------------------------------------------


def test_jats_has_its_front_and_body_without_figures_and_notes() -> None:
    front = """<front><journal-meta>
<journal-title-group><journal-title>Mill Review</journal-title></journal-title-group>
</journal-meta><article-meta><article-id pub-id-type="doi">10.5555/12</article-id><title-group><article-title>Mills of
Tarnby<xref ref-type="fn">*</xref></article-title></title-group><contrib-group><contrib contrib-type="author"><name>
<surname>Lind</surname><given-names>Maren</given-names></name></contrib>
<contrib contrib-type="editor"><name><surname>Dahl
</surname></name></contrib></contrib-group>
<pub-date pub-type="epub"><day>4</day><month>5</month><year>2021</year></pub-date>
<abstract><p>Mills.</p></abstract></article-meta></front>"""
    body = f"<body><sec><title>Past</title><p>{ONE}</p><fig><caption><p>A mill.</p></caption></fig></sec></body>"
    found = only(f'<article dtd-version="1.2" xml:lang="en">{front}{body}</article>')
    assert found.text == f"Past\n\n{ONE}"
    declared = found.declared
    assert (declared.headline, declared.authors) == ("Mills of Tarnby", ("Maren Lind",))
    assert (declared.outlet, declared.published) == ("Mill Review", "2021-05-04")
    assert declared.url == "https://doi.org/10.5555/12"
    assert refusals(f"<article>{front}</article>")[0][0] == "list"
    assert len(texts(f"<pmc-articleset>{2 * f'<article>{front}{body}</article>'}</pmc-articleset>")) == 2


def reuters(body: str, kind: str = "") -> str:
    return f"""<REUTERS TOPICS="YES" NEWID="3">\n<DATE> 4-MAY-1987 08:10:11.12</DATE>\n<TOPICS><D>grain</D></TOPICS>
<TEXT{kind}>&#2;\n<TITLE>MILL &lt;TRN> CLOSES</TITLE>\n{body}</TEXT>\n</REUTERS>\n"""


def test_stories_of_the_wire_have_bodies_and_briefs_have_none() -> None:
    full = reuters(
        f"<AUTHOR>    By Maren Lind, Reuters</AUTHOR><DATELINE>    TARNBY, May 4 - </DATELINE>"
        f"<BODY>{ONE}\n    {TWO}\n Reuter\n&#3;</BODY>"
    )
    file = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n' + full + reuters("", ' TYPE="BRIEF"') + full
    found = [one for one in rows(file, "r.sgm") if isinstance(one, SourceDocument)]
    assert [(one.record, one.text) for one in found] == [(1, f"{ONE}\n\n{TWO}"), (3, f"{ONE}\n\n{TWO}")]
    declared = found[0].declared
    assert (declared.headline, declared.outlet, declared.authors) == ("MILL <TRN> CLOSES", "Reuters", ("Maren Lind",))
    assert (declared.published, declared.tags) == ("1987-05-04T08:10:11", ("grain",))
    assert refusals(file, "r.sgm")[0][0] == "not an article"


@pytest.mark.parametrize(("words", "read"), [(60, 1), (59, 0)])
def test_an_undivided_story_of_sixty_words_is_an_article(words: int, read: int) -> None:
    story = f'<REUTERS NEWID="1"><TEXT TYPE="UNPROC">&#2;{"mill " * words}&#3;</TEXT></REUTERS>'
    assert len(texts(story, "r.sgm")) == read


# --- Any XML ----------------------------------------------------------------------------------------------------------


def test_entities_that_multiply_are_refused_and_none_is_loaded() -> None:
    body = "<nitf><body><body.content><p>&b;</p></body.content></body></nitf>"
    bomb = f'<!DOCTYPE nitf [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>{body}'
    ((kind, reason),) = refusals(bomb)
    assert kind == "failed"
    assert "made of other entities" in reason
    outside = bomb.replace('<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">')
    assert refusals(outside) == [("failed", "empty: there is no text in it")]
    named = bomb.replace('<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">', '<!ENTITY b "Tarnby">')
    assert only(named).text == "Tarnby"


def test_what_is_before_the_damage_is_read_and_the_damage_is_a_row() -> None:
    message = f"<newsMessage><itemSet>{g2(XHTML)}{g2(XHTML)}".removesuffix("</newsItem>")
    assert len(texts(message)) == 2
    ((kind, reason),) = refusals(message)
    assert kind == "failed"
    assert "damaged or cut at line" in reason


@pytest.mark.parametrize(
    "text",
    ["<svg><text>Hello there</text></svg>", "<configuration><a>1</a></configuration>", "<?xml version='1.0'?><a/>"],
)  # fmt: skip
def test_xml_that_holds_no_article_is_not_an_article(text: str) -> None:
    assert [kind for kind, _ in refusals(text)] == ["not an article"]


def test_latin_letters_and_lone_ampersands_are_read() -> None:
    body = "<body><body.content><p>Lönn & Söner</p></body.content></body>"
    data = f'<?xml version="1.0" encoding="ISO-8859-1"?><nitf>{body}</nitf>'
    assert only(data.encode("latin-1")).text == "Lönn & Söner"


# --- Where each bound turns -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "read"), [(200, True), (201, False)])
def test_an_entity_of_200_characters_is_written_into_the_text(length: int, *, read: bool) -> None:
    value = "m" * length
    found = only(
        f'<!DOCTYPE nitf [<!ENTITY b "{value}">]><nitf><body><body.content><p>A &b;</p></body.content></body></nitf>'
    )
    assert (value in found.text) is read


def test_a_name_in_a_byline_has_six_words_at_most() -> None:
    assert names_of("By Ada de la Mare van Dyk") == ("Ada de la Mare van Dyk",)
    assert names_of("By our man in the very far north") == ()
    assert names_of("VON MAREN LIND UND PER DAHL") == ("MAREN LIND", "PER DAHL")


def test_three_spaces_at_the_beginning_of_a_line_begin_a_paragraph() -> None:
    assert wrapped_paragraphs("One\nline.\n   Two.\n\nThree.") == ["One line.", "Two.", "Three."]
    assert wrapped_paragraphs("One\n  line.") == ["One line."]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20210504", "2021-05-04"),
        ("20210504T0810Z", "2021-05-04T08:10:00Z"),
        ("20210504T081011+0200", "2021-05-04T08:10:11+0200"),
        ("4 May 2021", "4 May 2021"),
        ("", None),
    ],
)
def test_compact_dates_become_iso(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


def test_a_part_over_the_bound_gives_its_size_and_the_next_is_read() -> None:
    pieces = [b"<x>12", b"34</x><x>5</x", b"><xy>6</xy><x>7"]
    assert list(parts(iter(pieces), b"x", 11)) == [b"<x>1234</x>", b"<x>5</x>", b"<x>7"]
    assert list(parts(iter(pieces), b"x", 10)) == [11, b"<x>5</x>", b"<x>7"]
    assert b"".join(without(iter(pieces), b"x")) == b"<xy>6</xy>"


def test_one_element_larger_than_a_document_is_refused_and_a_list_of_small_ones_is_read() -> None:
    item = g2(XHTML)
    bounds = formats.Bounds(document=len(item.encode()))
    (row,) = formats.read_stream(io.BytesIO(item.encode() + b" "), "a.xml", bounds)
    assert isinstance(row, SkippedSource)
    assert "too large" in row.reason
    file = f"<newsMessage><itemSet>{item}{item}</itemSet></newsMessage>".encode()
    large = formats.Bounds(document=len(file))
    assert [isinstance(one, SourceDocument) for one in formats.read_stream(io.BytesIO(file), "a.xml", large)] == [
        True
    ] * 2
