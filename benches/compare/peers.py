"""The other solvers: one function each, which reads a program, searches, and tells of every better plan or bound.

    python benches/compare/peers.py SOLVER PROGRAM.mps --seconds 60 --threads 2 --gap 0.0001

reads an export of Petajalan's and prints JSON lines: the solver and its version, then events as they happen (`t` seconds,
`value` and `bound` in the goal's unit, null where there is none yet), then how it ended and its memory. The clock starts
when a solver begins to read its file; CP-SAT's starts when its model is complete, since only building it here is slow.
Plans are believed as claimed: within the solver's own tolerances, which are left as they are.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import program as programs
from program import Program

# What CP-SAT may take a limitless integer for.
CP_SAT_LARGEST = 1 << 40


@dataclass(frozen=True)
class Limits:
    """When to stop, and with how much."""

    seconds: float
    threads: int
    gap: float
    count_reading: bool = True  # whether the clock starts before the file is read


class Told:
    """Passes on what is new: values and bounds of the minimised objective, in the goal's unit and direction."""

    def __init__(self, pass_on: Callable[[dict[str, float | None]], None], in_goal: Callable[[float], float]) -> None:
        self.pass_on, self.in_goal = pass_on, in_goal
        self.value: float | None = None
        self.bound: float | None = None
        self.begun = time.perf_counter()
        self.over = False

    def begin(self) -> None:
        self.begun = time.perf_counter()

    def tell(self, value: float | None, bound: float | None) -> None:
        if self.over:
            return
        value = value if value is not None and abs(value) < 1e19 else None
        bound = bound if bound is not None and abs(bound) < 1e19 else None
        better = value is not None and (self.value is None or value < self.value)
        tighter = bound is not None and (self.bound is None or bound > self.bound + 1e-8 * abs(bound))
        if better:
            self.value = value
        if tighter:
            self.bound = bound
        if better or tighter:
            self.pass_on(
                {
                    "t": time.perf_counter() - self.begun,
                    "value": None if self.value is None else self.in_goal(self.value),
                    "bound": None if self.bound is None else self.in_goal(self.bound),
                }
            )


@dataclass(frozen=True)
class Task:
    """A program in both forms: exact, and as a scaled file whose objective has this unit."""

    exact: Path
    scaled: Path
    unit: float

    @staticmethod
    def of(exact: Path, folder: Path) -> tuple[Task, Program]:
        program = programs.parse(exact.read_text(encoding="ascii"))
        scaled = folder / (exact.stem + ".scaled.mps")
        return Task(exact, scaled, programs.scaled(program, scaled)), program


# --- solvers: each tells and returns how it ended --------------------------------------------------------------------


def highs(task: Task, _: Program, limits: Limits, told: Told) -> str:
    import highspy

    solver = highspy.Highs()
    options = {"output_flag": False, "time_limit": limits.seconds, "threads": limits.threads, "mip_rel_gap": limits.gap}
    for key, value in options.items():
        solver.setOptionValue(key, value)
    told.begin()
    solver.readModel(str(task.scaled))
    if not limits.count_reading:
        told.begin()

    def heard(event: highspy.HighsCallbackEvent) -> None:
        told.tell(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

    solver.cbMipImprovingSolution.subscribe(heard)
    solver.cbMipInterrupt.subscribe(heard)
    solver.run()
    info = solver.getInfo()
    plan = info.objective_function_value if info.primal_solution_status == 2 else None
    told.tell(plan, info.mip_dual_bound)
    return solver.modelStatusToString(solver.getModelStatus())


def scip(task: Task, _: Program, limits: Limits, told: Told) -> str:
    from pyscipopt import SCIP_EVENTTYPE, Eventhdlr, Model

    class Heard(Eventhdlr):
        kinds = (SCIP_EVENTTYPE.BESTSOLFOUND, SCIP_EVENTTYPE.DUALBOUNDIMPROVED, SCIP_EVENTTYPE.NODESOLVED)

        def eventinit(self) -> None:
            for kind in self.kinds:
                self.model.catchEvent(kind, self)

        def eventexit(self) -> None:
            for kind in self.kinds:
                self.model.dropEvent(kind, self)

        def eventexec(self, event: object) -> None:
            told.tell(self.model.getPrimalbound(), self.model.getDualbound())

    solver = Model()
    solver.hideOutput()
    solver.setParams({"limits/time": limits.seconds, "limits/gap": limits.gap, "parallel/maxnthreads": limits.threads})
    told.begin()
    solver.readProblem(str(task.scaled))
    if not limits.count_reading:
        told.begin()
    solver.includeEventhdlr(Heard(), "told", "passes on plans and bounds")
    solver.optimize()
    told.tell(solver.getPrimalbound() if solver.getNSols() else None, solver.getDualbound())
    # A last event, while the search is taken down, calls the plan in hand a bound.
    told.over = True
    return str(solver.getStatus())


CBC_LINES = [
    re.compile(pattern)
    for pattern in (
        r"Continuous objective value is (?P<bound>\S+)",
        r"Cbc00(?:04|12)I Integer solution of (?P<value>\S+) found",
        r"Cbc0013I At root node, .* to (?P<bound>\S+) in",
        r"Cbc0010I After .* tree, (?P<value>\S+) best solution, best possible (?P<bound>\S+) ",
        r"Cbc0005I Partial search - best objective (?P<value>\S+) \(best possible (?P<bound>[^)\s]+)\)",
        r"Objective value: +(?P<value>\S+)",
        r"Lower bound: +(?P<bound>\S+)",
    )
]


def cbc(task: Task, _: Program, limits: Limits, told: Told) -> str:
    """The program that PuLP ships, its log read line by line."""
    from pulp import PULP_CBC_CMD

    words = [PULP_CBC_CMD().path, str(task.scaled), "-threads", str(limits.threads), "-timeMode", "elapsed"]
    words += ["-sec", str(limits.seconds), "-ratio", str(limits.gap), "-solve", "-quit"]
    told.begin()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1)
    assert process.stdout is not None
    status = "unknown"
    try:
        for line in process.stdout:
            OTHERS_PEAK[0] = max(OTHERS_PEAK[0], peak_mb(process.pid) or 0)
            if line.startswith("Result - "):
                status = line.removeprefix("Result - ").strip()
            for pattern in CBC_LINES:
                if found := pattern.match(line):
                    numbers = {key: float(number) for key, number in found.groupdict().items()}
                    told.tell(numbers.get("value"), None)
                    if "bound" in numbers:
                        # It bounds what is still searched for, which is better than the plan in hand.
                        told.tell(None, min(numbers["bound"], math.inf if told.value is None else told.value))
    finally:
        process.kill()
        process.wait()
    if status.startswith("Optimal solution found") and told.value is not None:
        # It names no bound at the end, but says that the gap it was given is reached.
        told.tell(None, told.value - limits.gap * abs(told.value))
    return status


def cp_sat(_: Task, program: Program, limits: Limits, told: Told) -> str:
    """Exact integers; amounts of money that need not be whole elsewhere are whole here."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    variables = [
        model.new_int_var(one.lower, CP_SAT_LARGEST if one.upper is None else min(one.upper, CP_SAT_LARGEST), f"c{at}")
        for at, one in enumerate(program.columns)
    ]
    terms: list[tuple[list[cp_model.IntVar], list[int]]] = [([], []) for _ in program.rows]
    for variable, column in zip(variables, program.columns):
        for at, coefficient in column.entries:
            terms[at][0].append(variable)
            terms[at][1].append(coefficient)
    for row, (its, coefficients) in zip(program.rows, terms):
        total = cp_model.LinearExpr.weighted_sum(its, coefficients)
        model.add(total <= row.rhs if row.sense == "L" else total >= row.rhs if row.sense == "G" else total == row.rhs)
    goal = cp_model.LinearExpr.weighted_sum(variables, [column.objective for column in program.columns])
    model.minimize(goal + program.constant)

    class Heard(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            told.tell(self.objective_value, self.best_objective_bound)

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limits.seconds
    solver.parameters.num_workers = limits.threads
    solver.parameters.relative_gap_limit = limits.gap
    solver.best_bound_callback = lambda bound: told.tell(None, bound)
    told.begin()
    status = solver.solve(model, Heard())
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    told.tell(solver.objective_value if found else None, solver.best_objective_bound)
    return solver.status_name(status)


SOLVERS: dict[str, Callable[[Task, Program, Limits, Told], str]] = {
    "HiGHS": highs,
    "CBC": cbc,
    "SCIP": scip,
    "CP-SAT": cp_sat,
}
PACKAGES = {"HiGHS": "highspy", "CBC": "pulp", "SCIP": "pyscipopt", "CP-SAT": "ortools"}
EXACT = {"CP-SAT"}  # takes the exact integers, not the scaled file


def solve(solver: str, task: Task, program: Program, limits: Limits, pass_on: Callable[[dict], None]) -> str:
    """Lets a solver search, and returns how it ended."""
    unit = 1.0 if solver in EXACT else task.unit
    return SOLVERS[solver](task, program, limits, Told(pass_on, lambda number: program.in_goal(number * unit)))


def version(solver: str) -> str:
    """The version of the package."""
    return f"{PACKAGES[solver]} {importlib.metadata.version(PACKAGES[solver])}"


# --- memory ----------------------------------------------------------------------------------------------------------

OTHERS_PEAK = [0.0]  # of a process started here


def peak_mb(process: int | None = None) -> float | None:
    """The most memory a process had resident so far, where the system says (Linux)."""
    try:
        status = Path(f"/proc/{process or os.getpid()}/status").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else None


# --- as a process of its own -----------------------------------------------------------------------------------------


def say(line: dict) -> None:
    print(json.dumps(line), flush=True)


def warm(solver: str) -> None:
    """Loads a solver's library, so that its clock does not count that."""
    import importlib

    importlib.import_module(
        {"HiGHS": "highspy", "CBC": "pulp", "SCIP": "pyscipopt"}.get(solver, "ortools.sat.python.cp_model")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="One solver on one program, as JSON lines.")
    parser.add_argument("solver", choices=list(SOLVERS))
    parser.add_argument("program", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--gap", type=float, default=0.0)
    given = parser.parse_args()
    warm(given.solver)
    say({"solver": given.solver, "version": version(given.solver)})
    with tempfile.TemporaryDirectory() as folder:
        task, program = Task.of(given.program, Path(folder))
        idle = 0.0 if given.solver == "CBC" else peak_mb()
        status = solve(given.solver, task, program, Limits(given.seconds, given.threads, given.gap), say)
    peak = OTHERS_PEAK[0] or peak_mb()
    say({"status": status, "peak_mb": None if peak is None or idle is None else peak - idle})
    sys.stdout.flush()


if __name__ == "__main__":
    main()
