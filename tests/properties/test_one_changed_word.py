"""Equal words are verbatim and one other word is not, whatever shows it: over archives of invented accounts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.comparison.passages import passages
from index.comparison.same_words import letters_of
from index.model import Article, ChangedWords, LinkKind
from tests.copied_texts import text_of
from tests.properties.accounts import ACCOUNTS
from tui.cli.main import main
from tui.export.formats import FORMATS, comparison_as
from tui.rendering import words
from tui.rendering.article.gutter import Gutter
from tui.rendering.comparison.arrangement import arrange
from tui.rendering.comparison.captions import head_of
from tui.rendering.comparison.cursor import Cursor
from tui.rendering.comparison.page import ComparisonPage
from tui.rendering.comparison.rows import names_of

_VERBATIM = words.LINKS["verbatim"]
_SURFACES = ("comparison", "gutter", "matrix", "parallels", "versions", "lead")
Verdict = tuple[LinkKind, tuple[ChangedWords, ...]]


@dataclass
class Shown:
    """What an archive with two accounts of one event shows of each sentence of the first."""

    verdicts: list[dict[str, Verdict]] = field(default_factory=list)
    """By the sentence, by what shows it; a story quotes only some sentences as its leads."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """The shared runs of words of the second account, as copied text."""
    drawn: dict[str, str] = field(default_factory=dict)
    """What is printed or drawn, without legends."""
    ids: tuple[str, str] = ("", "")
    texts: tuple[str, str] = ("", "")


def shown(left: Sequence[str], right: Sequence[str], others: Mapping[str, Sequence[str]] = {}) -> Shown:
    """Import both accounts, each sentence a paragraph, and ask the archive in every way."""
    with TemporaryDirectory() as at:
        folder = Path(at)
        accounts = {"Quay Herald": left, "Plover Post": right, **others}
        (folder / "articles").mkdir()
        for outlet, sentences in accounts.items():
            text = text_of(f"From the {outlet}", outlet, "2021-03-02", *sentences)
            (folder / "articles" / f"{outlet}.md").write_text(text, encoding="utf-8")
        with Archive.open(folder / "archive") as archive:
            list(archive.add([folder / "articles"]))
            ids = {hit.outlet: hit.id for hit in archive.search("").hits}
            one, other = (archive.article(ids[outlet]) for outlet in ("Quay Herald", "Plover Post"))
            found = _asked(archive, one, other)
        found.drawn |= _printed(folder / "archive", one, other)
        return found


def _asked(archive: Archive, one: Article, other: Article) -> Shown:
    found = Shown(ids=(one.id, other.id), texts=(one.text, other.text))
    mine, theirs = passages(one), passages(other)
    assert len(mine) == len(theirs)
    compared = archive.compare([one.id, other.id])
    covered = {each.passage: each for each in archive.coverage(one.id)}
    back = {each.passage: each for each in archive.coverage(other.id)}
    table = archive.matrix(one.id).rows
    cells = {cell.passage: cell for row in table for cell in row.cells if cell is not None}
    rows = {passage: row for row in table for passage in (cell.passage for cell in row.cells if cell is not None)}
    changes = archive.changes(one.id, other.id)
    leads = [lead for story in archive.stories() for lead in (story.lead or ())]
    for left, right in zip(mine, theirs, strict=True):
        said: dict[str, Verdict] = {}
        for link in compared.links:
            if (link.left, link.right) == (left, right):
                said["comparison"] = link.kind, link.differs
        (report,) = [each for each in covered[left].reports if each.outlet == other.outlet]
        said["gutter"] = report.kind, report.differs
        (turned,) = [each for each in back[right].reports if each.outlet == one.outlet]
        assert (turned.kind, _turned(turned.differs)) == said["gutter"]
        row = rows[left]
        assert row is rows[right], "on one row"
        if row.passage == right:
            said["matrix"] = cells[left].kind, _turned(cells[left].differs)
        else:
            said["matrix"] = cells[right].kind, cells[right].differs
        _, parallels = archive.parallels(one.id, left.start)
        for parallel in parallels:
            if parallel.passage == right:
                said["parallels"] = parallel.kind, parallel.differs
        for link in changes.links:
            if (link.left.start, link.right.start) == (left.start, right.start):
                said["versions"] = link.kind, link.differs
        for lead in leads:
            if lead.passage in (left, right):
                outlet = other.outlet if lead.passage == left else one.outlet
                if outlet in lead.outlets:
                    said["lead"] = "verbatim", ()
                for each in lead.others:
                    if each.outlet == outlet:
                        said["lead"] = each.kind, each.differs if lead.passage == left else _turned(each.differs)
        found.verdicts.append(said)
    (reuse,) = [each for each in archive.reuse(other.id) if each.other == one.id]
    found.spans = [mine for mine, _ in reuse.spans]
    found.drawn["shares"] = f"{reuse.share} {reuse.other_share}"
    found.drawn |= {format: comparison_as(format, compared) for format in FORMATS}
    gutter = Gutter(tuple(covered.values()))
    signs = [gutter.sign((each.passage.start, each.passage.end), None) for each in covered.values()]
    found.drawn["gutter"] = "\n".join(sign.text for sign in signs if sign)
    names = names_of([one, other])
    laid = arrange(compared, [one.id, other.id])
    for width in (80, 120, 200):
        page = ComparisonPage.set(laid, [head_of(each) for each in (one, other)], names, width)
        lines = ("".join(piece.text for piece in page.line(n, Cursor(0, 0, None))) for n in range(page.height))
        found.drawn[f"screen {width}"] = "\n".join(lines)
    return found


def _turned(differs: Sequence[ChangedWords]) -> tuple[ChangedWords, ...]:
    return tuple(each.swapped for each in differs)


def _printed(archive: Path, one: Article, other: Article) -> dict[str, str]:
    """What commands print, by their names; without the legend at the end of a matrix."""
    asked = {
        "compare": ["compare", one.id, other.id],
        "stories": ["stories"],
        "matrix": ["stories", one.id, "--matrix"],
        "reuse": ["reuse", one.id],
        "reuse of two": ["reuse", one.id, other.id],
        "differ": ["differ", one.id, other.id],
        **{f"parallels {n}": ["parallels", f"{one.id}:{each.start}"] for n, each in enumerate(passages(one))},
    }
    found = {}
    for name, command in asked.items():
        for json_too in (False, True):
            out = StringIO()
            with redirect_stdout(out):
                main(["--archive", str(archive), *command, *(["--json"] if json_too else [])])
            text = out.getvalue()
            found[f"{name} --json" if json_too else name] = text.rpartition("\n\n")[0] if name == "matrix" else text
    return found


LANGUAGES = sorted(ACCOUNTS)


@st.composite
def changed_accounts(draw: st.DrawFn) -> tuple[str, list[int | None]]:
    """A language, and by sentence the number of the change that it gets; None for the same words."""
    language = draw(st.sampled_from(LANGUAGES))
    return language, [draw(st.none() | st.integers(0, len(sentence.changes) - 1)) for sentence in ACCOUNTS[language]]


@settings(max_examples=8)
@given(changed_accounts())
def test_verbatim_is_equal_words_everywhere_and_one_verdict_is_named_everywhere(
    account: tuple[str, list[int | None]],
) -> None:
    language, numbers = account
    sentences = ACCOUNTS[language]
    left = [sentence.text for sentence in sentences]
    right = [s.text if n is None else s.changed(n) for s, n in zip(sentences, numbers, strict=True)]
    found = shown(left, right)
    for sentence, number, said in zip(sentences, numbers, found.verdicts, strict=True):
        assert set(_SURFACES[:-1]) <= set(said)
        assert len(set(said.values())) == 1, (sentence, number, said)
        kind, differs = said["comparison"]
        assert kind == ("verbatim" if number is None else "reworded")
        assert bool(differs) == (number is not None and _is_named(language, sentence.changes[number][0]))
        for each in differs:
            assert number is not None
            assert each.left in sentence.text and each.right in sentence.changed(number)
            assert each.kind == sentence.changes[number][0] or sentence.changes[number][0] == "figure"
    _drawn_truly(found, sum(number is None for number in numbers))
    if any(number is not None for number in numbers):
        assert "100%" not in found.drawn["reuse"]


_NAMED = {"en": "figure day name negation antonym", "zh": "figure", "ja": "figure", "ar": "figure"}
"""The changes that vocabularies know, by language; in all other languages of the accounts those of English."""


def _is_named(language: str, what: str) -> bool:
    return what in _NAMED.get(language, _NAMED["en"]).split()


TYPESET: Sequence[Callable[[str], str]] = (
    lambda text: " ".join(word.upper() if n % 3 else word for n, word in enumerate(text.split(" "))),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: f"\u201c{text}\u201d",
    lambda text: text if text.endswith("。") else f"\u00ab {text} \u00bb",
    lambda text: text.replace(" ", "  ", 3),
    lambda text: text.replace("er", "e\u00adr").replace("ер", "е\u00adр"),
    lambda text: text.replace(", ", " \u2014 "),
    lambda text: text.replace("\u2019", "'"),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("ا", "ا\u0640", 1),
)
"""Changes of case, typography, hyphenation and white space."""


@settings(max_examples=8)
@given(st.sampled_from(LANGUAGES), st.lists(st.sampled_from(TYPESET), min_size=1, max_size=3))
def test_case_typography_hyphenation_and_white_space_leave_words_equal_everywhere(
    language: str, set_by: Sequence[Callable[[str], str]]
) -> None:
    left = [sentence.text for sentence in ACCOUNTS[language]]
    right = left
    for change in set_by:
        right = [change(text) for text in right]
    found = shown(left, right)
    for said in found.verdicts:
        assert set(said.values()) == {("verbatim", ())}, said
    _drawn_truly(found, len(left))
    for name in ("text", "markdown", "html", "gutter", "matrix", *(f"screen {width}" for width in (80, 120, 200))):
        assert not {"\u2248", "\u2260", "\u2715"} & set(found.drawn[name]), name


@settings(max_examples=6)
@given(changed_accounts())
def test_no_copied_run_of_words_has_a_changed_word(account: tuple[str, list[int | None]]) -> None:
    language, numbers = account
    sentences = ACCOUNTS[language]
    right = [s.text if n is None else s.changed(n) for s, n in zip(sentences, numbers, strict=True)]
    found = shown([sentence.text for sentence in sentences], right)
    whole = letters_of(found.texts[0])
    for start, end in found.spans:
        assert letters_of(found.texts[1][start:end]) in whole


def _drawn_truly(found: Shown, same: int) -> None:
    """Everything that is drawn has the sign and the word for as many sentences as have the same words."""
    for name, text in found.drawn.items():
        if not same:
            assert _VERBATIM.sign not in text, name
            if name != "matrix --json":
                # There the passage of a row has its own words.
                assert '"kind":"verbatim"' not in text.replace(": ", ":"), name
            assert "word for word" not in text, name
    for width in (80, 120, 200):
        assert found.drawn[f"screen {width}"].count(_VERBATIM.sign) >= same
    assert found.drawn["gutter"].count(_VERBATIM.sign) == same
    record = json.loads(found.drawn["json"])
    assert record["counts"].get("verbatim") == same
    assert sum(link["kind"] == "verbatim" for link in record["links"]) == same
