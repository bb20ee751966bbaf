"""The syntax tree of a query, its words and parts, and where what it looks for stands in a text."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pytest

from index.query.dates import date_range
from index.query.fields import ARTICLE_FIELDS, BY_WRITTEN, FIELDS, presence_names
from index.query.lexer import lexemes
from index.query.parser import ParsedQuery, parse
from index.query.syntax import (
    And,
    Between,
    Everything,
    Fuzzy,
    Has,
    Matching,
    Name,
    Not,
    Nothing,
    Or,
    Prefix,
    Query,
    Row,
    Value,
    Wildcard,
    Words,
)
from index.search.highlighting import Marker
from index.search.lru_cache import LruCache
from index.search.sought_words import Mark, distinct

TODAY = date(2019, 3, 14)


def read(text: str, *, as_typed: bool = False) -> ParsedQuery:
    return parse(text, as_typed=as_typed, today=lambda: TODAY)


def word(*words: str, field: str | None = None, slop: int = 1) -> Words:
    return Words(words, field, slop)


def exact(*words: str, field: str | None = None) -> Words:
    return Words(words, field, exact=True)


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("!", Nothing()),
        ("*", Everything()),
        ("a", A),
        ("A", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a and b", And((A, word("and"), B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("(a)", A),
        ("((a b))", And((A, B))),
        ("-a", Not(A)),
        ("NOT a b", And((Not(A), B))),
        ("a -(b c)", And((A, Not(And((B, C)))))),
        ("--a", A),
        ("a - b", And((A, B))),
        ("a-b", Or((word("a", "b"), word("ab")))),
        ("caf\u00e9", word("cafe")),
        ('"a b"', exact("a", "b")),
        ("\u201ca b\u201d", exact("a", "b")),
        ("\u201da b\u201d", exact("a", "b")),
        ("\u201ea b\u201c", exact("a", "b")),
        ("\u00aba b\u00bb", exact("a", "b")),
        ('"a b\u201d', exact("a", "b")),
        ('"a \u201cb\u201d c"', exact("a", "b", "c")),
        ('"a b"~5', word("a", "b", slop=5)),
        ('"a b"~0', word("a", "b")),
        ('"a b"~~5', Row((A, B), slop=5, ordered=False)),
        ('"a b"~s', Row((A, B), ordered=False, within="sentence")),
        ('"a b"~p', Row((A, B), ordered=False, within="paragraph")),
        ('"a (b OR c)"', Row((exact("a"), Or((exact("b"), exact("c")))))),
        ('"a bc*"', Row((exact("a"), Prefix("bc")))),
        ('title:"a bc*"', Row((exact("a"), Prefix("bc")), "headline")),
        ('title:"(a OR b)"', Or((exact("a", field="headline"), exact("b", field="headline")))),
        ('"a b"~100', word("a", "b", slop=100)),
        ('"a b"~101', word("a", "b", slop=100)),
        ('"a"', exact("a")),
        ("=a", exact("a")),
        ('""', Nothing()),
        ("ab*", Prefix("ab")),
        ("a b-cd*", And((A, Or((Row((B, Prefix("cd"))), word("bcd")))))),
        ("a*b", Wildcard("a*b")),
        ("*ab", Wildcard("*ab")),
        ("a**b", Wildcard("a*b")),
        ("a?b", Wildcard("a?b")),
        ("ab?", Wildcard("ab?")),
        ("c ab?", And((C, Or((word("ab"), Wildcard("ab?")))))),
        ("ab~", Fuzzy("ab", 1)),
        ("ab~2", Fuzzy("ab", 2)),
        ("ab~0", word("ab")),
        ("a-bc~", Or((Row((A, Fuzzy("bc", 1))), word("abc")))),
        ("title:a", word("a", field="headline")),
        ("headline:a", word("a", field="headline")),
        ("TITLE:a", word("a", field="headline")),
        ("title:(a b)", And((word("a", field="headline"), word("b", field="headline")))),
        ("title:ab*", Prefix("ab", "headline")),
        ("title:*", Has("headline")),
        ("outlet:a", word("a", field="outlet")),
        ('outlet:"A  b"', Name("outlet", "a b", ("a", "b"))),
        ('outlet:"a \u201cb\u201d"', Name("outlet", "a b", ("a", "b"))),
        ("outlet:/a(b)?/", Matching("outlet", "a(b)?")),
        ("tag:/a b/", Matching("tag", "a b")),
        ("title:/a/", word("a", field="headline")),
        ("tag:A", Value("tag", "a")),
        ("tag:a*", Value("tag", "a", True)),
        ('tag:"a b"', Value("tag", "a b")),
        ("tag:a~", Value("tag", "a")),
        ("lang:English", Value("lang", "en")),
        ("has:tag", Has("tag")),
        ("has:TITLE", Has("headline")),
        ("has:headline", Has("headline")),
        ("date:2019", Between("published", *date_range("2019", TODAY))),
        ('date:"last month"', Between("published", *date_range("2019-02", TODAY))),
        ("date:*", Has("published")),
        ("date:march 2018", Between("published", *date_range("2018-03", TODAY))),
        ("date:last month a", And((Between("published", *date_range("2019-02", TODAY)), A))),
        ("date:2017 to 2018", Between("published", *date_range("2017..2018", TODAY))),
        ("date:2018 march", And((Between("published", *date_range("2018", TODAY)), word("march")))),
        ("date:>2018", Between("published", *date_range("2019..", TODAY))),
        ("after: 2018", Between("published", *date_range("2019..", TODAY))),
        ("at 10:15", And((word("at"), word("10", "15")))),
    ],
)
def test_the_tree_of_a_query(text: str, tree: Query) -> None:
    assert read(text).tree == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", Prefix("a", typed=True)),
        ("a ", A),
        ("a b", And((A, Prefix("b", typed=True)))),
        ("-a", Not(A)),
        ("(a", Prefix("a", typed=True)),
        ("ab*", Prefix("ab")),
        ("=ab", Prefix("ab")),
        ("a)", A),
        ('"a b', Row((exact("a"), Prefix("b")))),
        ('"a b ', exact("a", "b")),
        ("a AND", A),
        ("a OR", A),
        ("a -", A),
        ("title:", Everything()),
        ("title:a", Prefix("a", "headline", typed=True)),
        ("tag:a", Value("tag", "a", True)),
        ("tag:/a", Matching("tag", "a")),
        ("tag:/a(", Everything()),
        ("date:20", Everything()),
        ("has:ti", Everything()),
        ("a~9", Fuzzy("a", 2)),
        ('"a b"~', exact("a", "b")),
        ("*", Everything()),
        ("?", Nothing()),
        ("!", Nothing()),
        ("ab-cd", Or((Row((word("ab"), Prefix("cd", typed=True))), word("abcd")))),
    ],
)
def test_the_tree_of_a_query_that_is_being_typed(text: str, tree: Query) -> None:
    assert read(text, as_typed=True).tree == tree


def test_a_row_of_words_and_filters_is_known_by_both() -> None:
    row = read("a tag:x -b c*")
    assert row.words == (A, Prefix("c")) and row.filters == (Value("tag", "x"), Not(B))
    assert [each.word for each in row.spelled] == ["a"]
    for joined in ("a OR b", "a AND b", "a (b OR c)"):
        assert read(joined).words == () == read(joined).filters
    assert read("a OR tag:x").filters == () == read("a AND tag:x").filters
    assert read("a -(b OR c)").words == (A,)
    assert read("a (b c)").words == (A, B, C)
    assert read("a-b").words == (read("a-b").tree,) and read("ab~ c").words == (Fuzzy("ab", 1), C)
    assert read('"a b" c').words == (C,) and read('"a b" c').filters == (exact("a", "b"),)
    assert read("=a b").words == (B,) and read("=a b").filters == (exact("a"),)
    assert read("title:a b").words == (B,)


def test_words_that_are_spelled_out_keep_their_places() -> None:
    assert [(each.word, each.start, each.end) for each in read("Aa -bb (cc OR dd-ee)").spelled] == [
        ("aa", 0, 2),
        ("cc", 8, 10),
        ("dd", 14, 16),
        ("ee", 17, 19),
    ]
    assert read('title:a "b c" ab~').spelled == ()


def test_the_parts_that_must_all_match_keep_their_places() -> None:
    def parts(text: str) -> list[str]:
        return [text[part.start : part.end] for part in read(text).parts]

    assert parts('a -b title:c "d e"~2 (f OR g)') == ["a", "-b", "title:c", '"d e"~2', "(f OR g)"]
    assert parts("a OR b") == ["a OR b"] and parts("a") == ["a"] and parts("") == []
    assert [part.words for part in read("a (b c)").parts] == [(A,), (B, C)]
    assert hash(read("a b")) == hash(read("a  b"))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a (b)", ["word", "(", "word", ")"]),
        ("-a", ["-", "word"]),
        ("- a", ["word", "word"]),
        ("-", ["word"]),
        ("(-)", ["(", "word", ")"]),
        ("title:-a", ["field", "word"]),
        ("title: a", ["field", "word"]),
        ("title:AND", ["field", "word"]),
        ("a AND b OR NOT c", ["word", "and", "word", "or", "not", "word"]),
        ("ANDb", ["word"]),
        ('"a" b"c"', ["phrase", "word", "phrase"]),
        ('a"b', ["word", "open phrase"]),
        ('"a"~3b', ["phrase", "word"]),
        ("x: y", ["word", "word"]),
        ("x:y", ["word"]),
        ("tag:/a (b)/ c", ["field", "expression", "word"]),
        ("title:/a (b)/", ["field", "word", "(", "word", ")", "word"]),
        ('a" b', ["word", "quote", "word"]),
        ('5" b', ["word", "word"]),
        ('\u05d0"\u05d1', ["word"]),
        ("a--b,c|d", ["word"] * 7),
        ("1 500 2019", ["word", "word"]),
        ("1\u00a0500", ["word"]),
        ('"a"-b', ["phrase", "word"]),
        ("http://a", ["word"]),
    ],
)
def test_what_a_query_is_cut_into(text: str, kinds: list[str]) -> None:
    found = list(lexemes(text))
    assert [each.kind for each in found] == kinds
    assert all(text[each.start : each.end].strip() for each in found)


def test_every_field_can_be_written_and_those_of_articles_can_be_asked_for() -> None:
    for name, field in FIELDS.items():
        assert BY_WRITTEN[name] is field and field.written == f"{name}:{field.example}"
        assert read(field.written).tree != Nothing()
        for alias in field.aliases:
            assert read(f"{alias}:{field.example}").tree == read(field.written).tree
    assert presence_names() == [field.name for field in ARTICLE_FIELDS]
    for field in ARTICLE_FIELDS:
        assert read(f"has:{field.name}").tree == Has(field.column) == read(f"{field.name}:*").tree


# --- Highlighting -----------------------------------------------------------------------------------------------------


class Archive:
    """The words of an archive."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def stems(self, prefix: str) -> Collection[str]:
        return {each for each in self._words if each.startswith(prefix)}

    def matching(self, pattern: Wildcard | Fuzzy) -> Collection[str]:
        return self._words


def found(query: str, text: str, *words: str, field: str = "body", language: str = "en") -> list[str]:
    marker = Marker(read(query).tree, Archive(*words))
    marks = marker.marks(field, text, language)
    assert marker.spans(field, text, language) == tuple((mark.start, mark.end) for mark in marks)
    quick = marker.quick_marks(field, text, language)
    assert [(mark.start, mark.end) for mark in quick] == [(mark.start, mark.end) for mark in marks]
    return [text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("ferry", "Ferries and a ferry.", ["Ferries", "ferry"]),
        ("-ferry a", "A ferry.", ["A"]),
        ("ferry OR bridge", "A bridge, a ferry.", ["bridge", "ferry"]),
        ('"old bridge"', "The old bridge is old.", ["old bridge"]),
        ('"old bridge"', "A bridge so old.", []),
        ('"old bridge"~2', "The old swing bridge.", ["old", "bridge"]),
        ('"old bridge"~2', "The old big swing bridge.", []),
        ('"old bridge closed"~2', "old old bridge was closed", ["old old bridge", "closed"]),
        ('"old bridge" old', "old old bridge", ["old", "old bridge"]),
        ("ferr*", "Ferries, ferry, fern.", ["Ferries", "ferry"]),
        ("title:ferry", "A ferry.", []),
        ("tag:ferry", "A ferry.", []),
        ("", "A ferry.", []),
        ("caf\u00e9", "Cafe, caf\u00e9.", ["Cafe", "caf\u00e9"]),
        ("u.s.", "The U.S. and us.", ["U.S.", "us"]),
    ],
)
def test_where_a_query_matches(query: str, text: str, marked: list[str]) -> None:
    assert found(query, text) == marked


def test_words_that_patterns_stand_for_and_fields_and_languages_are_marked() -> None:
    assert found("st?ckholm", "In Stockholm.", "stockholm") == ["Stockholm"]
    assert found("stokholm~", "In Stockholm or Oslo.", "stockholm") == ["Stockholm"]
    assert found("title:ferry", "A ferry.", field="headline") == ["ferry"]
    assert found("ferry", "A ferry.", field="headline") == found("ferry", "A ferry.", field="deck") == ["ferry"]
    assert found("br\u00fccken", "Die Br\u00fccke.", language="de") == ["Br\u00fccke"]
    assert found("ferr*", "A ferryman.", "ferryman") == ["ferryman"]
    assert found("\u6a4b", "\u5927\u6a4b\u304c", language="ja") != []


def test_the_first_three_thousand_places_are_looked_at_for_a_snippet() -> None:
    marker = Marker(read("ferry").tree, Archive())
    text = "ferry " * 3001
    assert len(marker.marks("body", text)) == 3001 and len(marker.quick_marks("body", text)) == 3000
    assert marker.quick_marks("body", "") == [] == Marker(Everything(), Archive()).quick_marks("body", text)
    assert distinct([Mark(0, 1, "a"), Mark(2, 3, "a"), Mark(4, 5, "b")]) == {"a", "b"}


# --- What is remembered -----------------------------------------------------------------------------------------------


def test_what_was_used_last_is_kept() -> None:
    kept: LruCache[str, int] = LruCache(2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)
    kept.put("a", 4)
    kept.put("d", 5)
    assert (kept.get("a"), kept.get("c"), kept.get("d")) == (4, None, 5)


def test_large_values_push_out_several_but_the_last_one_stays() -> None:
    kept: LruCache[str, int] = LruCache(10, size=lambda value: value)
    for name, size in (("a", 4), ("b", 6)):
        kept.put(name, size)
    assert kept.get("a") == 4
    kept.put("c", 1)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (4, None, 1)
    kept.put("a", 9)
    assert (kept.get("a"), kept.get("c")) == (9, 1)
    kept.put("d", 99)
    assert (kept.get("a"), kept.get("c"), kept.get("d")) == (None, None, 99)
