"""Forms of German verbs that do not begin or end as their infinitive does: participles, and verbs with a prefix.

``abgerissen`` and ``abzureißen`` are forms of ``abreißen``, ``gezählt`` and ``zählte`` of ``zählen``, ``verletzt`` of
``verletzen``, ``kritisiert`` of ``kritisieren``. Which verbs there are is in ``word_forms``; a verb such as
``verletzen`` is known if it is one of the words that compounds are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from index.text.word_forms import WordForms

_AFTER_PARTICIPLE: Final = ("", "e", "en", "er", "es", "em")
"""Endings of participles that are adjectives, which those of the past tense are as well."""

SHORTEST_STEM: Final = 3
"""Letters of a verb's stem that are left between ``ver`` and ``t``: ``best`` is no form of a verb."""

_FINISHED: Final = "t"
_IERT: Final = "iert"


class Verbs:
    """The verbs of one language."""

    def __init__(
        self, forms: WordForms, known: Callable[[], Collection[str]], stemmed: Callable[[Sequence[str]], Sequence[str]]
    ) -> None:
        """``known`` gives words, those with an inseparable prefix among them, ``stemmed`` the stems of verbs."""
        self._forms = forms
        self._known = known
        self._stemmed = stemmed

    def infinitive(self, word: str) -> str:
        """The infinitive of which a folded ``word`` is such a form; ``word`` itself where it is none."""
        return next(self._infinitives(word), word)

    def forms_of(self, stem: str) -> Iterator[str]:
        """Forms of verbs with this ``stem`` that do not begin with it, without what may follow them."""
        verbs = self._by_stem
        for core in verbs.get(stem, ()):
            if core in self._participles:
                yield core
        for prefix in self._forms.separable:
            if stem.startswith(prefix) and (rest := stem[len(prefix) :]) in verbs:
                yield f"{prefix}zu{rest}"
                yield from (prefix + core for core in verbs[rest])

    def _infinitives(self, word: str) -> Iterator[str]:
        if word in self._past:
            yield self._past[word]
        for core in _without_ending(word):
            if core in self._participles:
                yield self._participles[core]
        for size in self._sizes:
            prefix, rest = word[:size], word[size:]
            if prefix in self._forms.separable:
                yield from (prefix + each for each in self._after_separable(rest))
            if prefix in self._forms.inseparable:
                yield from self._inseparable(prefix, rest)
        for core in _without_ending(word):
            if core.endswith(_IERT):
                yield f"{core[: -len(_FINISHED)]}en"

    def _after_separable(self, rest: str) -> Iterator[str]:
        """The infinitives of ``rest``, which is after a prefix."""
        if rest in self._past:
            yield self._past[rest]
        for core in _without_ending(rest):
            if core in self._after_prefix:
                yield self._after_prefix[core]
        if rest[:2] == "zu" and rest[2:] in self._simple:
            yield rest[2:]

    def _inseparable(self, prefix: str, rest: str) -> Iterator[str]:
        for core in _without_ending(rest):
            if len(core) > SHORTEST_STEM and core.endswith(_FINISHED):
                stem = core[: -len(_FINISHED)]
                for infinitive in (f"{prefix}{stem}en", f"{prefix}{stem}n"):
                    if infinitive.endswith(("en", "ern", "eln")) and infinitive in self._known():
                        yield infinitive

    @cached_property
    def _sizes(self) -> Sequence[int]:
        """How long prefixes are, the longest first."""
        return sorted({len(each) for each in (*self._forms.separable, *self._forms.inseparable)}, reverse=True)

    @cached_property
    def _past(self) -> Mapping[str, str]:
        """``zählt`` and ``zählte`` of the weak verbs."""
        endings = ("", "e", "en", "et")
        found = {core + end: verb for verb in self._forms.weak for core in [_finished(verb)] for end in endings}
        return {form: verb for form, verb in found.items() if form not in self._forms.no_verbs}

    @cached_property
    def _participles(self) -> Mapping[str, str]:
        """Participles without endings, by themselves."""
        strong = {form: base for form, base in self._forms.bases.items() if form[:2] == "ge" != base[:2]}
        found = {"ge" + _finished(verb): verb for verb in self._forms.weak} | strong
        return {form: verb for form, verb in found.items() if form not in self._forms.no_verbs}

    @cached_property
    def _after_prefix(self) -> Mapping[str, str]:
        """The same after a separable prefix, where no other word looks like one."""
        weak = {"ge" + _finished(verb): verb for verb in self._forms.weak}
        return {**weak, **self._participles, **self._forms.participles}

    @cached_property
    def _simple(self) -> frozenset[str]:
        """Infinitives without a prefix."""
        return frozenset(self._after_prefix.values())

    @cached_property
    def _by_stem(self) -> Mapping[str, Sequence[str]]:
        """Participles by the stem of their verb."""
        found: dict[str, list[str]] = {}
        for core, stem in zip(self._after_prefix, self._stemmed(list(self._after_prefix.values())), strict=True):
            found.setdefault(stem, []).append(core)
        return found


def _without_ending(word: str) -> Iterator[str]:
    for ending in _AFTER_PARTICIPLE:
        if word.endswith(ending):
            yield word[: len(word) - len(ending)]


def _finished(verb: str) -> str:
    """``zählt`` for ``zählen``, ``redet`` for ``reden``: what a participle has after ``ge``."""
    stem = verb.removesuffix("n").removesuffix("e")
    hard = stem.endswith(("t", "d", "chn", "ffn", "gn", "tm", "ckn", "dn"))
    return f"{stem}{'e' if hard else ''}{_FINISHED}"
