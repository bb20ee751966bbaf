from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.cleaning.metadata.language_detection import language_of, primary
from index.text import fold, is_lone, sought, tokens, words_as_written
from index.text.stemming import ALGORITHMS, stem, stems

# Characters of the scripts that are cut into pairs, those that are not, and what stands between words.
UNSPACED = "東京都庁年日本のテストガ々人กขคงสื่อไทยกำ한국어서울ကခខ្មែរ"
SPACED = "abcdelmnqstuvwz'\u2019éÉßñçğışĳЙёщабвαάωשלאחمدचुनाव्20.9,_-\u00ad\u200d\u0301 \n"
TEXTS = st.text(st.one_of(st.sampled_from(UNSPACED), st.sampled_from(SPACED), st.characters()), max_size=80)
LANGUAGES = st.lists(st.sampled_from([*sorted(ALGORITHMS), "zh", "xx", ""]), max_size=5)
RUN = re.compile(f"[{UNSPACED}]+")


@given(TEXTS)
def test_words_as_written_are_what_the_tokens_fold(text: str) -> None:
    folded = [fold(word) for word in words_as_written(text)]
    assert [word for word in folded if word] == [token.word for token in tokens(text)]


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_tokens_of_a_part_stay_in_it(text: str, one: int, other: int) -> None:
    start, end = sorted((one, other))
    found = list(tokens(text, start, end))
    assert all(start <= token.start < token.end <= min(end, len(text)) for token in found)
    assert [token.word for token in found] == [fold(text[token.start : token.end]) for token in found]


@given(st.text(st.sampled_from(SPACED + UNSPACED), max_size=60))
def test_every_character_of_a_script_without_spaces_begins_a_pair(text: str) -> None:
    spans = {token.start: token.end for token in tokens(text)}
    for run in RUN.finditer(text):
        for at in range(run.start(), run.end()):
            if fold(text[at]):
                assert spans[at] == min(at + 2, run.end())


@given(st.text(st.sampled_from(UNSPACED), min_size=1, max_size=8), TEXTS, TEXTS)
def test_what_is_sought_is_a_row_of_tokens_wherever_it_stands(wanted: str, before: str, after: str) -> None:
    found = sought(wanted)
    if len(found) == 1 and is_lone(found[0]):
        return
    row = [token.word for token in found]
    there = [token.word for token in tokens(f"{before} {wanted}{after}")]
    assert any(there[at : at + len(row)] == row for at in range(len(there)))


@given(st.sampled_from(UNSPACED), TEXTS, TEXTS)
def test_one_character_begins_a_token_wherever_it_stands(wanted: str, before: str, after: str) -> None:
    (token,) = tokens(wanted)
    assert is_lone(token)
    at = len(before)
    assert any(found.start == at for found in tokens(before + wanted + after))


@given(TEXTS)
def test_tokens_stand_in_order_and_overlap_by_one_character_at_most(text: str) -> None:
    assert all(one.start < other.start and one.end <= other.start + 1 for one, other in pairwise(tokens(text)))


@given(TEXTS, LANGUAGES)
def test_stems_of_a_word_are_its_stem_in_each_language(text: str, languages: list[str]) -> None:
    for token in tokens(text):
        found = stems(token.word, languages)
        assert set(found) == {stem(token.word, language) for language in languages}
        assert len(set(found)) == len(found)


@given(st.none() | st.text(max_size=12) | st.sampled_from(["en", "de-AT", "zz"]), TEXTS.map(lambda text: text * 8))
def test_the_language_of_anything_is_a_code_or_none(declared: str | None, text: str) -> None:
    found = language_of(declared, text)
    assert found is None or re.fullmatch("[a-z]{2,3}", found)
    assert primary(found) == found
