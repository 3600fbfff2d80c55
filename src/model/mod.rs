//! The program: a scenario written as exact integer rows over yes/no variables.
//!
//! Symbols, used in every rule's and goal's formula:
//!
//! | symbol | meaning |
//! |---|---|
//! | `y[i,t]` | 1 when initiative `i` has started by the end of year `t` |
//! | `x[i,s]` | 1 when it starts in year `s`: `y[i,s] - y[i,s-1]` |
//! | `g[i,t]` | 1 when it is in service in `t`: `y[i,t-d_i]` (one year later index under same-year service) |
//! | `z[q,t]` | 1 when every member of synergy `q` is in service in `t` |
//! | `l[k,t]` | level of indicator `k` at the end of `t`, in hundredths |
//! | `pay[f,e,t]` | money fund `f` pays in `t` for costs that the set of funds `e` may pay |
//! | `apart[n]` | what the distance from other plans is made of (only when asked for alternatives) |
//! | `extra[t]` | money added to every ceiling and fund of `t` (only when asked what is missing) |
//!
//! [`formulate`] gives a [`Formulation`]: variables, rows tagged with the [`Rule`](crate::scenario::Rule) they come from, and objectives.
//! "Started by" variables give the same relaxation as start-in-year ones with far fewer nonzeros (measured in
//! `benches/README.md`): costs that go on for years become one term, dependencies two-term rows.
//!
//! Coefficients are the same integers the audit uses; nothing here is a float, and no solver is named.

mod apart;
pub mod bound;
mod build;
mod goals;
mod lifted;
mod line;
mod program;
mod rules;
mod spending;
mod starts;
mod tighten;

pub use build::{Form, Formulation, Slackening, formulate, formulate_as};
pub use line::Line;
pub use program::{Key, Objective, Origin, Program, Row, Sense, Var, VarIx, divisor};
pub use starts::{Domain, Starts};
