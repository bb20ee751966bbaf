from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index import text as t

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from(" .!?\u2026\"'\u201c\u201d\u2019)]\n\r\t\x00\x07\x1b\x7f\x85\x9b\u00a0"),
        st.sampled_from("\u200b\u202e\u2066\u2069\u2028\ufeff\ufffe\u3002\uff01\u0e01\u65e5\u0301\u1e9e\u0130"),
        st.sampled_from("MrUSam20,3"),
    ),
    max_size=120,
)
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_ENDS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


@given(HOSTILE)
def test_printable_keeps_every_offset(text: str) -> None:
    assert len(t.printable(text)) == len(text)
    assert len(t.printable(text, lines=True)) == len(text)


@given(HOSTILE)
def test_printable_has_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = t.printable(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs")]
    assert not BIDI.intersection(shown)
    assert not LINE_ENDS.intersection(shown)
    shown.encode("utf-8")


@given(HOSTILE)
def test_printable_with_lines_keeps_only_line_ends(text: str) -> None:
    shown = t.printable(text, lines=True)
    assert [n for n, c in enumerate(shown) if c == "\n"] == [n for n, c in enumerate(text) if c == "\n"]
    assert t.printable(text) == shown.replace("\n", " ")


@given(HOSTILE)
def test_printable_changes_nothing_twice(text: str) -> None:
    assert t.printable(t.printable(text)) == t.printable(text)


@given(HOSTILE)
def test_normalising_twice_is_normalising_once(line: str) -> None:
    once = t.normalise(line)
    assert t.normalise(once) == once


@given(HOSTILE)
def test_normalised_lines_are_clean(line: str) -> None:
    clean = t.normalise(line)
    assert not [c for c in clean if unicodedata.category(c) in ("Cc", "Cs")]
    assert "  " not in clean
    assert clean == clean.strip(" ")
    clean.encode("utf-8")


@given(HOSTILE)
def test_sentences_cover_all_that_is_not_space_in_order(text: str) -> None:
    spans = t.sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())
    assert not any(text[start].isspace() or text[end - 1].isspace() for start, end in spans)


@given(HOSTILE, st.integers(0, 120), st.integers(0, 120))
def test_sentences_of_a_part_stay_in_it(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    spans = t.sentences(text, start, end)
    assert all(start <= begin < stop <= end for begin, stop in spans)
    covered = {at for begin, stop in spans for at in range(begin, stop)}
    assert all(at in covered for at in range(start, end) if not text[at].isspace())


@given(HOSTILE)
def test_paragraphs_cover_all_that_is_not_space(text: str) -> None:
    spans = t.paragraphs(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())


@given(HOSTILE)
def test_token_spans_slice_the_text_and_fold_to_the_word(text: str) -> None:
    end = 0
    for token in t.tokens(text):
        assert token.start < token.end <= len(text)
        assert end <= token.start or token.start == end - 1
        assert token.word == t.fold(text[token.start : token.end])
        assert token.word
        end = token.end


@given(HOSTILE)
def test_folding_and_stemming_never_raise_and_folding_is_stable(word: str) -> None:
    folded = t.fold(word)
    assert folded == folded.lower()
    t.stem(folded.encode("utf-8", "replace").decode("utf-8"))


@given(
    st.binary(max_size=300),
    st.none() | st.sampled_from(["utf-8", "latin-1", "utf-16", "shift_jis", "no-such", "", "hz"]),
)
def test_decoding_any_bytes_never_raises(data: bytes, declared: str | None) -> None:
    decoded = t.decode(data, declared)
    assert "\r" not in decoded.text
    assert "".encode(decoded.encoding) is not None


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff"), max_size=200))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    if "\x00" not in text:
        assert t.decode(text.encode("utf-8")).text == text
    assert t.decode(b"\xef\xbb\xbf" + text.encode("utf-8")).text == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff"), max_size=200))
def test_utf_16_with_its_mark_comes_back_as_it_was(text: str) -> None:
    assert t.decode(text.encode("utf-16")).text == text
