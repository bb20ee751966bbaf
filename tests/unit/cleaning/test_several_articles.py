"""A plain text in which one article follows another becomes several documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from index.archive import clean_file
from index.cleaning import articles_of, clean
from index.model import CleanedSource, DeclaredMetadata, SourceDocument

ONE = """Council closes swing bridge for repairs

By Ada Quill
12 March 2019

The harbour council voted late on Monday to close the old swing bridge for at least six months of repairs.

Engineers who inspected the bridge in March found that two of its four bearings had worn through completely.

About 3,400 cars cross the bridge each day, and the nearest other crossing lies eleven kilometres up the river.

Councillor Ines Falk said that the ferry would sail every twenty minutes until the bridge could be opened again.
"""
BODY = ONE.split("\n", 5)[5]
OTHER = """Ferry crews call a strike of two days

By Bo Lind
13 March 2019

Ferry crews will walk out for two days from Thursday in a dispute over night shifts, their union said on Wednesday.

The company called the decision reckless and said that it had offered a rise of four per cent this year.
"""


def document(text: str) -> SourceDocument:
    return SourceDocument("a.txt", None, "text/plain", text.encode(), "", "utf-8", "plain", text)


def test_each_article_is_a_document_with_its_line_and_bytes() -> None:
    one, other = articles_of(document(f"{ONE}\n{OTHER}"))
    assert (str(one.address), str(other.address)) == ("a.txt#L1", "a.txt#L14")
    assert other.data.decode() == other.text == OTHER and one.sha256 != other.sha256
    first, second = clean(one), clean(other)
    assert (first.metadata.authors, second.metadata.authors) == (("Ada Quill",), ("Bo Lind",))
    assert str(second.metadata.published) == "2019-03-13" and "Ferry" not in first.text


def test_a_text_with_one_headline_byline_and_day_is_one_document() -> None:
    for text in (ONE, f"{ONE}\n{OTHER.replace('By Bo Lind', '')}", f"{ONE}\n{OTHER.replace('13 March 2019', '')}"):
        whole = document(text)
        assert list(articles_of(whole)) == [whole]


def test_a_record_and_another_form_are_one_document() -> None:
    for whole in (replace(document(f"{ONE}\n{OTHER}"), record=4), replace(document(f"{ONE}\n{OTHER}"), form="article")):
        assert list(articles_of(whole)) == [whole]


def test_fields_at_the_top_that_the_head_does_not_show_are_hidden_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"Headline: Council closes bridge\nOutlet: The Bell\nAuthor: desk@bell.example\n\n{BODY}"
    )
    (tmp_path / "b.eml").write_text(
        f"From: desk@bell.example\nTo: all@bell.example\nSubject: Council closes bridge\n\n{BODY}"
    )
    for name, hidden in (
        ("a.txt", ["Author: desk@bell.example"]),
        ("b.eml", ["From: desk@bell.example", "To: all@bell.example"]),
    ):
        (source,) = clean_file(tmp_path / name)
        assert isinstance(source, CleanedSource)
        assert source.article.metadata.headline == "Council closes bridge"
        assert [line.text for line in source.article.hidden] == hidden


def test_the_bytes_of_another_kind_of_file_are_no_labelled_lines() -> None:
    text = f"\n\n{BODY}"
    declared = DeclaredMetadata(headline="Council closes bridge")
    file = SourceDocument("a.docx", None, "application/x", b"PK: one\nPK: two\n", "", "utf-8", "plain", text, declared)
    assert clean(file).hidden == ()
    assert [line.text for line in clean(replace(file, media_type="text/plain")).hidden] == ["PK: one", "PK: two"]
