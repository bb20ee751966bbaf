"""Copies of one text count once where it matters how many report something."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.model import Texts
from tests.copied_texts import OTHER, OWN, WIRE, text_of
from tui.cli.main import main
from tui.rendering.article.gutter import Gutter
from tui.rendering.numbers import outlets_and_texts

TOLD_ANEW = (
    "A transformer at Haldon caught fire shortly after midnight, and the northern power grid failed; about forty "
    "thousand homes were dark. The operator said that the last street had light again by noon."
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, outlet, *paragraphs in (
        ("wire", "Haldon Wire", WIRE),
        ("post", "Coast Post", WIRE),
        ("herald", "Valley Herald", WIRE.partition(" Engineers")[0] + ".", WIRE.partition(". ")[2]),
        ("gazette", "Lake Gazette", TOLD_ANEW, OWN),
        ("else", "Lake Gazette", OTHER),
    ):
        headline = "Prize for conductor" if name == "else" else "Power grid fails at Haldon"
        (folder / f"{name}.md").write_text(text_of(headline, outlet, "2019-02-02", *paragraphs))
    with Archive.open(tmp_path / "archive") as opened:
        list(opened.add([folder]))
        yield opened


def test_texts_join_over_pairs() -> None:
    texts = Texts.joined([("c", "b"), ("d", "e"), ("a", "c")])
    assert texts.count("abc") == 1
    assert texts.count("abde") == 2
    assert texts.count("xy") == 2
    assert texts.count([]) == 0


def test_how_many_outlets_and_texts_is_shown_only_where_copies_make_a_difference() -> None:
    assert outlets_and_texts(3, 1) == "3 outlets, 1 text"
    assert outlets_and_texts(3, 2) == "3 outlets, 2 texts"
    assert outlets_and_texts(3, 3) == outlets_and_texts(3, 0) == "3 outlets"


def test_everything_that_counts_outlets_counts_their_texts(
    tmp_path: Path, archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    known = {Path(hit.path).stem: hit.id for hit in archive.search("", limit=20).hits}
    story = next(story for story in archive.stories() if len(story.articles) > 1)
    assert set(story.articles) == {known[name] for name in ("wire", "post", "herald", "gazette")}
    assert (len(story.outlets), story.texts) == (4, 2)
    lead = (story.lead or ())[0]
    assert len(lead.articles) == len(lead.outlets) + len(lead.others)
    assert (lead.outlets, lead.texts) == (("Valley Herald", "Coast Post", "Haldon Wire"), 2)
    # In the gutter of the one that wrote its own: three outlets have one text.
    coverage = archive.coverage(known["gazette"])
    assert {len(each.articles) for each in coverage if each.passage.start == 0} == {3}
    assert {each.texts for each in coverage if each.passage.start == 0} == {1}
    gutter = Gutter(coverage)
    span = (coverage[0].passage.start, coverage[0].passage.start + 20)
    sign, below = gutter.sign(span, None), gutter.sign((span[1], span[1] + 20), span)
    assert sign is not None
    assert sign.text.startswith("3 ")
    assert below is not None
    assert below.text == "1 text"
    # Who else reports it, and the matrix.
    _, parallels = archive.parallels(known["gazette"], 0)
    copies = [each for each in parallels if each.outlet != "Lake Gazette"]
    assert len({each.outlet for each in copies}) == 3
    assert len({each.text for each in copies}) == 1
    matrix = archive.matrix(story.id)
    names = {frozenset(matrix.articles[place].outlet for place in places) for places in matrix.copies}
    assert names == {frozenset(("Haldon Wire", "Coast Post", "Valley Herald"))}
    assert {matrix.texts(row) for row in matrix.rows if sum(cell is not None for cell in row.cells) == 4} <= {2}
    folder = tmp_path / "archive"
    main(["--archive", str(folder), "stories", story.id, "--json"])
    assert json.loads(capsys.readouterr().out)["stories"][0]["texts"] == 2
    main(["--archive", str(folder), "stories", story.id])
    assert "4 articles, 2 texts" in capsys.readouterr().out
    main(["--archive", str(folder), "stories", story.id, "--matrix", "--json"])
    assert [len(ids) for ids in json.loads(capsys.readouterr().out)["copies"]] == [3]
    main(["--archive", str(folder), "stories", story.id, "--matrix"])
    assert "are copies of one text" in capsys.readouterr().out
    main(["--archive", str(folder), "parallels", f"{known['gazette']}:0"])
    assert "3 outlets, 1 text" in capsys.readouterr().out
