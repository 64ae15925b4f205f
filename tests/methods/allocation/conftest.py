"""Property tests of this room know no time limit: other work on the machine may hold them up."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
