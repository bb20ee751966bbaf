"""What an element of a page is beside the article, by its names: classes and identifiers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from index.model import HiddenReason

Role = HiddenReason | Literal["deck"]

_LONGEST_NAME = 400
"""Characters of an element's names that are looked at."""
_DECK = re.compile(
    r"(?<![a-z])(?:standfirst|stand-first|dek|deck|sub-?headline|sub-?title|article[-_]{1,2}(?:summary|intro|lead|lede|description)"
    r"|strap-?line|chapo|vorspann)(?![a-z])",
    re.IGNORECASE,
)
_TABLE: tuple[tuple[HiddenReason, str], ...] = (
    (
        HiddenReason.CAPTION,
        r"wp-caption-text|(?:image|img|photo|picture|media|figure|gallery|video)[-_]{0,2}(?:caption|credit|legend)"
        r"|caption(?:[-_]{1,2}(?:text|credit|content))?|photo-?credit|figcaption",
    ),
    (
        HiddenReason.ABOUT_THE_AUTHOR,
        r"(?:author|writer|contributor)s?[-_]{1,2}(?:bio|biography|description|about|box)|about[-_](?:the[-_])?author"
        r"|bio(?:graphy)?[-_](?:text|box|author)",
    ),
    (
        HiddenReason.COMMENT,
        r"comments?(?:[-_]{0,2}(?:list|section|area|thread|wrap\w*|container|body|text|item|form))?|disqus\w*|respond"
        r"|kommentare?|commentaires?|comentarios?|commenti|reacties",
    ),
    (
        HiddenReason.NEWSLETTER,
        r"newsletters?|sign-?up|subscri(?:be|ption)s?|mailchimp|mc[-_]embed\w*|inscription|infolettre|offers?",
    ),
    (
        HiddenReason.ADVERTISEMENT,
        r"ads?|advert\w*|ad[-_](?:slot|unit|wrap\w*|container|box|label)|adslot|sponsor\w*|promos?|promotions?|pub|publicite"
        r"|werbung|anzeige",
    ),
    (
        HiddenReason.RELATED_STORY,
        r"related\w*|recommend\w*|recirc\w*|more[-_](?:stories|news|from|on|articles)|read[-_]?(?:more|next|also)|teasers?"
        r"|trending|most[-_](?:read|popular|viewed)|popular|outbrain\w*|taboola\w*|suggest\w*|also[-_](?:read|like)|up[-_]?next"
        r"|(?:a[-_])?lire[-_]aussi|cards?",
    ),
    (HiddenReason.SHARING, r"share|shar(?:ing|e[-_]\w+)|social(?:[-_]\w+)?|follow(?:[-_]\w+)?"),
    (
        HiddenReason.SITE_CHROME,
        r"cookies?(?:[-_]\w+)?|consent(?:[-_]\w+)?|gdpr\w*|onetrust\w*|didomi\w*|bread-?crumbs?|menus?|toolbar|top-?bar|log-?in"
        r"|tags|topics|pagination|skip[-_]link|modal|pop-?up|about[-_]us",
    ),
)
_ROLES = re.compile("|".join(rf"((?<![a-z])(?:{names})(?![a-z]))" for _, names in _TABLE), re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_REASONS = tuple(reason for reason, _ in _TABLE)


@lru_cache(maxsize=1 << 13)
def role_of(names: str) -> Role | None:
    """What an element with these classes and this identifier is beside the body: the deck, or why it is hidden."""
    if not names or len(names) > _LONGEST_NAME:
        return None
    names = _CAMEL.sub("-", names)
    found = min(_ROLES.finditer(names), key=lambda one: one.lastindex or 0, default=None)
    if found is not None:
        return _REASONS[(found.lastindex or 1) - 1]
    return "deck" if _DECK.search(names) else None
