"""The page in a real browser."""

from __future__ import annotations

import itertools
import shutil
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from grader.report.html import render_html
from tests.samples import graded_sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the PATH")

CONTRASTS = """
() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b]
    .map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = channels(getComputedStyle(element).backgroundColor);
      if (colour.length === 3) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest("style, .unseen")) continue;
    const [a, b] = [channels(getComputedStyle(element).color), behind(element)].map(luminance);
    found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), text.slice(0, 40)]);
  }
  return found;
}
"""


class Visit:
    """A page that is open, and what it said and asked for since."""

    def __init__(self, browser: Browser, address: str, scheme: Literal["light", "dark"], width: int) -> None:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(address)

    def arrive(self, fragment: str) -> None:
        """Wait until the page is at this anchor: a key or a click only sets off; fail if it never gets there."""
        self.page.wait_for_url(lambda url: url.endswith(f"#{fragment}"), timeout=5_000)

    def ask(self, script: str) -> Any:
        """Return what a script on the page returns."""
        return self.page.evaluate(script)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample, as a file."""
    path: Path = tmp_path_factory.mktemp("report") / "page.html"
    path.write_text(render_html(graded_sample()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """The sample, open in a wide window with light colours."""
    visit = Visit(browser, address, "light", 1100)
    yield visit
    visit.page.context.close()


def test_the_page_is_quiet_and_asks_for_nothing(visit: Visit, address: str) -> None:
    """No error on the console, and no request but for the page and its own pictures."""
    visit.page.wait_for_load_state("networkidle")

    assert visit.complaints == []
    assert [url for url in visit.requests if not url.startswith("data:")] == [address]


def test_no_script_of_a_learner_runs(visit: Visit) -> None:
    """What a learner wrote as script, handler or picture is only text."""
    assert visit.ask("window.pwned") is None
    assert visit.ask("document.scripts.length") == 0
    assert visit.ask("document.querySelectorAll('[onload], [onerror]').length") == 0


def test_the_policy_stops_what_escaping_would_have_missed(visit: Visit) -> None:
    """Even a handler that got onto the page does not run."""
    visit.ask("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned = 1\">')")
    visit.page.wait_for_timeout(200)

    assert visit.ask("window.pwned") is None
    assert any("Content Security Policy" in complaint for complaint in visit.complaints)


def test_a_check_links_to_its_line_and_back(visit: Visit) -> None:
    """The link shows the line; the note under the line shows the check."""
    check = visit.page.locator("#exercise_2_3_2-check-2")
    line = visit.page.locator("#exercise_2_3_2-line-9")
    check.get_by_role("link", name="line 9").click()
    visit.arrive("exercise_2_3_2-line-9")

    assert line.evaluate("line => line.matches(':target')")
    assert _is_in_view(line)

    visit.page.locator("#exercise_2_3_2-line-9 + .note a").click()
    visit.arrive("exercise_2_3_2-check-2")

    assert _is_in_view(check)


def test_the_overview_links_to_every_part(visit: Visit) -> None:
    """Each row's link brings its part into view."""
    for number, link in enumerate(visit.page.locator("nav table a").all(), start=1):
        link.click()
        visit.arrive(f"exercise_2_3_{number}")

        part = visit.page.locator(":target")
        assert part.evaluate("part => part.className") == "part"
        assert _is_in_view(part)


def test_pictures_are_shown_and_described(visit: Visit) -> None:
    """Every picture is decoded and has words for those who do not see it."""
    assert visit.ask("Array.from(document.images, image => image.naturalWidth)") == [480] * 4
    assert visit.ask("Array.from(document.images).every(image => image.alt.length > 5)")


def test_headings_are_in_order(visit: Visit) -> None:
    """One first heading, and no level is left out on the way down."""
    levels = visit.ask("Array.from(document.querySelectorAll('h1, h2, h3'), h => Number(h.tagName[1]))")

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_landmarks_are_there(visit: Visit) -> None:
    """A screen reader can go to the header, the overview, the results and the footer."""
    roles = ["banner", "navigation", "main", "contentinfo"]

    assert [visit.page.get_by_role(role).count() for role in roles] == [1, 1, 1, 1]  # type: ignore[arg-type]


def test_the_keyboard_reaches_the_links(visit: Visit) -> None:
    """Tab goes to the skip link, then to the parts; Enter follows, and the focus can be seen."""
    focused = "document.activeElement.textContent"
    visit.page.keyboard.press("Tab")
    skip, skip_is_seen = visit.ask(focused), _is_in_view(visit.page.locator(".skip"))
    visit.page.keyboard.press("Tab")
    first, outline = visit.ask(focused), visit.ask("getComputedStyle(document.activeElement).outlineStyle")
    visit.page.keyboard.press("Enter")
    visit.arrive("exercise_2_3_1")

    assert (skip, skip_is_seen) == ("Skip to the results", True)
    assert (first, outline) == ("Load the housing data", "solid")


def test_folded_code_opens_by_keyboard(visit: Visit) -> None:
    """What is folded opens without a mouse."""
    details = visit.page.locator("#exercise_2_3_1 details").last
    details.locator("summary").focus()
    visit.page.keyboard.press("Enter")

    assert details.evaluate("details => details.open")
    assert details.locator(".line").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    """Every text stands out from what is behind it by 4.5 to 1 (WCAG 2 AA)."""
    visit = Visit(browser, address, scheme, 1100)
    contrasts = visit.ask(CONTRASTS)
    visit.page.context.close()

    assert len(contrasts) > 200
    assert [found for found in contrasts if found[0] < 4.5] == []


def test_dark_differs_from_light(browser: Browser, address: str) -> None:
    """The page follows the reader's colour scheme."""
    grounds = []
    for scheme in ("light", "dark"):
        visit = Visit(browser, address, scheme, 1100)  # type: ignore[arg-type]
        grounds.append(visit.ask("getComputedStyle(document.body).backgroundColor"))
        visit.page.context.close()

    assert grounds == ["rgb(246, 246, 244)", "rgb(17, 20, 22)"]


@pytest.mark.parametrize("width", [320, 420, 1100])
def test_the_page_never_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    """A narrow window, and hostile text without a space, leave nothing beyond the edge."""
    visit = Visit(browser, address, "light", width)
    needed = visit.ask("document.documentElement.scrollWidth")
    visit.page.context.close()

    assert needed <= width


def test_print_opens_what_is_folded_and_keeps_it_white(browser: Browser, address: str) -> None:
    """On paper nothing is folded, cut or dark, even for a reader of the dark scheme."""
    visit = Visit(browser, address, "dark", 1100)
    visit.page.emulate_media(media="print", color_scheme="dark")
    shown = visit.page.locator("#exercise_2_3_1 details").last.locator(".line").first.bounding_box()
    ground = visit.ask("getComputedStyle(document.body).backgroundColor")
    cut = visit.ask("getComputedStyle(document.querySelector('.code')).maxHeight")
    visit.page.context.close()

    assert shown is not None
    assert shown["height"] > 0
    assert (ground, cut) == ("rgb(255, 255, 255)", "none")


def _is_in_view(locator: Any) -> bool:
    return bool(
        locator.evaluate(
            "e => { const r = e.getBoundingClientRect(); return r.bottom > 0 && r.top >= -1 && r.top < innerHeight; }"
        )
    )
