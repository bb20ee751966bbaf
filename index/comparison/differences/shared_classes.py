"""What a figure counts, by classes that all languages share: people killed, passengers.

The vocabularies give for each word its class, so that ``43 dead`` and ``vierzig Tote`` count one thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.comparison.facts.measures import Measured, measured
from index.comparison.facts.statements import Statement
from index.comparison.facts.vocabulary import vocabulary
from index.comparison.facts.word_lists import FigureWords
from index.text import stem

_LABELS: Mapping[str, str] = {
    stem(name): label
    for name, label in {
        "person": "people",
        "passenger": "passengers",
        "crew": "crew",
        "child": "children",
        "militant": "militants",
        "soldier": "soldiers",
        "police": "police",
        "worker": "workers",
        "kill": "killed",
        "injure": "injured",
        "arrest": "arrested",
        "miss": "missing",
        "displace": "displaced",
        "rescue": "rescued",
    }.items()
}
"""In words for a reader, by class: who is counted, and what happened to them."""
_SURE = frozenset(stem(name) for name in ("passenger", "crew"))
"""Classes that say by themselves what is counted; of soldiers, say, the text must also say what happened to them."""
_ANYBODY = frozenset(("", stem("person")))
"""No class, and that of all people: ``40 dead`` are ``40 people killed``."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure and the class of what it counts."""

    measured: Measured
    who: str
    """The class of those counted; empty for people of no kind."""
    fate: str
    """What happened to them; empty for people aboard."""

    @property
    def subject(self) -> str:
        """What is counted, for a reader: ``children killed``."""
        return " ".join(_LABELS[each] for each in (self.who or stem("person"), self.fate) if each)


def counts(statement: Statement) -> list[Count]:
    """The figures of a sentence that surely count people of a known class, or to whom something known happened."""
    words = vocabulary(statement.language).figures
    found = []
    for figure in statement.figures:
        if figure.unit or figure.modifier or figure.rate or figure.part:
            continue
        value = measured(statement.text, figure, statement.language)
        who = next((name for noun in figure.nouns if (name := words.classes.get(noun))), "")
        fate = value.figure.fate
        if value.measure != "count" or (figure.label and not who) or not _is_of_people(words, figure.nouns, who, fate):
            continue
        who = "" if who in _ANYBODY else who
        if (fate in _LABELS or who in _SURE) and (not who or who in _LABELS):
            found.append(Count(value, who, fate))
    return found


def _is_of_people(words: FigureWords, nouns: tuple[str, ...], who: str, fate: str) -> bool:
    """Whether those counted have a class, or no noun but a word for what happened to them: not ``40 cows died``."""
    return bool(who) or (bool(fate) and (not nouns or nouns[0] in words.fates))
