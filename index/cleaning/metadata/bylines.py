"""Who wrote an article: names from byline lines and metadata fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from index.cleaning.metadata import dates, east_asian_bylines, outlets
from index.text import agencies

_BY = re.compile(
    r"^(?:(?:written|words|story|reported|reporting|posted|submitted|text|review|analysis|opinion|compiled"
    r"|(?:ein )?kommentar"
    r"|kolumne|analyse|essay|interview|reportage|texte|recueilli|propos recueillis|escrito|scritto|geschreven|skrevet"
    r"|skriven|scris|un articolo|un article|un artículo|um artigo) )?"
    r"(?:by|von|par|por|di|door|av|af|oleh|a cura di)[:\s]\s*(?=\S)"
    r"|^(?:scris de|napsala?|píše|piše|írta|kirjoittanut|napisała?|oprac\.|γράφει (?:ο|η)|του|της)[:\s]\s*(?=\S)"
    r"|^(?:מאת|כתבה?|นักข่าว|ผู้เขียน|โดย|लेखक|द्वारा|بقلم)[:\s]\s*(?=\S)"
    r"|^(?:words|interview|reportage|entretien|entrevista|intervista|authors?|autora?|autorin|autorka|autorzy"
    r"|auteure?|autore|autrice|autores|автор|авторка|аутор"
    r"|текст|tekst|texte?|texto|testo|teksti|kirjoittaja"
    r"|szerző|haber|haberi yazan|yazan|yazar|yazı|röportaj|penulis|laporan|reporter"
    r"|pewarta|tác giả|συντάκτης|συντάκτρια|κείμενο|ρεπορτάζ|كتب|كتبت|إعداد|تقرير|تحرير|نویسنده|گزارش|خبرنگار|کاتب"
    r"|लेखिका|रिपोर्ट|रिपोर्टर|संवाददाता|เรื่อง|작성자|글|취재|文|撰文|作者|記者|记者)"
    r"\s?[:：/]\s*(?=\S)",
    re.IGNORECASE,
)
_DATE_BEGINS = re.compile(
    r"\b(?:published|updated|posted|last|on (?:\d|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b)"
    r"|\d{1,2}[:/.]|publié|mise? à jour|veröffentlicht|erschienen"
    r"|aktualisiert|stand:"
    r"|publicad[oa]|actualizad[oa]|atualizad[oa]|pubblicat[oa]|aggiornat[oa]|gepubliceerd|bijgewerkt|publicera[dt]"
    r"|uppdatera[dt]"
    r"|publisert|oppdatert|publiceret|opdateret|julkaistu|päivitetty|opublikowan[oey]|aktualizacja|publikováno"
    r"|aktualizováno"
    r"|yayın(?:lan|lama|)|güncelle|diterbitkan|diperbarui|опубликован|обновлен|обновлён|оновлен|δημοσίευ|ενημερ)",
    re.IGNORECASE,
)
"""Where a date begins in a byline, or its label."""
_PARTICLES = frozenset(
    "de da do dos das del della delle di la le las los du des van von vom zu zum zur der den dem ter ten te op 't bin"
    " bint ibn ben bou al el ul ur y e i af av und".split()
)
_PREFIXED = re.compile(r"(?:d|l|o|al|el|ul|as|ash|an|ad|ar|at|bin|t)['’‘-](?=\w)", re.IGNORECASE)
_STRONG = re.compile(
    r"\s*(?:;|\||•|·|/|、|，|\n|\b(?:and|AND|And)\b|\b(?:und|UND)\b|\b(?:et|ET)\b|\by\b|&|\be\b|\bve\b|\bи\b|\bwith\b|\s[-–—]\s)\s*"
)
_FIELD = r"(?:political|deputy|associate|foreign|diplomatic|business|science|sports?|health|chief|senior|head) "
_OF_PEOPLE = (
    r"editor|editors|journalist|writer|columnist|director|manager|officer|chief|head|professor|president|founder"
    r"|producer|"
    r"photographer|analyst|fellow|lecturer|researcher|expert|dietitian|nutritionist|candidate|representative|ceo|cto"
    r"|phd|"
    r"ph\.d|redakteur|redakteurin|korrespondent|journaliste|correspondant|redactor|periodista|giornalista|specialist|"
    r"consultant|engineer|coordinator|assistant|senior"
)
_OF_ANYONE = "reporter|correspondent|contributor|staff"
"""Roles that follow the name of an outlet, too."""
_ROLE = re.compile(rf"\b(?:{_OF_PEOPLE}|{_OF_ANYONE})\b", re.IGNORECASE)
_OFFICE = re.compile(r"(?:head|chief|senior|deputy|associate|assistant|managing|executive) [A-Z]", re.IGNORECASE)
"""An office that is set apart behind the name of who has it."""
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:Published|Updated|Posted|Korrespondent|Redakteur|Reporter|Correspondent|Editor|Journalist)\b|"
    r"(?:Korrespondent|Redakteur)in\b)"
)
_ELSEWHERE = re.compile(r"\s+(?:in|for|at|from|à|aus|en)\s+(?:the\s+)?[A-ZÀ-Þ][^.]{1,40}$")
_PLACES = frozenset(
    "new york,new delhi,hong kong,los angeles,san francisco,washington dc,cape town,tel aviv,kuala lumpur,abu dhabi,"
    "mexico city,são paulo,sao paulo,buenos aires,rio de janeiro,saint petersburg,st petersburg,san diego,santa fe,"
    "new orleans,las vegas,addis ababa,phnom penh,ho chi minh city,port louis,south africa,new zealand,sri lanka,"
    "united states,united kingdom,saudi arabia,north korea,south korea".split(",")
)
_NOT_PEOPLE = frozenset(
    "written by staff desk news newsroom newsdesk webdesk team editor editors editorial reporter reporters"
    " correspondent  correspondents agency agencies admin administrator press bureau service services times post"
    " magazine media  tv radio network wire reuters afp associated bloomberg dpa daily online digital guardian"
    " telegraph redaktion  redacción redaccion rédaction redazione redação redactie redakcja редакция contributor"
    " contributors guest  author writer writers published updated follow subscribe company inc ltd llc gmbh"
    " university unknown  anonymous webmaster user journal herald gazette tribune chronicle observer opinion week"
    " today report  facebook twitter instagram linkedin share email photo photos image images getty video comment"
    " comments  nachrichten zeitung tageszeitung tageblatt anzeiger presse rundfunk magazin diario periódico"
    " gazete haber  haberler ajans ajansı agencia agenzia agence foundation institute ministry department council"
    " association  committee society sponsored partner partners advertorial promoted content minutes read monday"
    " tuesday wednesday thursday friday saturday sunday january february july september october november"
    " december".split()
)
_IN_ITS_FIELD = frozenset(("author",))
"""Of these what says nothing in the field of the author."""
_WORD = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(
    rf"\s+(?:(?:{_FIELD})?(?:{_OF_PEOPLE})|{_FIELD}(?:{_OF_ANYONE}))\b.*$",
    re.IGNORECASE,
)
_HAN_SUFFIX = re.compile(r"\s*(?:記者|记者|特派員|通讯员|通訊員|编辑|編集委員|기자|특파원)$")
_HAN = re.compile(r"[\u3400-\u9fff]{2,5}|[\u3400-\u9fff][\u3040-\u30ff\u3400-\u9fff々]{1,7}|[\uac00-\ud7af]{2,4}")
_HAN_NOT = re.compile(
    r"社|局|部$|新聞|新闻|网$|網$|報$|报$|デジタル|編集|编辑|通信|室$|台$|会$|委員|院$|誌$|取材|综合|來源|来源"
    r"|신문|뉴스|일보|편집|방송"
)
_BESIDE_DATE = " \t|·•,;–—-/"
_CLOCK_FIRST = re.compile(
    r"^[\s|·•,;–—/-]*(?:(?:at |um |à |a las )?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?(?!BY\b)(?-i:[A-Z]{2,5})\b)?(?: Uhr| น\.)?)?[\s|·•,;–—/-]*",
    re.IGNORECASE,
)
"""What parts a date from a name behind it: a time of day and marks."""
_MOST_NAMES = 20
"""Authors of one article."""
_LONGEST_NAME, _MOST_WORDS = 60, 6
"""Characters and words of a person's name."""
_LONGEST = 200
"""Characters from which a line is no byline."""


def is_byline(line: str) -> bool:
    """Whether a line says ``By`` and then names somebody."""
    return len(line) < _LONGEST and bool(authors_of(line))


def authors_of(line: str) -> tuple[str, ...]:
    """The people named in a line that begins with ``By`` (or its like in other languages); empty for any other."""
    if marked := east_asian_bylines.names(line):
        return marked
    found = _BY.match(line[:_LONGEST].strip())
    if not found:
        return ()
    rest = _GLUED.sub(" ", line.strip()[found.end() : _LONGEST])
    rest = _DATE_BEGINS.split(rest, maxsplit=1)[0]
    first = next(_parts(rest), "")
    names = people([rest])
    # A sentence that begins with "By" has other words than names.
    return names if names and names[0] == first else ()


def authors_beside_date(line: str) -> tuple[str, ...]:
    """The people named in a line that also has a date: ``12 March 2019 - 08.00 by Ada Quill``; empty for any other."""
    # Where the date is matters here, and not which it is.
    if len(line) >= _LONGEST or (found := dates.find(line, "day first")) is None:
        return ()
    before, after = line[: found.start].strip(_BESIDE_DATE), _CLOCK_FIRST.sub("", line[found.end :])
    return authors_of(before) or authors_of(after)


def people(values: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """The names of people in metadata values, each once, in order; outlets, desks and addresses are left out."""
    names: dict[str, str] = {}
    for value in values:
        value = value.strip()[: 10 * _LONGEST]
        if marked := east_asian_bylines.names(value):
            names.update((name.lower(), name) for name in marked if _is_person(name, outlet))
            continue
        value = _BY.sub("", value)
        if not value or value.startswith(("http", "@", "www.")):
            continue
        for name in _parts(value):
            if _is_person(name, outlet) and not (names and _OFFICE.match(name)):
                names.setdefault(name.lower(), name)
    return tuple(names.values())[:_MOST_NAMES]


def stated(values: Iterable[str], outlet: str | None = None) -> tuple[str, ...]:
    """The names in the field in which a database states the author, where :func:`people` finds none; as written there.

    Nothing else is in that field, so names without capitals, with hyphens alone or of a word such as "author" are
    believed; desks, agencies and outlets are left out here too.
    """
    parts = (part for value in values for part in _parts(_BY.sub("", value.strip()[: 10 * _LONGEST])))
    return tuple(dict.fromkeys(part for part in parts if _is_stated(part, outlet)))[:_MOST_NAMES]


def _is_stated(name: str, outlet: str | None) -> bool:
    words = re.split(r"[\s-]+", name)
    if not 2 <= len(words) <= _MOST_WORDS or len(name) > _LONGEST_NAME or not all(map(str.isalpha, words)):
        return False
    if words[0].lower() == "the" or (outlet and _is_outlet(name.lower(), outlet.lower())):
        return False
    # A word without a capital beside ones that have it makes a sentence: "Ada Quill reports".
    rest = [word for word in words if word not in _PARTICLES]
    if len({word[0].isupper() for word in rest}) != 1:
        return False
    return (_NOT_PEOPLE - _IN_ITS_FIELD).isdisjoint(word.lower() for word in words)


def names_alone(line: str) -> tuple[str, ...]:
    """The people that a line consists of, where it is made of nothing but their names."""
    names = people([line])
    return names if names and len(names) == len(list(_parts(line))) else ()


def agency(value: str, outlet: str | None = None) -> tuple[str, ...]:
    """The news agency that ``value`` names, unless that is the outlet itself."""
    for part in _STRONG.split(_BY.sub("", value.strip())[:_LONGEST]):
        found = _agencies().match(part) if agencies.may_be_in(part) else None
        if found and not (outlet and found.group().lower().removeprefix("the ") in outlet.lower()):
            return (found.group(),)
    return ()


def _parts(value: str) -> Iterator[str]:
    """The parts of ``value`` that may be names; a person's role ends them."""
    for run in _STRONG.split(_GLUED.sub(" ", value)):
        for number, part in enumerate(run.split(",")):
            if number and _ROLE.search(part):
                break
            name = _tidy(_ELSEWHERE.sub("", part))
            # Behind a comma the name of a newspaper is where the author works.
            if number and outlets.is_paper(name):
                continue
            if (tail := _role_or_agency(name)) and name.count(" ", 0, tail.start()) >= 1:
                name = name[: tail.start()]
            if name and not (number and name.lower() in _PLACES):
                yield name


def _role_or_agency(name: str) -> re.Match[str] | None:
    """A role, or the name of an agency, at the end of a name."""
    return _TAIL.search(name) or (_agency_last().search(name) if agencies.may_be_in(name) else None)


# The patterns of all agencies are large: compiled when they are needed, each once.
@cache
def _agencies() -> re.Pattern[str]:
    return re.compile(rf"(?:[Tt]he |THE )?(?:{agencies.pattern()})(?=\s*(?:$|[,(]|in [A-Z]|(?i:staff)\b))")


@cache
def _agency_last() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:[Tt]he )?(?:{agencies.pattern()})$")


def _tidy(part: str) -> str:
    part = re.sub(r"\([^)]*\)|<[^>]*>|\S+@\S+", "", part).strip(" \t.,;:|*-–—\"'“”")
    if part.isupper() and " " in part:
        part = " ".join(word.capitalize() if word.isalpha() else word.title() for word in part.split())
        part = re.sub(r"\bMc([a-z])", lambda found: f"Mc{found.group(1).upper()}", part)
    return _HAN_SUFFIX.sub("", " ".join(part.split()))


def _is_person(name: str, outlet: str | None) -> bool:
    if not 2 <= len(name) <= _LONGEST_NAME or any(c.isdigit() or c in "@/_#:" for c in name):
        return False
    if outlet and _is_outlet(name.lower(), outlet.lower()):
        return False
    words = name.split()
    if words[0] in ("The", "THE"):
        return False
    if len(words) == 1:
        return _HAN.fullmatch(name) is not None and not _HAN_NOT.search(name)
    if len(words) > _MOST_WORDS or not _NOT_PEOPLE.isdisjoint(_WORD.findall(name.lower())):
        return False
    return any(word[0].isalpha() and not word[0].islower() for word in words) and all(map(_is_of_name, words))


def _is_outlet(name: str, outlet: str) -> bool:
    """Whether the name is the outlet's or part of it; in ``Ada Quill Photography`` it is a person's."""
    return outlet in name or (name in outlet and not outlet.startswith(f"{name} "))


def _is_of_name(word: str) -> bool:
    if word in _PARTICLES:
        return True
    bare = _PREFIXED.sub("", word, count=1) or word
    first = bare[0]
    return first.isupper() or unicodedata.category(first) in ("Lo", "Mn", "Mc")
