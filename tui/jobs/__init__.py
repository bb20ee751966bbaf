"""The only place in ``tui`` that starts threads and processes. Results come back as messages."""

from tui.jobs.threads import Jobs, Target

__all__ = ["Jobs", "Target"]
