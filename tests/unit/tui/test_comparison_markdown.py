import re
from pathlib import Path

import pytest

from index.model import Article, CleanArticle, Comparison, Conflict, Link, Metadata, PartialDate, Passage, Shared
from tui.export import citations, comparison_markdown, files
from tui.export.article_markdown import article_markdown
from tui.export.escape import plain

LEFT_TEXT = "The mill burned for two hours. Nobody was hurt."
RIGHT_TEXT = "For three hours the mill burned."


def article(id: str, text: str, about: Metadata) -> Article:
    clean = CleanArticle(about, text, ((0, len(text)),))
    return Article(id, 2, id[:4], "0" * 64, (f"{id}.txt",), clean)


LEFT = article(
    "leftleft",
    LEFT_TEXT,
    Metadata(
        "Mill *fire*", outlet="The Weir", published=PartialDate("2021-04-03T10:00"), url="https://weir.example/a b>"
    ),
)
RIGHT = article("rightright", RIGHT_TEXT, Metadata())


def comparison() -> Comparison:
    one = Passage("leftleft", 2, 0, 30, LEFT_TEXT[0:30])
    alone = Passage("leftleft", 2, 31, 47, LEFT_TEXT[31:47])
    other = Passage("rightright", 2, 0, 32, RIGHT_TEXT)
    link = Link(
        one, other, "strong", "reworded", True, 0.74, "", (Shared("mill", (4, 8), (20, 24)),),
        (Conflict("figure", "two hours", "three hours", (20, 29), (4, 15)),),
    )  # fmt: skip
    passages = {"leftleft": (one, alone), "rightright": (other,)}
    return Comparison((LEFT, RIGHT), passages, (link,), {"leftleft": (alone,)}, (("Weir", "Weyr"),))


def test_every_quotation_says_where_it_stands() -> None:
    text = comparison_markdown.comparison_markdown(comparison())
    assert "> The mill burned for two hours." in text
    assert r"— The Weir, “Mill \*fire\*”, 3 April 2021" in text
    assert "characters 0–30" in text
    assert "characters 31–47" in text
    assert "## Only in The Weir" in text
    left, right = "<!-- broadsheet leftleft v2 20-29 -->", "<!-- broadsheet rightright v2 4-15 -->"
    heading = f"### ✕ figure: **two hours** {left} (The Weir) against **three hours** {right} (rightright.txt)"
    assert heading in re.sub(" {2,}", " ", text)
    assert "- Weir = Weyr" in text


def test_what_is_unknown_is_left_out() -> None:
    assert citations.citation(RIGHT) == "“rightright.txt” [righ v2]"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("[x](javascript:1)", r"\[x\](javascript:1)"),
        ("<script>", r"\<script\>"),
        ("# not a title", r"\# not a title"),
        ("1. no list", r"1\. no list"),
        ("a ![i](u) &lt;", r"a !\[i\](u) \&lt;"),
    ],
)
def test_text_from_outside_is_no_markup(hostile: str, shown: str) -> None:
    assert plain(hostile) == shown


def test_an_address_is_a_link_only_when_it_is_of_the_web() -> None:
    assert "<https://weir.example/a%20b%3E>" in article_markdown(LEFT)
    evil = article("evilevil", "Text.", Metadata(url="javascript:alert(1)"))
    assert "<javascript" not in article_markdown(evil)


def test_a_written_file_never_replaces_another(tmp_path: Path) -> None:
    name = files.file_name("Mill / fire", "2021-04-03")
    assert name == "mill-fire-2021-04-03.md"
    first = files.write_new(tmp_path, name, "one")
    second = files.write_new(tmp_path, name, "two")
    assert (first.read_text(), second.read_text()) == ("one", "two")


def test_a_name_is_safe_whatever_the_headline_is() -> None:
    assert files.file_name("../../etc/passwd\x00") == "etc-passwd.md"
    assert files.file_name("", None) == "broadsheet.md"
