"""File formats that a test offers as another package would, so that worker processes know them, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.formats import registry
from index.formats.plugins import GROUP


@contextmanager
def formats_on_offer(folder: Path, objects: Mapping[str, str]) -> Iterator[None]:
    """A package in ``folder`` that offers formats: by name, each as ``module:OBJECT``. The folder is importable."""
    package = folder / "toys-1.dist-info"
    package.mkdir(parents=True)
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: toys\nVersion: 1\n")
    points = "".join(f"{name} = {where}\n" for name, where in objects.items())
    (package / "entry_points.txt").write_text(f"[{GROUP}]\n{points}")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        registry.formats.cache_clear()
        yield
    registry.formats.cache_clear()
