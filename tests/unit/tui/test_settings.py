from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.settings import Settings, default_path


def test_what_is_saved_is_there_again(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "deep" / "settings.json", theme="night", measure=72, one_row_a_text=False)
    settings.remember_query("ferry")
    settings.remember_place("abc", 120)
    settings.toggle_in_tray("abc", "Post · \ud800 odd")
    settings.judge, settings.judge_model, settings.judge_hosts = "judge --fast", "small", ["lab.example"]
    settings.save()
    assert Settings.load(settings.path) == settings


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[1, 2]",
        b'{"theme": 3, "measure": "wide", "tray": {"id": 1}, "queries": 7, "places": [], "one_row_a_text": 0}',
        b'{"measure": 5, "tray": [1, {"id": 1}], "places": {"a": -1, "b": "x"}, "queries": [null]}',
        b'{"judge": ["rm"], "judge_model": 7, "judge_hosts": "lab.example"}',
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
    assert len(settings.queries) == 200
    assert settings.queries[-1] == "q2999"
    assert len(settings.places) == 1000
    assert "a2999" in settings.places
    assert len(settings.tray) == 24


def test_a_query_is_kept_once_and_the_tray_toggles() -> None:
    settings = Settings()
    for query in ("a", "b", "a ", " "):
        settings.remember_query(query)
    assert settings.queries == ["b", "a"]
    assert settings.toggle_in_tray("x", "X")
    assert not settings.toggle_in_tray("x", "X")
    assert settings.tray == []


def test_each_archive_has_an_inbox_and_an_open_reader_does_not_overwrite_it(tmp_path: Path) -> None:
    def of(archive: str) -> Settings:
        settings = Settings.load(tmp_path / "settings.json")
        settings.take_those_of(tmp_path / archive)
        return settings

    reader = of("one")
    of("one").set_inbox([tmp_path / "saved"])
    of("two").set_inbox([tmp_path / "other"])
    reader.theme = "night"
    reader.save()
    assert (of("one").inbox, of("two").inbox) == ([str(tmp_path / "saved")], [str(tmp_path / "other")])
    assert (of("one").theme, of("three").inbox) == ("night", [])
    of("one").set_inbox([])
    assert (of("one").inbox, of("two").inbox) == ([], [str(tmp_path / "other")])


@pytest.mark.parametrize("inboxes", ["3", "[]", '{"": 1}', '{"": [1, null]}'])
def test_inboxes_that_make_no_sense_count_as_none(tmp_path: Path, inboxes: str) -> None:
    (tmp_path / "settings.json").write_text(f'{{"inboxes": {inboxes}}}')
    assert Settings.load(tmp_path / "settings.json").inbox == []


def test_the_environment_can_move_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path))
    assert default_path() == tmp_path / "settings.json"
    monkeypatch.delenv("BROADSHEET_HOME")
    assert default_path().name == "settings.json"


def opened(path: Path, archive: Path) -> Settings:
    settings = Settings.load(path)
    settings.take_those_of(archive)
    return settings


def ids(settings: Settings) -> list[str]:
    return [item.id for item in settings.tray]


def test_each_archive_has_a_tray_of_its_own(tmp_path: Path) -> None:
    path, demo, own = tmp_path / "settings.json", tmp_path / "demo", tmp_path / "own"
    first = opened(path, demo)
    first.toggle_in_tray("ferry", "")
    first.save()
    second = opened(path, own)
    assert ids(second) == []
    second.toggle_in_tray("mill", "")
    second.save()
    assert (ids(opened(path, demo)), ids(opened(path, own))) == (["ferry"], ["mill"])
    assert ids(opened(path, own / ".." / "demo")) == ["ferry"]


def test_who_reads_another_archive_meanwhile_keeps_his_tray(tmp_path: Path) -> None:
    path, demo, own = tmp_path / "settings.json", tmp_path / "demo", tmp_path / "own"
    one, other = opened(path, demo), opened(path, own)
    one.toggle_in_tray("ferry", "")
    one.save()
    other.toggle_in_tray("mill", "")
    other.save()
    one.tray = []
    one.save()
    assert (ids(opened(path, demo)), ids(opened(path, own))) == ([], ["mill"])


def test_a_file_with_one_tray_for_all_gives_it_to_the_archive_opened_first(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"tray": [{"id": "ferry", "label": "Post"}], "measure": 70}))
    first = opened(path, tmp_path / "own")
    assert (ids(first), first.measure) == (["ferry"], 70)
    first.save()
    assert ids(opened(path, tmp_path / "demo")) == []
    assert ids(opened(path, tmp_path / "own")) == ["ferry"]


@pytest.mark.parametrize("trays", ["3", "[]", '{"": 1}', '{"": [{"id": 1, "label": "x"}, null]}'])
def test_trays_that_make_no_sense_count_as_none(tmp_path: Path, trays: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(f'{{"trays": {trays}, "tray": [{{"id": "a", "label": "b"}}]}}')
    assert Settings.load(path) == Settings(path)


def test_trays_are_bounded_and_the_latest_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept = {f"/a{n}": [{"id": "x", "label": ""}] for n in range(109)}
    path.write_text(json.dumps({"trays": kept}))
    settings = opened(path, tmp_path / "own")
    settings.toggle_in_tray("mill", "")
    settings.save()
    assert len(json.loads(path.read_text())["trays"]) == 100
    assert ids(opened(path, tmp_path / "own")) == ["mill"]


def test_an_article_is_taken_out_with_all_its_passages() -> None:
    settings = Settings()
    for id in ("mill", "mill:3-20", "ferry"):
        settings.toggle_in_tray(id, "")
    assert settings.take_out(["mill", "unknown"]) == 2
    assert ids(settings) == ["ferry"]


@pytest.mark.parametrize(("measure", "kept"), [(39, False), (40, True), (100, True), (101, False)])
def test_a_measure_is_forty_to_a_hundred_cells(tmp_path: Path, measure: int, *, kept: bool) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"measure": measure}))
    assert (Settings.load(path).measure == measure) is kept


def test_a_settings_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    """People keep their settings in a folder of their own and link to it."""
    kept = tmp_path / "dotfiles" / "broadsheet.json"
    kept.parent.mkdir()
    kept.write_text("{}", encoding="utf-8")
    link = tmp_path / "config" / "settings.json"
    link.parent.mkdir()
    link.symlink_to(kept)
    settings = Settings.load(link)
    settings.measure = 77
    settings.save()
    assert link.is_symlink()
    assert Settings.load(kept).measure == 77
