"""A reader's rules on lines: which to hide or keep, in one article or in all articles of an outlet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from index.errors import UsageError
from index.model import Article, HiddenLine, Rule
from index.services.imports.record_cleaner import clean_here
from index.services.recurring_lines import without_recurring
from index.store import Writer, concerns, line_at, line_of

Scope = Literal["article", "outlet"]
Hidden = HiddenLine | int | Sequence[HiddenLine] | Sequence[int]
"""A hidden line, itself or by its index, or several of one article, which are kept together."""

_TAUGHT = 2
"""Articles of an outlet in which a reader decided the same about a line, from which it holds for the whole outlet."""


def hide(writer: Writer, article: Article, start: int, scope: Scope) -> None:
    """Hide the line of ``article`` at offset ``start``, and clean the articles again that have it."""
    line = line_at(article.content, start)
    if line is None:
        raise UsageError(
            f"There is no line at offset {start} of {article.short_id}.",
            hint="Offsets count the characters of its clean text, from 0.",
        )
    refusal = UsageError("Nothing else would be left of the article.", hint="Remove the article instead.")
    _make(writer, article, Rule(0, article.id, None, line), scope, refusal)


def keep(writer: Writer, article: Article, hidden: Hidden, scope: Scope) -> None:
    """Show a hidden line of ``article`` again, or several in one place, and clean the articles again that have them.

    Several lines are one rule. For the outlet it keeps, in each article that hides the first of them, also what follows
    there for the reasons for which they were hidden.
    """
    if isinstance(hidden, (HiddenLine, int)):
        rule = Rule(0, article.id, None, line_of(_found(article, hidden)), "keep")
    else:
        group = [line for each in hidden if line_of(line := _found(article, each, readable=False))]
        lines = tuple(line_of(line) for line in group)
        if not lines:
            raise UsageError("These hidden lines have nothing to read.", hint="Choose others of its hidden lines.")
        reasons = tuple(dict.fromkeys(line.reason for line in group))
        rule = Rule(0, article.id, None, lines[0], "keep")
        rule = replace(rule, lines=lines, reasons=reasons) if len(lines) > 1 else rule
    refusal = UsageError("A rule for this article alone hides the line.", hint="Keep the line in this article.")
    _make(writer, article, rule, scope, refusal)


def _found(article: Article, hidden: HiddenLine | int, *, readable: bool = True) -> HiddenLine:
    """The hidden line itself; raises UsageError where the article does not have it, or it has no text to keep."""
    lines = article.content.hidden
    if isinstance(hidden, int):
        found = lines[hidden] if 0 <= hidden < len(lines) else None
    else:
        found = next((line for line in lines if line.text == hidden.text), None)
    if found is None or (readable and not line_of(found)):
        raise UsageError("The article has no such hidden line.", hint="Choose one of its hidden lines.")
    return found


def forget(writer: Writer, number: int) -> Rule:
    """Delete and return the rule with that number, and clean the articles again that it concerned."""
    rule = next((rule for rule in writer.reader.rules() if rule.number == number), None)
    if rule is None:
        raise UsageError(f"There is no rule {number}.", hint="'broadsheet rules' lists them.")
    writer.drop_rule(rule)
    if rule.outlet is not None or rule.article in writer.reader.current_versions():
        _clean_again(writer, rule)
    return rule


def _make(writer: Writer, article: Article, rule: Rule, scope: Scope, refusal: UsageError) -> None:
    """Add a rule and clean the articles again that it concerns; raises ``refusal`` if ``article`` is not changed."""
    if scope == "outlet" and article.outlet is None:
        raise UsageError("The outlet of this article is not known.", hint="Choose the line in this article only.")
    rule = writer.add_rule(replace(rule, outlet=article.outlet if scope == "outlet" else None))
    _clean_again(writer, rule)
    after = writer.reader.article(article.id)
    # Rules that together would hide all of an article hide nothing.
    came_back = rule.what == "hide" and rule.line in after.text.split("\n")
    if after.version == article.version or came_back:
        raise refusal
    if (taught := _taught(writer, article, rule)) is not None:
        _clean_again(writer, writer.add_rule(taught))


def _taught(writer: Writer, article: Article, rule: Rule) -> Rule | None:
    """The rule for the outlet that follows from ``rule`` for an article; None where it is the first of its kind.

    Nothing follows where the reader decided otherwise about the line in another article of the outlet, or for all.
    """
    if rule.outlet is not None or article.outlet is None:
        return None
    same = [each for each in writer.reader.rules() if each.line == rule.line]
    if any(each.outlet == article.outlet for each in same):
        return None
    known = writer.reader.articles({each.article for each in same})
    here = [each for each in same if each.article in known and known[each.article].outlet == article.outlet]
    last = {each.article: each for each in here}.values()
    if len(last) < _TAUGHT or any(each.what != rule.what or bool(each.lines) != bool(rule.lines) for each in last):
        return None
    return replace(rule, outlet=article.outlet)


def _clean_again(writer: Writer, rule: Rule) -> None:
    """Clean those articles again that show or hide a line of ``rule``."""
    for id in [rule.article] if rule.outlet is None else writer.reader.ids_of_outlet(rule.outlet):
        if concerns(rule.lines or (rule.line,), writer.reader.articles([id]).values()):
            document = writer.reader.document(id)
            writer.clean_again(id, without_recurring(writer, document, clean_here(document), id))
