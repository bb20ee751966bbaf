"""How close two passages are, and what single words change in what they say: decided here for all that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.comparison.facts.assertions.changes import changes_of_meaning
from index.comparison.facts.name_forms.acronyms import bracketed_forms
from index.comparison.facts.statements import Statement, statement
from index.comparison.links.languages import languages
from index.model import Article, ChangedWords, Link, Passage


def changed_words(left: Statement, right: Statement, mine: str, theirs: str) -> tuple[ChangedWords, ...]:
    """The words that make two passages with much the same words say different things, the weightiest first.

    ``mine`` and ``theirs`` are the passages as they are written: statements have their figures as in English.
    """
    if left.language != right.language:
        return ()
    found = changes_of_meaning(left, right)
    return tuple(ChangedWords(change.kind, mine[slice(*change.left)], theirs[slice(*change.right)]) for change in found)


def with_verdicts(links: Iterable[Link], left: Article, right: Article) -> tuple[Link, ...]:
    """The links between two articles, or two versions of one, the reworded ones with what single words change."""
    articles = {
        (article.id, article.version): (article, language)
        for article, language in zip((left, right), languages([left, right]), strict=True)
    }
    given = {key: bracketed_forms(article.text) for key, (article, _) in articles.items()}

    def read(passage: Passage) -> Statement:
        article, language = articles[passage.article, passage.version]
        return statement(passage.text, article.day, language, given[passage.article, passage.version])

    return tuple(
        replace(link, differs=changed_words(read(link.left), read(link.right), link.left.text, link.right.text))
        if link.kind == "reworded"
        else link
        for link in links
    )
