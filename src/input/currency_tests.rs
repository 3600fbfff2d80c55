//! Amounts as people write them.

use proptest::prelude::*;

use super::*;
use crate::input::number::Fit;

const RUPIAH: Currency<'_> = Currency { sign: "Rp", decimals: 0 };

fn told(text: &str) -> Result<(String, bool), NotRead> {
    read(text, Marks::Unsettled, Marks::Unsettled, RUPIAH)
        .map(|amount| (amount.number.to_string(), amount.absolute))
}

#[test]
fn signs_and_words_make_an_amount_absolute() {
    let absolute = [
        ("Rp3.500.000.000", "3500000000"),
        ("Rp 350.000.000", "350000000"),
        ("Rp. 1.250.000,-", "1250000"),
        ("rp 12", "12"),
        ("-Rp12", "-12"),
        ("Rp -12", "-12"),
        ("12 Rp", "12"),
        ("IDR 5,5 juta", "5500000"),
        ("5 juta rupiah", "5000000"),
        ("9.6bn", "9600000000"),
        ("9,6 miliar", "9600000000"),
        ("Rp9,6 M", "9600000000"),
        ("Rp9.6 m", "9600000"),
        ("9.6m", "9600000"),
        ("1,25 triliun", "1250000000000"),
        ("1.25 trillion", "1250000000000"),
        ("750rb", "750000"),
        ("5jt", "5000000"),
        ("2 k", "2000"),
        ("7 thousand", "7000"),
        ("Rp1.250", "1250"),
        ("Rp 999,000", "999000"),
        ("1.5e3 juta", "1500000000"),
    ];
    for (text, number) in absolute {
        assert_eq!(told(text), Ok((number.to_owned(), true)), "{text}");
    }
    for (text, number) in [("1250", "1250"), ("1.250.000,5", "1250000.5"), ("-3", "-3"), ("5,-", "5")] {
        assert_eq!(told(text), Ok((number.to_owned(), false)), "{text}");
    }
}

#[test]
fn what_is_not_sure_is_refused() {
    for text in ["9.6M", "9,6m", "96 M", "96m", "Rp10 m"] {
        assert_eq!(told(text), Err(NotRead::TwoSizes), "{text}");
    }
    for text in ["1.250", "1,250", "1.250 juta", "1,250bn"] {
        assert_eq!(told(text), Err(NotRead::Ambiguous), "{text}");
    }
    for text in ["$5", "5 USD", "EUR 5", "5 juta dollar", "€5"] {
        assert_eq!(told(text), Err(NotRead::OtherCurrency), "{text}");
    }
    let none = [
        "",
        "Rp",
        "juta",
        "Rp juta",
        "5 x",
        "x 5",
        "Rp5 Rp",
        "5 juta juta",
        "5 Rp juta",
        "5%",
        "(5)",
        "--5",
        "Rp--5",
        "5 5",
        "٣",
        "RpRp5",
        "5-",
    ];
    for text in none {
        assert_eq!(told(text), Err(NotRead::NoNumber), "{text}");
    }
}

#[test]
fn a_settled_file_or_language_settles_m() {
    let with =
        |text, marks, language| read(text, marks, language, RUPIAH).map(|amount| amount.number.to_string());
    assert_eq!(with("96 M", Marks::Comma, Marks::Unsettled).as_deref(), Ok("96000000000"));
    assert_eq!(with("96m", Marks::Point, Marks::Unsettled).as_deref(), Ok("96000000"));
    assert_eq!(with("96m", Marks::Comma, Marks::Unsettled), Err(NotRead::TwoSizes));
    assert_eq!(with("96 M", Marks::Unsettled, Marks::Comma).as_deref(), Ok("96000000000"));
    assert_eq!(with("9.6 M", Marks::Unsettled, Marks::Comma), Err(NotRead::TwoSizes));
    assert_eq!(
        with("1.250", Marks::Unsettled, Marks::Comma),
        Err(NotRead::Ambiguous),
        "a language settles no number"
    );
}

#[test]
fn other_currencies_have_other_names() {
    let in_dollars = |text| {
        let currency = Currency { sign: "US$", decimals: 2 };
        read(text, Marks::Unsettled, Marks::Unsettled, currency).map(|amount| amount.number.to_string())
    };
    assert_eq!(in_dollars("$2.5bn").as_deref(), Ok("2500000000"));
    assert_eq!(in_dollars("USD 5").as_deref(), Ok("5"));
    assert_eq!(in_dollars("US$1.25").as_deref(), Ok("1.25"));
    assert_eq!(in_dollars("$1.250"), Err(NotRead::Ambiguous), "a dollar has decimals");
    assert_eq!(in_dollars("Rp5"), Err(NotRead::OtherCurrency));
    let unnamed = Currency { sign: "", decimals: 0 };
    assert!(read("5 juta", Marks::Unsettled, Marks::Unsettled, unnamed).is_ok_and(|amount| amount.absolute));
    assert_eq!(read("Rp5", Marks::Unsettled, Marks::Unsettled, unnamed), Err(NotRead::OtherCurrency));
}

proptest! {
    /// Whatever is written in either style is read back, exactly, in a file of that style.
    #[test]
    fn both_styles_read_back(whole in 0_u64..10_u64.pow(15), cents in 0_i64..100, negative: bool) {
        let sign = if negative { "-" } else { "" };
        let wanted = i64::try_from(whole).unwrap() * 100 + cents;
        let wanted = if negative { -wanted } else { wanted };
        let currency = Currency { sign: "Rp", decimals: 2 };
        for (group, decimal, marks) in [('.', ',', Marks::Comma), (',', '.', Marks::Point), (' ', ',', Marks::Comma)] {
            let text = format!("{sign}Rp{}{decimal}{cents:02}", number::in_groups(whole, group));
            let amount = read(&text, marks, marks, currency).unwrap();
            prop_assert_eq!(amount.number.times(100, Fit::Exact), Ok(wanted), "{}", text);
        }
    }

    /// No text makes the reader panic, and settled marks only ever settle what was ambiguous.
    #[test]
    fn any_text(text in "[-+0-9.,eE Rpmjtabn$%\u{a0}]{0,12}|\\PC{0,12}") {
        let unsettled = told(&text);
        for marks in [Marks::Point, Marks::Comma] {
            let settled = read(&text, marks, marks, RUPIAH);
            if unsettled.is_ok() {
                prop_assert_eq!(settled.map(|amount| amount.absolute).ok(), unsettled.clone().ok().map(|(_, a)| a));
            }
        }
        let _ = evidence(&text, "Rp");
    }
}
