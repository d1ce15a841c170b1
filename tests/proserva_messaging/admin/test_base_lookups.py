"""Tests of query strings in Django admin: no page reveals hidden fields by filtering, searching or ordering."""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import ddt
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse

from proserva_messaging.models import AuditEntry, CareAlert, CourseSettings, Delivery, Report, Retirement, Thread
from tests.admin_case import NO_CARE, SECRET, AdminCase, admin_url
from tests.campus_case import make_client

APP = "proserva_messaging"
ADMINS = dict(admin.site._registry)
OURS = [model for model in ADMINS if model._meta.app_label == APP]
OTHERS = [model for model in ADMINS if model._meta.app_label != APP]
LOOKUPS = ("", "__exact", "__startswith", "__isnull", "__in", "__gt", "__regex")
# The filters of our pages, which show no more than the columns of the list.
ALLOWED = {
    Thread: {"kind__exact"},
    Delivery: {"state"},
    AuditEntry: {"action"},
    Report: {"state__exact", "route__exact"},
    CareAlert: {"state__exact"},
}
DEPTH = 3


def list_paths(model, depth=DEPTH) -> Iterator[tuple[str, list[type[Model]]]]:
    """Return the lookup paths of a model through all its fields and relations, hidden and reverse ones too.

    With each path come the models on it.
    """
    seen = model._meta.fields_map | {field.name: field for field in model._meta.get_fields(include_hidden=True)}
    for name, field in seen.items():
        target = field.related_model
        yield name, [model]
        if depth > 1 and isinstance(target, type) and issubclass(target, Model):
            for rest, models in list_paths(target, depth - 1):
                yield f"{name}__{rest}", [model, *models]


@ddt.ddt
class LookupTests(AdminCase):
    def filter(self, model, lookup, value="x"):
        """Return the rows that the list of a model shows for one lookup. Raises what Django answers with 400 or 302."""
        request = RequestFactory().get("/", {lookup: value})
        request.user = self.root
        return ADMINS[model].get_changelist_instance(request).queryset

    @ddt.data(*OURS)
    def test_no_field_and_no_relation_filters_a_list_of_ours(self, model):
        tried = 0
        for path, _models in list_paths(model):
            for lookup in LOOKUPS:
                if path + lookup in ALLOWED.get(model, ()):
                    continue
                tried += 1
                with self.assertRaises(DisallowedModelAdminLookup, msg=path + lookup):
                    self.filter(model, path + lookup)
        self.assertGreater(tried, len(LOOKUPS))

    @ddt.data(
        "pk", "pk__in", "id", "title__startswith", "direct_key", "participants__user__username", "kind__startswith"
    )
    def test_such_a_lookup_is_refused(self, lookup):
        response = make_client(self.root).get(admin_url("thread_changelist"), {lookup: "1"})
        self.assertEqual(response.status_code, 400)

    def test_the_filters_of_the_pages_work(self):
        client = make_client(self.root)
        for kind, count in (("direct", 1), ("group", 0)):
            response = client.get(admin_url("thread_changelist"), {"kind__exact": kind})
            self.assertEqual(len(response.context["cl"].result_list), count)
        Delivery.objects.update(email="failed")
        response = client.get(admin_url("delivery_changelist"), {"state": "failed"})
        self.assertEqual(len(response.context["cl"].result_list), 1)

    @ddt.data(*OTHERS)
    def test_no_relation_leads_from_another_apps_list_to_a_model_of_ours(self, model):
        for path, models in list_paths(model):
            if not any(each._meta.app_label == APP for each in models[1:]) and not self.leads_to_us(model, path):
                continue
            for lookup in LOOKUPS:
                refused = (DisallowedModelAdminLookup, IncorrectLookupParameters)
                with self.assertRaises(refused, msg=(path, lookup)):
                    self.filter(model, path + lookup, "1")

    def leads_to_us(self, model, path):
        """Return whether the last step of a path is a relation to a model of ours."""
        for name in path.split("__"):
            try:
                model = model._meta.get_field(name).related_model or model
            except FieldDoesNotExist:
                return True
        return model._meta.app_label == APP

    def test_no_query_reaches_our_models_from_the_user(self):
        user = get_user_model()
        ours = [name for name, field in user._meta.fields_map.items() if field.related_model._meta.app_label == APP]
        self.assertTrue(ours)
        for name in ours:
            with self.assertRaises(FieldError, msg=name):
                list(user.objects.filter(**{name: 1}))

    def test_the_list_of_users_reveals_no_row_of_ours(self):
        Retirement.objects.create(user=self.learner)
        for lookup in ("+", "+__isnull", "+__thread", "proserva__+"):
            response = make_client(self.root).get(reverse("admin:auth_user_changelist"), {lookup: "1"})
            self.assertIn(response.status_code, (302, 400), lookup)


@ddt.ddt
class ParameterTests(AdminCase):
    def setUp(self):
        super().setUp()
        Delivery.objects.update(email="failed", email_reason="550")
        CourseSettings.objects.create(course_id=self.key, contact=self.instructor)

    @ddt.data(*OURS)
    def test_no_other_parameter_shows_or_finds_content(self, model):
        client, name = make_client(self.root), model._meta.model_name
        key = self.message.thread.direct_key
        for query in (
            *({"q": word} for word in (SECRET, "zanz", key, key[:8])),
            *({"o": each} for each in ("1", "-1.2", "title", "-99", "1.title")),
            {"_to_field": "direct_key"},
            {"_popup": "1", "_to_field": "title"},
            {"_changelist_filters": urlencode({"title__startswith": "z"})},
            {"_facets": "1", "kind__exact": "direct"},
            {"all": "", "p": "1"},
            {"created__year": "2026", "created__month": "1"},
        ):
            response = client.get(admin_url(f"{name}_changelist"), query)
            self.assertIn(response.status_code, (200, 302, 400), query)
            shown = response.content.decode().replace(key, "").replace(SECRET, "") if "q" in query else ""
            self.assertNotIn(f"{SECRET} ", shown or response.content.decode().replace(f"q={SECRET}", ""), query)
            if response.status_code == 200 and "q" in query and model is not CourseSettings:
                self.assertEqual(list(response.context["cl"].result_list), [], query)

    @ddt.data("direct_key", "title", "course_id")
    def test_a_row_is_found_by_its_number_only(self, field):
        value = quote(str(getattr(self.message.thread, field)), safe="")
        for page in ("change", "history"):
            path = admin_url(f"thread_{page}", self.thread_id).replace(f"/{self.thread_id}/", f"/{value}/")
            response = make_client(self.root).get(path, {"_to_field": field})
            self.assertIn(response.status_code, (302, 400), page)
            if response.status_code == 302:
                self.assertEqual(response["Location"], reverse("admin:index"))

    def test_an_action_on_all_rows_applies_no_other_filter(self):
        data = {"action": "send_again", "_selected_action": "0", "select_across": "1"}
        page = admin_url("delivery_changelist") + "?message__body__startswith=z"
        self.assertEqual(make_client(self.root).post(page, data).status_code, 400)
        self.assertEqual(Delivery.objects.get().email, "failed")

    def test_autocompletion_reveals_no_content(self):
        for model in apps.get_app_config(APP).get_models():
            for field in model._meta.get_fields(include_hidden=True):
                if not field.is_relation or field.auto_created:
                    continue
                for term in ("", SECRET, self.message.thread.direct_key):
                    query = {"app_label": APP, "model_name": model._meta.model_name, "field_name": field.name}
                    response = make_client(self.root).get(reverse("admin:autocomplete"), {**query, "term": term})
                    self.assertIn(response.status_code, (200, 403), query)
                    found = response.json()["results"] if response.status_code == 200 else []
                    self.assertNotIn(SECRET, str(found))
                    if term:
                        self.assertEqual(found, [], query)

    def test_deleting_users_does_not_reveal_who_shares_a_thread(self):
        for user in (self.learner, self.instructor):
            response = make_client(self.root).get(reverse("admin:auth_user_delete", args=[user.pk]))
            shown = response.content.decode()
            self.assertNotIn(f"thread {self.thread_id}", shown)
            self.assertNotIn(f"message {self.message.pk}", shown)

    def test_the_log_of_the_admin_names_no_content(self):
        client, settings = make_client(self.root), CourseSettings.objects.get()
        data = {"course_id": str(self.key), "contact": "", "peer_messages": "off", "button": "", **NO_CARE}
        client.post(admin_url("coursesettings_change", settings.pk), data)
        client.post(admin_url("delivery_changelist"), {"action": "send_again", "_selected_action": "1"})
        logged = ContentType.objects.get_for_model(CourseSettings).logentry_set.get()
        self.assertEqual(logged.object_repr, str(self.key))
        for page in (reverse("admin:index"), admin_url("coursesettings_history", settings.pk)):
            self.assertNotContains(client.get(page), SECRET)
