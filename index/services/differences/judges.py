"""Judges of the reader's own: a program that answers by lines, or a language model at an endpoint.

No judge is needed, and none is trusted: whatever it does, it costs bounded time and its verdicts are only shown.
"""

from __future__ import annotations

import json
import shlex
import shutil
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from ipaddress import ip_address
from pathlib import PurePath
from typing import Final, Protocol
from urllib.parse import SplitResult, urlsplit

from index.errors import UsageError, check_of
from index.model import READER, Article, Difference, JudgeChoice, SettledAs
from index.services.differences import endpoint
from index.services.differences.verdicts import INSTRUCTION, LONGEST_ANSWER, answer, answer_in, question
from index.text import printable
from index.workers import Failed, Workers, converse

_LONGEST_NAME: Final = 60
"""Characters of a judge's name."""
_LINES_EACH: Final = 4
"""Lines, for each question, that are read of a program's answers: what it prints beside them is ignored."""
_FAILURES: Final = 3
"""Failures in a row after which an endpoint is not asked any more."""

Verdict = tuple[Difference, SettledAs, str]
_Answers = Generator[tuple[int, SettledAs, str] | Failed, None, None]


class _Kind(Protocol):
    """A program or an endpoint."""

    def answers(self, questions: Sequence[bytes], check: Callable[[], None]) -> _Answers:
        """Numbers of questions with verdict and reason, and failures, in any order; ``check`` raises to stop."""


class Judge:
    """A judge by name; its verdicts are kept under it."""

    def __init__(self, name: str, kind: _Kind, choice: JudgeChoice) -> None:
        # A name comes from the reader's settings, but must not pass for the reader.
        self.name = printable(name)[:_LONGEST_NAME] if name != READER else f"{READER} (judge)"
        self._kind = kind
        self._choice = choice

    def verdicts(
        self, found: Sequence[Difference], articles: Mapping[str, Article], cancelled: Callable[[], bool]
    ) -> tuple[list[Verdict], str]:
        """The verdicts on differences, the most likely first, and a sentence on what was answered."""
        asked = sorted(found, key=lambda each: (-each.score, each.places))[: self._choice.most]
        if not asked:
            return [], ""
        questions = [question(number, each, articles) for number, each in enumerate(asked)]

        given: dict[int, tuple[SettledAs, str]] = {}
        failed = ""
        deadline = time.monotonic() + self._choice.total
        with closing(self._kind.answers(questions, check_of(cancelled))) as answers:
            for each in answers:
                if isinstance(each, Failed):
                    failed = each.reason
                elif 0 <= each[0] < len(asked):
                    given.setdefault(each[0], each[1:])
                if len(given) == len(asked):
                    break
                if time.monotonic() > deadline:
                    failed = f"all answers together took longer than {self._choice.total:g} s"
                    break
        why = f": {failed}" if failed and len(given) < len(asked) else ""
        return (
            [(asked[number], *verdict) for number, verdict in sorted(given.items())],
            f"The judge {self.name} answered {len(given)} of {len(asked)} questions{why}.",
        )


def judge_of(choice: JudgeChoice) -> Judge:
    """The judge that a reader chose; raises UsageError for none that can be asked."""
    if choice.judge.lower().startswith(("http://", "https://")):
        address = _address(choice)
        return Judge(choice.model or address.netloc, _Endpoint(choice), choice)
    try:
        command = shlex.split(choice.judge)
    except ValueError:
        command = []
    program = shutil.which(command[0]) if command else None
    if program is None:
        raise UsageError(
            f"The judge {choice.judge!r} is no program that can be started.",
            hint="Give a command, or the address of an endpoint such as http://127.0.0.1:8080/v1.",
        )
    name = next((PurePath(word).name for word in reversed(command) if PurePath(word).suffix), PurePath(program).name)
    return Judge(name, _Program([program, *command[1:]], choice), choice)


def _address(choice: JudgeChoice) -> SplitResult:
    """The address of an endpoint on this machine, or on a host that the reader named."""
    try:
        address = urlsplit(choice.judge)
        host, _ = address.hostname, address.port
    except ValueError:
        host = None
    if not host or "@" in address.netloc:
        raise UsageError(
            f"{choice.judge!r} is no address of a judge.", hint="Write one such as http://127.0.0.1:8080/v1."
        )
    if not _is_local(host) and host not in {name.lower() for name in choice.hosts}:
        raise UsageError(
            f"The judge is at {host}, not on this machine.",
            hint=f"Sentences of your articles would be sent there; --judge-host {host} allows it.",
        )
    return address


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Program:
    """Gets all questions on its standard input, a line each, and answers on its standard output."""

    def __init__(self, command: Sequence[str], choice: JudgeChoice) -> None:
        self._command = command
        self._choice = choice

    def answers(self, questions: Sequence[bytes], check: Callable[[], None]) -> _Answers:
        lines = converse(
            self._command,
            questions,
            seconds=self._choice.seconds,
            total=self._choice.total,
            longest=LONGEST_ANSWER,
            most=_LINES_EACH * len(questions),
            check=check,
        )
        with closing(lines):
            for line in lines:
                found = line if isinstance(line, Failed) else answer(line)
                if found is not None:
                    yield found


class _Endpoint:
    """Is asked one question after the other; each in a worker process, which can be ended."""

    def __init__(self, choice: JudgeChoice) -> None:
        self._choice = choice

    def answers(self, questions: Sequence[bytes], check: Callable[[], None]) -> _Answers:
        failures = 0
        with Workers(endpoint.asked, processes=1, seconds=self._choice.seconds) as workers:
            for number, (_, found) in enumerate(workers.map(questions, self._request, check)):
                result = _read(found)
                yield result if isinstance(result, Failed) else (number, *result)
                failures = failures + 1 if isinstance(result, Failed) else 0
                if failures == _FAILURES:
                    return

    def _request(self, question: bytes) -> bytes:
        request = {
            "url": self._choice.judge,
            "model": self._choice.model,
            "instruction": INSTRUCTION,
            "question": question.decode(),
        }
        return json.dumps(request).encode()


def _read(found: bytes | Failed | None) -> tuple[SettledAs, str] | Failed:
    if found is None or isinstance(found, Failed):
        return found or Failed("it was not asked")
    said = json.loads(found)
    if "failed" in said:
        return Failed(str(said["failed"]))
    content = str(said["content"])
    return (answer_in(content) if len(content) <= LONGEST_ANSWER else None) or Failed("its answer has no verdict")
