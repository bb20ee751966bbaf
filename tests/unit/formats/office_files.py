"""Small files of word processors, spreadsheets and print, made in code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
                       ("meta", "meta"), ("draw", "drawing"))
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def packed(parts: dict[str, str | bytes], stored: str | None = None) -> bytes:
    """A ZIP file of parts; ``stored`` is written first, without compression."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: name != stored):
            data = parts[name]
            archive.writestr(name, data, zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def docx_paragraph(text: str, style: str = "", before: str = "") -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{before}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx(body: str, *, title: str = "", author: str = "", created: str = "", styles: str = "") -> bytes:
    core = f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dcterms:created>{created}</dcterms:created>"
    return packed({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "docProps/core.xml": f"<cp:coreProperties {_CORE}>{core}</cp:coreProperties>",
    }, "[Content_Types].xml")  # fmt: skip


def odt_content(body: str, styles: str = "") -> str:
    return (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(body: str, *, styles: str = "", meta: str = "", manifest: str = "<m/>") -> bytes:
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": odt_content(body, styles),
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": manifest,
    }, "mimetype")  # fmt: skip


def fodt(body: str, meta: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_ODF} '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:meta>{meta}</office:meta>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def page_of(text: str, head: str = "", body: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{head}</head><body{body}>{text}</body></html>'
    )


def epub(
    pages: dict[str, str],
    contents: Sequence[tuple[str, str]] = (),
    *,
    metadata: str = "<dc:title>Saved pages</dc:title>",
    guide: str = "",
    extra: dict[str, str | bytes] | None = None,
) -> bytes:
    """A book of pages by their names, with an NCX of ``contents``: pairs of label and page."""
    items = "".join(
        f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    points = "".join(
        f"<navPoint><navLabel><text>{label}</text></navLabel><content src='{name}'/></navPoint>"
        for label, name in contents
    )
    return packed({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="E/book.opf"/></rootfiles></container>',
        "E/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata><manifest>{items}'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        f"<spine>{spine}</spine><guide>{guide}</guide></package>",
        "E/toc.ncx": f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>',
        **{f"E/{name}": page for name, page in pages.items()},
        **(extra or {}),
    }, "mimetype")  # fmt: skip


def xlsx(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with texts and numbers; a number in a tuple is a date as Excel counts days."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
    }
    names = list(sheets)
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(names, 1))
    parts["xl/workbook.xml"] = f'<workbook {main} xmlns:r="{related}"><sheets>{listed}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{related}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        + f'<Relationship Id="st" Type="{related}/styles" Target="styles.xml"/></Relationships>'
    )
    parts["xl/styles.xml"] = f'<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    for number, rows in enumerate(sheets.values(), 1):
        lines = []
        for row, cells in enumerate(rows, 1):
            line = "".join(_cell(f"{chr(64 + column)}{row}", value) for column, value in enumerate(cells, 1))
            lines.append(f'<row r="{row}">{line}</row>')
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f"<worksheet {main}><sheetData>{''.join(lines)}</sheetData></worksheet>"
        )
    return packed(parts, "[Content_Types].xml")


def _cell(place: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f'<c r="{place}" s="1"><v>{value[0]}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]], *, info: str = "", more: Sequence[str] = ()
) -> bytes:
    """Pages of 600 x 800 points; a line is its left, its bottom, its size and its text in Latin-1."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        escaped = [
            (*place, text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")) for *place, text in lines
        ]
        drawn = "".join(f"BT /F1 {size} Tf {left} {bottom} Td ({text}) Tj ET\n" for left, bottom, size, text in escaped)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects.append(f"<< {info} >>")
    described = len(objects)
    objects += more
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    encrypted = f"/Encrypt {len(objects)} 0 R /ID [<00> <00>]" if more else ""
    trailer = f"<< /Size {count} /Root 1 0 R /Info {described} 0 R {encrypted} >>"
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(made)}\n%%EOF\n"
    return made + end.encode()


def column(left: float, top: float, lines: Sequence[str], size: float = 10) -> list[tuple[float, float, float, str]]:
    """Lines below each other."""
    return [(left, top - number * size * 1.2, size, text) for number, text in enumerate(lines)]


def parquet(rows: Sequence[dict[str, object]], kind: str = "parquet") -> bytes:
    """A table as Parquet, Feather or an Arrow stream."""
    import pyarrow
    from pyarrow import feather
    from pyarrow import parquet as parquet_files

    table = pyarrow.Table.from_pylist(list(rows))
    file = io.BytesIO()
    if kind == "parquet":
        parquet_files.write_table(table, file)
    elif kind == "feather":
        feather.write_feather(table, file)
    else:
        with pyarrow.ipc.new_stream(file, table.schema) as writer:
            writer.write_table(table)
    return file.getvalue()
