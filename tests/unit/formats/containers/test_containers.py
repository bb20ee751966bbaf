"""Packed files and archives give their members, and what cannot be unpacked is a row with its reason."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from index import formats
from index.formats import registry
from index.formats.containers import tar_file, zip_file
from index.formats.limits import Bounds
from index.formats.source import Head
from index.model import SkippedSource
from tests.unit.formats.containers.made import PAGE, tarred, zipped, zstd

WORDS = "The ferry sails again."


def rows(data: bytes, name: str, bounds: Bounds | None = None) -> list[tuple[str, str]]:
    """Address and kind of each row; the kind of an article is ``article``."""
    found = formats.read_stream(io.BytesIO(data), name, bounds or Bounds())
    return [
        (one.path, f"{one.kind}: {one.reason}") if isinstance(one, SkippedSource) else (str(one.address), "article")
        for one in found
    ]


@pytest.mark.parametrize(
    ("data", "name", "address"),
    [
        (gzip.compress(PAGE, mtime=0), "a.html.gz", "a.html.gz!a.html"),
        (bz2.compress(PAGE), "a.html.bz2", "a.html.bz2!a.html"),
        (lzma.compress(PAGE), "a.html.xz", "a.html.xz!a.html"),
        (zstd(PAGE), "a.html.zst", "a.html.zst!a.html"),
        (gzip.compress(tarred({"x/a.html": PAGE})), "site.tgz", "site.tgz!site.tar!x/a.html"),
        (gzip.compress(tarred({"./a.html": PAGE})), "site.tar.gz", "site.tar.gz!site.tar!a.html"),
        (zstd(tarred({"a.html": PAGE})), "site.tar.zst", "site.tar.zst!site.tar!a.html"),
        (gzip.compress(PAGE, mtime=0) + gzip.compress(b" <p>More.</p>"), "two", "two!two"),
        (zipped({"in.zip": zipped({"a!.html": PAGE})}), "out.zip", "out.zip!in.zip!a%21.html"),
    ],
    # The bytes of a container have the time when it was made.
    ids=lambda value: "" if isinstance(value, bytes) else value,
)
def test_members_have_the_address_of_their_container(data: bytes, name: str, address: str) -> None:
    assert rows(data, name) == [(address, "article")]


def test_all_records_of_packed_lines_are_read_and_those_before_a_cut() -> None:
    lines = b"".join(b'{"title": "T%d", "text": "The ferry number %d sails again."}\n' % (i, i) for i in range(3000))
    assert len(rows(gzip.compress(lines), "a.jsonl.gz")) == 3000
    *before, last = rows(gzip.compress(lines)[:-2000], "a.jsonl.gz")
    assert len(before) > 1000
    assert last[1].startswith("failed: cut off")


def test_damage_in_packed_data_is_a_row() -> None:
    import random

    noise = random.Random(1).randbytes(4000).hex().encode()
    packed = bytearray(gzip.compress(PAGE + noise))
    packed[2000] ^= 0xFF
    ((_, why),) = rows(bytes(packed), "a.html.gz")
    assert why.startswith("failed: damaged: the gzip file cannot be unpacked")


@pytest.mark.parametrize("name", ["../../etc/a.html", "/etc/a.html", "C:\\a.html"])
def test_names_that_lead_out_are_only_names(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({name: PAGE}))
    (found,) = formats.read_file(file)
    assert not isinstance(found, SkippedSource)
    assert list(tmp_path.iterdir()) == [file]


def test_names_in_utf8_that_are_not_marked_as_such_are_read_as_it() -> None:
    made = zipped({"f\xe4hre.html".encode().decode("latin-1").encode("ascii", "replace").decode(): PAGE})
    data = made.replace(b"f??hre.html", "fähre.html".encode())
    assert rows(data, "a.zip") == [("a.zip!fähre.html", "article")]
    other = zipped({"f?hre.html": PAGE}).replace(b"f?hre.html", b"f\x84hre.html")
    assert rows(other, "a.zip") == [("a.zip!fähre.html", "article")]


def test_members_with_one_name_are_kept_apart() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.html", PAGE)
        archive.writestr("a.html", PAGE.replace(b"Ferry", b"Train"))
    assert [path for path, _ in rows(made.getvalue(), "a.zip")] == ["a.zip!a.html", "a.zip!a.html (2)"]


def test_an_encrypted_member_is_a_row_that_says_what_to_do() -> None:
    data = bytearray(zipped({"a.html": PAGE, "b.html": PAGE}))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    assert rows(bytes(data), "a.zip") == [
        ("a.zip!a.html", "failed: encrypted: unpack the archive with its password and add the folder"),
        ("a.zip!b.html", "article"),
    ]


def test_an_unknown_method_and_a_damaged_member_are_rows_and_the_rest_goes_on() -> None:
    data = bytearray(zipped({"a.html": PAGE, "b.html": PAGE, "c.html": PAGE}, packed=False))
    data[data.index(PAGE) + 3] ^= 1
    central = data.index(b"b.html", data.index(b"PK\x01\x02")) - 46
    data[central + 10] = 97
    (_, first), (_, second), (_, third) = rows(bytes(data), "a.zip")
    assert first.startswith("failed: damaged: the member cannot be unpacked")
    assert second == "failed: packed by the unknown method 97: unpack it and add that"
    assert third == "article"


def test_a_cut_archive_is_a_row() -> None:
    ((_, why),) = rows(zipped({"a.html": PAGE * 20})[:200], "a.zip")
    assert why == "failed: a damaged or cut ZIP archive: the list of its members is missing"
    whole = tarred({"a.html": PAGE, "b.html": PAGE * 40})
    first, *rest = rows(whole[:2048], "a.tar")
    assert first == ("a.tar!a.html", "article")
    assert all(why.startswith("failed: ") for _, why in rest) and rest


@pytest.mark.parametrize("member", ["[Content_Types].xml", "mimetype", "META-INF/container.xml"])
def test_office_files_and_books_are_left_to_their_formats(member: str) -> None:
    assert zip_file.recognise(Head(zipped({member: b"x", "a.html": PAGE}), "a")) == 0
    ((path, why),) = rows(zipped({"a.html": PAGE, member: b"x"}), "a.zip")
    assert path == "a.zip"
    assert "article" in why or "office" in why


def test_an_office_file_stored_in_an_archive_does_not_make_it_one() -> None:
    inner = zipped({"[Content_Types].xml": b"x"})
    assert zip_file.recognise(Head(zipped({"report.docx": inner}, packed=False), "a")) > 0


def test_links_and_devices_in_an_archive_are_not_followed() -> None:
    link, hard, pipe = (tarfile.TarInfo(name) for name in ("link.html", "hard.html", "pipe.html"))
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "a.html"
    pipe.type = tarfile.FIFOTYPE
    assert rows(tarred({"a.html": PAGE}, link, hard, pipe), "a.tar") == [
        ("a.tar!a.html", "article"),
        ("a.tar!link.html", "not an article: a link in an archive, which is not followed"),
        ("a.tar!hard.html", "not an article: a link in an archive, which is not followed"),
        ("a.tar!pipe.html", "not an article: a device"),
    ]


def test_names_in_a_tar_that_are_not_utf8_keep_apart() -> None:
    data = tarred({"a?.html": PAGE, "b?.html": PAGE}).replace(b"a?.html", b"a\xe9.html")
    fixed = bytearray(data)
    fixed[148:156] = b"%06o\0 " % (sum(data[:148]) + sum(data[156:512]) + 256)
    assert [path for path, _ in rows(bytes(fixed), "a.tar")] == ["a.tar!a\\xe9.html", "a.tar!b?.html"]


def test_a_tar_is_known_by_its_checksum() -> None:
    data = bytearray(tarred({"a.html": PAGE}))
    assert tar_file.recognise(Head(bytes(data), "x")) > 0
    data[0] += 1
    assert tar_file.recognise(Head(bytes(data), "a.tar")) == 0
    assert tar_file.recognise(Head(bytes(1024), "a.tar")) == 0


def test_hidden_members_are_passed_over_as_hidden_files_are() -> None:
    hidden = {".DS_Store": b"x", "__MACOSX/._a.html": PAGE, "a/.git/b.html": PAGE}
    assert rows(zipped({**hidden, "a.html": PAGE}), "a.zip") == [("a.zip!a.html", "article")]
    assert rows(tarred({**hidden, "a.html": PAGE}), "a.tar") == [("a.tar!a.html", "article")]
    empty = "not an article: an archive without files to read in it"
    assert rows(zipped(hidden), "a.zip") == [("a.zip", empty)]
    assert rows(tarred(hidden), "a.tar") == [("a.tar", empty)]


def test_a_bomb_ends_with_a_reason() -> None:
    bounds = Bounds(ratio=10, small=1000)
    ((_, why),) = rows(gzip.compress(bytes(10**6)), "a.gz", bounds)
    assert "times its size" in why
    nested = PAGE
    for _ in range(7):
        nested = zipped({"a.zip": nested})
    ((_, why),) = rows(nested, "a.zip")
    assert why == "failed: more than 5 containers inside each other"


def test_a_list_of_members_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"a.html": PAGE})
    size = int.from_bytes(data[-10:-6], "little")
    monkeypatch.setattr(zip_file, "_DIRECTORY_MOST", size)
    assert rows(data, "a.zip") == [("a.zip!a.html", "article")]
    monkeypatch.setattr(zip_file, "_DIRECTORY_MOST", size - 1)
    ((_, why),) = rows(data, "a.zip")
    assert why.startswith("failed: too large: ")


def test_zstandard_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    ((_, why),) = rows(zstd(PAGE), "a.zst")
    assert why == "failed: to read Zstandard, install what it needs: pip install 'broadsheet[warc]'"


def test_every_packed_format_is_below_what_is_packed_in_it() -> None:
    for name in ("gzip", "ZIP", "tar"):
        (format,) = (one for one in registry.formats() if one.names.name == name)
        sample = {"gzip": gzip.compress(PAGE, mtime=0), "ZIP": zipped({"a": PAGE}), "tar": tarred({"a": PAGE})}[name]
        assert 0 < format.recognise(Head(sample, "x")) < 0.9
