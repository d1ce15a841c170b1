"""Version 1 of the REST API: views parse, call and respond, and hold no rules."""
