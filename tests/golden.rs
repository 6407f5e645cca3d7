//! Golden cases: twenty fictional profiles, each with what an expert would expect of it, and the verdict beside it.
//!
//! The profiles and their paragraphs are in `tests/golden/profiles.json`; what the engine says of them is in
//! `tests/golden/verdicts.md`, to be read side by side. `ACCORD_UPDATE=1 cargo test --test golden` writes the
//! latter anew after a change that is meant. With so few profiles engagement is compared with the published
//! benchmarks, so nothing outside the two files moves a verdict.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use accord::{
    domain::{
        answer::{Explanation, Severity},
        character::{Character, Confidence},
        money::Rates,
        query::Query,
    },
    engine::Engine,
    intake::{Hints, read},
};
use serde::Deserialize;

/// The campaign that every profile is judged for.
const BRIEF: &str = "b.topics=beauty:2,fashion&b.country=FR&b.age=18-24,25-34&b.gender=female&b.tiers=micro\
    &b.format=post&b.budget=600EUR&b.offer=money,product&b.labels=cruelty-free&b.exclude=Velys";

#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    expect: Expect,
}

/// What an expert expects, in words and in the few points that a machine can hold to.
#[derive(Debug, Deserialize)]
struct Expect {
    says: String,
    character: Option<String>,
    flags: BTreeMap<String, Severity>,
    veto: Option<String>,
    #[serde(default)]
    in_kind: bool,
    #[serde(default)]
    uncapped: bool,
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn open() -> (Vec<Case>, Engine) {
    #[derive(Deserialize)]
    struct File {
        profiles: Vec<Case>,
    }
    let bytes = fs::read(path("profiles.json")).unwrap();
    let cases: File = serde_json::from_slice(&bytes).unwrap();
    let catalogue = read(&bytes, &Hints::default()).unwrap();
    assert_eq!(catalogue.profiles.len(), cases.profiles.len());
    let mut rates = Rates::default();
    rates.rates.insert("USD".parse().unwrap(), 1.1);
    (cases.profiles, Engine::new(catalogue, rates))
}

fn query() -> Query {
    let (query, issues) = Query::parse(BRIEF);
    assert!(issues.is_empty(), "{issues:?}");
    query
}

#[test]
fn twenty_profiles_get_the_verdict_that_an_expert_expects() {
    let (cases, mut engine) = open();
    assert_eq!(cases.len(), 20);
    let query = query();
    for Case { id, expect } in cases {
        let found = engine.explain(&id, &query).unwrap();
        if let Some(character) = &expect.character {
            let verdict = found.character.verdict.map(Character::as_str);
            assert_eq!(verdict, Some(character.as_str()), "{id}");
        }
        for (check, severity) in &expect.flags {
            let flags: Vec<_> = found.flags.iter().filter(|flag| flag.check == *check).collect();
            assert_eq!(
                flags.iter().map(|flag| flag.severity).collect::<Vec<_>>(),
                [*severity],
                "{id} {check}"
            );
        }
        assert_eq!(found.veto.as_ref().map(|veto| &veto.kind), expect.veto.as_ref(), "{id}");
        assert_eq!(found.in_kind, expect.in_kind, "{id}");
        assert!(!(expect.uncapped && found.criteria.iter().any(|c| !c.caps.is_empty())), "{id}");
    }
}

#[test]
fn the_textbook_leads_and_the_unknown_and_the_absurd_do_not() {
    let (_, mut engine) = open();
    let query = query();
    let page = engine.run(&Query { n: 20, ..query.clone() });
    let order: Vec<&str> = page.rows.iter().map(|row| row.id.as_str()).collect();
    let place = |id: &str| order.iter().position(|other| *other == id).unwrap();
    assert_eq!(place("instagram:lea.textbook"), 0, "{order:?}");
    for id in [
        "instagram:nobody.known",
        "instagram:max.absurd",
        "instagram:zoe.toplist",
        "instagram:zero.followers",
    ] {
        assert!(place(id) > 4, "{id}: {order:?}");
    }
    let of = |engine: &mut Engine, id: &str| engine.explain(id, &query).unwrap();
    let (euro, pound) = (of(&mut engine, "instagram:lea.textbook"), of(&mut engine, "instagram:gwen.pounds"));
    assert!(pound.low < euro.low && pound.high >= euro.high);
}

#[test]
fn the_verdicts_are_those_that_were_read() {
    let (cases, mut engine) = open();
    let query = query();
    let mut written = format!(
        "# Golden cases\n\nTwenty fictional profiles, what an expert expects of each, and what Accord says. The brief is \
         `{BRIEF}`; the numbers are tenths of a point.\n"
    );
    for Case { id, expect } in cases {
        let found = engine.explain(&id, &query).unwrap();
        write!(written, "\n## {id}\n\n{}\n\n{}", expect.says, verdict(&found)).unwrap();
    }
    let file = path("verdicts.md");
    if std::env::var_os("ACCORD_UPDATE").is_some() {
        fs::write(&file, &written).unwrap();
    }
    let read = fs::read_to_string(&file).unwrap_or_default();
    for (line, (now, before)) in written.lines().zip(read.lines()).enumerate() {
        assert_eq!(now, before, "line {}", line + 1);
    }
    assert_eq!(written.lines().count(), read.lines().count());
}

/// What the engine says, one line a subject.
fn verdict(found: &Explanation) -> String {
    let mut said = String::new();
    let mut line = |text: String| writeln!(said, "- {text}").unwrap();
    line(format!("match {} · {} · {}, coverage {}", found.low, found.estimate, found.high, found.coverage));
    if let Some(veto) = &found.veto {
        line(format!("veto: {} {}", veto.kind, veto.detail));
    }
    let tier = found.tier.map_or("no tier", |tier| tier.as_str());
    let character = &found.character;
    line(match (character.verdict, character.at, character.confidence) {
        (Some(verdict), Some(at), Some(confidence)) => {
            let reasons: Vec<&str> = character.reasons.iter().map(|reason| reason.as_str()).collect();
            let sure = match confidence {
                Confidence::Firm => "firm",
                Confidence::Likely => "likely",
                Confidence::Close => "close to a border",
            };
            let (low, high) = character.range;
            let why = if reasons.is_empty() { String::new() } else { format!(", by {}", reasons.join(", ")) };
            format!("{tier} by size, {} by behavior ({at} in {low}…{high}, {sure}){why}", verdict.as_str())
        }
        _ => format!("{tier} by size, too little known of the behavior"),
    });
    for criterion in found.criteria.iter().filter(|criterion| criterion.weight > 0) {
        let parts: Vec<String> = criterion
            .parts
            .iter()
            .filter(|part| part.weight > 0)
            .map(|part| {
                let key = part.key.split_once('.').map_or("", |(_, key)| key);
                if part.low == part.high {
                    format!("{key} {}", part.low)
                } else {
                    format!("{key} {}–{}", part.low, part.high)
                }
            })
            .chain(criterion.caps.iter().map(|cap| {
                let sure = if cap.certain { "certain" } else { "possible" };
                format!("**{} at most {} ({sure})**", cap.key, cap.at)
            }))
            .collect();
        let (key, low, high) = (criterion.key.as_str(), criterion.low, criterion.high);
        line(format!("{key} {low} · {} · {high}: {}", criterion.estimate, parts.join(", ")));
    }
    let flags: Vec<String> = found
        .flags
        .iter()
        .filter(|flag| flag.severity != Severity::Clear)
        .map(|flag| {
            let severity = format!("{:?}", flag.severity).to_lowercase();
            let detail = flag.detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default();
            format!("{} {severity}{detail}", flag.check)
        })
        .collect();
    line(if flags.is_empty() { "nothing to look at".to_owned() } else { flags.join(", ") });
    if let Some(cost) = &found.cost {
        let of = |name: &str, range: Option<(f64, Option<f64>)>| match range {
            None => format!("{name} unknown"),
            Some((low, None)) => format!("{name} from {low:.2}"),
            Some((low, Some(high))) => format!("{name} {low:.2}–{high:.2}"),
        };
        line(format!(
            "{} {:.0}–{:.0} EUR ({}): {}, {}, {}, {}",
            cost.format,
            cost.low,
            cost.high,
            cost.kind.as_str(),
            of("CPM", cost.cpm),
            of("credible", cost.credible_cpm),
            of("target", cost.target_cpm),
            of("CPE", cost.cpe),
        ));
    }
    if found.in_kind {
        line("in kind: a contract and a symbolic fee are advised".to_owned());
    }
    said
}
