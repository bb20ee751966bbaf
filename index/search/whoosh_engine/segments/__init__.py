"""Columnar segments of the full-text index: arrays in files, without pickles, verified before they answer.

``layout`` says in prose what a segment holds. ``build`` makes one out of articles (``vocabulary``, ``pieces``,
``texts``) and ``merge`` one out of several, as ``policy`` plans it; ``write`` puts it on the disk. ``reader`` answers
from it (``strings``), ``whooshreader`` lets Whoosh's own searcher answer from it. ``contents`` lists the segments of a
generation, ``shelf`` keeps them open. No module here knows queries.
"""
