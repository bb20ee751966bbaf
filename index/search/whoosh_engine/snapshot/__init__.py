"""One generation of the index, read: columns, statistics, postings and positions as arrays."""
