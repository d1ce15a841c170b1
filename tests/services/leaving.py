"""A person who leaves traces everywhere, and is retired: `python -m tests.services.leaving leave <folder>`, `… retire`.

The folder takes the files. `leave` prints the person's unsubscribe tokens, as JSON.
"""

import json
import logging
import sys

import django
from django.conf import settings

settings.STORAGES["proserva_messaging"]["OPTIONS"]["location"] = sys.argv[2]
# Required before the imports of models.
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402

from demo.campus import api as campus  # noqa: E402
from proserva_messaging.links import get_unsubscribe_path  # noqa: E402
from proserva_messaging.sweep import sweep  # noqa: E402
from tests.traces import USERNAME, LeavingCase  # noqa: E402


def leave():
    """Leave the traces, outside any transaction. Print the tokens of all courses and of one."""
    # The case leaves a damaged Failure on purpose, which is logged.
    logging.disable(logging.ERROR)
    LeavingCase.setUpTestData()
    case = LeavingCase("leave_everything")
    case.setUp()
    case.leave_everything()
    paths = [get_unsubscribe_path(case.person, courses) for courses in ([], [str(case.key)])]
    sys.stdout.write(json.dumps([path.split("/")[-2] for path in paths]) + "\n")


def retire():
    """Retire the person through the platform's pipeline, and let the sweep delete what waits for that."""
    campus.retire(get_user_model().objects.get(username=USERNAME))
    sweep()


if __name__ == "__main__":
    {each.__name__: each for each in (leave, retire)}[sys.argv[1]]()
