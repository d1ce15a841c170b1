"""Tests of the tests' layout: each test file is named after its module, and each module's tests can be found.

The tests of `proserva_messaging/delivery/email.py` are in `tests/proserva_messaging/delivery/`, in `test_email.py` and
`test_email_*.py`. `TESTED_IN` names the tests of modules that have no file of their own.
"""

from pathlib import Path

import ddt
import pytest
from django.test import SimpleTestCase

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[1]
PRODUCT, TESTS = ROOT / "proserva_messaging", ROOT / "tests" / "proserva_messaging"
# Shorter modules need no tests of their own.
SHORT = 40
TESTED_IN = {
    "admin/holds.py": "retention/test_holding.py",
    "admin/people.py": "admin/test_base_odd_input.py",
    "announcements/data.py": "rest_api/v1/test_announcements.py",
    "announcements/queries.py": "rest_api/v1/test_announcements_reading.py",
    "api/announcements.py": "test_api.py",
    "api/broadcasts.py": "test_api.py",
    "api/conversations.py": "test_api.py",
    "api/pages.py": "test_api.py",
    "audit_trail/export.py": "management/commands/test_proserva_audit.py",
    "broadcasts/composing.py": "broadcasts/test_actions.py",
    "broadcasts/data.py": "rest_api/v1/test_broadcasts.py",
    "broadcasts/export.py": "rest_api/v1/test_reports.py",
    "broadcasts/preview.py": "rest_api/v1/test_broadcasts_drafts.py",
    "broadcasts/queries.py": "rest_api/v1/test_broadcasts.py",
    "broadcasts/report.py": "rest_api/v1/test_reports.py",
    "admin/care.py": "admin/test_conversations_care.py",
    "care/contacts.py": "care/test_alerts.py",
    "care/data.py": "care/test_queue.py",
    "conversations/buttons.py": "lms_ui/test_unit_button.py",
    "conversations/composing.py": "conversations/test_sending.py",
    "conversations/data.py": "rest_api/v1/test_threads.py",
    "conversations/disclosures.py": "admin/test_conversations.py",
    "conversations/drafts.py": "conversations/test_sending.py",
    "conversations/groups.py": "conversations/test_members.py",
    "conversations/locking.py": "conversations/test_members.py",
    "conversations/notifications.py": "rest_api/v1/test_notifications.py",
    "conversations/roster.py": "rest_api/v1/test_people_roster.py",
    "conversations/threads.py": "rest_api/v1/test_threads.py",
    "data.py": "rest_api/v1/test_threads.py",
    "delivery/audience.py": "delivery/test_fanout.py",
    "delivery/chunks.py": "delivery/test_fanout.py",
    "delivery/digest.py": "test_sweep.py",
    "delivery/outcomes.py": "delivery/test_mailer.py",
    "delivery/pause.py": "delivery/test_retries.py",
    "delivery/preferences.py": "rest_api/v1/test_notifications.py",
    "edxapp/openedx.py": "edxapp/test_protocol.py",
    "edxapp/openedx_audiences.py": "edxapp/test_protocol.py",
    "edxapp/openedx_content.py": "edxapp/test_protocol.py",
    "edxapp/openedx_roster.py": "edxapp/test_protocol.py",
    "edxapp/openedx_team.py": "edxapp/test_protocol.py",
    "errors.py": "rest_api/v1/test_base.py",
    "exports/attachments.py": "exports/test_writing.py",
    "exports/data.py": "exports/test_writing.py",
    "exports/reading.py": "exports/test_writing.py",
    "exports/requests.py": "rest_api/v1/test_exports.py",
    "exports/targets.py": "management/commands/test_proserva_export.py",
    "integrity/rule.py": "integrity/test_checking.py",
    "links.py": "lms_ui/test_views.py",
    "lms_ui/buttons.py": "lms_ui/test_unit_button.py",
    "lms_ui/pages.py": "lms_ui/test_views.py",
    "management/commands/proserva_deliver.py": "test_sweep.py",
    "management/commands/proserva_retention.py": "retention/test_running.py",
    "management/commands/proserva_retire.py": "test_retirement.py",
    "models/audit.py": "store/test_audit.py",
    "models/announcements.py": "announcements/test_actions.py",
    "models/attachments.py": "conversations/test_attachments.py",
    "models/broadcasts.py": "broadcasts/test_actions.py",
    "models/deliveries.py": "test_sweep.py",
    "models/exports.py": "exports/test_making.py",
    "models/fanouts.py": "delivery/test_fanout.py",
    "models/care.py": "care/test_alerts.py",
    "models/moderation.py": "moderation/test_reporting.py",
    "moderation/data.py": "moderation/test_queue.py",
    "models/preferences.py": "conversations/test_recipients.py",
    "models/retention.py": "retention/test_holding.py",
    "models/threads.py": "conversations/test_members.py",
    "rest_api/v1/announcement_shapes.py": "rest_api/v1/test_announcements.py",
    "rest_api/v1/broadcast_inputs.py": "rest_api/v1/test_broadcasts_changes.py",
    "rest_api/v1/broadcast_shapes.py": "rest_api/v1/test_broadcasts.py",
    "rest_api/v1/inputs.py": "rest_api/v1/test_strict_fields.py",
    "rest_api/v1/document.py": "rest_api/v1/test_base.py",
    "rest_api/v1/errors.py": "rest_api/v1/test_base.py",
    "rest_api/v1/messages.py": "rest_api/v1/test_threads.py",
    "rest_api/v1/care.py": "care/test_queue.py",
    "rest_api/v1/moderation.py": "moderation/test_reporting.py",
    "rest_api/v1/moderation_shapes.py": "moderation/test_reporting.py",
    "rest_api/v1/openapi.py": "rest_api/v1/test_strict.py",
    "rest_api/v1/shapes.py": "rest_api/v1/test_threads.py",
    "rest_api/v1/templates.py": "broadcasts/test_templates.py",
    "rest_api/v1/urls.py": "rest_api/v1/test_strict.py",
    "store/pages.py": "conversations/test_history.py",
    "store/holds.py": "retention/test_holding.py",
    "store/people.py": "conversations/test_recipients.py",
    "store/sealing.py": "retention/test_holding.py",
    "store/system_messages.py": "rest_api/v1/test_participants.py",
    "store/dialect/blocks.py": "store/test_dialect.py",
    "store/dialect/spans.py": "store/test_dialect.py",
    "store/transactions.py": "conversations/test_sending.py",
}

# These test the product as a whole.
OF_ALL = ("test_state_machine.py", "test_two_days.py", "test_two_days_people.py")


def list_modules(shortest: int = 0) -> list[str]:
    """Return the paths of the product's modules with more lines than `shortest`, without migrations."""
    paths = [path for path in PRODUCT.rglob("*.py") if path.name != "__init__.py" and path.parent.name != "migrations"]
    long = [path for path in paths if len(path.read_text("utf-8").splitlines()) > shortest]
    return sorted(path.relative_to(PRODUCT).as_posix() for path in long)


def find_mirrors(module: str) -> list[Path]:
    """Return a module's own test files."""
    path = TESTS / module
    return [each for each in path.parent.glob(f"test_{path.stem}*.py") if is_named_after(each, path.stem)]


def is_named_after(test: Path, stem: str) -> bool:
    """Return whether a test file has a module's name, alone or followed by an aspect."""
    return test.stem == f"test_{stem}" or test.stem.startswith(f"test_{stem}_")


@ddt.ddt
class MirrorTests(SimpleTestCase):
    @ddt.data(*sorted(path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")))
    def test_a_test_file_is_named_after_a_module(self, name):
        modules = [module for module in list_modules() if TESTS / name in find_mirrors(module)]
        package = PRODUCT / Path(name).with_name(Path(name).stem.removeprefix("test_"))
        self.assertTrue(
            modules or package.is_dir() or name in OF_ALL,
            f"No module in proserva_messaging/{Path(name).parent} has the name of {name}",
        )

    @ddt.data(*list_modules(SHORT))
    def test_a_module_has_a_test_file_or_is_in_the_table(self, module):
        self.assertTrue(find_mirrors(module) or module in TESTED_IN, f"{module} has no tests: see TESTED_IN")

    @ddt.data(*TESTED_IN)
    def test_an_entry_of_the_table_is_needed_and_names_a_test_file(self, module):
        self.assertTrue((PRODUCT / module).exists(), f"{module} does not exist")
        self.assertEqual(find_mirrors(module), [], f"{module} has tests of its own: remove it from TESTED_IN")
        self.assertTrue((TESTS / TESTED_IN[module]).exists(), f"{TESTED_IN[module]} does not exist")
