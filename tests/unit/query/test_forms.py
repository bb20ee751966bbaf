"""Every form of the table can be read, and is in the README, the help of the command and the man page."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import query_fields, query_forms
from index.query.forms import FORMS, QueryForm
from index.query.parser import parse
from index.query.syntax import Everything, Nothing
from tui.cli.query_syntax import query_note

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAN_PAGE = (ROOT / "tui" / "cli" / "shell" / "broadsheet.1").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.examples[0])
def test_each_example_is_read_as_it_is_written_and_documented(form: QueryForm) -> None:
    for example in form.examples:
        query = parse(example)
        assert query.tree not in (Everything(), Nothing()) and query.notes == ()
        assert f"`{example}`" in README and example in query_note()
    assert form.finds.replace("`", "") in query_note() and f"| {form.finds} |" in README
    assert form.help and len(form.help) <= len(form.finds)


def test_the_man_page_has_the_same_note() -> None:
    assert query_forms() is FORMS
    for line in query_note().splitlines():
        assert line.strip() in MAN_PAGE
    assert all(written in query_note() for written, _ in query_fields())
