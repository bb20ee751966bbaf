"""What can be seen of a line by itself, and how likely each line of an invented page is to be article."""

from __future__ import annotations

import re

import pytest

from index.cleaning import (
    line_classifier,
)
from index.cleaning import lines as reading
from index.cleaning.plain_text.blocks import (
    blocks,
)
from index.model import HiddenReason
from tests.lines import line

PAGE = (
    "HARBOUR BELL",
    "",
    "Home | Town | Sport | Weather",
    "",
    "Council closes old swing bridge for six months of repairs",
    "By Ada Quill",
    "12 May 2021, 10:15",
    "Share this article",
    "",
    "The harbour council voted late on Monday to close the old swing bridge for at least six months of repairs.",
    "",
    "Engineers who inspected the bridge in March found that two of its four bearings had worn through completely.",
    "Photograph: Lena Ort",
    "Sign up for our newsletter and get the news of your harbour each morning",
    "",
    "\u201cWe could not promise anyone that it would open again if we swung it once,\u201d said the master, Ines Falk.",
    "What happens next?",
    "",
    "These are the ways across:",
    "- the ferry",
    "- the upper bridge, eleven kilometres up the river",
    "",
    "About 3,400 cars cross the bridge each day, and the nearest other crossing lies eleven kilometres up the river.",
    "",
    "A ferry is to carry passengers on foot from the first week of June, the council said in a statement.",
    "",
    "Related stories",
    "Ferry fares to rise again in June",
    "11 May 2021",
    "Lifeboat called out to a yacht in the fog off the harbour mouth for the third time in a week, its crew said.",
    "10 May 2021",
    "",
    "***",
    "Comments (12)",
    "Reply",
    "I do not agree at all with what the council did here, and you should not either.",
    "12 Likes",
    "@harbourbell",
    "\u00a9 2021 Harbour Bell. All rights reserved.",
    "Share this article",
)


def likelihoods(text: str = "\n".join(PAGE)) -> list[float]:
    found = blocks(text)
    read = [reading.read(block.text) for block in found]
    return [round(chance, 3) for chance in line_classifier.probabilities(read, [block.group for block in found])]


EXPECTED = (
    *(0.415, 0.278, 0.34, 0.176, 0.051, 0.026, 0.67, 0.404, 0.04, 0.181, 0.45, 0.44, 0.594, 0.364, 0.512),
    *(0.408, 0.555, 0.083, 0.159, 0.096, 0.191, 0.021, 0.006, 0.008, 0.012, 0.016, 0.02, 0.006, 0.014, 0.002),
)
"""For each line that is not blank."""


def test_the_lines_of_a_page_are_as_likely_as_they_were_when_the_weights_were_made() -> None:
    """Fails when a feature changes its name or its meaning without new weights; new weights need new figures."""
    assert likelihoods() == pytest.approx(EXPECTED, abs=0.0015)


def test_features_are_those_that_the_weights_know() -> None:
    found = blocks("\n".join(PAGE))
    read = [reading.read(block.text) for block in found]
    first, second = line_classifier.weights()
    features = line_classifier.context_features(read, [block.group for block in found])
    scores = [line_classifier.score(first, names) for names in features]
    again = line_classifier.second_features(features, scores, read)
    assert sum(name in first for names in features for name in names) > 0.9 * sum(map(len, features))
    assert sum(name in second for names in again for name in names) > 0.9 * sum(map(len, again))


def test_one_line() -> None:
    (one,) = likelihoods(PAGE[9])
    assert one > 0.6
    (one,) = likelihoods("Share this article")
    assert one < 0.5


# --- The company of a line --------------------------------------------------------------------------------------------


def features(*rows: str) -> list[set[str]]:
    found = blocks("\n".join(rows))
    read = [reading.read(block.text) for block in found]
    return [set(names) for names in line_classifier.context_features(read, [block.group for block in found])]


LONG = PAGE[9]


def distances(*rows: str) -> list[str]:
    return [name for names in features(*rows) for name in names if re.match(r"prose:? (?:prose )?\d above", name)]


def test_the_distance_to_the_next_paragraphs_is_reported_up_to_a_few_lines() -> None:
    assert distances(LONG, "a", "b", "c", "d", "e", LONG) == [
        "prose: prose 3 above, 3 below",
        "prose 1 above, 4 below",
        "prose 2 above, 4 below",
        "prose 3 above, 3 below",
        "prose 4 above, 2 below",
        "prose 4 above, 1 below",
        "prose: prose 3 above, 3 below",
    ]
    assert distances(LONG, LONG) == ["prose: prose 3 above, 1 below", "prose: prose 1 above, 3 below"]


def test_what_is_repeated_is_distinguished_from_its_first_time() -> None:
    first, second, other = features("Again", "AGAIN", "other")
    assert "repeated, first" in first and "repeated, seen before" in second
    assert other.isdisjoint({"repeated, first", "repeated, seen before"})


def test_lines_below_an_ending_know_it_near_and_far() -> None:
    rows = features("a", "Related stories", *[str(n) for n in range(13)])
    assert not any("after the ending" in name for name in rows[0] | rows[1])
    assert all("after the ending: related story, near" in names for names in rows[2:14])
    assert "after the ending: related story, far" in rows[14]
    (ending, prose) = features("Related stories", LONG)
    assert "after the ending: related story, prose, near" in prose and ending


def test_lines_know_their_neighbours() -> None:
    first, second, third = features("Here it is:", "Share this article", "12 May 2021")
    assert "above: nothing" in first and "below: nothing" in third
    assert "announced by a colon" in second and "date or byline below" in second
    assert "announced by a colon" not in third and "date or byline below" not in first


def test_the_main_run_of_paragraphs_is_the_longest() -> None:
    other = "A short run of quite other words that has twelve words of its own here."
    assert reading.read(other).prose
    rows = features(other, *"abcdef", LONG, "g", LONG, *"hijklm", other)
    assert "prose before the main run, short run" in rows[0] and "prose after the main run, short run" in rows[-1]
    assert "prose in the main run, short run" in rows[7] and "other in the main run, short run" in rows[8]
    assert "in a run before the main one, part of it" in rows[0]
    # Runs are joined over four lines, not over five.
    rows = features(LONG, *"abcd", other)
    assert "prose in the main run, short run" in rows[-1]
    rows = features(LONG, *"abcde", other)
    assert "prose after the main run, short run" in rows[-1]
    assert "prose in the main run, long run" in features(LONG, LONG, LONG, LONG)[0]
    assert "prose in the main run, short run" in features(LONG, LONG, LONG)[0]


# --- A line by itself -------------------------------------------------------------------------------------------------


def shape(text: str) -> set[str]:
    return set(reading.read(text).features)


@pytest.mark.parametrize(
    ("count", "band"),
    [
        (0, "1"),
        (1, "1"),
        (2, "2-3"),
        (3, "2-3"),
        (4, "4-6"),
        (6, "4-6"),
        (7, "7-10"),
        (10, "7-10"),
        (11, "11-15"),
        (15, "11-15"),
        (16, "16-24"),
        (24, "16-24"),
        (25, "25-45"),
        (45, "25-45"),
        (46, "46+"),
        (1000, "46+"),
    ],
)
def test_the_bands_of_length(count: int, band: str) -> None:
    assert reading.band(count) == band


@pytest.mark.parametrize(
    ("text", "feature", "has"),
    [
        ("ONE TWO THREE", "capitals", True),
        ("ONE TWO", "capitals", False),
        ("One Two Three Four", "title case", True),
        ("One Two Three", "title case", False),
        ("One Two Three Four Five Six Seven eight nine ten", "title case", False),
        ("One Two Three Four Five Six Seven Eight nine ten", "title case", True),
        ("One Two Three four", "title case", True),
        ("One Two Three Four Five Six seven eight nine", "title case", False),
        ("1234 abcdefghij", "mostly digits", True),
        ("12 abcde", "mostly digits", False),
        ("one", "begins in lower case", True),
        ("- one", "begins in lower case", True),
        ("One", "begins in lower case", False),
        ("12 34", "mostly digits", True),
        ("1 abc", "mostly digits", False),
        ("12 abcdef", "mostly digits", False),
        ("- one", "bullet", True),
        ("1. one", "bullet", True),
        ("one - two", "bullet", False),
        ("one | two", "bars", True),
        ("one two", "bars", False),
        ("one:", "ends in a colon", True),
        ("one: two", "ends in a colon", False),
        ("one?", "question", True),
        ("one, two", "comma", True),
        ("***", "no letters", True),
        ("one", "no letters", False),
        ("\u201cone\u201d", "quotes", True),
        ("one", "quotes", False),
        ("write to a@b.example", "address or handle", True),
        ("see www.b.example", "address or handle", True),
        ("write to us.", "address or handle", False),
        ("one for you", "addresses the reader in short", True),
        ("word " * 30 + "you", "addresses the reader", True),
        ("word " * 29 + "you", "addresses the reader", True),
        ("word " * 28 + "you", "addresses the reader in short", True),
        ("12 May 2021", "date line", True),
        ("By Ada Quill", "byline", True),
        ("word, " * 40, "comma", True),
        ("word, " * 41, "comma", False),
    ],
)
def test_what_is_seen_of_a_line(text: str, feature: str, has: bool) -> None:
    assert (feature in shape(text)) is has


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("word " * 39, False),
        ("word " * 40, True),
        ("word " * 11 + ".", False),
        ("word " * 11 + "word.", True),
        ("word " * 10 + "word.", False),
    ],
)
def test_a_paragraph_has_forty_words_or_is_a_sentence_of_twelve(text: str, prose: bool) -> None:
    assert reading.read(text).prose is prose


def test_only_words_of_five_letters_tell_what_a_line_is_about() -> None:
    assert reading.read("Four fives, bridge").content == {"fives", "bridge"}


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("12 May 2021", True),
        ("Published 12 May 2021 at 10:15", True),
        ("Lull, Tarn, Ashby 12 May 2021", True),
        ("Lull, Tarn, Ashby, Ennor 12 May 2021", False),
        ("3 hours ago", True),
        ("Ashby 3 hours ago", True),
        ("10:15", True),
        ("10:15 pm", True),
        ("$10.15", False),
        ("2021", False),
        ("May 2021", False),
        ("no day", False),
        ("12 May 2021 " + "1 " * 21, True),
        ("12 May 2021 " + "1 " * 22, False),
    ],
)
def test_what_is_a_date_line(text: str, dated: bool) -> None:
    assert reading.read(text).dated is dated


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One.", True),
        ("One!\u201d", True),
        ("One?", True),
        ("One", False),
        ("One. Two", False),
        ("One.[12]", True),
        ("One." + ")" * 11, True),
        ("One." + ")" * 12, False),
        ("", False),
    ],
)
def test_what_ends_as_a_sentence_does(text: str, ends: bool) -> None:
    assert reading.is_sentence(text) is ends


def test_long_lines_are_no_date_lines_bylines_or_cues() -> None:
    assert reading.read("12 May 2021 " + "x" * 287).dated and not reading.read("12 May 2021 " + "x" * 288).dated
    names = [f"Al B{chr(97 + n)}" for n in range(15)]
    assert reading.read("By " + ", ".join(names[:14])).byline and not reading.read("By " + ", ".join(names)).byline
    assert not reading.read("By " + ", ".join([*names[:13], "Al Bo Ca"])).byline
    assert reading.read("Read more: " + "word " * 117).cue and not reading.read("Read more: " + "word " * 118).cue
    assert "cue related story in a long line" in shape("Read more: " + "word " * 24)
    assert "cue related story" in shape("Read more: " + "word " * 23)
    assert "capitals" in shape("A " * 40) and "capitals" not in shape("A " * 41)
    assert "mostly digits" in shape("12 " * 20) and "mostly digits" not in shape("12 " * 21)


# --- Scores around a line ---------------------------------------------------------------------------------------------


def around(*rows: tuple[float, int]) -> list[str]:
    """The features that the last line has from the scores of the lines, each a score and a number of words."""
    lines = [line("x", words, features=("length 1",)) for _, words in rows]
    return line_classifier.second_features([[] for _ in rows], [score for score, _ in rows], lines)[-1]


@pytest.mark.parametrize(
    ("score", "step"),
    [(-9, -5), (-4.01, -5), (-4, -4), (-0.01, -1), (0, 0), (4.99, 4), (5, 5), (9, 5)],
)
def test_a_score_is_one_of_eleven_steps(score: float, step: int) -> None:
    assert f"score {step}" in around((score, 4))


@pytest.mark.parametrize(
    ("mean", "step"),
    [(-2.1, "--"), (-2, "-"), (-0.41, "-"), (-0.4, "0"), (0.79, "0"), (0.8, "+"), (2.4, "+"), (2.5, "++")],
)
def test_a_mean_score_is_one_of_five_steps(mean: float, step: str) -> None:
    assert f"other, score 0; two above {step}, two below -" in around((mean, 4), (0, 4))


@pytest.mark.parametrize(
    ("scores", "step"),
    [((100, -3), "++"), ((100, -3.2), "+"), ((-100, 4), "-"), ((-100, 3.8), "--")],
)
def test_scores_count_up_to_eight_for_the_lines_around(scores: tuple[float, float], step: str) -> None:
    assert f"other, score 0; two above {step}, two below -" in around(*((score, 4) for score in scores), (0, 4))


@pytest.mark.parametrize(("first", "second"), [((0, 41), (5.01, 40)), ((0, 39), (4.98, 40))])
def test_a_line_weighs_by_its_words_up_to_forty(first: tuple[float, int], second: tuple[float, int]) -> None:
    assert "other, score 0; two above ++, two below -" in around(first, second, (0, 4))


def test_a_line_of_fewer_than_ten_words_ends_an_article() -> None:
    def ends(words: int) -> bool:
        ending = line("Read also", words, cue=HiddenReason.RELATED_STORY, features=("length 1",))
        found = line_classifier.context_features([ending, line("x", 1, features=("length 1",))], [0, 0])
        return "after the ending: related story, near" in found[1]

    assert ends(9) and not ends(10)
