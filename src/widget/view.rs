//! What an element shows: a title, the list or why there is none, and what its numbers are.

mod foot;
mod item;
mod list;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::{
    board::{Board, State},
    engines::Status,
    reading::Page,
};
use crate::{
    domain::query::{Facet, Measure},
    failure::{Code, Failure},
    i18n::Text,
    platform::tree::{Branch, Tree, element},
    ui::{
        kit::icon::{Glyph, icon},
        parts::{
            filter_words::{facet_name, measure_name},
            said::{failure_words, progress_words},
        },
    },
};

/// Rows of the still picture that stands in for the first answer.
const SKELETON_ROWS: usize = 3;

/// Files that could not be read and are named; the host page hears of each.
const MOST_FAILURES: usize = 3;

/// The content of an element.
pub(super) fn widget(state: &State, board: &Rc<Board>) -> Branch {
    let t = state.text();
    element("div")
        .class("widget")
        .set("part", "widget")
        .set("dir", "ltr")
        .set("lang", t.locale.as_str())
        .set("data-theme", state.options.theme.as_str())
        .child(section(state, t, board))
}

/// Everything that is wrong, each with its code: the host page hears of it.
pub(super) fn faults(state: &State) -> Vec<(&'static str, String)> {
    let t = state.text();
    let mut all = Vec::new();
    all.extend(wrong_attributes(state, t).map(|says| ("bad_attribute", says)));
    all.extend(dropped_parts(state, t).map(|says| ("bad_query", says)));
    all.extend(nowhere(state, t));
    all.extend(failure(state).map(|failure| (failure.code.as_str(), failure_words(t, &failure))));
    all.extend(missing(state).iter().map(|failure| (failure.code.as_str(), failure_words(t, failure))));
    all
}

/// A title, how much there is to see, and what there is to see.
fn section(state: &State, t: Text, board: &Rc<Board>) -> Branch {
    let options = &state.options;
    let title = options.heading.as_deref().unwrap_or(t.widget.title());
    let heading = (!title.is_empty()).then(|| {
        element("div")
            .class("w-title")
            .set("part", "heading")
            .set("role", "heading")
            .set("aria-level", options.level.to_string())
            .child(title.to_owned())
    });
    let status = element("p")
        .class("sub")
        .set("part", "status")
        .set("role", "status")
        .set("tabindex", "-1")
        .child(status(state, t));
    let head = element("header").class("w-head").set("part", "header").children(heading).child(status);
    let name = if title.is_empty() { t.widget.title() } else { title };
    element("section")
        .set("aria-label", name.to_owned())
        .set("aria-busy", if is_busy(state) { "true" } else { "false" })
        .child(head)
        .children(wrong_attributes(state, t).map(quiet))
        .children(dropped_parts(state, t).map(quiet))
        .children(missing_parts(state, t).into_iter().map(quiet))
        .children(
            nowhere(state, t)
                .map(|(_, says)| element("p").class("notice notice--alert").set("role", "alert").child(says)),
        )
        .children(failure(state).map(|failure| failed(t, &failure, board)))
        .children(content(state, t, board))
}

/// The list that answers the query, or what stands in its place.
fn content(state: &State, t: Text, board: &Rc<Board>) -> Vec<Tree> {
    let Some(page) = &state.page else {
        let is_waiting = state.engine.is_some() && failure(state).is_none();
        return is_waiting.then(|| skeleton().into()).into_iter().collect();
    };
    let mut content = Vec::new();
    if page.total == 0 {
        content.push(nothing(t, page, board).into());
    }
    if !page.rows.is_empty() {
        content.push(list::list(state, t, page, board).into());
    }
    content.push(foot::foot(state, t).into());
    content
}

/// "10 of 991 profiles", or how many there are where all are shown; before that, how far loading is.
fn status(state: &State, t: Text) -> String {
    let Some(page) = &state.page else {
        return match state.engine.as_ref().map(|engine| engine.status()) {
            Some(Status::Loading(progress)) => progress_words(t, progress, None),
            _ => String::new(),
        };
    };
    let total = t.explore.count_profiles(page.total as u64, &t.integer(page.total as u64));
    if page.rows.len() < page.total {
        return t.widget.shown(&t.integer(page.rows.len() as u64), &total);
    }
    total
}

fn is_busy(state: &State) -> bool {
    let is_loading = |status| matches!(status, Status::Loading(_));
    state.is_asking || state.engine.as_ref().is_some_and(|engine| is_loading(engine.status()))
}

/// A quiet sentence: what could not be read of the host's wishes.
fn quiet(says: String) -> Branch {
    element("p").class("notice notice--quiet").set("part", "notice").child(says)
}

/// The attributes that have no such value.
fn wrong_attributes(state: &State, t: Text) -> Option<String> {
    let wrong = state.options.wrong.iter();
    let parts: Vec<String> = wrong.map(|wrong| [wrong.name, "=\"", &wrong.value, "\""].concat()).collect();
    (!parts.is_empty()).then(|| t.widget.wrong_attributes(&parts.join(" · ")))
}

/// The parts of the query that were dropped.
fn dropped_parts(state: &State, t: Text) -> Option<String> {
    let dropped = state.page.as_ref()?.dropped.iter();
    let parts: Vec<String> = dropped.map(|(key, value)| [key, "=", value].concat()).collect();
    (!parts.is_empty()).then(|| t.widget.dropped_parts(&parts.join(" · ")))
}

/// Files of a manifest that are missing in what is shown.
fn missing(state: &State) -> Vec<Failure> {
    let engine = state.engine.as_ref().filter(|_| state.loss().is_none());
    engine.map(|engine| engine.failures()).unwrap_or_default()
}

/// The same in words, the first of them, a sentence each.
fn missing_parts(state: &State, t: Text) -> Vec<String> {
    let missing = missing(state);
    let mut words: Vec<String> =
        missing.iter().take(MOST_FAILURES).map(|failure| failure_words(t, failure)).collect();
    let more = missing.len().saturating_sub(MOST_FAILURES) as u64;
    if more > 0 {
        words.push(t.explore.more_failures(more, &t.integer(more)));
    }
    words
}

/// No data is named, or not by an address.
fn nowhere(state: &State, t: Text) -> Option<(&'static str, String)> {
    match (&state.engine, &state.options.data.source) {
        (Some(_), _) => None,
        (None, None) => Some(("no_source", t.widget.no_source().to_owned())),
        (None, Some(source)) => {
            let failure = Failure::new(Code::BadAddress).of(source.clone());
            Some((failure.code.as_str(), failure_words(t, &failure)))
        }
    }
}

/// Why the data could not be opened, or the newest question has no answer.
fn failure(state: &State) -> Option<Failure> {
    state.loss().or_else(|| state.refusal.clone())
}

/// A failure with what can be done about it.
fn failed(t: Text, failure: &Failure, board: &Rc<Board>) -> Branch {
    let retry = failure.may_be_retried().then(|| {
        let act = board.later(Board::retry);
        element("button")
            .class("button")
            .set("type", "button")
            .on("click", move |_| act())
            .child(t.common.retry())
    });
    let body = element("div")
        .class("notice__body")
        .child(element("p").class("notice__title").child(failure_words(t, failure)))
        .child(element("div").class("row").children(retry));
    element("div").class("notice notice--alert").set("role", "alert").child(icon(Glyph::Alert)).child(body)
}

fn skeleton() -> Branch {
    let rows = (0..SKELETON_ROWS).map(|_| element("div").class("skeleton__row"));
    element("div").class("skeleton").set("aria-hidden", "true").children(rows)
}

/// Nothing passes: names the narrowest filter, and lifts it.
fn nothing(t: Text, page: &Page, board: &Rc<Board>) -> Branch {
    let narrowest = page.narrowest.as_ref();
    let says = match narrowest {
        Some((key, count)) => {
            let count = *count as u64;
            t.explore.nothing_narrowest(count, filter_name(t, key), &t.integer(count))
        }
        None => t.explore.nothing_passes().to_owned(),
    };
    let lift = narrowest.map(|(key, _)| {
        let key = key.clone();
        let act = board.later(move |board| board.lift(&key));
        element("button")
            .class("button")
            .set("type", "button")
            .set("part", "button")
            .on("click", move |event| {
                // The button goes: what is said instead has the focus.
                focus_status(event);
                act();
            })
            .child(t.explore.lift_filter())
    });
    element("div").class("w-state").set("part", "message").child(element("p").child(says)).children(lift)
}

fn focus_status(event: &Event) {
    let button: Option<Element> = event.current_target().and_then(|target| target.dyn_into().ok());
    let section = button.and_then(|button| button.closest("section").ok().flatten());
    let status = section.and_then(|section| section.query_selector("[role=status]").ok().flatten());
    if let Some(status) = status.and_then(|status| status.dyn_into::<HtmlElement>().ok()) {
        status.focus().ok();
    }
}

fn filter_name(t: Text, key: &str) -> &'static str {
    Facet::named(key)
        .map(|facet| facet_name(t, facet))
        .or_else(|| Measure::named(key).map(|measure| measure_name(t, measure)))
        .unwrap_or_else(|| t.explore.searched_text())
}
