"""Files become source documents, and what cannot is told with its reason."""

from __future__ import annotations

import io
import json
import os
import socket
from pathlib import Path

import pytest

from index import formats
from index.model import SkippedSource, SourceDocument


def documents(path: Path) -> list[SourceDocument]:
    return [one for one in formats.read_file(path) if isinstance(one, SourceDocument)]


def refusal(path: Path) -> str:
    """Why nothing of a file can be read."""
    (row,) = formats.read_file(path)
    assert isinstance(row, SkippedSource)
    return row.reason


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_finds_files_in_order_and_passes_over_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, "text")
    found = [
        f.path.relative_to(tmp_path).as_posix() for f in formats.find([tmp_path]) if isinstance(f, formats.FoundFile)
    ]
    assert found == ["a.txt", "b/d.txt", "c.txt"]


def test_a_missing_path_is_a_row_with_its_reason(tmp_path: Path) -> None:
    (row,) = formats.find([tmp_path / "nowhere"])
    assert isinstance(row, SkippedSource)
    assert row.reason == "no such file or folder"


def test_symbolic_link_loops_end(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "text")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = list(formats.find([tmp_path]))
    assert [f.path.name for f in found if isinstance(f, formats.FoundFile)] == ["a.txt"]
    assert len(found) == 2, "only the link to itself is a row"


def test_special_files_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.sock"))
        rows = list(formats.find([tmp_path]))
    assert {row.reason for row in rows if isinstance(row, SkippedSource)} == {
        "a named pipe, not a file",
        "a socket, not a file",
    }
    assert refusal(tmp_path / "pipe.txt") == "a named pipe, not a file"
    assert refusal(Path(os.devnull)) == "a device, not a file"


def test_a_file_name_that_is_not_utf8_is_reported_as_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        write(path, "The ferry sails again.")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    (document,) = documents(path)
    assert document.path.endswith("caf\\xe9.txt")
    document.path.encode("utf-8")


def test_the_state_of_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    assert formats.state(write(tmp_path / "a.txt", "abc")).sha256.startswith("ba7816bf8f01cfea")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t \n", "empty"),
        ("a.txt", b"%PDF-1.7 ...", "a PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG image"),
        ("a.txt", bytes(range(256)) * 20, "binary data"),
        ("a.css", b"body { color: red }", "not a format of articles"),
        ("a.xml", b"<?xml version='1.0'?><rss></rss>", "a feed without entries"),
        ("a.json", b'{"title": "No text"}', "no text, body or content"),
        ("a.json", b'{"title": ', "not JSON"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert reason in refusal(write(tmp_path / name, data))
    (row,) = formats.read_stream(io.BytesIO(data), name)
    assert isinstance(row, SkippedSource)
    assert row.path == name
    assert reason in row.reason


def test_a_text_too_long_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        for _ in range(17):
            file.write(b"word " * ((1 << 20) // 5))
    assert "17 MB" in refusal(path)


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"word ")
        file.truncate(200 << 20)
    assert "200 MB" in refusal(path)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Zoë läuft um elf."),
        ("utf-8-sig", "Zoë läuft um elf."),
        ("utf-16", "Zoë läuft um elf."),
        ("cp1252", "Zoë läuft um “elf”."),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    (document,) = documents(write(tmp_path / "a.txt", text.encode(encoding)))
    assert document.text == text
    assert document.form == "plain"


def test_broken_utf8_is_flagged(tmp_path: Path) -> None:
    (document,) = documents(
        write(tmp_path / "a.txt", "Übermäßig schöne Grüße kommen – “aus” Köln. ".encode() + b"\xff.")
    )
    assert document.flags == ("encoding damaged",)


def test_a_page_is_known_by_its_content_and_read_in_its_declared_encoding(tmp_path: Path) -> None:
    page = '<!DOCTYPE html><html><head><meta charset="windows-1251"></head><body><p>Привет</p></body></html>'
    (document,) = documents(write(tmp_path / "page.txt", page.encode("cp1251")))
    assert document.form == "html"
    assert "Привет" in document.text


def test_a_page_in_an_mhtml_file_is_an_article_with_its_address(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><body><p>The council=E2=80=99s ferry sails every=\r\n twenty minutes.</p></body></html>"
    )
    parts = (
        ("text/css", "https://bell.example/a.css", "p { color: red }"),
        ("text/html", "https://bell.example/ferry", page),
        ("text/html", "https://ads.example/frame", "<p>Another frame</p>"),
    )
    message = "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
    message += 'Content-Type: multipart/related;\r\n\tboundary="=x="\r\n\r\n'
    for kind, address, body in parts:
        message += f"--=x=\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        message += f"Content-Location: {address}\r\n\r\n{body}\r\n"
    (document,) = documents(write(tmp_path / "a.mhtml", f"{message}--=x=--\r\n"))
    assert (document.form, document.media_type) == ("html", "multipart/related")
    assert "The council’s ferry sails every twenty minutes." in document.text
    assert "Another frame" not in document.text
    assert document.declared.url == "https://bell.example/ferry"
    assert document.data.startswith(b"From:")


def test_an_mhtml_file_without_a_page_is_refused(tmp_path: Path) -> None:
    message = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    message += "--x\r\nContent-Type: text/css\r\n\r\np\r\n--x--"
    assert "without a page" in refusal(write(tmp_path / "a.mht", message))


RUSSIAN = (
    "Городской совет решил закрыть старый мост на ремонт до конца года, сообщила администрация порта. "
    "Водителям придётся ехать в объезд, а паром будет ходить каждые двадцать минут с раннего утра до полуночи. "
)


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "no-such-code", ""])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8"])
def test_a_page_that_declares_a_wrong_encoding_is_read_by_its_letters(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    scripts = "<script>var a = 'some words of code';</script>" * 20
    body = f"<body><div class='text'><p>{RUSSIAN * 3}</p></div></body>"
    page = f"<!DOCTYPE html><html><head>{meta}{scripts}</head>{body}</html>"
    (document,) = documents(write(tmp_path / "page.html", page.encode(encoding)))
    assert RUSSIAN.strip() in document.text


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "The mayor’s “long” year – he said"),
        ("gb2312", "gb18030", "朱镕基在上海说了许多话"),
        ("euc-kr", "cp949", "똠방각하 펲시콜라"),
        ("shift_jis", "cp932", "①番の電車は髙田駅に停車"),
        ("utf-8", "cp1252", "Übermäßig schöne Grüße aus Köln"),
        ("iso-8859-9", "cp1254", "Belediye “köprüyü” kapattı"),
    ],
)
def test_a_declared_encoding_is_read_as_browsers_do(tmp_path: Path, declared: str, encoding: str, text: str) -> None:
    commented = "<!-- <meta charset='utf-16'> -->"
    page = f"<!DOCTYPE html><html><head>{commented}<meta charset='{declared}'></head><body><p>{text}</p></body></html>"
    (document,) = documents(write(tmp_path / "page.html", page.encode(encoding)))
    assert text in document.text


def test_front_matter_declares_metadata(tmp_path: Path) -> None:
    text = '---\ntitle: "Rain: again"\ndate: 2021-03-04\nauthor: [Ann Ode, Bo Li]\nsite: Quay\ntags: a, b\n---\nBody.\n'
    (document,) = documents(write(tmp_path / "a.md", text))
    declared = document.declared
    assert (document.form, document.text) == ("markdown", "Body.\n")
    assert (declared.headline, declared.published, declared.outlet) == ("Rain: again", "2021-03-04", "Quay")
    assert declared.authors == ("Ann Ode", "Bo Li")
    assert declared.tags == ("a", "b")


@pytest.mark.parametrize(
    "matter", ["title: [[[", "a: &a [x]\nb: *c", "d: 2021-13-45", "n: " + "9" * 5000, "x: " + "[" * 3000]
)
def test_unreadable_front_matter_is_flagged_and_the_body_kept(tmp_path: Path, matter: str) -> None:
    (document,) = documents(write(tmp_path / "a.md", f"---\nheadline: Still here\n{matter}\n---\nBody.\n"))
    assert document.text == "Body.\n"
    assert document.flags == ("front matter unreadable",)
    assert document.declared.headline == "Still here"


def test_front_matter_that_expands_is_bounded(tmp_path: Path) -> None:
    rows = ["l0: &l0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 12)]
    (document,) = documents(write(tmp_path / "a.md", "---\n" + "\n".join(rows) + "\ntags: *l11\n---\nBody.\n"))
    assert len(document.declared.tags) <= 64


def test_json_lines_by_the_names_of_common_scrapers(tmp_path: Path) -> None:
    rows = [
        {
            "title": "One",
            "text": "First.",
            "authors": ["A B"],
            "publish_date": "2020-01-02",
            "source_url": "https://www.quay.example/x",
        },
        {"title": "Two", "maintext": "Second.", "date_publish": "2020-01-02 10:00:00", "source_domain": "quay.example"},
        {
            "headline": "Three",
            "body": ["P1", "P2"],
            "author": {"name": "C D"},
            "date": 1577923200,
            "publisher": {"name": "Quay"},
        },
        {"title": None, "content": "<p>Four.</p><p>End.</p>", "link": "https://quay.example/4", "keywords": "a; b"},
        {"metadata": {"title": "Five", "sitename": "Quay"}, "article": {"text": "Fifth."}},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(json.dumps(row) for row in rows) + "\n\n")
    one, two, three, four, five = documents(path)
    assert (one.declared.headline, one.declared.published, one.declared.outlet) == ("One", "2020-01-02", "quay.example")
    assert (two.text, two.declared.outlet) == ("Second.", "quay.example")
    assert (three.text, three.declared.published, three.declared.outlet) == ("P1\n\nP2", "1577923200", "Quay")
    assert three.declared.authors == ("C D",)
    assert (four.form, four.declared.url, four.declared.tags) == ("html", "https://quay.example/4", ("a", "b"))
    assert (five.text, five.declared.headline, five.declared.outlet) == ("Fifth.", "Five", "Quay")
    assert [document.record for document in (one, two, three, four, five)] == [1, 2, 3, 4, 5]


def test_a_bad_line_does_not_stop_the_rest(tmp_path: Path) -> None:
    deep = "[" * 100_000
    path = write(tmp_path / "a.jsonl", f'{{"text": "One."}}\nnot json\n[1]\n{deep}\n{{"text": "\\ud800 two ships."}}\n')
    rows = list(formats.read_file(path))
    assert [row.path.rpartition("/")[2] for row in rows if isinstance(row, SkippedSource)] == [
        "a.jsonl#L2",
        "a.jsonl#L4",
        "a.jsonl",
    ]
    assert [row.kind for row in rows if isinstance(row, SkippedSource)] == ["failed", "failed", "not an article"]
    assert [row.text for row in rows if isinstance(row, SourceDocument)] == ["One.", "\ufffd two ships."]


def test_json_lines_in_utf16(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "Zoë läuft."}\n{"text": "Köln ruht."}\n'.encode("utf-16"))
    assert [document.text for document in documents(path)] == ["Zoë läuft.", "Köln ruht."]


def test_a_json_file_holds_one_article_or_a_list(tmp_path: Path) -> None:
    (single,) = documents(write(tmp_path / "one.json", '{\n "text": "Alone."\n}'))
    assert single.record is None
    several = documents(write(tmp_path / "many.json", '{"articles": [{"text": "A."}, {"text": "B."}]}'))
    assert [(document.record, document.text) for document in several] == [(1, "A."), (2, "B.")]


def test_json_lines_are_known_whatever_the_name(tmp_path: Path) -> None:
    path = write(tmp_path / "dump.txt", '{"text": "A."}\n{"text": "B."}\n')
    assert [document.text for document in documents(path)] == ["A.", "B."]


def test_a_page_with_too_much_text_is_refused_but_not_one_with_large_scripts(tmp_path: Path) -> None:
    page = "<html><body><script>" + "x = 1;\n" * 3_000_000 + "</script><p>Text.</p></body></html>"
    (document,) = documents(write(tmp_path / "script.html", page))
    assert document.form == "html"
    assert "20 MB of text" in refusal(write(tmp_path / "text.html", "<html><p>" + "word " * (4 << 20)))
