"""State machines: people do anything in any order, beside a model that says what must come of it."""
