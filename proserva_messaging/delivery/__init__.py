"""From a committed message to bell and inbox: the ledger, and the emails."""
