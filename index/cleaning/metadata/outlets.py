"""The names of outlets and of their sections, apart from addresses, legal forms and taglines."""

from __future__ import annotations

import re

_LEGAL = re.compile(r",? (?:Inc|LLC|Ltd|Limited|GmbH|PLC|Corp|S\.A|AG|Co)\.?$", re.IGNORECASE)
_TAGLINE = re.compile(r"(?:\s+[-–—|•·]\s+|:\s+)")
_DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,8}/?", re.IGNORECASE)
_PAPER = re.compile(
    r"\b(?:Herald|Times|Post|Gazette|Tribune|Chronicle|Observer|Guardian|Telegraph|Journal|Zeitung|Nachrichten|Anzeiger"
    r"|Courier|Examiner|Mirror|Mail|Standard|Independent|Dispatch|Sentinel|Argus|Echo|Express|Inquirer|Globe|Register"
    r"|Mercury|Advertiser|Bulletin|News|Review|Record|Republic|Citizen|Advocate|Monitor|Monthly|Weekly|World"
    r"|Kurier|Rundschau|Blatt|Abendblatt|Allgemeine|Dépêche|Dépeche|Monde|Matin|Parisien|Figaro"
    r"|Libération|Correo|Mundo|País|Heraldo|Vanguardia|Corriere|Gazzetta|Giornale|Stampa|Dagblad|Avis|Avisen|Bladet|Tidende"
    r"|Posten|Público|Folha|Jornal)$"
)
"""Last words of names of newspapers."""
_FRONT = frozenset(
    "home homepage start startseite inicio accueil início strona főoldal главная الرئيسية 首页 首頁 ホーム anasayfa"
    " uncategorized article articles".split()
)
_LONGEST = 40
"""Characters of the name of a section."""
_MOST_WORDS = 5
"""Words of the name of a section."""


def is_domain(name: str) -> bool:
    """Whether ``name`` is a domain or an address."""
    return _DOMAIN.fullmatch(name.strip()) is not None


def is_paper(name: str) -> bool:
    """Whether the last word of ``name`` is one that ends names of newspapers: ``Nordwick Courier``."""
    return _PAPER.search(name.strip()) is not None


def bare(name: str) -> str:
    """A name without its legal form, and without a tagline of several words at its end."""
    name = _LEGAL.sub("", name)
    parts = _TAGLINE.split(name, maxsplit=1)
    return parts[0] if len(parts) == 2 and len(parts[0]) > 2 and len(parts[1].split()) >= 3 else name


def is_front(name: str) -> bool:
    """Whether ``name`` is that of a front page."""
    return name.lower() in _FRONT


def is_section(name: str, headline: str | None, outlet: str | None) -> bool:
    """Whether ``name`` may be a section of an outlet, and is not its front page or the headline."""
    low = name.lower()
    if not 2 <= len(name) <= _LONGEST or len(name.split()) > _MOST_WORDS or "://" in name:
        return False
    known = {(headline or "").lower(), (outlet or "").lower()}
    return any(c.isalpha() for c in name) and not is_front(name) and low not in known
