"""Mutation testing: change one thing in a copy of ``index/`` and see whether a test notices."""
