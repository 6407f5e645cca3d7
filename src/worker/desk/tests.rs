//! Whole conversations without a browser: texts in, texts out.

use super::*;
use serde::Deserialize;

use crate::{
    domain::network::Network,
    intake::join,
    protocol::{self, Chosen, Export, Format, Heard, Message, Place, Request, kind},
    worker::source::{Outcome, Source},
};

fn place(name: &str) -> Place {
    Place { address: None, name: name.to_owned(), network: None }
}

const TWO: &str = r#"[{"network":"tiktok","handle":"lea","name":"Léa","followers":12000},
    {"network":"x","handle":"tom","followers":700}]"#;

fn read(name: &str, text: &str) -> Result<Catalogue, Failure> {
    let mut source = Source::new(place(name), None, 1 << 20);
    source.take(text.as_bytes(), true);
    match source.finish()? {
        Outcome::Catalogue(catalogue) => Ok(*catalogue),
        Outcome::Manifest(_) => panic!("a manifest"),
    }
}

fn open(desk: &mut Desk, files: &[(&str, &str)]) -> Result<Loaded, Failure> {
    let (mut catalogues, mut failures) = (Vec::new(), Vec::new());
    for (name, text) in files {
        match read(name, text) {
            Ok(catalogue) => catalogues.push(catalogue),
            Err(failure) => failures.push(failure),
        }
    }
    desk.open((join(catalogues), failures), Opening::new(Rates::default()), "seed")
}

/// Puts a call through as the page and the worker do.
fn ask<T: for<'a> Deserialize<'a>>(desk: &mut Desk, call: Call) -> Result<T, Failure> {
    let request = protocol::encode(&Request { id: 7, call });
    let Request { id, call } = Request::of(&request).unwrap();
    match Heard::of(&Message::Answer { id, result: desk.answer(call) }.text()) {
        Heard::Answer { id: 7, result } => result.map(|text| protocol::decode(&text).unwrap()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn before_any_data_every_call_says_so() {
    let mut desk = Desk::default();
    let failure = ask::<kind::Page>(&mut desk, Call::Run { query: String::new() }).unwrap_err();
    assert_eq!(failure.code, Code::NoCatalogue);
}

#[test]
fn a_catalogue_answers_queries_under_the_hosts_policy() {
    let mut desk = Desk::default();
    let loaded = open(&mut desk, &[("two.json", TWO)]).unwrap();
    assert_eq!((loaded.report.profiles, loaded.failures.len()), (2, 0));
    let kind::Page::Page(page) = ask(&mut desk, Call::Run { query: "tier=micro&tier=x&n=1".into() }).unwrap();
    // Under the host's policy both are micro: below 50,000.
    assert_eq!((page.total, page.rows.len(), page.issues.len()), (2, 1, 1));
    let ids = vec!["tiktok:lea".to_owned(), "nobody".to_owned()];
    let kind::Profiles::Profiles(profiles) = ask(&mut desk, Call::Profiles { ids: ids.clone() }).unwrap();
    assert_eq!(profiles[0].as_ref().unwrap().name.as_deref(), Some("Léa"));
    assert_eq!(profiles[1], None);
    let kind::Explanations::Explanations(explained) =
        ask(&mut desk, Call::Explain { ids, query: String::new() }).unwrap();
    assert!(explained[0].is_some() && explained[1].is_none());
}

#[test]
fn one_bad_source_of_two_costs_only_itself() {
    let mut desk = Desk::default();
    let loaded = open(&mut desk, &[("bad.json", "<!doctype html><p>login"), ("two.json", TWO)]).unwrap();
    assert_eq!(loaded.report.profiles, 2);
    assert_eq!(loaded.failures.len(), 1);
    assert_eq!(
        (loaded.failures[0].code, loaded.failures[0].subject.as_deref()),
        (Code::Html, Some("bad.json"))
    );
}

#[test]
fn data_that_cannot_be_opened_leaves_the_catalogue_before() {
    let mut desk = Desk::default();
    open(&mut desk, &[("two.json", TWO)]).unwrap();
    let failure = open(&mut desk, &[("empty.json", "")]).unwrap_err();
    assert_eq!((failure.code, failure.subject.as_deref()), (Code::Empty, Some("empty.json")));
    let kind::Report::Report(report) = ask(&mut desk, Call::Report).unwrap();
    assert_eq!(report.profiles, 2);
}

#[test]
fn an_export_is_a_text() {
    let mut desk = Desk::default();
    open(&mut desk, &[("two.json", TWO)]).unwrap();
    let export = Export { query: "network=tiktok".into(), only: None, format: Format::Json };
    let kind::Text::Text(text) = ask(&mut desk, Call::Export(export)).unwrap();
    assert!(text.contains("tiktok:lea") && !text.contains("x:tom"));
}

/// Once a list could not be taken away while its data was still on its way, or could not be had at all.
#[test]
fn a_list_leaves_without_any_data_with_what_it_remembers() {
    let mut desk = Desk::default();
    let chosen = Chosen {
        id: "tiktok:lea".to_owned(),
        network: Network::Tiktok,
        handle: Some("lea".to_owned()),
        name: "Léa".to_owned(),
        mark: None,
    };
    for format in Format::ALL {
        let list = Export { query: String::new(), only: Some(vec![chosen.clone()]), format };
        let kind::Text::Text(text) = ask(&mut desk, Call::Export(list)).unwrap();
        assert!(text.contains("lea") && text.contains("Léa"), "{text}");
    }
    let results = Export { query: String::new(), only: None, format: Format::Csv };
    assert_eq!(ask::<kind::Text>(&mut desk, Call::Export(results)).unwrap_err().code, Code::NoCatalogue);
}

fn profiles(desk: &mut Desk) -> Option<usize> {
    let kind::Report::Report(report) = ask(desk, Call::Report).ok()?;
    Some(report.profiles)
}

#[test]
fn what_is_here_so_far_answers_until_the_whole_is_or_loading_stops() {
    let one = r#"[{"network":"x","handle":"tom"}]"#;
    let mut desk = Desk::default();
    let first = |desk: &mut Desk| desk.show_first(read("first.json", one).unwrap(), Rates::default(), "");
    assert_eq!(first(&mut desk).report.profiles, 1);
    assert_eq!(profiles(&mut desk), Some(1));
    open(&mut desk, &[("two.json", TWO)]).unwrap();
    assert_eq!(profiles(&mut desk), Some(2));
    // Stopped: the catalogue before is there again.
    first(&mut desk);
    assert_eq!(profiles(&mut desk), Some(1));
    desk.stop();
    assert_eq!(profiles(&mut desk), Some(2));
    // Failed: likewise.
    first(&mut desk);
    open(&mut desk, &[("empty.json", "")]).unwrap_err();
    assert_eq!(profiles(&mut desk), Some(2));
    // Stopped with nothing before: what is here stays.
    let mut desk = Desk::default();
    first(&mut desk);
    desk.stop();
    assert_eq!(profiles(&mut desk), Some(1));
}
