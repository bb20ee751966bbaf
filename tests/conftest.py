"""What every test may use."""

from hypothesis import settings

# How long an example takes says nothing about what is right, and the first one loads what is loaded when needed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
