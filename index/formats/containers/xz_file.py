"""Files packed with xz."""

from __future__ import annotations

import lzma
from typing import BinaryIO, cast

from index.formats.containers.compressed import packed_format
from index.model import FormatNames


def _unpacked(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, lzma.LZMAFile(stream))


FORMAT = packed_format(FormatNames("xz", (".xz", ".txz"), ("application/x-xz",)), b"\xfd7zXZ\x00", _unpacked)
