"""Names of people, agencies, outlets and sections as texts write them: the edges of what is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.cleaning import clean
from index.cleaning.metadata import bylines, outlets
from index.model import DeclaredMetadata, SourceDocument

# --- Names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ada Quill", ("Ada Quill",)),
        ("ada quill", ()),
        ("Quill", ()),
        ("The Quill", ()),
        ("Ada Quill 2", ()),
        ("Ada B C D E Quill", ("Ada B C D E Quill",)),
        ("Ada B C D E F Quill", ()),
        (f"Ada {'q' * 30}", ()),
        (f"Ada Q{'q' * 55}", (f"Ada Q{'q' * 55}",)),
        (f"Ada Q{'q' * 56}", ()),
        ("Ada von der Quill", ("Ada von der Quill",)),
        ("Ada d'Quill", ("Ada d'Quill",)),
        ("Ada quill", ()),
        ("von der", ()),
        ("Ada Quill, deputy editor, Lull", ("Ada Quill",)),
        ("Ada Quill, Tom Marsh", ("Ada Quill", "Tom Marsh")),
        ("Ada Quill and Tom Marsh; ADA QUILL", ("Ada Quill", "Tom Marsh")),
        ("Ada Quill, New York", ("Ada Quill",)),
        ("Ada Quill | Head Winemaker", ("Ada Quill",)),
        ("Head Quill", ("Head Quill",)),
        ("Ada Quill in Lull", ("Ada Quill",)),
        ("Ada Quill (Lull)", ("Ada Quill",)),
        ("ADA MCQUILL", ("Ada McQuill",)),
        ("ADA O'QUILL", ("Ada O'Quill",)),
        ("Harbour News", ()),
        ("https://ennor.example/Ada Quill", ()),
        ("@ada Quill", ()),
        ("\u738b\u5c0f\u660e", ("\u738b\u5c0f\u660e",)),
        ("INTERVIEW: ADA QUILL UND TOM VON MARSH", ("Ada Quill", "Tom Von Marsh")),
        ("", ()),
    ],
)
def test_names_of_people(value: str, names: tuple[str, ...]) -> None:
    assert bylines.people([value]) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By NOTE AUTHOR", ("Note Author",)),
        ("ada quill", ("ada quill",)),
        ("Syl-Ur-Quill", ("Syl-Ur-Quill",)),
        ("ada quill; tom de marsh", ("ada quill", "tom de marsh")),
        ("Ada Quill reports", ()),
        ("GUEST AUTHOR", ()),
        ("Author", ()),
        ("AQ", ()),
        ("staff writer", ()),
        ("The Quay", ()),
        ("the quay", ()),
        ("Harbour Lull", ()),
        ("Quill 2", ()),
    ],
)
def test_names_that_a_database_states(value: str, names: tuple[str, ...]) -> None:
    assert bylines.stated([value], "The Harbour Lull") == names


def test_a_database_states_its_author() -> None:
    data = "Ferry\n\nBYLINE: ada quill\n\nIt sails again on Monday."
    document = SourceDocument(
        "a",
        1,
        "",
        data.encode(),
        "",
        "utf-8",
        "record",
        "It sails again on Monday.",
        DeclaredMetadata(authors=("ada quill",)),
    )
    assert clean(document).metadata.authors == ("ada quill",)
    assert dict(clean(document).origins)["byline"] == "its record"
    assert clean(replace(document, form="article")).metadata.authors == ()


def test_twenty_names_at_most_and_each_once() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert len(bylines.people([f"Ada {letter}uill" for letter in letters])) == 20
    assert bylines.people(["Tom Marsh", "Ada Quill", "TOM MARSH"]) == ("Tom Marsh", "Ada Quill")


def test_the_outlet_is_nobody() -> None:
    assert bylines.people(["Ada Quill"], "Ada Quill") == ()
    assert bylines.people(["Harbour Lull"], "The Harbour Lull") == ()
    assert bylines.people(["Ada Quill"], "Ada Quill Photography") == ("Ada Quill",)
    assert bylines.people(["Ada Quill Lull"], "Quill") == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Quill", ("Ada Quill",)),
        ("By Ada Quill published 10:15", ("Ada Quill",)),
        ("By the river, Ada Quill", ()),
        ("By " + "x" * 190 + " Ada Quill", ()),
    ],
)
def test_the_names_of_a_byline(line: str, names: tuple[str, ...]) -> None:
    assert bylines.authors_of(line) == names
    assert bylines.is_byline(line) is bool(names)


def test_a_byline_has_fewer_than_two_hundred_characters() -> None:
    line = "By Ada Quill"
    assert bylines.is_byline(line + " " * (199 - len(line)))
    assert not bylines.is_byline(line + " " * (200 - len(line)))


def test_a_line_of_nothing_but_names() -> None:
    assert bylines.names_alone("Ada Quill and Tom Marsh") == ("Ada Quill", "Tom Marsh")
    assert bylines.names_alone("Ada Quill and friends") == ()
    assert bylines.names_alone("") == ()


@pytest.mark.parametrize(
    ("value", "outlet", "agency"),
    [
        ("Reuters", None, ("Reuters",)),
        ("By The Associated Press", None, ("The Associated Press",)),
        ("Ada Quill and AFP", None, ("AFP",)),
        ("The Associated Press", "Associated Press", ()),
        ("Reuters", "Harbour Press", ("Reuters",)),
        ("Reuterstown", None, ()),
        ("", None, ()),
    ],
)
def test_the_agency_that_a_value_names(value: str, outlet: str | None, agency: tuple[str, ...]) -> None:
    assert bylines.agency(value, outlet) == agency


# --- Outlets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Harbour Press", "Harbour Press"),
        ("Harbour Press Inc.", "Harbour Press"),
        ("Harbour Press, LLC", "Harbour Press"),
        ("Harbour Press - News of the coast", "Harbour Press"),
        ("Harbour Press - The old coast", "Harbour Press"),
        ("Harbour Press - The coast", "Harbour Press - The coast"),
        ("Hab: News of the coast", "Hab"),
        ("Ha: News of the coast", "Ha: News of the coast"),
    ],
)
def test_a_name_without_form_and_tagline(name: str, bare: str) -> None:
    assert outlets.bare(name) == bare


@pytest.mark.parametrize(
    ("name", "is_section"),
    [
        ("Town", True),
        ("Up", True),
        ("T", False),
        ("x" * 40, True),
        ("x" * 41, False),
        ("a b c d e", True),
        ("a b c d e f", False),
        ("x://y", False),
        ("2019", False),
        ("Home", False),
        ("The Bridge", False),
        ("HARBOUR press", False),
    ],
)
def test_what_may_be_a_section(name: str, is_section: bool) -> None:
    assert outlets.is_section(name, "The bridge", "Harbour Press") is is_section
    assert outlets.is_section("Town", None, None)


def test_addresses_are_no_names() -> None:
    assert outlets.is_domain("harbour.example") and outlets.is_domain(" https://www.harbour.example/ ")
    assert not outlets.is_domain("Harbour Press") and not outlets.is_domain("harbour")
    assert outlets.is_front("HOME") and not outlets.is_front("Town")
