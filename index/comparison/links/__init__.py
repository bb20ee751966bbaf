"""Links sentences of two articles that report the same thing: how strongly, and why."""
