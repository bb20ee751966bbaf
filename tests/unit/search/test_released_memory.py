"""What the index remembers between commits is gone from memory as soon as it is replaced, not at some later time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from index.model import Article, CleanArticle, Metadata
from index.search.whoosh_engine.segments import vocabulary
from index.search.whoosh_engine.segments.builder import build
from index.search.whoosh_engine.segments.text_sorting import numbering
from index.search.whoosh_engine.segments.vocabulary import Vocabulary
from index.text import paragraphs


@pytest.fixture
def uncollected() -> Iterator[None]:
    """No collection of objects that refer to themselves."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_a_vocabulary_that_was_used_does_not_refer_to_itself() -> None:
    text = "Ferries to Hallow Isle stop for a week.\n\nThe harbour master's 3 engineers re-opened berth 4."
    content = CleanArticle(Metadata(headline="The ferry stops", language="en"), text, tuple(paragraphs(text)))
    used = Vocabulary()
    assert build([Article("a", 1, "a", "", ("a.txt",), content)], used)
    assert len(used) > 10
    known = ref(used)
    del used
    assert known() is None


@pytest.mark.usefixtures("uncollected")
def test_a_numbering_does_not_refer_to_itself() -> None:
    numbers = numbering()
    assert [numbers[text] for text in (b"quay", b"pier", b"quay", b"tug")] == [0, 1, 0, 2]
    assert not [each for each in gc.get_referents(numbers.default_factory) if each is numbers]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("most", "large"), [(0, True), (1_000, False)])
def test_a_vocabulary_says_when_it_is_large(monkeypatch: pytest.MonkeyPatch, most: int, *, large: bool) -> None:
    monkeypatch.setattr(vocabulary, "_KEPT", most)
    text = "Ferries to Hallow Isle stop for a week."
    used = Vocabulary()
    build([Article("a", 1, "a", "", (), CleanArticle(Metadata(), text, tuple(paragraphs(text))))], used)
    assert used.is_large is large
