"""Pictures are kept as ``.svg``, so that the README can show them."""

import pytest_textual_snapshot

# The plugin names the extension as an older syrupy did; the later one would write ``.raw``.
pytest_textual_snapshot.SVGImageExtension.file_extension = "svg"
