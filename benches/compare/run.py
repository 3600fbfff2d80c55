"""Compares Petajalan with HiGHS, CBC, SCIP and CP-SAT on the same programs, one after the other, on the same cores.

    python benches/compare/run.py quick                             everything on tiny cases, under a minute
    python benches/compare/run.py compare [--random 200x5:3]... [--case DIR]...
    python benches/compare/run.py many [--case scenarios/paser] [--count 1000]
    python benches/compare/run.py growth [--sizes 50,...,10000]
    python benches/compare/run.py report FOLDER                     tables and charts again, from kept runs

What is measured, and its limits: benches/compare/README.md.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import multiprocessing
import os
import platform
import subprocess
import sys
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

NEEDED = ("highspy", "pyscipopt", "ortools", "pulp", "matplotlib")
if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
    sys.exit(
        f"Missing: {', '.join(missing)}. Once, from the repository's root:\n"
        "  python3 -m venv output/compare-venv && output/compare-venv/bin/pip install -r benches/compare/requirements.txt\n"
        "and then output/compare-venv/bin/python benches/compare/run.py ..."
    )

import generate  # noqa: E402
import measure  # noqa: E402
import peers  # noqa: E402
import program as programs  # noqa: E402
import report  # noqa: E402
from measure import OURS, Event, Instance, Run  # noqa: E402

RANDOM = ["50x5:3", "200x10:3", "1000x10:2", "2000x25:1"]
SIZES = "50,100,200,500,1000,2000,5000,10000"


# --- comparing -------------------------------------------------------------------------------------------------------


def compare(given: argparse.Namespace, out: Path) -> None:
    instances = instances_of(given, out)
    measure_all(instances, given, out)
    write_report(out)


def instances_of(given: argparse.Namespace, out: Path) -> list[Instance]:
    """Cases written and exported: random ones by `COUNTxYEARS:SEEDS`, given folders with all or the named scenarios."""
    found: list[Instance] = []
    for spec in given.random:
        size, _, seeds = spec.partition(":")
        initiatives, years = generate.size(size)
        for seed in range(1, int(seeds or 1) + 1):
            case = out / "cases" / f"random-{size}-{seed}"
            generate.random_case(case, initiatives, years, seed)
            found += measure.export(given.binary, case, f"random {size}", out / "programs")
    for case in given.case:
        found += measure.export(given.binary, case, case.name, out / "programs", given.scenario)
    return found


def measure_all(instances: list[Instance], given: argparse.Namespace, out: Path) -> None:
    """Every solver on every program, in turns; each run is kept as soon as it is done, and not made again."""
    limits = peers.Limits(given.seconds, given.threads, given.gap)
    kept = {(run.case, run.solver) for run in read_runs(out)}
    for instance in instances:
        for solver in [OURS, *given.solvers]:
            if (instance.name, solver) in kept:
                continue
            run = measure.run(solver, instance, limits, given.binary)
            keep(out, [run])
            gap = report.percent(run.gap_at(), 4)
            tell(f"{instance.name}: {solver} {run.status}, gap {gap}, {run.wall:.1f} s")


# --- many small solves -----------------------------------------------------------------------------------------------


def many(given: argparse.Namespace, out: Path) -> None:
    case = out / "cases" / f"{given.case.name}-{given.count}"
    generate.perturb(given.case, case, generate.Perturbation(given.count, given.seed), given.scenario)
    instances = measure.export(given.binary, case, case.name, out / "programs")
    limits = peers.Limits(given.seconds, 1, given.gap, count_reading=False)
    path = out / "walls.json"
    walls: dict[str, float] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def done(solver: str, runs: list[Run], wall: float) -> None:
        keep(out, runs)
        walls[solver] = wall
        path.write_text(json.dumps(walls), encoding="utf-8")
        tell(f"{len(runs)} programs: {solver} {wall:.1f} s")

    if OURS not in walls:
        done(OURS, *many_ours(instances, given, limits))
    with tempfile.TemporaryDirectory() as folder:
        tasks = [(instance, *peers.Task.of(instance.program, Path(folder))) for instance in instances]
        for solver in given.solvers:
            if solver not in walls:
                done(solver, *many_others(solver, tasks, given, limits))
    write_report(out)


def many_ours(instances: list[Instance], given: argparse.Namespace, limits: peers.Limits) -> tuple[list[Run], float]:
    """One run over all scenarios."""
    case = instances[0].case
    with tempfile.TemporaryDirectory() as folder:
        words = measure.plan_words(given.binary, case, peers.Limits(limits.seconds, given.threads, limits.gap), folder)
        begun = time.perf_counter()
        ran = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        wall = time.perf_counter() - begun
        if ran.returncode not in (0, 1):
            raise SystemExit(ran.stderr)
        found = {path.parent.name: path.parent for path in Path(folder).rglob("run.json")}
        runs = [run_of_scenario(instance, found[instance.scenario], given, limits) for instance in instances]
    return runs, wall


def run_of_scenario(instance: Instance, results: Path, given: argparse.Namespace, limits: peers.Limits) -> Run:
    run = empty_run(OURS, instance, given, limits)
    run.version = measure.version(given.binary)
    rows = json.loads((results / "run.json").read_text(encoding="utf-8"))
    run.events = [Event(row["solve_seconds"], row["value"], row["bound"]) for row in rows if row["goal"] == "value"]
    run.status = json.loads((results / "plan.json").read_text(encoding="utf-8"))["status"]
    return run


def empty_run(solver: str, instance: Instance, given: argparse.Namespace, limits: peers.Limits) -> Run:
    program = programs.parse(instance.program.read_text(encoding="ascii"))
    return Run(
        solver, "", instance.kind, instance.name, program.maximise, program.counts(),
        limits.seconds, limits.gap, given.threads,
    )  # fmt: skip


def many_others(solver: str, tasks: list, given: argparse.Namespace, limits: peers.Limits) -> tuple[list[Run], float]:
    """A process for each core, its library loaded before the clock starts."""
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(given.threads + 1)
    with context.Pool(given.threads, initializer=worker, initargs=(solver, ready)) as pool:
        ready.wait()
        begun = time.perf_counter()
        work = [(solver, task, program, limits) for _, task, program in tasks]
        answers = pool.starmap(one_of_many, work, chunksize=1)
        wall = time.perf_counter() - begun
    runs = []
    for (instance, _, _), (status, events) in zip(tasks, answers):
        run = empty_run(solver, instance, given, limits)
        run.version, run.status, run.events = peers.version(solver), status, events
        runs.append(run)
    return runs, wall


def worker(solver: str, ready: Barrier) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # What a library prints is no part of the report.
    peers.warm(solver)
    ready.wait()


def one_of_many(
    solver: str, task: peers.Task, program: programs.Program, limits: peers.Limits
) -> tuple[str, list[Event]]:
    events: list[Event] = []
    status = peers.solve(solver, task, program, limits, lambda told: events.append(Event(**told)))
    return status, events


# --- growth ----------------------------------------------------------------------------------------------------------


def growth(given: argparse.Namespace, out: Path) -> None:
    given.random = [f"{size}x{given.years}:{given.seeds}" for size in given.sizes.split(",")]
    given.case, given.scenario = [], None
    measure_all(instances_of(given, out), given, out)
    write_report(out)


# --- what is kept, and reports from it -------------------------------------------------------------------------------


def keep(out: Path, runs: list[Run]) -> None:
    with (out / "runs.jsonl").open("a", encoding="utf-8") as file:
        file.writelines(run.to_json() + "\n" for run in runs)


def read_runs(out: Path) -> list[Run]:
    path = out / "runs.jsonl"
    return [Run.from_json(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def write_report(out: Path) -> None:
    """`report.md` and charts beside the runs; the report is also printed."""
    import charts  # Late: it is large, and what it holds must not disturb runs.

    notes = json.loads((out / "notes.json").read_text(encoding="utf-8"))
    mode, gap = notes.pop("mode"), float(notes.pop("gap"))
    runs = read_runs(out)
    notes["versions"] = ", ".join(dict.fromkeys(run.version for run in runs if run.version))
    if mode == "many":
        walls = json.loads((out / "walls.json").read_text(encoding="utf-8"))
        text, files = report.many_report(runs, walls, gap), charts.finished(runs, gap, out / "many")
    elif mode == "growth":
        text, files = report.growth_report(runs, gap), charts.growth(runs, gap, out / "growth")
    else:
        text, files = report.compare_report(runs), charts.profiles(runs, out / "profiles")
    pictures = "".join(f"![{file.stem}]({file.name})\n" for file in files if file.suffix == ".png")
    text = f"# {mode}\n\n{report.machine_line(notes)}\n{text}\n{pictures}"
    (out / "report.md").write_text(text, encoding="utf-8")
    print(text)
    tell(f"Written: {out / 'report.md'}, {', '.join(str(file) for file in files)}")


def take_notes(given: argparse.Namespace, out: Path) -> None:
    """What the numbers depend on. A folder holds the runs of one setting."""
    notes = {
        "mode": given.mode,
        "gap": str(given.gap),
        "date": datetime.date.today().isoformat(),
        "machine": f"{processor()}, {given.threads} of {os.cpu_count()} logical cores, Python {platform.python_version()}",
        "limit": f"{given.seconds:g} s for each program, stopping at a gap of {100 * given.gap:g} %",
    }
    path = out / "notes.json"
    if path.exists():
        old = json.loads(path.read_text(encoding="utf-8"))
        if any(old[key] != notes[key] for key in ("mode", "gap", "machine", "limit")):
            raise SystemExit(f"{out} holds runs of another setting; choose another --out")
        return
    path.write_text(json.dumps(notes, indent=1), encoding="utf-8")


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


# --- command line ----------------------------------------------------------------------------------------------------


def quick(given: argparse.Namespace, out: Path) -> None:
    """Everything, on tiny cases."""
    given.random, given.case, given.scenario = ["15x3:2", "60x5:2"], [measure.ROOT / "scenarios/tiny"], None
    for mode, run in (("compare", compare), ("many", many), ("growth", growth)):
        given.mode, given.gap = mode, given.gap if mode == "compare" else 0.005
        if mode == "many":
            given.case, given.count, given.seed, given.scenario = measure.ROOT / "scenarios/paser", 6, 1, ["optimis"]
            given.solvers = ["HiGHS"]
        if mode == "growth":
            given.sizes, given.years, given.seeds = "10,20,40", 4, 2
        folder = out / mode
        folder.mkdir(parents=True, exist_ok=True)
        take_notes(given, folder)
        run(given, folder)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(dest="mode", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--binary", type=Path, default=measure.ROOT / "target/release/petajalan")
    shared.add_argument("--threads", type=int, default=2, help="cores for everybody (default 2)")
    shared.add_argument(
        "--solvers", type=names, help="of HiGHS,CBC,SCIP,CP-SAT; default all, or HiGHS in many and growth"
    )
    shared.add_argument("--out", type=Path, help="folder for what is kept; runs it holds are not made again")

    one = modes.add_parser("compare", parents=[shared], help="time to a gap and gap at a time")
    one.add_argument("--random", action="append", metavar="COUNTxYEARS:SEEDS", help=f"default {' '.join(RANDOM)}")
    one.add_argument("--case", type=Path, action="append", default=[], help="a case folder; may be repeated")
    one.add_argument("--scenario", action="append", help="of the given cases only this one; may be repeated")
    one.add_argument("--seconds", type=float, default=60)
    one.add_argument("--gap", type=float, default=0.0001, help="where everybody may stop")

    one = modes.add_parser("many", parents=[shared], help="many small solves")
    one.add_argument("--case", type=Path, default=measure.ROOT / "scenarios/paser")
    one.add_argument("--scenario", action="append", help="perturb this one only; may be repeated")
    one.add_argument("--count", type=int, default=1000)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--seconds", type=float, default=60)
    one.add_argument("--gap", type=float, default=0.005)

    one = modes.add_parser("growth", parents=[shared], help="time to a gap against size")
    one.add_argument("--sizes", default=SIZES)
    one.add_argument("--years", type=int, default=5)
    one.add_argument("--seeds", type=int, default=3)
    one.add_argument("--seconds", type=float, default=120)
    one.add_argument("--gap", type=float, default=0.005)

    one = modes.add_parser("quick", parents=[shared], help="everything on tiny cases")
    one.set_defaults(seconds=2.5, gap=0.0001)
    one = modes.add_parser("report", help="tables and charts again, from kept runs")
    one.add_argument("out", type=Path)
    return parser.parse_args()


def names(text: str) -> list[str]:
    known = {solver.lower(): solver for solver in peers.SOLVERS}
    chosen = text.split(",")
    if unknown := [name for name in chosen if name.lower() not in known]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)} is none of {', '.join(peers.SOLVERS)}")
    return [known[name.lower()] for name in chosen]


def main() -> None:
    given = arguments()
    if given.mode == "report":
        write_report(given.out)
        return
    given.solvers = given.solvers or (["HiGHS"] if given.mode in ("many", "growth") else list(peers.SOLVERS))
    if not given.binary.exists():
        sys.exit(f"{given.binary} is not there: cargo build --release")
    if hasattr(os, "sched_setaffinity"):
        # Whatever is started inherits it, so that nobody runs on more cores than the others.
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given.threads])
    stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
    out = (given.out or measure.ROOT / "output" / "compare" / f"{given.mode}-{stamp}").resolve()
    out.mkdir(parents=True, exist_ok=True)
    if given.mode == "quick":
        quick(given, out)
        return
    if given.mode == "compare":
        given.random = given.random or ([] if given.case else RANDOM)
    take_notes(given, out)
    {"compare": compare, "many": many, "growth": growth}[given.mode](given, out)


if __name__ == "__main__":
    main()
