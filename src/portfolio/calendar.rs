//! The years of a plan: when initiatives may start, and which years around them count.
//!
//! With first year `F` and `T` years the plan runs from `F` to `F + T - 1`, the horizon. Service, commitments
//! and (where a case allows finishing later) ceilings are also accounted for `tail` years after it.

use crate::units::Year;

/// When an initiative is in service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceStart {
    /// From the year after the last execution year.
    NextYear,
    /// From the last execution year itself.
    SameYear,
}

/// Whether execution may run past the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// The last execution year is inside the plan.
    Inside,
    /// Only the start must be inside the plan.
    Anywhere,
}

/// The plan's years and the years around it that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// First year of the plan.
    pub first: Year,
    /// Number of years in which initiatives may start, at least 1.
    pub years: u16,
    /// Years of service counted after the horizon.
    pub service_after: u16,
    /// Years after the horizon whose spending is accounted (commitments, late ceilings), at least 1.
    pub tail: u16,
    /// When service begins.
    pub service: ServiceStart,
    /// Whether execution may run past the horizon.
    pub finish: Finish,
}

impl Calendar {
    /// The horizon: the last year of the plan.
    #[must_use]
    pub fn last(&self) -> Year {
        self.first.plus(i32::from(self.years) - 1)
    }

    /// The last year whose spending is accounted.
    #[must_use]
    pub fn accounted_to(&self) -> Year {
        self.last().plus(i32::from(self.tail))
    }

    /// The last year whose service counts.
    #[must_use]
    pub fn served_to(&self) -> Year {
        self.last().plus(i32::from(self.service_after))
    }

    /// The years of the plan, in order.
    pub fn plan_years(&self) -> impl DoubleEndedIterator<Item = Year> + Clone + use<> {
        (self.first.0..=self.last().0).map(Year)
    }

    /// The years of the plan and of the accounted tail, in order.
    pub fn accounted_years(&self) -> impl DoubleEndedIterator<Item = Year> + Clone + use<> {
        (self.first.0..=self.accounted_to().0).map(Year)
    }

    /// The plan year (counted from 1) of a calendar year; 0 or less before the plan.
    #[must_use]
    pub fn plan_year(&self, year: Year) -> i32 {
        year.since(self.first) + 1
    }

    /// First year of service of something started in `start` that takes `duration` years.
    #[must_use]
    pub fn service_from(&self, start: Year, duration: u16) -> Year {
        let lag = match self.service {
            ServiceStart::NextYear => 0,
            ServiceStart::SameYear => -1,
        };
        start.plus(i32::from(duration) + lag)
    }

    /// The latest start in which something that takes `duration` years still keeps the finishing rule.
    #[must_use]
    pub fn latest_start(&self, duration: u16) -> Year {
        match self.finish {
            Finish::Inside => self.last().plus(1 - i32::from(duration)),
            Finish::Anywhere => self.last(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_around_a_five_year_plan() {
        let calendar = Calendar {
            first: Year(2027),
            years: 5,
            service_after: 3,
            tail: 1,
            service: ServiceStart::NextYear,
            finish: Finish::Inside,
        };
        assert_eq!(calendar.last(), Year(2031));
        assert_eq!(calendar.served_to(), Year(2034));
        assert_eq!(calendar.latest_start(2), Year(2030));
        assert_eq!(calendar.service_from(Year(2027), 2), Year(2029));
        assert_eq!(calendar.plan_year(Year(2027)), 1);
    }
}
