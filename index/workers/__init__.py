"""The only place in ``index`` that starts processes and threads.

``pool`` maps a function over many items, ``streams`` makes a stream of answers of each item, and ``conversation`` asks
a program of the reader's by lines of text.
"""

from index.workers.conversation import converse
from index.workers.pool import Workers, processors
from index.workers.process import Failed
from index.workers.streams import Streams

__all__ = ["Failed", "Streams", "Workers", "converse", "processors"]
