"""Tests of `make mutants`: its modules and tests exist, each accepted survivor has a reason, and the score is right."""

import tomllib

import ddt
import pytest
from django.test import SimpleTestCase

from tests import mutants

pytestmark = pytest.mark.checkout


@ddt.ddt
class MutantTests(SimpleTestCase):
    @ddt.data(*mutants.MODULES)
    def test_the_module_and_its_tests_exist(self, module):
        tests = [each.partition("::")[0] for each in mutants.MODULES[module]]
        paths = [f"proserva_messaging/{module.replace('.', '/')}.py", *tests]
        self.assertEqual([path for path in paths if not (mutants.ROOT / path).exists()], [])

    def test_each_accepted_survivor_has_a_reason_and_is_of_a_listed_module(self):
        modules = {f"proserva_messaging.{module}" for module in mutants.MODULES}
        for (function, old, new), reason in mutants.read_accepted().items():
            self.assertIn(function.rpartition(".")[0], modules)
            self.assertNotEqual(old, new)
            self.assertTrue(reason)

    @ddt.data(
        (4, [], [], 100, []),
        (4, ["b", "c"], [], 50, ["b", "c"]),
        (3, ["b", "c"], ["b"], 50, ["c"]),
        (2, ["b"], ["b"], 100, []),
        (1, ["a"], ["a"], 100, []),
    )
    @ddt.unpack
    def test_score(self, total, survivors, accepted, score, missed):
        self.assertEqual(mutants.judge(total, survivors, accepted), (score, missed))

    def test_a_mutant_is_read_from_its_diff_and_shown_as_the_list_has_it(self):
        diff = '--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n def f():\n-    return "a"\n+    return "é"\n'
        mutant = mutants.read_mutant("proserva_messaging.store.text.x_f__mutmut_1", diff)
        self.assertEqual(mutant, ("proserva_messaging.store.text.x_f", 'return "a"', 'return "é"'))
        [entry] = tomllib.loads(mutants.show(mutant))["mutant"]
        self.assertEqual(tuple(entry.values()), (*mutant, ""))

    def test_outcomes_are_read_from_the_list_of_results(self):
        listed = (
            "    proserva_messaging.store.merge_fields.x_fill__mutmut_1: killed\n    m.xǁAǁb__mutmut_12: no tests\n"
        )
        expected = {
            "proserva_messaging.store.merge_fields.x_fill__mutmut_1": "killed",
            "m.xǁAǁb__mutmut_12": "no tests",
        }
        self.assertEqual(dict(mutants.LINE.findall(listed)), expected)
