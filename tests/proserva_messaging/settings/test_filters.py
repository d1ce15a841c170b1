"""The platform's filters get the product's steps, and keep the operator's own."""

import re
from types import SimpleNamespace

import ddt
from django.test import SimpleTestCase
from django.utils.module_loading import import_string
from openedx_filters import PipelineStep
from openedx_filters.learning import filters as learning

from proserva_messaging.settings import common, production
from proserva_messaging.settings.filters import STEPS

UNIT = "org.openedx.learning.vertical_block.render.completed.v1"
OURS = list(STEPS[UNIT])


def configure(*modules, **configured):
    """Return what plugin settings make of a platform's settings."""
    settings = SimpleNamespace(**configured)
    for module in modules or (common,):
        module.plugin_settings(settings)
    return settings.OPEN_EDX_FILTERS_CONFIG


@ddt.ddt
class FiltersTest(SimpleTestCase):
    def test_every_step_is_one_and_every_filter_is_named_as_the_platform_names_its_own(self):
        for filter_type, steps in STEPS.items():
            assert all(issubclass(import_string(step), PipelineStep) for step in steps)
            assert re.fullmatch(r"org\.openedx\.learning\.[a-z_.]+\.v1", filter_type)

    def test_the_units_filter_is_the_librarys(self):
        assert learning.VerticalBlockRenderCompleted.filter_type == UNIT

    @ddt.data({}, {"OPEN_EDX_FILTERS_CONFIG": None}, {"OPEN_EDX_FILTERS_CONFIG": {UNIT: {}}})
    def test_where_nothing_is_configured_a_broken_step_stays_silent(self, configured):
        assert configure(**configured)[UNIT] == {"fail_silently": True, "pipeline": OURS}

    @ddt.data(
        ({"pipeline": ["their.Step"], "fail_silently": False, "log_level": "debug"}, False),
        ({"pipeline": ("their.Step",)}, True),
        (["their.Step"], True),
        ("their.Step", True),
    )
    @ddt.unpack
    def test_the_operators_own_comes_first_and_is_kept(self, theirs, silent):
        found = configure(OPEN_EDX_FILTERS_CONFIG={UNIT: theirs, "other": {"pipeline": ["x"]}})
        assert found[UNIT]["pipeline"] == ["their.Step", *OURS]
        assert found[UNIT]["fail_silently"] is silent
        assert found["other"] == {"pipeline": ["x"]}
        if isinstance(theirs, dict):
            assert {**theirs, "pipeline": 0, "fail_silently": 0} == {**found[UNIT], "pipeline": 0, "fail_silently": 0}

    def test_twice_is_once_and_the_operators_dict_is_not_written_into(self):
        given = {UNIT: {"pipeline": ["their.Step"]}}
        assert configure(common, production, common, OPEN_EDX_FILTERS_CONFIG=given)[UNIT]["pipeline"] == [
            "their.Step",
            *OURS,
        ]
        assert given == {UNIT: {"pipeline": ["their.Step"]}}

    def test_an_operator_who_replaced_everything_after_common_gets_it_again(self):
        settings = SimpleNamespace()
        common.plugin_settings(settings)
        settings.OPEN_EDX_FILTERS_CONFIG = {UNIT: {"pipeline": ["their.Step"], "fail_silently": False}}
        production.plugin_settings(settings)
        assert settings.OPEN_EDX_FILTERS_CONFIG[UNIT] == {"pipeline": ["their.Step", *OURS], "fail_silently": False}
