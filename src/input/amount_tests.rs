//! Amounts given with a flag.

use super::amount_of;
use crate::diagnostic::Finding;
use crate::portfolio::Currency;

fn rupiah() -> Currency {
    Currency { sign: "Rp".to_owned(), decimals: 0 }
}

#[test]
fn a_flag_takes_every_amount_the_program_prints() {
    let read = |text: &str| amount_of(text, &rupiah(), true, None);
    let amounts = [
        ("5000000000", 5_000_000_000),
        ("5_000", 5_000),
        ("5miliar", 5_000_000_000),
        ("1,5 miliar", 1_500_000_000),
        ("2.25billion", 2_250_000_000),
        ("3 juta", 3_000_000),
        ("9.6bn", 9_600_000_000),
        ("9,6 miliar", 9_600_000_000),
        ("Rp9.600.000.000", 9_600_000_000),
        ("Rp9,6 M", 9_600_000_000),
        ("Rp10 M", 10_000_000_000),
        ("Rp1.250", 1_250),
        ("0", 0),
    ];
    for (text, amount) in amounts {
        assert_eq!(read(text), Ok(amount), "{text}");
    }
    let english = |text: &str| amount_of(text, &rupiah(), false, None);
    assert_eq!(english("Rp9.6 m"), Ok(9_600_000));
    assert_eq!(english("Rp10 m"), Ok(10_000_000));
    assert!(matches!(english("10 M"), Err(Finding::AmbiguousSize { .. })));
    assert!(matches!(read("5.000"), Err(Finding::AmbiguousNumber { .. })));
    assert!(matches!(read("-3"), Err(Finding::Negative { .. })));
    for text in ["", "M", "lima"] {
        assert!(matches!(read(text), Err(Finding::NotANumber { .. })), "{text}");
    }
}

#[test]
fn an_amount_far_from_what_it_replaces_shows_both_readings() {
    let read = |text: &str| amount_of(text, &rupiah(), true, Some(5_000_000_000));
    assert_eq!(read("4500000000"), Ok(4_500_000_000));
    let Err(Finding::Outlier { read: as_is, other, .. }) = read("4500") else { panic!("refused") };
    assert_eq!((as_is.units, other.units), (4_500, 4_500_000_000));
    assert_eq!(read("Rp4.500"), Ok(4_500), "a sign says what is meant");
    assert_eq!(read("0"), Ok(0), "nothing is no slip");
}
