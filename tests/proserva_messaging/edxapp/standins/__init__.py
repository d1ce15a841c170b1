"""Stand-ins for the platform: modules with its names and signatures that read the demo campus's tables.

The product makes its real imports, calls and ORM lookups against them. `test_names.py` compares their signatures with
the platform's.
"""

from tests.proserva_messaging.edxapp.standins import content, people  # noqa: F401 (they register their stand-ins)
from tests.proserva_messaging.edxapp.standins.content import ForumV2RequestError
from tests.proserva_messaging.edxapp.standins.registry import MODULES, installed
from tests.proserva_messaging.edxapp.standins.site import CourseMasquerade, CourseWaffleFlag

__all__ = ["MODULES", "CourseMasquerade", "CourseWaffleFlag", "ForumV2RequestError", "installed"]
