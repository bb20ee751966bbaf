"""Mails that list articles without their texts: alerts, and round-ups of headlines with a line each."""

from __future__ import annotations

import re
from typing import Final

from index.formats.mail.page_text import PageText

FEW_LINKS: Final = 5
"""Links to articles below which a mail is no list."""

WORDS_A_LINK: Final = 30
"""Words outside links for each link, below which a mail is a list of them: a headline with a line of snippet."""

LONG_PARAGRAPH: Final = 45
"""Words of a paragraph from which on a mail has text of its own."""

OWN_PARAGRAPHS: Final = 3
"""Paragraphs of that length with which a mail is no list, however many links it has."""

_ALERTS = re.compile(
    r"googlealerts-noreply@|news-?alerts?-?(?:no-?reply)?@google|noreply@talkwalker|alerts@.*meltwater", re.I
)
_ADDRESS = re.compile(r"https?://\S+")


def is_list(sender: str, text: str, page: PageText | None) -> bool:
    """Whether a mail of ``sender``, whose text is ``text``, lists articles that are elsewhere."""
    if _ALERTS.search(sender):
        return True
    if page is not None:
        links, linked = page.links, page.linked_words
    else:
        links, linked = len(_ADDRESS.findall(text)), 0
    if links < FEW_LINKS:
        return False
    words = [len(block.split()) for block in re.split(r"\n\s*\n", _ADDRESS.sub("", text))]
    if sum(1 for count in words if count >= LONG_PARAGRAPH) >= OWN_PARAGRAPHS:
        return False
    return sum(words) - linked < WORDS_A_LINK * links
