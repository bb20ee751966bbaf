"""Stems words in many languages by the Snowball algorithms (https://snowballstem.org/algorithms/).

Words come without their accents, so that a word has one stem however it was written or typed. Where an algorithm tells
endings by their accents, those are put back first: ``eleicoes`` is stemmed as ``eleições``. The endings are in
``endings.json``, learned from lists of frequent words by ``tests/quality/fit_endings.py``.

What no algorithm knows is in ``word_forms``, a file for each language: irregular forms, which have the stem of their
base, words that would have the stem of an unlike word, and endings that are put as others first.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, cast

from index.text.compounds import known_words
from index.text.languages import LANGUAGES, SUFFIXES
from index.text.verbs import Verbs
from index.text.word_forms import Suffixes, word_forms

if TYPE_CHECKING:
    from typing import Protocol

    class _Stemmer(Protocol):
        def stemWord(self, word: str) -> str: ...  # noqa: N802 - PyStemmer's name
        def stemWords(self, words: Sequence[str]) -> list[str]: ...  # noqa: N802 - PyStemmer's name


ALGORITHMS: Final[Mapping[str, str]] = {each.code: each.stemmer for each in LANGUAGES if each.stemmer}
"""Snowball's names of languages, by code."""

LONGEST_ENDING: Final = 6
"""Characters of an ending; longer ones are not in ``endings.json``."""

_stemmers = threading.local()


@lru_cache(maxsize=1 << 18)
def stem(word: str, language: str = "en") -> str:
    """The stem of a folded word in ``language``, an ISO 639 code; the word itself where that has no algorithm.

    This is what the algorithm says, by which texts are compared. The index has what :func:`base_stem` says.
    """
    stemmer = _stemmer(language)
    return word if stemmer is None else _stemmed(stemmer, [word], language)[0]


@lru_cache(maxsize=1 << 18)
def base_stem(word: str, language: str = "en") -> str:
    """The stem by which a folded word is found: an irregular form has that of its base, unlike words have two."""
    return base_stems([word], language)[0]


def base_stems(words: Sequence[str], language: str) -> list[str]:
    """What :func:`base_stem` gives for each of ``words``, all at once and without a cache."""
    if _stemmer(language) is None:
        return list(words)
    listed = _listed(language)
    found = _regular(words, language)
    return [listed.get(word, form) for word, form in zip(words, found, strict=True)] if listed else found


def irregular_forms(form: str, language: str) -> tuple[str, ...]:
    """Words of the stem ``form`` that need not begin as it does: ``ran`` for ``run``, ``firemen`` for ``fireman``."""
    others = word_forms(language).before.others
    put = [form[: -len(other)] + ending for ending, other in others.items() if other and form.endswith(other)]
    verbs = _verbs(language)
    return (*_by_stem(language).get(form, ()), *put, *(verbs.forms_of(form) if verbs is not None else ()))


def other_stems(form: str, language: str = "en") -> tuple[str, ...]:
    """What :func:`base_stem` says of listed words of which :func:`stem` says ``form``: ``run`` for ``ran``."""
    return _moved(language).get(form, ())


def stems(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The distinct stems of a folded word in ``languages``, in their order."""
    return tuple(dict.fromkeys(stem(word, language) for language in languages))


def accented(word: str, endings: Mapping[str, str]) -> str:
    """``word`` with the accents of the longest of ``endings`` that it has after its first letter."""
    for size in range(min(LONGEST_ENDING, len(word) - 1), 0, -1):
        ending = endings.get(word[-size:])
        if ending is not None:
            return word[:-size] + ending
    return word


def _regular(words: Sequence[str], language: str) -> list[str]:
    """The stems by which words are found that are not listed."""
    stemmer = _stemmer(language)
    if stemmer is None:
        return list(words)
    own = word_forms(language)
    if (verbs := _verbs(language)) is not None:
        words = [verbs.infinitive(word) for word in words]
    if own.before.others:
        words = [own.before.put(word) for word in words]
    found = _stemmed(stemmer, words, language)
    return [own.after.put(form) for form in found] if own.after.others else found


def _stemmed(stemmer: _Stemmer, words: Sequence[str], language: str) -> list[str]:
    endings, plain = _endings(language)
    if not endings:
        return stemmer.stemWords(words)
    return [form.translate(plain) for form in stemmer.stemWords([accented(word, endings) for word in words])]


@cache
def _verbs(language: str) -> Verbs | None:
    """The verbs of ``language``; None where there is no list."""
    forms = word_forms(language)
    if not forms.weak:
        return None
    stemmed = lambda verbs: _stemmed(cast("_Stemmer", _stemmer(language)), verbs, language)  # noqa: E731
    return Verbs(forms, lambda: known_words(language), stemmed)


@cache
def _listed(language: str) -> Mapping[str, str]:
    """The stems of irregular forms and of words that are kept apart."""
    bases = word_forms(language).bases
    return {**dict(zip(bases, _regular(list(bases.values()), language), strict=True)), **word_forms(language).apart}


@cache
def _by_stem(language: str) -> Mapping[str, Sequence[str]]:
    """The irregular forms of each stem."""
    found: dict[str, list[str]] = {}
    for form in word_forms(language).bases:
        found.setdefault(_listed(language)[form], []).append(form)
    return found


@cache
def _moved(language: str) -> Mapping[str, tuple[str, ...]]:
    """The stems of listed words, by what the algorithm says of these."""
    found: dict[str, dict[str, None]] = {}
    for word, form in _listed(language).items():
        found.setdefault(stem(word, language), {})[form] = None
    return {form: tuple(others) for form, others in found.items()}


def _stemmer(language: str) -> _Stemmer | None:
    """The stemmer of this thread: one stemmer cannot serve two threads."""
    made: dict[str, _Stemmer | None] | None = getattr(_stemmers, "made", None)
    if made is None:
        made = _stemmers.made = {}
    if language not in made:
        made[language] = _made(language)
    return made[language]


def _made(language: str) -> _Stemmer | None:
    name = ALGORITHMS.get(language)
    if name is None:
        return None
    if name == SUFFIXES:
        return Suffixes(language)
    import Stemmer

    # An older PyStemmer has fewer languages.
    return cast("_Stemmer", Stemmer.Stemmer(name, 0)) if name in Stemmer.algorithms() else None


@cache
def _endings(language: str) -> tuple[Mapping[str, str], Mapping[int, str]]:
    """Endings as they are folded, with their accents; and accented characters as they are folded."""
    found = _tables().get(language, {})
    plain = {ord(accented): folded for ending in found.items() for folded, accented in zip(*ending, strict=True)}
    return found, plain


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    import json
    from importlib import resources

    text = resources.files(__package__).joinpath("endings.json").read_text(encoding="utf-8")
    return cast("Mapping[str, Mapping[str, str]]", json.loads(text))
