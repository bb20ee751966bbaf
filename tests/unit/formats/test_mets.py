"""Newspapers in METS and ALTO: articles across pages, in a folder or a container, and pages that are read once."""

from __future__ import annotations

import io
from pathlib import Path

from index import formats
from index.formats.location import Location, Members
from index.model import SkippedSource, SourceDocument


def alto(**blocks: str) -> str:
    texts = "".join(
        f'<ComposedBlock ID="C{name}"><TextBlock ID="{name}"><TextLine><String CONTENT="{text}"/></TextLine>'
        "</TextBlock></ComposedBlock>"
        for name, text in blocks.items()
    )
    space = f"<Layout><Page><PrintSpace>{texts}</PrintSpace></Page></Layout>"
    return f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#">{space}</alto>'


ISSUE = """<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3"
xmlns:xlink="http://www.w3.org/1999/xlink"><mets:dmdSec ID="P"><mets:mdWrap><mets:xmlData><mods:mods><mods:titleInfo>
<mods:title>Tarnby Post</mods:title></mods:titleInfo><mods:originInfo><mods:dateIssued>1901-05-04</mods:dateIssued>
</mods:originInfo></mods:mods></mets:xmlData></mets:mdWrap></mets:dmdSec><mets:fileSec><mets:fileGrp USE="ALTO">
<mets:file ID="A1"><mets:FLocat xlink:href="file://./alto/post-ALTO0001.xml"/></mets:file>
<mets:file ID="A2"><mets:FLocat xlink:href="alto/post-ALTO0002.xml"/></mets:file>
<mets:file ID="A9"><mets:FLocat xlink:href="../../secret.xml"/></mets:file></mets:fileGrp></mets:fileSec>
<mets:structMap TYPE="LOGICAL"><mets:div TYPE="Newspaper" DMDID="P"><mets:div TYPE="ISSUE">
<mets:div TYPE="ARTICLE" LABEL="Mill closes">
<mets:div TYPE="HEADING"><mets:fptr><mets:area FILEID="A1" BEGIN="H"/></mets:fptr></mets:div>
<mets:div TYPE="BODY"><mets:fptr><mets:seq><mets:area FILEID="A1" BEGIN="B1"/><mets:area FILEID="A2"
BEGIN="CB2"/><mets:area FILEID="A9" BEGIN="X"/></mets:seq></mets:fptr></mets:div></mets:div>
<mets:div TYPE="ADVERTISEMENT"><mets:fptr><mets:area FILEID="A1" BEGIN="AD"/></mets:fptr></mets:div>
<mets:div TYPE="ARTICLE" LABEL="Owner"><mets:fptr><mets:area FILEID="A2" BEGIN="B3"/></mets:fptr></mets:div>
</mets:div></mets:div></mets:structMap></mets:mets>"""
PAGES = {
    "alto/post-ALTO0001.xml": alto(H="MILL", AD="Soap!", B1="One."),
    "alto/post-ALTO0002.xml": alto(B2="Two.", B3="Three."),
}


def issue(folder: Path, pages: dict[str, str]) -> Path:
    (folder / "alto").mkdir(parents=True)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    found = folder / "post-METS.xml"
    found.write_text(ISSUE, encoding="utf-8")
    return found


def test_articles_are_put_together_from_the_pages_beside(tmp_path: Path) -> None:
    found = [one for one in formats.read_file(issue(tmp_path / "a", PAGES)) if isinstance(one, SourceDocument)]
    assert [(one.record, one.declared.headline, one.text) for one in found] == [
        (1, "Mill closes", "One.\n\nTwo."),
        (2, "Owner", "Three."),
    ]
    assert {(one.declared.outlet, one.declared.published) for one in found} == {("Tarnby Post", "1901-05-04")}
    assert found[0].flags == ("text of a scan",)


def test_a_page_whose_articles_are_read_is_not_read_again(tmp_path: Path) -> None:
    issue(tmp_path / "a", PAGES)
    (row,) = formats.read_file(tmp_path / "a" / "alto" / "post-ALTO0001.xml")
    assert isinstance(row, SkippedSource)
    assert (row.kind, row.reason) == ("not an article", "a page whose articles are read from post-METS.xml")
    alone = tmp_path / "page.xml"
    alone.write_text(PAGES["alto/post-ALTO0001.xml"], encoding="utf-8")
    assert [isinstance(one, SourceDocument) for one in formats.read_file(alone)] == [True]


def test_an_article_without_its_page_is_a_row_or_partial(tmp_path: Path) -> None:
    name = "alto/post-ALTO0001.xml"
    first, second = formats.read_file(issue(tmp_path / "a", {name: PAGES[name]}))
    assert isinstance(first, SourceDocument)
    assert (first.text, first.flags) == ("One.", ("text of a scan", "partial"))
    assert isinstance(second, SkippedSource)
    assert (second.kind, "alto/post-ALTO0002.xml" in second.reason) == ("failed", True)


def test_pages_are_found_in_the_container_of_a_member() -> None:
    members = {name: text.encode() for name, text in PAGES.items()}
    place = Members({name: len(data) for name, data in members.items()}, members.get)
    found = formats.read_stream(io.BytesIO(ISSUE.encode()), "post-METS.xml", location=Location(place, "post-METS.xml"))
    assert len([one for one in found if isinstance(one, SourceDocument)]) == 2
    (row,) = formats.read_stream(io.BytesIO(ISSUE.encode()), "post-METS.xml")
    assert isinstance(row, SkippedSource)
    assert row.kind == "not an article"
    assert "the structure of 3 pages" in row.reason


def test_a_structure_of_pages_alone_is_not_an_article() -> None:
    (row,) = formats.read_stream(io.BytesIO(b"<mets><structMap TYPE='PHYSICAL'><div/></structMap></mets>"), "mets.xml")
    assert isinstance(row, SkippedSource)
    assert (row.kind, row.reason) == (
        "not an article",
        "the structure of 0 pages, whose text is in the files of the pages themselves",
    )


def test_a_page_without_articles_has_the_newspaper_and_the_day_of_its_issue(tmp_path: Path) -> None:
    file = issue(tmp_path / "a", PAGES)
    logical = ISSUE.index('<mets:div TYPE="ARTICLE"'), ISSUE.index("</mets:div></mets:div></mets:structMap>")
    file.write_text(ISSUE[: logical[0]] + ISSUE[logical[1] :], encoding="utf-8")
    (page,) = formats.read_file(tmp_path / "a" / "alto" / "post-ALTO0001.xml")
    assert isinstance(page, SourceDocument)
    assert (page.declared.outlet, page.declared.published) == ("Tarnby Post", "1901-05-04")
    (tmp_path / "a" / "alto" / "other.xml").write_text(PAGES["alto/post-ALTO0001.xml"], encoding="utf-8")
    (other,) = formats.read_file(tmp_path / "a" / "alto" / "other.xml")
    assert isinstance(other, SourceDocument)
    assert other.declared.outlet is None, "the METS file does not name it"
