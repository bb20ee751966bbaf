"""Regular expressions over names: what they find, and what is refused before a name is read."""

from __future__ import annotations

import warnings

import pytest

from index.errors import QueryError, QueryTooCostly
from index.query import limits
from index.query.regular_expressions import LONGEST_VALUE, check_expression, matching

NAMES = ("Edinburgh Star", "Ed", "United", "St. Ives Echo", "Caf\u00e9 News", "Daily Herald & Tribune")


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("ed(inburgh)?", ["Edinburgh Star", "Ed"]),
        ("united|ed", ["Ed", "United"]),
        (r"st\. ives", ["St. Ives Echo"]),
        ("cafe", ["Caf\u00e9 News"]),
        ("CAF\u00c9", ["Caf\u00e9 News"]),
        ("^ed.*", ["Edinburgh Star", "Ed"]),
        ("news$", ["Caf\u00e9 News"]),
        (".*herald.*tribune", ["Daily Herald & Tribune"]),
        (r"[a-e]\w+", ["Edinburgh Star", "Ed", "St. Ives Echo", "Caf\u00e9 News", "Daily Herald & Tribune"]),
        ("in", []),
        ("(?:daily|evening) herald", ["Daily Herald & Tribune"]),
    ],
)
def test_an_expression_describes_whole_words_of_a_name(expression: str, found: list[str]) -> None:
    check_expression(expression, 1)
    assert [name for name, fits in zip(NAMES, matching(expression, NAMES), strict=True) if fits] == found


@pytest.mark.parametrize(
    "expression",
    [
        "(a+)+",
        "(a|aa)*",
        "(a?b)*",
        "((a|b)c)+",
        "(a|b){2}",
        ".*.*.*.*",
        "a?" * 17,
        "a{0,40}b{0,40}c{0,40}d{0,40}",
        "a{1,200000}",
        "(a|b)" * 17,
        "(?=a)",
        "(?<!a)b",
        "(?P<n>a)",
        "(?i)a",
        r"(a)\1",
        r"\Aa",
        "[a[b]",
        "[a--b]",
        "a" * (limits.MAX_EXPRESSION + 1),
    ],
)
def test_what_could_take_long_is_refused_with_a_way_out(expression: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(QueryTooCostly) as raised:
            check_expression(expression, 7)
    assert raised.value.hint and raised.value.column == 7


@pytest.mark.parametrize("expression", ["(a", "a)", "a)|(b", "[a", "*a", "a**", "a{3,1}", "\\"])
def test_what_is_no_expression_is_refused(expression: str) -> None:
    with pytest.raises(QueryError) as raised:
        check_expression(expression, 3)
    assert "cannot be read" in raised.value.message and raised.value.hint and raised.value.column == 3


@pytest.mark.parametrize(
    "expression", [".*.*.*", "a?" * 16, "(a|b)" * 16, "a{0,39}b{0,39}", "a" * limits.MAX_EXPRESSION]
)
def test_what_is_within_the_bounds_is_read(expression: str) -> None:
    check_expression(expression, 1)


def test_a_name_is_read_as_far_as_its_term() -> None:
    name = "a" * (LONGEST_VALUE - 1)
    assert list(matching("a+ ?b", [f"{name}b", f"{name} b"])) == [True, False]
