"""One article as blocks, lines and columns."""
