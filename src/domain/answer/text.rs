//! A page as JSON, put together from texts of its rows: most rows of a page were on the page before, and writing them
//! is most of the work of an answer.
//!
//! The text is what serializing [`Page`] gives, but for letters beyond ASCII, which stand as escapes: a browser reads
//! such a text in half the time.

use std::collections::BTreeMap;

use crate::domain::matching::Bounds;

use super::{CriterionCell, Histograms, Page, Row};

/// Where the rows of a page belong, and its counts, as serializing a page without them writes it.
const EMPTY: [&str; 2] = ["\"rows\":[", "],\"facets\":{},\"histograms\":{}"];

/// What the texts of two parts of a row meet at: the first of the fields that depend on weights.
const SHOWN: &str = "\"low\":";

/// The page with these counts and rows, in the place of its own.
pub fn page(page: &Page, counts: &str, n_rows: usize, write_rows: impl FnOnce(&mut String)) -> String {
    let (rows_are, facets, histograms) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    let frame = Page { rows: rows_are, facets, histograms, ..page.clone() };
    let frame = written(&frame);
    let [before, between] = EMPTY;
    // Before the rows are numbers alone, so that nobody's words can look like them.
    let (head, rest) = frame.split_once(before).unwrap_or((&frame, ""));
    let rest = rest.strip_prefix(between).unwrap_or(rest);
    let mut text = String::with_capacity(frame.len() + counts.len() + n_rows * 1024);
    text.push_str(head);
    text.push_str(before);
    write_rows(&mut text);
    text.push_str("],");
    text.push_str(counts);
    text.push_str(rest);
    text
}

/// The counts of a page; those of the facets are written already.
pub fn counts(facets: &str, histograms: &Histograms) -> String {
    ["\"facets\":", facets, ",\"histograms\":", &written(histograms)].concat()
}

/// What weights change of a row.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// The match.
    pub bounds: Bounds<u16>,
    /// Its coverage, as a row has it.
    pub coverage: u16,
    /// Its criteria.
    pub criteria: [CriterionCell; 6],
    /// The key of the part that earns most of the lower bound.
    pub reason: Option<&'static str>,
}

/// The part of a row's text that no weight changes.
pub fn said(row: &Row) -> String {
    let mut text = written(&Row { criteria: Vec::new(), reason: None, ..row.clone() });
    // The last of that name: everything after it is numbers alone.
    text.truncate(text.rfind(SHOWN).unwrap_or_default());
    text
}

/// The rest of a row's text.
pub fn shown(Shown { bounds, coverage, criteria, reason }: &Shown) -> String {
    let mut text = String::with_capacity(512);
    let mut number = itoa::Buffer::new();
    let mut field = |text: &mut String, name: &str, value: u16| {
        text.push_str(name);
        text.push_str(number.format(value));
    };
    field(&mut text, SHOWN, bounds.low);
    field(&mut text, ",\"estimate\":", bounds.estimate);
    field(&mut text, ",\"high\":", bounds.high);
    field(&mut text, ",\"coverage\":", *coverage);
    text.push_str(",\"criteria\":[");
    for (at, CriterionCell { weight, low, estimate, high }) in criteria.iter().enumerate() {
        field(&mut text, if at > 0 { ",{\"weight\":" } else { "{\"weight\":" }, (*weight).into());
        field(&mut text, ",\"low\":", *low);
        field(&mut text, ",\"estimate\":", *estimate);
        field(&mut text, ",\"high\":", *high);
        text.push('}');
    }
    text.push_str("],\"reason\":");
    match reason {
        // Keys of parts are plain words.
        Some(key) => ["\"", key, "\"}"].into_iter().for_each(|part| text.push_str(part)),
        None => text.push_str("null}"),
    }
    text
}

/// Appends the same as the items of a list: bounds, coverage, reason, and of each criterion its weight and bounds.
pub fn told(Shown { bounds, coverage, criteria, reason }: &Shown, text: &mut String) {
    let mut number = itoa::Buffer::new();
    for value in [bounds.low, bounds.estimate, bounds.high, *coverage] {
        text.extend([number.format(value), ","]);
    }
    match reason {
        Some(key) => text.extend(["\"", key, "\""]),
        None => text.push_str("null"),
    }
    for CriterionCell { weight, low, estimate, high } in criteria {
        for value in [u16::from(*weight), *low, *estimate, *high] {
            text.extend([",", number.format(value)]);
        }
    }
}

/// JSON without a letter beyond ASCII. All such letters are within strings, where an escape means the same.
pub fn written(value: &impl serde::Serialize) -> String {
    // Answers have text keys and no part that can fail to be written.
    let text = serde_json::to_string(value).unwrap_or_default();
    if text.is_ascii() { text } else { escaped(&text) }
}

fn escaped(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut escaped = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        if letter.is_ascii() {
            escaped.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            escaped.push_str("\\u");
            escaped.extend([12, 8, 4, 0].map(|place| char::from(DIGITS[usize::from(*unit >> place & 15)])));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        answer::{Flag, Histogram, Severity, Veto},
        network::Network,
    };

    fn row(name: &str) -> Row {
        Row {
            id: "x:\"low\":".to_owned(),
            network: Network::X,
            handle: None,
            name: name.to_owned(),
            tier: None,
            followers: Some(u64::MAX),
            character: None,
            character_at: Some(-3),
            er: None,
            credibility: Some(0.1),
            credibility_kind: None,
            price: None,
            country: None,
            flags: vec![Flag {
                check: "growth".to_owned(),
                severity: Severity::Check,
                value: Some(1e300),
                against: None,
                detail: Some("\"rows\":[".to_owned()),
            }],
            veto: Some(Veto { kind: "exclusion".to_owned(), detail: "\"low\":1}".to_owned() }),
            low: 0,
            estimate: 9,
            high: 1000,
            coverage: 10,
            criteria: vec![CriterionCell { weight: 255, low: 0, estimate: 1, high: 1000 }; 6],
            reason: Some("size.fit".to_owned()),
        }
    }

    /// What weights change of a row whose reason, if it has one, is its size.
    fn what(row: &Row) -> Shown {
        Shown {
            bounds: Bounds { low: row.low, estimate: row.estimate, high: row.high },
            coverage: row.coverage,
            criteria: row.criteria.clone().try_into().unwrap(),
            reason: row.reason.as_ref().map(|_| "size.fit"),
        }
    }

    #[test]
    fn the_text_is_the_page_in_ascii_whatever_words_are_in_it() {
        let names = ["", "Léa", "\u{1f984}é\n\"\\é", "\"rows\":[", "\u{7f}\u{80}\u{ffff}"];
        let mut rows: Vec<Row> = names.iter().map(|name| row(name)).collect();
        rows[0] = Row { reason: None, veto: None, flags: Vec::new(), ..row("a") };
        for rows in [rows, Vec::new()] {
            let facets = BTreeMap::from([("label".to_owned(), BTreeMap::from([("é".to_owned(), 3)]))]);
            let histograms = BTreeMap::from([("er".to_owned(), Histogram::default())]);
            let whole = Page { total: 7, from: 2, rows, facets, histograms, ..Page::default() };
            let counts = counts(&written(&whole.facets), &whole.histograms);
            let texts: Vec<String> = whole.rows.iter().map(|row| said(row) + &shown(&what(row))).collect();
            let text = page(&whole, &counts, texts.len(), |text| text.push_str(&texts.join(",")));
            assert!(text.is_ascii(), "{text}");
            assert_eq!(serde_json::from_str::<Page>(&text).unwrap(), whole);
        }
    }
}
