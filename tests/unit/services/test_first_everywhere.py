"""Nothing that is shown says which article was first unless times or dates of enough precision show it."""

from __future__ import annotations

import json
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from index.archive import Archive
from tests.copied_texts import OWN, WIRE
from tui.cli.main import main
from tui.export.formats import comparison_as

_CLAIM = re.compile(r"\b(?:first|earlier|later)\b(?! not known| in\b)")


def _claims(folder: Path, days: tuple[str, ...]) -> list[str]:
    """Where it is claimed that one of the articles of these days, which have one text, was first."""
    articles = folder / "articles"
    articles.mkdir()
    for number, day in enumerate(days):
        about = {"title": f"Grid fails {number}", "outlet": f"Outlet {number}", "date": day}
        (articles / f"{number}.json").write_text(json.dumps({**about, "text": f"{WIRE}\n\n{OWN}"}))
    found: list[str] = []
    with Archive.open(folder / "archive") as archive:
        list(archive.add([articles]))
        ids = [hit.id for hit in archive.search("").hits]
        for id in ids:
            found += ["gutter" for each in archive.coverage(id) if each.first]
            found += ["parallels" for each in archive.parallels(id, 0)[1] if each.first]
            found += ["reuse" for each in archive.reuse(id) if each.first]
        found += ["groups" for group in archive.reuse_groups()[0] if group.first or group.guess == "published first"]
        compared = archive.compare(ids)
        record = json.loads(comparison_as("json", compared))
        found += ["columns" for column in record["columns"] if column["first"]]
        found += ["links" for link in record["links"] if link["first"]]
        found += ["rows" for row in record["rows"] for cell in row if cell and cell["first"]]
        found += [name for name in ("text", "markdown") if _CLAIM.search(comparison_as(name, compared))]
    commands = (
        ["stories"],
        ["stories", ids[0], "--matrix"],
        ["reuse"],
        ["reuse", ids[0]],
        ["parallels", f"{ids[0]}:0"],
    )
    for command in (*commands, ["differ", *ids]):
        out = StringIO()
        with redirect_stdout(out):
            main(["--archive", str(folder / "archive"), *command])
        found += [" ".join(command)] if _CLAIM.search(out.getvalue()) else []
    return found


@pytest.mark.parametrize(
    "days",
    [
        ("2021-03-02",) * 5,
        # The 3rd has begun in Asia by then.
        ("2021-03-02T23:59:00-05:00", "2021-03-03"),
        ("2021-03-02T10:00:00", "2021-03-02", "2021-03-02"),
        ("2021-03", "2021-03-02"),
        ("2021-03-02", ""),
        ("2021-03-02T10:00:00", "2021-03-02T12:00:00+01:00"),
    ],
)
def test_none_is_first_where_dates_do_not_show_it(tmp_path: Path, days: tuple[str, ...]) -> None:
    assert _claims(tmp_path, days) == []


@pytest.mark.parametrize(
    "days",
    [
        ("2021-03-02", "2021-03-03"),
        ("2021-03-02T23:59:00-05:00", "2021-03-03T05:00:00+00:00"),
        ("2021-03-02T10:00:00", "2021-03-02T10:01:00"),
    ],
)
def test_the_first_is_named_everywhere_where_they_do(tmp_path: Path, days: tuple[str, ...]) -> None:
    assert {"gutter", "parallels", "reuse", "groups", "columns", "links", "text", "markdown"} <= {
        *_claims(tmp_path, days)
    }
