"""Garbage collection while the application starts, and after its first paint."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.interface.conftest import OpenApp
from tui import app
from tui.cli.reader import open_app as open_from_command_line


async def test_after_the_first_paint_garbage_is_collected_but_not_looked_for_in_what_was_loaded(
    open_app: OpenApp,
) -> None:
    gc.unfreeze()
    gc.disable()
    try:
        async with open_app() as d:
            await d.until(gc.isenabled)
            assert gc.get_freeze_count() > 10_000
    finally:
        gc.enable()


async def test_a_second_application_of_a_process_keeps_nothing_from_collection(open_app: OpenApp) -> None:
    async with open_app() as d:
        await d.until(gc.get_freeze_count)
    frozen = gc.get_freeze_count()
    async with open_app() as d:
        await d.sees("Crane topples")
        assert gc.get_freeze_count() <= frozen


def test_an_application_that_does_not_start_leaves_garbage_to_be_collected(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    while_starting = []

    def refused(*_: object) -> None:
        while_starting.append(gc.isenabled())
        raise OSError

    monkeypatch.setattr(app, "BroadsheetApp", refused)
    with pytest.raises(OSError):
        open_from_command_line(tmp_path)
    assert while_starting == [False]
    assert gc.isenabled()
