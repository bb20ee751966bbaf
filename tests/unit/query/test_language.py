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
from index.query.syntax import (
    And,
    Between,
    Everything,
    Fuzzy,
    Matching,
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
from index.text.terms import LONGEST_TERM


def shape(query: str, *, as_typed: bool = False) -> str:
    """The tree of a query: a word in any text field as it is, one as written with a ``=``, rows in brackets."""
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
        case Words(words=(word,), field=field, exact=exact):
            return named(field, f"={word}" if exact else word)
        case Words(words=words, field=field, exact=exact, slop=slop):
            near = f"~{slop}" if slop > 1 else ""
            return named(field, ("=" if exact else "") + '"' + " ".join(words) + '"' + near)
        case Row(members=members, field=field, slop=slop, ordered=ordered, within=within):
            near = "" if slop == 1 and ordered else f"~{slop}" if ordered else f"~~{slop}"
            return named(field, f"[{' '.join(map(shown, members))}]{near}{'' if within == 'text' else within}")
        case Wildcard(pattern=pattern, field=field):
            return named(field, pattern)
        case Fuzzy(word=word, distance=distance, field=field):
            return named(field, f"{word}~{distance}")
        case Matching(field=field, expression=expression):
            return f"{field}:/{expression}/"
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
        ('-"old bridge"', 'NOT ="old bridge"'),
        ("-title:bridge", "NOT headline:bridge"),
        ('"old bridges"', '="old bridges"'),
        ("“old bridges”", '="old bridges"'),
        ("„old bridges“", '="old bridges"'),
        ("«old bridges»", '="old bridges"'),
        ('"customs"', "=customs"),
        ("=Customs house", "(=customs AND house)"),
        ("=co-operate", '(="co operate" OR =cooperate)'),
        ("title:=customs", "headline:=customs"),
        ("outlet:=tribune", "outlet:tribune"),
        ("and or not", "(and AND or AND not)"),
        ("Café", "cafe"),
        ("20,000", "20000"),
        ("U.S.", "us"),
        ("title:bridges", "headline:bridges"),
        ('title:"old bridges"', 'headline:="old bridges"'),
        ("title:(old bridges)", "(headline:old AND headline:bridges)"),
        ("title:(old OR outlet:Tribune)", "(headline:old OR outlet:tribune)"),
        ("outlet:Tribunes", "outlet:tribunes"),
        ('tag:"To Read"', "tag:to read"),
        ("TITLE:bridge", "headline:bridge"),
        ("ferr*", "ferr*"),
        ("title:ferr*", "headline:ferr*"),
        ("10:53", '"10 53"'),
        # Compounds are rows, and the one word that they also are.
        ("F-16", '("f 16" OR f16)'),
        ("AT&T", '("at t" OR att)'),
        ("state-of-the-art", '("state of the art" OR stateoftheart)'),
        ("dam--which nobody", "(dam AND which AND nobody)"),
        ("storm,bridge", "(storm AND bridge)"),
        ("storm|bridge", "(storm AND bridge)"),
        ("wait…what", "(wait AND what)"),
        ("1 500 ships", '(("1 500" OR 1500) AND ships)'),
        ("1\u00a0500", "1500"),
        # Words of a phrase may be begun, patterns, misspelled, or any of several.
        ('"final batt*"', "[=final batt*]"),
        ('"w?rd of mouth"', "[w?rd =of =mouth]"),
        ('"opek~ meets"', "[opek~1 =meets]"),
        ('"(he OR she) would"', "[(=he OR =she) =would]"),
        ('"the (old OR new*) bridge"', "[=the (=old OR new*) =bridge]"),
        ('"(prime minister OR premier) said"', '(="prime minister said" OR ="premier said")'),
        ('"he (at the time) said"', '="he at the time said"'),
        ('"he OR she"', '="he or she"'),
        ('"the * of storms"', '="the of storms"~2'),
        ('"the * * of storms"', '="the of storms"~3'),
        ('"old bridges"~5', '"old bridges"~5'),
        ('"=old bridges"~5', "[=old bridges]~5"),
        ('"old bridges"~~5', "[old bridges]~~5"),
        ('"old bridges"~~1', "[old bridges]~~1"),
        ('"old bridges"~s', "[old bridges]~~1sentence"),
        ('"old bridges"~P', "[old bridges]~~1paragraph"),
        ('"customs"~5', "customs"),
        ('title:"old batt*"', "headline:[=old batt*]"),
        ('author:"oda tho*"', "author:[oda tho*]"),
        ('tag:"to re*"', "tag:to re"),
        # Patterns match letters; a ? may be a question mark.
        ("new?", "new?"),
        ("?ew?", "?ew?"),
        ("new? storm", "(new? AND storm)"),
        ("storm new?", "(storm AND (new OR new?))"),
        ("Really? Yes", "((really OR really?) AND yes)"),
        ("Who broke the weir?", "(who AND broke AND the AND weir)"),
        ("a?!", "a"),
        ("co-op*", "([co op*] OR coop)"),
        ("http://a.example/b?c=1&d=2", '"http a example b c 1 d 2"'),
        ("10~20", '"10 20"'),
        ("outlet:/ed(inburgh)? news/", "outlet:/ed(inburgh)? news/"),
        ("(outlet:/a|b/)", "outlet:/a|b/"),
        ("path:/home/me/", 'path:"home me"'),
        ("http://example.org/a", '"http example org a"'),
        ("Breaking:ferry", '"breaking ferry"'),
        ("title: bridges", "headline:bridges"),
        ("Title: bridges", "(title AND bridges)"),
        ("has: bridges", "(has AND bridges)"),
        ("date: soonish", "(date AND soonish)"),
        ("outlet:)", "outlet"),
        # Marks without a partner.
        ("(bar", "bar"),
        ("ferry (harbour OR bridge", "(ferry AND (harbour OR bridge))"),
        ("bar) foo", "(bar AND foo)"),
        ("foo () bar", "(foo AND bar)"),
        ("foo OR ()", "foo"),
        ('"open', "open"),
        ('well "open sea', "(well AND open AND sea)"),
        ('spring" (at last)', "(spring AND (at AND last))"),
        ('the 5" gun', "(the AND 5 AND gun)"),
        ('said"hello there"', '(said AND ="hello there")'),
        ('"nested “words” there"', '="nested words there"'),
        ('outlet:"The Daily', "Name"),
        ("(a b)~5", "(a AND b)"),
        ("ferry^2", "ferry"),
        ("**ferry** strike", "(ferry AND strike)"),
        ("- Who", "who"),
        ("MAYOR DOES NOT RESIGN YET", "(mayor AND does AND not AND resign AND yet)"),
        ("UN AND NOT EU", "(un AND NOT eu)"),
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
        ("()", 1),
        ("(())", 2),
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
        ("bar title:", 5),
        ("date:abc", 6),
        ("date:2017-13", 6),
        ("date:2017-02-30", 6),
        ("date:2019..2017", 6),
        ("date:..", 6),
        ("bar *a*", 5),
        ("outlet:/a(/", 8),
        ("outlet:/(a+)+/", 8),
    ],
)
def test_what_cannot_be_read_has_a_column_and_a_way_out(query: str, column: int) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query)
    assert raised.value.column == column
    assert raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("colour:red", "There is no field colour:"),
        ("Source:Reuters", "As a field write outlet:"),
        ("headlines:bar", "As a field write title:"),
        ('Source:"Reuters agency"', "There is no field Source:"),
        ("title: foo", "title: and a space"),
        ("Title: foo", "Title: has no value"),
        ('a "b', "quotation mark"),
        ('outlet:"a', "closing quotation mark"),
        ("=(ferry OR bridge)", "before each word"),
        ("a (b", "( without a )"),
        ("a) b", ") without a ("),
        ("a () b", "Empty parentheses"),
        ("🎉 dam", "🎉 has no letter or digit"),
        ("— & dam", "— & have no letter or digit"),
        ("—", "— has no letter or digit"),
        ('""', "no letter or digit to search for"),
        ("a || b", "write OR"),
        ("a NEAR/5 b", '"one two"~~5'),
        ("a w/s b", '"one two"~s'),
        ("a pre/3 b", '"one two"~3'),
        ("(a b)~5", "~5 belongs after a phrase"),
        ('"a b"~', "needs a number"),
        ('"a b"~101', "~100"),
        ('"a OR b"', "alternatives go between parentheses"),
        ('"a * b"', "up to one word between"),
        ("a^2", "^2 is ignored"),
        ("**a** b", "without its asterisks"),
        ("a.* b", "without its asterisk"),
        ("Who broke the weir?", "The ? after weir"),
        ("the weirs?", "weirs? is read as weirs and as a word of one letter more"),
        ("1 500 ships", "1 500 is read as one number"),
        ("MAYOR DOES NOT RESIGN YET", "capitals"),
        ("date:3/4/2019", "3 April 2019"),
        ("date:march", "the latest"),
    ],
)
def test_what_is_read_differently_is_noted(query: str, note: str) -> None:
    assert any(note in each for each in parse(query).notes), parse(query).notes


@pytest.mark.parametrize(
    "query",
    [
        "ferry strike",
        '"old bridge" -pay (a OR b)',
        "http://example.org/a?b=1",
        "10:53",
        "3:2 (1:1)",
        "outlet:tribune",
        "Breaking: ferry",
        "Who?! Yes, he said.",
        'the 5" gun',
        "date:31/3/2019",
        "MAYOR RESIGNS AFTER LONG NIGHT",
        "*",
        "",
    ],
)
def test_what_is_read_as_it_is_written_has_no_note(query: str) -> None:
    assert parse(query).notes == ()


@pytest.mark.parametrize("query", ["dam —", 'dam "', "dam (", "dam !!", "colour:", "dam -"])
def test_nothing_is_noted_about_what_is_being_typed(query: str) -> None:
    assert parse(query, as_typed=True).notes == ()


def test_a_note_repeats_forty_characters_and_eight_notes_are_enough() -> None:
    (note,) = parse(f"colour:{'x' * 34}").notes
    assert f"{'x' * 32}…" in note and "x" * 33 not in note
    assert f"colour:{'x' * 33} is" in parse(f"colour:{'x' * 33}").notes[0]
    assert len(parse(" ".join(f"a{each}:b" for each in "abcdefghij")).notes) == 8
    assert len(parse("🎉 " + " ".join(f"a{each}:b" for each in "abcdefghij")).notes) == 8


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("housin", "housin*"),
        ("housing ", "housing"),
        ("old hous", "(old AND hous*)"),
        ("(old hous", "(old AND hous*)"),
        ("old -hous", "(old AND NOT hous)"),
        ("old NOT hous", "(old AND NOT hous)"),
        ('"old hous', "[=old hous*]"),
        ('"old hous ', '="old hous"'),
        ('"hous', "hous*"),
        ('"old house"', '="old house"'),
        ("=hous", "hous*"),
        ("=hous ", "=hous"),
        ("colour:re", "[colour re*]"),
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
        ('"', "nothing"),
        ("-", "nothing"),
        ("!!!", "nothing"),
        ("🎉", "nothing"),
        ("date:march 20", "Between"),
        ("outlet:/ed(in", "everything"),
        ("al-bagh", "([al bagh*] OR albagh)"),
        ("F-1", "([f 1*] OR f1*)"),
        ("MH37", "(mh37* OR [mh 37*])"),
        ('outlet:"morning st', "outlet:[morning st*]"),
        ('outlet:"morn', "outlet:morn*"),
        # "At the" begins with the letters of AT&T.
        ("AT&T", '("at t" OR att)'),
        ("U.S", "([u s*] OR us)"),
        ("*a*", "everything"),
        ("*a* ferry", "ferry*"),
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


def test_a_form_of_two_words_is_looked_for_as_both() -> None:
    leaf, leaves, written = Words(("leaf",)), Words(("leaves",)), Words(("leaves",), exact=True)
    assert parse("leaf").tree == Or((leaf, written))
    assert parse("leaves").tree == Or((leaves, leaf))
    assert parse("leaves ", as_typed=True).tree == parse("LEAVES").tree == Or((leaves, leaf))
    assert parse("leaves", as_typed=True).tree == Or((Prefix("leaves", typed=True), leaf))
    assert parse('"fallen leaf"~5').tree == Row((Words(("fallen",)), Or((leaf, written))), None, 5)
    for query in ("=leaves", '"leaves"'):
        assert parse(query).tree == written
    assert parse("title:leaf").tree == Or((Words(("leaf",), "headline"), Words(("leaves",), "headline", exact=True)))


def test_the_words_of_a_compound_count_apart_where_it_is_not_all_that_is_asked_for() -> None:
    assert parse("old-town bridge").words == (Words(("old",)), Words(("town",)), Words(("bridge",)))
    joined = Words(("f16",))
    f, sixteen = Or((Words(("f",)), joined)), Or((Words(("16",)), joined))
    assert parse("F-16 bridge").words == (f, sixteen, Words(("bridge",)))
    (alone,) = parse("old-town").words
    assert isinstance(alone, Or)
    assert parse("customs* bridge").words[1:] == (Words(("bridge",)),)


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
        assert [token.word for token in terms.words(lexeme)] == [word.lower()]
    else:
        assert len(word) > LONGEST_TERM


def test_a_phrase_with_more_than_sixteen_readings_is_refused() -> None:
    def choices(count: int) -> str:
        return f'"{"(a b OR c) " * count}d"'

    assert shape(choices(4)).count('"') == 32
    with pytest.raises(QueryTooCostly) as raised:
        parse(choices(5))
    assert raised.value.hint
    # Where they are too many with the joined words, there are none of these.
    assert "wellknown" in shape('"well-known (a b OR c)"')
    assert shape(f'"well-known {choices(4)[1:]}').count('"') == 32
