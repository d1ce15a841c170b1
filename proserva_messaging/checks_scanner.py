"""System checks of the virus scanner: it answers, and no file waits for it."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from proserva_messaging import conf
from proserva_messaging.scanning import clamd, held_files

HINT = "See docs/operators.md, Virus scanner."


@register("proserva_messaging", deploy=True)
def check_scanner(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Warn if the scanner does not answer PING. Only with `check --deploy`, because it connects."""
    if not held_files.is_on():
        return []
    try:
        clamd.ping(clamd.parse_address(conf.get("SCANNER")), held_files.PING_SECONDS)
    except ValueError:  # E004 reports it
        return []
    except clamd.ScannerError as error:
        message = f"The virus scanner at {conf.get('SCANNER')} gives no answer, so new files are held: {error}."
        return [Warning(message, hint=HINT, id="proserva_messaging.W022")]
    return []


@register("proserva_messaging", Tags.database)
def check_held_files(app_configs: Any, databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn about held files that failed their scan, or that no scanner is configured for. Only with a database."""
    if not databases:
        return []
    try:
        waiting = held_files.count_stuck()
    except Exception:  # before the first migration there is no table
        return []
    if not waiting:
        return []
    reason = "their scans failed" if held_files.is_on() else "no virus scanner is set up"
    message = f"{waiting} files are held and cannot be downloaded: {reason}."
    return [Warning(message, hint=HINT, id="proserva_messaging.W023")]
