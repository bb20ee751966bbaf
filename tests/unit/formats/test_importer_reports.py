"""What users of other importers reported as lost or wrong, each with a file of our own of that kind.

The reports: asreview 332 and 602, JabRef 6065 (RIS), karakeep 570, shiori 1110 and wallabag 8217 (Pocket), wallabag
7685 (Instapaper) and 2256 (its JSON), Joplin 3359, 8699 and 14139 (ENEX), warcio 131 (records without an empty line
between), FreshRSS 6140 (OPML), obsidian-clipper 368, obsidian-citation-plugin 126, obsidian-kindle-plugin 173 and
evernote2md 111 (front matter), thunderbird import-export-tools 145 and ponymail 212 (mailboxes), trafilatura 296;
NetNewsWire 2109, superdesk 3269, nyaa 1308, rome 166, distill 126, webfeed 66 and liferea 1299 (times of feeds),
python-docx 497 and 803 and office_oxide 140 (Word), pandas 22661 (tabs), qianfan 332, foxreplace 120 and
obsidian-import-json 51 (commas and braces), onyx 14773 (EPUB).
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from index import formats
from index.cleaning import clean
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.containers.made import zipped
from tests.unit.formats.office_files import docx, epub, page_of

FERRY = "The ferry between Skarn and Holm sails again from Monday, its owner said on Thursday at the town hall."
MILL = "The mill at Ahrn was sold to the town for 20,000 crowns, its mayor said on Friday evening at the inn."


def read(data: str | bytes, name: str) -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(data.encode() if isinstance(data, str) else data), name))


def article(data: str | bytes, name: str) -> SourceDocument:
    (found,) = read(data, name)
    assert isinstance(found, SourceDocument), found
    return found


def kinds(data: str | bytes, name: str) -> list[str]:
    return [one.kind if isinstance(one, SkippedSource) else "article" for one in read(data, name)]


# --- Lists ------------------------------------------------------------------------------------------------------------

_RIS = (
    f"TY  - NEWS\r\nTI  - Το φέρι\r\nPY  - 2016\r\nY1  - 2016/10/19\r\nT2  - Εφημερίδα\r\nN2  - {FERRY}\r\nER  - \r\n"
)
_POCKET = 'title,url,time_added,tags,status\n"The Rise\nof Ferries",https://a.example/1,1319496783,,archive\n'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("greek.ris", _RIS.encode("cp1253")),
        ("mark.ris", b"\xef\xbb\xbf" + _RIS.encode()),
        ("export.txt", _RIS.encode()),
        ("endnote.txt", f"\ufeff%0 Newspaper Article\n%T Ferry\n%A Quill, Ada\n%X {FERRY}\n".encode()),
        ("search.nbib", f"PMID- 123\nTI  - Ferry\nAB  - {FERRY}\nJT  - The Quay\n".encode()),
        ("pocket.zip", zipped({"part_000000.csv": _POCKET.encode()})),
        ("old.csv", b"title,url,time_added,cursor,tags,status\nFerry,https://a.example/1,1728576752,71,,unread\n"),
        ("instapaper.csv", b"URL,Title,Selection,Folder,Timestamp\nhttps://a.example/1,Ferry,Sails.,Unread,15778\n"),
        ("feeds.opml.xml", b'<opml version="2.0"><body><outline text="Y" excludeUnreadCount=0/></body></opml>'),
        ("posts.xml", b'<posts user="a"><post href="https://a.example/1" extended="It sails."/></posts>'),
        ("hypothesis.csv", b"Created at,Author,Page,URL,Comment\n2024-05-02,ada,Ferry,https://a.example/1,Who?\n"),
    ],
)  # fmt: skip
def test_lists_of_articles_are_lists(name: str, data: bytes) -> None:
    assert kinds(data, name) == ["list"]


# --- JSON -------------------------------------------------------------------------------------------------------------


def test_the_message_of_a_program_that_fetched_nothing_is_no_text() -> None:
    fault = "wallabag can't retrieve contents for this article. Please <a href='https://a.example'>see</a>."
    records = [
        {"title": "Ferry", "url": "https://a.example/1", "content": fault, "tags": [{}], "domain_name": "a.example"},
        {"title": "Mill", "url": "https://a.example/2", "content": f"<p>{MILL}</p>", "domain_name": "a.example"},
    ]
    assert kinds(json.dumps(records), "All articles.json") == ["article", "list"]


def test_names_inside_names_are_authors() -> None:
    person = {"@type": "Person", "name": {"@type": "Person", "name": "Ada Quill"}}
    found = article(json.dumps({"headline": "Ferry", "articleBody": FERRY, "author": person}), "a.json")
    assert found.declared.authors == ("Ada Quill",)


def test_what_a_page_offers_to_be_shown_in_another_is_no_article() -> None:
    card = {"version": "1.0", "type": "rich", "provider_name": "The Quay", "title": "Ferry", "author_name": "Ada Quill",
            "html": f"<blockquote><a href='https://quay.example/1'>{FERRY}</a></blockquote>"}  # fmt: skip
    assert kinds(json.dumps(card), "embed.html") == ["not an article"]


def test_bytes_as_python_shows_them_are_the_name_of_an_outlet() -> None:
    found = article(json.dumps({"title": "Ferry", "maintext": FERRY, "source_domain": "b'quay.example'"}), "a.json")
    assert found.declared.outlet == "quay.example"


# --- Notes ------------------------------------------------------------------------------------------------------------


def _note(title: str, text: str) -> str:
    inner = f'<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "enml2.dtd"><en-note>{text}</en-note>'
    return f"<note><title>{title}</title><content><![CDATA[{inner}]]></content></note>"


def test_no_note_is_lost_for_a_character_that_xml_does_not_have() -> None:
    notes = (
        _note("Quay & Sons, AT&T", f"<div>{FERRY}</div>"),
        _note("Two", f"<div>{FERRY}\x0b &nbsp;</div>"),
        _note("Three", f"<div>{FERRY} <![CDATA[ x ]]]]><![CDATA[></div>"),
        _note("Four", f'<div style="display: none;--en-chs:x"> </div><div>{MILL}</div>'),
    )
    found = read(f"<?xml version='1.0'?><en-export>{''.join(notes)}</en-export>", "a.enex")
    assert [one.declared.headline for one in found if isinstance(one, SourceDocument)] == [
        "Quay & Sons, AT&T", "Two", "Three", "Four",
    ]  # fmt: skip
    assert all(FERRY in one.text or MILL in one.text for one in found if isinstance(one, SourceDocument))


@pytest.mark.parametrize(
    ("matter", "headline"),
    [
        ("title: Ferries 101: A guide", "Ferries 101: A guide"),
        ('title: "Say "ferry" again"', 'Say "ferry" again'),
        ("title: 'Ferry of the Few\nauthor: Ada Quill", "Ferry of the Few"),
        ("title: Fwd: Clever.....\ntags: [ 'a', 'b c' ]", "Fwd: Clever....."),
        ("title: @ferry %x", "@ferry %x"),
    ],
)
def test_front_matter_that_is_no_yaml_has_a_headline(matter: str, headline: str) -> None:
    found = article(f"---\n{matter}\nurl: https://a.example/1\n---\n{FERRY}\n", "a.md")
    assert found.declared.headline == headline


def test_front_matter_may_be_indented() -> None:
    found = article(f"---\n\ttitle: Ferry\n\turl: https://a.example/1\n---\n{FERRY}\n", "a.md")
    assert (found.declared.headline, found.declared.url) == ("Ferry", "https://a.example/1")


# --- Web archives and mail --------------------------------------------------------------------------------------------


def _record(number: int, behind: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html><html><p>%s</p></html>" % FERRY.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + behind


@pytest.mark.parametrize("behind", [b"", b"\r\n", b"\r\n\r\n", b"\n"])
@pytest.mark.parametrize("packed", [False, True])
def test_records_need_no_empty_line_between_them(behind: bytes, *, packed: bool) -> None:
    data = b"".join(_record(number, behind) for number in range(3))
    assert kinds(gzip.compress(data, mtime=0) if packed else data, "a.warc") == ["article"] * 3


def test_a_line_that_begins_with_from_and_has_a_time_parts_no_mail() -> None:
    head = "From: Skarn Gazette <l@g.example>\nTo: r@x.example\nSubject: One\nDate: Thu, 2 May 2024 08:10:00 +0200\n\n"
    box = (
        f"From Ada Quill <l@g.example>  Wed Jan  2 16:34:35 2019\n{head}{FERRY}\n\n"
        f"From my side some questions, as at 10:30 in the office;\n\n>From here on, the rest.\n\n"
        f"From l@g.example Thu May  2 08:10:00 2024\n{head}{MILL}\n"
    )
    one, two = read(box, "a.mbox")
    assert isinstance(one, SourceDocument) and isinstance(two, SourceDocument)
    assert "From my side some questions" in one.text and "\nFrom here on" in one.text
    assert two.text.strip() == MILL


# --- Feeds, tables, books ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "published"),
    [
        ("Mon, May 25 2020 04:45:26 +0000", "2020-05-25T04:45+00:00"),
        ("Fri, 19 Nov 2021 01:45:08 +02:00", "2021-11-19T01:45+02:00"),
        ("2017-08-01 13:55:44.364419679 +0200 CEST", "2017-08-01T13:55:44+02:00"),
        ("01 Aug 17 13:26 UTC", "2017-08-01T13:26+00:00"),
        ("Tue, 01 Aug 49 13:26:00 GMT", "2049-08-01T13:26+00:00"),
        ("Tue, 01 Aug 50 13:26:00 GMT", "1950-08-01T13:26+00:00"),
        ("WED,23 MAY 2012 02:23:01", "2012-05-23T02:23"),
        ("Thu, 02 Sep 2021 20:0:0 Z", "2021-09-02"),
        ("dom, 02 ott 2022 18:55:00 GMT", "2022-10-02T18:55+00:00"),
        ("2023-08-29T19:59:32.672Z", "2023-08-29T19:59:32+00:00"),
        ("Mi, 1 Mär 2023 10:00:00 +0100", "2023-03-01T10:00+01:00"),
    ],
)
def test_times_as_feeds_write_them(time: str, published: str) -> None:
    item = f"<item><title>Ferry</title><pubDate>{time}</pubDate><c:encoded>{FERRY} {MILL}</c:encoded></item>"
    space = "http://purl.org/rss/1.0/modules/content/"
    feed = f'<rss version="2.0" xmlns:c="{space}"><channel><title>Quay</title>{item}</channel></rss>'
    assert str(clean(article(feed, "a.xml")).metadata.published) == published


def test_a_quotation_mark_between_tabs_may_be_a_sign_of_the_text() -> None:
    found = read(f'title\ttext\n"Mill"\t{MILL}\n"Ferry\t{FERRY}\nLast\t{MILL} Again.\n', "a.tsv")
    assert [one.declared.headline for one in found if isinstance(one, SourceDocument)] == ["Mill", '"Ferry', "Last"]
    assert len(found) == 3


def test_commas_behind_records_are_no_fault() -> None:
    lines = "".join(f'{{"title": "T{n}", "text": "{FERRY} }} {{", "score": NaN}},\n' for n in range(3))
    assert kinds(lines, "a.jsonl") == ["article"] * 3
    assert kinds(f"[{lines}]", "a.json") == ["article"] * 3


def test_a_book_with_a_damaged_chapter_keeps_the_others() -> None:
    whole = epub({f"{n}.xhtml": page_of(text) for n, text in enumerate((FERRY, MILL, f"{FERRY} {MILL}"))})
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as parts, zipfile.ZipFile(stored, "w") as archive:
        for name in parts.namelist():
            archive.writestr(name, parts.read(name))
    book = bytearray(stored.getvalue())
    place = book.find(MILL.encode())
    book[place : place + 4] = b"XXXX"
    found = read(bytes(book), "a.epub")
    assert sorted(one.kind if isinstance(one, SkippedSource) else "article" for one in found) == [
        "article", "article", "failed",
    ]  # fmt: skip


def test_the_words_of_a_document_in_wrappers_are_text() -> None:
    wrapped = (
        f'<w:smartTag w:element="x">{run("Holm")}</w:smartTag>{run(", its owner said on ")}'
        f'<w:ins w:id="1">{run("Thursday")}</w:ins><w:del w:id="2"><w:r><w:delText>Friday</w:delText></w:r></w:del>'
        f"{run(' at the ')}<w:hyperlink>{run('town hall')}</w:hyperlink>{run('.')}"
    )
    box = f"<w:txbxContent><w:p>{run(MILL)}</w:p></w:txbxContent>"
    shape = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p>{run('The ferry sails to ')}{wrapped}</w:p><w:sdt><w:sdtContent><w:p>{run(FERRY)}</w:p></w:sdtContent>"
    )
    found = article(
        docx(f"{body}</w:sdt><w:p><w:r><mc:AlternateContent {spaces}>{shape}</mc:AlternateContent></w:r></w:p>"),
        "a.docx",
    )
    assert found.text.startswith("The ferry sails to Holm, its owner said on Thursday at the town hall.")
    assert (found.text.count(FERRY), found.text.count(MILL)) == (1, 1)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
