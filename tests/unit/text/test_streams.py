"""Streams of answers from a worker process."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from index.workers import Failed, Streams
from index.workers import streams as module

pytestmark = pytest.mark.slow

MEGABYTE = 1 << 20


def count(request: bytes, send: Callable[[bytes], None]) -> None:
    """Send the numbers up to that of the request; ``die``, ``sleep`` and ``raise`` come after a first answer."""
    if request.isdigit():
        for number in range(int(request)):
            send(b"%d" % number)
        return
    send(b"first")
    if request == b"die":
        os._exit(7)
    if request == b"sleep":
        time.sleep(60)
    if request == b"raise":
        raise ValueError("no such request")
    if request == b"large":
        for _ in range(100):
            send(bytes(MEGABYTE))


def numbers(count: int) -> list[bytes]:
    return [b"%d" % number for number in range(count)]


def streams(seconds: float = 60) -> closing[Streams]:
    return closing(Streams(count, seconds=seconds, memory=0))


def test_answers_come_by_request_in_order_and_what_needs_none_passes_through() -> None:
    with streams() as asked:
        found = [
            (item, list(answers)) for item, answers in asked.map(range(30), lambda n: b"%d" % n if n % 3 else None)
        ]
    assert found == [(n, numbers(n) if n % 3 else []) for n in range(30)]


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (b"die", "its worker process died (exit 7)"),
        (b"raise", "ValueError: no such request"),
        (b"sleep", "it took longer than 2 s"),
    ],
)
def test_a_process_that_fails_costs_its_request_only(request_: bytes, reason: str) -> None:
    with streams(seconds=2) as asked:
        found = [list(answers) for _, answers in asked.map([b"2", request_, b"3", request_, b"1"], lambda item: item)]
    failed = [b"first", Failed(reason)]
    assert found == [numbers(2), failed, numbers(3), failed, numbers(1)]


def test_answers_that_nobody_reads_are_passed_over() -> None:
    with streams() as asked:
        found = [next(answers, None) for _, answers in asked.map([b"5", b"0", b"9"], lambda item: item)]
    assert found == [b"0", None, b"0"]


def test_requests_and_answers_are_read_a_bounded_way_ahead() -> None:
    assert (module._AHEAD, module._UNREAD) == (8, 8 * MEGABYTE)
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        for _ in itertools.count():
            taken += 1
            yield b"large"

    with streams() as asked:
        _, answers = next(asked.map(endless(), lambda item: item))
        assert (next(answers), taken) == (b"first", 8)
        time.sleep(1)
        (stream,) = asked._streams
        assert stream._frames is not None
        assert 8 * MEGABYTE <= stream._frames._size <= 9 * MEGABYTE


def test_a_function_that_cannot_be_loaded_is_reported() -> None:
    def inner(request: bytes, send: Callable[[bytes], None]) -> None:
        send(request)

    with closing(Streams(inner, seconds=60, memory=0)) as asked:
        found = [list(answers) for _, answers in asked.map([b"one"], lambda item: item)]
    assert found == [[Failed("its worker process did not start")]]


def who(request: bytes, send: Callable[[bytes], None]) -> None:
    if request == b"die":
        os._exit(7)
    send(request)
    send(b"%d" % os.getpid())


def test_heavy_items_are_spread_over_the_processes_and_come_in_order() -> None:
    items = [b"heavy 1", b"2", b"heavy 3", b"die", b"heavy 4", b"5", b"heavy 6"]
    with closing(Streams(who, seconds=60, memory=0, processes=2)) as asked:
        found = [
            (item, list(answers)) for item, answers in asked.map(items, lambda item: item, lambda item: b"h" in item)
        ]
    assert [item for item, _ in found] == items
    answered = {item: answers for item, answers in found if item != b"die"}
    assert all(answers[0] == item for item, answers in answered.items())
    by = {item: answers[1] for item, answers in answered.items()}
    assert by[b"heavy 1"] == by[b"2"] != by[b"heavy 3"] == by[b"heavy 6"]
    assert by[b"heavy 4"] == by[b"5"]
    assert dict(found)[b"die"] == [Failed("its worker process died (exit 7)")]


def test_light_items_have_one_process() -> None:
    with closing(Streams(who, seconds=60, memory=0, processes=2)) as asked:
        found = [list(answers)[1] for _, answers in asked.map([b"1", b"2", b"3"], lambda item: item)]
        assert len(set(found)) == 1
        assert [stream._process is not None for stream in asked._streams] == [True, False]
