"""Whether a text is prose, and whether all of it is there: what every format of texts may ask."""
