"""Every field of the table does everything: search, has:, *, completion of its name and values, facets, README."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from index.archive import query_fields
from index.errors import QueryError
from index.model import SORT_ORDERS, Article, EarlierText, HiddenLine, HiddenReason, PartialDate, Sort
from index.query.fields import ARTICLE_FIELDS, BY_CALLED, BY_WRITTEN, FIELDS, Kind, QueryField
from index.query.parser import parse
from index.query.syntax import Words
from tests.indexing import Shelf, article

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")


def hiding(reason: HiddenReason) -> Article:
    """An article with a line that is hidden."""
    found = article("having", "Text.")
    return replace(found, content=replace(found.content, hidden=(HiddenLine(0, 0, "Grey Herons", reason),)))


HAVING: Mapping[str, Article] = {
    "title": article("having", "Text.", headline="Grey Herons"),
    "outlet": article("having", "Text.", outlet="Grey Herons"),
    "section": article("having", "Text.", section="Grey Herons"),
    "author": article("having", "Text.", author="Grey Herons"),
    "date": article("having", "Text.", published="2017-06-06"),
    "lang": article("having", "Text.", language="de"),
    "tag": article("having", "Text.", tags=("Grey Herons",)),
    "path": replace(article("having", "Text."), paths=("grey/Herons.txt",)),
    "url": article("having", "Text.", url="https://news.example/grey-herons"),
    "site": article("having", "Text.", url="https://www.grey-herons.example/news"),
    "caption": hiding(HiddenReason.CAPTION),
    "hidden": hiding(HiddenReason.NEWSLETTER),
    "earlier": replace(article("having", "Text.", version=2), earlier=(EarlierText(1, None, "Grey Herons"),)),
}
"""An article for each field that has a value in it; a new field needs one here."""

LACKING = replace(article("lacking", "Text."), paths=())
VALUES = {"date": ("2017-06", "2017"), "lang": ("de", "german"), "path": ("herons", "grey")}
"""Values that find the article of a field, the first of them completed from its beginning; of others its name."""
NAMED = ("herons", '"grey herons"')

each_field = pytest.mark.parametrize("field", ARTICLE_FIELDS, ids=lambda field: field.name)


@pytest.fixture
def shelf(field: QueryField, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "index", [HAVING[field.name], LACKING])
    yield shelf
    shelf.engine.close()


def values(field: QueryField) -> tuple[str, ...]:
    if field.kind is Kind.VALUE and field.name not in VALUES:
        return ('"grey herons"', "grey*")
    return VALUES.get(field.name, NAMED)


@each_field
def test_a_value_finds_the_articles_that_have_it(field: QueryField, shelf: Shelf) -> None:
    assert field.values(HAVING[field.name])
    assert not field.values(LACKING)
    for written in (field.name, *field.aliases, field.name.upper()):
        for value in values(field):
            assert shelf.ids(f"{written}:{value}") == ["having"], value
            assert shelf.ids(f"-{written}:{value}") == ["lacking"], value
    assert shelf.ids(f"{field.name}:zebra" if field.kind is not Kind.DATE else "date:1901") == []


@each_field
def test_star_and_has_find_the_articles_with_any_value(field: QueryField, shelf: Shelf) -> None:
    for written in (field.name, *field.aliases):
        assert shelf.ids(f"{written}:*") == shelf.ids(f"has:{written}") == ["having"]
        assert shelf.ids(f"-{written}:*") == shelf.ids(f"-has:{written}") == ["lacking"]


@each_field
def test_name_and_values_are_completed(field: QueryField, shelf: Shelf) -> None:
    assert f"{field.name}:" in shelf.index.completions(field.name[:2], shelf.load)
    offered = shelf.index.completions(f"{field.name}:", shelf.load)
    assert offered
    assert shelf.ids(offered[0]) == ["having"]
    begun = offered[0].strip().removeprefix(f"{field.name}:").strip('"')[:3]
    assert offered[0] in shelf.index.completions(f"{field.name}:{begun}", shelf.load)
    assert f"has:{field.name} " in shelf.index.completions(f"has:{field.name[:2]}", shelf.load)


@each_field
def test_a_facet_counts_the_values_and_its_values_find_them(field: QueryField, shelf: Shelf) -> None:
    facets = shelf.index.search("", shelf.load).facets
    if not field.is_facet:
        assert facets == {}
    elif field.kind is Kind.DATE:
        assert {name: [(facet.value, facet.count) for facet in found] for name, found in facets.items()} == {
            "year": [("2017", 1)],
            "month": [("2017-06", 1)],
        }
    else:
        ((name, (facet,)),) = facets.items()
        assert (name, facet.count) == (field.name, 1)
        assert shelf.ids(f'{name}:"{facet.value}"') == ["having"]


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_each_field_has_an_example_that_can_be_read_and_stands_in_help_and_readme(field: QueryField) -> None:
    parse(field.written)
    (finds,) = [finds for written, finds in query_fields() if written == field.written]
    assert finds.startswith(field.help)
    section = README[README.index("\n## Queries\n") : README.index("\n### Hidden lines\n")]
    assert f"\n| `{field.written}` | {finds} |\n" in section


def test_errors_list_the_fields() -> None:
    (note,) = parse("colour:red").notes
    assert all(f"{name}:" in note for name in FIELDS)
    with pytest.raises(QueryError) as error:
        parse("has:colour")
    assert all(field.name in error.value.hint for field in ARTICLE_FIELDS)
    for name in FIELDS:
        with pytest.raises(QueryError) as error:
            parse(f"{name}:")
        assert FIELDS[name].written in error.value.hint


def test_what_other_programs_call_a_field_is_a_hint_and_no_field() -> None:
    assert BY_CALLED and not BY_CALLED.keys() & BY_WRITTEN.keys()
    assert len(BY_CALLED) == sum(len(field.also_called) for field in FIELDS.values())
    for called, field in BY_CALLED.items():
        query = parse(f"{called}:zebra")
        assert any(field.written in note for note in query.notes)
        assert query.tree == Words((called, "zebra"))


def test_names_and_aliases_are_distinct() -> None:
    assert len(BY_WRITTEN) == sum(1 + len(field.aliases) for field in FIELDS.values())
    assert all(name == name.casefold() and name.isalpha() for name in BY_WRITTEN)


def test_each_order_of_results_is_in_the_table_and_sorts(tmp_path: Path) -> None:
    assert set(SORT_ORDERS) == set(get_args(Sort))
    assert next(iter(SORT_ORDERS)) == "relevance"
    shelf = Shelf(
        tmp_path / "index",
        [
            article("a", "ferry", published="2018-01-01", outlet="B"),
            article("b", "ferry ferry", published="2019-01-01", outlet="C"),
            article("c", "ferry ferry ferry ferry", published="2017-01-01", outlet="A"),
        ],
    )
    orders = {
        order: tuple(hit.id for hit in shelf.index.search("ferry", shelf.load, sort=order).hits)
        for order in SORT_ORDERS
    }
    assert orders.pop("relevance")
    assert orders == {
        "newest": ("b", "a", "c"),
        "oldest": ("c", "a", "b"),
        "outlet": ("c", "a", "b"),
        "length": ("c", "b", "a"),
    }


def test_the_date_of_an_article_is_its_value() -> None:
    assert FIELDS["date"].values(HAVING["date"]) == (PartialDate("2017-06-06").iso,)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("post.example", ["post", "news"]),
        ("www.post.example", ["post", "news"]),
        ("https://post.example/page?x=1", ["post", "news"]),
        ("*.post.example", ["post", "news"]),
        ("news.post.example", ["news"]),
        ("post", ["post", "news"]),
        ("page", []),
        ("st.example", []),
    ],
)
def test_a_site_is_found_with_all_below_it_and_by_nothing_else_of_an_address(
    value: str, found: list[str], tmp_path: Path
) -> None:
    urls = {
        "post": "https://www.post.example:8080/page",
        "news": "https://news.post.example/",
        "other": "https://other.example/post.example/page",
    }
    shelf = Shelf(tmp_path / "index", [article(name, "Text.", url=url) for name, url in urls.items()])
    assert sorted(shelf.ids(f"site:{value}")) == sorted(found)
    shelf.engine.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [("since:2019-03", "bc"), ("until:2019-03", "ab"), ("after:2019-03", "c"), ("before:2019-03", "a")],
)
def test_since_and_until_include_what_they_name(query: str, found: str, tmp_path: Path) -> None:
    days = {"a": "2019-02-28", "b": "2019-03-31", "c": "2019-04-01"}
    shelf = Shelf(tmp_path / "index", [article(name, "Text.", published=day) for name, day in days.items()])
    assert "".join(sorted(shelf.ids(query))) == found
    shelf.engine.close()


@pytest.mark.parametrize(
    "query", ["author:mueller", "author:müller", 'author:"Jörg Müller"', 'author:"Joerg Mueller"', "joerg müller"]
)
def test_a_name_is_found_in_either_spelling(query: str, tmp_path: Path) -> None:
    authors = {"one": "Jörg Müller", "two": "Joerg Mueller", "other": "Jorgen Mulle"}
    shelf = Shelf(tmp_path / "index", [article(name, "Text.", author=author) for name, author in authors.items()])
    assert sorted(shelf.ids(query)) == ["one", "two"]
    shelf.engine.close()
