"""Hits as files: one module a format, their values from one table of fields."""
