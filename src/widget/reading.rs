//! What an element reads of the engine's answers: the fields that it shows, and no others.
//!
//! The browser reads the JSON: an element shows a hundred rows at most, and a reader for their types would weigh
//! a quarter of its module.

use crate::{
    domain::{answer::Veto, character::Character, network::Network, tier::Tier},
    failure::{Code, Failure},
    platform::json::Json,
};

/// Of [`crate::domain::answer::Page`].
pub(super) struct Page {
    pub(super) total: usize,
    pub(super) from: usize,
    pub(super) rows: Vec<Row>,
    /// Keys and values of the parts of the query that were dropped.
    pub(super) dropped: Vec<(String, String)>,
    /// Whether anything is asked, so that a match exists at all.
    pub(super) asked: bool,
    /// The filter that lets most profiles pass when it alone is lifted, and how many; only where nothing passes.
    pub(super) narrowest: Option<(String, usize)>,
}

/// Of [`crate::domain::answer::Row`].
#[derive(Clone)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) network: Network,
    pub(super) handle: Option<String>,
    pub(super) name: String,
    pub(super) tier: Option<Tier>,
    pub(super) followers: Option<u64>,
    pub(super) low: u16,
    pub(super) estimate: u16,
    pub(super) high: u16,
    pub(super) coverage: u16,
    pub(super) character: Option<Character>,
    pub(super) character_at: Option<i16>,
    pub(super) veto: Option<Veto>,
    pub(super) reason: Option<String>,
}

/// Of [`crate::protocol::Loaded`].
#[derive(Clone, Default)]
pub(super) struct Loaded {
    pub(super) profiles: usize,
    /// Sources that could not be read, where others could.
    pub(super) failures: Vec<Failure>,
}

/// What was loaded, from the text of [`crate::protocol::kind::Loaded`].
pub(super) fn loaded(text: &str) -> Result<Loaded, Failure> {
    let loaded = Json::parse(text).ok_or(Failure::new(Code::BadMessage))?.get("Loaded");
    Ok(Loaded {
        profiles: loaded.get("report").get("profiles").count(),
        failures: loaded.get("failures").list().iter().map(failure).collect(),
    })
}

fn failure(failure: &Json) -> Failure {
    let code = failure.get("code").text().unwrap_or_default();
    Failure {
        code: Code::from(code),
        subject: failure.get("subject").text(),
        status: failure.get("status").number().map(|status| status as u16),
        detail: None,
    }
}

/// A page of results, from the text of [`crate::protocol::kind::Page`].
pub(super) fn page(text: &str) -> Result<Page, Failure> {
    let page = Json::parse(text).ok_or(Failure::new(Code::BadMessage))?.get("Page");
    let lifted = page.get("lifted").fields().into_iter().map(|(key, count)| (key, count.count()));
    let text = |part: &Json, name: &str| part.get(name).text().unwrap_or_default();
    Ok(Page {
        total: page.get("total").count(),
        from: page.get("from").count(),
        rows: page.get("rows").list().iter().filter_map(row).collect(),
        dropped: page
            .get("issues")
            .list()
            .iter()
            .map(|part| (text(part, "key"), text(part, "value")))
            .collect(),
        asked: !page.get("asked").list().is_empty(),
        narrowest: lifted.max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0),
    })
}

fn row(row: &Json) -> Option<Row> {
    let text = |name: &str| row.get(name).text();
    let score = |name: &str| row.get(name).count() as u16;
    let veto = row.get("veto");
    Some(Row {
        id: text("id")?,
        network: text("network")?.parse().ok()?,
        handle: text("handle"),
        name: text("name")?,
        tier: text("tier").and_then(|tier| tier.parse().ok()),
        followers: row.get("followers").number().map(|followers| followers as u64),
        low: score("low"),
        estimate: score("estimate"),
        high: score("high"),
        coverage: score("coverage"),
        character: text("character")
            .and_then(|name| Character::ALL.into_iter().find(|known| known.as_str() == name)),
        character_at: row.get("character_at").number().map(|at| at as i16),
        veto: veto
            .get("kind")
            .text()
            .zip(veto.get("detail").text())
            .map(|(kind, detail)| Veto { kind, detail }),
        reason: text("reason"),
    })
}
