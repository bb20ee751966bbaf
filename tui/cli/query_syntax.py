"""What a query can be, for the help of ``search`` and the man page."""

from __future__ import annotations

_FINDS = 34
"""The column in which it says what a form finds; after a longer form, on a line of its own."""


def query_note() -> str:
    """A line for each form and field of a query."""
    from index.archive import query_fields, query_forms

    rows = [("  ".join(form.examples), form.finds.replace("`", "")) for form in query_forms()]
    lines = [_line(*row) for row in (*rows, *query_fields())]
    pasted = "What is pasted is searched for as text, and a message says what was read so."
    return "\n".join(["a QUERY can be:", *lines, "", pasted])


def _line(written: str, finds: str) -> str:
    if len(written) > _FINDS - 4:
        return f"  {written}\n{' ' * _FINDS}{finds}"
    return f"  {written:<{_FINDS - 2}}{finds}"
