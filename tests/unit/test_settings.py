from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.settings import MOST_IN_TRAY, MOST_PLACES, MOST_QUERIES, Settings, default_path


def test_what_is_saved_is_there_again(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "deep" / "settings.json", theme="night", measure=72)
    settings.remember_query("ferry")
    settings.remember_place("abc", 120)
    settings.toggle_in_tray("abc", "Post · \ud800 odd")
    settings.save()
    assert Settings.load(settings.path) == settings


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[1, 2]",
        b'{"theme": 3, "measure": "wide", "tray": {"id": 1}, "queries": 7, "places": []}',
        b'{"measure": 5, "tray": [1, {"id": 1}], "places": {"a": -1, "b": "x"}, "queries": [null]}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_makes_no_sense_counts_as_none(tmp_path: Path, kept: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(kept)
    assert Settings.load(path) == Settings(path)


def test_a_folder_that_takes_nothing_is_no_reason_to_fail(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    Settings(blocked / "settings.json").save()
    assert Settings.load(blocked / "settings.json") == Settings(blocked / "settings.json")


def test_saving_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for _ in range(3):
        settings.save()
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]
    assert json.loads((tmp_path / "settings.json").read_text())["theme"] == "paper"


def test_everything_that_grows_is_bounded() -> None:
    settings = Settings()
    for i in range(3000):
        settings.remember_query(f"q{i}")
        settings.remember_place(f"a{i}", i)
        settings.toggle_in_tray(f"a{i}", "")
    assert len(settings.queries) == MOST_QUERIES
    assert settings.queries[-1] == "q2999"
    assert len(settings.places) == MOST_PLACES
    assert "a2999" in settings.places
    assert len(settings.tray) == MOST_IN_TRAY


def test_a_query_is_kept_once_and_the_tray_toggles() -> None:
    settings = Settings()
    for query in ("a", "b", "a ", " "):
        settings.remember_query(query)
    assert settings.queries == ["b", "a"]
    assert settings.toggle_in_tray("x", "X")
    assert not settings.toggle_in_tray("x", "X")
    assert settings.tray == []


def test_the_environment_can_move_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path))
    assert default_path() == tmp_path / "settings.json"
    monkeypatch.delenv("BROADSHEET_HOME")
    assert default_path().name == "settings.json"
