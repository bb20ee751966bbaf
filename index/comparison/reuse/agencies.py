"""News agencies, as articles credit them."""

from __future__ import annotations

import re
from typing import Final

from index.model import Article, HiddenReason

_AGENCIES: Final = {
    "Reuters": "Reuters|Thomson Reuters",
    "AP": "AP|Associated Press",
    "AFP": "AFP|Agence France[- ]Presse",
    "dpa": "dpa|Deutsche Presse-Agentur",
    "PA": "PA Media|Press Association|PA news agency",
    "UPI": "UPI|United Press International",
    "EFE": "EFE|Agencia EFE",
    "ANSA": "ANSA",
    "Xinhua": "Xinhua",
    "Kyodo": "Kyodo(?: News)?",
    "TASS": "TASS|ITAR-TASS",
    "Interfax": "Interfax",
    "Anadolu": "Anadolu(?: Agency)?",
    "PTI": "PTI|Press Trust of India",
    "ANI": "ANI",
    "IANS": "IANS",
    "AAP": "AAP|Australian Associated Press",
    "Canadian Press": "(?:The )?Canadian Press",
    "Yonhap": "Yonhap",
    "SANA": "SANA",
    "Bernama": "Bernama",
    "APA": "Austria Presse Agentur",
    "ATS": "Keystone-(?:ATS|SDA)",
    "TT": "TT News Agency",
}
_NAMES: Final = re.compile("|".join(f"(?P<a{at}>{names})" for at, names in enumerate(_AGENCIES.values())))
_CREDIT: Final = re.compile(rf"[(\[—–-]\s*(?P<credit>{_NAMES.pattern})\s*[)\]—–-]")
"""At the head of a text, as in ``LONDON (Reuters) -``, or at its end, as in ``(AP)``."""
_HEAD, _TAIL = 120, 60
"""Characters at the head, and at the end, of a text in which an agency is credited."""
_CALLED_ONE: Final = re.compile(r"\w.{0,60} (?:News|Press) Agency|\w.{0,60} (?:Newswire|Wire Service)")


def agency(article: Article) -> str | None:
    """The agency that an article credits: as its outlet or author, in a line of credit, at its head or its end."""
    about = article.content.metadata
    for name in (about.outlet, *about.authors):
        if name and (whole := named(name)):
            return whole
    for line in article.content.hidden:
        if line.is_aside and line.reason != HiddenReason.CAPTION and (found := _word(line.text)):
            return _name(found)
    for name in about.authors:
        if found := _word(name):
            return _name(found)
    text = article.text
    credit = _CREDIT.search(text, 0, _HEAD) or _CREDIT.search(text, max(0, len(text) - _TAIL))
    return _name(credit) if credit else None


def named(name: str) -> str | None:
    """The agency of this name, known or so called; None for any other outlet or author."""
    found = _NAMES.fullmatch(name.strip())
    return _name(found) if found else name.strip() if _CALLED_ONE.fullmatch(name.strip()) else None


def _word(text: str) -> re.Match[str] | None:
    return next((m for m in _NAMES.finditer(text) if _alone(text, m)), None)


def _alone(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return not before.isalnum() and not after.isalnum()


def _name(found: re.Match[str]) -> str:
    group = next(name for name, value in found.groupdict().items() if value is not None and name != "credit")
    return list(_AGENCIES)[int(group[1:])]
