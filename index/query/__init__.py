"""What a reader can ask: the query language and its limits. Knows no engine."""
