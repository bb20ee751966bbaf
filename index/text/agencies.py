"""The one table of news agencies: what each is called, its codes, and the languages that it writes in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

_SHORT: Final = 5
"""Letters up to which a name is a code, which counts only as it is written: ``AP``, not ``ap``."""


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency."""

    name: str
    """What it is called in short."""
    aliases: tuple[str, ...]
    """All names and codes under which outlets credit it; a space matches a hyphen, too."""
    languages: tuple[str, ...]
    """ISO 639 codes of the languages of most of its text."""

    @property
    def pattern(self) -> str:
        """A regular expression of its names, without word boundaries; only codes must be written as they are."""
        return "|".join(_expression(alias) for alias in sorted(self.aliases, key=len, reverse=True))


def _expression(alias: str) -> str:
    words = r"[\s-]".join(re.escape(word) for word in re.split(r"[ -]", alias))
    if words.endswith(r"\."):
        # The last point is lost where punctuation around a name is removed.
        words += "?"
    return words if len(alias) <= _SHORT and alias.isascii() else f"(?i:{words})"


def _agency(name: str, languages: str, *aliases: str) -> Agency:
    return Agency(name, (name, *aliases), tuple(languages.split()))


AGENCIES: Final = (
    _agency("Reuters", "en ar de es fr ja pt ru zh", "Thomson Reuters", "Reuters News Agency", "رويترز"),
    _agency("AP", "en es", "The Associated Press", "Associated Press", "A.P."),
    _agency("AFP", "fr en ar de es pt", "afp", "Agence France Presse", "A.F.P.", "فرانس برس"),
    _agency("dpa", "de en ar es", "DPA", "Deutsche Presse Agentur", "dpa infocom", "German Press Agency"),
    _agency("PA", "en", "PA Media", "Press Association", "The Press Association", "PA news agency", "PA Wire"),
    _agency("UPI", "en", "United Press International"),
    _agency("EFE", "es", "Agencia EFE"),
    _agency("Europa Press", "es"),
    _agency("epa", "en de", "European Pressphoto Agency"),
    _agency("ANSA", "it en", "Agenzia ANSA"),
    _agency("Adnkronos", "it"),
    _agency("Lusa", "pt", "Agência Lusa"),
    _agency("Agência Brasil", "pt", "Agencia Brasil"),
    _agency("Télam", "es", "Telam"),
    _agency("Notimex", "es"),
    _agency("Xinhua", "zh en", "Xinhua News Agency", "新华社", "新華社"),
    _agency("Kyodo", "ja en", "Kyodo News", "共同通信"),
    _agency("Jiji Press", "ja en", "時事通信"),
    _agency("Yonhap", "ko en", "Yonhap News Agency", "연합뉴스"),
    _agency("TASS", "ru en", "ITAR TASS", "Tass", "ТАСС"),
    _agency("Interfax", "ru en", "Интерфакс"),
    _agency("RIA Novosti", "ru", "РИА Новости"),
    _agency("Ukrinform", "uk en", "Укрінформ"),
    _agency("Anadolu", "tr en ar", "Anadolu Agency", "Anadolu Ajansı"),
    _agency("PTI", "en", "Press Trust of India"),
    _agency("ANI", "en", "Asian News International"),
    _agency("IANS", "en", "Indo Asian News Service"),
    _agency("AAP", "en", "Australian Associated Press"),
    _agency("Canadian Press", "en fr", "The Canadian Press", "La Presse Canadienne"),
    _agency("SANA", "ar en", "Syrian Arab News Agency"),
    _agency("Bernama", "ms en"),
    _agency("Antara", "id en"),
    _agency("APA", "de", "Austria Presse Agentur"),
    _agency("SID", "de", "Sport Informations Dienst"),
    _agency("epd", "de", "Evangelischer Pressedienst"),
    _agency("KNA", "de", "Katholische Nachrichten Agentur"),
    _agency("ATS", "fr de it", "Keystone ATS", "Keystone SDA", "SDA"),
    _agency("Belga", "fr nl", "Agence Belga"),
    _agency("ANP", "nl", "Algemeen Nederlands Persbureau"),
    _agency("Ritzau", "da"),
    _agency("NTB", "no", "Norsk Telegrambyrå"),
    _agency("TT", "sv", "TT News Agency", "Tidningarnas Telegrambyrå"),
    _agency("STA", "sl", "Slovenska tiskovna agencija"),
    _agency("PAP", "pl", "Polska Agencja Prasowa"),
    _agency("ČTK", "cs", "CTK", "Česká tisková kancelář"),
    _agency("Bloomberg", "en", "Bloomberg News"),
)
"""All agencies that are known by name; any other is known only where it calls itself one."""


@cache
def pattern() -> str:
    """A regular expression of all names, to be put into another one; each agency is a named group, from ``a0``."""
    return "|".join(f"(?P<a{at}>{agency.pattern})" for at, agency in enumerate(AGENCIES))


_WORDS: Final = re.compile(r"\w+")
_UNSPACED: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


@cache
def _longest() -> tuple[frozenset[str], tuple[str, ...]]:
    """The longest word of each name in lower case; and names that are not cut into words by spaces alone."""
    names = [alias for agency in AGENCIES for alias in agency.aliases]
    whole = [name for name in names if "." in name or _UNSPACED.search(name)]
    longest = frozenset(max(_WORDS.findall(name.lower()), key=len) for name in names if name not in whole)
    return longest, tuple(name.rstrip(".") for name in whole)


def may_be_in(text: str) -> bool:
    """Whether searching ``text`` for a name is worth the time; False only where there is none."""
    longest, whole = _longest()
    return not longest.isdisjoint(_WORDS.findall(text.lower())) or any(name in text for name in whole)


def found_in(match: re.Match[str]) -> str:
    """What the agency is called that a match of an expression with :func:`pattern` has."""
    groups = match.groupdict()
    return next(agency.name for at, agency in enumerate(AGENCIES) if groups[f"a{at}"] is not None)
