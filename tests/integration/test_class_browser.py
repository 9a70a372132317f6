"""The class page in a real browser."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import Browser, Route, expect, sync_playwright

from grader.report.classroom import render_class
from tests.classes import hostile_class, synthetic_class
from tests.integration.test_report_browser import ARGUMENTS, CHROMIUM, CONTRASTS, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.gradebook import ClassReport

    Scheme = Literal["light", "dark"]
    Open = Callable[..., Visit]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the PATH")

PICTURES = "GRADER_CLASS_PICTURES"
"""Names the folder that the pictures of the documentation are written to."""

LEARNERS_PAGE = "<!DOCTYPE html><title>A learner's page</title><p>Here.</p>"

UNTIL_PAINTED = """
async action => {
  const begin = performance.now();
  action();
  await new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  return performance.now() - begin;
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of five classes, and one learner's."""
    folder = tmp_path_factory.mktemp("class")
    classes = {
        "class": synthetic_class(24, seed=2),
        "sixty": synthetic_class(),
        "small": synthetic_class(12, parts=8),
        "large": synthetic_class(300),
        "hostile": hostile_class(),
    }
    for name, report in classes.items():
        (folder / f"{name}.html").write_text(render_class(report), encoding="utf-8")
    (folder / "learners").mkdir()
    (folder / "learners" / "1000-ada.html").write_text(LEARNERS_PAGE, encoding="utf-8")
    return folder


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens pages, and closes them when the test is over; an address outside of the folder is never asked for."""
    visits = []

    def open_page(name: str = "class", scheme: Scheme = "light", width: int = 1280) -> Visit:
        visit = Visit(browser, "about:blank", scheme, width)
        visits.append(visit)
        visit.page.route(lambda url: not url.startswith((folder.as_uri(), "data:")), Route.abort)
        visit.page.goto((folder / f"{name}.html").as_uri())
        visit.requests.remove((folder / f"{name}.html").as_uri())
        return visit

    yield open_page
    for visit in visits:
        visit.page.context.close()


@pytest.fixture(scope="module")
def report() -> ClassReport:
    """The class of `class.html`."""
    return synthetic_class(24, seed=2)


def _column(visit: Visit, place: int) -> list[str]:
    found: list[str] = visit.ask(
        f"Array.from(document.querySelectorAll('#sheet tbody tr:not([hidden])'), row => row.cells[{place}].textContent.trim())"
    )
    return found


@pytest.mark.parametrize("name", ["class", "hostile"])
def test_the_page_is_quiet_and_asks_for_nothing(visit: Open, name: str) -> None:
    """No message on the console, and no request leaves the page, whatever stands on it and is done with it."""
    opened = visit(name)
    opened.page.get_by_role("button", name="Percent").click()
    opened.page.get_by_label("Find").fill("a")
    opened.page.wait_for_load_state("networkidle")

    assert opened.complaints == []
    assert [url for url in opened.requests if not url.startswith("data:")] == []


def test_no_script_of_a_learner_runs(visit: Open) -> None:
    """What anybody wrote as script, handler or picture is only text, before and after rows are moved."""
    opened = visit("hostile")
    for button in opened.page.locator("#sheet button").all():
        button.click()

    assert opened.ask("window.pwned") is None
    assert opened.ask("document.scripts.length") == 1
    assert opened.ask("document.querySelectorAll('[onload], [onerror], img').length") == 0


def test_the_policy_stops_what_escaping_would_have_missed(visit: Open) -> None:
    """Even a script that got onto the page does not run: only the one with the hash does."""
    opened = visit()
    opened.ask(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.pwned = 1'}))"
    )

    assert opened.ask("window.pwned") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_a_column_is_sorted_both_ways(visit: Open, report: ClassReport) -> None:
    """A header's button sorts up, then down; the header says so, and the one before no longer does."""
    opened = visit()
    percents = sorted(one.percent for one in report.gradebook.rows)
    opened.page.get_by_role("button", name="Learner").click()
    by_name = _column(opened, 0)
    opened.page.get_by_role("button", name="Percent").click()
    up = [float(words.split()[-1]) for words in _column(opened, 4)]
    opened.page.get_by_role("button", name="Percent").click()
    down = [float(words.split()[-1]) for words in _column(opened, 4)]

    assert by_name[:3] == ["Ada Lovelace", "Adrien-Marie Legendre", "Alan Turing"]
    assert by_name.index("Évariste Galois") == by_name.index("Felix Klein") - 1
    assert up == pytest.approx(percents, abs=0.06)
    assert down == up[::-1]
    assert opened.ask(
        "Array.from(document.querySelectorAll('[aria-sort]'), e => [e.innerText, e.ariaSort])"
    ) == [["Percent", "descending"]]
    assert (
        "24 of 24 learners, sorted by Percent, descending" in opened.page.get_by_role("status").inner_text()
    )


def test_parts_are_sorted_by_points_and_nothing_comes_last(visit: Open) -> None:
    """A part's column is sorted by its points; learners without any come last whichever way."""
    opened = visit()
    signs = []
    for _ in range(2):
        opened.page.get_by_role("button", name="1.3.3 A K or an X?").click()
        signs.append([words.split()[0] for words in _column(opened, 6 + 7)])

    assert [column.index("·") for column in signs] == [column.index("·") for column in signs[:1]] * 2
    assert all(set(column[column.index("·") :]) <= {"·", "!"} for column in signs)


def test_the_keyboard_sorts_and_filters(visit: Open) -> None:
    """Every control is reached and used without a mouse, and the focus can be seen and stays where it is."""
    opened = visit()
    opened.page.get_by_label("Find").focus()
    opened.page.keyboard.type("Noether")
    for _ in range(4):
        opened.page.keyboard.press("Tab")
    reset = opened.ask("document.activeElement.id")
    opened.page.keyboard.press("Tab")
    box = opened.ask("document.activeElement.className")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")

    assert (reset, box) == ("filter-reset", "sheet-box")
    assert opened.ask("document.activeElement.closest('th').ariaSort") == "ascending"
    assert opened.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert _column(opened, 0) == ["Emmy Noether"]


def test_text_is_found_without_accents(visit: Open) -> None:
    """All words that are typed must be in the name, the ID or the section; accents and case do not count."""
    opened = visit()
    find = opened.page.get_by_label("Find")
    found = []
    for text in ("poincare", "EMM noe", "1012", "nobody"):
        find.fill(text)
        found.append(_column(opened, 0))

    assert found == [["Henri Poincaré"], ["Emmy Noether"], ["Alan Turing"], []]
    expect(opened.page.get_by_role("status")).to_have_text("0 of 24 learners")


def test_rows_are_filtered_by_section_outcome_and_part(visit: Open, report: ClassReport) -> None:
    """Each filter narrows the others' choice, and one button lifts them all."""
    opened = visit()
    opened.page.get_by_label("Section").select_option("A")
    opened.page.get_by_label("Outcome").select_option("failed")
    opened.page.get_by_label("In part").select_option(label="3.1.1 Two layers by hand")
    place = [one.exercise for one in report.gradebook.columns].index("exercise_3_1_1")
    narrowed = _column(opened, 0)
    opened.page.get_by_role("button", name="Learner").click()
    opened.page.get_by_role("button", name="Show all").click()

    assert narrowed == [
        one.name
        for one in report.gradebook.rows
        if one.section == "A" and one.entries[place].outcome == "failed"
    ]
    assert narrowed
    assert len(_column(opened, 0)) == len(report.gradebook.rows)


def test_marks_are_filtered_in_any_part(visit: Open, report: ClassReport) -> None:
    """Who was late with anything, and who has points by hand, can be picked out."""
    opened = visit()
    found = []
    for mark in ("late", "hand"):
        opened.page.get_by_label("Outcome").select_option(mark)
        found.append(_column(opened, 0))

    rows = report.gradebook.rows
    assert found == [
        [one.name for one in rows if any(made.late for made in one.entries)],
        [one.name for one in rows if any(made.override for made in one.entries)],
    ]
    assert all(found)


def test_a_learners_page_is_one_click_away(visit: Open) -> None:
    """The link in the gradebook leads to the page beside this one."""
    opened = visit()
    opened.page.locator("#sheet").get_by_role("link", name="Ada Lovelace").click()

    expect(opened.page).to_have_title("A learner's page")
    assert opened.page.url.endswith("/learners/1000-ada.html")


def test_everything_can_be_read_without_the_script(browser: Browser, folder: Path) -> None:
    """Without scripts there is the whole table, and no control that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "class.html").as_uri())
    rows, controls = page.locator("#sheet tbody tr").count(), page.get_by_role("button").count()
    last_is_seen, filters_are_seen = (
        page.locator("#sheet tbody tr").last.is_visible(),
        page.locator("#filters").is_visible(),
    )
    context.close()

    assert (rows, controls) == (24, 0)
    assert (last_is_seen, filters_are_seen) == (True, False)


def test_the_table_is_one_to_a_screen_reader(visit: Open) -> None:
    """What the browser tells assistive technology is a table, with headers for columns and rows, all of them."""
    opened = visit("small")
    expect(opened.page.locator(".later")).to_have_count(0)
    session = opened.page.context.new_cdp_session(opened.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    texts = [node["name"]["value"] for node in nodes if node["role"]["value"] == "StaticText"]

    assert roles.count("rowheader") >= 12
    assert roles.count("cell") >= 12 * 13
    assert any(re.fullmatch(r" ?of \d+, not passed", text) for text in texts)


def test_header_and_names_stay_in_sight(visit: Open) -> None:
    """However far the table is scrolled, its header is at its top and the names are at its left."""
    opened = visit()
    box = opened.page.locator(".sheet-box")
    box.evaluate("box => box.scrollTo(900, 700)")
    edges = opened.ask(
        """() => {
          const place = selector => document.querySelector(selector).getBoundingClientRect();
          const box = place('.sheet-box');
          return [place('#sheet thead').top - box.top, place('#sheet tbody .who').left - box.left,
                  place('#sheet thead .who').left - box.left];
        }"""
    )

    assert edges == pytest.approx([1, 1, 1], abs=1)


def test_the_columns_stand_below_their_headers(visit: Open) -> None:
    """With and without the script, every cell is exactly as wide as its header and right below it."""
    opened = visit()
    straight = """() => {
      const [, heads] = document.querySelector('#sheet thead').rows;
      const row = document.querySelector('#sheet tbody').rows[0];
      const edges = line => Array.from(line.cells, cell => Math.round(cell.getBoundingClientRect().left));
      return [edges(heads), edges(row)];
    }"""
    quick = opened.ask(straight)
    opened.ask("document.getElementById('sheet').classList.remove('quick')")
    plain = opened.ask(straight)

    assert quick[0] == quick[1]
    assert plain[0] == plain[1]


def test_headings_are_in_order(visit: Open) -> None:
    """One first heading, and no level is left out on the way down."""
    levels = visit().ask("Array.from(document.querySelectorAll('h1, h2, h3'), h => Number(h.tagName[1]))")

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Open, scheme: Scheme) -> None:
    """The rules of axe-core, contrast among them, find nothing to object to, with everything unfolded."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    opened = visit("small", scheme)
    opened.page.get_by_role("button", name="Percent").click()
    opened.ask("document.querySelectorAll('details').forEach(details => { details.open = true; })")

    results = axe.Axe().run(opened.page)

    assert results.violations_count == 0, results.response["violations"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(visit: Open, scheme: Scheme) -> None:
    """Every text stands out from what is behind it by 4.5 to 1 (WCAG 2 AA), in every kind of cell."""
    contrasts = visit("hostile", scheme).ask(CONTRASTS) + visit("small", scheme).ask(CONTRASTS)

    assert len(contrasts) > 500
    assert [found for found in contrasts if found[0] < 4.5] == []


def test_dark_differs_from_light(visit: Open) -> None:
    """The page follows the reader's colour scheme, bars and all."""
    colours = [
        visit("small", scheme).ask(
            "[getComputedStyle(document.body).backgroundColor,"
            " getComputedStyle(document.querySelector('.histogram .fill')).fill]"
        )
        for scheme in ("light", "dark")
    ]

    assert colours == [
        ["rgb(246, 246, 244)", "rgb(10, 86, 184)"],
        ["rgb(17, 20, 22)", "rgb(140, 186, 255)"],
    ]


def test_nothing_moves_by_itself(visit: Open) -> None:
    """No reader who is troubled by motion sees any: nothing on the page is animated."""
    opened = visit("small")
    opened.page.get_by_role("button", name="Percent").click()

    assert opened.ask("document.getAnimations().length") == 0
    assert opened.ask(
        "Array.from(document.querySelectorAll('*'), e => getComputedStyle(e).transitionDuration).every(t => t === '0s')"
    )


@pytest.mark.parametrize("name", ["class", "hostile"])
def test_the_page_never_scrolls_sideways(visit: Open, name: str) -> None:
    """A narrow window, and hostile text without a space, leave nothing beyond the edge but inside the table."""
    opened = visit(name)
    needed = {}
    for width in (320, 420, 800, 1280):
        opened.page.set_viewport_size({"width": width, "height": 900})
        needed[width] = opened.ask("document.documentElement.scrollWidth")

    assert {width: found for width, found in needed.items() if found > width} == {}


def test_print_shows_the_whole_table_on_white(visit: Open) -> None:
    """On paper the table is not cut, its header is repeated, controls are gone, and the page lies on its side."""
    opened = visit("class", "dark")
    opened.page.get_by_label("Section").select_option("A")
    opened.page.emulate_media(media="print", color_scheme="dark")
    ground = opened.ask("getComputedStyle(document.body).backgroundColor")
    box = opened.ask(
        "(s => [s.maxHeight, s.overflow])(getComputedStyle(document.querySelector('.sheet-box')))"
    )
    head = opened.ask("getComputedStyle(document.querySelector('#sheet thead')).display")
    row = opened.ask("getComputedStyle(document.querySelector('#sheet tbody tr')).display")
    filters = opened.page.locator("#filters").is_visible()
    paper = opened.page.pdf(prefer_css_page_size=True)

    assert (ground, box) == ("rgb(255, 255, 255)", ["none", "visible"])
    assert (head, row, filters) == ("table-header-group", "table-row", False)
    sizes = {
        tuple(map(float, size.split())) for size in re.findall(rb"/MediaBox \[0 0 ([\d.]+ [\d.]+)\]", paper)
    }
    assert sizes
    assert all(width > height for width, height in sizes)


def test_a_large_class_is_sorted_and_filtered(visit: Open) -> None:
    """Three hundred learners with 36 parts can be sorted and filtered; how long it took is printed."""
    opened = visit("large")
    opened.ask("document.getElementById('gradebook').scrollIntoView()")
    actions = {
        "sort by percent": "document.querySelector('th.percent button').click()",
        "sort by name": "document.querySelector('th.who button').click()",
        "filter by text": "Object.assign(document.getElementById('filter-text'), {value: 'emmy'})"
        ".dispatchEvent(new Event('input'))",
        "show all": "document.getElementById('filter-reset').click()",
    }
    for name, action in actions.items():
        taken: Any = opened.ask(f"({UNTIL_PAINTED})(() => {{ {action} }})")
        print(f"{name}: {taken:.0f} ms")

    assert len(_column(opened, 0)) == 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_its_picture_taken(visit: Open, tmp_path: Path, scheme: Scheme) -> None:
    """The pictures of the documentation are those of this page."""
    picture = Path(os.environ.get(PICTURES) or tmp_path) / f"class-{scheme}.png"
    opened = visit("sixty", scheme)
    opened.page.set_viewport_size({"width": 1280, "height": 1400})
    opened.page.screenshot(path=picture)

    assert picture.stat().st_size < 300_000
