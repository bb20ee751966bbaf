"""Exports of databases of news: one file, many articles, each with what the database knows of it.

A module reads one database in one kind of file. What they share is here: :mod:`.documents` makes source documents and
counts them, :mod:`.html_blocks`, :mod:`.text_blocks` and :mod:`.file_blocks` cut files into blocks of text,
:mod:`.field_values` reads dates, pages and names as the databases write them. Word and RTF are read by
:mod:`index.formats.office`.
"""
