"""The platform's signatures that the product relies on, release by release.

They were read in the platform's sources in November 2026:

* Teak: every signature below, and every name in `proserva_messaging/edxapp/names.py`, in the release 20.0.0 as kept in
  the repository Alimento-Team/chalix-ed (commit 5923546), and in the packages that it pins: edx-submissions 3.11.1,
  edx-toggles 5.3.0, edx-when 3.0.0, event-tracking 3.3.0, openedx-forum 0.3.0. pymongo (bson) and django-crum are
  installed for the tests.
* Verawood: every signature below, except those of these packages, in the main branch of openedx/openedx-platform in
  2026 (most files at commit e57a655d). Models and constants were not read, except for masquerading and retirement.
* Ulmo: not read this time. It lies between the two, so what both have in common is taken to hold for it.

To check a new release, read its sources, add a row to `CHANGES`, and update this text.
"""

# What the product calls, with its parameters in Teak. A method that is looked up on its class has `self`.
SIGNATURES = {
    "common.djangoapps.student.models.CourseEnrollment.objects.users_enrolled_in": (
        "course_id, include_inactive=False, verified_only=False"
    ),
    "common.djangoapps.student.role_helpers.get_course_roles": "user",
    "common.djangoapps.student.role_helpers.has_staff_roles": "user, course_key",
    "common.djangoapps.student.roles.CourseInstructorRole": "course_key",
    "common.djangoapps.student.roles.CourseLimitedStaffRole": "course_key",
    "common.djangoapps.student.roles.CourseStaffRole": "course_key",
    "common.djangoapps.student.roles.CourseStaffRole.users_with_role": "self",
    "common.djangoapps.student.roles.OrgInstructorRole": "org='', course_key=None",
    "common.djangoapps.student.roles.OrgStaffRole": "org='', course_key=None",
    "common.djangoapps.student.roles.OrgStaffRole.has_user": "self, user, check_user_activation=True",
    "common.djangoapps.student.roles.OrgStaffRole.users_with_role": "self",
    "common.djangoapps.track.contexts.course_context_from_course_id": "course_id",
    "edx_when.api.get_dates_for_course": (
        "course_id, user=None, use_cached=True, schedule=None, subsection_and_higher_only=False, published_version=None"
    ),
    "eventtracking.tracker.emit": "name=None, data=None",
    "lms.djangoapps.course_blocks.api.get_course_blocks": (
        "user, starting_block_usage_key, transformers=None, collected_block_structure=None, "
        "allow_start_dates_in_future=False, include_completion=False, include_has_scheduled_content=False"
    ),
    "lms.djangoapps.discussion.rest_api.api.get_thread": "request, thread_id, requested_fields=None, course_id=None",
    "lms.djangoapps.teams.api.discussion_visible_by_user": "discussion_id, user",
    "openedx.core.djangoapps.ace_common.template_context.get_base_template_context": "site",
    "openedx.core.djangoapps.course_groups.cohorts.get_course_cohorts": (
        "course=None, course_id=None, assignment_type=None"
    ),
    "openedx.core.djangoapps.course_groups.cohorts.is_course_cohorted": "course_key",
    "openedx.core.djangoapps.site_configuration.helpers.get_value": "val_name, default=None, **kwargs",
    "openedx.core.djangoapps.theming.helpers.get_current_site": "",
    "openedx.core.djangoapps.user_api.accounts.image_helpers.get_profile_image_urls_for_user": "user, request=None",
    "openedx.core.djangoapps.user_api.models.UserPreference.get_value": "user, preference_key, default=None",
    "openedx.core.djangoapps.waffle_utils.CourseWaffleFlag": "name, module_name, log_prefix=''",
    "openedx.core.djangoapps.waffle_utils.CourseWaffleFlag.is_enabled": "self, course_key=None",
    "openedx.core.lib.celery.task_utils.emulate_http_request": "site=None, user=None, middleware_classes=None",
    "openedx.features.course_experience.course_home_url": "course_key",
    "xmodule.modulestore.django.modulestore": "",
}

# What a later release has instead.
CHANGES = {
    "teak": {},
    "ulmo": {},
    "verawood": {
        "openedx.core.djangoapps.course_groups.cohorts.get_course_cohorts": (
            "course=None, course_id=None, assignment_type=None, ordering='asc'"
        ),
    },
}
