"""Every key of every screen, in one table.

Bindings, the foot of a screen, its ``?`` and the command palette are all made from here, so that they cannot
disagree. An action named ``next_link`` is carried out by a method ``action_next_link``: of the app for the keys of
everywhere, of the query line for its own, else of the screen or one of its controllers. Widgets with rows move by one
``action_move``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from textual.binding import Binding

from tui.keys.table import ACTIONS, TITLES, Action, Motion, Where

__all__ = [
    "ACTIONS",
    "TITLES",
    "Action",
    "HelpSection",
    "Motion",
    "Where",
    "actions",
    "bindings",
    "command",
    "foot",
    "foot_now",
    "help_sections",
    "label",
    "moving",
]


class HelpSection(NamedTuple):
    """One block of the keys screen."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """Keys as they are shown, and what they do."""


_LABELS = {
    "escape": "esc",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "pgdn",
    "pageup": "pgup",
}
_BOUND_BY_OWNER: frozenset[Where] = frozenset({"everywhere", "moving", "query"})
"""Places whose actions are methods of what binds them; all others go through the screen to its controllers."""
_WITHOUT_ROWS: frozenset[Where] = frozenset({"query", "everywhere", "moving"})


def actions(where: Where) -> tuple[Action, ...]:
    """The actions of one place, in the order they are shown."""
    return tuple(action for action in ACTIONS if action.where == where)


def label(key: str) -> str:
    """A key as the reader knows it: ``escape`` is ``esc``."""
    return _LABELS.get(key, key)


def bindings(*places: Where) -> list[Binding]:
    """Textual's bindings for these places; hidden, because the foot is drawn from this table.

    An action on digits is given the digit that was pressed.
    """
    return [
        Binding(keys, name, action.help, show=False)
        for where in places
        for action in actions(where)
        for keys, name in _bound(action)
    ]


def moving(where: Where) -> list[Binding]:
    """The bindings of what shows the rows of a place: keys that the place uses for something else move nothing."""
    return [Binding(",".join(action.keys), command(action), action.help, show=False) for action in _moving(where)]


def _moving(where: Where) -> Iterator[Action]:
    taken = {key for action in actions(where) for key in action.keys}
    for action in actions("moving"):
        left = tuple(key for key in action.keys if key not in taken)
        if left:
            yield action._replace(keys=left)


def command(action: Action) -> str:
    """The action as Textual runs it on the app or a screen: ``next_theme``, ``carry_out('next_link')``."""
    if action.where == "moving":
        return f"move('{action.name}')"
    return action.name if action.where in _BOUND_BY_OWNER else f"carry_out('{action.name}')"


def _bound(action: Action) -> list[tuple[str, str]]:
    """Keys and the command that they run."""
    if all(key.isdigit() for key in action.keys):
        return [(key, f"carry_out('{action.name}', {key})") for key in action.keys]
    return [(",".join(action.keys), command(action))]


def foot(where: Where, *, typing: bool = False) -> list[tuple[str, str]]:
    """``(keys, word)`` pairs for the foot of a place, those of everywhere last: ``("n N", "link")``.

    While a text field has the focus (``typing``; always in the query line) single letters are text, so only the other
    keys are shown, and the way out is the last, as it is on the keys screen itself.
    """
    if where == "help":
        return [("space", "page"), ("q", "back")]
    typing = typing or where == "query"
    shown = [action for action in (*actions(where), *actions("everywhere")) if action.foot]
    if typing:
        shown = [action for action in shown if len(action.keys[0]) > 1]
    pairs = [
        (" ".join(label(action.keys[0]) for action in same), word)
        for word, same in groupby(shown, key=lambda action: action.foot)
    ]
    return [*pairs, ("esc", "back")] if typing else pairs


def foot_now(*named: tuple[Where, str, str]) -> list[tuple[str, str]]:
    """The foot of a page on which keys do something else than usual: place, action and the word for what it does now.

    Neighbours with the same word share it, as in :func:`foot`.
    """
    found = {(action.where, action.name): action for action in ACTIONS}
    return [
        (" ".join(label(found[where, name].keys[0]) for where, name, _ in same), word)
        for word, same in groupby(named, key=lambda each: each[2])
    ]


def help_sections(where: Where) -> Sequence[HelpSection]:
    """What ``?`` shows in a place: its own keys, the query line's beside results, moving, everywhere."""
    places: list[Where] = [where]
    if where == "results":
        places.append("query")
    if where not in _WITHOUT_ROWS:
        places.append("moving")
    if where != "everywhere":
        places.append("everywhere")
    return [
        _section(place, tuple(_moving(where)) if place == "moving" else actions(place))
        for place in places
        if actions(place)
    ]


def _section(where: Where, shown: Sequence[Action]) -> HelpSection:
    rows = tuple((" ".join(label(key) for key in action.keys), action.help) for action in shown)
    return HelpSection(TITLES[where], rows)
