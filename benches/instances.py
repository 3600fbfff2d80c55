#!/usr/bin/env python3
"""Seeded instances of the size of the large published ones, in their formats, for `petajalan import`.

    benches/instances.py mine 14000 FOLDER     a block model as MineLib: 28 x 25 x 20 blocks, 12 periods
    benches/instances.py mine 53000 FOLDER     60 x 45 x 20 blocks, 20 periods
    benches/instances.py projects 5000 FOLDER  projects over 25 years as PPSSP

    benches/instances.py province 2000 FOLDER  a province's candidates over ten years, three scenarios: a case itself

A block waits for the nine above it and, two levels up, for some that a slope of about 45 degrees needs. Values are
those of a grade that grows towards an ore body, costs of what has to be moved. Projects are drawn like those of PI_1:
durations of 1 to 28 years, costs that rise and fall, one in ten with a prerequisite, one in five in an exclusion.
"""

import math
import random
import sys
from pathlib import Path

NINE = [(x, y, 1) for x in (-1, 0, 1) for y in (-1, 0, 1)]
ARMS = [(2, 0, 2), (-2, 0, 2), (0, 2, 2), (0, -2, 2)]
KNIGHTS = [(x, y, 2) for x in (-2, -1, 1, 2) for y in (-2, -1, 1, 2) if abs(x) != abs(y)]
MINES = {
    14000: ((28, 25, 20), 12, NINE + ARMS + KNIGHTS[:6]),
    53000: ((60, 45, 20), 20, NINE + ARMS + KNIGHTS[:2]),
}


def mine(size, folder):
    (wide, deep, high), periods, offsets = MINES[size]
    chance = random.Random(size)
    count = wide * deep * high
    # Level 0 is at the surface.
    at = {}
    for z in range(high):
        for y in range(deep):
            for x in range(wide):
                at[x, y, z] = len(at)
    with open(folder / "mine.prec", "w") as out:
        arcs = 0
        for (x, y, z), block in at.items():
            above = [at[p] for o in offsets if (p := (x + o[0], y + o[1], z - o[2])) in at]
            arcs += len(above)
            out.write(" ".join(map(str, [block, len(above), *above])) + "\n")
    tonnes, milled, values = [], [], []
    for (x, y, z) in at:
        far = math.dist((x / wide, y / deep, z / high), (0.55, 0.45, 0.6))
        grade = max(0.0, 1.2 - 2.2 * far) * chance.lognormvariate(0, 0.5)
        mass = round(chance.uniform(4000, 6000), 2)
        ore = grade > 0.35
        tonnes.append(mass)
        milled.append(mass if ore else 0)
        values.append(round(mass * ((grade * 12 - 4) if ore else 0) - mass * 1.1, 4))
    share = 0.6 / periods
    with open(folder / "mine.cpit", "w") as out:
        out.write(f"NAME: Synthetic {size}\nTYPE: CPIT\nNBLOCKS: {count}\nNPERIODS: {periods}\n")
        out.write("NRESOURCE_SIDE_CONSTRAINTS: 2\nDISCOUNT_RATE: 0.08\nRESOURCE_CONSTRAINT_LIMITS:\n")
        for resource, total in enumerate((sum(tonnes), sum(milled))):
            for period in range(periods):
                out.write(f"{resource} {period} L {total * share:.0f}\n")
        out.write("OBJECTIVE_FUNCTION:\n")
        out.writelines(f"{block} {value}\n" for block, value in enumerate(values))
        out.write("RESOURCE_CONSTRAINT_COEFFICIENTS:\n")
        out.writelines(f"{block} 0 {mass}\n" for block, mass in enumerate(tonnes))
        out.writelines(f"{block} 1 {mass}\n" for block, mass in enumerate(milled) if mass)
        out.write("EOF\n")
    print(f"{count} blocks, {arcs} precedences, {periods} periods")


def projects(size, folder):
    chance = random.Random(size)
    window, longest = 25, 28
    rows, totals = [], [0.0] * (window + longest)
    for project in range(size):
        duration = min(longest, 1 + int(chance.expovariate(1 / 8)))
        scale = chance.lognormvariate(4.5, 1.2)
        hump = [math.sin(math.pi * (k + 0.7) / (duration + 0.4)) for k in range(duration)]
        costs = [max(1, round(scale * h)) for h in hump]
        worth = chance.uniform(0.4, 1.9)
        values = [max(0, round(c * worth * chance.uniform(0.7, 1.3))) for c in costs]
        waits = chance.randrange(project) if project > 10 and chance.random() < 0.1 else ""
        excludes = chance.randrange(size) if chance.random() < 0.2 else ""
        excludes = "" if excludes == project else excludes
        rows.append((project, chance.randrange(5), duration, waits, excludes, costs, values))
        for k, cost in enumerate(costs):
            totals[k] += cost
    demand = sum(sum(row[5]) for row in rows)
    first = sum(row[5][0] for row in rows) / demand
    with open(folder / "projects.csv", "w") as out:
        years = range(1, longest + 1)
        head = ["id", "name", "stream", "duration", "prerequisites", "exclusions"]
        out.write(",".join(head + [f"cost_{k}" for k in years] + [f"value_{k}" for k in years]) + "\n")
        for project, stream, duration, waits, excludes, costs, values in rows:
            blank = [""] * (longest - duration)
            cells = [project, f"Project {project + 1}", stream, duration, waits, excludes]
            out.write(",".join(map(str, cells + costs + blank + values + blank)) + "\n")
    with open(folder / "budgets.csv", "w") as out:
        out.write("kind,index,total,initiation,ongoing\n")
        for year in range(1, window + longest):
            total = demand * 0.4 / window * chance.uniform(0.9, 1.1)
            out.write(f"year,{year},{total},{total * first * 1.2},{total * (1 - first)}\n")
        for stream in range(5):
            out.write(f"stream,{stream},{demand * 0.4 / 5 * 1.1},,\n")
        out.write(f"planning_window,{window},,,\ndiscount_rate,,0.01,,\n")
    print(f"{size} projects, {window} years")


def province(size, folder):
    chance = random.Random(size)
    agencies = [f"Dinas {at:02}" for at in range(1, 41)]
    kinds = ["Aplikasi", "Infrastruktur", "Data", "Keamanan", "Layanan", "SDM", "Tata kelola", "Desa"]
    total = 0
    with open(folder / "initiatives.csv", "w") as out:
        out.write("id,name_id,name_en,category,owner,capex_e1,capex_e2,opex_annual,duration_years,value_service,depends_on\n")
        for at in range(size):
            cost = max(20, round(chance.lognormvariate(5.5, 1.1)))
            two = chance.random() < 0.4
            years = [cost * 6 // 10, cost - cost * 6 // 10] if two else [cost, ""]
            total += cost
            waits = f"U{chance.randrange(at):05}" if at > 20 and chance.random() < 0.3 else ""
            kind, agency = kinds[int(chance.triangular(0, 8, 1)) % 8], agencies[int(chance.triangular(0, 40, 4)) % 40]
            cells = [f"U{at:05}", f"Usulan {kind} {at}", f"Proposal {kind} {at}", kind, agency, *years,
                     cost // 12, 2 if two else 1, round(cost ** 0.5 * chance.uniform(1, 9)), waits]
            out.write(",".join(map(str, cells)) + "\n")
    limit = total * 0.5 / 10
    (folder / "case.toml").write_text(
        'name = { id = "Provinsi contoh", en = "Example province" }\nillustrative = true\nfirst_year = 2027\n'
        f'years = 10\n[money]\nunit = 1_000_000\n[service]\nyears_after_horizon = 3\n[value]\nfrom = "given"\n'
        f'[[ceiling]]\nid = "total"\nlimits = {limit:.0f}\n')
    (folder / "scenarios.toml").write_text("".join(
        f'[[scenario]]\nid = "s{share}"\nname = {{ id = "Pagu {share}%", en = "Ceiling {share}%" }}\n'
        f'[[scenario.ceiling]]\nid = "total"\nlimits = {limit * share / 100:.0f}\n' for share in (60, 80, 100)))
    print(f"{size} candidates, 10 years")


if __name__ == "__main__":
    kind, size, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    {"mine": mine, "projects": projects, "province": province}[kind](size, folder)
