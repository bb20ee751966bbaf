"""Text that a program on the way has broken is mended, and only such text."""

from __future__ import annotations

import pytest

from index.cleaning.cleaner import MENDED, clean
from index.model import SourceDocument
from index.text.mending import mended

WHOLE = (
    "Das Café „Möwe“ kostet 3 €",
    "L'été où Noël tombait un lundi – déjà",
    "Паром больше не ходит",
    "Το πλοίο δεν φεύγει",
    "A naïve plan, said the “owner” …",
)


@pytest.mark.parametrize("text", WHOLE)
def test_what_was_encoded_twice_is_whole_again(text: str) -> None:
    twice = text.encode("utf-8").decode("latin-1")
    assert mended(f"plain line\n{twice}\n{text}") == (f"plain line\n{text}\n{text}", True)


@pytest.mark.parametrize("text", [*WHOLE, "Ã is a letter, and so is Â", "São Paulo, À la carte", "ÃO", "plain"])
def test_what_is_whole_stays_as_it_is(text: str) -> None:
    assert mended(text) == (text, False)


def test_a_closing_mark_that_lost_its_third_byte_is_one() -> None:
    assert mended("said \u00e2\u20ac\u0153no\u00e2\u20ac to him") == ("said \u201cno\u201d to him", True)


def test_ligatures_and_unseen_hyphens_are_no_letters() -> None:
    assert mended("The of\ufb01ce of the \ufb02eet on har\u00adbour street") == (
        "The office of the fleet on harbour street",
        False,
    )
    # At the end of a line it parts a word.
    assert mended("the har\u00ad\nbour") == ("the har\u00ad\nbour", False)


def test_the_article_says_that_its_encoding_was_mended() -> None:
    for text, flags in ((WHOLE[0], ()), (WHOLE[0].encode("utf-8").decode("latin-1"), (MENDED,))):
        source = f"The quay\n\n{text} for a whole day on the quay, and nobody on the island has said why.\n"
        article = clean(SourceDocument("a.txt", None, "text/plain", b"", "", "utf-8", "plain", source))
        assert WHOLE[0] in article.text
        assert tuple(flag for flag in article.flags if flag == MENDED) == flags
