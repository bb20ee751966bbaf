"""The only place in ``tui`` that starts threads and processes. Results come back as messages."""

from tui.jobs.lanes import Target
from tui.jobs.threads import Jobs

__all__ = ["Jobs", "Target"]
