"""Tables: a row is an article, its columns are the fields of a record."""
