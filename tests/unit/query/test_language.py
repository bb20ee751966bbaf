from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import QueryError, QueryTooCostly
from index.model import PartialDate
from index.query import terms
from index.query.lexer import Lexeme
from index.query.parser import parse
from index.query.syntax import And, Between, Everything, Not, Nothing, Or, Prefix, Query, Value, Words
from index.text.terms import LONGEST_TERM


def shape(query: str, *, as_typed: bool = False) -> str:
    """The tree of a query, a word in any text field being written as the word alone."""
    return shown(parse(query, as_typed=as_typed).tree)


def shown(query: Query) -> str:
    match query:
        case And(parts=parts) | Or(parts=parts):
            return "(" + (" OR " if isinstance(query, Or) else " AND ").join(map(shown, parts)) + ")"
        case Not(part=part):
            return f"NOT {shown(part)}"
        case Prefix(word=word, field=field):
            return named(field, f"{word}*")
        case Value(field=field, value=value):
            return named(field, value)
        case Words(words=(word,), field=field):
            return named(field, word)
        case Words(words=words, field=field):
            return named(field, '"' + " ".join(words) + '"')
        case Everything():
            return "everything"
        case Nothing():
            return "nothing"
    return type(query).__name__


def named(field: str | None, value: str) -> str:
    return f"{field}:{value}" if field else value


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("harbour", "harbour"),
        ("ferries harbour", "(ferries AND harbour)"),
        ("ferry AND harbour", "(ferry AND harbour)"),
        ("ferry harbour OR bridge", "((ferry AND harbour) OR bridge)"),
        ("ferry (harbour OR bridge)", "(ferry AND (harbour OR bridge))"),
        ("ferry NOT harbour", "(ferry AND NOT harbour)"),
        ("ferry -harbour", "(ferry AND NOT harbour)"),
        ("-(ferry harbour)", "NOT (ferry AND harbour)"),
        ('-"old bridge"', 'NOT "old bridge"'),
        ("-title:bridge", "NOT headline:bridge"),
        ('"old bridges"', '"old bridges"'),
        ("“old bridges”", '"old bridges"'),
        ("and or not", "(and AND or AND not)"),
        ("Café", "cafe"),
        ("20,000", "20000"),
        ("U.S.", "us"),
        ("title:bridges", "headline:bridges"),
        ('title:"old bridges"', 'headline:"old bridges"'),
        ("title:(old bridges)", "(headline:old AND headline:bridges)"),
        ("title:(old OR outlet:Tribune)", "(headline:old OR outlet:tribune)"),
        ("outlet:Tribunes", "outlet:tribunes"),
        ('tag:"To Read"', "tag:to read"),
        ("TITLE:bridge", "headline:bridge"),
        ("ferr*", "ferr*"),
        ("title:ferr*", "headline:ferr*"),
        ("10:53", '"10 53"'),
        ("http://example.org/a", '"http example org a"'),
        ("Breaking: ferry", "(breaking AND ferry)"),
        ("ferry - harbour", "(ferry AND harbour)"),
        ("ferry & harbour", "(ferry AND harbour)"),
        ("", "everything"),
        ("  ", "everything"),
        ("*", "everything"),
        ("&", "nothing"),
    ],
)
def test_queries_are_read(query: str, tree: str) -> None:
    assert shape(query) == tree


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("(bar", 1),
        ("one (two (three)", 5),
        ("bar)", 4),
        ("()", 1),
        ('"open', 1),
        ('well "open', 6),
        ("AND", 1),
        ("AND bar", 1),
        ("bar AND", 5),
        ("bar AND OR foo", 5),
        ("OR bar", 1),
        ("bar OR", 5),
        ("a AND AND b", 7),
        ("NOT", 1),
        ("bar NOT", 5),
        ("title:", 1),
        ("bar title: foo", 5),
        ("outlet:)", 1),
        ("date:abc", 6),
        ("date:2017-13", 6),
        ("date:2017-02-30", 6),
        ("date:2019..2017", 6),
        ("date:..", 6),
        ("headlines:bar", 1),
        ("bar *a*", 5),
        ("&*", 1),
    ],
)
def test_what_cannot_be_read_has_a_column_and_a_way_out(query: str, column: int) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query)
    assert raised.value.column == column
    assert raised.value.message
    assert raised.value.hint


def test_an_unknown_field_lists_those_that_there_are() -> None:
    with pytest.raises(QueryError) as raised:
        parse("headlin:bar")
    assert "title:" in raised.value.hint
    assert "date:" in raised.value.hint


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("housin", "housin*"),
        ("housing ", "housing"),
        ("old hous", "(old AND hous*)"),
        ("(old hous", "(old AND hous*)"),
        ("old -hous", "(old AND NOT hous)"),
        ("old NOT hous", "(old AND NOT hous)"),
        ('"old hous', '"old hous"'),
        ('"old house"', '"old house"'),
        ("old AND", "old"),
        ("old AND ", "old"),
        ("old OR", "old"),
        ("old NOT", "old"),
        ("AND", "everything"),
        ("old )", "old"),
        ("old ) hous", "(old AND hous*)"),
        ("old ()", "old"),
        ("title:", "everything"),
        ("old outlet:", "old"),
        ("old date:20", "old"),
        ("old date:2017-", "old"),
        ('"', "everything"),
        ("-", "everything"),
        ("al-bagh", "(al AND bagh*)"),
        ("U.S", "(u AND s*)"),
        ("*a*", "a*"),
    ],
)
def test_a_query_being_typed_is_read_as_far_as_it_goes(query: str, tree: str) -> None:
    assert shape(query, as_typed=True) == tree


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("date:2017", "2017-01-01", "2017-12-31"),
        ("date:2016-02", "2016-02-01", "2016-02-29"),
        ("date:2017-06-06", "2017-06-06", "2017-06-06"),
        ("date:2017-06..2019-02", "2017-06-01", "2019-02-28"),
        ('date:"2017"', "2017-01-01", "2017-12-31"),
    ],
)
def test_dates_are_whole_days(query: str, first: str, last: str) -> None:
    from index.query.dates import minutes

    tree = parse(query).tree
    assert tree == Between("published", minutes(PartialDate(first))[0], minutes(PartialDate(last))[1])


def test_ranges_may_be_open() -> None:
    after, before = parse("date:2017-06..").tree, parse("date:..2017-06").tree
    assert isinstance(after, Between)
    assert isinstance(before, Between)
    assert before.first < after.first < before.last < after.last


def test_a_row_of_words_can_be_relaxed_and_keeps_its_filters() -> None:
    parsed = parse('old bridge date:2017 -ferry "main street"')
    assert len(parsed.words) == 2
    assert len(parsed.filters) == 3
    assert not parse("old AND bridge").words
    assert not parse("old OR bridge").words
    assert [len(parse(query).words) for query in ("old (bridge town)", "old -(bridge town)", "old-town bridge")] == [
        3,
        1,
        3,
    ]


def test_words_keep_their_place_in_the_query() -> None:
    query = "-never Élan title:bridge (ferry)"
    assert [(each.word, query[each.start : each.end]) for each in parse(query).spelled] == [
        ("elan", "Élan"),
        ("ferry", "ferry"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        '"' * 200_000,
        "(" * 5_000 + "a" + ")" * 5_000,
        "(" * 40 + "a" + ")" * 40,
        "NOT " * 100 + "a",
        "-(" * 40 + "a" + ")" * 40,
        "a " * 300,
        "a OR " * 300 + "a",
        "ü" * 3_000,
    ],
    ids=len,
)
@pytest.mark.parametrize("as_typed", [False, True])
def test_hostile_queries_are_refused(query: str, as_typed: bool) -> None:
    with pytest.raises(QueryTooCostly) as raised:
        parse(query, as_typed=as_typed)
    assert raised.value.hint


@given(st.text("abcXYZ", min_size=1, max_size=120), st.booleans())
def test_a_plain_word_is_read_as_any_other(word: str, typing: bool) -> None:
    reading = terms.Reading(typing, date.today)
    lexeme = Lexeme("word", word, 0, len(word))
    if terms.is_plain(word):
        assert terms.plain(word, typing=typing) == terms.leaf(lexeme, None, reading, typing=typing)
        assert [terms.plain(word, typing=typing)] == terms.apart(lexeme, reading, typing=typing)
        assert [token.word for token in terms.words(lexeme)] == [word.lower()]
    else:
        assert len(word) > LONGEST_TERM


def test_a_hint_repeats_forty_characters_of_a_phrase() -> None:
    with pytest.raises(QueryError) as error:
        parse(f'"{"x" * 41}"~')
    assert f'"{"x" * 40}"~5' in error.value.hint
