"""Who a sentence gives as saying something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Span

_VERB = "said|says|told|announced|added|claimed|claims|confirmed|estimated|estimates|reported|reports|warned|stated"
_ACCORDING = re.compile(r"\baccording to (?P<who>[^,.;:\"\u201c\u201d]+)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?P<who>[^,;:\"\u201c\u201d]{{1,120}}?) (?:(?:has|have|had|also|later|then) )?(?:{_VERB})\b")
_AFTER = re.compile(
    r"[,\"\u201d\u2019?!] ?(?:said|says|added|announced|warned) "
    r"(?P<who>(?!that\b|it\b|in\b|on\b)[^,.;:\"\u201c\u201d]+)"
)
_LEADING = re.compile(
    r"^(?:(?:and|but|while|as|when|that|though|although|meanwhile|overnight|yesterday|today|later|also"
    r"|(?:on|last|late|early)\s+\w+day)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:who|which|whose|in an?|on\s+\w+day|last\s+\w+|told|after|as|late|early|at an?|at the|using|adding|standing"
    r"|when|while)\b.*$"
)
_NOBODY = re.compile(
    r"(?:i|we|you|he|she|it|they|who|which|that|this|these|those|there|one|be|is|was|are|were|been|being|have|has"
    r"|had|to|not|as|of)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|was|are|were|be|been|being|to|not|and|or)$")
_MOST_WORDS = 10


def speaker(text: str, span: Span) -> str:
    """Who is given in ``text``, a sentence, as saying what stands at ``span``; of several, the nearest.

    Empty where nobody is, or only a pronoun.
    """
    near = [(_gap(at, span), who) for at, who in _speakers(text) if not (at[0] <= span[0] < at[1])]
    return min(near, default=(0, ""), key=lambda found: found[0])[1]


def _speakers(text: str) -> Iterator[tuple[Span, str]]:
    for pattern in (_ACCORDING, _BEFORE, _AFTER):
        for m in pattern.finditer(text):
            written = m["who"]
            who = _LEADING.sub("", written.strip()) if pattern is _BEFORE else _TRAILING.sub("", written.strip())
            if _NOBODY.match(who) or _PASSIVE.search(who) or not 0 < len(who.split()) <= _MOST_WORDS:
                continue
            start = m.start("who") + written.index(who)
            yield (start, start + len(who)), who


def _gap(at: Span, span: Span) -> int:
    return max(at[0] - span[1], span[0] - at[1])
