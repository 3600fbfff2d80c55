//! Scopes of rules: any of agency, category, class and initiative, each one id or a list.

use super::Ground;
use crate::diagnostic::Finding;
use crate::input::gather::Gather;
use crate::input::keys::Section;
use crate::input::number::Fit;
use crate::input::values::Unit;
use crate::scenario::Scope;
use crate::units::{AgencyIx, CategoryIx, ClassIx, InitiativeIx};

/// The keys of a scope of spending.
pub const OF_SPENDING: [&str; 4] = ["agency", "category", "class", "initiative"];
/// The keys of a scope of starts.
pub const OF_STARTS: [&str; 3] = ["agency", "category", "initiative"];

/// Reads the scope of a row.
pub fn read(g: &mut Gather, ground: &Ground<'_>, row: &Section<'_>) -> Scope {
    let mut listed = |key: &str, ids: &crate::input::lookup::Lookup| {
        let cells = row.texts(g, key);
        ids.find_all(g, &cells)
    };
    let head = ground.head;
    Scope {
        agencies: listed("agency", &head.agencies).into_iter().map(AgencyIx).collect(),
        categories: listed("category", &head.categories).into_iter().map(CategoryIx).collect(),
        classes: listed("class", &head.classes).into_iter().map(ClassIx).collect(),
        initiatives: listed("initiative", &ground.candidates.ids).into_iter().map(InitiativeIx).collect(),
    }
}

/// The unit of a scope's amounts: money, or that of the one class it names that is not money.
pub fn unit(
    g: &mut Gather,
    ground: &Ground<'_>,
    row: &Section<'_>,
    id: &str,
    scope: &Scope,
    fit: Fit,
) -> Unit {
    let is_money = |class: &ClassIx| ground.head.shell.classes.get(class.0).is_some_and(|class| class.money);
    match &scope.classes[..] {
        [class] => ground.head.unit_of(*class, fit),
        classes => {
            if !classes.iter().all(is_money) {
                let place = row.get("class").unwrap_or(row.node).place();
                g.add(Finding::MixedClasses { rule: id.to_owned() }, place);
            }
            ground.head.money(fit)
        }
    }
}

/// The keys of a row: some of its own and those of its scope.
#[must_use]
pub fn keys<'k>(own: &[&'k str], scope: &[&'k str]) -> Vec<&'k str> {
    [own, scope].concat()
}
