"""Reads JSON piece by piece, so that a large file is never held whole, and goes on after what is broken.

A list is read item by item. An object is read whole where it is no larger than one document may be, else member by
member. After an item that is not JSON, reading goes on at the next that begins with the same key.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Final

from index.formats.limits import size_text
from index.formats.records.json_shapes import is_header, row_of

_CHUNK: Final = 1 << 20
"""Characters read at once."""
_DEEPEST: Final = 20
"""Lists and large objects inside each other that are read piece by piece."""
_MOST_COMMAS: Final = 100
"""Commas after the last item of lists and objects in one record that are skipped."""
_TAIL: Final = 64
"""Characters at the end of what was read in which an error may come from a value that goes on."""
_LONG_NUMBER: Final = 300
"""Digits of a number that is read as text."""

_BLANK = re.compile(r"[\s,;\x00\x1e\ufeff]*")
_PREFIX = re.compile(
    r"[\s\ufeff]*(?:\)\]\}'?,?\s*|while\s*\(1\);\s*"
    r"|(?:var |let |const )?[\w.$]{1,80}(?:\[[^\]]{0,40}\])?\s*[=(]\s*(?=[\[{]))"
)
"""What services put before JSON so that no page can run it, and how a script assigns it."""
_SPACE = re.compile(r"\s*")
_SUFFIX = re.compile(r"[\s)};\]]*")
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\\n]|\\.){1,80}")\s*:')
_ANY_KEY = r'"(?:[^"\\\n]|\\.){1,80}"'


@dataclass(frozen=True, slots=True)
class Piece:
    """One value of the file: a whole object, or an item of a list or of a large object."""

    value: object
    error: str | None = None
    """Why it cannot be read, with its place; then ``value`` is None."""
    is_root: bool = False
    """Whether it is all there is in the file."""


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONG_NUMBER else digits


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object. Where a name comes twice, the last value counts, as for other readers, unless it is empty."""
    members = dict(pairs)
    if len(members) < len(pairs):
        for name, value in pairs:
            if members[name] in _EMPTY:
                members[name] = value
    return members


_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
_STRICT = json.JSONDecoder(strict=False, object_pairs_hook=_members)
_LENIENT = json.JSONDecoder(strict=False, parse_int=_number, object_pairs_hook=_members)


def decode(text: str, place: int = 0) -> tuple[object, int]:
    """The value at ``place`` and where it ends; numbers that are too long for Python are text.

    A comma after the last item of a list or object is skipped.

    Raises JSONDecodeError, or RecursionError where it is nested too deep.
    """
    decoder = _STRICT
    for attempt in itertools.count():
        try:
            value, end = decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            if attempt >= _MOST_COMMAS or (without := _without_comma(text, error.pos)) is None:
                raise
            text = without
        except ValueError:
            if decoder is _LENIENT:
                raise
            decoder = _LENIENT
        else:
            break
    return value, end


def _without_comma(text: str, place: int) -> str | None:
    """``text`` without the comma after the last item of a list or object, where that is what is wrong at ``place``."""
    following = _SPACE.match(text, place)
    sign = following.end() if following else place
    before = text[max(0, place - _TAIL) : place].rstrip()
    if not before.endswith(",") or text[sign : sign + 1] not in ("}", "]"):
        return None
    comma = text.rfind(",", 0, place)
    return f"{text[:comma]} {text[comma + 1 :]}"


class _Broken(Exception):
    """A value is not JSON; the message says why."""

    def __init__(self, message: str, place: int, *, too_large: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        """In the text that is held."""
        self.too_large = too_large


@dataclass
class JsonReader:
    """The values in a stream of text."""

    read: Callable[[int], str]
    """Gives so many characters; fewer at the end. A text that is in memory may be given whole."""
    largest: int
    """Characters of one value."""
    _text: str = ""
    _place: int = 0
    _ended: bool = False
    _line: int = 1
    """That of the beginning of ``_text``."""
    _before: int = 0
    """Characters of that line before it."""
    _first_key: str | None = None
    _is_given_up: bool = False
    """Whether the rest was skipped, or it was already said that the file ends too soon."""
    _scalars: dict[str, object] = field(default_factory=dict)

    def pieces(self) -> Iterator[Piece]:
        """The values of the file in their order; broken ones as pieces with an error."""
        self._fill()
        if prefix := _PREFIX.match(self._text):
            self._place = prefix.end()
        first = True
        while (sign := self._next_sign()) is not None:
            if sign == "[":
                yield from self._list(0, ())
            elif sign == "{":
                yield from self._object_at_top(first)
            elif not first and sign in ")}]":
                self._place += 1
                continue
            elif not first or not (yield from self._scalar()):
                yield self._error("not JSON: expecting an object or a list", self._place)
                return
            first = False

    def _scalar(self) -> Generator[Piece, None, bool]:
        """A number or text alone; false where it is none."""
        try:
            value = self._value()
        except _Broken:
            return False
        yield Piece(value)
        return True

    def _object_at_top(self, first: bool) -> Iterator[Piece]:
        try:
            value = self._value()
        except _Broken as error:
            # Member by member: what is inside may be read.
            whole = self._error(error.message, error.place)
            is_silent = True
            for piece in self._object(0):
                is_silent = False
                yield piece
            if is_silent:
                yield whole
            return
        yield Piece(value, is_root=first and self._is_at_end())

    def _is_at_end(self) -> bool:
        self._next_sign()
        if (suffix := _SUFFIX.match(self._text, self._place)) and suffix.end() == len(self._text) and self._ended:
            self._place = suffix.end()
        return self._ended and self._place >= len(self._text)

    def _list(self, depth: int, columns: object) -> Iterator[Piece]:
        """The items of the list that begins here."""
        self._place += 1
        names: object = columns if is_header(columns) else None
        first = True
        while (sign := self._next_sign()) not in ("]", None):
            if sign == "}":
                self._place += 1
                continue
            try:
                value = self._value()
            except _Broken as error:
                if sign in "[{" and error.too_large and depth < _DEEPEST:
                    yield from self._list(depth + 1, ()) if sign == "[" else self._object(depth + 1)
                    continue
                yield self._error(error.message, error.place)
                if not self._to_next_item():
                    return
                continue
            if first and names is None and is_header(value):
                names = value
            elif isinstance(value, list) and isinstance(names, list):
                yield Piece(row_of(names, value))
            else:
                yield Piece(value)
            first = False
        if sign is None and not self._is_given_up:
            self._is_given_up = True
            yield self._error("not JSON: the file ends inside a list", self._place)
        self._place += 1

    def _object(self, depth: int) -> Iterator[Piece]:
        """The members of the object that begins here; lists in it item by item."""
        self._place += 1
        while (sign := self._next_sign()) not in ("}", None):
            try:
                key = self._value()
                sign = self._colon()
            except _Broken as error:
                yield self._error(error.message, error.place)
                self._end()
                return
            if sign == "[" and depth < _DEEPEST and not self._has_names():
                yield from self._list(depth + 1, self._scalars.get("columns", ()))
                continue
            try:
                value = self._value()
            except _Broken as error:
                if sign == "{" and depth < _DEEPEST:
                    yield from self._object(depth + 1)
                    continue
                yield self._error(error.message, error.place)
                self._end()
                return
            if isinstance(value, dict):
                yield Piece(value)
            elif key == "columns":
                self._scalars["columns"] = value
        if sign is None and not self._is_given_up:
            self._is_given_up = True
            yield self._error("not JSON: the file ends inside an object", self._place)
        self._place += 1

    def _has_names(self) -> bool:
        """Whether a list of strings begins here."""
        self._reach(_TAIL)
        return re.compile(r"\[\s*\"").match(self._text, self._place) is not None

    def _colon(self) -> str:
        if self._next_sign() != ":":
            raise _Broken("not JSON: expecting ':' after a name", self._place)
        self._place += 1
        sign = self._next_sign()
        if sign is None:
            raise _Broken("not JSON: the file ends inside an object", self._place)
        return sign

    def _value(self) -> object:
        """The value that begins here; the place is then behind it."""
        while True:
            try:
                value, end = decode(self._text, self._place)
            except json.JSONDecodeError as error:
                goes_on = error.msg.startswith("Unterminated string") or error.pos > len(self._text) - _TAIL
                if self._ended or not goes_on:
                    raise _Broken(f"not JSON: {error.msg.removesuffix(' at')}", error.pos) from error
            except (RecursionError, ValueError) as error:
                raise _Broken("not JSON that can be read: nested too deep", self._place) from error
            else:
                if end < len(self._text) or self._ended:
                    self._keep_key(value)
                    self._place = end
                    return value
            if len(self._text) - self._place > self.largest:
                most = f"{size_text(self.largest)} at most for one record"
                raise _Broken(f"too large: {most}", self._place, too_large=True)
            self._fill(len(self._text) - self._place)

    def _keep_key(self, value: object) -> None:
        if self._first_key is None and isinstance(value, dict) and (key := _FIRST_KEY.match(self._text, self._place)):
            self._first_key = key[1]

    def _to_next_item(self) -> bool:
        """Move to the next item that begins as the others do; False where there is none."""
        own = _FIRST_KEY.match(self._text, self._place)
        key = re.escape(self._first_key or (own[1] if own else "")) or _ANY_KEY
        following = re.compile(rf"\{{\s*{key}\s*:")
        self._place += 1
        while (found := following.search(self._text, self._place)) is None:
            if self._ended:
                self._end()
                return False
            self._place = max(self._place, len(self._text) - 2 * _TAIL)
            self._fill()
        self._place = found.start()
        return True

    def _next_sign(self) -> str | None:
        """The next character that is no blank or comma; None at the end."""
        while True:
            blank = _BLANK.match(self._text, self._place)
            self._place = blank.end() if blank else self._place
            if self._place < len(self._text):
                return self._text[self._place]
            if self._ended:
                return None
            self._fill()

    def _reach(self, count: int) -> None:
        if len(self._text) - self._place < count and not self._ended:
            self._fill()

    def _end(self) -> None:
        """Skip all that follows."""
        self._is_given_up = True
        while not self._ended:
            self._place = len(self._text)
            self._fill()
        self._place = len(self._text)

    def _fill(self, least: int = 0) -> None:
        """Read more, and drop what was read."""
        asked = max(_CHUNK, least)
        more = self.read(asked)
        passed = self._text.rfind("\n", 0, self._place)
        if passed >= 0:
            self._line += self._text.count("\n", 0, self._place)
            self._before = self._place - passed - 1
        else:
            self._before += self._place
        self._text = self._text[self._place :] + more
        self._place = 0
        self._ended = len(more) != asked

    def _error(self, message: str, place: int) -> Piece:
        line = self._line + self._text.count("\n", 0, place)
        before = self._text.rfind("\n", 0, place)
        column = place - before if before >= 0 else self._before + place + 1
        return Piece(None, error=f"{message} at line {line}, character {column:,}")
