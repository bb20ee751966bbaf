"""Whatever an article holds, what leaves the program is valid JSON or text that no terminal obeys."""

from __future__ import annotations

import io
import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui.cli.output import Streams
from tui.rendering.text.cells import cells
from tui.rendering.text.plain import plain_lines

_ANY = st.text(st.characters(exclude_categories=()), max_size=200)
_ENCODINGS = st.sampled_from(["utf-8", "ascii", "latin-1", "cp1251", "gb18030"])


def _streams(encoding: str) -> tuple[Streams, io.BytesIO]:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="", write_through=True)
    return Streams(out, out, json=True), raw


@given(_ANY, _ENCODINGS)
def test_json_gives_back_what_went_in(text: str, encoding: str) -> None:
    streams, raw = _streams(encoding)
    streams.record({"text": text})
    line = raw.getvalue().decode(encoding)
    assert json.loads(line) == {"text": text}
    assert line.count("\n") == 1
    assert not [c for c in line[:-1] if unicodedata.category(c) in ("Cc", "Cs")]


@given(_ANY, _ENCODINGS)
def test_printed_text_holds_nothing_a_terminal_obeys(text: str, encoding: str) -> None:
    streams, raw = _streams(encoding)
    streams.print(text)
    streams.say(text)
    printed = raw.getvalue().decode(encoding)
    assert not [c for c in printed if unicodedata.category(c) == "Cc" and c != "\n"]
    assert not set(printed) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(_ANY, st.integers(20, 60))
def test_set_lines_fit_and_lose_no_visible_character(text: str, width: int) -> None:
    lines = plain_lines(text, width)
    assert all(cells(line) <= width for line in lines)
    whole = "".join("".join(plain_lines(text, None)).split())
    assert "".join("".join(lines).split()) == whole
