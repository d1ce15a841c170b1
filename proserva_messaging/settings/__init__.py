"""The plugin's additions to the platform's settings."""
