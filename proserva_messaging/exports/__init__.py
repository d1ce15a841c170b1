"""Exports: a person's own copy of all that they wrote and received, as one file or folder."""
