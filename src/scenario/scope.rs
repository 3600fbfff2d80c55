//! Whose spending or starts a rule speaks of.

use crate::units::{AgencyIx, CategoryIx, ClassIx, InitiativeIx};

/// A part of the whole: everything that matches each of the lists, an empty list matching all.
///
/// With no class named, only money classes are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Agencies, sorted.
    pub agencies: Vec<AgencyIx>,
    /// Categories, sorted.
    pub categories: Vec<CategoryIx>,
    /// Cost classes, sorted.
    pub classes: Vec<ClassIx>,
    /// Initiatives, sorted.
    pub initiatives: Vec<InitiativeIx>,
}

impl Scope {
    /// Everything.
    #[must_use]
    pub fn total() -> Self {
        Self::default()
    }

    /// Whether this is everything.
    #[must_use]
    pub fn is_total(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an initiative (or, without one, base spending) of this agency and category belongs to the scope.
    #[must_use]
    pub fn covers(
        &self,
        agency: AgencyIx,
        category: Option<CategoryIx>,
        initiative: Option<InitiativeIx>,
    ) -> bool {
        let within = |listed: bool, empty: bool| empty || listed;
        within(self.agencies.contains(&agency), self.agencies.is_empty())
            && within(category.is_some_and(|c| self.categories.contains(&c)), self.categories.is_empty())
            && within(initiative.is_some_and(|i| self.initiatives.contains(&i)), self.initiatives.is_empty())
    }

    /// Whether a cost of this class counts, `money` saying whether the class is money.
    #[must_use]
    pub fn counts(&self, class: ClassIx, money: bool) -> bool {
        if self.classes.is_empty() { money } else { self.classes.contains(&class) }
    }
}
