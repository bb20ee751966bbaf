"""Records become styled lines here. Pure: no Textual, no files, no archive."""
