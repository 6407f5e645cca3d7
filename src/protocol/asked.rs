//! Reads what a page asks. By hand, from plain JSON values: the engine would read nothing else by derived code, which
//! takes ten times the bytes.

use super::{Call, Chosen, Export, Format, Keep, Mark, Place, Request};
use crate::{
    domain::money::Rates,
    intake::node::{Members, Node, get, parse},
    lists::Triage,
};

impl Request {
    /// The request of a text; `None` where it is none.
    pub fn of(text: &str) -> Option<Self> {
        let Node::Map(fields) = parse(text)? else { return None };
        Some(Self { id: u32::try_from(whole(&fields, "id")?).ok()?, call: call(get(&fields, "call")?)? })
    }
}

/// Exchange rates of their JSON, as [`Rates`] is written; `None` where it is none.
pub fn rates(node: &Node<'_>) -> Option<Rates> {
    let Node::Map(fields) = node else { return None };
    let rates = match get(fields, "rates") {
        None => Vec::new(),
        Some(Node::Map(rates)) => rates
            .iter()
            .map(|(code, rate)| Some((code.parse().ok()?, number(rate)?)))
            .collect::<Option<_>>()?,
        Some(_) => return None,
    };
    Some(Rates {
        base: text(fields, "base")?.parse().ok()?,
        date: option(fields, "date", owned)?,
        source: option(fields, "source", owned)?,
        rates: crate::domain::order::map_of(rates),
    })
}

fn call(node: &Node<'_>) -> Option<Call> {
    let Node::Map(kinds) = node else {
        return Some(match node.text()? {
            "Kept" => Call::Kept,
            "ForgetKept" => Call::ForgetKept,
            "Prepare" => Call::Prepare,
            "Cancel" => Call::Cancel,
            "Report" => Call::Report,
            _ => return None,
        });
    };
    let [(kind, Node::Map(fields))] = &kinds[..] else { return None };
    Some(match &**kind {
        "Load" => Call::Load {
            sources: list(get(fields, "sources")?, place)?,
            fx: rates(get(fields, "fx")?)?,
            policy: text(fields, "policy")?.to_owned(),
            origins: option(fields, "origins", |origins| list(origins, owned))?,
            keep: match text(fields, "keep")? {
                "No" => Keep::No,
                "Use" => Keep::Use,
                "Renew" => Keep::Renew,
                _ => return None,
            },
        },
        "Run" => Call::Run { query: text(fields, "query")?.to_owned() },
        "Explain" => {
            Call::Explain { ids: list(get(fields, "ids")?, owned)?, query: text(fields, "query")?.to_owned() }
        }
        "Profiles" => Call::Profiles { ids: list(get(fields, "ids")?, owned)? },
        "Export" => Call::Export(Export {
            query: text(fields, "query")?.to_owned(),
            only: option(fields, "only", |only| list(only, chosen))?,
            format: match text(fields, "format")? {
                "Csv" => Format::Csv,
                "Json" => Format::Json,
                _ => return None,
            },
        }),
        _ => return None,
    })
}

fn place(node: &Node<'_>) -> Option<Place> {
    let Node::Map(fields) = node else { return None };
    Some(Place {
        address: option(fields, "address", owned)?,
        name: text(fields, "name")?.to_owned(),
        network: option(fields, "network", |network| network.text()?.parse().ok())?,
    })
}

fn chosen(node: &Node<'_>) -> Option<Chosen> {
    let Node::Map(fields) = node else { return None };
    Some(Chosen {
        id: text(fields, "id")?.to_owned(),
        network: text(fields, "network")?.parse().ok()?,
        handle: option(fields, "handle", owned)?,
        name: text(fields, "name")?.to_owned(),
        mark: option(fields, "mark", mark)?,
    })
}

fn mark(node: &Node<'_>) -> Option<Mark> {
    let Node::Map(fields) = node else { return None };
    let state = text(fields, "triage")?;
    Some(Mark {
        list: text(fields, "list")?.to_owned(),
        triage: Triage::ALL.into_iter().find(|triage| triage.as_str() == state)?,
        tags: list(get(fields, "tags")?, owned)?,
        note: text(fields, "note")?.to_owned(),
    })
}

fn text<'n>(fields: &'n Members<'_>, name: &str) -> Option<&'n str> {
    get(fields, name)?.text()
}

fn owned(node: &Node<'_>) -> Option<String> {
    node.text().map(str::to_owned)
}

fn whole(fields: &Members<'_>, name: &str) -> Option<u64> {
    match get(fields, name)? {
        Node::Whole(number) => Some(*number),
        _ => None,
    }
}

fn number(node: &Node<'_>) -> Option<f64> {
    match node {
        Node::Whole(number) => Some(*number as f64),
        Node::Number(number) => Some(*number),
        _ => None,
    }
}

fn list<T>(node: &Node<'_>, read: impl Fn(&Node<'_>) -> Option<T>) -> Option<Vec<T>> {
    match node {
        Node::List(items) => items.iter().map(read).collect(),
        _ => None,
    }
}

/// What may be missing or `null`; the outer `None` where it is there and cannot be read.
#[expect(clippy::option_option, reason = "what is missing, what is there and what is wrong are three things")]
fn option<T>(fields: &Members<'_>, name: &str, read: impl Fn(&Node<'_>) -> Option<T>) -> Option<Option<T>> {
    match get(fields, name) {
        None | Some(Node::Null) => Some(None),
        Some(node) => read(node).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::network::Network, protocol::encode};

    fn calls() -> Vec<Call> {
        let place = |address: Option<&str>, network| Place {
            address: address.map(str::to_owned),
            name: "a \"b\".json".to_owned(),
            network,
        };
        let fx = Rates {
            date: Some("2026-01-02".to_owned()),
            source: Some("é".to_owned()),
            rates: [("USD".parse().unwrap(), 1.25), ("JPY".parse().unwrap(), 160.0)].into(),
            ..Rates::default()
        };
        let mark = Mark {
            list: "L".to_owned(),
            triage: Triage::Shortlisted,
            tags: vec!["t".to_owned(), String::new()],
            note: "n\n".to_owned(),
        };
        let chosen = |handle: Option<&str>, mark| Chosen {
            id: "x:a".to_owned(),
            network: Network::Linkedin,
            handle: handle.map(str::to_owned),
            name: "A".to_owned(),
            mark,
        };
        let (query, ids) = ("q=l%C3%A9a".to_owned(), vec!["x:a".to_owned(), "tiktok:b".to_owned()]);
        let load =
            |sources, fx, origins, keep| Call::Load { sources, fx, policy: "stim".to_owned(), origins, keep };
        let export = |only, format| Call::Export(Export { query: query.clone(), only, format });
        let mut calls = vec![
            Call::Kept,
            Call::ForgetKept,
            Call::Prepare,
            Call::Cancel,
            Call::Report,
            Call::Run { query: query.clone() },
            Call::Explain { ids: ids.clone(), query: query.clone() },
            Call::Profiles { ids },
            load(vec![place(Some("https://a.example/b"), None)], fx, Some(vec!["o".to_owned()]), Keep::Use),
            load(vec![place(None, Some(Network::X)), place(None, None)], Rates::default(), None, Keep::Renew),
            load(Vec::new(), Rates::default(), Some(Vec::new()), Keep::No),
            export(None, Format::Csv),
            export(Some(vec![chosen(None, None), chosen(Some("h"), Some(mark))]), Format::Json),
        ];
        calls.extend(Triage::ALL.map(|triage| {
            let mark = Mark { triage, ..Mark::default() };
            export(Some(vec![chosen(None, Some(mark))]), Format::Csv)
        }));
        calls
    }

    #[test]
    fn every_request_is_read_as_it_was_asked() {
        for (id, call) in (u32::MAX - 20..).zip(calls()) {
            let request = Request { id, call };
            assert_eq!(Request::of(&encode(&request)), Some(request));
        }
    }

    #[test]
    fn rates_may_leave_out_all_but_their_base() {
        let read = |text: &str| parse(text).and_then(|node| rates(&node));
        assert_eq!(read(r#"{"base":"eur","more":1}"#), Some(Rates::default()));
        assert_eq!(read(r#"{"base":"EUR","date":null,"rates":{}}"#), Some(Rates::default()));
        for wrong in [
            "{}",
            "[]",
            r#"{"base":"euro"}"#,
            r#"{"base":"EUR","date":1}"#,
            r#"{"base":"EUR","rates":[]}"#,
            r#"{"base":"EUR","rates":null}"#,
            r#"{"base":"EUR","rates":{"USD":"1"}}"#,
            r#"{"base":"EUR","rates":{"dollar":1}}"#,
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_request_is_none() {
        for text in [
            "",
            "null",
            "{}",
            r#"{"id":1}"#,
            r#"{"id":-1,"call":"Cancel"}"#,
            r#"{"id":4294967296,"call":"Cancel"}"#,
            r#"{"id":1,"call":"Run"}"#,
            r#"{"id":1,"call":"Stop"}"#,
            r#"{"id":1,"call":{"Run":{}}}"#,
            r#"{"id":1,"call":{"Run":{"query":""},"Report":null}}"#,
            r#"{"id":1,"call":{"Explain":{"ids":"a","query":""}}}"#,
            r#"{"id":1,"call":{"Export":{"query":"","only":null,"format":"Xls"}}}"#,
        ] {
            assert_eq!(Request::of(text), None, "{text}");
        }
    }
}
