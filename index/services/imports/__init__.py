"""Importing files: reading and cleaning in worker processes, storing, and what follows."""
