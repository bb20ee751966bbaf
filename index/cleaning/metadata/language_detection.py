"""The language of an article: what its source declares, and what its words show.

Detection is by py3langid (Lui and Baldwin 2012, a naive Bayes classifier over byte sequences). Loading its model takes
longer than cleaning a page, so plain English is recognised by its commonest words instead.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from index.text import words_as_written
from index.text.languages import language_of_name, main_code

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE: Final = 2000
"""Characters that are looked at."""

_LEAST: Final = 60
"""Bytes of letters in UTF-8 below which a text shows no language: a dense script needs fewer characters."""
_CERTAIN: Final = 0.9
"""The probability from which on a detected language is taken where none is declared."""
_LEAST_TO_OVERRULE: Final = 240
"""Bytes of letters from which on a text may be in another language than is declared."""
_CERTAIN_TO_OVERRULE: Final = 0.99
"""The probability from which on it is."""

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")
_NONE = frozenset(("und", "mul", "mis", "zxx", "xx"))

NEAR = (
    frozenset(("bs", "hr", "sr", "sl", "mk", "bg")),
    frozenset(("cs", "sk")),
    frozenset(("da", "no", "sv")),
    frozenset(("es", "ca", "gl", "pt", "eu", "oc")),
    frozenset(("fa", "ps", "ur", "ar", "ku")),
    frozenset(("fr", "oc", "ht", "br")),
    frozenset(("hi", "mr", "ne", "sa")),
    frozenset(("id", "ms", "jv", "su")),
    frozenset(("nl", "af", "fy", "de", "lb")),
    frozenset(("ru", "uk", "be", "bg", "kk", "ky")),
    frozenset(("tr", "az", "tk", "uz", "crh")),
    frozenset(("xh", "zu", "st", "nso", "tn")),
)
"""Languages so near each other that a declaration is the better evidence."""
_NOT_SOUGHT = frozenset(("an", "vo"))
"""Small languages for which a few words of a large one are easily taken."""

_ENGLISH = frozenset("the of and to was that with for on from by has have are were which".split())
_EVIDENTLY_ENGLISH: Final = 0.11
_THE: Final = 0.015
_ENGLISH_WORDS: Final = 30
"""What shows English: the share of its commonest words, the share of ``the``, and how many words there are."""


class Finding(NamedTuple):
    """A language as its ISO 639 code, and how probable it is."""

    language: str
    probability: float


def language_of(declared: str | None, text: str) -> str | None:
    """The language of ``text``: as declared, unless it plainly is in another; detected where none is declared.

    An ISO 639 code without script or region; None where none is declared and the text is too short to tell.
    """
    known = primary(declared)
    sample = text[:SAMPLE]
    words = words_as_written(sample)
    size = len("".join(words).encode(errors="replace"))
    if size < (_LEAST if known is None else _LEAST_TO_OVERRULE):
        return known
    found = Finding("en", 1.0) if _is_evidently_english(words) else detected(sample)
    if known is None:
        return found.language if found is not None and found.probability >= _CERTAIN else None
    if found is None or found.probability < _CERTAIN_TO_OVERRULE or _near(known, found.language):
        return known
    return found.language if known in _sought() else known


def primary(tag: str | None) -> str | None:
    """The language of a declaration: ``en`` of ``en-GB``, ``eng`` or ``English``; None where it names none."""
    if not tag:
        return None
    named = language_of_name(tag)
    if named is not None:
        return named.code
    found = _TAG.match(tag)
    if found is None:
        return None
    code = found.group(1).lower()
    return None if code in _NONE else main_code(code)


def detected(text: str) -> Finding | None:
    """The likeliest language of ``text``; None where the detector is not available."""
    identifier = _identifier()
    if identifier is None:
        return None
    label, probability = identifier.classify(text)
    found = primary(label)
    return Finding(found, float(probability)) if found is not None else None


def _is_evidently_english(words: Sequence[str]) -> bool:
    size = len(words)
    if size < _ENGLISH_WORDS:
        return False
    counts = Counter(" ".join(words).lower().split(" "))
    common = sum(counts[word] for word in _ENGLISH)
    return common >= _EVIDENTLY_ENGLISH * size and counts["the"] >= _THE * size


def _near(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in NEAR)


@cache
def _sought() -> frozenset[str]:
    identifier = _identifier()
    return frozenset(identifier.labels) if identifier is not None else frozenset()


@cache
def _identifier() -> LanguageIdentifier | None:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
    from py3langid.modelio import load_model

    try:
        weights, priors, labels, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
    except OSError:
        # It unpacks its model into a temporary file; a full disk must not stop an import.
        return None
    # Each process of an import has the model. Arrays, of the languages that are sought alone, are half the size of what
    # the library makes of it by itself: it keeps the weights of all languages, and lists of numbers.
    sought = [at for at, label in enumerate(labels) if len(label) == 2 and label not in _NOT_SOUGHT]
    identifier = LanguageIdentifier(
        weights[:, sought],
        priors[sought],
        [labels[at] for at in sought],
        moves,
        array("i", features),
        norm_probs=True,
        tk_row=rows,
    )
    identifier._rowbase = array("Q", identifier._rowbase)
    return identifier
