"""Every stated value of an export is verified wherever it is written: one that is edited is found, like a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from index.archive import Archive
from tests.copied_texts import text_of
from tui.export import quotations
from tui.export.differences_formats import differences_as
from tui.export.formats import comparison_as

LEFT = (
    "The Selle bridge, built in 2009, will close to lorries on Tuesday, said harbour master Olga Brandt.",
    "Rescuers pulled 37 people from the capsized trawler near Cape Ollen before dawn, said Olga Brandt.",
    "The council of Port Ansel approved the plan to sell the cannery for 4.2 million crowns.",
    "The fire at the market hall began at 04:10 on Monday.",
    "About 340 families left the valley after the dam at Khelmoye began to leak.",
)
EDITS = {
    "2009": "2010", "will close": "will not close", "37": "73", "4.2": "6.8", "approved": "rejected",
    "04:10": "05:45", "340": "430",
}  # fmt: skip
"""What the other outlet writes; and, in an export, what becomes of each of the two: the other one."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("edited")
    right = "\n".join(LEFT)
    for old, new in EDITS.items():
        right = right.replace(old, new)
    for outlet, sentences in (("Quay Herald", LEFT), ("Plover Post", right.split("\n"))):
        (folder / f"{outlet}.md").write_text(text_of(f"From the {outlet}", outlet, "2021-03-02", *sentences))
    with Archive.open(folder / "archive") as opened:
        list(opened.add([folder]))
        yield opened


def stands(archive: Archive, text: str) -> bool:
    return all(check.is_as_cited for check in archive.verify(quotations.read(text.encode(), "export")))


@pytest.mark.parametrize(
    "export", ["compare markdown", "compare html", "compare json", "differ markdown", "differ json"]
)
def test_an_edit_of_any_place_of_a_value_is_found(archive: Archive, export: str) -> None:
    ids = sorted(hit.id for hit in archive.search("").hits)
    command, _, format = export.partition(" ")
    if command == "compare":
        text = comparison_as(
            "markdown" if format == "markdown" else "html" if format == "html" else "json", archive.compare(ids)
        )
    else:
        text = differences_as("markdown" if format == "markdown" else "json", archive.differences(ids), None)
    assert stands(archive, text)
    edited = 0
    for one, other in EDITS.items():
        for old, new in ((one, other), (other, one)):
            written = re.escape(old) if format != "markdown" else "".join(rf"\\?{re.escape(sign)}" for sign in old)
            for found in re.finditer(rf"(?<![\w.:-]){written}(?![\w:-])", text):
                if format == "json" and len(re.findall(r'(?<!\\)"', text[: found.start()])) % 2 == 0:
                    # A number, such as an offset, and no text.
                    continue
                assert not stands(archive, text[: found.start()] + new + text[found.end() :]), (old, found.start())
                edited += 1
    assert edited >= 20
