"""Copied text: found when articles come in, reported when a reader asks, and near-duplicates as editions."""
