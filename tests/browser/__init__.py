"""Browser tests: user journeys in Chromium against a running demo campus."""
