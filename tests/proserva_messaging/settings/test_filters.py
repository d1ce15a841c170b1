"""Tests of the filters' settings: the product's steps are added, and the operator's steps are kept."""

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
    """Return the filters' settings after the plugin's settings are applied to a platform's settings."""
    settings = SimpleNamespace(**configured)
    for module in modules or (common,):
        module.plugin_settings(settings)
    return settings.OPEN_EDX_FILTERS_CONFIG


@ddt.ddt
class FiltersTest(SimpleTestCase):
    def test_every_step_is_a_pipeline_step_and_every_filter_has_a_name_of_the_platform(self):
        for filter_type, steps in STEPS.items():
            assert all(issubclass(import_string(step), PipelineStep) for step in steps)
            assert re.fullmatch(r"org\.openedx\.learning\.[a-z_.]+\.v1", filter_type)

    def test_the_units_filter_is_that_of_the_library(self):
        assert learning.VerticalBlockRenderCompleted.filter_type == UNIT

    @ddt.data({}, {"OPEN_EDX_FILTERS_CONFIG": None}, {"OPEN_EDX_FILTERS_CONFIG": {UNIT: {}}})
    def test_a_broken_step_is_silent_by_default(self, configured):
        assert configure(**configured)[UNIT] == {"fail_silently": True, "pipeline": OURS}

    @ddt.data(
        ({"pipeline": ["their.Step"], "fail_silently": False, "log_level": "debug"}, False),
        ({"pipeline": ("their.Step",)}, True),
        (["their.Step"], True),
        ("their.Step", True),
    )
    @ddt.unpack
    def test_the_operators_steps_come_first_and_are_kept(self, theirs, silent):
        found = configure(OPEN_EDX_FILTERS_CONFIG={UNIT: theirs, "other": {"pipeline": ["x"]}})
        assert found[UNIT]["pipeline"] == ["their.Step", *OURS]
        assert found[UNIT]["fail_silently"] is silent
        assert found["other"] == {"pipeline": ["x"]}
        if isinstance(theirs, dict):
            assert {**theirs, "pipeline": 0, "fail_silently": 0} == {**found[UNIT], "pipeline": 0, "fail_silently": 0}

    def test_steps_are_added_once_and_the_operators_dict_is_not_changed(self):
        given = {UNIT: {"pipeline": ["their.Step"]}}
        assert configure(common, production, common, OPEN_EDX_FILTERS_CONFIG=given)[UNIT]["pipeline"] == [
            "their.Step",
            *OURS,
        ]
        assert given == {UNIT: {"pipeline": ["their.Step"]}}

    def test_production_adds_the_steps_again_if_the_operator_replaced_the_setting(self):
        settings = SimpleNamespace()
        common.plugin_settings(settings)
        settings.OPEN_EDX_FILTERS_CONFIG = {UNIT: {"pipeline": ["their.Step"], "fail_silently": False}}
        production.plugin_settings(settings)
        assert settings.OPEN_EDX_FILTERS_CONFIG[UNIT] == {"pipeline": ["their.Step", *OURS], "fail_silently": False}
