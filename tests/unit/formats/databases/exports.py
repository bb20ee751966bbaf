"""Small exports of databases of news, made in the form that each database gives its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape

SAILS = "The ferry sails again."
LATE = "It is late, the harbour master said on Monday."


def _zip(members: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def docx(paragraphs: Sequence[str], tables: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word document with these paragraphs, ``\\n`` as a line break, below tables of one row each."""

    def made(text: str) -> str:
        runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
        return f"<w:p><w:r>{runs}</w:r></w:p>"

    rows = "".join(
        f"<w:tbl><w:tr>{''.join(f'<w:tc>{made(cell)}</w:tc>' for cell in row)}</w:tr></w:tbl>" for row in tables
    )
    body = rows + "".join(map(made, paragraphs))
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
            f'wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
        }
    )


def xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet with these rows of text."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )  # fmt: skip
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="r1" Type="{office}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}"><Relationship Id="r1"'
            f' Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF whose pages have these blocks of text, each of lines divided by ``\\n``."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]  # fmt: skip
    for number, blocks in enumerate(pages):
        shown, height = [], 800
        for block in blocks:
            for line in block.split("\n"):
                text = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
                shown.append(f"BT /F1 10 Tf 50 {height} Td ({text}) Tj ET")
                height -= 12
            height -= 18
        stream = "\n".join(shown)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    made = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def rtf(lines: Sequence[str]) -> bytes:
    """An RTF document with a paragraph for each line."""
    body = "".join(
        "\\pard " + "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line).replace("\xa0", "\\~") + "\\par\n"
        for line in lines
    )
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n" + body + "}").encode("ascii")


def numbered(number: int, total: int, text: str = SAILS, headline: str = "Ferry", **fields: str) -> str:
    """A document of LexisNexis as text; ``fields`` are put above its text."""
    above = "".join(f"{name.upper()}: {value}\n\n" for name, value in fields.items())
    return (
        f"{f'{number} of {total} DOCUMENTS':>50}\n\n\n{'The Daily Quay':>45}\n\n{'March 4, 2019 Monday':>48}\n\n"
        f"{headline}\n\n{above}LENGTH: 120 words\n\n{text}\n\nLOAD-DATE: March 5, 2019\n\nLANGUAGE: ENGLISH\n\n"
        f"{'Copyright 2019 Quay Papers Ltd':>50}\n{'All Rights Reserved':>45}\n\n"
    )


def delimited(text: Sequence[str] = (SAILS,), headline: str = "Ferry", **fields: str) -> list[str]:
    """The paragraphs of a document of Nexis Uni."""
    above = {"section": "NEWS; Pg. 4", "length": "120 words", **fields}
    return [
        "", headline, "The Daily Quay", "March 4, 2019 Monday", "", "\nCopyright 2019 Quay Papers Ltd",
        *(f"{name.capitalize()}:\xa0{value}" for name, value in above.items()),
        "Body", "", *text, "Classification", "", "Language:\xa0ENGLISH", "\nLoad-Date:\xa0March 5, 2019", "",
        "\nEnd of Document", "",
    ]  # fmt: skip


def factiva_html(text: str = SAILS, headline: str = "Ferry", language: str = "en", above: str = "") -> str:
    """An article of Factiva without codes."""
    return (
        f'<div id="article-QUAY0" class="article"><div class="article {language}Article"><p>\n<div>Business; 2</div>'
        f"<div id=\"hd\"><span class='{language}Headline'>{headline}</span></div>{above}<div>120 words</div>"
        "<div>4 March 2019</div><div>The Daily Quay</div><div>QUAY</div><div>Late edition</div><div>B4</div>"
        "<div>English</div><div>(c) 2019 Quay Papers</div></p>"
        f'<p class="articleParagraph {language}articleParagraph">{text}</p><p>Quay Papers Limited</p>'
        "<p>Document QUAY000020190304ef3400001</p></div></div>"
    )


def factiva_page(*articles: str) -> bytes:
    """A page of Factiva with these articles."""
    body = "<br/>".join(articles)
    return f"<html><head><title>Factiva</title></head><body><h1>Factiva</h1>{body}</body></html>".encode()


def factiva_lines(text: Sequence[str] = (SAILS,), headline: str = "Ferry") -> list[str]:
    """An article of Factiva as lines without codes."""
    return [
        "Business", headline, "By Ada Bell", "120 words", "4 March 2019", "The Daily Quay", "QUAY", "B4", "English",
        "(c) 2019 Quay Papers", *text, "Quay Papers Limited", "Document QUAY000020190304ef3400001", "",
    ]  # fmt: skip


def factiva_xml(text: str = SAILS, count: int = 1) -> bytes:
    """A response of Factiva's archive with one article."""
    return (
        '<?xml version="1.0"?><PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
        f'<ppsarticleResultSet count="{count}"><ppsarticle><article><accessionNo>QUAY1</accessionNo>'
        "<baseLanguage>FR</baseLanguage><byline>Ada Bell</byline>"
        "<headline><paragraph><hlt>Ferry</hlt> news</paragraph></headline>"
        f"<leadParagraph><paragraph>{text}</paragraph></leadParagraph><pages><page>7</page></pages>"
        "<publicationDate><date>2019-03-04</date></publicationDate><sourceName>The Daily Quay</sourceName>"
        f"<tailParagraphs><paragraph>{LATE}</paragraph></tailParagraphs><wordCount>120</wordCount>"
        "</article></ppsarticle></ppsarticleResultSet></ppsArticleResponse></PPSResponse>"
    ).encode()


RULE = "_" * 60


def proquest_text(*texts: str, total: int | None = None) -> bytes:
    """A report of ProQuest with a document for each text."""
    documents = "".join(
        f"\n{RULE}\n\nDocument {number} of {total or len(texts)}\n\nFerry {number}\n\nAuthor: Bell, Ada; Lunn, Teo\n\n"
        "Publication info: The Daily Quay ; Northport [Northport]. 04 Mar 2019: A.4.\n\nLinks: http://x.example/1\n\n"
        f"Full text: {text}\n\nSubject: Ferries; Storms\n\nTitle: Ferry {number}\n\n"
        "Publication title: The Daily Quay; Northport\n\nPages: A.4\n\nPublication date: Mar 4, 2019\n\n"
        "Section: News; Front\n\nLanguage of publication: English\n\nProQuest document ID: 123\n\n"
        "Document URL: https://search.proquest.example/docview/123\n\nDatabase: Quays\n"
        for number, text in enumerate(texts, 1)
    )
    return (
        f"{RULE}\n\nReport Information from ProQuest\n\n{RULE}\n\nTable of contents\n\n1. Ferry 1\n{documents}".encode()
    )


def proquest_html(*texts: str) -> bytes:
    """A page of ProQuest with a document for each text."""
    documents = "".join(
        f'<div><a name="DocID_Q_{number}"></a><p>Ferry {number}</p><p><strong>Author: </strong>Bell, Ada</p>'
        '<p><a href="https://search.proquest.example/docview/123?accountid=1">ProQuest document link</a></p>'
        f"<p><strong>Abstract: </strong></p><p>None available.</p><p><strong>Full text: </strong><text><p>{text}</p>"
        f"<p>{LATE}</p></text></p><p><strong>Subject: </strong>Ferries</p>"
        "<p><strong>Publication title: </strong>The Daily Quay</p><p><strong>Publication date: </strong>Mar 4, 2019</p>"
        "<p><strong>ProQuest document ID: </strong>123</p></div>"
        for number, text in enumerate(texts, 1)
    )
    return f"<html><body>{documents}<p>Copyright © 2019 ProQuest LLC. All rights reserved.</p></body></html>".encode()


def proquest_mail(*texts: str) -> bytes:
    """A mail of ProQuest with these documents and a picture."""
    message = EmailMessage()
    message["From"], message["Subject"] = "ProQuest <noreply@proquest.example>", "Your documents"
    message.set_content(proquest_html(*texts).decode(), subtype="html", cte="quoted-printable")
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif")
    return message.as_bytes()


def europresse(*texts: str) -> bytes:
    """A page of Europresse with an article for each text."""
    articles = "".join(
        '<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Quai, no. 12</span>'
        '</div> <span class="DocHeader">Région, lundi 4 mars 2019 120 mots, p. 7</span>'
        '<div class="titreArticle"><p class="titreArticleVisu grandTitre">Le bac</p></div>'
        f'<p class="sm-margin-bottom">Ada Bell</p></header><section><div class="DocText"><p>{text}</p></div></section>'
        "<small>© 2019 Le Quai. Tous droits réservés.</small><footer><div>Ce certificat</div></footer></article>"
        for text in texts
    )
    return f"<!DOCTYPE html><html><body>{articles}</body></html>".encode()


def integrum_html(text: str, listed: int = 1) -> bytes:
    """A report of Integrum with one document, in the encoding that it has."""
    links = "".join(f'<a href="#{number}">Паром</a><br>' for number in range(1, listed + 1))
    return (
        '<html><head><META http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body>'
        f'<h3>Report</h3>{links}<div align="left"><a name="1"></a><table><tr><td>^ИС:\n Северный причал\n<br>^РБ:\n'
        f" ПОРТ\n<br>^НР:\n 6\n<br>^ДТ:\n 04.03.2019\n<br>^АВ:\n Белл Ада, Лунн Тео\n<br>^ЗГ:\n ПАРОМ\n<br></td></tr>"
        f"</table><h3>ПАРОМ</h3><pre>{text}</pre></div></body></html>"
    ).encode("cp1251")


def integrum_sheet(*texts: str) -> bytes:
    """A workbook of Integrum with a row for each text."""
    rows = [["Северный причал", "04.03.19", "00:00", "Паром", text, "", ""] for text in texts]
    return xlsx([["Источник", "Дата", "Время", "Заголовок", "Анонс", "Оригинал", "Автор"], *rows])


def kikuzo(*texts: str) -> bytes:
    """A page of Kikuzo with a document for each text; an empty one has no text."""
    documents = "".join(
        '<table class="topic-list"><tr><th>No.</th><th>発行日</th><th>朝夕刊</th><th>面名</th><th>ページ</th>'
        f"<th>文字数</th></tr><tr><td>{number:05}</td><td><nobr>2019年</nobr><nobr>03月04日</nobr></td><td>朝刊</td><td>社会</td><td>007</td>"
        '<td>00120文字</td></tr></table><table class="topic-detail"><tr><td><span class="font002">渡し船</span></td>'
        f'</tr><tr><td><div class="detail001">{text}</div></td></tr></table>'
        for number, text in enumerate(texts, 1)
    )
    return f'<html lang="ja"><body>総件数:317件{documents}</body></html>'.encode()


def yomidasu(*texts: str) -> bytes:
    """A page of Yomidasu with a document for each text."""
    documents = "".join(
        f'<div id="heiseiDetailArea"><table class="contentsTable"><tr><th>{number}</th><th>2019.03.04</th>'
        "<th>渡し船</th><th>東京朝刊</th><th>社会</th><th>07頁</th><th>120字</th></tr></table></div>"
        f'<div id="heiseiDetailContents"><h2>紙面はこちら</h2><p class="mb10">{text}</p></div>'
        for number, text in enumerate(texts, 1)
    )
    return f'<html lang="ja"><body>{documents}</body></html>'.encode()


PDF_OF_SEVERAL = pdf(
    [
        [f"Ferry {number}", "4 March 2019", "The Daily Quay", SAILS, f"Document QUAY00002019030{number}ef3400001"]
        for number in (4, 5)
    ]
)
"""Two articles of Factiva in one PDF."""

EXAMPLES = {
    "PDF of several articles": PDF_OF_SEVERAL,
    "LexisNexis text": numbered(1, 1).encode(),
    "LexisNexis HTML": b"<html><body><p>1 of 1 DOCUMENTS</p><p>The Daily Quay</p><p>March 4, 2019</p><p>Ferry</p>"
    b"<p>LENGTH: 120 words</p><p>The ferry sails again.</p><p>LOAD-DATE: March 5, 2019</p></body></html>",
    "Nexis Word": docx(delimited()),
    "Nexis RTF": rtf(delimited()),
    "Nexis PDF": pdf([delimited()]),
    "Factiva HTML": factiva_page(factiva_html()),
    "Factiva XML": factiva_xml(),
    "Factiva RTF": rtf(factiva_lines()),
    "Factiva text": "\n".join(factiva_lines()).encode(),
    "ProQuest text": proquest_text(SAILS),
    "Factiva Word": docx(factiva_lines()),
    "EBSCO text": f"Title: Ferry\nSource: Quay, 03/04/2019, p4\nAccession Number: 1\nDatabase: N\n\n{SAILS}\n".encode(),
    "Gale text": f"Ferry\n\nFrom: Quay(Ahrn)\nBody:\n{SAILS}\n\nGale Document Number: GALE|A7370001\n".encode(),
    "NewsBank text": f"Ferry\n4 March 2019 | Quay | Page A4\n\n{SAILS}\n\nRecord: 04MAR\nCopyright: (c)\n".encode(),
    "ProQuest HTML": proquest_html(SAILS),
    "ProQuest mail": proquest_mail(SAILS),
    "Europresse HTML": europresse(SAILS),
    "Integrum HTML": integrum_html(SAILS),
    "Integrum workbook": integrum_sheet(SAILS),
    "Kikuzo and Yomidasu HTML": kikuzo(SAILS),
}
"""One for each format of the databases, each with the words ``The ferry sails again.``"""
