"""Controllers of a comparison: what is compared, how it is laid out, and going through it."""
