"""Speed and scale: each figure is a ratio to a bound measured in the same run."""
