"""The interface: a command line and a terminal application over :mod:`index`."""
