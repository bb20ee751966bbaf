from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

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


loaded: list[int] = []


def load() -> None:
    loaded.append(os.getpid())


def who_loaded(data: bytes) -> bytes:
    if data == b"die":
        os._exit(7)
    if data == b"crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if data == b"raise":
        raise ValueError("a flaw")
    if data == b"sleep":
        time.sleep(60)
    time.sleep(0.05)
    return f"{loaded} {os.getpid()}".encode()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_what_is_prepared_is_loaded_once_for_all_processes() -> None:
    items = [str(number) for number in range(40)]
    with Workers(who_loaded, processes=2, seconds=60, prepare=load) as workers:
        answers = [answer for _, answer in workers.map(items, str.encode)]
    found = [answer.decode().split() for answer in answers if isinstance(answer, bytes)]
    assert len(found) == 40
    assert len({by for by, _ in found}) == 1
    assert len({process for _, process in found}) == 2
    assert {by.strip("[]") for by, _ in found}.isdisjoint(process for _, process in found)


@pytest.mark.parametrize("processes", [1, 2])
def test_each_end_of_a_process_is_named_and_costs_its_item_only(processes: int) -> None:
    items = [b"one", b"die", b"two", b"crash", b"three", b"raise", b"four"]
    with Workers(who_loaded, processes=processes, seconds=60, prepare=load) as workers:
        answers = dict(workers.map(items, lambda item: item))
    for item in (b"one", b"two", b"three", b"four"):
        assert isinstance(answers[item], bytes)
    for item, reason in ((b"die", "exit 7"), (b"crash", "SIGSEGV"), (b"raise", "a flaw")):
        answer = answers[item]
        assert isinstance(answer, Failed) and reason in answer.reason


def test_several_threads_ask_at_once_whether_a_process_runs() -> None:
    def often(_: int) -> bool:
        return all(worker.is_running for worker in workers._all for _ in range(2000))

    with Workers(who_loaded, processes=2, seconds=60, prepare=load) as workers:
        assert len(list(workers.map([b"a", b"b", b"c", b"d"], bytes))) == 4
        with ThreadPoolExecutor(4) as threads:
            assert all(threads.map(often, range(4)))


def test_a_copy_that_takes_too_long_costs_its_item_only() -> None:
    with Workers(who_loaded, processes=2, seconds=5, prepare=load) as workers:
        answers = dict(workers.map([b"sleep", b"one", b"two"], lambda item: item))
    late = answers[b"sleep"]
    assert isinstance(late, Failed) and "5 s" in late.reason
    assert isinstance(answers[b"one"], bytes) and isinstance(answers[b"two"], bytes)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_when_the_template_is_killed_a_new_one_is_made() -> None:
    with Workers(who_loaded, processes=2, seconds=60, prepare=load) as workers:
        ((_, first),) = workers.map([b"one"], lambda item: item)
        assert isinstance(first, bytes)
        os.kill(int(first.split()[0].strip(b"[]")), signal.SIGKILL)
        answers = [answer for _, answer in workers.map([b"die", b"one", b"two"], lambda item: item)]
        assert isinstance(answers[0], Failed)
        again = [answer for _, answer in workers.map([b"one"] * 8, lambda item: item)]
        assert all(isinstance(answer, bytes) for answer in again)


def test_no_process_is_left_behind() -> None:
    with Workers(who_loaded, processes=2, seconds=60, prepare=load) as workers:
        answers = [answer for _, answer in workers.map([b"one", b"two", b"three"], lambda item: item)]
        numbers = {
            int(number.strip(b"[]")) for answer in answers if isinstance(answer, bytes) for number in answer.split()
        }
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
@pytest.mark.parametrize(("items", "processes"), [(6, 2), (7, 3)])
def test_a_copy_is_replaced_after_so_many_items(items: int, processes: int) -> None:
    with Workers(who_loaded, processes=2, seconds=60, prepare=load, items=3) as workers:
        # One at a time, so that one of the two has them all.
        answers = [answer for _ in range(items) for _, answer in workers.map([b"one"], lambda item: item)]
        found = [answer.split()[1] for answer in answers if isinstance(answer, bytes)]
    assert len(found) == items
    assert max(map(found.count, found)) <= 3
    assert len(set(found)) >= processes
