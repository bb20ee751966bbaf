"""An article as ``show`` and ``clean`` print it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.model import CleanArticle, HiddenLine, Metadata
from tui.cli.article_output import content_lines, content_record, hidden_note

TEXT = "The gate jammed at dawn.\n\nDivers cut the chain."
SECOND = TEXT.index("Divers")


def content(*hidden: HiddenLine) -> CleanArticle:
    return CleanArticle(Metadata("Gate stuck"), TEXT, ((0, SECOND - 2), (SECOND, len(TEXT))), hidden)


@pytest.mark.parametrize("width", [None, 60])
def test_captions_stand_in_their_places_with_their_name(width: int | None) -> None:
    lines = content_lines(content(HiddenLine(None, SECOND, "The gate on Monday\u202e", "caption")), width)
    at = lines.index("    The gate on Monday (caption)")
    assert lines[at - 2 : at] == ["The gate jammed at dawn.", ""]
    assert lines[at + 1 : at + 3] == ["", "Divers cut the chain."]


def test_other_hidden_lines_are_counted_and_captions_are_not() -> None:
    caption, junk = HiddenLine(None, SECOND, "The gate", "caption"), HiddenLine(None, SECOND, "Subscribe", "newsletter")
    assert "Subscribe" not in "\n".join(content_lines(content(caption, junk), None))
    assert hidden_note(content(caption, junk)) == "1 line hidden: promo; --json lists them."
    assert hidden_note(content(caption)) == ""


def test_the_record_counts_hidden_lines_and_says_in_which_group_they_are() -> None:
    caption, junk = HiddenLine(None, SECOND, "The gate", "caption"), HiddenLine(None, SECOND, "Subscribe", "newsletter")
    found = content_record(content(junk, junk, caption, junk), "a")
    assert found["hidden_counts"] == {"newsletter": 3}
    hidden = found["hidden"]
    assert isinstance(hidden, list) and [line["group"] for line in hidden] == [0, 0, None, 1]
    assert found["left_out"] == ["navigation"]
    assert content_record(replace(content(), kept=(0,)), "a")["left_out"] == []
