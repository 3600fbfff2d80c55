//! A program with some variables held: the same rows and objective over the free variables only.

use crate::model::{Objective, Program, Row, VarIx};

/// A smaller program, and which variable of the full one each of its variables is.
pub struct Reduced {
    /// The free variables, and the rows that still speak of one.
    pub program: Program,
    /// The objective over them; what is held is in its constant.
    pub objective: Objective,
    /// Position in the full program, by position in this one.
    pub full: Vec<VarIx>,
}

/// Holds every variable that has a value. `None` when a row is broken by the held variables alone.
pub fn reduce(program: &Program, objective: &Objective, held: &[Option<i128>]) -> Option<Reduced> {
    let mut position = vec![VarIx::MAX; held.len()];
    let mut full = Vec::new();
    for (at, value) in held.iter().enumerate() {
        if value.is_none() {
            position[at] = VarIx::try_from(full.len()).ok()?;
            full.push(VarIx::try_from(at).ok()?);
        }
    }
    let split = |terms: &[(VarIx, i128)]| {
        let mut constant = 0;
        let mut free = Vec::new();
        for &(var, coefficient) in terms {
            match held[var as usize] {
                Some(value) => constant += coefficient * value,
                None => free.push((position[var as usize], coefficient)),
            }
        }
        (free, constant)
    };
    let mut rows = Vec::new();
    for row in &program.rows {
        let (terms, constant) = split(&row.terms);
        let reduced = Row { origin: row.origin, terms, sense: row.sense, rhs: row.rhs - constant };
        match reduced.settled() {
            Some(true) => {}
            Some(false) => return None,
            None => rows.push(reduced),
        }
    }
    let (terms, constant) = split(&objective.terms);
    let objective = Objective {
        goal: objective.goal,
        maximise: objective.maximise,
        terms,
        constant: objective.constant + constant,
    };
    let vars = full.iter().map(|&var| program.vars[var as usize]).collect();
    Some(Reduced { program: Program { vars, rows, objectives: Vec::new() }, objective, full })
}
