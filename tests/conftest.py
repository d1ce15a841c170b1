"""What holds for all tests."""

import hypothesis

# No test is timed: a busy machine would break it. All else is as hypothesis has it, in CI or elsewhere.
hypothesis.settings.register_profile("untimed", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("untimed")
