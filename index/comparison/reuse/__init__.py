"""Copied text: who shares what with whom, how it spread, and what was changed in it."""
