"""Where each limit of the text functions turns."""

from __future__ import annotations

import pytest

from index.text import decode, fold, normalise, printable, sentences
from index.text.stemming import accented
from index.text.terms import stems_of, whole_term, words_of

RUSSIAN = "паром вышел из гавани рано утром и вернулся только вечером после шторма "


# --- UTF-16 without a mark --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("nul", "other", "wide"), [(121, 0, True), (120, 0, False), (200, 19, True), (200, 20, False)])
def test_utf16_has_nul_in_three_tenths_of_one_half_and_hardly_in_the_other(
    encoding: str, nul: int, other: int, *, wide: bool
) -> None:
    # Of 400 characters, ``nul`` are ASCII; ``other`` (U+0100) have their NUL in the other byte.
    text = "a" * nul + "\u0100" * other + "п" * (400 - nul - other)
    assert (decode(text.encode(encoding)).encoding == encoding) is wide


def test_utf16_without_a_mark_is_recognised_from_four_characters_on() -> None:
    assert decode("Ohoi".encode("utf-16-le")).text == "Ohoi"
    assert decode("Ohi".encode("utf-16-le")).text == "O\0h\0i\0"


def test_utf16_without_a_mark_is_recognised_by_its_first_four_kilobytes() -> None:
    # 615 of the first 2048 characters are ASCII, just enough; with fewer or more characters they would not be.
    text = "п" * (2048 - 615) + "a" * 615 + "п" * 1000
    assert decode(text.encode("utf-16-le")).text == text
    assert decode(f"п{text}".encode("utf-16-le")).encoding != "utf-16-le"


# --- Detection --------------------------------------------------------------------------------------------------------


def mixed(russian: int, latin: int) -> bytes:
    """Russian letters in windows-1251, after so many other bytes."""
    return b"1" * latin + (RUSSIAN.replace(" ", "") * russian)[:russian].encode("cp1251")


@pytest.mark.parametrize(("russian", "western"), [(300, False), (299, True)])
def test_fewer_letters_beyond_ascii_than_three_tenths_are_western(russian: int, *, western: bool) -> None:
    assert (decode(mixed(russian, 1000 - russian)).encoding == "cp1252") is western


def test_an_encoding_is_detected_by_the_first_64_kilobytes() -> None:
    russian = 19_661
    data = mixed(russian, 64 * 1024 - russian)
    assert decode(data + b"1" * 9000).encoding != "cp1252"
    # One byte less of Russian in the sample.
    assert decode(b"1" * 3 + data).encoding == "cp1252"


# --- Sentences and terms ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("space", "count"), [(39, 1), (40, 2)])
def test_a_stop_before_forty_spaces_ends_a_sentence_whatever_follows(space: int, count: int) -> None:
    assert len(sentences("He shouted!" + " " * space + "and left.")) == count


@pytest.mark.parametrize(
    ("written", "folded"), [("1,234", "1234"), ("123,456", "123456"), ("1234,567", "1234.567"), ("1,2345", "1.2345")]
)
def test_one_to_three_digits_and_groups_of_three_are_one_number(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_an_ending_that_gets_its_accents_back_has_six_letters_at_most() -> None:
    endings = {"abcdef": "ábcdef", "tuvwxyz": "túvwxyz"}
    assert accented("xxabcdef", endings) == "xxábcdef"
    assert accented("xxtuvwxyz", endings) == "xxtuvwxyz"


def test_a_term_has_a_hundred_characters() -> None:
    word = "a" * 99 + "bc"
    assert words_of(word) == [word[:100]] == [whole_term(word)]
    assert stems_of("x" * 99 + "kz") == ["x" * 99 + "k"]


# --- Control characters -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "shown"),
    [(0x1F, 0x241F), (0x20, 0x20), (0x7E, 0x7E), (0x7F, 0x2421), (0x80, 0xFFFD), (0x9F, 0xFFFD), (0x2029, 0x20),
     (0x202A, 0x200B), (0x202E, 0x200B), (0x2066, 0x200B), (0x206F, 0x200B), (0x2070, 0x2070), (0xD7FB, 0xD7FB),
     (0xD800, 0xFFFD), (0xDFFF, 0xFFFD), (0xE000, 0xE000), (0xFFF8, 0xFFF8), (0xFFF9, 0xFFFD), (0xFFFB, 0xFFFD),
     (0xFFFC, 0xFFFC), (0xFFFE, 0xFFFD), (0xFFFF, 0xFFFD), (0xE0000, 0xFFFD), (0xE007F, 0xFFFD), (0xE0080, 0xE0080)],
)  # fmt: skip
def test_what_a_terminal_would_obey_is_shown_as_something_else(code: int, shown: int) -> None:
    assert printable(f"\x07{chr(code)}") == f"\u2407{chr(shown)}"


def test_line_ends_stay_where_lines_are_kept() -> None:
    assert printable("a\tb\nc\x0bd", lines=True) == "a b\nc\u240bd"


@pytest.mark.parametrize(
    ("code", "kept"),
    [(0x08, ""), (0x1F, ""), (0x20, " "), (0x7E, "~"), (0x7F, ""), (0x84, ""), (0x9F, ""), (0xA0, " "), (0xA1, "¡"),
     (0xD7FB, "\ud7fb"), (0xD800, ""), (0xDFFF, ""), (0xE000, "\ue000"), (0xFEFF, ""), (0xFFFE, ""), (0xFFFF, ""),
     (0x09, " "), (0x0D, " "), (0x2028, " "), (0x2029, " ")],
)  # fmt: skip
def test_a_line_has_no_control_characters(code: int, kept: str) -> None:
    assert normalise(f"a\x07{chr(code)}b") == f"a{kept}b"
