//! Weights from what raters said, and what their disagreement does to a plan.

#![allow(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

mod common;

use common::program::{petajalan, shipped, temporary};
use petajalan::input::{Case, Files, build, load};
use petajalan::plan::standing;
use petajalan::report::priorities::ground;
use petajalan::scenario::Goal;
use petajalan::solve::{Options, first_goal, solve};
use petajalan::study::priorities::{Effect, changed, eyes, priorities};

const HEAD: &str = "first_year = 1\nyears = 2\n[[ceiling]]\nid = \"total\"\nlimits = 10\n";
const TABLE: &str = "id,category,owner,capex_e1,opex_annual,a,b,c\nX,k,o,5,0,9,1,4\nY,k,o,8,0,2,8,5\n";

/// A case of two initiatives and three criteria with these lines added.
fn case(lines: &str, judgements: &str) -> Case {
    let mut files = Files::new("test");
    let criteria = if lines.contains("[[criterion]]") {
        ""
    } else {
        "[[criterion]]\nid = \"a\"\n[[criterion]]\nid = \"b\"\n[[criterion]]\nid = \"c\"\n"
    };
    files.put("case.toml", format!("{HEAD}{criteria}{lines}").into_bytes());
    files.put("initiatives.csv", TABLE.as_bytes().to_vec());
    if !judgements.is_empty() {
        let rows = format!("rater,criterion_a,criterion_b,ratio\n{judgements}");
        files.put("judgements.csv", rows.into_bytes());
    }
    match build(&files) {
        Ok(warned) => warned.value,
        Err(found) => panic!("{}", petajalan::report::findings::text(petajalan::words::Lang::En, &found)),
    }
}

#[track_caller]
fn weigh(case: &Case, set: usize, wanted: &[f64]) {
    let found = &case.weight_sets[set].weights;
    let close = found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6);
    assert!(close && found.len() == wanted.len(), "{found:?} instead of {wanted:?}");
}

/// `a` and `b` in a group, `c` beside it.
const TREE: &str = "[[criterion]]\nid = \"g\"\n[[criterion]]\nid = \"a\"\nparent = \"g\"\n[[criterion]]\nid = \"b\"\n\
    parent = \"g\"\n[[criterion]]\nid = \"c\"\n";

#[test]
fn weights_come_by_every_method() {
    let set = |text: &str| format!("[[weight_set]]\nid = \"w\"\n{text}\n");
    let tree = |text: &str| format!("{TREE}{}", set(text));
    // Written among siblings: 0.6 * 0.25, 0.6 * 0.75, 0.4; or of the whole, where only leaves are named.
    weigh(&case(&tree("weights = { g = 0.6, c = 0.4, a = 0.25, b = 0.75 }"), ""), 0, &[0.15, 0.45, 0.4]);
    weigh(&case(&tree("weights = { a = 0.5, b = 0.2, c = 0.3 }"), ""), 0, &[0.5, 0.2, 0.3]);
    // Swing points to a sum of 1, in the whole or family by family; asked on half a scale they count double.
    weigh(&case(&set("method = \"swing\"\nswings = { a = 100, b = 60, c = 40 }"), ""), 0, &[0.5, 0.3, 0.2]);
    let family = "method = \"swing\"\nswings = { g = 100, c = 25, a = 50, b = 50 }";
    weigh(&case(&tree(family), ""), 0, &[0.4, 0.4, 0.2]);
    let half = "method = \"swing\"\nswings = { a = 50, b = 60, c = 40 }\nranges = { a = [0, 5] }";
    weigh(&case(&set(half), ""), 0, &[0.5, 0.3, 0.2]);
    // An order alone gives rank order centroids: 11/18, 5/18, 2/18.
    let order = "method = \"swing\"\norder = [\"b\", \"a\", \"c\"]";
    weigh(&case(&set(order), ""), 0, &[5.0 / 18.0, 11.0 / 18.0, 2.0 / 18.0]);
    // Comparisons by two raters, one of them counting double: 8^(2/3) * 1^(1/3) = 4 times as important.
    let raters = "[[rater]]\nid = \"x\"\nweight = 2\n[[rater]]\nid = \"y\"\n";
    let judged = "x,g,c,8\ny,c,g,1\nx,a,b,3\ny,a,b,3\n";
    let pairwise = tree("method = \"pairwise\"") + raters;
    weigh(&case(&pairwise, judged), 0, &[0.8 * 0.75, 0.8 * 0.25, 0.2]);
    // Their weights instead: (2 * 8/9 + 1/2) / 3 of the whole for g.
    let priorities =
        tree("method = \"pairwise\"\naggregate = \"priorities\"\nmean = \"arithmetic\"") + raters;
    let g = (2.0 * 8.0 / 9.0 + 0.5) / 3.0;
    weigh(&case(&priorities, judged), 0, &[g * 0.75, g * 0.25, 1.0 - g]);
    // The same by the mean of raters' own weights, one of which is a set of its own.
    let own = tree("method = \"raters\"\nmean = \"arithmetic\"")
        + "[[weight_set]]\nid = \"y-own\"\nrater = \"y\"\nweights = { g = 0.5, c = 0.5, a = 0.75, b = 0.25 }\n"
        + raters;
    weigh(&case(&own, "x,g,c,8\nx,a,b,3\n"), 0, &[g * 0.75, g * 0.25, 1.0 - g]);
}

/// Every effect is asked again from nothing: no start, no bound, no threshold.
#[test]
fn what_flips_flips_and_what_stands_stands() {
    let case = load(&shipped("raters")).expect("the shipped case").value;
    let (portfolio, scenario) = (&case.portfolio, &case.scenarios[0]);
    let ground = ground(&case, scenario).expect("criteria");
    let study = priorities(&ground, scenario, &Options::default());
    let group = study.group.as_ref().expect("a plan");
    let alone = solve(portfolio, scenario, &Options::default());
    assert_eq!(
        alone.solved().map(|solved| &solved.plan),
        Some(&group.plan),
        "the plan is that of `petajalan plan`"
    );
    assert_eq!(study.effects.len(), study.changes.len());
    let mut flips = 0;
    for (change, effect) in study.changes.iter().zip(&study.effects) {
        let (portfolio, seen) = changed(&ground, scenario, change);
        let held = standing::goal(&portfolio, &seen, &group.plan, Goal::MostValue);
        let best = first_goal(&portfolio, &seen, &Options::default());
        let best = best.reached().expect("a plan").1.value;
        match effect {
            Effect::Stands => assert_eq!(best, held, "{change:?}"),
            Effect::Flips(found, then) => {
                flips += 1;
                assert!(best > held && found.reached.value == best && *then == held, "{change:?}");
            }
            Effect::Open => panic!("{change:?} is open"),
        }
    }
    assert!(flips > 0 && flips < study.changes.len(), "{flips} flips test both ways");
    for view in &study.views {
        let (portfolio, seen) = eyes(&ground, scenario, view);
        let best = first_goal(&portfolio, &seen, &Options::default());
        assert_eq!(view.best.as_ref().map(|best| best.reached.value), best.reached().map(|(_, r)| r.value));
    }
}

#[test]
fn results_verify_are_the_same_on_one_thread_and_tampering_shows() {
    let room = temporary();
    let shipped = shipped("raters");
    let run = |out: &str, extra: &[&str]| {
        let out = room.path().join(out);
        let mut words = vec!["priorities", shipped.to_str().expect("a path"), "--lang", "en", "--output"];
        words.push(out.to_str().expect("a path"));
        words.extend(extra);
        let ran = petajalan(&words);
        assert_eq!(ran.code, 0, "{ran:?}");
        out.join("raters/priorities")
    };
    let (one, many) = (run("one", &["--threads", "1"]), run("many", &["--threads", "4"]));
    let (one, many) = (common::program::read(&one), common::program::read(&many));
    assert!(one == many, "the same bytes on one thread and many");
    for (file, from, to) in [
        ("priorities.json", "\"question\": 0", "\"question\": 1"),
        ("priorities.json", "\"value\": ", "\"value\": 1"),
        ("workshop.csv", "Weight", "Height"),
        ("summary.txt", "Together", "Separate"),
    ] {
        let mut files = many.clone();
        let text = String::from_utf8(files[file].clone()).expect("text");
        let Some(at) = text.find(from) else { continue };
        let edited = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
        // Somebody who mends the manifest too.
        let (old, new) = (hash(&files[file]), hash(edited.as_bytes()));
        files.insert(file.to_owned(), edited.into_bytes());
        let manifest = String::from_utf8(files["manifest.json"].clone()).expect("text").replace(&old, &new);
        files.insert("manifest.json".to_owned(), manifest.into_bytes());
        let target = temporary();
        common::program::write(target.path(), files.iter().map(|(name, bytes)| (name.as_str(), bytes)));
        let ran = common::program::verify(target.path());
        assert_eq!(ran.code, 1, "{file}: {from} became {to}, and nobody noticed: {ran:?}");
    }
    let ran = common::program::verify(&room.path().join("one/raters/priorities"));
    assert_eq!(ran.code, 0, "{ran:?}");
}

fn hash(bytes: &[u8]) -> String {
    petajalan::report::certificate_json::hash(bytes)
}
