"""The only place in ``tui`` that starts threads and processes. Results come back as messages."""

from tui.jobs.jobs import Jobs
from tui.jobs.workers import Target

__all__ = ["Jobs", "Target"]
