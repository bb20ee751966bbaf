"""Words that say nothing of what a sentence reports: function words, verbs of speech, titles and names of days."""

from __future__ import annotations

import re
from functools import cache

from index.comparison.facts.names import TITLES
from index.comparison.facts.vocabulary import vocabulary
from index.text import fold, stem

_LOOKAROUND = re.compile(r"\(\?.*?\)")
_WORDS = re.compile(r"[^\W\d_]+")


@cache
def empty_words(language: str) -> frozenset[str]:
    """Their stems in ``language``; without a vocabulary only titles, as they are written in English."""
    known = vocabulary(language)
    speech = known.speech
    verbs = "|".join((speech.says, speech.says_who, speech.also_noun))
    written = {
        *known.words.tell_nothing,
        *known.words.no_names,
        *known.days.names,
        *speech.roles,
        *speech.saying,
        *speech.telling,
        *TITLES,
        *_WORDS.findall(_LOOKAROUND.sub("", verbs)),
    }
    return frozenset(stem(fold(word), language) for word in written)
