//! Comparisons: what the command says, keeps and refuses.

use crate::common::program::{copy, read, shipped, temporary, verify, write};
use crate::run;

#[test]
fn a_comparison_says_what_changes_why_and_what_it_saves() {
    let room = temporary();
    let ran = run("compare", &shipped("tiny"), room.path(), &["--from", "ample", "--to", "tight"]).exits(0);
    for said in [
        "Falls off (2)",
        "build Build the network",
        "2027 → –",
        "Added (1)",
        "Before: Not chosen",
        "−140",
        "ICT office",
    ] {
        assert!(ran.out.contains(said), "{said} is missing in\n{}", ran.out);
    }
    let folder = room.path().join("tiny/compare-ample-tight");
    verify(&folder).exits(0);
    let json = run(
        "compare",
        &shipped("tiny"),
        room.path(),
        &["--from", "ample", "--to", "tight", "--format", "json"],
    );
    let document = &json.exits(0).documents()[0];
    assert_eq!(document["from"]["value"], 430.0);
    assert_eq!(document["to"]["value"], 290.0);
    let total: i64 = document["by_agency"]
        .as_array()
        .expect("agencies")
        .iter()
        .map(|row| row["total"].as_i64().expect("money"))
        .sum();
    let difference = document["to"]["spending"].as_i64().expect("money")
        - document["from"]["spending"].as_i64().expect("money");
    assert_eq!(total, difference);
    for (file, from, to) in [
        ("compare.txt", "Falls off", "Stays in"),
        ("compare.json", "\"dropped\"", "\"added\""),
        ("comparison-spending.csv", "ICT", "ITC"),
    ] {
        let other = temporary();
        copy(&folder, other.path());
        let text = String::from_utf8(read(&folder)[file].clone()).expect("text");
        assert!(text.contains(from), "{file} has no {from}");
        write(other.path(), [(file, text.replacen(from, to, 1))]);
        let ran = verify(other.path()).exits(1);
        assert!(ran.err.contains(file), "{}", ran.err);
    }
}

#[test]
fn a_ceiling_is_cut_on_the_command_line() {
    let room = temporary();
    let ran = run("compare", &shipped("tiny"), room.path(), &["--from", "ample", "--cut", "3=40%"]).exits(0);
    assert!(ran.out.contains("Ample ceiling → Ample ceiling, ceiling 2029 −40%"), "{}", ran.out);
    verify(&room.path().join("tiny/compare-ample-ample-2029-40")).exits(0);
    for (more, said) in [
        (&["--from", "ample"][..], "both sides are the same"),
        (&["--from", "ampel", "--to", "tight"], "the nearest is ample"),
        (&["--from", "ample", "--cut", "2040=40%"], "no total ceiling in 2040"),
    ] {
        let ran = run("compare", &shipped("tiny"), room.path(), more).exits(2);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    run("compare", &shipped("tiny"), room.path(), &["--from", "ample", "--cut", "2029=400%"]).exits(2);
}
