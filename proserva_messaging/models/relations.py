"""The name of relations from other apps' models to ours."""

# Django resolves even a hidden `+` in a query string of its admin (`auth/user/?+=5`). A name that contains `__` cannot
# be resolved, because lookups are split there; one that ends with `+` creates no attribute.
UNREACHABLE = "proserva__+"
