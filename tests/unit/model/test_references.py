"""References to articles, versions and passages: what is read, what is refused, and what is printed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from index.model import Field, Passage, Reference
from index.model.references import CITED, COMMENTED, LONGEST_NUMBER, Place

NUMBERS = st.integers(0, 10**LONGEST_NUMBER - 1)
IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=1, max_size=26)


@pytest.mark.parametrize(
    ("text", "version", "place", "read"),
    [
        ("k3xa", False, "", Reference("k3xa")),
        (" k3xa ", True, "passage", Reference("k3xa")),
        ("k3xa@2", True, "", Reference("k3xa", 2)),
        ("k3xa:0-1", False, "passage", Reference("k3xa", None, 0, 1)),
        ("k3xa@2:120-240", True, "passage", Reference("k3xa", 2, 120, 240)),
        ("k3xa:120", False, "offset", Reference("k3xa", None, 120)),
        ("k3xa:120-240", False, "offset", Reference("k3xa", None, 120, 240)),
        ("k3xa@2:120", True, "offset", Reference("k3xa", 2, 120)),
        (f"k3xa@{'9' * 9}", True, "", Reference("k3xa", 999_999_999)),
    ],
)
def test_a_reference_is_read(text: str, version: bool, place: Place, read: Reference) -> None:
    found = Reference.parse(text, version=version, place=place)
    assert found == read
    assert str(found) == text.strip()


@pytest.mark.parametrize(
    ("text", "version", "place", "says", "hint"),
    [
        ("", False, "", "'' is not a reference to an article.", "Write ID, such as k3xa."),
        ("k3xa@2", False, "", "'k3xa@2' is not a reference to an article.", "Write ID, such as k3xa."),
        ("k3xa@", True, "", "'k3xa@' is not", "Write ID or ID@VERSION, such as k3xa@2."),
        (f"k3xa@{'9' * 10}", True, "", "is not", "Write ID or ID@VERSION, such as k3xa@2."),
        ("k3xa@two", True, "", "is not", "Write ID or ID@VERSION, such as k3xa@2."),
        ("k3xa:1", False, "passage", "is not", "Write ID or ID:START-END, such as k3xa:120-240."),
        ("k3xa:1-", False, "passage", "is not", "Write ID or ID:START-END, such as k3xa:120-240."),
        ("k3xa:-", False, "passage", "is not", "Write ID or ID:START-END, such as k3xa:120-240."),
        ("a:b:1-2", False, "passage", "is not", "Write ID or ID:START-END, such as k3xa:120-240."),
        ("a b", False, "passage", "is not", "Write ID or ID:START-END, such as k3xa:120-240."),
        ("k3xa@1:1-2", False, "passage", "is not", "Write ID or ID:START-END, such as k3xa:120-240."),
        ("k3xa:٣-٤", False, "passage", "is not", "Write ID or ID:START-END, such as k3xa:120-240."),
        ("k3xa", False, "offset", "'k3xa' is not a reference to an offset", "Write ID:START, such as k3xa:120."),
        (
            "k3xa:2-2",
            False,
            "passage",
            "'k3xa:2-2' ends before it starts.",
            "Write the lower offset first.",
        ),
        ("k3xa:3-2", False, "offset", "The passage 'k3xa:3-2' ends before it starts.", "Write the lower offset first."),
    ],
)
def test_what_is_no_reference_is_refused_with_what_to_write(
    text: str, version: bool, place: Place, says: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(says)) as raised:
        Reference.parse(text, version=version, place=place)
    assert raised.value.hint == hint


@given(st.builds(Reference, IDS, st.none() | NUMBERS))
def test_what_is_printed_is_read_back(reference: Reference) -> None:
    assert Reference.parse(str(reference), version=True) == reference


@given(IDS, NUMBERS, NUMBERS, st.integers(1, 99), st.sampled_from(["text", "headline", "deck"]))
def test_what_is_cited_is_read_back(id: str, version: int, start: int, size: int, field: Field) -> None:
    if start + size >= 10**LONGEST_NUMBER:
        return
    reference = Passage(id, version, start, start + size, "x" * size).reference
    assert reference.span == (start, start + size)
    assert Reference.parse(str(reference), version=True, place="passage") == reference
    placed = replace(reference, field=field)
    for pattern, printed in ((CITED, placed.in_citation()), (COMMENTED, placed.in_comment())):
        found = re.fullmatch(pattern, printed)
        assert found is not None
        assert found.groupdict() == {
            "article": id, "version": str(version), "start": str(start), "end": str(start + size),
            "field": None if field == "text" else field,
        }  # fmt: skip
    whole = re.fullmatch(CITED, Reference(id, version).in_citation())
    assert whole is not None and whole["start"] is None
