"""Whom a pronoun or a description means: the last fitting person or body that an article names before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.comparison.facts.speakers.patterns import Patterns
from index.comparison.facts.speakers.subjects import head
from index.text import fold

_REACH = 12
"""Sentences back to the last mention that a pronoun can mean."""
_PLAIN = re.compile(r"^[^\W\d_]+(?:-[^\W\d_]+)?$")


@dataclass(slots=True)
class _Mention:
    name: str
    sort: str
    """``he``, ``she`` or ``person``; ``it`` for a body, ``thing``, ``they`` for several; empty if not known."""
    sentence: int
    speaks: bool


class References:
    """The people and bodies that an article has named so far, as speakers or subjects."""

    def __init__(self, known: Patterns) -> None:
        self._known = known
        self._mentions: list[_Mention] = []
        self._others: list[tuple[str, int]] = []
        """Other names, and the numbers of their sentences."""

    def add(self, name: str, sentence: int, speaks: bool) -> None:
        """Remembers that sentence number ``sentence`` names somebody."""
        if fold(name) not in self._known.no_names:
            self._mentions.append(_Mention(name, self._sort(name), sentence, speaks))

    def mention(self, name: str, sentence: int) -> None:
        """Remembers that sentence number ``sentence`` has a name, whether of a person or not."""
        self._others.append((name, sentence))

    def who(self, written: str, sentence: int, begins: bool) -> str:
        """Whom ``written`` means; a name means itself. Empty for a pronoun that fits nobody named before.

        ``begins`` tells that it begins sentence number ``sentence``.
        """
        pronoun = self._known.pronoun.fullmatch(written)
        if pronoun:
            return self._meant(str(pronoun.lastgroup), sentence, begins)
        return self._described(written) or written

    def implied(self, number: str, sentence: int, begins: bool) -> str:
        """Whom a verb without a subject means: *one* or *they*; empty where it fits nobody named before."""
        return self._meant(number, sentence, begins)

    def _meant(self, pronoun: str, sentence: int, begins: bool) -> str:
        near = [each for each in self._mentions if each.sentence >= sentence - _REACH and self._fits(each, pronoun)]
        spoke = any(each.speaks and each.sort == pronoun for each in near)
        for each in reversed(near):
            # The subject of the sentence before, or else the last speaker.
            sure = begins or (each.sort == pronoun and not spoke)
            if each.speaks or (each.sentence == sentence - 1 and each.sort and sure):
                return self._surely(pronoun, each) or self._agreed(each, pronoun)
        return (self._surely(pronoun, near[-1]) or self._agreed(near[-1], pronoun)) if near else ""

    def _surely(self, pronoun: str, instead: _Mention) -> str:
        """The last person named since, or beside, somebody of unknown sex whose sex fits; else empty."""
        if instead.speaks or instead.sort == pronoun:
            return ""
        since = (name for name, sentence in reversed(self._others) if sentence >= instead.sentence)
        return next((name for name in since if self._sort(name) == pronoun), "") if pronoun in ("he", "she") else ""

    def _agreed(self, mention: _Mention, pronoun: str) -> str:
        if pronoun in ("he", "she"):
            for each in self._mentions:
                if each.name.split()[-1] == mention.name.split()[-1]:
                    each.sort = pronoun
        return mention.name

    def _fits(self, mention: _Mention, pronoun: str) -> bool:
        if pronoun in ("he", "she"):
            return mention.sort in (pronoun, "person", "") or (mention.sort == "thing" and mention.speaks)
        if pronoun == "they":
            several = mention.name.endswith(self._known.words.plural)
            return mention.sort == "they" or (not mention.sort and several)
        if pronoun == "one":
            return mention.sort != "they" and (mention.sort != "thing" or mention.speaks)
        return mention.sort in ("it", "") or (mention.sort == "thing" and mention.speaks)

    def _described(self, written: str) -> str:
        """The name for a description such as *the department*, if one named before has its last word."""
        words = [word.lower() for word in written.split()]
        plain = len(words) > 1 and words[0] in self._known.words.definite and written[1:].islower()
        if not plain:
            return ""
        for each in reversed(self._mentions):
            noun = [word.lower().strip(",") for word in head(self._known, each.name).split()]
            if noun != words and self._named(words[-1], noun, each.sort):
                return each.name
        return ""

    def _named(self, noun: str, name: list[str], sort: str) -> bool:
        bodies = self._known.words.companies
        if noun in bodies:
            return any(word.strip(".") in bodies for word in name)
        if name[-1] == noun or (name[0] == noun and sort == "it"):
            return True
        return noun in self._known.persons and noun in name[:-1]

    def _sort(self, name: str) -> str:
        known = self._known.words
        if titled := self._known.titled.search(name):
            # "Bank of Ropley governor Ada Quill" is no bank.
            name = titled[0]
        name = head(self._known, name)
        words = [word.strip(".,").lower() for word in name.split()]
        if known.male & set(words):
            return "he"
        if known.female & set(words):
            return "she"
        same = next(
            (each.sort for each in self._mentions if each.sort and each.name.split()[-1] == name.split()[-1]), ""
        )
        if same and len(words) == 1:
            return same
        if known.several & set(words) or (name.split()[-1].islower() and words[-1].endswith(known.plural)):
            return "they"
        if (known.bodies | known.companies | known.sources) & set(words) and not self._known.persons & set(words):
            return "it"
        if self._known.persons & set(words):
            return "person"
        if name.split()[-1].islower():
            return "thing"
        if (len(words) == 1 and name.replace(".", "").isupper()) or words[0] in known.definite:
            return "it"
        return (
            "person"
            if len(words) > 1 and all(_PLAIN.match(w.strip(".")) or w.endswith(".") for w in name.split()[:2])
            else ""
        )
