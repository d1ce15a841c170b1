"""The tests. They mirror the source tree; `make test` runs them all, through `noxfile.py`."""
