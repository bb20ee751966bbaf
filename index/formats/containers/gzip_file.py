"""Files packed with gzip."""

from __future__ import annotations

import gzip
from typing import BinaryIO, cast

from index.formats.containers.compressed import packed_format
from index.model import FormatNames


def _unpacked(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))


FORMAT = packed_format(FormatNames("gzip", (".gz", ".tgz"), ("application/gzip",)), b"\x1f\x8b", _unpacked)
