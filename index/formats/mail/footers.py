"""What surrounds the letter in a mail: footers of lists, signatures, links to unsubscribe or to read it online.

They are the same below every letter of a sender and would look like copied text.
"""

from __future__ import annotations

import re
from typing import Final

FOOTER_SHARE: Final = 0.35
"""Share of the words of a letter that a footer may have; what is longer is text."""

SIGNATURE_LINES: Final = 12
"""Lines that a signature after ``-- `` may have; more are text."""

QUOTED_LINES: Final = 2
"""Lines with ``>`` from which on the end of a letter is the letter that it answers."""

COVERING_WORDS: Final = 60
"""Words above a whole letter beyond which they are the article, and the letter below is what it answers; with fewer the
letter is forwarded."""

_ORIGINAL = re.compile(r"^-{3,20}[ ]?[^\s-][^\n]{3,60}[ ]?-{3,20}[ \t\r]{0,4}$\n(?=[^\n]{1,40}:)", re.MULTILINE)
_NEXT_PART = re.compile(r"^-{10,} next part -{10,}\s*$", re.MULTILINE)
"""Below it, the archives of Mailman say where they put attachments."""
_QUOTED_HEADER = re.compile(r"^>\s*\*?[^\W\d_][\w -]{0,15}\*?\s?[:：]")
_RULE = re.compile(r"^\s*(?:[-_=*~]{10,}|[-_=*~](?:\s[-_=*~]){5,})\s*$")
_LIST_FOOTER = re.compile(r"mailing list|mailman|listinfo|-request@|listserv|groups\.io|googlegroups", re.IGNORECASE)
_UNSUBSCRIBE_WORDS = (
    r"unsubscrib|opt[- ]out",
    r"(?:manage|update|change) (?:your )?(?:e?mail |subscription |newsletter )?(?:preferences|settings)",
    r"you(?:['’]re| are| get| got| received?)[^.\n]{0,30}(?:this|these) (?:e-?mail|letter|newsletter|message)s?",
    r"abmelden|abbestellen|austragen",
    r"d[ée]sabonn|d[ée]sinscri",
    r"darse de baja|dar de baja|anular (?:la|tu) suscripci",
    r"cancelar (?:la|tu|su|a|sua)? ?(?:suscripci|inscri|assinatura|subscri)",
    r"disiscriv|cancella(?:re|ti)? (?:l.)?iscrizione",
    r"afmelden|uitschrijven",
    r"avregistrera|avsluta (?:din )?prenumeration|avprenumerera|melde? deg av|avmeld|afmeld",
    r"peru(?:uta)? (?:uutiskirj|tila)",
    r"wypisz si|rezygn\w+ z (?:subskrypcji|newslettera)|odhl[áa]si[tť]|leiratkoz|dezabon",
    r"отписаться|відписатис|отпишете|aboneliğ\w+ iptal|απεγγραφ|إلغاء الاشتراك",
    r"配信停止|購読(?:を)?解除|退订|退訂|取消订阅|수신 ?거부",
)
_UNSUBSCRIBE = re.compile("|".join(_UNSUBSCRIBE_WORDS), re.IGNORECASE)
_VIEW_ONLINE_WORDS = (
    r"(?:view|read|open) (?:this|it|the)?\s?(?:e-?mail|letter|newsletter|message|post|issue|edition)?\s?"
    r"(?:online|in (?:your|a|the) browser|on the web)",
    r"im browser (?:anzeigen|ansehen|lesen|öffnen)|web-?version",
    r"voir (?:en ligne|dans (?:le|votre) navigateur)|version en ligne",
    r"ver (?:en|no) (?:el |o |su |tu )?navegador|nel (?:tuo )?browser|in (?:je|uw) browser",
    r"i (?:din )?(?:webbläsare|nettleser|browser)",
    r"w przeglądarce|в браузере|у браузері|ブラウザで|浏览器",
)
_VIEW_ONLINE = re.compile("|".join(_VIEW_ONLINE_WORDS), re.IGNORECASE)
_FIRST_BLOCKS = 4
"""Paragraphs at the beginning of a letter in which a link to its page on the web may be."""
_SHORT = 30
"""Words that the paragraph of such a link may have."""


def letter(text: str) -> str:
    """``text`` without signature, footer of a list, and the links of a newsletter to itself."""
    text = _without_signature(_without_quotation(_NEXT_PART.split(text, maxsplit=1)[0]))
    blocks = re.split(r"\n[ \t]*\n+", text.strip("\n"))
    total = sum(len(block.split()) for block in blocks)
    below = 0
    for place in range(len(blocks) - 1, 0, -1):
        below += len(blocks[place].split())
        if below > FOOTER_SHARE * total:
            break
        if _is_footer(blocks[place]):
            blocks = blocks[:place]
            total -= below
            below = 0
    first = blocks[:_FIRST_BLOCKS]
    kept = [block for block in first if not (_VIEW_ONLINE.search(block) and len(block.split()) <= _SHORT)]
    return "\n\n".join((*kept, *blocks[_FIRST_BLOCKS:])).strip("\n")


def _without_quotation(text: str) -> str:
    """``text`` without the letter that it answers, quoted below it, and the line that says whose it is."""
    if (original := _ORIGINAL.search(text)) is not None and len(text[: original.start()].split()) > COVERING_WORDS:
        text = text[: original.start()]
    lines = text.rstrip().split("\n")
    place = len(lines)
    while place and (lines[place - 1].startswith(">") or not lines[place - 1].strip()):
        place -= 1
    quoted = [line for line in lines[place:] if line.startswith(">")]
    if len(quoted) < QUOTED_LINES or not place or _QUOTED_HEADER.match(quoted[0]):
        return text
    while place and lines[place - 1].rstrip().endswith((":", "：")):
        place -= 1
    return "\n".join(lines[:place]) if any(line.strip() for line in lines[:place]) else text


def _is_footer(block: str) -> bool:
    lines = block.split("\n")
    if _RULE.match(lines[0]) and _LIST_FOOTER.search(block):
        return True
    return _UNSUBSCRIBE.search(block) is not None


def _without_signature(text: str) -> str:
    lines = text.split("\n")
    for place in range(max(1, len(lines) - SIGNATURE_LINES - 1), len(lines)):
        if lines[place].rstrip("\r") in ("-- ", "--") or (
            _RULE.match(lines[place]) and _list_footer_after(lines, place)
        ):
            return "\n".join(lines[:place])
    return text


def _list_footer_after(lines: list[str], place: int) -> bool:
    return _LIST_FOOTER.search("\n".join(lines[place + 1 : place + 6])) is not None
