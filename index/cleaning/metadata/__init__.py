"""Bylines, dates, outlets and languages, whatever the form of the source."""
