"""Keys that are pressed before there is anything for them to act on: they wait until there is."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.widget import Widget

from tui import keys

_NEVER_WAIT = frozenset({"escape", "ctrl+q"})
"""The keys that leave a page never wait."""
_MOST = 64
"""Keys that wait; of a key held down longer, the rest is dropped."""


class TypeAhead:
    """The keys typed ahead on one screen, in their order.

    A key waits if it is one of the screen's that needs what is being fetched, and so does every key after the first
    that waits: what is typed means the same however long the fetching takes. What is typed after a key that opens
    another screen is meant for that one.
    """

    def __init__(
        self, *places: keys.Where, at_once: frozenset[str] = frozenset(), turning: frozenset[str] = frozenset()
    ) -> None:
        """Keys of ``places`` wait, except those of actions ``at_once``; those of ``turning`` open another screen."""
        self._waiting: list[events.Key] = []
        self._fetching = True
        table = [action for place in places for action in keys.actions(place)]
        self._need = {key for action in table if action.name not in at_once for key in action.keys}
        self._turn = {key for action in table if action.name in turning for key in action.keys}
        self._turning = False

    def keep(self, event: events.Key) -> bool:
        """Have the key of ``event`` wait, if it has to; returns whether it does."""
        if event.key in _NEVER_WAIT or not self._has_to_wait(_typed(event)):
            return False
        if len(self._waiting) < _MOST:
            self._waiting.append(event)
        event.stop()
        event.prevent_default()
        return True

    def _has_to_wait(self, key: str) -> bool:
        waits = self._turning or (self._fetching and bool(self._waiting or key in self._need))
        if not waits and key in self._turn:
            self._turning = True
        return waits

    def stay(self, screen: Widget) -> None:
        """There is no other screen to open: what was typed after is meant for this one."""
        self._turning = False
        if not self._fetching:
            self.press_again(screen)

    def turned(self, screen: Widget) -> None:
        """Another screen is open: press there what was typed for it."""
        if self._turning:
            self.press_again(screen)

    def come(self, screen: Widget) -> None:
        """What the keys need has come: press them."""
        self._fetching = False
        if not self._turning:
            self.press_again(screen)

    def press_again(self, screen: Widget) -> None:
        """Press the keys again, in their order."""
        waiting, self._waiting = self._waiting, []
        # In the name of the app: what a screen posts does not bubble beyond it.
        for event in waiting:
            screen.app.call_later(_press, screen.app, event)

    def forget(self) -> None:
        """What the keys need does not come: drop them."""
        self._fetching = self._turning = False
        self._waiting = []


def _press(app: App[object], event: events.Key) -> None:
    app.post_message(events.Key(event.key, event.character))


def _typed(event: events.Key) -> str:
    """The key as the table of keys has it: a character by itself, any other by its name."""
    return event.character if event.is_printable and event.character and event.character != " " else event.key
