"""Feeds, and the stores and exports of the programs in which people read and keep them."""
