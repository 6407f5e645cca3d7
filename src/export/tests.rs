//! What is written reads back, and nothing in it runs.

use super::*;
use crate::{
    domain::{
        network::Network,
        profile::{Audience, Basis, CredibilityKind, Deal, Engagement, Price, PriceKind, Topic},
    },
    intake::{Hints, read},
    lists::Triage,
};

fn line(handle: &str, name: &str) -> Line {
    let mut profile = Profile::new(format!("tiktok:{handle}"), Network::Tiktok);
    profile.handle = Some(handle.to_owned());
    profile.name = Some(name.to_owned());
    profile.followers = Some(48_500_000);
    profile.topics =
        vec![Topic { topic: "beauty".into(), share: None }, Topic { topic: "art".into(), share: None }];
    profile.price.insert(
        "reel".into(),
        Price { low: 1200.5, high: 1500.0, currency: "EUR".parse().unwrap(), kind: PriceKind::Quote },
    );
    let matched = Matched { tier: Some(Tier::Mega), low: 605, estimate: 700, high: 810, coverage: 1000 };
    Line { profile, matched: Some(matched), mark: None }
}

fn rows(lines: &[Line]) -> Vec<Vec<String>> {
    let text = csv_file::write(lines, &Policy::standard());
    let text = text.strip_prefix('\u{feff}').expect("a mark for spreadsheets");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn rows_are_written_as_the_library_writes_them() {
    let names = [
        "",
        "plain",
        "a,b",
        "\"",
        "a \"quoted\" word",
        "two\nlines",
        "\rtwo",
        " kept ",
        ";",
        "l'ete",
        "\"\"",
        "1,5",
    ];
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let mut text = String::new();
    for row in [&names[..], &names[3..5], &["", ""]] {
        let row: Vec<String> = row.iter().map(|name| (*name).to_owned()).collect();
        writer.write_record(&row).unwrap();
        csv_file::append(&mut text, &row);
    }
    assert_eq!(text.as_bytes(), writer.into_inner().unwrap());
}

fn cell(rows: &[Vec<String>], name: &str) -> String {
    let column = rows[0].iter().position(|header| header == name).unwrap_or_else(|| panic!("{name}"));
    rows[1][column].clone()
}

#[test]
fn numbers_are_plain_and_unknown_cells_empty() {
    let rows = rows(&[line("lea", "Léa \"L\", the\nfirst")]);
    assert_eq!(cell(&rows, "name"), "Léa \"L\", the\nfirst");
    assert_eq!(cell(&rows, "followers"), "48500000");
    assert_eq!(cell(&rows, "accord.tier"), "mega");
    assert_eq!(cell(&rows, "accord.policy"), "stim");
    assert_eq!(cell(&rows, "accord.low"), "60.5");
    assert_eq!(cell(&rows, "accord.coverage"), "100");
    assert_eq!(cell(&rows, "price.reel.low"), "1200.5");
    assert_eq!(cell(&rows, "topics"), "beauty; art");
    assert_eq!(cell(&rows, "engagement.rate"), "");
}

#[test]
fn no_cell_runs_in_a_spreadsheet() {
    for name in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\r=1"] {
        let mut evil = line("lea", name);
        evil.mark = Some(Mark {
            note: name.into(),
            tags: vec![name.into()],
            list: name.into(),
            triage: Triage::Passed,
        });
        for cell in &rows(&[evil])[1] {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
}

#[test]
fn json_reads_back_as_it_was() {
    let lines = vec![line("lea", "=Léa"), line("tom", "Tom")];
    let profiles: Vec<Profile> = lines.iter().map(|line| line.profile.clone()).collect();
    let report = Report { source: Some("S".into()), license: Some("CC0".into()), ..Report::default() };
    let text = write(lines, &report, Format::Json, &Policy::standard());
    let read = read(text.as_bytes(), &Hints::default()).unwrap();
    assert_eq!(read.profiles.len(), 2);
    for (read, written) in read.profiles.iter().zip(&profiles) {
        assert_eq!((&read.id, &read.name, read.followers), (&written.id, &written.name, written.followers));
        assert_eq!((&read.topics, &read.price), (&written.topics, &written.price));
    }
    assert_eq!(read.report.source.as_deref(), Some("S"));
    assert_eq!(read.report.license.as_deref(), Some("CC0"));
    assert!(read.report.issues.is_empty(), "{:?}", read.report.issues);
}

#[test]
fn a_table_reads_back_as_it_was() {
    let mut known = line("lea.b_1", "Léa; \"L\"");
    known.profile.country = "FR".parse().ok();
    known.profile.language = Some("fr".into());
    known.profile.verified = Some(true);
    known.profile.engagement = Some(Engagement {
        rate: Some(0.0345),
        basis: Some(Basis::Views),
        numerator: Some("likes+comments".into()),
        statistic: Some("median".into()),
        window_days: Some(90),
        posts: Some(12),
        shares: Some(1.5),
        saves: Some(2.0),
        ..Engagement::default()
    });
    known.profile.audience = Some(Audience {
        credibility: Some(0.74),
        credibility_kind: Some(CredibilityKind::Floor),
        ..Audience::default()
    });
    known.profile.accepts = Some(vec![Deal::Paid, Deal::Gift]);
    let mut unknown = line("tom", "=Tom");
    unknown.profile.followers = None;
    unknown.profile.price.clear();
    let lines = [known, unknown];
    let text = csv_file::write(&lines, &Policy::standard());
    let read = read(text.as_bytes(), &Hints { name: Some("accord-results.csv".into()), ..Hints::default() })
        .unwrap();
    assert_eq!(read.profiles.len(), 2);
    for (read, Line { profile: written, .. }) in read.profiles.iter().zip(&lines) {
        assert_eq!((&read.id, read.network, &read.handle), (&written.id, written.network, &written.handle));
        assert_eq!(
            (&read.name, read.followers, read.country),
            (&written.name, written.followers, written.country)
        );
        assert_eq!(
            (&read.language, read.verified, &read.accepts),
            (&written.language, written.verified, &written.accepts)
        );
        assert_eq!((&read.engagement, &read.price), (&written.engagement, &written.price));
        assert_eq!(read.audience, written.audience);
        let topics = |profile: &Profile| -> Vec<String> {
            profile.topics.iter().map(|topic| topic.topic.clone()).collect()
        };
        assert_eq!(topics(&read), topics(written));
    }
    let odd: Vec<_> = read.report.issues.iter().filter(|issue| issue.reason != "unknown_field").collect();
    assert!(odd.is_empty(), "{odd:?}");
}
