"""A digest of a mailing list is no article: each letter in it is."""

from __future__ import annotations

import gzip
import io

import pytest

from index import formats
from index.formats.mail import list_digests
from index.model import SkippedSource, SourceDocument

TOP = (
    "From: news-request@lists.example\nTo: news@lists.example\nSubject: News Digest, Vol 12, Issue 4\n"
    "Date: Fri, 03 May 2024 12:00:02 +0200\nMessage-ID: <mailman.1@lists.example>\nMIME-Version: 1.0\n"
)
MASTHEAD = "Send News mailing list submissions to\n\tnews@lists.example\n\nToday's Topics:\n\n   1. Ferry\n   2. Mill\n"
FERRY = "The ferry between Skarn and Holm sails again from Monday – its owner said so on Thursday at the town hall."
MILL = "The mill at Ahrn was sold to the town for 20,000 crowns, its mayor said on Friday evening at the inn."
END = "End of News Digest, Vol 12, Issue 4\n***********************************\n"
BETWEEN = f"\n\n{'-' * 30}\n\n"


def letter(subject: str, text: str) -> str:
    return (
        f"Message: 1\nDate: Thu, 2 May 2024 08:10:00 +0200\nFrom: Skarn Gazette <letters@gazette.example>\n"
        f"Subject: [News] {subject}\nContent-Type: text/plain; charset=us-ascii\n\n{text}\n"
    )


def plain(*letters: str, rule: int = 70) -> bytes:
    head = f"{TOP}Content-Type: text/plain; charset=utf-8\n\n{MASTHEAD}\n\n{'-' * rule}\n\n"
    return (head + BETWEEN.join((*letters, END))).encode()


def mime(*letters: str) -> bytes:
    inside = "".join(f"--b\nContent-Type: message/rfc822\n\n{one}\n" for one in letters)
    return (
        f"{TOP}Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n\n{MASTHEAD}\n"
        f"--a\nContent-Type: multipart/digest; boundary=b\n\n{inside}--b--\n--a--\n"
    ).encode()


def read(data: bytes, name: str = "d.eml") -> list[SourceDocument | SkippedSource]:
    return list(formats.read_stream(io.BytesIO(data), name))


def found(data: bytes, name: str = "d.eml") -> list[tuple[str, str | None, str | None]]:
    return [
        (str(one.address), one.declared.headline, one.declared.outlet) if isinstance(one, SourceDocument) else
        (one.path, one.kind, one.reason)
        for one in read(data, name)
    ]  # fmt: skip


@pytest.mark.parametrize("form", [plain, mime])
def test_each_letter_is_an_article(form: object) -> None:
    assert callable(form)
    data = form(letter("Ferry", FERRY), letter("Mill", MILL))
    assert found(data) == [
        ("d.eml!letter 1.eml", "Ferry", "Skarn Gazette"),
        ("d.eml!letter 2.eml", "Mill", "Skarn Gazette"),
    ]


def test_the_text_of_a_letter_has_the_encoding_of_the_digest() -> None:
    (one,) = read(plain(letter("Ferry", FERRY)))
    assert isinstance(one, SourceDocument)
    assert one.text.strip() == FERRY


def test_a_rule_in_a_letter_parts_none() -> None:
    (one,) = read(plain(letter("Ferry", FERRY + BETWEEN + MILL)))
    assert isinstance(one, SourceDocument)
    assert FERRY in one.text and MILL in one.text


def test_a_mail_with_a_shorter_rule_is_one_article() -> None:
    least = list_digests.LEAST_TOP_RULE
    assert len(found(plain(letter("Ferry", FERRY), letter("Mill", MILL), rule=least))) == 2
    assert len(found(plain(letter("Ferry", FERRY), letter("Mill", MILL), rule=least - 1))) == 1


def test_digests_in_a_mailbox_have_its_numbers() -> None:
    box = b"From news@lists.example Fri May  3 12:00:02 2024\n" + plain(letter("Ferry", FERRY))
    assert [path for path, _, _ in found(box, "d.mbox")] == ["d.mbox#L1!letter 1.eml"]


def test_the_packed_months_of_pipermail_are_mailboxes() -> None:
    month = (
        "From letters at gazette.example  Thu May  2 08:10:00 2024\n"
        "From: letters at gazette.example (Skarn Gazette)\nDate: Thu, 2 May 2024 08:10:00 +0200\n"
        f"Subject: [News] Ferry\nMessage-ID: <1@gazette.example>\n\n{FERRY}\n"
    )
    assert found(gzip.compress(month.encode()), "2024-May.txt.gz") == [
        ("2024-May.txt.gz!2024-May.txt#L1", "Ferry", "Skarn Gazette")
    ]
