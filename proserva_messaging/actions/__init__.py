"""Every write that a person can cause: all views, commands and other code go through here."""
