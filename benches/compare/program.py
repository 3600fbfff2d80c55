"""A program as Petajalan exports it (free MPS, whole numbers), and the same program scaled for solvers that work in
floating point.

Whole rupiah and millionths of points make coefficients of ten digits, which is unkind to absolute tolerances. Petajalan
itself scales rows, its objective and large continuous columns by powers of two (`src/solve/matrix.rs`), which loses
nothing; `scaled` does the same by the same formulas, so that everybody gets the numbers that Petajalan's own solver gets.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

ROW_BITS = 17
OBJECTIVE_BITS = 20
OBJECTIVE_DEPTH = 30
COLUMN_BITS = 20
LARGE_COLUMN = 1 << 24


@dataclass
class Column:
    """A variable; `entries` are (row, coefficient), rows counted from 0."""

    name: str
    whole: bool
    objective: int = 0
    lower: int = 0
    upper: int | None = None
    entries: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Row:
    """`sum (sense) rhs`, the sense `L`, `G` or `E`."""

    name: str
    sense: str
    rhs: int = 0


@dataclass
class Program:
    """`goal = unit * sign * (constant + sum of objective * column)`, the sum made as small as it can be."""

    goal: str
    maximise: bool
    unit: float
    name: str = ""
    constant: int = 0
    rows: list[Row] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    def in_goal(self, objective: float) -> float:
        """An objective value, the constant included, in the goal's own unit and direction."""
        return objective * self.unit * (-1 if self.maximise else 1)

    def counts(self) -> str:
        whole = sum(column.whole for column in self.columns)
        entries = sum(len(column.entries) for column in self.columns)
        return f"{len(self.rows)} rows, {len(self.columns)} columns ({whole} whole), {entries} nonzeros"


def split(text: str) -> list[str]:
    """The programs of an export of several scenarios."""
    return [part + "ENDATA\n" for part in text.split("ENDATA\n") if part.strip()]


def parse(text: str) -> Program:
    """Reads what `petajalan plan --show-program --program-format mps` writes, and no other dialect."""
    notes = dict(line[2:].split(" ", 1) for line in text.splitlines()[:10] if line.startswith("* "))
    program = Program(notes["goal"], notes["objective"] == "negated", float(notes["unit"]))
    rows: dict[str, int] = {}
    columns: dict[str, Column] = {}
    goal, section, whole = "", "", False
    for line in text.splitlines():
        words = line.split()
        if not words or line.startswith("*"):
            continue
        if not line.startswith(" "):
            section = words[0]
            if section == "NAME":
                program.name = words[1]
        elif section == "ROWS":
            if words[0] == "N":
                goal = words[1]
            else:
                rows[words[1]] = len(program.rows)
                program.rows.append(Row(words[1], words[0]))
        elif words[0] == "MARKER":
            whole = words[2] == "'INTORG'"
        elif section == "COLUMNS":
            column = columns.setdefault(words[0], Column(words[0], whole))
            if words[1] == goal:
                column.objective = int(words[2])
            else:
                column.entries.append((rows[words[1]], int(words[2])))
        elif section == "RHS" and words[1] == goal:
            program.constant = -int(words[2])
        elif section == "RHS":
            program.rows[rows[words[1]]].rhs = int(words[2])
        elif words[0] == "LO":
            columns[words[2]].lower = int(words[3])
        elif words[0] == "UP":
            columns[words[2]].upper = int(words[3])
    program.columns = list(columns.values())
    return program


def scaled(program: Program, path: Path) -> float:
    """Writes the program for floating-point solvers; the result is what one unit of the written objective is in the
    exact one."""
    units = [column_unit(column) for column in program.columns]
    largest = [1] * len(program.rows)
    for column, unit in zip(program.columns, units):
        for row, coefficient in column.entries:
            largest[row] = max(largest[row], abs(coefficient) * unit)
    scales = [min(1.0, 2.0 ** (ROW_BITS - size.bit_length())) for size in largest]
    objective_unit = unit_of_objective(program, units)
    with path.open("w", encoding="ascii") as file:
        file.write("NAME scaled FREE\nROWS\n N obj\n")
        file.writelines(f" {row.sense} r{at}\n" for at, row in enumerate(program.rows))
        file.write("COLUMNS\n")
        whole = False
        for at, (column, unit) in enumerate(zip(program.columns, units)):
            if column.whole != whole:
                whole = column.whole
                file.write(f" MARKER 'MARKER' '{'INTORG' if whole else 'INTEND'}'\n")
            file.write(f" c{at} obj {column.objective * unit / objective_unit!r}\n")
            file.writelines(f" c{at} r{row} {number * unit * scales[row]!r}\n" for row, number in column.entries)
        if whole:
            file.write(" MARKER 'MARKER' 'INTEND'\n")
        file.write(f"RHS\n RHS obj {-program.constant / objective_unit!r}\n")
        file.writelines(f" RHS r{at} {row.rhs * scales[at]!r}\n" for at, row in enumerate(program.rows))
        file.write("BOUNDS\n")
        for at, (column, unit) in enumerate(zip(program.columns, units)):
            file.write(f" LO BOUND c{at} {column.lower / unit!r}\n")
            file.write(f" PL BOUND c{at}\n" if column.upper is None else f" UP BOUND c{at} {column.upper / unit!r}\n")
        file.write("ENDATA\n")
    return objective_unit


def column_unit(column: Column) -> int:
    small = column.whole or (column.upper is not None and column.upper < LARGE_COLUMN)
    return 1 if small else 1 << COLUMN_BITS


def unit_of_objective(program: Program, units: list[int]) -> float:
    terms = [column.objective * unit for column, unit in zip(program.columns, units)]
    divisor = math.gcd(*terms) or 1
    bits = (max((abs(term) for term in terms), default=1) // divisor).bit_length()
    deep = min(bits, 34, bits - OBJECTIVE_DEPTH + OBJECTIVE_BITS)
    return divisor / min(1.0, 2.0 ** (max(OBJECTIVE_BITS, deep) - bits))
