"""The text of a mail in HTML, one paragraph a block.

Mails lay out their text with tables in tables, and hide lines that only previews show. Reading them as a page of the
web would take the tables for data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from index.text import normalise

HEADLINE_WORDS: Final = 5
"""Words from which on the text of a link is a headline; "Share on Facebook" and "unsubscribe" have fewer."""

_READ_MORE = re.compile(
    r"(?:read|continue|keep|see|learn) (?:more|on|reading|the (?:full|whole|rest)\b.*)|full (?:story|article)"
    r"|weiterlesen|mehr(?: lesen)?|zum artikel|lire (?:la suite|l.article|plus)|en savoir plus|leer más|seguir leyendo"
    r"|le[ir] (?:a )?mais|ler mais|leggi (?:tutto|di più|l.articolo)|continua a leggere|lees (?:verder|meer)|läs mer"
    r"|les (?:mer|videre)|læs mere|lue lisää|czytaj (?:dalej|więcej)|číst dál|tovább|читать .*|читати .*|続きを読む"
    r"|阅读(?:全文|更多)|더 ?보기",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_BLOCKS = frozenset(("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
                     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
                     "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
                     "thead", "tr", "ul"))  # fmt: skip
_NO_TEXT = frozenset(("head", "script", "style", "title", "meta", "link", "template", "noscript", "object", "svg"))
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PageText:
    """The paragraphs of a page, and how much of them is links."""

    paragraphs: list[str] = field(default_factory=list)
    links: int = 0
    """Links to articles: those whose text is a headline, or says that one can read on."""
    linked_words: int = 0
    """Words of these."""

    @property
    def text(self) -> str:
        """The paragraphs with a blank line between them."""
        return "\n\n".join(self.paragraphs)


def page_text(markup: str) -> PageText:
    """What a reader of the page sees of its text."""
    parser = etree.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    found = PageText()
    if root is None:
        return found
    reader = _Reader(found)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and _is_unseen(element):
            walk.skip_subtree()
        elif event == "start":
            reader.start(element)
        else:
            reader.end(element)
    reader.close_block()
    return found


class _Reader:
    """Puts the pieces of text between two block boundaries together."""

    def __init__(self, found: PageText) -> None:
        self._found = found
        self._pieces: list[str] = []
        self._link_from: int | None = None

    def start(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self.close_block()
        elif element.tag == "br":
            self._pieces.append("\n")
        elif element.tag == "a" and element.get("href"):
            self._link_from = len(self._pieces)
        if element.text:
            self._pieces.append(_one_line(element.text))

    def end(self, element: etree._Element) -> None:
        if element.tag == "a" and self._link_from is not None:
            self._count_link("".join(self._pieces[self._link_from :]))
            self._link_from = None
        if not _is_unseen(element) and element.tag in _BLOCKS:
            self.close_block()
        if element.tail:
            self._pieces.append(_one_line(element.tail))

    def close_block(self) -> None:
        if self._link_from is not None:
            self._count_link("".join(self._pieces[self._link_from :]))
            self._link_from = 0
        # Two breaks part paragraphs; one only breaks the line.
        lines: list[str] = []
        for line in (*map(normalise, "".join(self._pieces).split("\n")), ""):
            if line:
                lines.append(line)
            elif lines:
                self._found.paragraphs.append("\n".join(lines))
                lines = []
        self._pieces.clear()

    def _count_link(self, text: str) -> None:
        words = len(text.split()) + len(_EAST_ASIAN.findall(text)) // 2
        if words >= HEADLINE_WORDS or _READ_MORE.match(text.strip(" \n»›→>[(")):
            self._found.links += 1
            self._found.linked_words += words


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _is_unseen(element: etree._Element) -> bool:
    if element.tag in _NO_TEXT:
        return True
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))
