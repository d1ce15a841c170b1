"""Tests that play what people do, in Chromium, against a running demo campus."""
