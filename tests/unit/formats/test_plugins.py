"""Formats of other packages: the one of the README, and ones that fail."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive, broken_plugins, file_formats
from index.formats import registry
from index.model import ImportReport
from tests.architecture.prose import PAGES

README = (Path(__file__).parents[3] / PAGES[0]).read_text(encoding="utf-8")
GUIDE = README[README.index("### A format of your own") :]
CODE = re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL)
PROJECT = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
Install = Callable[[str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Installs a module with a format as a distribution of its own."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def installed(name: str, code: str) -> None:
        (site / f"{name}.py").write_text(code, encoding="utf-8")
        info = site / f"broadsheet_{name}-0.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: broadsheet-{name}\nVersion: 0.1\n")
        (info / "entry_points.txt").write_text(f"[broadsheet.formats]\n{name} = {name}:FORMAT\n")
        monkeypatch.delitem(sys.modules, name, raising=False)
        registry.formats.cache_clear()

    yield installed
    registry.formats.cache_clear()


def imported(archive: Archive, path: Path) -> ImportReport:
    *_, last = archive.add([path])
    assert last.report is not None
    return last.report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "page.md").write_text(
        "---\ntitle: Ferry late\n---\nThe ferry was late again on Monday, its owner said.\n"
    )
    (folder / "desk.slug").write_bytes(b"SLUG Bridge open\nThe bridge is open again.\n\nCars may cross it.\n")
    return folder


def test_the_format_of_the_readme_works_in_a_package_of_its_own(install: Install, folder: Path, tmp_path: Path) -> None:
    assert CODE is not None and PROJECT is not None
    assert sum(bool(line.strip()) for line in CODE[1].splitlines()) <= 15
    assert 'entry-points."broadsheet.formats"' in PROJECT[1] and 'slug = "slug:FORMAT"' in PROJECT[1]
    install("slug", CODE[1])
    assert "slug files" in {names.name for names in file_formats()} and broken_plugins() == ()
    with Archive.open(tmp_path / "archive") as archive:
        report = imported(archive, folder)
        assert sorted(str(article.headline) for article in report.articles) == ["Bridge open", "Ferry late"]
        assert report.skipped == ()
        (bridge,) = (article for article in report.articles if article.headline == "Bridge open")
        assert archive.article(bridge.id).text.startswith("The bridge is open again.")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import absent_library", "cannot be loaded: ModuleNotFoundError: No module named 'absent_library'."),
        ("FORMAT = 1 / 0", "cannot be loaded: ZeroDivisionError: division by zero."),
        ("OTHER = 1", "cannot be loaded: AttributeError: module 'odd' has no attribute 'FORMAT'."),
        ("FORMAT = 'a word'", "cannot be used: odd:FORMAT is no FileFormat."),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_left_out(
    install: Install, folder: Path, tmp_path: Path, code: str, sentence: str
) -> None:
    install("odd", code)
    assert broken_plugins() == (f"the format plugin odd of broadsheet-odd 0.1 {sentence}",)
    with Archive.open(tmp_path / "archive") as archive:
        assert "Ferry late" in [article.headline for article in imported(archive, folder).articles]


FAILING = """
from index.formats.protocol import FileFormat
from index.model import FormatNames

def recognise(head):
    return {recognise}

def read(source):
    raise KeyError("slug")
    yield

FORMAT = FileFormat(FormatNames("slugs", (".slug",), ("text/x-slug",)), recognise, read)
"""


@pytest.mark.parametrize(
    ("recognise", "reason"),
    [
        ("head.data.startswith(b'SLUG')", "cannot be read as slugs: KeyError: 'slug'"),
        (
            "head.nothing",
            "the format plugin failing of broadsheet-failing 0.1 failed: AttributeError: 'Head' object has no attribute"
            " 'nothing'",
        ),
    ],
)
def test_a_plugin_that_fails_on_a_file_is_a_row(
    install: Install, folder: Path, tmp_path: Path, recognise: str, reason: str
) -> None:
    install("failing", FAILING.format(recognise=recognise))
    (folder / "desk.slug").write_bytes(b"SLUG \x00\x01\x02" * 9)
    with Archive.open(tmp_path / "archive") as archive:
        report = imported(archive, folder)
        assert [article.headline for article in report.articles] == ["Ferry late"]
        ((path, words),) = ((Path(row.path).name, row.reason) for row in report.skipped)
        assert path == "desk.slug"
        assert words == reason
