"""Version 1 of the REST API: views parse, call and answer; no rules inside."""
