"""Ctrl-C ends a grade at once and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil


def test_interrupt_ends_every_process_and_removes_the_run(tmp_path: Path) -> None:
    """Interrupted in an endless loop, `grade` exits with 130; no process and no run's folder is left."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    submission = tmp_path / "exercise_1_1_2.py"
    submission.write_text("while True:\n    pass\n")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "grader",
            "exercise_1_1_2",
            str(submission),
            "--report",
            str(tmp_path / "report"),
        ],
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell that runs the tests in the background has turned the signal off for its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 60
    while not list(scratch.glob("grade-run-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    family = psutil.Process(process.pid).children(recursive=True)

    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=15)

    assert process.returncode == 130, said
    assert family
    assert not psutil.wait_procs(family, timeout=10)[1]
    assert not list(scratch.glob("grade-run-*"))
    assert b"Traceback" not in said
