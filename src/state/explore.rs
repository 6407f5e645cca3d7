//! The exploration: the query, which the address owns, and the page of results that answers it.
//!
//! Views send an [`Edit`]; nothing else changes a query. While a control moves, the address is replaced; when
//! the reader commits, a step is added to the history. The last page stays while the next one is computed.

use std::{ops::Range, sync::Arc, time::Duration};

use leptos::prelude::*;

use super::{Failure, Notice, Notices, Remote, address::Address, follow::follow};
use crate::{
    client::Client,
    domain::{
        answer::{Explanation, Page, Row},
        criterion::Criterion,
        profile::Profile,
        query::{Edit, Issue, Measure, Query},
    },
    failure::Code,
    platform::{
        clock, task,
        turns::{self, Turn},
    },
    wording::Wording,
};

/// An answer that takes longer than this is called slow, and the page says so.
const SLOW: Duration = Duration::from_millis(400);

/// Milliseconds without an edit after which a control's next one is a step of its own.
const PAUSE: u64 = 1_000;

/// A control that makes many edits in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Control {
    Text,
    Range(Measure),
    Weight(Criterion),
}

/// The query and its answer.
#[derive(Clone, Copy)]
pub struct Explore {
    query: RwSignal<Query>,
    issues: RwSignal<Vec<Issue>>,
    page: RwSignal<Remote<Arc<Page>>>,
    /// Counts catalogues: an answer belongs to the one that it was computed from.
    catalogue: ReadSignal<u32>,
    notices: Notices,
    /// Counts how often what profiles have to say was asked for again.
    again: RwSignal<u32>,
    inner: StoredValue<Inner, LocalStorage>,
}

struct Inner {
    client: Client,
    address: Box<dyn Address>,
    wording: Wording,
    /// The control that made the last step in the history, and when.
    control: Option<(Control, u64)>,
    /// The question that the page answers or will answer, and the catalogue it was put to.
    asked: Option<(String, u32)>,
    /// Counts questions, so that a timer knows whether its question is still the newest.
    question: u32,
}

impl Explore {
    pub(super) fn new(
        client: Client,
        address: Box<dyn Address>,
        wording: Wording,
        catalogue: ReadSignal<u32>,
        notices: Notices,
    ) -> Self {
        let text = address.read();
        let (query, issues) = wording.read_first(&text);
        let printed = wording.print(&query);
        if issues.is_empty() && printed != text {
            address.replace(&printed);
        }
        let inner = Inner { client, address, wording, control: None, asked: None, question: 0 };
        let this = Self {
            query: RwSignal::new(query),
            issues: RwSignal::new(issues),
            page: RwSignal::new(Remote::Idle),
            catalogue,
            notices,
            again: RwSignal::new(0),
            inner: StoredValue::new_local(inner),
        };
        let on_move = Box::new(move || this.read_address());
        this.inner.with_value(|inner| inner.address.listen(on_move));
        this
    }

    /// The query in force.
    pub fn query(self) -> Signal<Query> {
        self.query.into()
    }

    /// Parts of the address that were dropped, to be named once.
    pub fn issues(self) -> Signal<Vec<Issue>> {
        self.issues.into()
    }

    /// The answer to the query.
    pub fn page(self) -> Signal<Remote<Arc<Page>>> {
        self.page.into()
    }

    /// Applies an edit while a control moves: the address is replaced, no step is added to the history.
    pub fn edit(self, edit: Edit) {
        self.change(self.query.get_untracked().apply(edit), false);
    }

    /// Applies an edit that the reader committed: one step back undoes it. Edits of one control in quick
    /// succession, such as a slider moved by its keys, are undone together.
    pub fn commit(self, edit: Edit) {
        let control = control(&edit).map(|control| (control, clock::now()));
        let before = self.inner.try_update_value(|inner| std::mem::replace(&mut inner.control, control));
        let goes_on = matches!(
            (before.flatten(), control),
            (Some((before, then)), Some((control, now))) if before == control && now < then + PAUSE
        );
        self.change(self.query.get_untracked().apply(edit), !goes_on);
    }

    /// Puts another query in place: a saved search, a proposal. One step back undoes it.
    pub fn open(self, text: &str) {
        let (query, issues) = self.inner.with_value(|inner| inner.wording.read(text));
        self.change(query, true);
        self.issues.set(issues);
    }

    /// The query as text: for links, saved searches and the clipboard.
    pub fn text(self) -> String {
        self.query.with(|query| self.print(query))
    }

    /// The query as text, without following it.
    pub fn text_untracked(self) -> String {
        self.query.with_untracked(|query| self.print(query))
    }

    /// Any query as text, with the size policy spelled out where the host's default is another.
    pub fn print(self, query: &Query) -> String {
        self.inner.with_value(|inner| inner.wording.print(query))
    }

    /// Reads the address again. The page calls it when its router moved without the browser saying so.
    pub fn read_address(self) {
        let text = self.inner.with_value(|inner| inner.address.read());
        if text == self.text_untracked() {
            return;
        }
        let (query, issues) = self.inner.with_value(|inner| inner.wording.read(&text));
        self.issues.set(issues);
        if self.query.with_untracked(|known| *known != query) {
            self.query.set(query);
        }
        self.ask(false);
    }

    /// Asks again after a failure.
    pub fn retry(self) {
        self.ask(true);
    }

    /// Why each of these profiles has its match under the query in force; `None` for a stranger. Follows the
    /// ids, the query and the catalogue. Nothing is asked while `ids` gives none.
    pub fn explanations(self, ids: Signal<Vec<String>>) -> Signal<Remote<Arc<Vec<Option<Explanation>>>>> {
        let key = move || {
            let ids = ids.get();
            let (ready, again) = (self.catalogue.get(), self.again.get());
            let text = self.query.with(|query| self.print(&unpointed(query)));
            (ready > 0 && !ids.is_empty()).then_some((ids, text, ready, again))
        };
        follow(key, SLOW, move |(ids, text, ..)| {
            let client = self.client();
            async move { self.told(client.explain(ids, text).await) }
        })
    }

    /// The rows of these places of the list, counted from 0, whatever window is shown: at most
    /// [`Query::MAX_ROWS`].
    pub async fn rows(self, places: Range<usize>) -> Result<Vec<Row>, Failure> {
        let text = self.query.with_untracked(|query| {
            self.print(&Query {
                from: places.start,
                n: places.len().min(Query::MAX_ROWS),
                ..unpointed(query)
            })
        });
        self.client().run_beside(text).await.map(|page| page.rows)
    }

    /// The profiles with these ids in contract form, in their order; `None` for a stranger.
    pub fn profiles(self, ids: Signal<Vec<String>>) -> Signal<Remote<Arc<Vec<Option<Profile>>>>> {
        let key = move || {
            let (ids, ready, again) = (ids.get(), self.catalogue.get(), self.again.get());
            (ready > 0 && !ids.is_empty()).then_some((ids, ready, again))
        };
        follow(key, SLOW, move |(ids, ..)| {
            let client = self.client();
            async move { self.told(client.profiles(ids).await) }
        })
    }

    /// Asks again what [`Self::explanations`] and [`Self::profiles`] got no answer to.
    pub fn ask_again(self) {
        self.again.update(|again| *again = again.wrapping_add(1));
    }

    /// Tells of a part of the engine that did not come: whoever waits for the answer would wait without a word.
    fn told<T>(self, result: Result<T, Failure>) -> Result<T, Failure> {
        if let Err(failure) = &result
            && failure.code == Code::NeedsPart
        {
            self.notices.tell(Notice::Unanswered(failure.clone()));
        }
        result
    }

    fn change(self, query: Query, commit: bool) {
        if self.query.with_untracked(|known| *known == query) && !commit {
            return;
        }
        self.inner.with_value(|inner| {
            let text = inner.wording.print(&query);
            if commit && text != inner.address.read() {
                inner.address.push(&text);
            } else {
                inner.address.replace(&text);
            }
        });
        self.issues.update(Vec::clear);
        self.query.set(query);
        self.ask(false);
    }

    /// Puts the query to the engine, unless the page answers it already.
    pub(super) fn ask(self, again: bool) {
        let catalogue = self.catalogue.get_untracked();
        if catalogue == 0 {
            return;
        }
        let text = self.query.with_untracked(|query| self.print(&unpointed(query)));
        let asked = Some((text.clone(), catalogue));
        if !again && self.inner.with_value(|inner| inner.asked == asked) {
            return;
        }
        let Some(question) = self.inner.try_update_value(|inner| {
            inner.asked = asked;
            inner.question = inner.question.wrapping_add(1);
            inner.question
        }) else {
            return;
        };
        self.page.update(Remote::start);
        let is_newest =
            move || self.inner.try_with_value(|inner| inner.question == question).unwrap_or(false);
        set_timeout(
            move || {
                if is_newest() && self.page.with_untracked(Remote::is_loading) {
                    self.page.update(Remote::mark_slow);
                }
            },
            SLOW,
        );
        let client = self.client();
        task::spawn(async move {
            let result = client.run(text).await;
            if matches!(&result, Err(failure) if failure.code == Code::Superseded) {
                return;
            }
            // It was read in this task and is shown in the next.
            turns::take(Turn::First, move || {
                if is_newest() {
                    self.finish(result);
                }
            });
        });
    }

    fn finish(self, result: Result<Page, Failure>) {
        if result.is_err() {
            self.inner.update_value(|inner| inner.asked = None);
        }
        self.page.update(|page| page.finish(result.map(Arc::new)));
    }

    fn client(self) -> Client {
        self.inner.with_value(|inner| inner.client.clone())
    }
}

fn control(edit: &Edit) -> Option<Control> {
    match edit {
        Edit::Text(_) => Some(Control::Text),
        Edit::Range(measure, _) => Some(Control::Range(*measure)),
        Edit::Weight(criterion, _) => Some(Control::Weight(*criterion)),
        _ => None,
    }
}

/// The part of the query that decides what is listed: where the reader points changes nothing of it.
fn unpointed(query: &Query) -> Query {
    Query { id: None, ids: Vec::new(), ..query.clone() }
}
