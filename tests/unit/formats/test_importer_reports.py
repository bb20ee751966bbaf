"""What users of other importers reported as lost or wrong, each with a file of our own of that kind.

The reports: asreview 332 and 602, JabRef 6065 (RIS), karakeep 570, shiori 1110 and wallabag 8217 (Pocket), wallabag
7685 (Instapaper) and 2256 (its JSON), Joplin 3359, 8699 and 14139 (ENEX), warcio 131 (records without an empty line
between), FreshRSS 6140 (OPML), obsidian-clipper 368, obsidian-citation-plugin 126, obsidian-kindle-plugin 173 and
evernote2md 111 (front matter), thunderbird import-export-tools 145 and ponymail 212 (mailboxes), trafilatura 296.
"""

from __future__ import annotations

import gzip
import io
import json

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument
from tests.unit.formats.containers.made import zipped

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
