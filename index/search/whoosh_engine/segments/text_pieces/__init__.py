"""Texts read into words: pieces between spaces are cut many at once, and what each distinct one has is remembered."""
