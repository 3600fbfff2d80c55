"""Charts of runs, as SVG and PNG. Colours are Okabe and Ito's, told apart by everybody, and line styles differ too."""

from __future__ import annotations

import math
import statistics
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.ticker import FuncFormatter, NullLocator  # noqa: E402

from measure import OURS, Run, slope  # noqa: E402
from report import Cases, counted, growth_points, grouped, solvers_of  # noqa: E402

STYLES: dict[str, tuple[str, str, str]] = {
    OURS: ("#000000", "-", "o"),
    "HiGHS": ("#0072B2", "--", "s"),
    "CBC": ("#E69F00", "-.", "^"),
    "SCIP": ("#009E73", ":", "D"),
    "CP-SAT": ("#CC79A7", (0, (5, 1, 1, 1, 1, 1)), "v"),  # type: ignore[dict-item]
}
MARKS = 120  # points in time

plt.rcParams.update(
    {
        "font.size": 10,
        "axes.titlesize": 11,
        "axes.grid": True,
        "grid.color": "#dddddd",
        "grid.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "svg.hashsalt": "petajalan",
    }
)


def save(figure: Figure, path: Path) -> list[Path]:
    files = [path.with_suffix(ending) for ending in (".svg", ".png")]
    figure.savefig(files[0], metadata={"Date": None}, bbox_inches="tight")
    figure.savefig(files[1], dpi=160, bbox_inches="tight")
    plt.close(figure)
    return files


def line_width(solver: str) -> float:
    return 2.4 if solver == OURS else 1.8


def seconds(axes: Axes, label: str = "seconds since the start") -> None:
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(FuncFormatter(lambda t, _: f"{t:g}"))
    axes.set_xlabel(label)


# --- gap against time ------------------------------------------------------------------------------------------------


def profiles(runs: list[Run], path: Path) -> list[Path]:
    """The median gap against time, one panel for each class; single cases as thin lines."""
    classes, solvers = grouped(runs), solvers_of(runs)
    across = min(3, len(classes))
    down = math.ceil(len(classes) / across)
    width = max(4.0 * across, 6.2)
    figure, grid = plt.subplots(
        down, across, figsize=(width, 3.3 * down + 1.3), sharey=True, squeeze=False, layout="constrained"
    )
    for axes, (kind, cases) in zip(grid.flat, classes.items()):
        for turn, solver in enumerate(solvers):
            draw_profile(axes, cases, solver, turn)
        count = len(cases)
        axes.set_title(f"{kind} ({count} case{'s' if count > 1 else ''})", loc="left")
        seconds(axes)
        gap_axis(axes, runs[0].smallest_gap())
    for axes in grid.flat[len(classes) :]:
        axes.set_visible(False)
    for row in grid:
        row[0].set_ylabel("gap, % of the plan's value")
    figure.suptitle(
        f"Gap against time, {runs[0].threads} cores: median of the cases, thin lines single cases", fontsize=12
    )
    handles, labels = grid.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=len(solvers), frameon=False)
    return save(figure, path)


def gap_axis(axes: Axes, floor: float) -> None:
    axes.set_yscale("log")
    axes.set_ylim(floor * 0.7, 1.5)
    ticks = [floor, *(tick for tick in (1e-5, 1e-4, 1e-3, 5e-3, 1e-2, 1e-1) if tick > 1.5 * floor), 1]
    names = [f"≤ {100 * floor:g}", *(f"{100 * tick:g}" for tick in ticks[1:-1]), "100 or\nno plan"]
    axes.set_yticks(ticks, names)
    axes.yaxis.set_minor_locator(NullLocator())


def draw_profile(axes: Axes, cases: Cases, solver: str, turn: int) -> None:
    runs = [its[solver] for its in cases.values() if solver in its]
    if not runs:
        return
    begin, end = 0.01, max(run.limit for run in runs)
    times = [begin * (end / begin) ** (at / (MARKS - 1)) for at in range(MARKS)]
    gaps = [[run.gap_at(t) for t in times] for run in runs]
    colour, style, mark = STYLES[solver]
    if len(runs) > 1:
        for one in gaps:
            axes.plot(times, one, color=colour, linewidth=0.6, alpha=0.3, drawstyle="steps-post")
    median = [statistics.median(column) for column in zip(*gaps)]
    front = 3 if solver == OURS else 2
    axes.plot(
        times, median, color=colour, linestyle=style, linewidth=line_width(solver), drawstyle="steps-post", label=solver,
        marker=mark, markevery=(4 * turn, 20), markersize=5, zorder=front,
    )  # fmt: skip


# --- many small solves -----------------------------------------------------------------------------------------------


def finished(runs: list[Run], gap: float, path: Path) -> list[Path]:
    """The share of programs solved to the gap within a time."""
    figure, axes = plt.subplots(figsize=(6.2, 4.0), layout="constrained")
    for solver in solvers_of(runs):
        its = [run for run in runs if run.solver == solver]
        times = sorted(t for run in its if (t := run.time_to(gap)) is not None)
        shares = [100 * (at + 1) / len(its) for at in range(len(times))]
        colour, style, _ = STYLES[solver]
        axes.plot(
            [times[0] if times else 1, *times], [0, *shares], color=colour, linestyle=style,
            linewidth=line_width(solver), drawstyle="steps-post", label=solver,
        )  # fmt: skip
    seconds(axes, "seconds for one program")
    axes.set_ylim(0, 102)
    axes.set_ylabel(f"% of the programs within {100 * gap:g} %")
    count = len({run.case for run in runs})
    axes.set_title(f"{count:,} small programs, each to a gap of {100 * gap:g} %", loc="left")
    axes.legend(frameon=False, loc="upper left")
    return save(figure, path)


# --- growth ----------------------------------------------------------------------------------------------------------


def growth(runs: list[Run], gap: float, path: Path) -> list[Path]:
    """Time to a gap against the number of initiatives, with fitted lines."""
    figure, axes = plt.subplots(figsize=(6.8, 4.4), layout="constrained")
    points = growth_points(runs, gap)
    for solver in solvers_of(runs):
        colour, style, mark = STYLES[solver]
        done = [(x, y) for x, y, reached in points[solver] if reached]
        not_done = [(x, y) for x, y, reached in points[solver] if not reached]
        fit = slope(done)
        label = solver if fit is None else f"{solver}, slope {fit:.2f}"
        axes.plot(*zip(*done) if done else ([], []), mark, color=colour, markersize=6, linestyle="none")
        if not_done:
            axes.plot(*zip(*not_done), mark, color=colour, markersize=7, fillstyle="none", linestyle="none")
        axes.plot(*fitted(done, fit), color=colour, linestyle=style, linewidth=line_width(solver))
        axes.plot([], [], color=colour, linestyle=style, linewidth=line_width(solver), marker=mark, label=label)
    axes.axhline(counted(None, runs[0].limit), color="#888888", linewidth=0.8)
    axes.annotate("limit; hollow: not reached", (0.01, runs[0].limit), xycoords=("axes fraction", "data"), va="bottom",
                  fontsize=9, color="#555555")  # fmt: skip
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(FuncFormatter(lambda t, _: f"{t:g}"))
    axes.set_ylabel(f"seconds to a gap of {100 * gap:g} %")
    seconds(axes, "initiatives")
    sizes = sorted({x for its in points.values() for x, _, _ in its})
    axes.set_xticks(sizes, [f"{x:,.0f}" for x in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_title(f"Growth, {runs[0].threads} cores: one mark for each random case", loc="left")
    axes.legend(frameon=False, loc="lower right")
    return save(figure, path)


def fitted(done: list[tuple[float, float]], fit: float | None) -> tuple[list[float], list[float]]:
    """The ends of the fitted line; nothing to draw without a fit."""
    if fit is None:
        return [], []
    level = sum(math.log(y) - fit * math.log(x) for x, y in done) / len(done)
    ends = [min(x for x, _ in done), max(x for x, _ in done)]
    return ends, [math.exp(level + fit * math.log(x)) for x in ends]
