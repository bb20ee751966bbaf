"""Differences as Markdown: each stated value and each sentence with its source, so that ``verify`` can check them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.model import DisputedFact, FactValue, Passage, StatedValue, StoryDifferences
from tui.export.citations import citation, linked_address
from tui.export.escape import escaped_line, web_address
from tui.export.quotations import comment
from tui.rendering import words
from tui.rendering.dates import long_day
from tui.rendering.labels import headline
from tui.rendering.stated_facts import Outlets, decisions, name, not_listed, nothing_found, sections


def differences_markdown(found: StoryDifferences, left_out: Sequence[DisputedFact] = ()) -> str:
    """The articles, then the facts by what is claimed of them, then how many are ``left_out``."""
    return "\n".join(_lines(found, left_out))


def _lines(found: StoryDifferences, left_out: Sequence[DisputedFact]) -> Iterator[str]:
    names = Outlets(found)
    yield from (f"# {escaped_line(found.title or 'Where they differ')}", "", escaped_line(names.summary()), "")
    for number, article in enumerate(found.articles, start=1):
        parts = [article.outlet or "", long_day(article.published), article.reference.in_citation()]
        about = f"**{escaped_line(headline(article))}** · {escaped_line(' · '.join(part for part in parts if part))}"
        address = article.content.metadata.url
        yield f"{number}. {about}" + (f" {linked_address(address)}" if address else "")
    yield ""
    for note in names.notes():
        yield from (escaped_line(note), "")
    if not found.facts and not left_out:
        yield from (" ".join(nothing_found(found)), "")
    for heading, facts in sections(found):
        yield from (f"## {escaped_line(heading)}", "")
        for fact in facts:
            yield from _fact(fact, names)
    if left_out:
        yield from (escaped_line(not_listed(left_out)), "")


def _fact(fact: DisputedFact, names: Outlets) -> Iterator[str]:
    """In the heading the values that are set against each other, and below it who states each of them."""
    stated = " / ".join(_stated(value.stated[0]) for value in fact.values)
    yield from (f"### {words.CLAIMS[fact.claim].sign} {escaped_line(name(fact))}: {stated}", "")
    for value in fact.values:
        yield from _value(fact, value, names)
    facts = [f"not known: {fact.missing}"] if fact.missing else []
    facts += decisions(fact)
    for line in facts:
        yield f"- {escaped_line(line)}"
    if facts:
        yield ""


def _value(fact: DisputedFact, value: FactValue, names: Outlets) -> Iterator[str]:
    sign = "" if value.claim == fact.claim else f"{words.CLAIMS[value.claim].sign} "
    yield from (f"{sign}{_stated(value.stated[0])} — {escaped_line('; '.join(names.stated_by(value, fact.claim)))}", "")
    for each in value.stated:
        yield from (*_quotation(each, names), "")


def _stated(stated: StatedValue) -> str:
    passage = Passage(stated.article, stated.version, *stated.span, stated.text)
    return f"**{escaped_line(stated.text)}** {comment(passage, stated.field)}"


def _quotation(stated: StatedValue, names: Outlets) -> Iterator[str]:
    article = names.article(stated.article)
    address = web_address(article.content.metadata.url)
    source = citation(article, stated.sentence, address=address is None, field=stated.field)
    passage = Passage(stated.article, stated.version, *stated.sentence, stated.sentence_text)
    yield from (f"> {escaped_line(stated.sentence_text)}", ">")
    yield f"> — {escaped_line(source)}" + (f" <{address}>" if address else "")
    yield f"> {comment(passage, stated.field)}"
