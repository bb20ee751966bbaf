"""Articles side by side: links between their sentences, the facts on which they differ, reuse, and stories.

Each task has a module of its own, imported from where it is needed: ``compare``, ``parallels``, ``coverage``,
``stories``, ``reuse``; this package loads none of them by itself, since they load numpy.
"""
