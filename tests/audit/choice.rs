//! Rules on which initiatives and how many.

use super::{agency, id, judged, pair};
use crate::common::build::{portfolio, who, with_group, year};
use petajalan::audit::Breach;
use petajalan::scenario::{Choose, Rule};
use petajalan::units::AgencyIx;

#[test]
fn mandatory_group() {
    let mut case = portfolio(3, 3);
    let group = with_group(&mut case, &[0, 1]);
    let rule = [Rule::MandatoryGroup { group, start_by: vec![(who(0), year(1))] }];
    pair(&case, &rule, &[1, 0, 0], &[0, 0, 1], Breach::NoMemberInTime { group, late: vec![] });
    pair(&case, &rule, &[2, 3, 0], &[2, 0, 0], Breach::NoMemberInTime { group, late: vec![who(0)] });
}

#[test]
fn minimum_starts() {
    let mut case = portfolio(3, 1);
    case.initiatives[2].agency = AgencyIx(1);
    let rule = [Rule::MinimumStarts { id: id(), scope: agency(0), at_least: 2 }];
    pair(&case, &rule, &[1, 1, 0], &[1, 0, 1], Breach::TooFew { started: 1, least: 2 });
}

#[test]
fn starts_per_year() {
    let rule = [Rule::StartsPerYear { id: id(), scope: agency(0), year: year(2), at_most: 1 }];
    pair(&portfolio(2, 2), &rule, &[1, 2], &[2, 2], Breach::TooMany { started: 2, most: 1 });
    let mut case = portfolio(2, 2);
    case.initiatives[1].agency = AgencyIx(1);
    assert_eq!(judged(&case, &rule, &[2, 2]), [], "the other agency's start does not count");
}

#[test]
fn alternatives() {
    let mut case = portfolio(3, 1);
    let group = with_group(&mut case, &[0, 1, 2]);
    let rule = |choose| [Rule::Alternatives { group, choose }];
    let (many, few) = (Breach::TooMany { started: 2, most: 1 }, Breach::TooFew { started: 0, least: 1 });
    pair(&case, &rule(Choose::AtMostOne), &[0, 0, 0], &[1, 0, 1], many.clone());
    pair(&case, &rule(Choose::ExactlyOne), &[0, 1, 0], &[1, 0, 1], many);
    pair(&case, &rule(Choose::ExactlyOne), &[0, 1, 0], &[0, 0, 0], few);
    pair(&case, &rule(Choose::AtLeast(2)), &[1, 1, 1], &[1, 0, 0], Breach::TooFew { started: 1, least: 2 });
}

#[test]
fn bundle() {
    let rule = [Rule::Bundle { id: id(), members: vec![who(0), who(2)] }];
    pair(&portfolio(3, 2), &rule, &[1, 0, 2], &[1, 1, 0], Breach::Torn { missing: vec![who(2)] });
    assert_eq!(judged(&portfolio(3, 2), &rule, &[0, 1, 0]), []);
}

#[test]
fn stability() {
    let starts = vec![(who(0), year(1)), (who(1), year(2))];
    let rule = [Rule::Stability { source: "earlier".into(), starts, at_most: 1 }];
    // Moved, dropped and added all count; the same does not.
    let changed = vec![who(0), who(1), who(2)];
    pair(&portfolio(3, 2), &rule, &[1, 2, 1], &[2, 0, 1], Breach::Unstable { changed, at_most: 1 });
}
