"""Folders as browsers, mirrors and archivers leave them: each page once, with its address, and nothing beside it."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from index import formats
from index.formats.location import Disk, Location, Members
from index.formats.pages import no_article, provenance
from index.model import DeclaredMetadata, SkippedSource, SourceDocument
from tests.unit.formats.containers.made import tarred, zipped

TEXT = "The ferry sails again, the harbour master said on Monday, after a week of storm."


def page(title: str = "Ferry", head: str = "", text: str = TEXT) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><p>{text}</p></body></html>"


def laid_out(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def found(folder: Path) -> dict[str, DeclaredMetadata | str]:
    """By path below the folder: what is declared of an article, or the kind and reason of a row."""
    rows: dict[str, DeclaredMetadata | str] = {}
    for file in formats.find([folder]):
        assert isinstance(file, formats.FoundFile)
        for one in formats.read_file(file.path):
            rows[one.path.removeprefix(f"{folder}/")] = (
                f"{one.kind}: {one.reason}" if isinstance(one, SkippedSource) else one.declared
            )
    return rows


def articles(rows: dict[str, DeclaredMetadata | str]) -> list[str]:
    return [path for path, row in rows.items() if isinstance(row, DeclaredMetadata)]


def failures(rows: dict[str, DeclaredMetadata | str]) -> list[str]:
    return [row for row in rows.values() if isinstance(row, str) and not row.startswith("not an article")]


# --- Browsers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["Ferry_files", "Ferry-Dateien", "Ferry_fichiers", "Ferry.files", "Ferry_bestanden"])
def test_what_a_browser_saves_beside_a_page_is_part_of_it(tmp_path: Path, folder: str) -> None:
    saved = {"Ferry.htm": page(), f"{folder}/frame.html": page("Advertisement"), f"{folder}/deep/a.txt": TEXT * 9}
    rows = found(laid_out(tmp_path, saved))
    assert articles(rows) == ["Ferry.htm"]
    assert rows[f"{folder}/frame.html"] == "not an article: a part of the saved page Ferry"
    assert failures(rows) == []


def test_a_folder_with_such_a_name_and_no_page_beside_it_holds_articles(tmp_path: Path) -> None:
    assert articles(found(laid_out(tmp_path, {"old_files/a.html": page(), "b.html": page()}))) == [
        "b.html",
        "old_files/a.html",
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_saved_page_in_an_archive_is_the_same(tmp_path: Path, pack: object) -> None:
    members = {"x/Ferry_files/f.html": page("Ad").encode(), "x/Ferry.html": page().encode()}
    assert callable(pack)
    assert articles(found(laid_out(tmp_path, {"a.bin": pack(members)}))) == ["a.bin!x/Ferry.html"]


def test_zotero_keeps_one_page_a_folder(tmp_path: Path) -> None:
    saved = {
        "storage/ABCD2345/a.html": page(),
        "storage/ABCD2345/.zotero-ft-cache": TEXT,
        "storage/EFGH6789/b.html": page("Train"),
        "storage/EFGH6789/b_files/f.html": page("Ad"),
    }
    assert articles(found(laid_out(tmp_path, saved))) == ["storage/ABCD2345/a.html", "storage/EFGH6789/b.html"]


# --- wget and HTTrack -------------------------------------------------------------------------------------------------


def test_a_mirror_of_wget(tmp_path: Path) -> None:
    share = '<a href="https://share.example/?u=https%3A%2F%2Fpaper.example%2Fnews%2Fa.html">Share</a>'
    saved = {
        "paper.example/index.html": page("Paper", text=f'{TEXT} <a href="https://paper.example/">Home</a>'),
        "paper.example/index.html?page=2": page("Paper, page 2"),
        "paper.example/news/a.html": page(text=TEXT + share),
        "paper.example/news/a.html.orig": page(),
        "paper.example/news/b.html": page("Train"),
        "paper.example/news/c.html.orig": page("Tram"),
        "paper.example/robots.txt": "User-agent: *\nDisallow: /private\n",
        "wget-log": "Saving to: a.html\n" * 9,
        "wget-log.1": "Saving to: a.html\n" * 9,
    }
    rows = found(laid_out(tmp_path, saved))
    assert rows["paper.example/index.html"] == "not an article: the front page of a website"
    assert rows["paper.example/news/a.html"] == DeclaredMetadata(url="https://paper.example/news/a.html")
    assert rows["paper.example/news/a.html.orig"] == (
        "not an article: the page beside it, as it was before wget changed its links"
    )
    assert rows["paper.example/news/b.html"] == DeclaredMetadata(), "no address that the page itself does not have"
    assert isinstance(rows["paper.example/news/c.html.orig"], DeclaredMetadata)
    assert rows["paper.example/robots.txt"] == "not an article: rules for robots"
    assert rows["wget-log"] == rows["wget-log.1"] == "not an article: a log of wget"
    assert failures(rows) == []


def test_a_mirror_of_httrack(tmp_path: Path) -> None:
    mark = "<!-- Mirrored from paper.example/news/{} by HTTrack Website Copier/3.x [XR&CO'2014], {} GMT -->"
    date = "Thu, 14 Mar 2019 09:15:00"
    saved: dict[str, str | bytes] = {
        "index.html": "<html><!-- Mirror and index made by HTTrack Website Copier/3.49 -->" + page("Local index"),
        "hts-log.txt": "HTTrack launched on Thu, 14 Mar 2019\n" * 9,
        "hts-cache/new.zip": zipped({"http://paper.example/news/a.html": page().encode()}),
        "hts-cache/doit.log": "-q http://paper.example/",
        "cookies.txt": "paper.example\tTRUE\t/\n",
        "paper.example/news/a.html": page(head=mark.format("a.html", date)),
        "paper.example/news/old.html": page(
            "Page has moved", '<META HTTP-EQUIV="Refresh" CONTENT="0; URL=a.html">', "Click here..."
        ),
    }
    rows = found(laid_out(tmp_path, saved))
    assert articles(rows) == ["paper.example/news/a.html"]
    assert rows["paper.example/news/a.html"] == DeclaredMetadata(
        url="http://paper.example/news/a.html", captured=f"{date} GMT"
    )
    assert rows["index.html"] == "not an article: the list of a mirror that HTTrack makes"
    assert rows["paper.example/news/old.html"] == "not an article: a page that only leads to another one"
    assert rows["hts-cache/new.zip"] == "not an article: HTTrack's cache of the pages beside it"
    assert failures(rows) == []


def test_a_cache_of_httrack_alone_is_read(tmp_path: Path) -> None:
    saved = {"hts-cache/new.zip": zipped({"http://paper.example/news/a.html": page().encode()})}
    assert articles(found(laid_out(tmp_path, saved))) == ["hts-cache/new.zip!http://paper.example/news/a.html"]


# --- ArchiveBox -------------------------------------------------------------------------------------------------------

SNAPSHOT = {
    "timestamp": "1552554900.0",
    "url": "https://paper.example/news/a",
    "updated": "2019-03-14T10:00:00+00:00",
    "canonical": {"wget_path": "paper.example/news/a.html"},
    "history": {
        "singlefile": [{"start_ts": "2019-03-14T09:16:00+00:00", "output": "singlefile.html"}],
        "wget": [{"start_ts": "2019-03-14T09:15:00+00:00", "output": "paper.example/news/a.html"}],
    },
}
FORMS: dict[str, str | bytes] = {
    "index.json": json.dumps(SNAPSHOT),
    "index.html": page("Snapshot"),
    "singlefile.html": page(),
    "output.html": page(),
    "paper.example/news/a.html": page(),
    "readability/content.html": page(),
    "readability/article.json": json.dumps({"title": "Ferry", "textContent": TEXT, "content": TEXT}),
    "mercury/article.json": json.dumps({"title": "Ferry", "content": TEXT}),
    "htmltotext.txt": TEXT * 9,
    "headers.json": "{}",
    "media/a.vtt": TEXT * 9,
}


@pytest.mark.parametrize(
    ("missing", "chosen", "captured"),
    [
        ((), "singlefile.html", "2019-03-14T09:16:00+00:00"),
        (("singlefile.html",), "output.html", "2019-03-14T10:00:00+00:00"),
        (("singlefile.html", "output.html"), "paper.example/news/a.html", "2019-03-14T09:15:00+00:00"),
        (
            ("singlefile.html", "output.html", "paper.example/news/a.html"),
            "readability/content.html",
            "2019-03-14T10:00:00+00:00",
        ),
    ],
)
def test_archivebox_gives_one_article_a_snapshot(
    tmp_path: Path, missing: tuple[str, ...], chosen: str, captured: str
) -> None:
    here = "archive/1552554900.0"
    saved = {f"{here}/{name}": "" if name in missing else content for name, content in FORMS.items()}
    more = {
        "ArchiveBox.conf": "[SERVER]\n",
        "index.html": page("Archive"),
        "index.json": json.dumps({"links": [SNAPSHOT]}),
        "sources/1552554900-import.txt": "https://paper.example/news/a\n" * 9,
    }
    rows = found(laid_out(tmp_path, {**saved, **more}))
    assert articles(rows) == [f"{here}/{chosen}"]
    assert rows[f"{here}/{chosen}"] == DeclaredMetadata(url="https://paper.example/news/a", captured=captured)
    assert failures(rows) == []


def test_a_folder_with_such_a_number_and_no_snapshot_holds_articles(tmp_path: Path) -> None:
    saved = {"1552554900/a.html": page(), "1552554901/index.json": "[1, 2]", "1552554901/b.html": page("Train")}
    assert articles(found(laid_out(tmp_path, saved))) == ["1552554900/a.html", "1552554901/b.html"]


# --- Captures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("20190314091500/http/paper.example/news/a.html", "http://paper.example/news/a.html"),
        ("20190314091500/https:/paper.example/news/a.html", "https://paper.example/news/a.html"),
        ("20190314091500id_/https://paper.example/news/a.html", "https://paper.example/news/a.html"),
        ("20190314091500/paper.example/news/index.html", "http://paper.example/news/"),
        ("websites/paper.example/20190314091500/news/a.html", "http://paper.example/news/a.html"),
        ("20190314091500/https%3A/paper.example/news/a.html", "https://paper.example/news/a.html"),
        ("20190314091500/https@/paper.example/news/a.html", "https://paper.example/news/a.html"),
        ("websites/paper.example/news/a.html", "http://paper.example/news/a.html"),
        ("websites/paper.example/news/a.html%3Fid=3", "http://paper.example/news/a.html?id=3"),
        ("20190314091500/news/a.html", None),
        ("2019031409/http/paper.example/news/a.html", None),
        ("paper.example/news/a.html", None),
    ],
)
def test_a_tree_of_captures_says_the_address(path: str, url: str | None) -> None:
    assert provenance.origin(Location(Disk(), f"/saved/{path}"), page()).url == url


def test_an_address_is_not_taken_from_a_longer_one() -> None:
    place = Location(Disk(), "/x/paper.example/news/a.html")
    assert provenance.origin(place, 'x "https://paper.example/news/a.html2"').url is None
    assert provenance.origin(place, 'x "https://paper.example/news/a.html"').url == "https://paper.example/news/a.html"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("a.php?id=1", "a.php?id=1"),
        ("a.php@id=1", "a.php?id=1"),
        ("a.php@id=1.html", "a.php?id=1"),
        ("a.php?id=1&x=2.html", "a.php?id=1&x=2"),
        ("a.aspx.html", "a.aspx"),
        ("a.html", "a.html"),
    ],
)
def test_wget_changes_the_name_of_a_page(name: str, address: str) -> None:
    place = Location(Disk(), f"/x/paper.example/{name}")
    url = f"https://paper.example/{address}"
    assert provenance.origin(place, f'<a href="{html.escape(url)}">').url == url


@pytest.mark.parametrize("name", ["index.html", "index.htm", "index.html.1"])
def test_the_front_page_is_known_by_its_own_address_too(tmp_path: Path, name: str) -> None:
    front = page(head='<link rel="canonical" href="https://paper.example/">')
    article = page(head='<link rel="canonical" href="https://paper.example/a/">')
    laid_out(tmp_path, {name: front, f"a/{name}": article, "b/page.html": front})
    assert sorted(articles(found(tmp_path))) == [f"a/{name}", "b/page.html"]


# --- Pages themselves -------------------------------------------------------------------------------------------------


def only(data: bytes, name: str = "a.html") -> SourceDocument | SkippedSource:
    (one,) = formats.read_stream(io.BytesIO(data), name)
    return one


def test_a_page_that_its_script_did_not_fill_is_no_article() -> None:
    shell = (
        "<html><head><title>The whole long title of an article in a paper</title></head><body><div id=app>%s</div>"
        "<noscript>You need to enable JavaScript to run this app.</noscript><script>run('a long script ' * 99)</script>"
    )
    one = only((shell % "Loading").encode())
    assert isinstance(one, SkippedSource)
    assert (one.kind, one.reason) == ("not an article", "a page without text: it was saved before its script ran")
    assert isinstance(only((shell % TEXT).encode()), SourceDocument)
    assert isinstance(only((shell % '<i data-x="articleBody">').encode()), SourceDocument)
    assert isinstance(only((shell % f"<noscript>{TEXT}</noscript>").encode()), SourceDocument)


@pytest.mark.parametrize(("count", "is_empty"), [(24, True), (25, False)])
def test_twenty_five_letters_are_a_text(count: int, *, is_empty: bool) -> None:
    assert bool(no_article.reason(f"<script>x</script><p>{'a' * count}</p>")) is is_empty
    assert not no_article.reason(f"<p>{'a' * count}</p>")
    assert no_article.reason("<html><p> </p>") == "a page without text"


@pytest.mark.parametrize(
    ("title", "is_error"),
    [
        ("404", True),
        ("404 Not Found", True),
        ("Error 404 - The Quay", True),
        ("Page not found | The Quay", True),
        ("Oops! Page not found", True),
        ("Seite nicht gefunden", True),
        ("Page introuvable - Le Quai", True),
        ("404 sailors land at Holm", False),
        ("Ferry not found in storm", False),
        ("Not found wanting: the ferry", False),
    ],
)
def test_what_a_server_sends_where_there_is_no_page(title: str, is_error: bool) -> None:
    assert bool(no_article.reason(page(title))) is is_error
    assert not no_article.reason(page(title, text=TEXT * 12)), "a long text is one"
    assert not no_article.reason(page(title, '<meta property="og:type" content="article">'))


@pytest.mark.parametrize(("count", "is_error"), [(599, True), (600, False)])
def test_the_page_of_an_error_has_few_letters(count: int, is_error: bool) -> None:
    title = "<title>404</title>"
    assert bool(no_article.reason(f"{title}<p>{'a' * count}</p>")) is is_error


def test_a_set_of_frames_is_no_article() -> None:
    frames = '<frameset cols="9,*"><frame src="a.html"><noframes><body>%s</body></noframes></frameset>'
    assert no_article.reason(frames % "Your browser shows no frames.")
    assert not no_article.reason(frames % (TEXT * 4))


@pytest.mark.parametrize(("count", "leads"), [(199, True), (200, False)])
def test_a_page_with_some_text_does_not_only_lead_elsewhere(count: int, *, leads: bool) -> None:
    refresh = '<meta http-equiv="refresh" content="900;url=a.html">'
    assert (no_article.reason(refresh + "a" * count) == "a page that only leads to another one") is leads
    assert not no_article.reason('<meta http-equiv="refresh" content="900">' + "a" * 30), "a page that loads again"


def test_a_page_of_single_file_that_is_packed_in_itself() -> None:
    made = io.BytesIO()
    made.write(b"<!DOCTYPE html> <html data-sfz><body hidden><div>Please wait...</div><script>unzip()</script><!--")
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("index.html", page(), zipfile.ZIP_DEFLATED)
        archive.writestr("images/1.png", b"x")
        facts = {"originalUrl": "https://paper.example/news/a", "archiveTime": "2019-03-14T09:15:00.000Z"}
        archive.writestr("manifest.json", json.dumps(facts))
    made.write(b"--></body></html>")
    one = only(made.getvalue())
    assert isinstance(one, SourceDocument)
    assert one.text == page()
    assert one.data == made.getvalue()
    assert one.declared == DeclaredMetadata(url="https://paper.example/news/a", captured="2019-03-14T09:15:00.000Z")
    cut = only(made.getvalue()[:300])
    assert isinstance(cut, SkippedSource)
    assert cut.kind == "failed"


def mhtml(depth: int) -> bytes:
    """A page inside so many multiparts."""
    head = b"MIME-Version: 1.0\r\n"
    for i in range(depth):
        head += b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i)
    return head + b"Content-Type: text/html\r\n\r\n" + page().encode() + b"\r\n--b0--\r\n"


@pytest.mark.parametrize(("depth", "is_read"), [(1, True), (8, True), (9, False), (1200, False), (20_000, False)])
def test_parts_inside_each_other_break_nothing(depth: int, *, is_read: bool) -> None:
    one = only(mhtml(depth), "a.mhtml")
    assert isinstance(one, SourceDocument) is is_read
    if isinstance(one, SkippedSource):
        assert one.reason == "a saved page without a page in it"


# --- Places -----------------------------------------------------------------------------------------------------------


def test_a_location_knows_its_folders_and_what_is_in_them(tmp_path: Path) -> None:
    laid_out(tmp_path, {"a/b.html": "x", "a/empty": "", "a/big.json": bytes(1024 * 1024 + 1), "a/j.json": b"{}"})
    (tmp_path / "a/link").symlink_to(tmp_path / "a/b.html")
    place = Location(Disk(), f"{tmp_path.as_posix()}/a/b.html")
    assert (place.name, place.folders[0]) == ("b.html", f"{tmp_path.as_posix()}/a/")
    assert place.folders[-1] == "/"
    assert place.has(place.folders[0], "b.html")
    assert not place.has(place.folders[0], "empty", "link", "none")
    assert place.read(f"{tmp_path}/a/j.json") == b"{}"
    assert place.read(f"{tmp_path}/a/big.json") is None
    assert place.read(f"{tmp_path}/a") is None
    assert place.renamed("c.html").path == f"{tmp_path.as_posix()}/a/c.html"
    members = Location(Members({"x/a": 1, "b": 2}, lambda name: name.encode()), "x/a")
    assert members.folders == ("x/", "")
    assert members.has("", "b")
    assert members.read("b") == b"b"
    assert members.read("c") is None


@pytest.mark.parametrize(
    ("body", "is_list"),
    [
        ('<h1>Tag: ferry</h1><ul><li><a href="a.html">The ferry returns to Skarn on Monday</a></li></ul>', True),
        ('<h1>Ferry</h1><p><a href="a.html">Home</a> <a href="b.html">News</a></p><p>It sails.. 12</p>', True),
        ('<h1>Ferry</h1><p><a href="a.html">Home</a></p><p>It sails again.</p>', False),
        ('<a name="top"></a><h1>Ferry</h1><p>It sails again.</p>', False),
        ('<h1>Ferry</h1><a href="a.html">Home<p>It sails again on Monday.</p>' + "<p>It was late.</p>" * 80, False),
    ],
)
def test_a_page_of_nothing_but_links_is_no_article(body: str, is_list: bool) -> None:
    page = f"<!DOCTYPE html><html><body>{body}</body></html>"
    assert no_article.reason(page) == ("a list of links to other pages" if is_list else None)
    assert no_article.reason(page.replace("<body>", '<body itemprop="articleBody">')) is None
