"""The bell in a header like that of the LMS's legacy pages, which cuts off larger elements."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from proserva_messaging.lms_ui.middleware import HeaderBellMiddleware

# The styles of the LMS that decide the layout.
STYLES = """
  * { box-sizing: border-box } body { margin: 0; line-height: 1.5 }
  .global-header { position: relative; overflow: hidden; padding-bottom: 10px }
  .nav-links .nav-item { display: none }
  @media (max-width: 991.98px) { .main-header { block-size: 40px } }
  @media (min-width: 992px) {
    .global-header { position: static }
    .nav-links .secondary { float: right; margin: 15px 40px 0 0 }
    .nav-links .secondary .nav-item { display: inline-block; padding-top: 10px; margin: 0 10px }
  }
"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Courses</title><style>{STYLES}</style></head><body>
  <header class="global-header"><div class="main-header"><div class="nav-links">
    <div class="main"></div>
    <div class="secondary"><div class="nav-item">Help</div><div class="nav-item">lina</div></div>
  </div></div></header>
  <main style="block-size: 2000px">Courses</main>
</body></html>"""
BOX = """element => {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  return [left, right, top, bottom]
}"""
ON_TOP = """([x, y]) => {
  let found = document.elementFromPoint(x, y)
  while (found.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y)
    if (!inner || inner === found) break
    found = inner
  }
  return Boolean(found.closest('.panel'))
}"""


@pytest.fixture
def header(visit):
    """Return a function that opens the page at a given width."""

    def open_page(width):
        request = RequestFactory().get("/legacy/")
        request.user = SimpleNamespace(is_authenticated=True)
        answer = HeaderBellMiddleware(lambda request: HttpResponse(PAGE))(request)
        visitor = visit("learner1", width)
        body = answer.content.decode()
        visitor.page.route("**/legacy/", lambda route: route.fulfill(body=body, content_type="text/html"))
        visitor.go("/legacy/")
        visitor.bell(0).wait_for()
        return visitor

    return open_page


def test_the_bell_is_in_the_row_of_links(header):
    page = header(1280).page
    _, right, top, bottom = page.locator("proserva-bell").evaluate(BOX)
    link_left, _, link_top, link_bottom = page.get_by_text("Help").evaluate(BOX)
    assert right <= link_left
    assert max(top, link_top) < min(bottom, link_bottom)  # beside it, not below
    assert page.locator("header").evaluate("element => element.offsetHeight") < 80


def test_the_bell_is_at_the_end_of_a_narrow_header(header):
    page = header(360).page
    _, right, _, bottom = page.locator("proserva-bell").evaluate(BOX)
    assert right == 348
    assert bottom <= page.locator("header").evaluate(BOX)[3] + 12
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("width", [1280, 360])
def test_the_header_does_not_cut_off_the_feed(header, width):
    visitor = header(width)
    visitor.bell(0).click()
    panel = visitor.page.locator("proserva-feed .panel")
    panel.wait_for()
    left, right, top, bottom = panel.evaluate(BOX)
    assert left >= 8
    assert right <= width - 8
    for corner in ((left + 20, bottom - 20), (right - 20, bottom - 20), (left + 20, top + 20)):
        assert visitor.page.evaluate(ON_TOP, list(corner)), corner


def test_the_feed_stays_at_the_bell_when_the_page_scrolls(header):
    visitor = header(1280)
    visitor.bell(0).click()
    panel = visitor.page.locator("proserva-feed .panel")
    panel.wait_for()
    before = panel.evaluate(BOX)[2]
    visitor.page.evaluate("window.scrollTo(0, 30)")
    visitor.page.wait_for_function(
        "top => document.querySelector('proserva-bell').getBoundingClientRect().bottom < top - 20", arg=before
    )
    visitor.page.wait_for_timeout(100)
    assert panel.evaluate(BOX)[2] == before - 30


def test_a_hidden_bell_sends_no_request(header):
    page = header(1280).page
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "notifications/count" in request.url else None)
    page.add_style_tag(content="@media (max-width: 600px) { header { display: none } }")
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("window.dispatchEvent(new CustomEvent('proserva-read', {detail: {thread: 0}}))")
    page.wait_for_timeout(300)
    assert asked == []
    with page.expect_request("**/notifications/count/"):
        page.set_viewport_size({"width": 1280, "height": 800})
