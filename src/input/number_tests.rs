//! Numbers as people write them, in both styles.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Result<String, NotRead> {
    parse(text, Marks::Unsettled).map(|number| number.to_string())
}

#[test]
fn clear_forms() {
    let clear = [
        ("1250", "1250"),
        ("-12", "-12"),
        ("+3", "3"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        ("12,5", "12.5"),
        ("1.250.000", "1250000"),
        ("1,250,000.5", "1250000.5"),
        ("1.250.000,50", "1250000.5"),
        ("1 250", "1250"),
        ("1\u{a0}250\u{a0}000,5", "1250000.5"),
        ("1'250'000", "1250000"),
        ("1.5E+06", "1500000"),
        ("1e-3", "0.001"),
        ("1250.125", "1250.125"),
        ("007", "7"),
    ];
    for (text, number) in clear {
        assert_eq!(read(text).as_deref(), Ok(number), "{text}");
    }
}

#[test]
fn unclear_forms() {
    for text in ["1.250", "1,250", "12.345", "-1.250"] {
        assert_eq!(read(text), Err(NotRead::Ambiguous), "{text}");
    }
    let none = [
        "", " ", "abc", "12x", "1.2.3", "1,2,3", "1.25.000", "12 50", "1,250,00", "--5", "5.", "e5", "1e",
        "1.250.", "Rp5", "5 juta", "1..2", "٣",
    ];
    for text in none {
        assert_eq!(read(text), Err(NotRead::NoNumber), "{text}");
    }
    for text in ["1e400", "1e-400", "1e99", "9999999999999999999999999999", "0.0000000000000000000000000001"]
    {
        assert_eq!(read(text), Err(NotRead::TooLarge), "{text}");
    }
}

#[test]
fn a_settled_file_settles_its_numbers() {
    let with = |marks| parse("1.250", marks).map(|number| number.to_string());
    assert_eq!(with(Marks::Comma).as_deref(), Ok("1250"));
    assert_eq!(with(Marks::Point).as_deref(), Ok("1.25"));
    let speaks = |text| evidence(text);
    assert_eq!(speaks("12,5"), Some(Marks::Comma));
    assert_eq!(speaks("1.250.000"), Some(Marks::Comma));
    assert_eq!(speaks("1,250.5"), Some(Marks::Point));
    assert_eq!([speaks("1.250"), speaks("12"), speaks("x")], [None; 3]);
}

#[test]
fn finer_than_the_unit() {
    let number = parse("1.0000005", Marks::Point).unwrap();
    let times = |fit| number.times(1_000_000, fit);
    assert_eq!(times(Fit::Exact), Err(Misfit::TooFine));
    assert_eq!([times(Fit::Down), times(Fit::Up)], [Ok(1_000_000), Ok(1_000_001)]);
    assert_eq!(times(Fit::Nearest), Ok(1_000_000), "halves go to even");
    let negative = parse("-0.5", Marks::Point).unwrap();
    assert_eq!([negative.times(1, Fit::Down), negative.times(1, Fit::Up)], [Ok(-1), Ok(0)]);
    assert_eq!(negative.percent().to_string(), "-0.005");
    assert_eq!(parse("1e18", Marks::Point).unwrap().times(1_000, Fit::Exact), Err(Misfit::TooLarge));
}

proptest! {
    /// Whatever is written in either style is read back, exactly, in a file of that style.
    #[test]
    fn both_styles_read_back(whole in 0_u64..10_u64.pow(15), cents in 0_i64..100, negative: bool) {
        let sign = if negative { "-" } else { "" };
        let wanted = i64::try_from(whole).unwrap() * 100 + cents;
        let wanted = if negative { -wanted } else { wanted };
        for (group, decimal, marks) in [('.', ',', Marks::Comma), (',', '.', Marks::Point), (' ', ',', Marks::Comma)] {
            let text = format!("{sign}{}{decimal}{cents:02}", in_groups(whole, group));
            let number = parse(&text, marks).unwrap();
            prop_assert_eq!(number.times(100, Fit::Exact), Ok(wanted), "{}", text);
        }
        let plain = parse(&format!("{sign}{whole}.{cents:02}"), Marks::Point).unwrap();
        prop_assert_eq!(parse(&plain.to_string(), Marks::Point), Ok(plain));
    }

    /// No text makes the reader panic, and what is refused in an unsettled file is read in a settled one only if
    /// it was ambiguous.
    #[test]
    fn any_text(text in "[-+0-9.,eE %\u{a0}]{0,12}|\\PC{0,12}") {
        let unsettled = parse(&text, Marks::Unsettled);
        for marks in [Marks::Point, Marks::Comma] {
            let settled = parse(&text, marks);
            prop_assert_eq!(settled.is_ok(), unsettled.is_ok() || unsettled == Err(NotRead::Ambiguous));
        }
        let _ = evidence(&text);
    }
}
