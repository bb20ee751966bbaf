"""Columnar segments of the full-text index: arrays in files, without pickles, verified before they answer.

``layout`` says in prose what a segment holds. ``builder`` makes one out of articles (``vocabulary``, ``pieces``,
``text_sorting``) and ``merger`` one out of several, as ``merge_policy`` plans it; ``file_writer`` puts it on the disk.
``reader`` answers from it (``string_table``), ``whoosh_reader`` lets Whoosh's own searcher answer from it. ``contents``
lists the segments of a generation, ``open_segments`` keeps them open. No module here knows queries.
"""
