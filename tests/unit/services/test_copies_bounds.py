"""The edges of what counts as one text, one article, a line of credit and a comment of a saved page."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.cleaning.metadata.captures import captured
from index.comparison.reuse.agencies import agency
from index.comparison.stories.records import current_editions
from index.model import Article, CleanArticle, Coverage, Edition, Metadata, PartialDate, Passage, SourceDocument
from index.services.copies.texts import texts_of
from index.store import Store
from index.store.copies import Copy
from index.store.records import same_text
from index.text import paragraphs
from index.text.agencies import Agency
from tests.copied_texts import WIRE
from tests.indexing import article
from tui.rendering.article.gutter import Gutter
from tui.rendering.lists.versions import ORDERED_BY, order_label, versions_label

BODY = ("The bridge over the Luve was closed at noon, and nobody was hurt. " * 12).strip()


@pytest.mark.parametrize(
    ("one_share", "other_share", "texts"),
    [(0.6, 0.6, 1), (0.59, 0.79, 2), (0.6, 0.59, 2), (0.1, 0.8, 1), (0.8, 0.1, 1), (0.1, 0.79, 2)],
)
def test_how_much_two_articles_of_one_text_share(
    tmp_path: Path, one_share: float, other_share: float, texts: int
) -> None:
    (tmp_path / "a.txt").write_text(f"A\n\n{WIRE}")
    (tmp_path / "b.txt").write_text(f"B\n\n{BODY}")
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([tmp_path / "a.txt", tmp_path / "b.txt"]))
        one, other = sorted(hit.id for hit in archive.search("").hits)
    store = Store.open(tmp_path / "archive", create=False)
    with store.writing() as writer:
        writer.copies.add([Copy(one, other, one_share, other_share, 50, 50)])
    with store.reading() as reader:
        assert texts_of(reader, [one, other]).count([one, other]) == texts
        assert texts_of(reader).count([one, other]) == texts
    store.close()


def clean(text: str, outlet: str | None = "Post") -> CleanArticle:
    return CleanArticle(Metadata(outlet=outlet), text, tuple(paragraphs(text)))


def test_few_words_or_no_outlet_are_no_text_to_know_an_article_by() -> None:
    words = [f"word{number}" for number in range(20)]
    assert same_text(clean(" ".join(words))) is not None
    assert same_text(clean(" ".join(words[:19]))) is None
    assert same_text(clean(" ".join(words), None)) is None
    assert same_text(clean(" ".join(words))) == same_text(clean("\n\n".join(words).upper(), "POST"))
    assert same_text(clean(" ".join(words))) != same_text(clean(" ".join(words), "Herald"))


def test_of_very_many_articles_of_an_outlet_only_the_first_are_compared() -> None:
    def text(number: int) -> str:
        return " ".join(f"a{number}word{place}" for place in range(30))

    for others, current in ((28, 29), (29, 31)):
        first = article("first", WIRE, headline="Grid", outlet="Post", published="2019-02-01")
        rest = [
            article(f"x{n}", text(n), headline="Other", outlet="Post", published="2019-02-01") for n in range(others)
        ]
        last = article("last", WIRE, headline="Grid", outlet="Post", published="2019-02-02")
        assert len(current_editions([first, *rest, last])) == current


# --- Agencies ---------------------------------------------------------------------------------------------------------


def credited(text: str) -> str | None:
    return agency(Article("a", 1, "a", "", (), clean(text)))


def test_a_line_of_credit_is_short_and_near_the_head_or_the_end() -> None:
    line = "Source: Reuters"
    long = f"Source: Reuters, {'x' * 183}"
    assert len(long) == 200
    assert credited(f"{BODY}\n\n{long}\n\n{BODY}") == "Reuters"
    assert credited(f"{BODY}\n\n{long}x\n\n{BODY}") is None
    assert credited("\n\n".join([BODY, line, *[BODY] * 4])) == "Reuters"
    assert credited("\n\n".join([BODY, BODY, line, *[BODY] * 3])) is None
    assert credited("\n\n".join([*[BODY] * 3, line, *[BODY] * 2])) == "Reuters"
    assert credited("\n\n".join([*[BODY] * 3, line, *[BODY] * 3])) is None


def test_a_name_of_five_letters_is_a_code() -> None:
    assert Agency("Abcde", ("Abcde",), ()).pattern == "Abcde"
    assert Agency("Abcdef", ("Abcdef",), ()).pattern == "(?i:Abcdef)"


# --- Saved pages ------------------------------------------------------------------------------------------------------


def page(text: str) -> SourceDocument:
    return SourceDocument("/a.html", None, "text/html", b"", "", "utf-8", "html", text)


def test_how_far_from_the_top_and_the_end_a_comment_of_a_saved_page_is_read() -> None:
    comment = "<!-- saved from url=(0020)https://a.example/b on Mar 16 2019 -->"
    room = 8192 - len(comment)
    assert captured(page(" " * room + comment), None) == PartialDate("2019-03-16")
    assert captured(page(" " * (room + 1) + comment), None) is None
    archived = "FILE ARCHIVED ON 10:20:30 Mar 16, 2019"
    behind = 4096 - len(archived)
    assert captured(page(archived + " " * behind), None) == PartialDate("2019-03-16T10:20+00:00")
    assert captured(page(archived + " " * (behind + 1)), None) is None


# --- What is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlets", "texts", "shown"),
    [(3, 1, "1 text"), (3, 2, "2 texts"), (3, 3, None), (20, 9, "9 texts"), (20, 10, None)],
)
def test_the_gutter_says_in_how_many_texts_a_passage_is(outlets: int, texts: int, shown: str | None) -> None:
    names = tuple(f"Post {number}" for number in range(outlets))
    gutter = Gutter([Coverage(Passage("a", 1, 0, 10, "x" * 10), names, "verbatim", False, texts=texts)])
    sign = gutter.sign((10, 20), (0, 10))
    assert (sign.text if sign else None) == shown


def test_each_evidence_has_its_words() -> None:
    assert set(map(order_label, ORDERED_BY)) == {
        "later by the time of its last change",
        "later by the time of its capture",
        "later by its date of publication",
        "later only by the time of its file",
    }
    assert order_label(None).startswith("order not known")


def test_editions_of_one_day_are_in_order_only_by_evidence() -> None:
    day = PartialDate("2019-03-14")
    known = [Edition("a", None, day), Edition("b", None, day, ordered_by="captured")]
    unknown = [Edition("a", None, day), Edition("b", None, day)]
    assert "order not known" not in versions_label(known, unfolded=True)[0]
    assert "order not known" in versions_label(unknown, unfolded=True)[0]
