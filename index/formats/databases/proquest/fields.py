"""The labels of ProQuest's exports, in the languages of its pages, and what one document says under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from index.formats.databases.documents import DatabaseDocument
from index.formats.databases.field_values import date_in, language_text, turned_name
from index.formats.databases.text_blocks import one_line, paragraphs
from index.model import DeclaredMetadata

Role = Literal["author", "info", "text", "abstract", "outlet", "date", "page", "section", "language", "url", "title",
               "correction", "words", "index"]  # fmt: skip

_LABELS: Final[Mapping[Role, str]] = {
    "author": "Author|Autor|Auteur|Autore|Autores|Autorin|Verfasser|著者|作者",
    "info": "Publication info|Informations sur la publication|Información de publicación|Publikationsinfo"
    "|Informações da publicação|Informazioni sulla pubblicazione|Veröffentlichungsinformationen",
    "text": "Full text|Texte intégral|Texte complet|Texto completo|Volltext|Testo completo|Testo integrale|全文",
    "abstract": "Abstract|Résumé|Resumen|Resumo|Zusammenfassung|Riassunto|Abstrakt|抄録|摘要",
    "outlet": "Publication title|Titre de la publication|Título de publicación|Título de la publicación"
    "|Titel der Publikation|Publikationstitel|Título da publicação|Titolo della pubblicazione|出版物名|出版物名称",
    "date": "Publication date|Date de publication|Fecha de publicación|Erscheinungsdatum|Veröffentlichungsdatum"
    "|Data de publicação|Data di pubblicazione|出版日期",
    "page": "Pages|First page|Start page|Páginas|Seiten|Pagine|Première page|页",
    "section": "Section|Sección|Rubrik|Abschnitt|Seção|Sezione",
    "language": "Language of publication|Language|Langue de publication|Idioma de la publicación"
    "|Publikationssprache|Sprache der Publikation|Idioma da publicação|Lingua di pubblicazione",
    "url": "Document URL|URL du document|URL del documento|Dokument-URL|URL do documento",
    "title": "Title|Titre|Título|Titel|Titolo|标题",
    "correction": "Correction|Corrections",
    "words": "Word count|Wordcount",
    "index": "Links|Subject|Location|People|Company / organization|Company|Classification|Identifier / keyword"
    "|Identifiers / keywords|Publication year|Year|Publisher|Place of publication|Country of publication"
    "|Publication subject|ISSN|e-ISSN|Source type|Document type|ProQuest document ID|Copyright|Last updated|Database"
    "|Volume|Issue|Number of pages|Alternate title|Dateline|Document feature|Accession number|Column|Edition"
    "|Credit|Supplement|DOI|Source details|Source attribution|Illustrations|Document status|Full text availability"
    "|Product name|NAICS|Product|Ticker|Ethnic group|Company name|Contact|Variant title|Publication history"
    "|Sujet|Lieu|Personnes|Société / organisation|Entreprise / organisation|Année de publication|Éditeur"
    "|Lieu de publication|Pays de publication|Sujet de la publication|Type de source|Type de document"
    "|ID du document ProQuest|Dernière mise à jour|Base de données|Materia|Lugar|Personas|Empresa/organización"
    "|Año de publicación|Editorial|Lugar de publicación|País de publicación|Tipo de fuente|Tipo de documento"
    "|ID del documento de ProQuest|Última actualización|Base de datos|Thema|Fach|Ort|Personen|Firma / Organisation"
    "|Erscheinungsjahr|Verlag|Erscheinungsort|Erscheinungsland|Quellentyp|Dokumenttyp|ProQuest-Dokument-ID"
    "|Zuletzt aktualisiert|Datenbank|Assunto|Local|Pessoas|Ano de publicação|Editora|Tipo de fonte|Banco de dados"
    "|Soggetto|Luogo|Persone|Anno di pubblicazione|Editore|Tipo di fonte|Tipo di documento",
}
ROLES: Final[Mapping[str, Role]] = {
    label.lower().replace(" ", ""): role for role, labels in _LABELS.items() for label in labels.split("|")
}
"""The role of each label, in small letters without spaces, which some exports lose."""
_LABELLED = re.compile(r"\s*(?P<label>[^:\n]{2,45}?)\s*[:：](?=\s|$)[\s\xa0]*(?P<value>.*)", re.DOTALL)
_IN_PROSE = frozenset(
    "title titre título titel section links company year publisher column edition volume issue location"
    " people product contact local ort editorial lugar correction corrections author autor".split()
)
"""Labels that a line of an article may begin with as well: they do not end its text."""
_OF_INFO = re.compile(
    r"(?P<outlet>[^;\[]+?)\s*[;,\[].*?"
    r"(?P<date>\d{1,2} [^\W\d]{3,9}\.? \d{4})(?::\s*(?P<page>[\w.,-]+?)\.?\s*$)?"
)
"""``Daily Bell ; Northport [Northport]. 14 Mar 2024: A.1.``"""
_BUTTON = re.compile(
    r"(?:Enlarge this image|Agrandir cette image|Ampliar esta imagen|Dieses Bild vergrößern|Ampliar esta imagem"
    r"|Ingrandisci questa immagine)\.?",
    re.IGNORECASE,
)
"""What is below a picture on the page and has no words of the article."""
_NOT_AVAILABLE = re.compile(
    r"(?:not available|none available|no disponible|non disponible|nicht verfügbar|não disponível).{0,40}",
    re.IGNORECASE,
)
_LONGEST_INFO = 400
"""Characters of a line of outlet, place, date and page."""
_LONGEST_NONE = 120
"""Characters of a text that says that there is none."""


def labelled(block: str) -> tuple[Role, str] | None:
    """Role and value of a block that is a field; None for any other."""
    found = _LABELLED.match(block)
    role = ROLES.get(found["label"].lower().replace(" ", "").replace("\xa0", "")) if found else None
    return (role, found["value"].strip()) if found and role is not None else None


def document(blocks: Sequence[str], url: str | None = None) -> DatabaseDocument | None:
    """The document in ``blocks``; None where they hold no field, such as a list of titles."""
    values: dict[Role, list[str]] = {}
    unlabelled: list[str] = []
    last: Role | None = None
    for block in blocks:
        if _BUTTON.fullmatch(block.strip()):
            continue
        found = labelled(block)
        if found is not None and last == "text" and not (_ends_text(block) or _repeats(found, unlabelled)):
            found = None
        if found is not None:
            last, value = found
            if last in values and last != "text":
                continue
            values[last] = [value] if value else []
        elif last in ("text", "abstract", "correction"):
            values[last].append(block)
        elif last is None:
            unlabelled.append(block)
    if not values:
        return None
    return _made(values, unlabelled, "\n\n".join(blocks), url)


def _repeats(found: tuple[Role, str], unlabelled: Sequence[str]) -> bool:
    """Whether a field is the headline once more: it is below the text."""
    return found[0] == "title" and bool(found[1]) and one_line(found[1]) in map(one_line, unlabelled)


def _ends_text(block: str) -> bool:
    """Whether a block with a label is below the text, not a paragraph of it."""
    label = block.split(":", 1)[0].strip().lower()
    return label not in _IN_PROSE


def _made(
    values: Mapping[Role, Sequence[str]], unlabelled: Sequence[str], raw: str, url: str | None
) -> DatabaseDocument:
    first = {role: one_line(" ".join(blocks)) or None for role, blocks in values.items()}
    info = _OF_INFO.match((first.get("info") or "")[:_LONGEST_INFO])
    body = paragraphs(values.get("text", ()))
    if len(body) == 1 and len(body[0]) <= _LONGEST_NONE and _NOT_AVAILABLE.search(body[0]):
        body = ()
    abstract = first.get("abstract")
    outlet = first.get("outlet")
    words = first.get("words")
    addresses = (address for address in (first.get("url"), url) if address and address.startswith("http"))
    return DatabaseDocument(
        DeclaredMetadata(
            headline=next(
                (one_line(block) for block in unlabelled if not block.startswith("http")), first.get("title")
            ),
            deck=abstract if abstract and not _NOT_AVAILABLE.search(abstract) else None,
            authors=tuple(_authors(first.get("author") or "")),
            outlet=(outlet.split(";")[0].strip() if outlet else None) or (info["outlet"].strip() if info else None),
            published=date_in(first.get("date")) or (info["date"] if info else None) or first.get("date"),
            url=next(addresses, None),
            language=language_text(first.get("language")),
            section=(first.get("section") or "").split(";")[0].strip() or None,
        ),
        body,
        raw,
        page=first.get("page") or (info["page"] if info else None),
        length=f"{words} words" if words and words.isdecimal() else None,
        correction=first.get("correction"),
    )


def _authors(text: str) -> Iterator[str]:
    for name in text.split(";"):
        if name.strip() and name.strip().lower() not in ("anonymous", "anon"):
            yield turned_name(name.strip().rstrip("."))
