"""Speed and scale: each figure is a ratio against a bound that was measured in the same run."""
