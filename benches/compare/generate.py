"""Writes cases to compare on: random ones of the kind planners bring, and perturbed copies of a given one.

    python benches/compare/generate.py random 200x5 --seed 1 output/compare/cases/200x5-1
    python benches/compare/generate.py perturb scenarios/paser --count 1000 output/compare/cases/paser-1000

The traits are those of `benches/support/mod.rs` (log-normal costs, value about score times the root of the cost,
operating costs, one staff pool, about one dependency each, ceilings at 40 % of demand), the numbers are not: another
generator draws them. What is written is an ordinary case folder, which `petajalan check` accepts without a finding but
the defaults it used. The same arguments write the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import re
import shutil
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIRST_YEAR = 2027
LONGEST = 3  # years of execution
SHARE = 0.4  # of what everything would need


@dataclass
class Project:
    """One random initiative; money in millions."""

    id: str
    capital: list[int]
    operating: int
    points: float
    build: int
    waits_for: dict[str, bool] = field(default_factory=dict)  # id -> may start in the same year
    soonest: int = 0  # first year it can start in, counted from 0

    @property
    def duration(self) -> int:
        return len(self.capital)


# --- random cases ----------------------------------------------------------------------------------------------------


def random_case(folder: Path, initiatives: int, years: int, seed: int) -> None:
    """Writes a random case of this many initiatives and years."""
    chance = random.Random(f"{initiatives}x{years}-{seed}")
    projects: list[Project] = []
    for at in range(initiatives):
        projects.append(random_project(at, len(str(initiatives)), years, projects, chance))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case.toml").write_text(case_toml(projects, years, seed), encoding="utf-8")
    with (folder / "initiatives.csv").open("w", encoding="utf-8", newline="") as file:
        write_initiatives(file, projects, years)


def random_project(at: int, width: int, years: int, earlier: list[Project], chance: random.Random) -> Project:
    duration = 1 + chance.randrange(min(years, LONGEST))
    total = math.exp(chance.gauss(6.5, 1.0))
    project = Project(
        id=f"P{at:0{width}}",
        capital=[max(1, round(total / duration * chance.uniform(0.7, 1.3))) for _ in range(duration)],
        operating=max(1, round(total * chance.uniform(0.05, 0.20))),
        points=round(chance.uniform(1, 10) * math.sqrt(total), 3),
        build=round(chance.uniform(2, 16)),
    )
    for _ in range(2):
        if earlier and chance.random() < 0.5:
            other = earlier[-1 - chance.randrange(min(len(earlier), 40))]
            link(project, other, chance.random() < 0.3, years)
    return project


def link(project: Project, other: Project, same_year: bool, years: int) -> None:
    """Makes a project wait for another one, unless it could then never finish within the years."""
    soonest = max(project.soonest, other.soonest + (0 if same_year else other.duration))
    if soonest + project.duration <= years and other.id not in project.waits_for:
        project.soonest = soonest
        project.waits_for[other.id] = same_year


def case_toml(projects: list[Project], years: int, seed: int) -> str:
    capital = sum(sum(project.capital) for project in projects)
    operating = sum(project.operating for project in projects)
    build = sum(project.build * project.duration for project in projects)
    run = sum(run_months(project) for project in projects)
    case_id = f"random-{len(projects)}x{years}-{seed}"
    return f"""# Written by benches/compare/generate.py: {len(projects)} initiatives, {years} years, seed {seed}.
id = "{case_id}"
name = {{ id = "Kasus acak", en = "Random case" }}
illustrative = true
language = "en"
first_year = {FIRST_YEAR}
years = {years}

[money]
sign = "Rp"
unit = 1_000_000
decimals = 0
price_year = {FIRST_YEAR}

[service]
starts = "next year"
years_after_horizon = 3
discount_rate = "5%"
finish_after_horizon = false
accounted_years_after = {LONGEST}

[value]
from = "given"

[[pool]]
id = "staff"
name = "Staff"
capacity = {max(1, round(SHARE * (build / years + run / 2)))}

[[ceiling]]
id = "total"
limits = {max(1, round(SHARE * (capital / years + operating / 2)))}

[goals]
order = ["value"]
"""


def run_months(project: Project) -> int:
    return round(project.build * 0.3)


def write_initiatives(file: Any, projects: list[Project], years: int) -> None:
    execution = range(min(years, LONGEST))
    table = csv.writer(file, lineterminator="\n")
    table.writerow(
        ["id", "name", "category", "owner"]
        + [f"capex_e{k + 1}" for k in execution]
        + ["opex_annual", "duration_years", "depends_on", "staff_pm_build_per_year", "staff_pm_run_per_year"]
        + ["value_service", "reach"]
    )
    for project in projects:
        capital = project.capital + [0] * (len(execution) - project.duration)
        waits_for = ";".join(other + "@SS" * same_year for other, same_year in project.waits_for.items())
        table.writerow(
            [project.id, f"Project {project.id}", "category", "agency"]
            + capital
            + [project.operating, project.duration, waits_for, project.build, run_months(project)]
            + [f"{project.points:.4f}", 1]
        )


# --- perturbed copies ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Perturbation:
    """How far copies differ from the case."""

    count: int
    seed: int
    ceilings: float = 0.10  # limits of total ceilings and of funds: one factor in 1 +- this for all years
    yearly: float = 0.03  # and one for each year
    weights: float = 0.30  # standard deviation of the logarithm of each weight, before they sum to 1 again


def perturb(case: Path, folder: Path, how: Perturbation, scenarios: list[str] | None = None) -> None:
    """Writes a copy of a case whose scenarios are perturbed copies of its own, each with its own weight set and ceilings
    and the first goal only."""
    chance = random.Random(how.seed)
    shutil.copytree(case, folder, dirs_exist_ok=True)
    text = (case / "case.toml").read_text(encoding="utf-8-sig")
    base = tomllib.loads(text)
    own = scenarios_of(case, scenarios)
    weight_sets = {one["id"]: one for one in base.get("weight_set", [])}
    used = next(iter(weight_sets), None)
    new_sets: list[dict[str, Any]] = []
    new_scenarios: list[dict[str, Any]] = []
    for at in range(how.count):
        new = perturbed_scenario(base, own[at % len(own)], at, how, chance)
        if used is not None:
            weights = weight_sets[new.get("weight_set", used)]["weights"]
            new_sets.append(
                {"id": f"w{at:04}", "name": f"Weights {at}", "weights": perturbed_weights(weights, how, chance)}
            )
            new["weight_set"] = f"w{at:04}"
        new_scenarios.append(new)
    text = without_weight_sets(text) if new_sets else text
    # Studies name scenarios that the copy does not have.
    text = "".join(part for part in re.split(r"(?m)^(?=\[)", text) if not STUDY.match(part))
    name = f"{base.get('id', case.name)}-perturbed"
    text = text.replace(f'id = "{base["id"]}"', f'id = "{name}"', 1) if "id" in base else f'id = "{name}"\n{text}'
    (folder / "case.toml").write_text(text + "\n" + tables("weight_set", new_sets), encoding="utf-8")
    (folder / "scenarios.toml").write_text(tables("scenario", new_scenarios), encoding="utf-8")


STUDY = re.compile(r"\[+(uncertainty|frontier|ladder)\b")


def scenarios_of(case: Path, chosen: list[str] | None) -> list[dict[str, Any]]:
    path = case / "scenarios.toml"
    own = tomllib.loads(path.read_text(encoding="utf-8-sig"))["scenario"] if path.exists() else [{"id": "base"}]
    own = [one for one in own if not chosen or one["id"] in chosen]
    if not own:
        raise SystemExit(f"{path}: none of the scenarios {chosen}")
    return own


def perturbed_scenario(
    base: dict[str, Any], scenario: dict[str, Any], at: int, how: Perturbation, chance: random.Random
) -> dict[str, Any]:
    """Ceilings of single agencies, categories and classes stay: raised, many would never bind."""
    new = {**scenario, "id": f"s{at:04}", "name": f"{scenario['id']} {at}", "goals": ["value"]}
    overall = chance.uniform(1 - how.ceilings, 1 + how.ceilings)
    by_year = [overall * chance.uniform(1 - how.yearly, 1 + how.yearly) for _ in range(base["years"])]
    for kind in ("ceiling", "fund"):
        # A scenario's rows change those of the case by id, and these take the place of both.
        merged = {row["id"]: row for row in base.get(kind, [])}
        for row in scenario.get(kind, []):
            merged[row["id"]] = {**merged.get(row["id"], {}), **row}
        limited = [row for row in merged.values() if "limits" in row or "horizon_limit" in row]
        rows = [with_limits(row, by_year, overall) if is_total(row, kind) else row for row in limited]
        if rows:
            new[kind] = [changeable(row) for row in rows] if kind == "fund" else rows
    return new


def is_total(row: dict[str, Any], kind: str) -> bool:
    return kind == "fund" or not any(scope in row for scope in ("agency", "category", "class", "initiative", "fund"))


def changeable(fund: dict[str, Any]) -> dict[str, Any]:
    """What a scenario may say of a fund."""
    return {key: fund[key] for key in ("id", "limits", "horizon_limit", "carry_over_cap") if key in fund}


def with_limits(row: dict[str, Any], by_year: list[float], overall: float) -> dict[str, Any]:
    row = dict(row)
    if "limits" in row:
        row["limits"] = scaled(row["limits"], by_year)
    if "horizon_limit" in row:
        row["horizon_limit"] = round(row["horizon_limit"] * overall)
    return row


def scaled(limits: Any, by_year: list[float]) -> Any:
    """Limits times factors: one number for all years, a list, or a table of years."""
    if isinstance(limits, dict):
        years = sorted(limits)
        return {year: round(limits[year] * by_year[min(at, len(by_year) - 1)]) for at, year in enumerate(years)}
    if not isinstance(limits, list):
        limits = [limits] * len(by_year)
    return [round(limit * by_year[min(at, len(by_year) - 1)]) for at, limit in enumerate(limits)]


def perturbed_weights(weights: dict[str, float], how: Perturbation, chance: random.Random) -> dict[str, float]:
    drawn = {key: weight * chance.lognormvariate(0, how.weights) for key, weight in weights.items()}
    total = sum(drawn.values())
    rounded = {key: round(weight / total, 6) for key, weight in drawn.items()}
    last = next(reversed(rounded))
    rounded[last] = round(1 - sum(weight for key, weight in rounded.items() if key != last), 6)
    return rounded


def without_weight_sets(text: str) -> str:
    """The file without its `[[weight_set]]` tables: a set that no scenario uses would be warned of."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            inside = line.startswith("[[weight_set]]")
        if not inside:
            kept.append(line)
    return "".join(kept)


# --- TOML ------------------------------------------------------------------------------------------------------------


def tables(name: str, rows: list[dict[str, Any]]) -> str:
    """Rows as `[[name]]` tables, lists of tables inside them as `[[name.key]]`."""
    parts: list[str] = []
    for row in rows:
        nested = {key: value for key, value in row.items() if is_tables(value)}
        lines = [f"{bare(key)} = {toml(value)}" for key, value in row.items() if key not in nested]
        parts.append("\n".join([f"[[{name}]]", *lines]) + "\n")
        parts.extend(tables(f"{name}.{bare(key)}", value) for key, value in nested.items())
    return "".join(part if part.endswith("\n") else part + "\n" for part in parts if part)


def is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{bare(key)} = {toml(one)}" for key, one in value.items()) + " }"
    return str(value)


def bare(key: str) -> str:
    plain = key and all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in key)
    return key if plain else toml(key)


# --- command line ----------------------------------------------------------------------------------------------------


def size(text: str) -> tuple[int, int]:
    """`200x5`: initiatives and years."""
    initiatives, _, years = text.partition("x")
    return int(initiatives), int(years)


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes cases to compare on.")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("random", help="a random case")
    one.add_argument("size", type=size, metavar="INITIATIVESxYEARS")
    one.add_argument("folder", type=Path)
    one.add_argument("--seed", type=int, default=1)
    one = commands.add_parser("perturb", help="a copy of a case with perturbed scenarios")
    one.add_argument("case", type=Path)
    one.add_argument("folder", type=Path)
    one.add_argument("--count", type=int, default=1000)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--scenario", action="append", help="perturb this one only; may be repeated")
    given = parser.parse_args()
    if given.command == "random":
        random_case(given.folder, *given.size, given.seed)
    else:
        perturb(given.case, given.folder, Perturbation(given.count, given.seed), given.scenario)


if __name__ == "__main__":
    main()
