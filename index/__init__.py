"""Everything about an archive of news articles: importing, cleaning, storing, searching and comparing.

Enter by :class:`index.archive.Archive`.
"""
