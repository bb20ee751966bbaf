"""How the verdict on two passages is put into words and signs."""

from __future__ import annotations

import pytest

from index.model import (
    Article,
    ChangedWords,
    CleanArticle,
    Coverage,
    Lead,
    LinkKind,
    Matrix,
    MatrixCell,
    MatrixRow,
    Metadata,
    OtherReport,
    Passage,
    Story,
)
from tui.cli.commands.stories import matrix_record, stories_record, story_lines
from tui.export.matrix_text import as_text
from tui.rendering import words
from tui.rendering.article.gutter import Gutter
from tui.rendering.lists.story_rows import lead_line

BUILT = "The bridge was built in 1947."
PASSAGE = Passage("a", 1, 0, len(BUILT), BUILT)
YEAR = ChangedWords("figure", "1947", "1967")
OTHERS = (
    OtherReport("Echo", "related"),
    OtherReport("The Herald", "reworded"),
    OtherReport("Plover Post", "reworded", (YEAR,)),
    OtherReport("Star", "reworded", (YEAR,)),
)


def test_outlets_with_other_words_are_named_with_these() -> None:
    said = words.reported_by(("Kiln Courier", "The Weir"), OTHERS)
    assert said == "Kiln Courier, The Weir; 1967 in Plover Post, Star; reworded in The Herald; related in Echo"
    assert words.reported_by(("Kiln Courier",), ()) == "Kiln Courier"
    assert words.changed([YEAR]) == ("figure differs: 1947 / 1967",)


def test_a_story_says_who_has_its_leads_on_the_screen_as_text_and_as_json() -> None:
    lead = Lead(PASSAGE, ("Kiln Courier",), others=OTHERS[2:3])
    story = Story("s", "Bridge", None, None, ("Kiln Courier", "Plover Post"), ("a", "b"), (lead,))
    assert any("1967 in Plover Post" in line for line in story_lines(story, ["a", "b"], 120))
    row = "".join(run.text for run in lead_line(lead, 1, 100))
    assert "Kiln Courier; 1967 in Plover Post" in row and "2 outlets" in row
    record = stories_record([story])["stories"]
    assert isinstance(record, list)
    (found,) = record[0]["lead"]
    assert found["outlets"] == ["Kiln Courier"]
    assert found["others"] == [
        {
            "outlet": "Plover Post",
            "kind": "reworded",
            "differs": ["figure"],
            "changed": [{"kind": "figure", "left": "1947", "right": "1967"}],
        }
    ]


def test_a_cell_of_the_matrix_says_that_it_differs_and_in_what() -> None:
    other = Passage("b", 1, 0, len(BUILT), BUILT.replace("1947", "1967"))
    row = MatrixRow(PASSAGE, (MatrixCell(PASSAGE, "verbatim"), MatrixCell(other, "reworded", (YEAR,))))
    articles = tuple(Article(id, 1, id, "", (), CleanArticle(Metadata(id), BUILT, ())) for id in ("a", "b"))
    found = Matrix(Story("s", "Bridge", None, None, (), ("a", "b")), articles, (row,), 0)
    lines = as_text(found, 100, {})
    at = next(n for n, line in enumerate(lines) if BUILT in line)
    # Nobody else has these words, so not even the passage of the row is verbatim.
    assert lines[at].startswith("\u2260 \u2260 ")
    assert lines[at + 1].strip() == "B: figure differs: 1947 / 1967"
    rows = matrix_record(found, {})["rows"]
    assert isinstance(rows, list)
    assert [cell["differs"] for cell in rows[0]["cells"]] == [[], ["figure"]]


@pytest.mark.parametrize(
    ("kinds", "differing", "sign", "below"),
    [
        (("verbatim", "verbatim"), False, "2 \u2261", None),
        (("verbatim", "reworded"), False, "2 \u2248", "1 \u2261"),
        (("reworded", "related"), False, "2 ~", None),
        (("verbatim", "reworded"), True, "1\u2260 of 2", "1 \u2261"),
        (("reworded",), True, "1 \u2260", None),
    ],
)
def test_the_sign_of_the_gutter_holds_of_every_outlet(
    kinds: tuple[LinkKind, ...], differing: bool, sign: str, below: str | None
) -> None:
    reports = [OtherReport(f"o{n}", kind) for n, kind in enumerate(kinds)]
    if differing:
        reports[-1] = OtherReport(reports[-1].outlet, "reworded", (YEAR,))
    covered = Coverage(PASSAGE, tuple(report.outlet for report in reports), kinds[0], False, reports=tuple(reports))
    gutter = Gutter([covered])
    first, second = gutter.sign((0, 20), None), gutter.sign((20, 40), (0, 20))
    assert first is not None and first.text == sign
    assert (second.text if second else None) == below
