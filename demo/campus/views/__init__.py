"""The campus's pages, a module for each part."""
