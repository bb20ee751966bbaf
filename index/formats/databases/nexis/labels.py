"""The labels of the fields of LexisNexis and Nexis Uni, in the languages that their exports have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, Literal

Role = Literal["headline", "byline", "section", "length", "deck", "body", "language", "correction", "url", "page",
               "updated", "header", "index"]  # fmt: skip
"""What a field is; ``header`` fields are above the body and not kept, ``index`` fields below it and not kept."""

_LABELS: Final[Mapping[Role, str]] = {
    "headline": "headline title titre titel título titulo titolo kop schlagzeile überschrift",
    "byline": "byline by-line author autor auteur autore verfasser autores auteurs autoren",
    "section": "section rubrique rubrik sección seccion sectie sezione seção secção rubriek ressort",
    "length": "length longueur länge laenge longitud lengte lunghezza comprimento extensión omvang",
    "deck": "highlight abstract teaser lead summary encart résumé zusammenfassung resumen samenvatting",
    "body": "body text texte texto corps cuerpo corpo volltext hoofdtekst",
    "language": "language langue sprache idioma lengua taal lingua",
    "correction": "correction rectification berichtigung korrektur rectificatif correctie rectificatie corrección",
    "url": "url",
    "updated": "update updated aktualisierung mise-à-jour actualización",
    "page": "page seite pagina página",
    "header": "dateline edition series column type distribution ortszeile datumszeile kicker rubric insert"
    " date-de-mise-en-ligne issue volume press-release reporter",
    "index": "load-date date-chargement date-de-chargement ladedatum fecha-de-carga update-datum laad-datum"
    " data-caricamento publication-type type-publication type-de-publication zeitungstyp publikationstyp"
    " publikationsart tipo-de-publicación soort-publicatie type-publicatie tipo-pubblicazione document-type"
    " type-de-document journal-code code-journal zeitungscode zeitungs-code zeitschriftencode graphic graphique"
    " grafik gráfico grafiek grafico photo photos notes note anmerkung correction-date date-de-correction"
    " korrektur-datum korrekturdatum subject sujet thema stichwort tema onderwerp argomento organization organisation"
    " organización organizzazione company société unternehmen firma empresa bedrijf azienda industry industrie branche"
    " sector secteur ticker symbole-boursier börsenkürzel person personne personen persona persoon geographic"
    " geo-localization localisation-geo geographie geografie country pays land state état bundesland city ville stadt"
    " stock-symbol activity-sector secteur-activite product issn isbn acc-no pub-type copyright file-type time-stamp"
    " keywords terms enhancement source-type list-of-terms",
}


def plain(label: str) -> str:
    """A label in small letters without accents, which capitals may lack, with hyphens for its spaces."""
    letters = unicodedata.normalize("NFD", label.lower())
    return "-".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


ROLES: Final[Mapping[str, Role]] = {plain(label): role for role, labels in _LABELS.items() for label in labels.split()}
"""The role of each label, as :func:`plain` gives it."""

HEADER: Final = frozenset(("headline", "byline", "section", "length", "deck", "header", "page"))
"""Roles of fields above the body; others are below it."""

BELOW: Final = frozenset(
    map(
        plain,
        "load-date date-chargement date-de-chargement ladedatum fecha-de-carga laad-datum data-caricamento"
        " publication-type type-publication type-de-publication publikationstyp publikationsart zeitungstyp"
        " tipo-de-publicación soort-publicatie tipo-pubblicazione journal-code correction-date".split(),
    )
)
"""Labels of fields that only a database has, below a body."""

_LABELLED = re.compile(r"\s*(?P<label>[^\W\d_][^:\n]{1,40}?)\s*:(?=\s|$)[\s\xa0]*(?P<value>.*)", re.DOTALL)

START_OF_BODY: Final = frozenset(
    "body text texte texto corps cuerpo corpo volltext hoofdtekst textkörper haupttext artikeltext tekst testo".split()
)
"""Lines, in small letters, after which the body of a document of Nexis Uni begins."""
END_OF_BODY: Final = frozenset(
    ("classification", "graphic", "graphics", "notes", "correction", "correction-date", "graphique", "grafik",
     "klassifizierung", "classificatie", "clasificación", "series", "bibliography", "end of document")
)  # fmt: skip
"""Lines, in small letters, with which what follows the body of a document of Nexis Uni begins."""
_ENDS = (
    "End of Document|Fin du document|Ende des Dokuments|Dokumentende|Fin del documento|Einde van (?:het )?document"
    "|Fine del documento|Fim do documento"
)
_COUNT = r"\d[\d.,]* (?:of|von|de|van|di|sur) \d[\d.,]*"
_NUMBERS = rf"{_COUNT} DO[CK]UM[A-Z]+|(?:Dokument|Document|Documento) {_COUNT}"
END_OF_DOCUMENT: Final = re.compile(_ENDS, re.IGNORECASE)
"""The line that ends a document of Nexis Uni."""
NUMBERED: Final = re.compile(_NUMBERS)
"""The line above a document of LexisNexis: ``1 of 262 DOCUMENTS``, ``Dokument 1 von 262``."""
SIGN_LINE: Final = re.compile(rf"^[ \t]*(?:{_NUMBERS}|{_ENDS})[ \t]*$", re.MULTILINE)
"""A line of a text that numbers or ends a document."""
SIGN: Final = re.compile(rf"{_NUMBERS}|{_ENDS}|(?:Job Number|Auftragsnummer|Taaknummer): ?\d".encode())
"""What shows in a file of another kind that the database numbers, ends or lists documents in it."""


def labelled(block: str, *, upper: bool) -> tuple[str, Role, str] | None:
    """Label, role and value of a block that is a field; with ``upper`` its label must be in capitals."""
    found = _LABELLED.match(block)
    if found is None or (upper and found["label"].upper() != found["label"]):
        return None
    label = plain(found["label"])
    role = ROLES.get(label)
    return (label, role, found["value"].strip()) if role is not None else None


def is_of_database(line: str, *, upper: bool = False) -> bool:
    """Whether a line is a field that no other text has: the length of an article, or what is below a body."""
    found = labelled(line, upper=upper)
    return found is not None and (found[1] == "length" or found[0] in BELOW)
