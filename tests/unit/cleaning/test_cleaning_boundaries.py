"""Cleaning at its boundaries: lines below a standfirst, likelihoods, cues, and languages that are overruled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.cleaning import line_classifier
from index.cleaning.boilerplate import cue
from index.cleaning.html import headline
from index.cleaning.lines import Line
from index.cleaning.metadata import language_detection
from index.cleaning.metadata.language_detection import SAMPLE, Finding, language_of, primary
from index.cleaning.plain_text import header
from index.cleaning.plain_text.header import Header
from index.cleaning.plain_text.verdict import judge
from index.model import DeclaredMetadata, HiddenReason
from tests.lines import line, paragraph

TITLE = line("Council closes old swing bridge", 5)
STANDFIRST = paragraph("The council closed the bridge on Monday.", 30)
BYLINE = line("By Ada Quill", 3, byline=True)
DAY = line("12 May 2021", 3, dated=True)
UNMARKED = line("Opened 3 June 2019", 4)

# --- Lines below a standfirst -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("below", "places"),
    [
        ((), []),
        ((BYLINE,), [2]),
        ((BYLINE, DAY), [2, 3]),
        # As far as the last of them.
        ((BYLINE, UNMARKED), [2]),
        ((BYLINE, UNMARKED, DAY, UNMARKED), [2, 3, 4]),
        ((UNMARKED, DAY), [2, 3]),
        # They are in the six lines below it.
        ((BYLINE, *[UNMARKED] * 4, DAY), [2, 3, 4, 5, 6, 7]),
        ((BYLINE, *[UNMARKED] * 5, DAY), [2]),
        # The first is at most two lines below.
        ((UNMARKED, UNMARKED, DAY), []),
        ((UNMARKED, UNMARKED), []),
        # And all of them above the next paragraph.
        ((BYLINE, STANDFIRST, DAY), [2]),
        ((STANDFIRST, DAY), []),
    ],
)
def test_bylines_and_dates_below_a_standfirst(below: tuple[Line, ...], places: list[int]) -> None:
    assert header._below_standfirst([TITLE, STANDFIRST, *below, STANDFIRST], 1) == places


# --- Likelihoods ------------------------------------------------------------------------------------------------------


def test_log_odds_differ_up_to_thirty() -> None:
    likely = line_classifier._logistic
    assert likely(0) == 0.5 and likely(1) == pytest.approx(0.7310586) and likely(-1) == pytest.approx(0.2689414)
    assert likely(29) < likely(30) == likely(31) == likely(10_000) < 1
    assert likely(-29) > likely(-30) == likely(-31) == likely(-10_000) > 0


def test_the_entries_of_a_live_blog_are_nine_tenths_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Sequence[float]] = []

    def read_header(lines: Sequence[Line], likely: Sequence[float], body: int, declared: str | None) -> Header:
        given.append(likely)
        return Header()

    monkeypatch.setattr(line_classifier, "probabilities", lambda lines, groups: [0.4] * len(lines))
    monkeypatch.setattr(header, "read", read_header)
    lines = [paragraph("The ferry ran aground.", 30), *[line("10:15"), paragraph("It was pulled free.", 30)] * 4]
    judge(lines, [0] * len(lines), DeclaredMetadata(None))
    assert given and given[0] == [0.4, *[0.9] * 8]


# --- Cues -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\u00a9 2021", HiddenReason.COPYRIGHT),
        ("harbour bell \u00a9 2021", HiddenReason.COPYRIGHT),
        ("harbour bell, 2021", None),
        ("x" * 598 + " \u00a9", HiddenReason.COPYRIGHT),
        ("x" * 599 + " \u00a9", None),
        ("", None),
    ],
)
def test_a_copyright_sign_is_a_cue_wherever_it_is_in_a_line(text: str, reason: HiddenReason | None) -> None:
    assert cue(text, text.split()) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("advertisement", HiddenReason.ADVERTISEMENT),
        ("read more: the ferry", HiddenReason.RELATED_STORY),
        ("photograph: lena ort", HiddenReason.CAPTION),
        ("\u2014 photograph: lena ort", HiddenReason.CAPTION),
        ("the ferry sank", None),
    ],
)
def test_the_beginning_of_a_line_is_a_cue_of_its_own_kind(text: str, reason: HiddenReason | None) -> None:
    assert cue(text, ()) == reason


# --- Headlines of a page ----------------------------------------------------------------------------------------------


def test_the_heading_that_is_most_like_anything_declared_is_the_printed_one() -> None:
    headings = ["Other news of the day", "Ferry sinks off the reef", "Ferry sinks off a reef"]
    printed = headline._printed
    assert printed(headings, ["Harbour Bell", "Ferry sinks off the reef"], None) == headings[1]
    assert printed(headings, ["Ferry sinks off the reef", "Harbour Bell"], None) == headings[1]
    assert printed(headings, ["Ferry sinks off a reef"], None) == headings[2]
    assert printed(headings, ["Harbour Bell"], None) is None and printed(headings, [], None) is None
    assert printed(["Ferry sinks off the reef"], ["Ferry sinks off the reef"], "ferry sinks off the reef") is None
    assert printed(["Ferry"], ["Ferry"], None) is None


# --- Languages --------------------------------------------------------------------------------------------------------

GERMAN = "Die Fähre lag den ganzen Vormittag im Hafen, weil dichter Nebel die Ausfahrt versperrte. " * 6


@pytest.fixture
def finding(monkeypatch: pytest.MonkeyPatch) -> list[Finding | None]:
    """What the detector finds in any text: the last of the list."""
    findings: list[Finding | None] = [None]
    monkeypatch.setattr(language_detection, "detected", lambda text: findings[-1])
    return findings


@pytest.mark.parametrize(
    ("found", "declared", "language"),
    [
        (Finding("de", 0.99), "en", "de"),
        (Finding("de", 0.9899), "en", "en"),
        (None, "en", "en"),
        # Near relatives are not told apart, and a language that the detector does not know stays.
        (Finding("de", 1.0), "nl", "nl"),
        (Finding("de", 1.0), "de", "de"),
        (Finding("de", 1.0), "qqq", "qqq"),
        (None, None, None),
    ],
)
def test_a_declaration_is_overruled_by_a_sure_finding(
    finding: list[Finding | None], found: Finding | None, declared: str | None, language: str | None
) -> None:
    finding.append(found)
    assert language_of(declared, GERMAN) == language


def test_without_a_declaration_a_finding_has_to_be_likely(finding: list[Finding | None]) -> None:
    finding.append(Finding("de", 0.9))
    assert language_of(None, GERMAN) == "de"
    finding.append(Finding("de", 0.899))
    assert language_of(None, GERMAN) is None


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        # Sixty bytes of letters show a language, 240 another than is declared.
        ("x" * 60, None, "de"),
        ("x" * 59, None, None),
        ("\u00e9" * 30, None, "de"),
        ("x" * 240, "en", "de"),
        ("x" * 239, "en", "en"),
        # Two thousand characters are looked at.
        (" " * 1940 + "x" * 70, None, "de"),
        (" " * 1941 + "x" * 70, None, None),
    ],
)
def test_how_much_text_shows_a_language(
    finding: list[Finding | None], text: str, declared: str | None, language: str | None
) -> None:
    finding.append(Finding("de", 1.0))
    assert language_of(declared, text) == language


@pytest.mark.parametrize(
    ("the", "of", "other", "language"),
    [
        # Thirty words, eleven in a hundred of them the commonest, fifteen in a thousand of them the article.
        (30, 0, 0, "en"),
        (29, 0, 0, "de"),
        (5, 6, 89, "en"),
        (5, 5, 90, "de"),
        (3, 97, 100, "en"),
        (2, 98, 40, "de"),
    ],
)
def test_what_is_evidently_english(finding: list[Finding | None], the: int, of: int, other: int, language: str) -> None:
    finding.append(Finding("de", 1.0))
    assert language_of(None, "the " * the + "of " * of + "zuzu " * other) == language


def test_a_text_is_judged_by_its_beginning(finding: list[Finding | None]) -> None:
    finding.append(Finding("de", 1.0))
    english = "the ferry that was to leave from the harbour with the mail has been "
    assert language_of(None, GERMAN[:100] + " " * SAMPLE + english * 9) == "de"
    assert language_of(None, english * 4 + GERMAN) == "en"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "en"), ("eng", "en"), ("English", "en"), (" de_AT", "de"), ("und", None), ("", None), ("123", None)],
)
def test_the_language_that_a_declaration_names(tag: str, code: str | None) -> None:
    assert primary(tag) == code
