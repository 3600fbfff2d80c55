#!/usr/bin/env python3
"""A seeded block model with an ore body, as MineLib files, for `petajalan import minelib`.

    benches/ore.py WIDE DEEP HIGH PERIODS SEED RESOURCES PREFIX      (needs numpy and scipy)

    benches/ore.py 36 28 14 12 1 1 kd          the size of MineLib's kd: 14,112 blocks, one resource (ore)
    benches/ore.py 30 24 13 20 3 2 zuck        of zuck_small: 9,360 blocks, rock and ore
    benches/ore.py 60 52 17 20 2 2 marvin      of marvin: 53,040 blocks, rock and ore

Two bodies of ore whose grade falls off from their middle, with noise that neighbours share. A block waits for the nine
above it and the eight of a knight's move two levels up. Ceilings let about nineteen twentieths of the rock of the
ultimate pit (the closure of greatest value, found as a minimum cut), and nine tenths of its ore, be moved in time.
"""

import sys

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

MINING, MILLING, PRICE = 1.5, 7.0, 40.0
BODIES = [(0.4, 0.5, 0.45, 0.16, 0.18, 0.3, 1.0), (0.68, 0.45, 0.6, 0.12, 0.14, 0.3, 0.8)]
KNIGHTS = [(x, y) for x in range(-2, 3) for y in range(-2, 3) if {abs(x), abs(y)} == {1, 2}]
NINE = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]


def smooth(noise, times):
    for axis in range(3):
        for _ in range(times):
            noise = (np.roll(noise, 1, axis) + 2 * noise + np.roll(noise, -1, axis)) / 4
    return noise / noise.std()


def blocks(shape, chance):
    """Value, rock and ore of every block, level by level from the surface."""
    wide, deep, high = shape
    x, y, z = np.meshgrid(*(np.arange(size) for size in shape), indexing="ij")
    grade = np.zeros(shape)
    for cx, cy, cz, sx, sy, sz, peak in BODIES:
        away = ((x / wide - cx) / sx) ** 2 + ((y / deep - cy) / sy) ** 2 + ((z / high - cz) / sz) ** 2
        grade = np.maximum(grade, peak * np.exp(-away / 2))
    grade = grade * np.exp(0.45 * smooth(chance.normal(size=shape), 3) + 0.2 * chance.normal(size=shape))
    rock = np.round(18_000 + 2_000 * chance.normal(size=shape)).clip(8_000)
    milled = rock * (PRICE * grade - MILLING)
    value = np.where(milled > 0, milled, 0) - rock * MINING
    ore = np.where(milled > 0, rock, 0)
    return [part.transpose(2, 1, 0).ravel() for part in (value, rock, ore)]


def precedence(shape):
    wide, deep, high = shape
    number = lambda x, y, z: (z * deep + y) * wide + x
    waits = []
    for z in range(high):
        for y in range(deep):
            for x in range(wide):
                above = [(dx, dy, 1) for dx, dy in NINE] + [(dx, dy, 2) for dx, dy in KNIGHTS]
                waits.append([
                    number(x + dx, y + dy, z - up)
                    for dx, dy, up in above
                    if z >= up and 0 <= x + dx < wide and 0 <= y + dy < deep
                ])
    return waits


def pit(value, waits):
    """The closure of greatest value."""
    count = len(value)
    source, sink, endless = count, count + 1, 2**30
    arcs = [(source, at, int(v / 10)) if v > 0 else (at, sink, int(-v / 10)) for at, v in enumerate(value)]
    arcs += [(at, before, endless) for at, list_ in enumerate(waits) for before in list_]
    rows, columns, room = zip(*arcs)
    graph = csr_matrix((np.array(room, dtype=np.int32), (rows, columns)), shape=(count + 2, count + 2))
    left = graph - maximum_flow(graph, source, sink).flow
    left.data = (left.data > 0).astype(np.int32)
    left.eliminate_zeros()
    reached = breadth_first_order(left, source, return_predecessors=False)
    return reached[reached < count]


def main():
    *sizes, periods, seed, resources = map(int, sys.argv[1:7])
    prefix, shape = sys.argv[7], tuple(sizes)
    value, rock, ore = blocks(shape, np.random.default_rng(seed))
    waits = precedence(shape)
    inside = pit(value, waits)
    limits = [round(rock[inside].sum() / periods / 1.05), round(ore[inside].sum() / periods / 1.1)]
    used = [rock, ore]
    if resources == 1:
        limits, used = limits[1:], used[1:]
    with open(prefix + ".prec", "w") as out:
        for at, before in enumerate(waits):
            print(at, len(before), *before, file=out)
    with open(prefix + ".cpit", "w") as out:
        print(f"NAME: {prefix.rsplit('/')[-1]}\nTYPE: CPIT\nNBLOCKS: {len(value)}\nNPERIODS: {periods}", file=out)
        print(f"NRESOURCE_SIDE_CONSTRAINTS: {len(used)}\nDISCOUNT_RATE: 0.1", file=out)
        print("RESOURCE_CONSTRAINT_LIMITS:", file=out)
        for resource, limit in enumerate(limits):
            for period in range(periods):
                print(resource, period, "L", limit, file=out)
        print("OBJECTIVE_FUNCTION:", file=out)
        for at, v in enumerate(value):
            print(at, f"{v:.4f}", file=out)
        print("RESOURCE_CONSTRAINT_COEFFICIENTS:", file=out)
        for at in range(len(value)):
            for resource, amounts in enumerate(used):
                if amounts[at]:
                    print(at, resource, int(amounts[at]), file=out)
        print("EOF", file=out)
    print(f"{len(inside)} of {len(value)} blocks in the ultimate pit, {sum(map(len, waits))} precedences")


if __name__ == "__main__":
    main()
