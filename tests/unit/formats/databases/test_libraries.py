"""Text of Gale, NewsBank and EBSCO: which lines are the head, which the body, and where the next article begins."""

from __future__ import annotations

import pytest

from index.formats.databases.libraries.labelled_text import outlet_name
from index.model import DeclaredMetadata
from tests.unit.formats.databases.exports import LATE, SAILS
from tests.unit.formats.databases.reading import paragraphs, read, read_all

GALE_OLDER = f"""Ferry

Author(s): Ada Bell
Source: The Daily Quay (Ahrn, Norway). (Mar. 4, 2019): News: pA4.
Document Type: Article
Copyright: COPYRIGHT 2019 Quay AS
http://quay.example/
Full Text: {SAILS}

{LATE}

Bell, Ada

Source Citation   (MLA 8th Edition)
Bell, Ada. "Ferry." Daily Quay, 4 Mar. 2019, p. A4. Gale OneFile: News, link.gale.example/1. Accessed 3 May 2020.
Gale Document Number: GALE|A7370001
"""
GALE_NEWER = f"""Ferry

Date: Mar. 4, 2019
From: The Daily Quay(Ahrn, Norway)
Publisher: Quay AS
Document Type: Article
Length: 99 words
Content Level: (Level 3)

Body:
Byline: ADA BELL

{SAILS}

{LATE}

Copyright: COPYRIGHT 2019 Quay AS
http://quay.example/

Source Citation   (MLA 9th Edition)
Bell, Ada. "Ferry." Daily Quay [Ahrn, Norway], 4 Mar. 2019, p. A4. Gale OneFile: News. Accessed 3 May 2020.
Gale Document Number: GALE|A7370001
"""
NEWSBANK_BARS = f"""Ferry
March 4, 2019 | Daily Quay, The (Norway) | Ada Bell | Page A4

{SAILS}

{LATE}

Record: 04MAR2019QUAY_A4
Copyright: Copyright (c) 2019 Quay AS. All Rights Reserved.
"""
NEWSBANK_DASH = f"""Ferry

The Daily Quay (Norway) - Monday, March 4, 2019
Author: Ada Bell
Edition: Final
Page: A4
Readability: 7-8 grade level (Lexile: 1110)

{SAILS}

{LATE}

Record: 2019030400
Copyright: Copyright (c) 2019 Quay AS
"""
NEWSBANK_FIELDS = f"""Paper: Daily Quay, The (Norway)
Title: Ferry
Date: March 4, 2019
Page: A4
Author: Ada Bell

{SAILS}

{LATE}

Copyright (c) 2019 Quay AS
Record Number: 0EB4711
"""
NEWSBANK_OUTLET_FIRST = f"""Daily Quay, The (Norway)
March 4, 2019
Section: News
Page: A4

Ferry
Ada Bell, Staff Writer

{SAILS}

{LATE}

Copyright (c) 2019 Quay AS
Record Number: 0EB4711
"""
EBSCO = f"""Title:\tFerry.
Authors:\tBELL, ADA
Source:\tDaily Quay, The (Ahrn), 03/04/2019, pA4, 1p
Document Type:\tArticle
Abstract:\tA ferry.
Full Text Word Count:\t99
Accession Number:\t2W1
Database:\tNewspaper Source Plus

HTML Full Text

{SAILS}

{LATE}

~~~~~~~~
By ADA BELL

Copyright of The Daily Quay is the property of Quay AS.
"""
EBSCO_PRINTED = f"""Title:
Ferry
Authors:
Bell, Ada
Source:
Daily Quay, The. 03/04/2019, pA4.
Persistent link to this record (Permalink): https://quay.example/login?AN=2W1
Database:
Newspaper Source

Section: News
Ferry

{SAILS}

{LATE}
"""
ALL = [GALE_OLDER, GALE_NEWER, NEWSBANK_BARS, NEWSBANK_DASH, NEWSBANK_FIELDS, NEWSBANK_OUTLET_FIRST]


@pytest.mark.parametrize("text", ALL)
@pytest.mark.parametrize("count", [1, 3])
def test_each_article_has_its_head_and_its_body_alone(text: str, count: int) -> None:
    found = read("\n\n".join([text] * count).encode(), "a.txt")
    assert len(found) == count
    for one in found:
        declared = one.declared
        assert (declared.headline, declared.outlet) == ("Ferry", "The Daily Quay")
        assert [name.title() for name in declared.authors] == ["Ada Bell"]
        assert "2019" in (declared.published or "")
        assert (declared.published or "").startswith("Mar")
        assert paragraphs(one) == [SAILS, LATE]
        assert one.form == "record"


@pytest.mark.parametrize("text", [EBSCO, EBSCO_PRINTED])
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("numbered", [True, False])
def test_records_of_ebsco_are_parted(text: str, count: int, numbered: bool) -> None:
    found = read("\n".join(f"Record: {n}\n{text}" if numbered else text for n in range(1, count + 1)).encode(), "a.txt")
    assert len(found) == count
    for one in found:
        declared = one.declared
        assert (declared.headline, declared.outlet, declared.published) == ("Ferry", "The Daily Quay", "2019-03-04")
        assert [name.title() for name in declared.authors] == ["Ada Bell"]
        assert paragraphs(one) == [SAILS, LATE]
        assert one.flags == ("page A4",)
        assert text.strip() in one.data.decode()


def test_a_record_of_ebsco_with_an_abstract_alone_is_a_list() -> None:
    documents, rows = read_all((EBSCO.partition("HTML")[0]).encode(), "a.txt")
    assert (documents, [row.kind for row in rows]) == ([], ["list"])


def test_the_copyright_of_gale_is_below_the_body() -> None:
    text = GALE_OLDER.replace("Source Citation", "Full Text: COPYRIGHT 2019 Quay AS\nSource Citation")
    assert paragraphs(read(text.encode(), "a.txt")[0]) == [SAILS, LATE]


def test_pages_and_lengths_are_remarks() -> None:
    assert read(GALE_NEWER.encode(), "a.txt")[0].flags == ("99 words",)
    assert all(
        "page A4" in read(text.encode(), "a.txt")[0].flags for text in (GALE_OLDER, NEWSBANK_BARS, NEWSBANK_DASH)
    )


def test_a_date_that_only_the_citation_has_is_the_date() -> None:
    text = GALE_NEWER.replace("Date: Mar. 4, 2019\n", "")
    assert (read(text.encode(), "a.txt")[0].declared.published or "").startswith("4 Mar. 2019")


def test_a_role_behind_a_name_does_not_turn_it() -> None:
    text = NEWSBANK_DASH.replace("Author: Ada Bell", "Author: Ada Bell, Staff writer")
    assert read(text.encode(), "a.txt")[0].declared.authors == ("Ada Bell, Staff writer",)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Daily Quay, The (Norway)", "The Daily Quay"),
        ("Quay (Ahrn, Norway).", "Quay"),
        ("Monde, Le", "Le Monde"),
        ("Ahrn, Berg and Quay", "Ahrn, Berg and Quay"),
    ],
)
def test_a_newspaper_has_no_place_and_its_article_first(written: str, name: str) -> None:
    assert outlet_name(written) == name


@pytest.mark.parametrize(
    "text", [f"Record: 12\n\n{SAILS}\n", f"{SAILS}\n\nSource: The Daily Quay\n", f"Page: A4\n\n{SAILS}"]
)
def test_other_text_is_not_taken_for_an_export(text: str) -> None:
    for one in read((text + f"\n{LATE} " * 5).encode(), "a.txt"):
        assert one.form != "record"
        assert one.declared == DeclaredMetadata()
