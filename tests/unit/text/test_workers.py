from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from index.workers import Failed, Workers, processors


def reversed_bytes(data: bytes) -> bytes:
    if data == b"die":
        os._exit(7)
    if data == b"sleep":
        time.sleep(60)
    if data == b"print":
        print("what a library says must not get in between")
    return data[::-1]


def test_answers_come_in_order_and_what_needs_no_work_passes_through() -> None:
    items = [str(n) for n in range(100)]
    with Workers(reversed_bytes, processes=2, seconds=60) as workers:
        answers = list(workers.map(items, lambda item: None if item.endswith("7") else item.encode() * 1000))
    assert [item for item, _ in answers] == items
    for item, answer in answers:
        assert answer == (None if item.endswith("7") else (item * 1000)[::-1].encode())


@pytest.mark.slow
def test_a_worker_that_dies_or_hangs_costs_its_item_only() -> None:
    items = [b"one", b"die", b"two", b"sleep", b"print", b"three"]
    with Workers(reversed_bytes, processes=1, seconds=5) as workers:
        answers = dict(workers.map(items, lambda item: item))
    assert [answers[item] for item in (b"one", b"two", b"print", b"three")] == [b"eno", b"owt", b"tnirp", b"eerht"]
    died, late = answers[b"die"], answers[b"sleep"]
    assert isinstance(died, Failed) and "7" in died.reason
    assert isinstance(late, Failed) and "5 s" in late.reason


def test_items_are_read_a_bounded_way_ahead() -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 100_000

    with Workers(reversed_bytes, processes=1, seconds=60) as workers:
        answers = workers.map(endless(), lambda item: item)
        for _ in range(3):
            next(answers)
        assert read < 100


def process_number(data: bytes) -> bytes:
    return str(os.getpid()).encode()


def test_processes_that_rest_have_ended_and_start_again() -> None:
    with Workers(process_number, processes=1, seconds=60) as workers:
        ((_, first),) = workers.map([b""], lambda item: item)
        assert isinstance(first, bytes)
        workers.rest()
        with pytest.raises(ProcessLookupError):
            os.kill(int(first), 0)
        ((_, second),) = workers.map([b""], lambda item: item)
        assert isinstance(second, bytes) and second != first


def test_large_items_cross_whole() -> None:
    data = bytes(range(256)) * 80_000
    with Workers(reversed_bytes, processes=1, seconds=60) as workers:
        assert [answer for _, answer in workers.map([data], lambda item: item)] == [data[::-1]]


def test_a_function_that_cannot_be_loaded_is_reported() -> None:
    def inner(data: bytes) -> bytes:
        return data

    with Workers(inner, processes=1, seconds=60) as workers:
        ((_, answer),) = workers.map([b"one"], lambda item: item)
    assert isinstance(answer, Failed) and "did not start" in answer.reason


@pytest.mark.parametrize(("usable", "used"), [(1, 1), (4, 4), (5, 4)])
def test_four_processors_are_used_at_most(monkeypatch: pytest.MonkeyPatch, usable: int, used: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(usable)), raising=False)
    assert processors() == used
