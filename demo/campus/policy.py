"""The campus's Content-Security-Policy, as strict as a careful site's: nothing inline, nothing from elsewhere."""

POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'"


def content_security_policy(get_response):
    """Middleware like the platform's, which adds the site's policy to that of a page. An email has only its own."""

    def handle(request):
        response = get_response(request)
        if not request.path.endswith("/html"):
            own = response.get("Content-Security-Policy")
            response["Content-Security-Policy"] = f"{own}, {POLICY}" if own else POLICY
        return response

    return handle
