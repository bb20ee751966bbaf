"""Files, classes and folders stay small enough to read; what is larger has a reason here."""

from __future__ import annotations

from pathlib import Path

from tests.architecture import sizes

ROOT = Path(__file__).parents[2]

EXCEPTIONS: dict[str, str] = {"tui/cli/commands": "one module a command, and the help lists them in its groups"}
"""By path, ``path:Class`` or folder: why it is as large as it is."""


def test_what_is_large_has_a_reason() -> None:
    found = {**sizes.files(ROOT), **sizes.classes(ROOT), **sizes.folders(ROOT)}
    assert found.keys() == EXCEPTIONS.keys(), found


def test_the_roots_of_the_packages_hold_what_belongs_there() -> None:
    assert sizes.strays(ROOT) == []


def test_what_is_too_large_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "index" / "text"
    folder.mkdir(parents=True)
    (tmp_path / "tui").mkdir()
    half = "\n".join(f"    a{n} = {n}" for n in range(sizes.CLASS // 2 - 1))
    (folder / "one.py").write_text(f"class One:\n{half}\n")
    (folder / "two.py").write_text(
        f"from index.text.one import One\nclass Two(One):\n{half}\nclass More(Two):\n    b = 1\n"
    )
    assert sizes.classes(tmp_path) == {"index/text/two.py:More": sizes.CLASS + 2}
    (folder / "long.py").write_text("\n" * sizes.FILE)
    assert sizes.files(tmp_path) == {}
    (folder / "long.py").write_text("\n" * (sizes.FILE + 1))
    assert sizes.files(tmp_path) == {"index/text/long.py": sizes.FILE + 1}
    for number in range(sizes.FOLDER - 3):
        (folder / f"m{number}.py").touch()
    assert sizes.folders(tmp_path) == {}
    (folder / "last.py").touch()
    assert sizes.folders(tmp_path) == {"index/text": sizes.FOLDER + 1}
    (tmp_path / "tui" / "helpers.py").touch()
    (tmp_path / "index" / "errors.py").touch()
    assert sizes.strays(tmp_path) == ["tui/helpers.py"]
