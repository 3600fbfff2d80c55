//! Saaty's published examples to three decimals, gaps, and laws.

use super::*;

/// A matrix as it is printed: rows of whole numbers and fractions.
fn matrix(rows: &[&str]) -> Comparisons {
    let mut found = Comparisons::new(rows.len());
    for (first, row) in rows.iter().enumerate() {
        for (second, text) in
            row.split(' ').enumerate().filter(|(second, text)| *second > first && *text != ".")
        {
            let (above, below) = text.split_once('/').unwrap_or((text, "1"));
            let number = |text: &str| text.parse::<f64>().expect("a number");
            found.set(first, second, number(above) / number(below));
        }
    }
    found
}

fn rounded(weights: &[f64]) -> Vec<String> {
    weights.iter().map(|weight| format!("{weight:.3}")).collect()
}

/// Saaty, "Decision making with the analytic hierarchy process", Int. J. Services Sciences 1 (2008), table 3: which
/// drink is consumed more in the United States.
const DRINKS: [&str; 7] = [
    "1 9 5 2 1 1 1/2",
    "1/9 1 1/3 1/9 1/9 1/9 1/9",
    "1/5 3 1 1/3 1/4 1/3 1/9",
    "1/2 9 3 1 1/2 1 1/3",
    "1 9 4 2 1 2 1/2",
    "1 9 3 1 1/2 1 1/3",
    "2 9 9 3 2 3 1",
];

/// Saaty, "How to make a decision: the analytic hierarchy process", European Journal of Operational Research 48 (1990),
/// table 2: buying a house.
const HOUSE: [&str; 8] = [
    "1 5 3 7 6 6 1/3 1/4",
    "1/5 1 1/3 5 3 3 1/5 1/7",
    "1/3 3 1 6 3 4 6 1/5",
    "1/7 1/5 1/6 1 1/3 1/4 1/7 1/8",
    "1/6 1/3 1/3 3 1 1/2 1/5 1/6",
    "1/6 1/3 1/4 4 2 1 1/5 1/6",
    "3 5 1/6 7 5 5 1 1/2",
    "4 7 5 8 6 6 2 1",
];

/// Saaty, "A scaling method for priorities in hierarchical structures", Journal of Mathematical Psychology 15 (1977):
/// wealth of seven nations.
const NATIONS: [&str; 7] = [
    "1 4 9 6 6 5 5",
    "1/4 1 7 5 5 3 4",
    "1/9 1/7 1 1/5 1/5 1/7 1/5",
    "1/6 1/5 5 1 1 1/3 1/3",
    "1/6 1/5 5 1 1 1/3 1/3",
    "1/5 1/3 7 3 3 1 2",
    "1/5 1/4 5 3 3 1/2 1",
];

#[test]
fn saatys_drinks_reproduce() {
    let drinks = matrix(&DRINKS);
    let eigen = drinks.eigenvector().expect("complete");
    let wanted = ["0.177", "0.019", "0.042", "0.116", "0.190", "0.129", "0.327"];
    assert_eq!(rounded(&eigen.weights), wanted);
    assert_eq!(format!("{:.3}", drinks.consistency_ratio(eigen.lambda).expect("seven")), "0.022");
}

#[test]
fn saatys_house_reproduces_and_its_worst_judgement_is_named() {
    let house = matrix(&HOUSE);
    let eigen = house.eigenvector().expect("complete");
    let wanted = ["0.173", "0.054", "0.188", "0.018", "0.031", "0.036", "0.167", "0.333"];
    assert_eq!(rounded(&eigen.weights), wanted);
    assert_eq!(format!("{:.3}", eigen.lambda), "9.669");
    assert_eq!(format!("{:.3}", house.consistency_ratio(eigen.lambda).expect("eight")), "0.169");
    // Saaty, EJOR 145 (2003), "Decision-making with the AHP: why is the principal eigenvector necessary", takes the same
    // matrix and finds the same judgement, neighbourhood over condition, the most inconsistent.
    let worst = house.furthest(&eigen.weights).expect("inconsistent");
    assert_eq!((worst.first, worst.second), (2, 6));
    assert!((worst.given - 6.0).abs() < 1e-9 && worst.implied < 1.2);
}

#[test]
fn saatys_nations_reproduce() {
    let nations = matrix(&NATIONS);
    let eigen = nations.eigenvector().expect("complete");
    assert_eq!(rounded(&eigen.weights), ["0.427", "0.230", "0.021", "0.052", "0.052", "0.123", "0.094"]);
    assert_eq!(format!("{:.3}", eigen.lambda), "7.608");
}

#[test]
fn the_geometric_mean_is_that_of_the_rows() {
    let house = matrix(&HOUSE);
    let row = |at: usize| (0..8).map(|to| house.get(at, to).expect("complete").ln()).sum::<f64>() / 8.0;
    let wanted = normalised((0..8).map(|at| row(at).exp()).collect());
    let found = house.geometric_mean().expect("complete");
    assert!(found.iter().zip(&wanted).all(|(a, b)| (a - b).abs() < 1e-12), "{found:?} {wanted:?}");
}

#[test]
fn gaps_are_filled_by_what_the_others_say() {
    // Consistent but for the gaps: 8 : 4 : 2 : 1 by a chain and one shortcut.
    let chain = matrix(&["1 2 . .", ". 1 2 4", ". . 1 .", ". . . 1"]);
    assert_eq!((chain.missing(), chain.parts().len()), (3, 1));
    let eigen = chain.eigenvector().expect("connected");
    let means = chain.geometric_mean().expect("connected");
    for (at, wanted) in [8.0, 4.0, 2.0, 1.0].iter().enumerate() {
        assert!((eigen.weights[at] - wanted / 15.0).abs() < 1e-9, "{eigen:?}");
        assert!((means[at] - wanted / 15.0).abs() < 1e-9, "{means:?}");
    }
    assert!((eigen.lambda - 4.0).abs() < 1e-9);
    assert_eq!(chain.consistency_ratio(eigen.lambda), None, "a chain cannot contradict itself");
    // Harker: completing the matrix with what the weights say changes nothing.
    let mut gap = matrix(&HOUSE);
    gap.ratios[7] = None;
    gap.ratios[56] = None;
    let eigen = gap.eigenvector().expect("connected");
    let mut filled = gap.clone();
    filled.set(0, 7, eigen.weights[0] / eigen.weights[7]);
    let complete = filled.eigenvector().expect("complete");
    assert!((complete.lambda - eigen.lambda).abs() < 1e-9);
    assert!(complete.weights.iter().zip(&eigen.weights).all(|(a, b)| (a - b).abs() < 1e-9));
}

#[test]
fn what_is_not_connected_has_no_weights() {
    let apart = matrix(&["1 3 . .", ". 1 . .", ". . 1 2", ". . . 1"]);
    assert_eq!(apart.parts(), [vec![0, 1], vec![2, 3]]);
    assert_eq!((apart.eigenvector(), apart.geometric_mean()), (None, None));
}

#[test]
fn consistent_ratios_are_consistent() {
    let weights = [0.5, 0.3, 0.15, 0.05];
    let mut found = Comparisons::new(4);
    for (a, b) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
        found.set(a, b, weights[a] / weights[b]);
    }
    let eigen = found.eigenvector().expect("complete");
    assert!(found.consistency_ratio(eigen.lambda).expect("four") < 1e-9);
    assert_eq!(found.furthest(&eigen.weights), None);
    assert!(eigen.weights.iter().zip(weights).all(|(a, b)| (a - b).abs() < 1e-9));
}
