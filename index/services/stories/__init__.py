"""Articles grouped by event: which are of one story, and what the record of a story has."""
