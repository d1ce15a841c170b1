"""Every read. `get_*` fetches; `access_*` fetches and authorises."""
