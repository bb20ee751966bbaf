from __future__ import annotations

import numpy as np
import pytest

from index.search.whoosh_engine.evaluation.lexicon import Endings, having


def places(words: list[str], letters: str, *, at_end: bool) -> list[int]:
    data = np.frombuffer("".join(words).encode(), np.uint8)
    ends = np.cumsum([len(word.encode()) for word in words], dtype=np.uint32)
    return list(
        map(int, Endings(data, ends).alike(letters.encode()) if at_end else having(data, ends, letters.encode()))
    )


@pytest.mark.parametrize(
    ("letters", "anywhere", "at_end"),
    [
        ("gate", [0, 1, 3], [1]),
        ("egate", [1, 3], [1]),
        ("x", [4], [4]),
        # Not from the end of one word to the beginning of the next.
        ("sc", [], []),
        ("te", [0, 1, 3], [1]),
        ("és", [2], []),
        ("tés", [2], []),
        ("delegateswith", [], []),
        ("z", [], []),
        ("", [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]),
    ],
)
def test_words_are_found_by_letters_of_their_own(letters: str, anywhere: list[int], at_end: list[int]) -> None:
    words = ["agates", "congregate", "cotésu", "delegates", "x"]
    assert places(words, letters, at_end=False) == anywhere
    assert places(words, letters, at_end=True) == at_end


def test_a_list_without_words_has_none() -> None:
    assert places([], "gate", at_end=False) == places([], "gate", at_end=True) == []
