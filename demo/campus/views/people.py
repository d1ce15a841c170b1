"""Sign-in, switching user, masquerading, languages and profiles."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from demo.campus import api, masquerade, people
from demo.campus.platform import CampusPlatform
from demo.campus.views.access import access_course


def _back(request) -> HttpResponseRedirect:
    """Redirect to the previous page."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(target if safe else settings.LOGIN_REDIRECT_URL)


def _speak(answer: HttpResponseRedirect, code: str | None) -> HttpResponseRedirect:
    """Set the language of the next pages; None means the browser's."""
    if code:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, samesite="Lax")
    else:
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return answer


class SignIn(LoginView):
    """Django's sign-in form. It switches to the user's language."""

    template_name = "demo/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form):
        """Sign in."""
        return _speak(super().form_valid(form), CampusPlatform().get_language(form.get_user()))


@require_POST
def switch(request):
    """Sign in as another user. A demo needs no passwords."""
    user = get_object_or_404(get_user_model(), username=request.POST.get("username", ""), is_active=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return _speak(_back(request), CampusPlatform().get_language(user))


@login_required
@require_POST
def masquerade_as(request, key):
    """View the course as `staff`, as `student`, or as `student:` and a username."""
    access_course(request, key, team_only=True)
    role, _, username = request.POST.get("view_as", "staff").partition(":")
    masquerade.choose(request, key, role, username)
    return _back(request)


@require_POST
def language(request):
    """Set the user's language for pages and emails."""
    answer = _back(request)
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        _speak(answer, code)
        if request.user.is_authenticated:
            api.set_language(request.user, code)
    return answer


@login_required
@ensure_csrf_cookie
def profile(request, username):
    """Show a user's profile."""
    shown = get_object_or_404(get_user_model(), username=username, is_active=True)
    return render(request, "demo/profile.html", {"username": shown.username, "shown_name": people.full_name(shown)})
