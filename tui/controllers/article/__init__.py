"""Controllers of the reader: what can be done with the article that is open."""
