//! What of the list is in view, and the window of rows that is asked for it.

mod drawing;

use std::{ops::Range, sync::Arc};

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;

use super::focus::KeptFocus;
use crate::{
    domain::{
        answer::Page,
        query::{Edit, Query},
    },
    state::{Explore, Remote},
    ui::kit::window::{Layout, WITH_LIST},
};

/// Height of a row until one can be measured: two lines and a hairline.
const USUAL_HEIGHT: f64 = 46.0;

/// Rows that are taken to be in view until it is looked at.
const USUALLY_SEEN: usize = 8;

/// What stands above the list while it scrolls: header and table head.
const STICKY: f64 = 84.0;

/// Follows the scroll position of the page.
#[derive(Clone, Copy)]
pub(super) struct View {
    explore: Explore,
    /// The newest answer.
    latest: Signal<Option<Arc<Page>>>,
    /// The answer that is drawn.
    page: RwSignal<Option<Arc<Page>>>,
    row_height: RwSignal<f64>,
    /// Whether the height was measured.
    is_measured: RwSignal<bool>,
    /// Ranks that are drawn, where the answer has them.
    near: RwSignal<Range<usize>>,
    /// Ranks to draw, a few at a time.
    wanted: StoredValue<Range<usize>>,
    /// Whether more of them come in a task that waits for its turn.
    has_turn: StoredValue<bool>,
    /// Whether more of them come with the next frame.
    has_frame: StoredValue<bool>,
    /// Ranks in view when it was looked at last.
    seen: StoredValue<Range<usize>>,
    /// Whether the list is looked at with the next frame, because it was moved.
    is_looking: StoredValue<bool>,
    /// Frames to pass before rows are drawn that are not in view: the list was moved far, and may be moved on.
    pause: StoredValue<u8>,
    /// Whether scrolling waits for an answer before it asks.
    is_due: StoredValue<bool>,
    /// First row of the window that scrolling asked for last.
    asked: StoredValue<Option<usize>>,
    /// First row of a window that the address asked for: it comes into view when it is here.
    jump: StoredValue<Option<usize>>,
    /// Where a jump landed: until the reader scrolls on, nothing is missing there.
    landed: StoredValue<Option<f64>>,
    /// The row that the reader asked to come to: it takes the focus when it is here.
    awaited: StoredValue<Option<usize>>,
    focus: KeptFocus,
    top: NodeRef<html::Tbody>,
    rows: NodeRef<html::Tbody>,
}

impl View {
    pub(super) fn follow(
        explore: Explore,
        page: Signal<Option<Arc<Page>>>,
        top: NodeRef<html::Tbody>,
        rows: NodeRef<html::Tbody>,
        place: ReadSignal<Option<usize>>,
    ) -> Self {
        let row_height = RwSignal::new(USUAL_HEIGHT);
        let this = Self {
            explore,
            latest: page,
            page: RwSignal::new(page.get_untracked()),
            row_height,
            is_measured: RwSignal::new(false),
            near: RwSignal::new(0..WITH_LIST),
            wanted: StoredValue::new(Layout::near(0)),
            has_turn: StoredValue::new(false),
            has_frame: StoredValue::new(false),
            seen: StoredValue::new(0..USUALLY_SEEN),
            is_looking: StoredValue::new(false),
            pause: StoredValue::new(0),
            is_due: StoredValue::new(false),
            asked: StoredValue::new(None),
            jump: StoredValue::new(None),
            landed: StoredValue::new(None),
            awaited: StoredValue::new(None),
            focus: KeptFocus::in_rows(rows),
            top,
            rows,
        };
        let listeners = [
            window_event_listener(ev::scroll, move |_| this.look_with_frame()),
            window_event_listener(ev::resize, move |_| this.look_with_frame()),
            // Paper has no view to be near.
            window_event_listener(ev::Custom::<web_sys::Event>::new("beforeprint"), move |_| {
                this.wanted.set_value(0..usize::MAX);
                this.near.set(0..usize::MAX);
            }),
        ];
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
        Effect::new(move |_| {
            page.track();
            this.show();
            this.look_again();
        });
        this.draw_more();
        this.follow_address();
        this.keep_place();
        this.return_to_top();
        Effect::new(move |_| {
            if let Some(row) = place.get() {
                this.go_to(row);
            }
        });
        this
    }

    /// The answer that is drawn.
    pub(super) fn page(self) -> Signal<Option<Arc<Page>>> {
        self.page.into()
    }

    /// What keeps the focus in the list.
    pub(super) fn focus(self) -> KeptFocus {
        self.focus
    }

    /// Which rows of the answer are drawn. Where it has none of those to draw, the first ones are until a row could
    /// be measured.
    pub(super) fn drawn(self, page: &Page) -> Range<usize> {
        let drawn = layout(page, self.row_height.get_untracked()).drawn(&self.near.get());
        if drawn.is_empty() && !self.is_measured.get() { 0..page.rows.len().min(WITH_LIST) } else { drawn }
    }

    /// Empty pixels above the drawn rows.
    pub(super) fn before(self) -> f64 {
        self.around(|layout, drawn| layout.before() + drawn.start as f64 * layout.row_height)
    }

    /// Empty pixels below the drawn rows.
    pub(super) fn after(self) -> f64 {
        self.around(|layout, drawn| layout.after() + (layout.rows - drawn.end) as f64 * layout.row_height)
    }

    fn around(self, pixels: impl Fn(Layout, Range<usize>) -> f64) -> f64 {
        let drawn = self.page.with(|page| page.as_ref().map(|page| self.drawn(page)));
        self.layout().zip(drawn).map_or(0.0, |(layout, drawn)| pixels(layout, drawn))
    }

    fn layout(self) -> Option<Layout> {
        let row_height = self.row_height.get();
        self.page.with(|page| page.as_ref().map(|page| layout(page, row_height)))
    }

    /// Looks at the list with the next frame: once, and what is to be drawn then is drawn in it alone.
    pub(super) fn look_with_frame(self) {
        if self.is_looking.get_value() {
            return;
        }
        self.is_looking.set_value(true);
        request_animation_frame(move || {
            // The list may be gone by then.
            if self.is_looking.try_set_value(false).is_none() {
                self.look();
            }
        });
    }

    /// Measures the rows, and asks for those that are missing around the view.
    fn look(self) {
        // A frame may come after the list is gone.
        match self.landed.try_get_value() {
            None => return,
            Some(Some(place)) if window().scroll_y().is_ok_and(|now| now == place) => return,
            Some(_) => self.landed.set_value(None),
        }
        let Some(layout) = untrack(|| {
            self.measure();
            self.layout()
        }) else {
            return;
        };
        let Some(top) = self.list_top() else { return };
        let Some(height) = window_height() else { return };
        let first = layout.row_at((STICKY - top).max(0.0));
        let last = layout.last_in_view(first, (height - top).max(0.0), height);
        if let Some(near) = self.wanted.with_value(|near| layout.nearer(near, first, last)) {
            self.draw(near, first..last + 1);
        } else {
            self.seen.set_value(first..last + 1);
        }
        self.show();
        let Some(layout) = untrack(|| self.layout()) else { return };
        // One question at a time: when its answer is here, the list may have been moved on.
        let waits = self.explore.page().with_untracked(Remote::is_loading);
        self.is_due.set_value(waits);
        let n = self.explore.query().with_untracked(|query| query.n).max(Query::DEFAULT_ROWS);
        if !waits
            && layout.total > layout.rows
            && let Some(from) = layout.wanted(first, last, n)
            && self.asked.get_value() != Some(from)
        {
            self.asked.set_value(Some(from));
            self.explore.edit(Edit::Window { from, n });
        }
    }

    fn measure(self) {
        let count = self.page.with(|page| page.as_ref().map_or(0, |page| self.drawn(page).len()));
        if let Some(rows) = self.rows.get()
            && count > 0
        {
            let height = rows.get_bounding_client_rect().height() / count as f64;
            if height > 1.0 && (height - self.row_height.get()).abs() > 0.01 {
                self.row_height.set(height);
            }
            if height > 1.0 && !self.is_measured.get() {
                self.is_measured.set(true);
            }
        }
    }

    /// Where the list begins, below the top of the window.
    fn list_top(self) -> Option<f64> {
        self.top.get_untracked().map(|top| top.get_bounding_client_rect().top())
    }

    /// A window that scrolling did not ask for comes from the address: a link, a step back.
    fn follow_address(self) {
        let from = Memo::new(move |_| self.explore.query().with(|query| query.from));
        Effect::new(move |before: Option<()>| {
            let from = from.get();
            let is_first_place = before.is_none() && from == 0;
            if !is_first_place && self.asked.get_value() != Some(from) {
                self.asked.set_value(None);
                self.jump.set_value(Some(from));
            }
        });
    }

    /// An answer for another place of the list: what was in view stays where it is, or, where the address
    /// asked for the place, comes into view.
    fn keep_place(self) {
        Effect::new(move |before: Option<Option<Layout>>| {
            let now = self
                .page
                .with(|page| page.as_ref().map(|page| layout(page, self.row_height.get_untracked())));
            let (Some(now), known) = (now, before.flatten()) else { return now };
            if known == Some(now) {
                return Some(now);
            }
            if self.jump.get_value() == Some(now.from) {
                self.jump.set_value(None);
                self.draw(Layout::near(now.from), self.moved_to(now.from));
                if now.from > 0 || self.is_under_head() {
                    self.scroll_to(now.top_of(now.from));
                    // At the end of the list there are rows above it, which have to be asked for.
                    let top = self.list_top().map(|top| top + now.top_of(now.from));
                    let is_there = top.is_some_and(|top| top < STICKY + 2.0);
                    self.landed.set_value(window().scroll_y().ok().filter(|_| is_there));
                }
            } else if let Some(known) = known.filter(|known| known.total == now.total && known.from != now.from)
                // Measured last: it makes the browser lay out the page.
                && let Some(top) = self.list_top()
            {
                let row = known.row_at((STICKY - top).max(0.0));
                let is_at_end = window_height().is_some_and(|height| height - top >= known.height());
                // Rows take more room than the empty height that stood for them: the end is kept as the end.
                let shift = if is_at_end {
                    now.height() - known.height()
                } else {
                    now.top_of(row) - known.top_of(row)
                };
                if shift.abs() >= 1.0 {
                    window().scroll_by_with_x_and_y(0.0, shift);
                }
            }
            request_animation_frame(move || self.focus.restore());
            self.look_with_frame();
            request_animation_frame(move || self.focus_awaited());
            Some(now)
        });
    }

    /// Another list begins at its top.
    fn return_to_top(self) {
        let list = Memo::new(move |_| {
            self.explore.query().with(|query| Query {
                id: None,
                ids: Vec::new(),
                from: 0,
                n: 0,
                ..query.clone()
            })
        });
        Effect::new(move |before: Option<()>| {
            list.track();
            if before.is_some() && self.is_under_head() {
                self.scroll_to(0.0);
            }
        });
    }

    /// Brings a row to the top of the view and gives it the focus; a row that is not here is asked for.
    fn go_to(self, row: usize) {
        let Some(layout) = untrack(|| self.layout()) else { return };
        self.awaited.set_value(Some(row));
        if (layout.from..layout.from + layout.rows).contains(&row) {
            self.draw(Layout::near(row), self.moved_to(row));
            self.scroll_to(layout.top_of(row));
            request_animation_frame(move || self.focus_awaited());
        } else {
            let n = self.explore.query().with_untracked(|query| query.n).max(Query::DEFAULT_ROWS);
            self.explore.commit(Edit::Window { from: row, n });
        }
    }

    /// The ranks in view when one comes to its top.
    fn moved_to(self, row: usize) -> Range<usize> {
        row..row + self.seen.with_value(ExactSizeIterator::len)
    }

    fn focus_awaited(self) {
        // A frame may come after the list is gone.
        let Some(Some(row)) = self.awaited.try_get_value() else { return };
        let Some(rows) = self.rows.get_untracked() else { return };
        // The head is row 1 of the table.
        let name = format!("[aria-rowindex='{}'] [role='rowheader'] a", row + 2);
        let found = rows.query_selector(&name).ok().flatten();
        if let Some(name) = found.and_then(|name| name.dyn_into::<web_sys::HtmlElement>().ok()) {
            self.awaited.set_value(None);
            // Focus fails only on elements that are not in the document.
            name.focus().ok();
        }
    }

    /// Whether the beginning of the list is scrolled away.
    fn is_under_head(self) -> bool {
        self.list_top().is_some_and(|top| top < STICKY - 1.0)
    }

    fn scroll_to(self, pixels: f64) {
        if let (Some(top), Ok(scrolled)) = (self.list_top(), window().scroll_y()) {
            window().scroll_to_with_x_and_y(0.0, (scrolled + top + pixels - STICKY).max(0.0));
        }
    }
}

fn layout(page: &Page, row_height: f64) -> Layout {
    Layout { total: page.total, from: page.from, rows: page.rows.len(), row_height }
}

fn window_height() -> Option<f64> {
    window().inner_height().ok()?.as_f64()
}
