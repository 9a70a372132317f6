"""A lesson in JupyterLab, in a real browser."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.integration.test_report_browser import ARGUMENTS, CHROMIUM, CONTRASTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.catalogue import Course

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on the PATH")

LESSON = "exercise_1_2"
PICTURE = "GRADER_JUPYTER_PICTURE"
"""Names the file that the picture of the documentation is written to."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A learner's folder, with the lesson as `grade start` writes it."""
    folder = tmp_path / "course"
    start = [sys.executable, "-m", "grader", "start", LESSON, "--notebook", "--to", str(folder)]
    subprocess.run(start, check=True, capture_output=True)
    return folder


@pytest.fixture
def lab(folder: Path, tmp_path: Path) -> Iterator[str]:
    """JupyterLab on this machine alone, with a home of its own; its address. It ends with its kernels."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token, home = secrets.token_hex(16), tmp_path / "home"
    folders = ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    for name in folders:
        (home / name).mkdir(parents=True)
    settings = [
        f"--ServerApp.token={token}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder}",
        "--LabApp.news_url=",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.user_settings_dir={home / 'settings'}",
        f"--LabApp.workspaces_dir={home / 'workspaces'}",
    ]
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    path = home / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(quiet), encoding="utf-8")
    with (tmp_path / "lab.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", *settings],
            env={**os.environ, **{name: str(home / name) for name in folders}},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            _await(f"http://127.0.0.1:{port}/api/status?token={token}", process)
            yield f"http://127.0.0.1:{port}/lab/tree/{LESSON}.ipynb?token={token}"
        finally:
            family = psutil.Process(process.pid).children(recursive=True)
            process.terminate()
            process.wait(timeout=30)
            for left in psutil.wait_procs(family, timeout=10)[1]:
                left.kill()


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("JupyterLab did not start; lab.log tells why")


@pytest.fixture
def page() -> Iterator[Page]:
    """A page in a window as large as the picture of the documentation, which reaches nothing but this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        yield page
        browser.close()


def _answer(page: Page, number: int, code: str) -> None:
    """Replace the text of a cell."""
    cell = page.locator(".jp-Notebook .jp-Cell").nth(number)
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(code)


def test_lesson_is_answered_and_graded_in_jupyterlab(
    course: Course, folder: Path, lab: str, page: Page, tmp_path: Path
) -> None:
    """A learner opens the lesson, runs answers of which one is wrong, reads the card, mends the answer, and passes."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(lab)
    expect(page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=60_000)
    expect(page.locator(".jp-NotebookPanel-toolbar")).to_contain_text("Python 3", timeout=60_000)

    answers = {part: course.part(part).solution for part in course.resolve(LESSON)}
    answers["exercise_1_2_3"] = answers["exercise_1_2_3"].replace("answer = 3", "answer = 2")
    for number, (part, code) in enumerate(answers.items()):
        _answer(page, 4 + 3 * number, f"# {part}\n{code}")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    card = page.get_by_role("group", name=f"{LESSON}: Not passed")
    expect(card).to_be_visible(timeout=120_000)

    expect(card).to_contain_text("2 of 3 parts passed")
    expect(card).to_contain_text("✓ Element-wise products, passed, 11 / 11")
    expect(card).to_contain_text("✗ Sums along dimensions, not passed, 3 / 5")
    expect(card).to_contain_text("Not passed: The right statement is chosen (cell 7, line")
    expect(card).to_contain_text("Try this: Print the three sums")
    expect(page.locator(".jp-Notebook")).not_to_contain_text("Traceback")
    contrasts = card.evaluate(CONTRASTS.replace("document.body", "card").replace("() =>", "card =>"))
    assert len(contrasts) > 20
    assert [found for found in contrasts if found[0] < 4.5] == []
    assert [
        url for url in requests if "127.0.0.1" not in url and not url.startswith(("data:", "blob:"))
    ] == []
    assert (folder / "grade-report" / f"{LESSON}.html").is_file()
    last = page.locator(".jp-Notebook .jp-Cell").last
    assert last.locator(".jp-OutputArea-output").count() == 1
    card.scroll_into_view_if_needed()
    page.screenshot(path=os.environ.get(PICTURE) or str(tmp_path / "jupyter.png"))

    _answer(page, 10, f"# exercise_1_2_3\n{course.part('exercise_1_2_3').solution}")
    page.keyboard.press("Control+Enter")
    last.scroll_into_view_if_needed()
    last.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    passed = page.get_by_role("group", name=f"{LESSON}: Passed")
    expect(passed).to_be_visible(timeout=120_000)

    expect(passed).to_contain_text("✓ Passed, 27 of 27 points")
