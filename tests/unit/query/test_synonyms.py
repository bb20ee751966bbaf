"""Synonyms of the reader's own: a step over the tree of a query, and the file that they are in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.archive import Archive
from index.desk.synonyms import FILE, MOST_BYTES, MOST_FORMS, MOST_WORDS, SynonymFile, synonym_sets
from index.query.limits import MAX_CLAUSES
from index.query.parser import parse
from index.query.synonyms import NO_SYNONYMS, Synonyms, with_synonyms
from index.query.syntax import And, Not, Or, Prefix, Row, Words

KYIV = Synonyms([[("kiev",), ("kyiv",)], [("uk",), ("united", "kingdom")]])
EITHER = Or((Words(("kiev",)), Words(("kyiv",))))


def test_a_word_is_any_of_its_forms_wherever_it_stands() -> None:
    asked = with_synonyms(parse("kiev mayor"), KYIV)
    assert asked.tree == And((EITHER, Words(("mayor",))))
    assert asked.words == (EITHER, Words(("mayor",)))
    assert [part.query for part in asked.parts] == [EITHER, Words(("mayor",))]
    assert asked.notes == ("kiev is also kyiv (your synonyms).",)
    assert with_synonyms(parse("mayor -kyiv"), KYIV).tree == And(
        (Words(("mayor",)), Not(Or((Words(("kyiv",)), Words(("kiev",))))))
    )
    assert with_synonyms(parse("kiev OR odesa"), KYIV).tree == Or((*EITHER.parts, Words(("odesa",))))
    assert with_synonyms(parse("title:kiev"), KYIV).tree == Or(
        (Words(("kiev",), "headline"), Words(("kyiv",), "headline"))
    )
    assert with_synonyms(parse("uk"), KYIV).tree == Or((Words(("uk",)), Words(("united", "kingdom"))))


WARMER = Synonyms([[("climate", "change"), ("global", "warming"), ("gw",)], [("change",), ("shift",)]])
CLIMATE, CHANGE = Words(("climate",)), Or((Words(("change",)), Words(("shift",))))
OTHERS = (Words(("global", "warming")), Words(("gw",)))


def test_bare_words_that_are_a_form_together_have_its_others() -> None:
    asked = with_synonyms(parse("climate change harbour"), WARMER)
    either = Or((And((CLIMATE, CHANGE)), *OTHERS))
    assert asked.tree == And((either, Words(("harbour",))))
    assert asked.words == (Or((CLIMATE, *OTHERS)), Or((*CHANGE.parts, *OTHERS)), Words(("harbour",)))
    (first, second) = asked.parts
    assert (first.query, first.start, first.end) == (either, 0, 14) and second.query == Words(("harbour",))
    assert asked.notes[0] == "climate change is also global warming, gw (your synonyms)."
    assert with_synonyms(parse("climate change"), WARMER).tree == either
    assert with_synonyms(parse("gw"), WARMER).tree == Or(
        (Words(("gw",)), Words(("climate", "change")), Words(("global", "warming")))
    )
    typed = with_synonyms(parse("global warming", as_typed=True), WARMER).tree
    assert isinstance(typed, Or) and typed.parts[1:] == (Words(("climate", "change")), Words(("gw",)))


def test_words_of_a_form_apart_or_in_another_order_are_words() -> None:
    for query in ("warming global", "global harbour warming", "global -warming", "global title:warming"):
        assert with_synonyms(parse(query), WARMER).tree == parse(query).tree
    titled = with_synonyms(parse("title:global title:warming"), WARMER).tree
    assert isinstance(titled, Or) and titled.parts[1] == Words(("climate", "change"), "headline")


def test_rows_get_the_forms_of_one_word() -> None:
    step = with_synonyms(parse('"kiev mayor"~5'), KYIV).tree
    assert step == Row((EITHER, Words(("mayor",))), None, 5)
    row = Row((Words(("uk",)), Or((Words(("kiev",)), Prefix("ode")))), None, 3, False, "sentence")
    parsed = parse("x")
    assert with_synonyms(type(parsed)(row, (), (), (), ()), KYIV).tree == Row(
        (Words(("uk",)), Or((Words(("kiev",)), Words(("kyiv",)), Prefix("ode")))), None, 3, False, "sentence"
    )


def test_what_is_asked_for_as_written_stays() -> None:
    parsed = parse("x")
    for tree in (
        Words(("kiev",), exact=True),
        Words(("kiev", "mayor"), exact=True),
        Prefix("kiev"),
        Words(("kiev",), "outlet"),
    ):
        assert with_synonyms(type(parsed)(tree, (), (), (), ()), KYIV).tree == tree
    typed = type(parsed)(Prefix("kiev", typed=True), (), (), (), ())
    assert with_synonyms(typed, KYIV).tree == Or((Prefix("kiev", typed=True), Words(("kyiv",))))
    assert with_synonyms(parsed, NO_SYNONYMS) is parsed
    assert with_synonyms(parse("mayor"), KYIV).notes == ()


def test_the_forms_that_are_added_are_bounded() -> None:
    sets = [[(f"a{n}",), *((f"a{n}x{m}",) for m in range(15))] for n in range(30)]
    asked = with_synonyms(parse(" ".join(f"a{n}" for n in range(30))), Synonyms(sets))
    assert isinstance(asked.tree, And)
    assert sum(len(part.parts) - 1 for part in asked.tree.parts if isinstance(part, Or)) == MAX_CLAUSES // 15 * 15


def test_errors_of_the_file_have_their_lines() -> None:
    most = " = ".join(f"w{n}" for n in range(MOST_FORMS))
    long = " ".join(["w"] * MOST_WORDS)
    data = f'#\n\nKiev = Kyiv\nalone\na = !\n{most}\n{most} = more\n{long} = x\n{long} w = x\nU.K.="United Kingdom"\n'
    found = synonym_sets(b"\xef\xbb\xbf" + data.encode() + b"\xff = a\n")
    assert found.sets[0] == (("kiev",), ("kyiv",))
    assert len(found.sets) == 4
    assert found.sets[3][1] == ("united", "kingdom")
    assert [error.split(":")[0] for error in found.errors] == [f"{FILE}, line {n}" for n in (4, 5, 7, 9, 11)]


def test_the_file_is_not_trusted(tmp_path: Path) -> None:
    file = SynonymFile(tmp_path)
    path = tmp_path / FILE
    assert file.sets() == ((), ())
    path.write_bytes(b"a = b\n".ljust(MOST_BYTES))
    assert len(file.sets().sets) == 1
    assert file.sets() is file.sets()
    path.write_bytes(b"a = b\n".ljust(MOST_BYTES + 1))
    assert file.sets().sets == () and "larger" in file.sets().errors[0]
    path.unlink()
    (tmp_path / "other").write_text("a = b\n")
    path.symlink_to(tmp_path / "other")
    assert file.sets().sets == () and file.sets().errors
    path.unlink()
    os.mkfifo(path)
    assert file.sets().sets == () and file.sets().errors
    path.unlink()
    path.mkdir()
    assert file.sets().sets == () and file.sets().errors


@pytest.mark.parametrize("as_typed", [False, True])
def test_an_archive_finds_synonyms_as_soon_as_they_are_written(tmp_path: Path, as_typed: bool) -> None:
    source = tmp_path / "a.txt"
    source.write_text(
        "Mayor speaks\n\nThe mayor of Kyiv spoke on Monday about the water, and on Tuesday about the trams.\n"
    )
    with Archive.open(tmp_path / "archive") as archive:
        list(archive.add([source]))
        assert archive.search("kiev mayor", as_typed=as_typed).total == 0
        (tmp_path / "archive" / FILE).write_text("Kiev = Kyiv\nbroken\n")
        page = archive.search("mayor kiev ", as_typed=as_typed)
        assert page.total == 1
        assert page.notes == (f"{FILE}, line 2: it needs two forms with = between them, as in Kiev = Kyiv.",
                              "kiev is also kyiv (your synonyms).")  # fmt: skip
        (hit,) = page.hits
        assert "Kyiv" in [hit.snippet[start:end] for start, end in hit.matches]
        explained = archive.explain("kiev mayor", hit.id)
        assert [part.found for part in explained.parts] == [True, True]
        assert archive.search("kiev ", as_typed=as_typed).total == 1
