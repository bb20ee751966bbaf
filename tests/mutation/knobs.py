"""What is not mutated, with reasons: it decides how fast something is or how much is done at once, not what is found.

Constants and functions by the module that holds them. A test checks that each of them is there.
"""

from __future__ import annotations

from collections.abc import Mapping

KNOBS: Mapping[str, Mapping[str, str]] = {}
