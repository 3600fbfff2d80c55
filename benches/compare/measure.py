"""Runs Petajalan and the others as processes, and what is read from their runs."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import peers
import program as programs

OURS = "Petajalan"
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# Ratios of smaller gaps say nothing.
SMALLEST_GAP = 1e-6
# Without a plan, or with one worth nothing, the gap counts as this.
NO_PLAN = 1.0


@dataclass(frozen=True)
class Event:
    """The best value and bound after `t` seconds, in the goal's unit."""

    t: float
    value: float | None
    bound: float | None


@dataclass
class Run:
    """One solver on one program."""

    solver: str
    version: str
    kind: str  # the class of cases it counts with
    case: str
    maximise: bool
    counts: str
    limit: float
    stop: float  # the gap at which it could stop
    threads: int
    events: list[Event] = field(default_factory=list)
    status: str = ""
    wall: float = 0.0
    peak_mb: float | None = None
    # A plan that is known to be sound is worth this much: a bound below it is false, and counts as this.
    known: float | None = None

    # Everything below is in the direction in which more is better.

    def _turned(self, number: float) -> float:
        return number if self.maximise else -number

    def value_at(self, t: float = math.inf) -> float | None:
        values = [self._turned(event.value) for event in self.events if event.t <= t and event.value is not None]
        return max(values, default=None)

    def bound_at(self, t: float = math.inf) -> float | None:
        bound = self.claimed_bound(t)
        return bound if bound is None or self.known is None else max(bound, self.known)

    def claimed_bound(self, t: float = math.inf) -> float | None:
        bounds = [self._turned(event.bound) for event in self.events if event.t <= t and event.bound is not None]
        return min(bounds, default=None)

    def gap_at(self, t: float = math.inf) -> float:
        value, bound = self.value_at(t), self.bound_at(t)
        if value is None or bound is None or value == 0:
            return NO_PLAN
        return min(NO_PLAN, max(self.smallest_gap(), (bound - value) / abs(value)))

    def smallest_gap(self) -> float:
        """A gap counts as this at least: having stopped at it is no smaller gap than having gone on for nothing."""
        return max(SMALLEST_GAP, self.stop)

    def time_to(self, gap: float) -> float | None:
        """When the gap was first this small, within the limit."""
        value, bound = -math.inf, math.inf
        for event in self.events:
            if event.value is not None:
                value = max(value, self._turned(event.value))
            if event.bound is not None:
                bound = min(bound, self._turned(event.bound))
                bound = bound if self.known is None else max(bound, self.known)
            if math.isfinite(value) and math.isfinite(bound) and bound - value <= gap * abs(value):
                return event.t if event.t <= self.limit else None
        return None

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(line: str) -> Run:
        read: dict[str, Any] = json.loads(line)
        return Run(**{**read, "events": [Event(**event) for event in read["events"]]})


@dataclass(frozen=True)
class Instance:
    """One scenario of a case folder, exported."""

    kind: str
    case: Path
    scenario: str
    program: Path

    @property
    def name(self) -> str:
        return f"{self.case.name}/{self.scenario}"


def export(binary: Path, case: Path, kind: str, folder: Path, scenarios: list[str] | None = None) -> list[Instance]:
    """Writes the program of every scenario of a case."""
    words = [str(binary), "plan", str(case), "--show-program", "--program-format", "mps"]
    for scenario in scenarios or []:
        words += ["--scenario", scenario]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"{' '.join(words)}\n{ran.stderr}")
    folder.mkdir(parents=True, exist_ok=True)
    instances: list[Instance] = []
    for text in programs.split(ran.stdout):
        program = programs.parse(text)
        scenario = unquote(program.name.rsplit("/", 1)[1].replace("_", " "))
        path = folder / f"{case.name}-{len(instances)}.mps"
        path.write_text(text, encoding="ascii")
        instances.append(Instance(kind, case, scenario, path))
    return instances


def run(solver: str, instance: Instance, limits: peers.Limits, binary: Path) -> Run:
    """Lets one solver search on one program."""
    program = programs.parse(instance.program.read_text(encoding="ascii"))
    empty = Run(
        solver, "", instance.kind, instance.name, program.maximise, program.counts(),
        limits.seconds, limits.gap, limits.threads,
    )  # fmt: skip
    begun = time.perf_counter()
    done = ours(empty, instance, program.goal, limits, binary) if solver == OURS else other(empty, instance, limits)
    done.wall = time.perf_counter() - begun
    return done


def plan_words(binary: Path, case: Path, limits: peers.Limits, output: str) -> list[str]:
    words = [str(binary), "plan", str(case), "--no-charts", "--output", output, "--gap", str(limits.gap)]
    return words + ["--time-limit", str(limits.seconds), "--threads", str(limits.threads)]


def ours(run: Run, instance: Instance, goal: str, limits: peers.Limits, binary: Path) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        words = plan_words(binary, instance.case, limits, folder) + ["--scenario", instance.scenario]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            run.peak_mb = peers.peak_mb(process.pid) or run.peak_mb
            time.sleep(0.01)
        run.version = version(binary)
        found = next(Path(folder).rglob("run.json"), None)
        if found is None:
            run.status = f"exit code {process.returncode}"
            return run
        rows = json.loads(found.read_text(encoding="utf-8"))
        run.events = [Event(row["elapsed_seconds"], row["value"], row["bound"]) for row in rows if row["goal"] == goal]
        run.status = json.loads((found.parent / "plan.json").read_text(encoding="utf-8"))["status"]
    return run


def other(run: Run, instance: Instance, limits: peers.Limits) -> Run:
    words = [sys.executable, str(HERE / "peers.py"), run.solver, str(instance.program)]
    words += ["--seconds", str(limits.seconds), "--threads", str(limits.threads), "--gap", str(limits.gap)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        # Building and stopping take time too; who has not ended long after the limit is ended here.
        out, err = process.communicate(timeout=2 * limits.seconds + 120)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        run.status = "ended by force"
    for line in out.splitlines():
        told = json.loads(line) if line.startswith("{") else {}
        if "t" in told:
            run.events.append(Event(told["t"], told["value"], told["bound"]))
        run.version = told.get("version", run.version)
        run.status = told.get("status", run.status)
        run.peak_mb = told.get("peak_mb", run.peak_mb)
    if not run.status:
        run.status = f"failed: {err.strip().splitlines()[-1] if err.strip() else process.returncode}"
    return run


def version(binary: Path) -> str:
    return subprocess.run([str(binary), "--version"], capture_output=True, text=True, check=True).stdout.strip()


# --- numbers over runs -----------------------------------------------------------------------------------------------


def geometric(numbers: list[float]) -> float:
    """The geometric mean."""
    return math.exp(math.fsum(math.log(number) for number in numbers) / len(numbers)) if numbers else math.nan


def slope(points: list[tuple[float, float]]) -> float | None:
    """Of the least-squares line through the logarithms."""
    if len({x for x, _ in points}) < 2:
        return None
    xs, ys = ([math.log(point[at]) for point in points] for at in (0, 1))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)
