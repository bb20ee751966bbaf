"""Judges of a reader's own: what they are asked, what is kept of their answers, and that no judge does harm."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.errors import Cancelled, UsageError
from index.model import Difference, JudgeChoice, StoryDifferences
from index.services.differences import endpoint, judges, verdicts
from index.services.differences.judges import judge_of
from index.text import printable
from index.workers import Failed, conversation, converse

pytestmark = pytest.mark.slow

HURT = (("Weir", "Nine"), ("Herald", "Seven"), ("Mirror", "Four"))
HEAD = "import json, sys, time\n"
EACH = HEAD + "for line in sys.stdin:\n    q = json.loads(line)\n"
SAME = "    print(json.dumps({'id': q['id'], 'verdict': 'same', 'reason': 'the list'}), flush=True)\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An archive of three articles that differ on one figure."""
    folder = tmp_path_factory.mktemp("judges")
    ids = []
    with Archive.open(folder / "archive") as archive:
        for name, hurt in HURT:
            text = f"{hurt} people were injured at Sallow Lock when a barge struck the pier."
            record = {"id": name, "title": f"Barge {name}", "text": text, "outlet": name, "date": "2023-05-02"}
            (folder / f"{name}.jsonl").write_text(json.dumps(record), encoding="utf-8")
            *_, last = archive.add([folder / f"{name}.jsonl"])
            assert last.report is not None
            ids.append(last.report.articles[0].id)
    return folder / "archive", ids


Asked = Callable[..., StoryDifferences]


@pytest.fixture
def ask(made: tuple[Path, list[str]], tmp_path: Path) -> Iterator[Asked]:
    """Asks a program, given as Python, or an endpoint, about the differences; nothing is kept from test to test."""
    shutil.copytree(made[0], tmp_path / "archive")

    with Archive.open(tmp_path / "archive") as archive:

        def asked(judge: str, **limits: Any) -> StoryDifferences:
            command = judge
            if not judge.startswith("http"):
                (tmp_path / "judge.py").write_text(judge, encoding="utf-8")
                command = shlex.join([sys.executable, str(tmp_path / "judge.py")])
            choice = JudgeChoice(command, **{"seconds": 20.0, "total": 60.0, **limits})
            return archive.differences(made[1], judge=choice)

        yield asked


def listed(found: StoryDifferences) -> list[Difference]:
    return [each for fact in found.facts for each in fact.differences]


def judged(found: StoryDifferences) -> list[tuple[str, str] | None]:
    return [None if each.judged is None else (each.judged.verdict, each.judged.reason) for each in listed(found)]


# --- Programs ---------------------------------------------------------------------------------------------------------


def test_a_program_gets_both_sides_of_every_difference_and_answers_by_number(ask: Asked, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    found = ask(EACH + f"    open({str(seen)!r}, 'a').write(line)\n" + SAME)
    assert judged(found) == [("same", "the list")] * 3
    assert found.judgement == "The judge judge.py answered 3 of 3 questions."
    questions = [json.loads(line) for line in seen.read_text(encoding="utf-8").splitlines()]
    assert [question["id"] for question in questions] == [0, 1, 2]
    (first, *_) = listed(found)
    side = questions[0]["left"]
    assert (side["article"], side["version"], side["field"]) == (first.left.article, 1, "text")
    assert (side["start"], side["end"]) == first.left.span
    assert (side["text"], side["sentence"]) == (first.left.text, first.left.sentence_text)
    assert side.keys() == {
        "article", "version", "field", "start", "end", "text", "value", "sentence", "speaker", "moment", "outlet",
        "title", "published",
    }  # fmt: skip


def test_a_verdict_changes_no_claim_and_is_kept(ask: Asked, made: tuple[Path, list[str]], tmp_path: Path) -> None:
    found = ask(EACH + SAME)
    with Archive.open(tmp_path / "archive") as archive:
        again = archive.differences(made[1])
    assert judged(again) == judged(found)
    assert [(fact.claim, fact.settled) for fact in again.facts] == [(fact.claim, None) for fact in found.facts]
    assert [len(fact.values) for fact in again.facts] == [3]
    assert again.judgement == ""


def test_a_judge_is_asked_once_and_another_judge_again(ask: Asked) -> None:
    ask(EACH + SAME)
    assert ask(HEAD + "raise SystemExit(1)").judgement == ""
    assert ask("http://127.0.0.1:9/v1", seconds=10).judgement.startswith("The judge 127.0.0.1:9 answered 0 of 3")


def test_what_a_reader_settled_is_not_asked_and_stays_the_readers(
    ask: Asked, made: tuple[Path, list[str]], tmp_path: Path
) -> None:
    with Archive.open(tmp_path / "archive") as archive:
        first = listed(archive.differences(made[1]))[0]
        archive.settle(first, "conflict", "I rang them")
        found = ask(EACH + SAME)
        assert found.judgement == "The judge judge.py answered 2 of 2 questions."
        settled = [each for each in listed(found) if each.settled is not None]
        assert [(each.key, each.judged) for each in settled] == [(first.key, None)]
        archive.unsettle(first)
        ask(EACH + SAME)
        archive.settle(first, "update")
        both = next(each for each in listed(archive.differences(made[1])) if each.key == first.key)
        assert both.settled is not None and both.judged is not None
        assert (both.settled.by, both.judged.by, both.current_claim) == ("reader", "judge.py", "update")


@pytest.mark.parametrize(
    ("program", "answered", "why"),
    [
        (HEAD + "time.sleep(60)", 0, "it took longer than 1 s for an answer"),
        (EACH + SAME + "    time.sleep(60)\n", 1, "it took longer than 1 s for an answer"),
        (HEAD + "raise SystemExit(3)", 0, "it ended before it had answered"),
        (HEAD + "sys.stdin.close(); time.sleep(60)", 0, "it took longer than 1 s for an answer"),
        (EACH + SAME + "    if q['id'] == 1: raise ValueError\n", 2, "it ended before it had answered"),
        (HEAD + "sys.stdout.write('x' * 70000); time.sleep(60)", 0, "it wrote a line of more than 65536 bytes"),
        (HEAD + "while True: print('{}')", 0, "it wrote more than 12 lines"),
        (HEAD + "while True: print('{}', flush=True); time.sleep(.4)", 0, "all answers together took longer than 2 s"),
        (
            HEAD + "import os; os.write(1, b'\\xff\\xfe\\x00[[[' * 9 + b'\\n'); os.close(1); time.sleep(60)",
            0,
            "it ended",
        ),
        (HEAD + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)", 0, "it ended before it had answered"),
        (HEAD + "print('[' * 60000)", 0, "it ended before it had answered"),
    ],
)
def test_a_slow_silent_or_broken_program_costs_bounded_time_and_no_answer(
    ask: Asked, program: str, answered: int, why: str
) -> None:
    start = time.monotonic()
    found = ask(program, seconds=1.0, total=2.0)
    assert time.monotonic() - start < 6
    assert len(listed(found)) == 3
    assert sum(each is not None for each in judged(found)) == answered
    assert found.judgement.startswith(f"The judge judge.py answered {answered} of 3 questions: {why}")


@pytest.mark.parametrize(
    "line",
    [
        "{'id': 7, 'verdict': 'same'}",
        "{'id': -1, 'verdict': 'same'}",
        "{'id': True, 'verdict': 'same'}",
        "{'id': '0', 'verdict': 'same'}",
        "{'id': 1.0, 'verdict': 'same'}",
        "{'id': 0, 'verdict': 'guilty'}",
        "{'id': 0, 'verdict': ['same']}",
        "{'id': 0}",
        "['same']",
        "None",
    ],
)
def test_what_is_no_answer_is_ignored(ask: Asked, line: str) -> None:
    found = ask(HEAD + f"print(json.dumps({line}))\n")
    assert judged(found) == [None, None, None]


def test_a_lying_judge_only_says_what_it_says(ask: Asked) -> None:
    lie = (
        "    for verdict in ('conflict', 'same'):\n"
        "        reason = '\\x1b]52;c;x\\x07\\u202e<b>' + 'x' * 900\n"
        "        print(json.dumps({'id': q['id'], 'verdict': verdict.upper(), 'by': 'reader', 'reason': reason}))\n"
    )
    before = ask(HEAD)
    found = ask(EACH + lie)
    for each in listed(found):
        assert each.judged is not None and each.settled is None
        assert (each.judged.verdict, each.judged.by) == ("conflict", "judge.py")
        assert len(each.judged.reason) == 500 and printable(each.judged.reason) == each.judged.reason
    assert [(fact.claim, fact.values) for fact in found.facts] == [(fact.claim, fact.values) for fact in before.facts]


def test_a_judge_cannot_be_called_the_reader(made: tuple[Path, list[str]], tmp_path: Path) -> None:
    program = tmp_path / "reader"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o700)
    assert judge_of(JudgeChoice(str(program))).name == "reader (judge)"
    assert judge_of(JudgeChoice("http://localhost/v1", model="reader")).name == "reader (judge)"
    assert judge_of(JudgeChoice("http://localhost/v1", model="\x1b" + "m" * 99)).name == "\u241b" + "m" * 59


def test_the_most_likely_pairs_are_asked_about(ask: Asked) -> None:
    assert JudgeChoice("x").most == 200
    found = ask(EACH + SAME, most=2)
    assert found.judgement == "The judge judge.py answered 2 of 2 questions."
    scores = [each.score for each in sorted(listed(found), key=lambda each: each.judged is None)]
    assert scores == sorted(scores, reverse=True)


def test_the_work_ends_when_it_is_cancelled_and_the_program_with_it(
    made: tuple[Path, list[str]], tmp_path: Path
) -> None:
    pid = tmp_path / "pid"
    program = tmp_path / "slow.py"
    waits = f"import os\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\n"
    program.write_text(HEAD + waits + "print('{}', flush=True)\ntime.sleep(60)\n", encoding="utf-8")
    choice = JudgeChoice(shlex.join([sys.executable, str(program)]))
    with Archive.open(made[0]) as archive:
        archive.differences(made[1])
        with pytest.raises(Cancelled):
            archive.differences(made[1], judge=replace(choice), cancelled=pid.exists)
    assert_gone(int(pid.read_text()))


def test_the_work_ends_when_it_is_cancelled_and_the_endpoint_hangs(made: tuple[Path, list[str]]) -> None:
    start = time.monotonic()
    with served(lambda handler: time.sleep(30)) as (address, requests), Archive.open(made[0]) as archive:
        archive.differences(made[1])
        with pytest.raises(Cancelled):
            archive.differences(made[1], judge=JudgeChoice(address), cancelled=lambda: bool(requests))
    assert time.monotonic() - start < 10


def test_children_of_a_program_end_with_it(ask: Asked, tmp_path: Path) -> None:
    pid = tmp_path / "child"
    start = f"import subprocess\nc = subprocess.Popen(['sleep', '60'])\nopen({str(pid)!r}, 'w').write(str(c.pid))\n"
    ask(HEAD + start + "time.sleep(60)", seconds=2.0)
    assert_gone(int(pid.read_text()))


def assert_gone(pid: int) -> None:
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":
            return
        time.sleep(0.05)
    raise AssertionError(pid)


@pytest.mark.parametrize("judge", ["", "   ", "no-such-program-here --x", "'unclosed"])
def test_what_is_no_program_is_refused(judge: str) -> None:
    with pytest.raises(UsageError, match="no program that can be started"):
        judge_of(JudgeChoice(judge))


def test_a_program_that_does_not_start_is_a_failure() -> None:
    limits: dict[str, Any] = {"seconds": 1, "total": 1, "longest": 9, "most": 9}
    assert list(converse([os.devnull], [], **limits)) == [Failed("it cannot be started: permission denied")]


def test_a_conversation_gives_lines_as_they_come_and_waits_for_a_slow_taker() -> None:
    assert (conversation._UNREAD, conversation._POLL) == (100, 0.1)
    program = [sys.executable, "-c", "for n in range(5000): print(n)"]
    with closing(converse(program, [], seconds=20, total=20, longest=99, most=5001)) as lines:
        first = next(lines)
        time.sleep(0.3)
        assert [first, *(next(lines) for _ in range(4999))] == [b"%d\n" % n for n in range(5000)]
        assert next(lines) == Failed("it ended before it had answered")


def test_a_program_need_not_read_what_it_is_asked() -> None:
    program = [sys.executable, "-c", "print('done', flush=True)\nimport time; time.sleep(60)"]
    endless = (b"x" * 65536 + b"\n" for _ in iter(int, 1))
    with closing(converse(program, endless, seconds=20, total=20, longest=99, most=9)) as lines:
        assert next(lines) == b"done\n"


# --- Endpoints --------------------------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """Answers as the server's ``reply`` says."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server: Any = self.server
        server.requests.append((self.path, json.loads(body)))
        server.reply(self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def said(content: object, status: int = 200) -> Callable[[Handler], None]:
    def reply(handler: Handler) -> None:
        data = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        raw(data, status)(handler)

    return reply


def raw(data: bytes, status: int = 200, **headers: str) -> Callable[[Handler], None]:
    def reply(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return reply


def dripping(handler: Handler) -> None:
    """One byte of a header every so often, for ever."""
    try:
        for _ in range(600):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


@contextmanager
def served(reply: Callable[[Handler], None]) -> Iterator[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """The address of an endpoint on this machine, and the requests that it gets."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.reply, server.requests = reply, []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", server.requests
    finally:
        server.shutdown()
        server.server_close()


def test_an_endpoint_is_asked_one_question_at_a_time(ask: Asked) -> None:
    with served(said('{"verdict": "update", "reason": "the later count"}')) as (address, requests):
        found = ask(f"{address}/", model="small")
    assert judged(found) == [("update", "the later count")] * 3
    assert {each.judged.by for each in listed(found) if each.judged} == {"small"}
    assert [path for path, _ in requests] == ["/v1/chat/completions"] * 3
    (_, first) = requests[0]
    assert (first["model"], first["stream"], first["temperature"]) == ("small", False, 0)
    assert [message["role"] for message in first["messages"]] == ["system", "user"]
    assert json.loads(first["messages"][1]["content"])["left"]["text"] in ("Nine", "Seven", "Four")


def test_without_the_name_of_a_model_none_is_sent(ask: Asked) -> None:
    with served(said('{"verdict": "same"}')) as (address, requests):
        found = ask(address)
    assert all("model" not in body for _, body in requests)
    assert {each.judged.by for each in listed(found) if each.judged} == {address.split("/")[2]}


@pytest.mark.parametrize(
    "content",
    [
        'Sure! Here it is:\n```json\n{"verdict": "same", "reason": "r"}\n```',
        '<think>{"verdict": maybe} {1}</think> {"a": {"b": 1}} {"reason": "r", "verdict": " Same "}',
    ],
)
def test_an_object_is_found_among_the_words_of_a_model(ask: Asked, content: str) -> None:
    with served(said(content)) as (address, _):
        assert judged(ask(address)) == [("same", "r")] * 3


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (said("I cannot say."), "its answer has no verdict"),
        (said("{" * 9000), "its answer has no verdict"),
        (said('{"verdict": "same"}' + "x" * 70000), "its answer has no verdict"),
        (said(["same"]), "its answer is no chat completion"),
        (said('{"verdict": "same"}', 500), "it answers with status 500"),
        (raw(b"", 302, Location="http://127.0.0.1:9/"), "it answers with status 302"),
        (raw(b"<html>"), "its answer is no chat completion"),
        (raw(b"[" * 50000), "its answer is no chat completion"),
        (raw(b"{}"), "its answer is no chat completion"),
        (raw(b'{"choices": []}'), "its answer is no chat completion"),
        (raw(b" " * 2_000_000), "its answer is no chat completion"),
        (lambda handler: handler.connection.close(), "it "),
        (dripping, "took longer than 2 s"),
        (lambda handler: time.sleep(30), "took longer than 2 s"),
    ],
)
def test_a_broken_endpoint_costs_bounded_time_and_no_answer(
    ask: Asked, reply: Callable[[Handler], None], why: str
) -> None:
    start = time.monotonic()
    with served(reply) as (address, _):
        found = ask(address, seconds=2.0)
    assert time.monotonic() - start < 20
    assert judged(found) == [None, None, None]
    assert why in found.judgement or "connection" in found.judgement


def test_an_endpoint_that_fails_three_times_is_not_asked_again(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    assert judges._FAILURES == 3
    monkeypatch.setattr(judges, "_FAILURES", 2)
    with served(said("no")) as (address, _):
        assert "0 of 3" in ask(address).judgement
    answers = judge_of(JudgeChoice(address, seconds=5))._kind.answers([b"{}\n"] * 9, lambda: None)
    assert len(list(answers)) == 2


def test_all_answers_together_are_bounded(ask: Asked) -> None:
    def slow(handler: Handler) -> None:
        time.sleep(0.7)
        said('{"verdict": "same"}')(handler)

    with served(slow) as (address, _):
        found = ask(address, total=0.9)
    assert "all answers together took longer than 0.9 s" in found.judgement


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://192.0.2.7:8080/v1", "192.0.2.7"),
        ("https://judge.example/v1", "judge.example"),
        ("http://localhost.example/v1", "localhost.example"),
        ("http://[2001:db8::1]/v1", "2001:db8::1"),
        ("HTTP://Judge.Example/v1", "judge.example"),
    ],
)
def test_sentences_leave_this_machine_only_for_hosts_that_are_named(address: str, host: str) -> None:
    with pytest.raises(UsageError, match="not on this machine") as raised:
        judge_of(JudgeChoice(address))
    assert f"--judge-host {host}" in raised.value.hint
    with pytest.raises(UsageError):
        judge_of(JudgeChoice(address, hosts=("other.example",)))
    assert judge_of(JudgeChoice(address, hosts=(host,))).name


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080/v1", "http://127.9.9.9/v1", "http://[::1]:1/", "http://localhost/"]
)
def test_this_machine_needs_no_name(address: str) -> None:
    assert judge_of(JudgeChoice(address)).name


@pytest.mark.parametrize(
    "address", ["http://", "http:///v1", "http://[", "http://127.0.0.1:99999/", "http://127.0.0.1@judge.example/"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a judge"):
        judge_of(JudgeChoice(address))


def test_an_endpoint_that_is_not_there_says_so() -> None:
    question = {"url": "http://127.0.0.1:9/v1", "model": "", "instruction": "", "question": ""}
    assert json.loads(endpoint.asked(json.dumps(question).encode())) == {"failed": "connection refused"}


# --- Limits -----------------------------------------------------------------------------------------------------------


def test_an_answer_of_the_longest_size_is_read_and_a_longer_one_is_not() -> None:
    line = b'{"id": 0, "verdict": "same", "reason": "'
    longest = line + b"x" * (verdicts.LONGEST_ANSWER - len(line) - 2) + b'"}'
    assert verdicts.LONGEST_ANSWER == 65536
    assert verdicts.answer(longest) is not None
    assert verdicts.answer(longest.replace(b"x", b"xx", 1)) is None


def test_a_sentence_is_sent_up_to_two_thousand_characters(made: tuple[Path, list[str]]) -> None:
    assert verdicts._LONGEST_SENTENCE == 2000
    with Archive.open(made[0]) as archive:
        found = archive.differences(made[1])
    (first, *_) = listed(found)
    long = replace(first, left=replace(first.left, sentence_text="x" * 2001))
    sent = json.loads(verdicts.question(0, long, {article.id: article for article in found.articles}))
    assert sent["left"]["sentence"] == "x" * 2000


def test_four_lines_are_read_for_each_question(ask: Asked) -> None:
    noise = "    for _ in range({}): print('thinking')\n"
    assert "3 of 3" in ask(EACH + noise.format(3) + SAME).judgement


def test_a_chatty_program_is_stopped(ask: Asked) -> None:
    assert "it wrote more than 12 lines" in ask(HEAD + "for _ in range(13): print('thinking')\n").judgement


def test_an_object_is_looked_for_at_two_hundred_braces() -> None:
    found = '{"verdict": "same"}'
    assert verdicts.answer_in("{" * 199 + found) == ("same", "")
    assert verdicts.answer_in("{" * 200 + found) is None
