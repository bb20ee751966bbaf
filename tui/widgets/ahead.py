"""Keys that are pressed before there is anything for them to act on: they wait, and then count."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.widget import Widget

from tui import keys

_NEVER_WAIT = frozenset({"escape", "ctrl+q"})
"""The ways out: they count at once, whatever waits."""
_MOST = 64
"""Keys that wait; of a key held down longer, the rest is dropped."""


class Ahead:
    """The keys typed ahead on one screen, in their order.

    A key waits if it is one of the screen's that needs what is being fetched, and so does every key after the first
    that waits: what is typed means the same however long the fetching takes.
    """

    def __init__(self, *places: keys.Where, at_once: frozenset[str] = frozenset()) -> None:
        """The keys of ``places`` wait, save those of the actions named ``at_once``."""
        self._waiting: list[events.Key] = []
        self._fetching = True
        table = [action for place in places for action in keys.actions(place)]
        self._need = {key for action in table if action.name not in at_once for key in action.keys}

    def keep(self, event: events.Key) -> bool:
        """Have the key of ``event`` wait, if it has to; whether it does."""
        if not self._fetching or event.key in _NEVER_WAIT or not (self._waiting or _typed(event) in self._need):
            return False
        if len(self._waiting) < _MOST:
            self._waiting.append(event)
        event.stop()
        event.prevent_default()
        return True

    def let_go(self, screen: Widget) -> None:
        """What they need has come: press the keys again, in their order."""
        self._fetching = False
        waiting, self._waiting = self._waiting, []
        # In the name of the app: what a screen posts does not bubble beyond it.
        for event in waiting:
            screen.app.call_later(_press, screen.app, event)

    def forget(self) -> None:
        """What they need does not come."""
        self._fetching = False
        self._waiting = []


def _press(app: App[object], event: events.Key) -> None:
    app.post_message(events.Key(event.key, event.character))


def _typed(event: events.Key) -> str:
    """The key as the table of keys has it: a character by itself, any other by its name."""
    return event.character if event.is_printable and event.character and event.character != " " else event.key
