"""Tables over runs, in Markdown: every number in them comes from the runs of one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from measure import OURS, Run, geometric, slope

GAPS = (0.01, 0.005, 0.001)
TIMES = (10.0, 60.0)
FIRST = "first of the others"
# Bounds and plans may disagree by this much: tolerances, and CBC's printed digits.
AGREE = 1e-5

# Runs of one class: case -> solver -> run.
Cases = dict[str, dict[str, Run]]


def grouped(runs: Iterable[Run]) -> dict[str, Cases]:
    """Classes in the order they were run, without cases that nobody found a plan for."""
    runs = list(runs)
    planned = {run.case for run in runs if run.value_at() is not None}
    classes: dict[str, Cases] = {}
    for run in (run for run in runs if run.case in planned):
        classes.setdefault(run.kind, {}).setdefault(run.case, {})[run.solver] = run
    for its in (its for cases in classes.values() for its in cases.values()):
        sound = its[OURS].value_at() if OURS in its else None
        for run in its.values():
            run.known = max((value for value in (sound, run.value_at()) if value is not None), default=None)
    return classes


def solvers_of(runs: Iterable[Run]) -> list[str]:
    """Ours first, then the others as they were run."""
    named = dict.fromkeys(run.solver for run in runs)
    return [OURS] * (OURS in named) + [solver for solver in named if solver != OURS]


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def percent(part: float, digits: int = 3) -> str:
    return f"{100 * part:.{digits}f} %"


def compare_report(runs: list[Run], gaps: tuple[float, ...] = GAPS) -> str:
    """All tables of a comparison."""
    parts = [
        "## Programs\n",
        programs_table(runs),
        "## Time to a gap\n",
        "Petajalan: geometric mean of its seconds, and how many cases got there. Others: geometric mean of their time over "
        "Petajalan's (above 1: Petajalan was sooner), over the cases that either solved; a run that did not get there "
        f"counts with its limit. *{FIRST}*: in each case, whichever of them was first.\n",
        time_table(runs, gaps),
        "## Gap at a time\n",
        "Geometric means of the gap, and over Petajalan's gap in brackets (above 1: Petajalan's is smaller). Without a plan "
        f"the gap counts as 100 %, and none counts as less than {percent(runs[0].smallest_gap(), 4)}, where all may stop.\n",
        gap_table(runs),
        "## Petajalan's plan at a time against the best plan of the others at their end\n",
        "How much more its plan is worth (negative: less); of the best bound at the end likewise how much it is lower, which "
        "is tighter.\n",
        plan_table(runs),
        "## Memory\n",
        "Geometric mean of the most that was resident, MB: Petajalan and CBC the whole process, the others without the "
        "Python process and library before the program is read.\n",
        memory_table(runs),
        "## Do they agree?\n",
        agreement(runs),
    ]
    return "\n".join(parts)


def programs_table(runs: list[Run]) -> str:
    rows = []
    for kind, cases in grouped(runs).items():
        largest = max((run for its in cases.values() for run in its.values()), key=size)
        rows.append([kind, str(len(cases)), largest.counts])
    return table(["class", "cases", "largest program"], rows)


def size(run: Run) -> int:
    return int(run.counts.rsplit(", ", 1)[1].split(" ")[0])


def time_table(runs: list[Run], gaps: tuple[float, ...]) -> str:
    solvers = solvers_of(runs)
    others = [solver for solver in solvers if solver != OURS]
    rows = []
    for kind, cases in grouped(runs).items():
        for gap in gaps:
            mine = [its[OURS] for its in cases.values() if OURS in its]
            reached = sum(run.time_to(gap) is not None for run in mine)
            seconds = geometric([counted(run.time_to(gap), run.limit) for run in mine])
            row = [kind, percent(gap, 1), f"{seconds:.2f} s ({reached}/{len(mine)})"]
            for chosen in [[other] for other in others] + ([others] if len(others) > 1 else []):
                row.append(time_ratio(cases, chosen, gap))
            rows.append(row)
    head = ["class", "gap", OURS, *others] + ([FIRST] if len(others) > 1 else [])
    return table(head, rows)


def counted(seconds: float | None, limit: float) -> float:
    return max(0.01, limit if seconds is None else seconds)


def time_ratio(cases: Cases, others: list[str], gap: float) -> str:
    ratios, reached, met = [], 0, 0
    for its in cases.values():
        theirs = [its[other] for other in others if other in its]
        if OURS not in its or not theirs:
            continue
        met += 1
        mine = its[OURS].time_to(gap)
        first = min((t for run in theirs if (t := run.time_to(gap)) is not None), default=None)
        reached += first is not None
        if mine is not None or first is not None:
            ratios.append(counted(first, theirs[0].limit) / counted(mine, its[OURS].limit))
    return f"{geometric(ratios):.2f} ({reached}/{met})" if ratios else f"- ({reached}/{met})"


def times_of(runs: list[Run]) -> list[float]:
    limit = max(run.limit for run in runs)
    return [t for t in TIMES if t < limit] + [limit]


def gap_table(runs: list[Run]) -> str:
    solvers = solvers_of(runs)
    rows = []
    for kind, cases in grouped(runs).items():
        for t in times_of(runs):
            row = [kind, f"{t:g} s"]
            for solver in solvers:
                both = [its for its in cases.values() if solver in its and OURS in its]
                gaps = [its[solver].gap_at(t) for its in both]
                over = geometric([its[solver].gap_at(t) / its[OURS].gap_at(t) for its in both])
                text = percent(geometric(gaps), 4) if gaps else "-"
                row.append(text if solver == OURS or not gaps else f"{text} ({over:.2f})")
            rows.append(row)
    return table(["class", "after", *solvers], rows)


def plan_table(runs: list[Run]) -> str:
    rows = []
    for kind, cases in grouped(runs).items():
        rows += [
            [kind, f"plan after {t:g} s", *spread(cases, lambda run, t=t: run.value_at(t), Run.value_at, max)]
            for t in times_of(runs)
        ]
        lower = spread(cases, Run.bound_at, Run.bound_at, min, -1.0)
        rows.append([kind, "bound at the end", *lower])
    return table(["class", "what", "mean", "worst case", "best case", "cases"], rows)


def spread(
    cases: Cases,
    mine: Callable[[Run], float | None],
    theirs: Callable[[Run], float | None],
    best: Callable[[list[float]], float],
    sign: float = 1.0,
) -> list[str]:
    """Mean, worst and best of how much better ours is than the best of the others, relative to that."""
    ahead = []
    for its in cases.values():
        others = [found for name, run in its.items() if name != OURS and (found := theirs(run)) is not None]
        own = mine(its[OURS]) if OURS in its else None
        if own is not None and others and best(others) != 0:
            ahead.append(sign * (own - best(others)) / abs(best(others)))
    if not ahead:
        return ["-", "-", "-", f"0/{len(cases)}"]
    # Adding zero turns -0 into 0.
    texts = [f"{round(100 * number, 4) + 0.0:+.4f} %" for number in (sum(ahead) / len(ahead), min(ahead), max(ahead))]
    return [*texts, f"{len(ahead)}/{len(cases)}"]


def memory_table(runs: list[Run]) -> str:
    solvers = solvers_of(runs)
    rows = []
    for kind, cases in grouped(runs).items():
        peaks = [
            [run.peak_mb for its in cases.values() if (run := its.get(solver)) and run.peak_mb] for solver in solvers
        ]
        rows.append([kind, *(f"{geometric(its):.0f}" if its else "-" for its in peaks)])
    return table(["class", *solvers], rows)


def agreement(runs: list[Run]) -> str:
    """Plans worth more than somebody's bound: one of the two is wrong, and it is no plan of ours, which are audited."""
    found = []
    for cases in grouped(runs).values():
        for case, its in cases.items():
            for one in its.values():
                for other in its.values():
                    value, bound = one.value_at(), other.claimed_bound()
                    if value is not None and bound is not None and value > bound + AGREE * abs(bound):
                        found.append(
                            f"- {case}: {one.solver} has a plan worth {value:.6f}, {other.solver} a bound of {bound:.6f}"
                        )
    if found:
        found.append(
            "\nA bound below Petajalan's plan, which is audited, or below the solver's own counts as that plan's worth."
        )
    failed = [f"- {run.case}: {run.solver} has no plan: {run.status}" for run in runs if run.value_at() is None]
    said = found or [f"No plan is worth more than another solver's bound by over {AGREE:g} of it."]
    return "\n".join(said + failed) + "\n"


# --- many small solves -----------------------------------------------------------------------------------------------


def many_report(runs: list[Run], walls: dict[str, float], gap: float) -> str:
    """Total and single times of many small solves."""
    solvers = solvers_of(runs)
    cases = next(iter(grouped(runs).values()))
    rows = []
    for solver in solvers:
        its = [case[solver] for case in cases.values() if solver in case]
        reached = [t for run in its if (t := run.time_to(gap)) is not None]
        single = sorted(counted(run.time_to(gap), run.limit) for run in its)
        rows.append(
            [solver, f"{walls[solver]:.1f} s", f"{walls[solver] / walls[OURS]:.2f}", f"{len(reached)}/{len(its)}"]
            + [f"{single[len(single) // 2]:.3f} s", f"{single[min(len(single) - 1, len(single) * 95 // 100)]:.3f} s"]
            + ["-" if solver == OURS else time_ratio(cases, [solver], gap).split(" ")[0]]
        )
    head = ["solver", "all, wall clock", "over Petajalan's", f"to {percent(gap, 1)}", "median", "95 in 100 within"]
    text = (
        "Wall clock: Petajalan, one run over all scenarios, reading the case, auditing and writing every plan included; "
        "others, a process for each core, each program on one thread, reading their file included, making it not. Single "
        "times are of the search alone (CBC's with reading), from its start to the gap.\n\n"
    )
    return text + table([*head, "ratio of single times"], rows) + "\n" + agreement(runs)


# --- growth ----------------------------------------------------------------------------------------------------------


def growth_points(runs: list[Run], gap: float) -> dict[str, list[tuple[float, float, bool]]]:
    """Of each solver: initiatives, seconds to the gap (the limit where it was not reached), whether it was."""
    points: dict[str, list[tuple[float, float, bool]]] = {}
    for run in runs:
        seconds = run.time_to(gap)
        initiatives = float(run.kind.split(" ")[-1].split("x")[0])
        points.setdefault(run.solver, []).append((initiatives, counted(seconds, run.limit), seconds is not None))
    return points


def growth_report(runs: list[Run], gap: float) -> str:
    points = growth_points(runs, gap)
    solvers = solvers_of(runs)
    sizes = sorted({x for its in points.values() for x, _, _ in its})
    rows = []
    for initiatives in sizes:
        row = [f"{initiatives:,.0f}"]
        for solver in solvers:
            its = [(y, reached) for x, y, reached in points[solver] if x == initiatives]
            reached = sum(done for _, done in its)
            row.append(f"{geometric([y for y, _ in its]):.2f} s ({reached}/{len(its)})" if its else "-")
        rows.append(row)
    fits = [slope([(x, y) for x, y, reached in points[solver] if reached]) for solver in solvers]
    rows.append(["slope, log-log", *("-" if fit is None else f"{fit:.2f}" for fit in fits)])
    text = (
        f"Seconds to {percent(gap, 1)} (geometric mean; cases that got there, the others count with the limit). The slope is\
 fitted to the runs that got there.\n\n"
    )
    return text + table(["initiatives", *solvers], rows) + "\n" + agreement(runs)


def machine_line(notes: dict[str, str]) -> str:
    return "\n".join(f"- {key}: {value}" for key, value in notes.items()) + "\n"
