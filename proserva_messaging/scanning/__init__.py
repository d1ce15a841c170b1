"""The virus scanner: new files are held until ClamAV says that they are clean."""
