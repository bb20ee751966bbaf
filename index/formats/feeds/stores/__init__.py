"""SQLite databases: those of known readers, and any table of articles."""
