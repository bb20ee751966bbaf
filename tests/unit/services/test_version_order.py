"""Versions of one article are in order by evidence, and a figure that was replaced is a correction."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from index.archive import Archive
from index.comparison.facts.corrections import corrections
from index.comparison.reuse.word_changes import changes
from index.model import Moments, PartialDate, in_order, later_by
from index.text.web_archives import capture_in_address, original_address
from tui.cli.main import main

PAGE = """<html><head><title>Ferry aground off Skarholm</title>
<meta property="og:site_name" content="Skarholm Post">
<link rel="canonical" href="https://skarholmpost.example/2019/03/ferry">
<meta property="article:published_time" content="2019-03-14T08:00:00+00:00">{head}</head><body><article>
<h1>Ferry aground off Skarholm</h1>
<p>{toll} people were hurt when the ferry Alma ran on a rock off Skarholm on Thursday, the harbour master said.</p>
<p>The boat had left the quay at six with forty passengers and turned too soon in the fog, two fishermen recalled.</p>
<p>Divers looked at the hull before noon and found a crack as long as an oar just below the line of the water.</p>
</article></body></html>
"""


def dated(**dates: str) -> Moments:
    return Moments(**{name: PartialDate(iso) for name, iso in dates.items()})


@pytest.mark.parametrize(
    ("one", "other", "evidence"),
    [
        (dated(updated="2019-03-14T10:00"), dated(updated="2019-03-14T12:00"), "updated"),
        # The time of the change counts before all others.
        (
            dated(updated="2019-03-14T10:00", captured="2019-03-16", modified="2019-03-16T10:00"),
            dated(updated="2019-03-14T12:00", captured="2019-03-15", modified="2019-03-15T10:00"),
            "updated",
        ),
        (dated(published="2019-03-14"), dated(published="2019-03-14", updated="2019-03-15"), "updated"),
        (dated(captured="2019-03-14", published="2019-03-14"), dated(captured="2019-03-15"), "captured"),
        (dated(captured="2019-03-14T10:00+00:00"), dated(updated="2019-03-17"), "captured"),
        (dated(published="2019-03-14"), dated(published="2019-03-15"), "published"),
        (dated(modified="2019-03-14T10:00"), dated(modified="2019-03-14T10:01"), "file time"),
        (dated(), dated(published="2019-03-15"), None),
        (dated(published="2019-03"), dated(published="2019-03-15"), None),
        (dated(updated="2019-03-14T10:00"), dated(updated="2019-03-14T10:00"), None),
        (dated(captured="2019-03-14"), dated(captured="2019-03-14T20:00"), None),
    ],
)
def test_by_which_evidence_one_version_is_later(one: Moments, other: Moments, evidence: str | None) -> None:
    assert later_by(one, other) == evidence
    if evidence is not None:
        assert later_by(other, one) is None
        assert in_order([other, one], lambda each: each) == [(one, None), (other, evidence)]
    else:
        assert [by for _, by in in_order([one, other], lambda each: each)] == [None, None]


@pytest.mark.parametrize(
    ("address", "captured", "page"),
    [
        ("https://web.archive.org/web/20190314102030/https://a.example/b", "2019-03-14T10:20+00:00", "https://a.example/b"),
        ("https://web.archive.org/web/20190314id_/http:/a.example/b", "2019-03-14", "http://a.example/b"),
        ("/saved/web.archive.org/web/20190314102030/http:/a.example/b.html", "2019-03-14T10:20+00:00", None),
        ("/saved/a.example/20190314102030/b.html", "2019-03-14T10:20+00:00", None),
        ("/saved/20199914102030/b.html", None, None),
        ("https://a.example/20190314102030/b", None, "https://a.example/20190314102030/b"),
        ("/saved/web/page.html", None, None),
    ],
)  # fmt: skip
def test_the_time_in_the_address_of_a_capture(address: str, captured: str | None, page: str | None) -> None:
    assert capture_in_address(address) == PartialDate.parse(captured)
    if page is not None:
        assert original_address(address) == page


def history(archive: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    with Archive.open(archive) as opened:
        (hit,) = opened.search("ferry").hits
    capsys.readouterr()
    main(["--archive", str(archive), "changes", hit.id, "--json"])
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def tolls(archive: Path) -> list[tuple[str, str | None, bool]]:
    """The first word of each version, the evidence for its place, and whether it is the current one."""
    with Archive.open(archive) as opened:
        (hit,) = opened.search("ferry").hits
        return [
            (
                opened.changes(version.name, version.name).new.text.split()[0],
                version.ordered_by,
                version.current,
            )
            for version in opened.versions(hit.id)
        ]


def filled(folder: Path, *paths: Path) -> Path:
    with Archive.open(folder) as opened:
        for path in paths:
            list(opened.add([path]))
    return folder


def saved(path: Path, toll: str, head: str = "", after: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(toll=toll, head=head) + after)
    return path


@pytest.mark.parametrize("turned", [False, True])
def test_captures_are_in_order_whichever_was_imported_first(tmp_path: Path, turned: bool) -> None:
    paths = [
        saved(tmp_path / "web.archive.org/web/20190314102030/https:/skarholmpost.example/ferry.html", "Three"),
        saved(tmp_path / "web.archive.org/web/20190316102030/https:/skarholmpost.example/ferry.html", "Two"),
    ]
    archive = filled(tmp_path / "archive", *(paths[::-1] if turned else paths))
    assert tolls(archive) == [("Three", None, False), ("Two", "captured", True)]


def test_the_time_of_the_change_goes_before_the_order_of_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    modified = '<meta property="article:modified_time" content="2019-03-16T09:00:00+00:00">'
    later = saved(tmp_path / "b.html", "Two", modified)
    earlier = saved(tmp_path / "a.html", "Three")
    os.utime(earlier, (2e9, 2e9))
    archive = filled(tmp_path / "archive", later, earlier)
    assert tolls(archive) == [("Three", None, False), ("Two", "updated", True)]
    found = history(archive, later, capsys)
    (step,) = found["steps"] if isinstance(found["steps"], list) else []
    assert step["ordered_by"] == "updated"
    assert [(each["deleted"], each["inserted"]) for each in step["corrections"]] == [("Three", "Two")]
    with Archive.open(archive) as opened:
        (hit,) = opened.search("ferry").hits
        assert opened.article(hit.id).text.startswith("Two people")
        main(["--archive", str(archive), "changes", hit.id])
    out = capsys.readouterr().out
    assert "later by the time of its last change" in out
    assert "corrected: Three \u2192 Two (16 Mar 2019)" in out


def test_without_evidence_the_order_is_not_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = saved(tmp_path / "b.html", "Two"), saved(tmp_path / "a.html", "Three")
    for path in paths:
        os.utime(path, (1.5e9, 1.5e9))
    archive = filled(tmp_path / "archive", *paths)
    assert [by for _, by, _ in tolls(archive)] == [None, None]
    with Archive.open(archive) as opened:
        (hit,) = opened.search("ferry").hits
    main(["--archive", str(archive), "changes", hit.id])
    out = capsys.readouterr().out
    assert "order not known" in out
    assert "corrected" not in out


def test_the_time_of_the_file_is_the_last_hint(tmp_path: Path) -> None:
    paths = saved(tmp_path / "b.html", "Two"), saved(tmp_path / "a.html", "Three")
    for path, time in zip(paths, (1.5e9 + 600, 1.5e9), strict=True):
        os.utime(path, (time, time))
    assert tolls(filled(tmp_path / "archive", *paths)) == [("Three", None, False), ("Two", "file time", True)]


COMMENTS = [
    "<!-- Page saved with SingleFile\n url: https://skarholmpost.example/2019/03/ferry\n"
    " saved date: {} 2019 10:20:30 GMT+0100 (CET)\n-->",
    "<!-- saved from url=(0042)https://skarholmpost.example/2019/03/ferry on {} 2019 -->",
]


@pytest.mark.parametrize("comment", COMMENTS)
def test_the_comment_of_a_saved_page_says_when_it_was_captured(tmp_path: Path, comment: str) -> None:
    later = saved(tmp_path / "a.html", "Two")
    earlier = saved(tmp_path / "b.html", "Three")
    later.write_text(comment.format("Mar 16") + later.read_text())
    earlier.write_text(comment.format("Mar 14") + earlier.read_text())
    assert tolls(filled(tmp_path / "archive", later, earlier)) == [("Three", None, False), ("Two", "captured", True)]


def test_the_wayback_machine_and_mhtml_say_when_they_captured_a_page(tmp_path: Path) -> None:
    wayback = "<!--\n FILE ARCHIVED ON {} AND RETRIEVED FROM THE INTERNET ARCHIVE ON 11:00:00 Jan 02, 2026.\n-->"
    later = saved(tmp_path / "a.html", "Two", after=wayback.format("10:20:30 Mar 16, 2019"))
    message = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://skarholmpost.example/2019/03/ferry\n"
        "Subject: Ferry\nDate: Thu, 14 Mar 2019 11:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\n\n------x\nContent-Type: text/html\n'
        "Content-Location: https://skarholmpost.example/2019/03/ferry\n\n{}\n------x--\n"
    )
    earlier = tmp_path / "b.mhtml"
    earlier.write_text(message.format(PAGE.format(toll="Three", head="")))
    assert tolls(filled(tmp_path / "archive", later, earlier)) == [("Three", None, False), ("Two", "captured", True)]


def test_a_text_that_was_changed_back_is_another_version(tmp_path: Path) -> None:
    path, archive = tmp_path / "a.html", tmp_path / "archive"
    for minute, toll in enumerate(("Three", "Two", "Three")):
        os.utime(saved(path, toll), (1.5e9 + 60 * minute, 1.5e9 + 60 * minute))
        filled(archive, path)
    assert [(toll, current) for toll, _, current in tolls(archive)] == [
        ("Three", False), ("Two", False), ("Three", True),
    ]  # fmt: skip


def corrected(old: str, new: str, language: str = "en") -> list[tuple[str, str]]:
    found = corrections(old, new, changes(old, new), language)
    return [(old[slice(*each.old)], new[slice(*each.new)]) for each in found]


def test_a_figure_that_was_replaced_is_a_correction() -> None:
    assert corrected("The mill fell. Three died.", "The mill fell. Two died.") == [("Three", "Two")]
    assert corrected("It cost 1,200 pounds.", "It cost 1,500 pounds.") == [("1,200", "1,500")]
    assert corrected("Drei Menschen starben.", "Zwei Menschen starben.", "de") == [("Drei", "Zwei")]
    # The same value in other words, a figure that came, and words that changed are none.
    assert corrected("Three died.", "3 died.") == []
    assert corrected("Some died.", "Two died.") == []
    assert corrected("Three died at dawn.", "Three died at noon.") == []
