"""What still reads of a damaged store, read from its pages: nothing that its schema says is ever run.

SQLite reads a table from its root down, so that one damaged page near the root hides all below it, and its own way to
recover rows is not in Python's library. Here every page of the file is looked at by itself, as SQLite's ``.recover``
does. The format of the file is described at https://www.sqlite.org/fileformat2.html.
"""
