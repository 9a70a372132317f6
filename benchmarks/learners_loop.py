"""The learner's loop, from the shell: the first call, later calls, and the time from a save to the answer.

Usage: python benchmarks/learners_loop.py [--part exercise_1_1_1] [--rounds 9] [--cold-rounds 3] [--json FILE]

- import: a new Python imports TensorFlow, and nothing else;
- first: `grade ID FILE` where no server is yet; it begins one;
- progress: from the start of that call to its first word;
- later: the same call again, after the file was saved;
- watch: with `--watch`, from the save to the end of the answer.

A server in a folder of its own is used; yours is left alone.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.catalogue import find_course
from grader.cli import NO_SERVER
from grader.sandbox.environment import DETERMINISTIC
from programs import new_parser, write_figures


def main() -> None:
    """Measure and print."""
    parser = new_parser(__doc__)
    parser.add_argument("--part", default="exercise_1_1_1")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cold-rounds", type=int, default=3)
    options = parser.parse_args()
    part = find_course().part(options.part)
    seconds: dict[str, list[float]] = {name: [] for name in ("import", "first", "progress", "later", "watch")}
    with tempfile.TemporaryDirectory(prefix="loop-") as name:
        folder = Path(name)
        (folder / "run").mkdir(mode=0o700)
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder / "run"), NO_SERVER: ""}
        file = folder / f"{part.id}.py"
        grade = [sys.executable, "-u", "-m", "grader", part.id, str(file), "--report", str(folder / "report")]
        for number in range(options.cold_rounds + 1):
            file.write_text(f"{part.solution}# {number}\n", "utf-8")
            seconds["import"].append(_import())
            first, progress = _first(grade, environment)
            seconds["first"].append(first)
            seconds["progress"].append(progress)
            if number < options.cold_rounds:
                _stop(environment)
        for number in range(options.rounds + 1):
            file.write_text(f"{part.solution}# again {number}\n", "utf-8")
            begun = time.perf_counter()
            subprocess.run(grade, env=environment, check=True, capture_output=True)
            seconds["later"].append(time.perf_counter() - begun)
        seconds["watch"] = _watch(grade, environment, file, part.solution, options.rounds + 1)
        _stop(environment)
    result = {name: round(statistics.median(found[1:]), 3) for name, found in seconds.items()}
    for name, value in result.items():
        print(f"{name:10}{1000 * value:9.0f} ms")
    print(f"first / (import + later): {result['first'] / (result['import'] + result['later']):.2f}")
    write_figures(options.json, result)


def _import() -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "import tensorflow"],
        env={**os.environ, **DETERMINISTIC},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begun


def _first(grade: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds to the end of a call, and to its first word."""
    begun = time.perf_counter()
    with subprocess.Popen(
        grade, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        progress = time.perf_counter() - begun
        process.stderr.read()
    if process.returncode:
        raise SystemExit(f"the first call ended with {process.returncode}")
    return time.perf_counter() - begun, progress


def _stop(environment: dict[str, str]) -> None:
    stop = [sys.executable, "-m", "grader", "server"]
    subprocess.run([*stop, "stop"], env=environment, check=True, capture_output=True)
    while (
        subprocess.run([*stop, "status"], env=environment, check=False, capture_output=True).returncode == 0
    ):
        time.sleep(0.1)


def _watch(
    grade: list[str], environment: dict[str, str], file: Path, solution: str, rounds: int
) -> list[float]:
    with subprocess.Popen(
        [*grade, "--watch"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        found = []
        for number in range(rounds):
            time.sleep(1.0)  # It looks again twice a second; a save in between is what is measured.
            begun = time.perf_counter()
            file.write_text(f"{solution}# watched {number}\n", "utf-8")
            while "since last time" not in process.stdout.readline():
                pass
            found.append(time.perf_counter() - begun)
        process.terminate()
    return found


if __name__ == "__main__":
    main()
