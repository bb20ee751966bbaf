"""The lines that a reader hid or kept, in one article or at an outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from index.model import PartialDate, Rule
from index.text import printable
from tui import keys, messages
from tui.jobs import Jobs
from tui.rendering.dates import day
from tui.rendering.numbers import counted
from tui.rendering.text.cells import cut
from tui.rendering.text.row import justify
from tui.rendering.text.runs import Run
from tui.settings import Settings
from tui.widgets.frame import Frame
from tui.widgets.row_list import RowChosen, RowList

_WIDEST = 100


class RuleList(RowList):
    """One rule: the line; what becomes of it, and where."""

    ROW_HEIGHT = 3

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rules: Sequence[Rule] = ()
        self.headlines: Mapping[str, str] = {}

    def show(self, rules: Sequence[Rule], headlines: Mapping[str, str], current: int) -> None:
        """List these rules."""
        self.rules, self.headlines = rules, headlines
        self.fill(len(rules), current)

    def is_lit(self, line: int) -> bool:
        """The blank line below a rule is not part of it."""
        return line < 2

    def draw(self, index: int, line: int, width: int) -> list[Run]:
        """The line; what, where and when."""
        rule, bar = self.rules[index], Run("▌" if index == self.current else " ", "accent")
        if line == 0:
            more = f"  and {counted(len(rule.lines) - 1, 'line')} below it" if rule.lines else ""
            first = cut(printable(rule.line), max(1, min(_WIDEST, width - 1) - len(more)))
            return [bar, Run(first, "ink"), Run(more, "dim")]
        if line == 1:
            where = f"everywhere in {rule.outlet}" if rule.outlet is not None else f"in {self._article(rule)}"
            done = "kept" if rule.what == "keep" else "hidden"
            action = [Run(done, "headline"), Run(printable(f" {where}"), "dim")]
            return [
                bar,
                *justify(action, [Run(f"{day(PartialDate.parse(rule.made))}   {rule.number}", "dim")], width - 1),
            ]
        return []

    def _article(self, rule: Rule) -> str:
        return f"“{self.headlines[rule.article]}”" if rule.article in self.headlines else rule.article[:8]


class RulesScreen(Frame):
    """Lists the rules, the latest first, and removes them."""

    WHERE = "rules"
    BINDINGS: ClassVar[list[BindingType]] = list(keys.bindings("rules"))

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__(jobs, settings)
        self._ticket = 0

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield RuleList(id="rules")

    @property
    def listing(self) -> RuleList:
        """The widget that lists them."""
        return self.query_one("#rules", RuleList)

    def on_mount(self) -> None:
        """Ask for the rules."""
        super().on_mount()
        self.masthead([Run(keys.TITLES["rules"], "headline")])
        self.listing.focus()
        self.on_archive_changed()

    def on_archive_changed(self) -> None:
        """Ask again: another page may have made a rule."""
        self._ticket = self.jobs.rules.all(self)

    def on_rules_ready(self, message: messages.RulesReady) -> None:
        """List them."""
        if message.ticket != self._ticket:
            return
        self.masthead([Run(keys.TITLES["rules"], "headline"), Run(f"   {counted(len(message.rules), 'rule')}", "dim")])
        if message.rules:
            self.listing.show(message.rules, message.headlines, self.listing.current)
        else:
            self.listing.notify_in_place(
                [
                    [Run("You hid and kept no line.", "headline")],
                    [
                        Run(
                            "In an article, a hides the current line; h shows hidden lines, and a keeps them.",
                            "dim",
                        )
                    ],
                ]
            )

    def on_rule_removed(self, message: messages.RuleRemoved) -> None:
        """Fetch what the rule hid or kept again, and the list."""
        lines = "the lines are" if message.rule.lines else "the line is"
        result = f"{lines} back" if message.rule.what == "hide" else f"{lines} as before"
        self.show_message([Run(f"rule {message.rule.number} is removed; {result}", "ink")])
        self.app.post_message(messages.ArchiveChanged())

    def on_job_failed(self, message: messages.JobFailed) -> None:
        """Say what went wrong."""
        self.show_message([Run("✕ ", "conflict-bold"), Run(message.message, "ink"), Run(f" {message.hint}", "dim")])

    def _rule(self) -> Rule | None:
        return self.listing.rules[self.listing.current] if self.listing.count else None

    def action_remove(self) -> None:
        """Forget the current rule."""
        if (rule := self._rule()) is not None:
            self.jobs.rules.remove(self, rule.number)

    def action_open(self) -> None:
        """Read the article that it was made in."""
        if (rule := self._rule()) is not None:
            self.post_message(messages.OpenArticle(rule.article))

    def on_row_chosen(self, _: RowChosen) -> None:
        """A click on the current rule opens its article."""
        self.action_open()
