"""A reader's rules on lines: which to hide or keep, in one article or in all articles of an outlet."""

from __future__ import annotations

from typing import Literal

from index.errors import UsageError
from index.model import Article, HiddenLine, Rule, RuleKind
from index.services.imports.record_cleaner import clean_here
from index.services.recurring_lines import without_recurring
from index.store import Writer, concerns, line_at, line_of

Scope = Literal["article", "outlet"]


def hide(writer: Writer, article: Article, start: int, scope: Scope) -> None:
    """Hide the line of ``article`` at offset ``start``, and clean the articles again that have it."""
    line = line_at(article.content, start)
    if line is None:
        raise UsageError(
            f"There is no line at offset {start} of {article.short_id}.",
            hint="Offsets count the characters of its clean text, from 0.",
        )
    refusal = UsageError("Nothing else would be left of the article.", hint="Remove the article instead.")
    _make(writer, article, line, "hide", scope, refusal)


def keep(writer: Writer, article: Article, hidden: HiddenLine | int, scope: Scope) -> None:
    """Show a hidden line of ``article`` again, given itself or by its index; clean the articles again that have it."""
    lines = article.content.hidden
    if isinstance(hidden, int):
        found = lines[hidden] if 0 <= hidden < len(lines) else None
    else:
        found = next((line for line in lines if line.text == hidden.text), None)
    if found is None or not line_of(found):
        raise UsageError("The article has no such hidden line.", hint="Choose one of its hidden lines.")
    refusal = UsageError("A rule for this article alone hides the line.", hint="Keep the line in this article.")
    _make(writer, article, line_of(found), "keep", scope, refusal)


def forget(writer: Writer, number: int) -> Rule:
    """Delete and return the rule with that number, and clean the articles again that it concerned."""
    rule = next((rule for rule in writer.reader.rules() if rule.number == number), None)
    if rule is None:
        raise UsageError(f"There is no rule {number}.", hint="'broadsheet rules' lists them.")
    writer.drop_rule(rule)
    if rule.outlet is not None or rule.article in writer.reader.current_versions():
        _clean_again(writer, rule)
    return rule


def _make(writer: Writer, article: Article, line: str, what: RuleKind, scope: Scope, refusal: UsageError) -> None:
    """Add a rule and clean the articles again that it concerns; raises ``refusal`` if ``article`` is not changed."""
    if scope == "outlet" and article.outlet is None:
        raise UsageError("The outlet of this article is not known.", hint="Choose the line in this article only.")
    rule = writer.add_rule(article.id, article.outlet if scope == "outlet" else None, line, what)
    _clean_again(writer, rule)
    after = writer.reader.article(article.id)
    # Rules that together would hide all of an article hide nothing.
    came_back = what == "hide" and line in after.text.split("\n")
    if after.version == article.version or came_back:
        raise refusal


def _clean_again(writer: Writer, rule: Rule) -> None:
    """Clean those articles again that show or hide the line of ``rule``."""
    for id in [rule.article] if rule.outlet is None else writer.reader.ids_of_outlet(rule.outlet):
        if concerns(rule.line, writer.reader.articles([id]).values()):
            document = writer.reader.document(id)
            writer.clean_again(id, without_recurring(writer, document, clean_here(document), id))
