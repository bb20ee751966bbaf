"""Widgets of Textual: they draw lines that rendering made, and report keys and clicks."""
