//! The edits that are measured: what a person does to a query, again and again.

use accord::domain::query::Query;

/// One kind of edit: queries that are run in turn, each one edit away from the one before.
pub(super) struct Edit {
    pub(super) name: &'static str,
    pub(super) queries: Vec<Query>,
}

/// The campaign that all but the first edits are about.
pub(super) const BRIEF: &str = "b.topics=beauty:2,fashion&b.country=FR&b.tiers=micro,mid&b.format=post&b.budget=1500EUR\
    &b.offer=money,product&b.labels=vegan";

/// Every edit, over a catalogue of so many rows.
pub(super) fn edits(rows: usize) -> Vec<Edit> {
    let briefed = |rest: &str| format!("{BRIEF}&{rest}");
    let steps = |text: &dyn Fn(usize) -> String| (0..20).map(|step| briefed(&text(step))).collect::<Vec<_>>();
    let deep = format!("network=instagram&from={}", rows / 5);
    let all: Vec<(&str, Vec<String>)> = vec![
        ("the same query again", vec![briefed("")]),
        ("weight, dragged through 20 positions", steps(&|step| format!("w=20,20,15,20,{},10", step * 5))),
        (
            "the same, half of the rows filtered away",
            steps(&|step| format!("er=50..&w=20,20,15,20,{},10", step * 5)),
        ),
        ("network filter on and off", vec![briefed("network=instagram"), briefed("")]),
        (
            "country filter on and off beside another",
            vec![briefed("country=FR&network=tiktok"), briefed("network=tiktok")],
        ),
        ("topic filter on and off", vec![briefed("topic=beauty,food"), briefed("")]),
        (
            "followers, dragged through 20 positions",
            steps(&|step| format!("followers={}..", 1_000 * (step + 1))),
        ),
        ("engagement, dragged through 20 positions", steps(&|step| format!("er={}..", step * 5))),
        (
            "credibility, dragged through 20 positions",
            steps(&|step| format!("credibility={}..", 40 + step * 2)),
        ),
        ("text of two words on and off", vec![briefed("q=beau%20par"), briefed("")]),
        (
            "text of two words beside a filter",
            vec![briefed("q=beau%20par&network=instagram"), briefed("network=instagram")],
        ),
        ("sort by followers and back", vec![briefed("sort=-followers"), briefed("")]),
        ("sort by name and back", vec![briefed("sort=name"), briefed("")]),
        ("deep window and back", vec![briefed(&deep), briefed("network=instagram")]),
        ("brief: topics", vec![briefed(""), briefed("").replace("beauty:2,fashion", "travel,food:3")]),
        (
            "brief: audience country",
            vec![briefed(""), briefed("").replace("b.country=FR", "b.country=BE,CH,FR")],
        ),
        ("brief: budget", vec![briefed(""), briefed("").replace("1500EUR", "800EUR")]),
        ("brief: sizes", vec![briefed(""), briefed("").replace("micro,mid", "nano,micro")]),
        (
            "brief: everything at once",
            vec![briefed(""), "b.topics=tech&b.age=18-24&b.gender=male".to_owned()],
        ),
        ("size policy", vec![briefed("policy=seed"), briefed("")]),
    ];
    let parse = |text: &String| {
        let (query, issues) = Query::parse(text);
        assert!(issues.is_empty(), "{text}: {issues:?}");
        query
    };
    all.into_iter().map(|(name, texts)| Edit { name, queries: texts.iter().map(parse).collect() }).collect()
}
