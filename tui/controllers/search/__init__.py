"""Controllers of the search page: the query and its answers, and what can be done with a hit."""
