"""Notes and references: what is an article, what is a list, and which day is when the page was saved."""

from __future__ import annotations

import io
import json

import pytest

from index import formats
from index.formats.library.latex_text import plain_text
from index.formats.library.note_texts import has_prose
from index.model import SkippedSource, SourceDocument

NOTE = "The board of Tarnby closed the mill on Monday, and its owner said that nobody would lose a post before summer. "
LONG = NOTE * 4


def rows(text: str | bytes, name: str) -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(text.encode() if isinstance(text, str) else text), name))


def only(text: str | bytes, name: str) -> SourceDocument:
    (found,) = rows(text, name)
    assert isinstance(found, SourceDocument), found
    return found


def refusals(text: str, name: str) -> list[tuple[str, str]]:
    return [(one.kind, one.reason) for one in rows(text, name) if isinstance(one, SkippedSource)]


# --- Evernote ---------------------------------------------------------------------------------------------------------


def enex(*notes: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "a.dtd"><en-export>{"".join(notes)}</en-export>'


def note(body: str, more: str = "") -> str:
    return f"""<note><title>Mill &amp; town</title><content><![CDATA[<?xml version="1.0"?>
<!DOCTYPE en-note SYSTEM "b.dtd"><en-note style="color:red">{body}</en-note>]]></content>
<created>20210504T081000Z</created><tag>mills</tag>{more}</note>"""


CLIP = (
    "<note-attributes><author>Maren Lind</author><source-url>https://post.example/mill</source-url></note-attributes>"
)


def test_a_clipped_note_was_captured_when_it_was_made() -> None:
    found = only(enex(note(f"<div>{NOTE}&nbsp;</div><en-media hash='1' type='image/png'/>", CLIP)), "a.enex")
    declared = found.declared
    assert (declared.headline, declared.authors, declared.tags) == ("Mill & town", ("Maren Lind",), ("mills",))
    assert (declared.url, declared.captured) == ("https://post.example/mill", "2021-05-04T08:10:00Z")
    assert declared.published is None
    assert "en-media" not in found.text
    assert found.form == "html"


def test_each_note_is_read_and_what_is_attached_is_left_out() -> None:
    attached = f"<resource><data encoding='base64'>{'QUJD' * 400_000}</data></resource>"
    file = enex(note(f"<p>{NOTE}</p>", attached), note("<en-media/>scan", attached), note(f"<p>{NOTE}</p>"))
    found = rows(file, "a.enex")
    assert [one.record for one in found if isinstance(one, SourceDocument)] == [1, 3]
    assert all(len(one.data) < 2000 for one in found if isinstance(one, SourceDocument))
    assert refusals(file, "a.enex") == [("not an article", "a note without a text to read")]
    locked = enex('<note><title>A</title><content encoding="base64:aes">QUJD</content></note>')
    assert "encrypted" in refusals(locked, "a.enex")[0][1]


# --- Markdown of note programs ----------------------------------------------------------------------------------------


def joplin(body: str, kind: int = 1, more: str = "") -> str:
    return f"Mill closes\n\n{body}\n\nid: {'0c' * 16}\ncreated_time: 2021-05-04T08:10:00.000Z\n{more}type_: {kind}"


def test_a_note_of_joplin_is_read_without_its_properties() -> None:
    more = "author: Maren Lind\nsource_url: https://post.example/mill\nmarkup_language: 1\n"
    found = only(joplin(NOTE, more=more), "0c.md")
    assert (found.text, found.form, found.declared.headline) == (NOTE.strip(), "markdown", "Mill closes")
    assert (found.declared.authors, found.declared.url) == (("Maren Lind",), "https://post.example/mill")
    assert (found.declared.captured, found.declared.published) == ("2021-05-04T08:10:00.000Z", None)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (joplin("", kind=2), "not an article"),
        (joplin("[scan.pdf](:/0c)"), "not an article"),
        (f"id: {'0c' * 16}\nnote_id: {'0d' * 16}\ntype_: 6", "not an article"),
        (joplin(NOTE, more="encryption_applied: 1\n"), "failed"),
    ],
)
def test_other_items_of_joplin_are_no_articles(item: str, kind: str) -> None:
    assert [one for one, _ in refusals(item, "0c.md")] == [kind]


@pytest.mark.parametrize("author", ['"[[Maren Lind]]"', "[[Maren Lind]]", "Maren Lind"])
def test_a_clip_in_obsidian_has_its_address_and_the_day_of_clipping(author: str) -> None:
    found = only(
        f"---\nsource: https://post.example/mill\nauthor:\n  - {author}\ncreated: 2021-05-06\n---\n{NOTE}", "a.md"
    )
    declared = found.declared
    assert (declared.url, declared.authors) == ("https://post.example/mill", ("Maren Lind",))
    assert (declared.captured, declared.published) == ("2021-05-06", None)


def test_front_matter_without_an_address_keeps_the_day_it_was_created() -> None:
    assert only(f"---\ntitle: Mill\ncreated: 2021-05-06\n---\n{NOTE}", "a.md").declared.published == "2021-05-06"


def test_a_page_of_notion_has_its_properties_as_metadata() -> None:
    name = f"Mill closes {'0e' * 16}.md"
    found = only(
        f"# Mill closes\n\nURL: https://post.example/mill\nCreated: May 6, 2021 9:00 AM\nTags: a, b\n\n{NOTE}", name
    )
    declared = found.declared
    assert found.text.startswith("The board")
    assert (declared.headline, declared.url) == ("Mill closes", "https://post.example/mill")
    assert (declared.captured, declared.published, declared.tags) == ("May 6, 2021 9:00 AM", None, ("a", "b"))
    assert refusals("# Scan\n\nURL: https://post.example/a\nTags: a\n\n![](a.png)\n", name)[0][0] == "not an article"


@pytest.mark.parametrize(
    ("text", "prose"),
    [("word " * 15, True), ("word " * 14, False), ("日" * 25, True), ("日" * 24, False), ("![a b](c) " * 30, False)],
)
def test_a_note_has_prose_from_15_words_or_25_signs(text: str, *, prose: bool) -> None:
    assert has_prose(text) is prose


# --- References -------------------------------------------------------------------------------------------------------

RIS = """TY  - NEWS
TI  - Mill closes
AU  - Lind, Maren
AU  - Dahl, Per
T2  - Tarnby Post
DA  - 2021/05/04/
UR  - https://post.example/mill
AB  - {abstract}
N1  - {note}
ER  - \n
"""


def test_references_with_an_abstract_alone_are_a_list() -> None:
    ((kind, reason),) = refusals(RIS.format(abstract=LONG, note="Read later") * 3, "a.ris")
    assert kind == "list"
    assert "3 references without the text" in reason


def test_a_reference_with_a_long_note_is_an_article_among_others() -> None:
    found = rows(
        RIS.format(abstract="", note="Short") + RIS.format(abstract="", note=f"<p>{LONG}</p>\n<p>{NOTE}</p>"), "a.ris"
    )
    assert [(one.path, one.kind) for one in found if isinstance(one, SkippedSource)] == [("a.ris#L1", "list")]
    (article,) = [one for one in found if isinstance(one, SourceDocument)]
    declared = article.declared
    assert (article.record, article.form, article.flags) == (2, "html", ("text from a note",))
    assert (declared.headline, declared.authors) == ("Mill closes", ("Maren Lind", "Per Dahl"))
    assert (declared.outlet, declared.published, declared.url) == (
        "Tarnby Post",
        "2021-05-04",
        "https://post.example/mill",
    )


def test_the_tags_of_endnote_are_read_as_those_of_ris() -> None:
    found = only(
        f"%0 Newspaper Article\n%T Mill closes\n%A Lind, Maren\n%J Tarnby Post\n%8 2021-05-04\n%Z {LONG}\n", "a.enw"
    )
    assert (found.declared.outlet, found.declared.published, found.declared.authors) == (
        "Tarnby Post", "2021-05-04", ("Maren Lind",))  # fmt: skip


BIB = """@string{post = "Tarnby Post"}
@article{mill,
  title = {{Mill} closes: caf{\\'e} \\& M{\\"u}hle},
  author = {Lind, Maren and Dahl, Per},
  journal = post # { (Evening)},
  year = 2021, month = may, day = 4,
  url = {https://post.example/mill\\_1},
  %s
}
"""


def test_bibtex_is_read_with_macros_and_accents() -> None:
    found = only(BIB % f"annote = {{{LONG}}}", "a.bib")
    declared = found.declared
    assert (declared.headline, declared.outlet) == ("Mill closes: café & Mühle", "Tarnby Post (Evening)")
    assert (declared.authors, declared.published) == (("Maren Lind", "Per Dahl"), "2021-05-04")
    assert declared.url == "https://post.example/mill_1"
    assert refusals(BIB % f"abstract = {{{LONG}}}", "a.bib")[0][0] == "list"


def test_a_damaged_entry_is_a_row_and_the_next_is_read() -> None:
    found = rows(f"@article{{bad, title = {{Mill,\n\n{BIB % f'note = {{{LONG}}}'}", "a.bib")
    assert [isinstance(one, SourceDocument) for one in found] == [False, True]
    assert isinstance(found[0], SkippedSource)
    assert (found[0].kind, "'bad' is not closed" in found[0].reason) == ("failed", True)


def test_latex_becomes_characters() -> None:
    assert plain_text(r"{\ss}\o{} \v{c} \~n --- ``a'' \{b\} 5\,\%".replace(r"\,", "")) == "ßø č ñ — “a” {b} 5%"


def csl(**more: object) -> dict[str, object]:
    return {
        "id": 1,
        "type": "article-newspaper",
        "title": "Mill closes",
        "container-title": "Tarnby Post",
        "author": [{"family": "Lind", "given": "Maren"}],
        "issued": {"date-parts": [[2021, 5, 4]]},
        **more,
    }


def test_csl_json_is_a_list_unless_an_item_has_a_note_to_read() -> None:
    assert refusals(json.dumps([csl(abstract=LONG)]), "a.json")[0][0] == "list"
    declared = only(json.dumps([csl(note=LONG)]), "a.json").declared
    assert (declared.authors, declared.outlet, declared.published) == (("Maren Lind",), "Tarnby Post", "2021-05-04")
    zotero = {
        "itemType": "newspaperArticle",
        "title": "Mill",
        "creators": [{"firstName": "Maren", "lastName": "Lind"}],
        "publicationTitle": "Tarnby Post",
        "date": "2021-05-04",
        "notes": [{"note": f"<p>{LONG}</p>"}],
    }
    found = only(json.dumps({"config": {}, "items": [zotero]}), "library.json")
    assert (found.declared.authors, found.declared.outlet) == (("Maren Lind",), "Tarnby Post")


def test_records_of_a_scraper_are_not_taken_for_references() -> None:
    record = {**csl(), "type": "article", "text": NOTE}
    assert only(json.dumps([record]), "a.json").text == NOTE


def test_endnote_has_styles_around_its_words() -> None:
    record = """<record><source-app name="EndNote">EndNote</source-app>
<ref-type name="Newspaper Article">23</ref-type>
<contributors><authors><author><style face="normal">Lind, Maren</style></author></authors></contributors>
<titles><title><style>Mill </style><style face="italic">closes</style></title>
<secondary-title>Tarnby Post</secondary-title>
</titles><dates><year>2021</year><pub-dates><date>2021-05-04</date></pub-dates></dates>{}</record>"""
    file = "<?xml version='1.0'?><xml><records>{}</records></xml>"
    declared = only(file.format(record.format(f"<notes>{LONG}</notes>")), "a.xml").declared
    assert (declared.headline, declared.authors) == ("Mill closes", ("Maren Lind",))
    assert (declared.outlet, declared.published) == ("Tarnby Post", "2021-05-04")
    assert refusals(file.format(2 * record.format(f"<abstract>{LONG}</abstract>")), "a.xml")[0][0] == "list"


def test_the_notes_of_zoteros_rdf_belong_to_their_items() -> None:
    names = """xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
xmlns:foaf="http://xmlns.com/foaf/0.1/"
xmlns:bib="http://purl.org/net/biblio#" """
    item = """<bib:Article rdf:about="https://post.example/mill"><z:itemType>newspaperArticle</z:itemType>
<dcterms:isPartOf><bib:Newspaper><dc:title>Tarnby Post</dc:title></bib:Newspaper></dcterms:isPartOf>
<bib:authors><rdf:Seq><rdf:li>
<foaf:Person><foaf:surname>Lind</foaf:surname><foaf:givenName>Maren</foaf:givenName></foaf:Person></rdf:li></rdf:Seq>
</bib:authors><dcterms:isReferencedBy rdf:resource="#item_2"/><dc:title>Mill closes</dc:title>
<dc:date>2021-05-04</dc:date>
<dc:identifier><dcterms:URI><rdf:value>https://post.example/mill</rdf:value></dcterms:URI></dc:identifier></bib:Article>"""
    memo = f'<bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;{LONG}&lt;/p&gt;</rdf:value></bib:Memo>'
    declared = only(f"<rdf:RDF {names}>{item}{memo}</rdf:RDF>", "a.rdf").declared
    assert (declared.headline, declared.authors) == ("Mill closes", ("Maren Lind",))
    assert (declared.outlet, declared.published) == ("Tarnby Post", "2021-05-04")
    assert declared.url == "https://post.example/mill"
    assert refusals(f"<rdf:RDF {names}>{item}</rdf:RDF>", "a.rdf")[0][0] == "list"


@pytest.mark.parametrize(("words", "read"), [(60, True), (59, False)])
def test_a_note_of_sixty_words_is_a_text(words: int, *, read: bool) -> None:
    (found,) = rows(RIS.format(abstract="", note="mill " * words), "a.ris")
    assert isinstance(found, SourceDocument) is read
