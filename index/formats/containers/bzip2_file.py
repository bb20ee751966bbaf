"""Files packed with bzip2."""

from __future__ import annotations

import bz2
from typing import BinaryIO, cast

from index.formats.containers.compressed import packed_format
from index.model import FormatNames


def _unpacked(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, bz2.BZ2File(stream))


FORMAT = packed_format(FormatNames("bzip2", (".bz2", ".tbz2", ".tbz"), ("application/x-bzip2",)), b"BZh", _unpacked)
