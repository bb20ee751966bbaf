"""Pages that are surely no article: empty shells, pages that only lead elsewhere, front pages, lists of programs."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urlsplit

_HEAD: Final = 256 * 1024
"""Characters in which a page says what it is."""
_FEW_LETTERS: Final = 25
"""Letters and digits below which a page with scripts has no text: ``Loading ...`` is what they have not filled."""
_LETTERS_READ: Final = 4 * 1024 * 1024
"""Characters of a page in which these are counted."""
_UNSEEN: Final = re.compile(
    r"<(?P<name>script|style|title|svg)\b.*?(?:</(?P=name)\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_WITHOUT_SCRIPTS: Final = re.compile(r"<noscript\b[^<>]*>(?P<text>.*?)</noscript\s*>", re.IGNORECASE | re.DOTALL)
_ASKS_FOR_SCRIPTS: Final = re.compile(r"javascript|cookies|<(?:img|iframe|link|style)\b", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_CARRIES_TEXT: Final = re.compile(r"articleBody|shadowroot", re.IGNORECASE)
"""What holds the text of some pages that show none."""
_LEADS_ELSEWHERE: Final = re.compile(
    r"""<meta\b[^<>]{0,200}?\bhttp-equiv=["']?refresh\b[^<>]{0,400}?\burl\s*=""", re.IGNORECASE
)
_FEW_IN_NOTICE: Final = 200
"""Letters and digits of a page that only says that it has moved."""
_LINK_ENDS: Final = re.compile(r"<(?P<close>/)?(?:a\b[^<>]*\bhref\b|a(?=\s*>)|h[1-6]\b)[^<>]*>", re.IGNORECASE)
"""Where a link or a heading begins and ends."""
_FEW_OUTSIDE: Final = 12
"""Letters and digits outside of links and headings below which a page only lists other pages."""
_LONGEST_LINK: Final = 1000
"""Characters of a link or heading; a longer one was not closed."""
_FRAMES: Final = re.compile(r"<frameset\b", re.IGNORECASE)
_TITLE: Final = re.compile(r"<title\b[^<>]*>(?P<title>[^<]{0,300})", re.IGNORECASE)
_NOT_FOUND: Final = re.compile(
    r"\s*(?:(?:error|http|fehler|erreur|errore?|fel|fejl|feil|virhe|błąd|chyba|ошибка|помилка)[\s:]*)?(?:40[34]|410)"
    r"(?=\s*(?:[-–—|:,.!]|\Z|(?:error|not found|page|forbidden|gone)\b))"
    r"|\s*(?:the |this |oops!? )*(?:page (?:was |could )?not (?:be )?found|not found\s*(?:[-–—|:]|\Z)"
    r"|seite (?:wurde )?nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada|página não encontrada"
    r"|pagina non trovata|pagina niet gevonden|sidan (?:hittades inte|kunde inte hittas)"
    r"|siden (?:ble |blev )?ikke funnet"
    r"|siden findes ikke|sivua ei löyt|nie znaleziono strony|stránka nenalezena|страница не найдена"
    r"|сторінк[ау] не знайдено|sayfa bulunamadı"
    r"|ページが見つかりません|页面未找到|找不到页面|페이지를 찾을 수 없습니다)",
    re.IGNORECASE,
)
"""How the title of a page begins that a server sends where there is none."""
_FEW_IN_ERROR: Final = 600
"""Letters and digits of such a page: a sentence or two, and a menu."""
_HTTRACK_INDEX: Final = "<!-- Mirror and index made by HTTrack"
_IS_ARTICLE: Final = re.compile(
    r"""NewsArticle|"(?:Reportage|Report|Blog|Social)?\w{0,20}Article"|BlogPosting|article:published_time|"""
    r"""og:type["'][^<>]{0,40}["']article["']|\bdatePublished\b|\bitemprop=["']?articleBody""",
    re.IGNORECASE,
)
"""What a page says of itself if it is an article."""
_FRONT: Final = frozenset(("", "/", "/index.html", "/index.htm", "/index.php"))


def reason(text: str) -> str | None:
    """Why a page is no article; None where it may be one."""
    head = text[:_HEAD]
    if _HTTRACK_INDEX in head:
        return "the list of a mirror that HTTrack makes"
    if len(text) > _LETTERS_READ or _CARRIES_TEXT.search(text):
        return None
    has_scripts = "<script" in text.lower()
    count = letters(text)
    if count < _FEW_IN_NOTICE and _LEADS_ELSEWHERE.search(head):
        return "a page that only leads to another one"
    if count < _FEW_IN_NOTICE and _FRAMES.search(head):
        return "the frames of a page, which are files of their own"
    if count < _FEW_IN_ERROR and not says_article(text) and _is_not_found(head):
        return "what a server sends where there is no page"
    if "href" in text and not says_article(text) and _letters_outside_links(text) < _FEW_OUTSIDE <= count:
        return "a list of links to other pages"
    if count < (_FEW_LETTERS if has_scripts else 1):
        return f"a page without text{': it was saved before its script ran' if has_scripts else ''}"
    return None


def _is_not_found(head: str) -> bool:
    title = _TITLE.search(head)
    return title is not None and _NOT_FOUND.match(html.unescape(title["title"])) is not None


def is_front_page(text: str, url: str | None) -> bool:
    """Whether a page that was retrieved from ``url`` is the front page of a website, and does not say otherwise."""
    if url is None:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in _FRONT and not parts.query and not says_article(text)


def says_article(text: str) -> bool:
    """Whether a page says of itself that it is an article."""
    return _IS_ARTICLE.search(text[:_HEAD]) is not None


def _letters_outside_links(text: str) -> int:
    """As :func:`letters`, without those in links and headings."""
    outside, place, inside = [], 0, False
    for mark in _LINK_ENDS.finditer(text):
        if not inside or mark.start() - place > _LONGEST_LINK:
            outside.append(text[place : mark.start()])
        inside, place = not mark["close"], mark.end()
    if not inside or len(text) - place > _LONGEST_LINK:
        outside.append(text[place:])
    return letters(" ".join(outside))


def letters(text: str) -> int:
    """How many letters and digits of a page are shown."""
    seen = _UNSEEN.sub(" ", text)
    seen = _WITHOUT_SCRIPTS.sub(lambda found: " " if _ASKS_FOR_SCRIPTS.search(found["text"]) else found["text"], seen)
    return sum(map(str.isalnum, _TAG.sub(" ", seen)))
