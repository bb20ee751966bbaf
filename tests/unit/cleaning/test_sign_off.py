"""The byline and the day below a text."""

from __future__ import annotations

import pytest

from index.cleaning.plain_text.cleaner import clean_text
from index.model import CleanArticle, DeclaredMetadata

HEADLINE = "Harbour bridge closed after cracks found"
BODY = (
    "The council voted on Tuesday to close the old bridge after inspectors found cracks in two of its four pillars.",
    "About 11,000 vehicles a day use the bridge, and bus operators warned that journeys could take longer.",
    "Engineers will decide in nine weeks whether the crossing, which opened in 1904, can be saved, the mayor said.",
    "A temporary ferry will run every twenty minutes from six in the morning until midnight, the port authority said.",
)


def signed(*lines: str) -> CleanArticle:
    return clean_text("\n\n".join((HEADLINE, *BODY, *lines)), DeclaredMetadata())


@pytest.mark.parametrize("line", ["ADA QUILL", "– Ada Quill", "By Ada Quill", "Von Ada Quill"])
def test_a_name_directly_below_the_last_paragraph_is_the_author(line: str) -> None:
    article = signed(line)
    assert article.metadata.authors == ("Ada Quill",)
    assert article.text == "\n\n".join(BODY) and not article.hidden


def test_the_day_below_the_name_is_that_of_the_article() -> None:
    assert str(signed("ADA QUILL", "(Courier, 12.3.2019)").metadata.published) == "2019-03-12"


def test_a_day_without_a_name_is_not_taken() -> None:
    assert signed("(Courier, 12.3.2019)").metadata.published is None


def test_a_name_in_small_letters_or_among_others_signs_nothing() -> None:
    assert signed("Ada Quill").metadata.authors == ()
    assert (
        clean_text(
            "\n\n".join((HEADLINE, *BODY, "BO LIND", *BODY[:1], "ADA QUILL")), DeclaredMetadata()
        ).metadata.authors
        == ()
    )


def test_a_name_three_lines_from_the_end_signs_nothing() -> None:
    assert signed("ADA QUILL", "12 March 2019").metadata.authors == ("Ada Quill",)
    assert signed("ADA QUILL", "12 March 2019", "More of this on Sunday").metadata.authors == ()
