"""Where each limit of the store turns, and what its files have that later versions must read."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from index.errors import AmbiguousArticle
from index.model import CleanArticle, Metadata, Story
from index.store import Store, schema
from index.store.connection import FILE
from index.store.copies import Copies
from index.store.identifiers import canonical_url, encoded
from index.store.lock import HOLDER, writing
from index.store.reader import Reader
from index.store.records import document_from, dumped
from index.store.recurring_lines import RecurringLines, _Trace, _trace
from index.store.sagas import link, with_sagas


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """The tables of an empty store in memory; rows need not refer to others."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    yield connection
    connection.close()


def add_articles(database: sqlite3.Connection, headlines: dict[str, str]) -> None:
    insert = "INSERT INTO articles (id, version, fingerprint, headline, added) VALUES (?, 1, '', ?, '')"
    database.executemany(insert, headlines.items())


# --- Files ------------------------------------------------------------------------------------------------------------


def test_the_store_says_in_its_header_that_it_is_one(tmp_path: Path) -> None:
    Store.open(tmp_path / "archive", create=True)
    assert (tmp_path / "archive" / FILE).read_bytes()[68:72] == b"bsht"


def test_text_is_deflated_with_the_last_32_kilobytes_of_its_document() -> None:
    data = bytes(range(256)) * 200
    packer = zlib.compressobj(zdict=data[-32 * 1024 :])
    text = packer.compress(b"The ferry sails again.") + packer.flush()
    declared = dumped({"authors": [], "tags": []})
    found = document_from(("a.txt", 0), "", ("text/plain", "utf-8", "plain", declared, "[]"), text, zlib.compress(data))
    assert found.text == "The ferry sails again."


def test_who_writes_is_noted_with_two_hundred_characters_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["/usr/bin/broadsheet", "add", "a" * 184 + "bcd"])
    with writing(tmp_path):
        assert f'"broadsheet add {"a" * 184}b"' in (tmp_path / HOLDER).read_text()


# --- Ids --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "same"),
    [("http://a.example:80/x", True), ("https://a.example:443/x", True),
     *((f"http://a.example:{port}/x", False) for port in (79, 81, 443)),
     *((f"https://a.example:{port}/x", False) for port in (80, 442, 444))],
)  # fmt: skip
def test_the_usual_port_of_an_address_does_not_count(url: str, *, same: bool) -> None:
    assert (canonical_url(url) == "a.example/x") is same


def test_an_id_is_128_bits_and_two_more_in_base_32() -> None:
    assert encoded(b"\xff" * 32) == "7" * 26


def test_an_id_is_shown_by_eight_characters_or_as_many_as_make_it_the_only_one(database: sqlite3.Connection) -> None:
    add_articles(database, dict.fromkeys(("abcdefghijkl", "abcdefghxyzl", "zbcdefghijkl"), "A ferry"))
    reader = Reader(database)
    assert reader.short_id("zbcdefghijkl") == "zbcdefgh"
    assert reader.short_id("abcdefghijkl") == "abcdefghi"


@pytest.mark.parametrize(("count", "listed", "end"), [(5, 5, "."), (6, 5, ", ...")])
def test_an_ambiguous_id_lists_five_articles_with_sixty_characters_of_their_headlines(
    database: sqlite3.Connection, count: int, listed: int, end: str
) -> None:
    words = "word " * 11
    headlines = {f"aaaaaaaa{n}": f"{words}whole" for n in range(count - 1)}
    add_articles(database, headlines | {"aaaaaaaaa": f"{words}longer"})
    with pytest.raises(AmbiguousArticle) as raised:
        Reader(database).find_id("aa")
    hint = raised.value.hint or ""
    assert hint.endswith(end) and hint.count("aaaaaaaa") == listed
    assert f"({words}whole)" in hint
    assert f"({words.rstrip()} …)" in hint or count > 5


# --- Copies and sagas -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "gone", "kept"), [(100, 1100, True), (100, 1101, False), (900, 1900, True)])
def test_fingerprints_are_computed_again_when_most_are_of_texts_that_are_gone(
    database: sqlite3.Connection, left: int, gone: int, *, kept: bool
) -> None:
    last = left + gone
    rows = [(f"a{number}", 1, number) for number in range(last - left + 1, last + 1)]
    database.executemany("INSERT INTO sketches (article, version, number) VALUES (?, ?, ?)", rows)
    Copies(database).forget_much()
    assert database.execute("SELECT count(*) FROM sketches").fetchone()[0] == (left if kept else 0)


@pytest.mark.parametrize(("copies", "again"), [(7, False), (8, True)])
def test_copies_that_only_a_removed_article_may_have_led_to_are_looked_at_again(
    database: sqlite3.Connection, copies: int, *, again: bool
) -> None:
    for number in range(copies):
        database.execute("INSERT INTO sketches (article, version) VALUES (?, 1)", (f"b{number}",))
        database.execute("INSERT INTO copies VALUES ('a', ?, 1, 1, 9, 9)", (f"b{number}",))
    Copies(database).free("a")
    assert (database.execute("SELECT count(*) FROM sketches").fetchone()[0] == 0) is again


def test_a_story_has_its_eight_closest_related_stories(database: sqlite3.Connection) -> None:
    ids = ["own", *(f"s{n}" for n in range(10))]
    database.executemany("INSERT INTO stories (id, title, outlets) VALUES (?, '', '[]')", [(id,) for id in ids])
    link(database, [("own", f"s{n}", n / 10, "shares names") for n in range(10)])
    (found,) = with_sagas(database, [Story("own", "", None, None, (), ())])
    assert [each.story for each in found.saga] == [f"s{n}" for n in range(9, 1, -1)]


# --- Recurring lines --------------------------------------------------------------------------------------------------


def trace(hashes: Iterable[int], words: int = 100) -> _Trace:
    """A text that has so many words, of which these are the lowest hashes."""
    return _Trace(None, None, frozenset(hashes), words)


@pytest.mark.parametrize(
    ("one", "other", "is_other"),
    [
        # 18 of 60 words are in both, or 17 of 59.
        (trace(range(39)), trace(range(21, 60)), False),
        (trace(range(38)), trace(range(21, 59)), True),
        # A text of 19 words, of which 13 or 12 are in one of 44.
        (trace(range(19), 19), trace(range(6, 50), 44), False),
        (trace(range(19), 19), trace(range(7, 51), 44), True),
        # The 64th of all hashes is in both and counts; the 65th does not.
        (trace([*range(41), 63], 100), trace(range(31, 71), 360), False),
        (trace([*range(41), 64]), trace(range(22, 65)), True),
    ],
)
def test_texts_are_of_one_story_by_the_share_of_words_in_both(one: _Trace, other: _Trace, *, is_other: bool) -> None:
    assert one.is_other_story(other) is other.is_other_story(one) is is_other


def clean(text: str, headline: str | None = None) -> CleanArticle:
    return CleanArticle(Metadata(headline, outlet="Post"), text, ((0, len(text)),))


def story(number: int) -> CleanArticle:
    """An article that shares no word with those of other numbers."""
    return clean(" ".join(f"w{number}x{word}" for word in range(100)))


def test_words_of_up_to_four_letters_are_not_compared() -> None:
    assert _trace(clean("four fives"), None).words == 1
    assert len(_trace(story(100), None).sketch) == 64


def test_an_outlet_has_24_articles_noted_for_a_line_and_48_of_different_stories(database: sqlite3.Connection) -> None:
    def noted() -> int:
        return int(database.execute("SELECT count(*) FROM recurrences").fetchone()[0])

    lines = RecurringLines(database)
    for number in range(30):
        lines.record(f"a{number}", clean("It rained.", "Rain"), ["Read more"], [])
    assert noted() == 24
    for number in range(30):
        lines.record(f"b{number}", story(number), ["Read more"], [])
    assert noted() == 48


@pytest.mark.parametrize(
    ("line", "others", "articles", "is_boilerplate"),
    [
        ("Read more", 1, 20, False),
        ("Read more", 2, 2, True),
        ("a " * 24, 2, 20, True),
        ("a " * 25, 2, 20, False),
        ("a" * 149, 2, 20, True),
        ("a" * 150, 2, 20, False),
        ("a" * 150, 3, 7, False),
        ("a" * 150, 3, 8, True),
    ],
)
def test_a_line_is_boilerplate_by_its_length_and_by_how_many_other_stories_have_it(
    database: sqlite3.Connection, line: str, others: int, articles: int, *, is_boilerplate: bool
) -> None:
    lines = RecurringLines(database)
    for number in range(articles):
        lines.record(f"a{number}", story(number), [line] if number < others else [], [])
    assert lines.evidence(story(99)).is_boilerplate("Post", line) is is_boilerplate
