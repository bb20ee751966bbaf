"""Versions of an article: the rows of a result against a list that is written out, and what was changed in them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from index.comparison.reuse.sentence_pairs import rewording
from index.comparison.reuse.word_changes import changes
from index.model import Edition, Hit
from tests.indexing import article
from tui.rendering.lists.folded_rows import FoldedRows, Place, SameText

PAGE = 5


class Case(NamedTuple):
    groups: list[int]
    """By rank: the number of its group, 0 for none."""
    unseen: int
    """Editions of each group that no query found."""
    same: list[int]
    """By rank: how many others share its row, as they have its text."""
    pages: list[int]
    opened: list[int]
    """Ranks at which the row is unfolded, or folded again, after each page."""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    groups = draw(st.lists(st.sampled_from((0, 0, 1, 2, 3)), min_size=1, max_size=23))
    last = (len(groups) - 1) // PAGE
    pages = draw(st.lists(st.integers(0, last), max_size=6))
    same = draw(st.lists(st.sampled_from((0, 0, 1, 3)), min_size=len(groups), max_size=len(groups)))
    opened = [draw(st.integers(0, len(groups) - 1)) for _ in pages]
    return Case(groups, draw(st.integers(0, 2)), same, pages, opened)


def editions(case: Case, group: int) -> tuple[Edition, ...]:
    found = [rank for rank, each in enumerate(case.groups) if each == group]
    ids = [f"r{rank}" for rank in found] + [f"g{group}u{number}" for number in range(case.unseen)]
    return tuple(Edition(id, None, None) for id in sorted(ids)) if group and len(ids) > 1 else ()


def hit(case: Case, rank: int) -> Hit:
    return Hit(
        rank + 1, f"r{rank}", f"r{rank}", 1.0, None, None, None, "", 1, "", 0, 0, (),
        editions=editions(case, case.groups[rank]), same_text=tuple(each.id for each in same(case, rank)),
    )  # fmt: skip


def same(case: Case, rank: int) -> list[SameText]:
    return [SameText(f"r{rank}s{number}") for number in range(case.same[rank])]


def lead(case: Case, known: set[int], rank: int) -> int:
    """The rank whose row a hit shares: that of the best known edition, unless others have its text."""
    if rank not in known or case.same[rank] or not editions(case, case.groups[rank]):
        return rank
    return min(each for each in known if case.groups[each] == case.groups[rank])


def opens(case: Case, known: set[int], rank: int) -> tuple[str, int]:
    """What is unfolded with the row of a hit: a group, or the hit where it does not lead that."""
    group = case.groups[rank]
    if editions(case, group) and lead(case, known, rank) == min(r for r in known if case.groups[r] == group):
        return "group", group
    return "hit", rank


def written_out(case: Case, known: set[int], unfolded: set[tuple[str, int]]) -> list[Place]:
    rows: list[Place] = []
    for rank, group in enumerate(case.groups):
        if lead(case, known, rank) != rank:
            continue
        rows.append(Place(rank))
        if rank in known and opens(case, known, rank) in unfolded:
            rows += [Place(rank, each) for each in same(case, rank)]
            rows += [Place(rank, edition) for edition in editions(case, group) if edition.id != f"r{rank}"]
    return rows


@given(cases())
def test_rows_are_those_of_a_list_written_out(case: Case) -> None:
    folds, known, unfolded = FoldedRows(len(case.groups)), set[int](), set[tuple[str, int]]()
    for page, opened in zip(case.pages, case.opened, strict=True):
        ranks = range(page * PAGE, min(len(case.groups), (page + 1) * PAGE))
        folds.learn(page * PAGE, [hit(case, rank) for rank in ranks])
        known.update(ranks)
        if opened in known and (editions(case, case.groups[opened]) or case.same[opened]):
            was_open = folds.is_open(opened)
            assert folds.next_fold(opened) == ("fold" if was_open else "unfold")
            assert folds.toggle(opened)
            assert folds.is_open(opened) is not was_open
            unfolded ^= {opens(case, known, opened)}
        else:
            assert not folds.toggle(opened)
        rows = written_out(case, known, unfolded)
        assert folds.count == len(rows)
        assert [folds.at(row) for row in range(len(rows))] == rows
        for row, place in enumerate(rows):
            assert folds.row_of(place.rank, place.below.id if place.below else None) == row
        for rank in range(len(case.groups)):
            assert rows[folds.row_of(rank)] == Place(folds.lead(rank))


# --- Versions of a text -----------------------------------------------------------------------------------------------

_SENTENCES = (
    "Snow lay on the pass until noon.", "The guard counted nine carts.", "Nobody came from the north side.",
    "A kettle boiled in the hut all day.", "The mule Ada went lame.", "They wrote it down in the book.",
)  # fmt: skip
_texts = st.lists(st.sampled_from(_SENTENCES), max_size=8).map(" ".join)


@given(_texts, _texts)
def test_every_sentence_of_a_version_is_linked_once_or_was_dropped_or_added(old: str, new: str) -> None:
    one, other = article("one", old), article("one", new)
    sides, links = rewording(one, other, changes(old, new))
    for side, ends in ((sides[0], [link.left for link in links]), (sides[1], [link.right for link in links])):
        assert set(ends) <= set(side)
        assert len(ends) == len(set(ends)), "whole sentences have one partner"
    for link in links:
        if link.kind == "verbatim":
            assert link.left.text == link.right.text
    if old == new:
        assert [link.kind for link in links] == ["verbatim"] * len(sides[0])
    if not set(old.split()) & set(new.split()):
        assert not links


@given(_texts, st.lists(st.text(alphabet="ab c.\n", max_size=12), max_size=4).map(" ".join))
def test_marked_words_lie_in_their_sentences(old: str, new: str) -> None:
    one, other = article("one", old), article("one", new)
    for link in rewording(one, other, changes(old, new))[1]:
        for passage, spans in ((link.left, link.left_only), (link.right, link.right_only)):
            assert all(passage.start <= start < end <= passage.end for start, end in spans)
            assert list(spans) == sorted(set(spans))
