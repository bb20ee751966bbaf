"""The table of reasons for hiding a line: each comes about, is shown to the reader, and is in the README."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive import Archive
from index.cleaning import clean
from index.model import CleanArticle, DeclaredMetadata, Form, HiddenReason, SourceDocument
from tui.cli.article_output import content_record, hidden_note

README = Path(__file__).parents[3] / "README.md"
PARAGRAPHS = (
    "The harbour council voted late on Monday to close the old swing bridge for at least six months of repairs.",
    "Engineers who inspected the bridge in March found that two of its four bearings had worn through completely.",
    "About 3,400 cars cross the bridge each day, and the nearest other crossing lies eleven kilometres up the river.",
    "Councillor Ines Falk said that the ferry would sail every twenty minutes until the bridge could be opened again.",
)
HEADLINE = "Council closes swing bridge for repairs"


def cleaned(text: str, form: Form = "plain", evidence: Evidence | None = None) -> CleanArticle:
    document = SourceDocument("a", None, "text/plain", b"", "", "utf-8", form, text, DeclaredMetadata(outlet="Bell"))
    return clean(document, evidence)


def below(*lines: str) -> CleanArticle:
    """An article with ``lines`` below its text."""
    return cleaned("\n\n".join((HEADLINE, *PARAGRAPHS, *lines)))


def page(aside: str) -> CleanArticle:
    """A page with ``aside`` between its paragraphs."""
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = f"<article><h1>{HEADLINE}</h1>{first}{aside}{''.join(rest)}</article>"
    return cleaned(f"<html><body>{article}</body></html>", "html")


class Evidence:
    """What an archive knows of an outlet that has one line in all its articles."""

    def is_boilerplate(self, outlet: str, line: str) -> bool:
        return line == RECURRING

    def is_usual(self, outlet: str, trait: str, instead: str) -> bool:
        return False


RECURRING = "Write to the harbour desk with what you saw today."
WITH_RECURRING = "\n\n".join((HEADLINE, *PARAGRAPHS[:2], RECURRING, *PARAGRAPHS[2:]))
OTHER = ("Ferry timetable changes again", "By Ada Quill", "12 May 2021", *PARAGRAPHS[2:], *PARAGRAPHS[:2])
CASES: dict[HiddenReason, Callable[[], CleanArticle]] = {
    HiddenReason.NEWSLETTER: lambda: below("Sign up for our daily newsletter"),
    HiddenReason.ADVERTISEMENT: lambda: below("Advertisement"),
    HiddenReason.RELATED_STORY: lambda: below("Read more: The ferry that nobody wanted"),
    HiddenReason.NOT_RECOGNISED: lambda: below("Share on Facebook", "Harbour Bell Media House Services"),
    HiddenReason.SITE_CHROME: lambda: below("Skip to content"),
    HiddenReason.COPYRIGHT: lambda: below("© 2021 Harbour Bell. All rights reserved."),
    HiddenReason.SHARING: lambda: below("Share on Facebook"),
    HiddenReason.COMMENT: lambda: below("12 comments"),
    HiddenReason.CAPTION: lambda: page(
        "<figure><img src='a.jpg'><figcaption>The bridge on Monday</figcaption></figure>"
    ),
    HiddenReason.READING_TIME: lambda: below("4 min read"),
    HiddenReason.AGENCY_CREDIT: lambda: below("Reporting by Ada Quill; editing by Bo Lind"),
    HiddenReason.ABOUT_THE_AUTHOR: lambda: page("<div class='author-bio'>Ada Quill writes about bridges for us.</div>"),
    HiddenReason.REPEATED_HEADLINE: lambda: cleaned("\n\n".join((HEADLINE, HEADLINE, *PARAGRAPHS))),
    HiddenReason.REPEATED_LINE: lambda: below(PARAGRAPHS[0]),
    HiddenReason.MARK: lambda: cleaned("\n\nBell content\n\n".join((*PARAGRAPHS, *OTHER[-2:]))),
    HiddenReason.TIMESTAMP: lambda: below("12 May 2021, 10:53"),
    HiddenReason.SEPARATOR: lambda: below("* * *"),
    HiddenReason.BYLINE_OF_ANOTHER_STORY: lambda: cleaned(
        "\n\n".join((HEADLINE, "By Bo Lind", *PARAGRAPHS, "By Ada Quill"))
    ),
    HiddenReason.BYLINE: lambda: cleaned(
        f"<article><h1>{HEADLINE}</h1><p>By Ada Quill</p><p>{'</p><p>'.join(PARAGRAPHS)}</p></article>", "html"
    ),
    HiddenReason.ANOTHER_ARTICLE: lambda: below(*OTHER),
    HiddenReason.RECORD_FIELD: lambda: record("1 of 2 DOCUMENTS", "LENGTH: 120 words"),
    HiddenReason.NOTHING_TO_READ: lambda: below("\u200b\u200b"),
    HiddenReason.RECURS: lambda: cleaned(WITH_RECURRING, evidence=Evidence()),
}


def record(*fields: str) -> CleanArticle:
    """The article of a record of a database, with fields above its body."""
    data = "\n\n".join((*fields, *PARAGRAPHS)).encode()
    text = "\n\n".join(PARAGRAPHS)
    return clean(SourceDocument("a", 1, "", data, "", "utf-8", "record", text))


def hidden_by_you(folder: Path) -> CleanArticle:
    (folder / "a.txt").write_text("\n\n".join((HEADLINE, *PARAGRAPHS)))
    with Archive.open(folder / "archive") as archive:
        for _ in archive.add([folder / "a.txt"]):
            pass
        (hit,) = archive.search("bridge").hits
        return archive.hide(hit.id, 0).content


@pytest.mark.parametrize("reason", HiddenReason)
def test_each_reason_comes_about_and_is_shown(reason: HiddenReason, tmp_path: Path) -> None:
    article = hidden_by_you(tmp_path) if reason is HiddenReason.HIDDEN_BY_YOU else CASES[reason]()
    (line, *_) = (line for line in article.hidden if line.reason == reason)
    assert line.is_aside is reason.is_aside
    record = content_record(article, "a")["hidden"]
    assert isinstance(record, list)
    assert {"reason": reason.value, "aside": reason.is_aside}.items() <= record[article.hidden.index(line)].items()
    assert reason.is_aside or any(noun in hidden_note(article) for noun in reason.nouns)


@pytest.mark.parametrize("reason", HiddenReason)
def test_each_reason_is_found_by_its_words_and_has_a_meaning(reason: HiddenReason) -> None:
    assert HiddenReason.named(reason.value) is reason
    assert str(reason) == reason.value == reason.value.lower()
    assert reason.meaning and not reason.meaning.endswith(".")
    one, many = reason.nouns
    assert one != many and sum(one in other.nouns or many in other.nouns for other in HiddenReason) == 1


def test_the_readme_lists_every_reason_with_its_meaning() -> None:
    section = README.read_text(encoding="utf-8").partition("### Hidden lines")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([a-z ]+) \| (.+) \|$", section, re.MULTILINE)
    assert rows[1:] == [(reason.value, reason.meaning) for reason in HiddenReason]
