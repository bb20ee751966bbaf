"""All that an archive holds, to be written elsewhere."""
