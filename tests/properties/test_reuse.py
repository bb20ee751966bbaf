from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.comparison.reuse.shingles import reuse
from index.text import tokens

WORDS = st.sampled_from("ash birch cedar elm fir hazel larch maple oak pine rowan spruce 1,200 Zoë willow yew".split())
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@given(st.lists(TEXTS, max_size=6))
def test_spans_are_the_same_words_on_both_sides(texts: list[str]) -> None:
    named = {f"t{n}": text for n, text in enumerate(texts)}
    for pair in reuse(named.items()):
        left, right = named[pair.left], named[pair.right]
        for mine, theirs in pair.spans:
            shared = words(left[slice(*mine)])
            assert shared == words(right[slice(*theirs)])
            assert len(shared) >= 6
        assert 0 < pair.left_share <= 1
        assert 0 < pair.right_share <= 1


@given(st.lists(WORDS, min_size=12, max_size=40, unique_by=lambda word: word), TEXTS, TEXTS)
def test_a_long_piece_is_found_wherever_it_is_put(piece: list[str], before: str, after: str) -> None:
    copied = " ".join(piece)
    [pair] = reuse([("source", copied), ("host", f"{before} {copied} {after}".strip())])
    assert pair.left_share == 1.0


@given(st.lists(TEXTS, max_size=6))
def test_pairs_come_in_order_and_once(texts: list[str]) -> None:
    pairs = [(pair.left, pair.right) for pair in reuse((f"t{n}", text) for n, text in enumerate(texts))]
    assert pairs == sorted(set(pairs))
