"""Rows of lists: versions, copies, stories, the matrix."""
