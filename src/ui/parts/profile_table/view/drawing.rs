//! Rows that come into the document a few at a time: those in view first, and how soon depends on how the list is
//! moved.

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;

use super::{View, layout};
use crate::{
    domain::answer::Page,
    platform::{
        task,
        turns::{self, Turn},
    },
    state::Remote,
    ui::kit::window::{AT_ONCE, Layout, REPLACED},
};

/// Frames after a leap without which a fast scroll would draw rows out of view at each of its steps.
const PAUSE: u8 = 6;

impl View {
    /// Draws the newest answer. Where it has many other rows, those in view come first.
    pub(super) fn show(self) {
        let page = self.latest.get_untracked();
        if self.is_newest() || page.as_ref().is_some_and(|page| self.is_passed(page)) {
            return;
        }
        let rows = |page: &Arc<Page>| untrack(|| self.drawn(page));
        let count = self.page.with_untracked(|old| {
            let old = old.as_ref().map(|old| &old.rows[rows(old)]).unwrap_or_default();
            let new = page.as_ref().map(|new| &new.rows[rows(new)]).unwrap_or_default();
            new.iter().filter(|row| old.iter().all(|old| old.id != row.id)).count()
        });
        if count > REPLACED {
            let wanted = self.wanted.get_value();
            self.near.set(self.seen.with_value(|in_view| Layout::step(&(0..0), &wanted, in_view, REPLACED)));
            self.draw_more();
        }
        self.page.set(page);
    }

    /// Whether an answer is a window that scrolling asked for and has passed since: nobody would see its rows.
    fn is_passed(self, page: &Page) -> bool {
        let is_for_scrolling = self.asked.get_value() == Some(page.from)
            && self.jump.get_value().is_none()
            && self.awaited.get_value().is_none()
            && self.page.with_untracked(|old| old.as_ref().is_some_and(|old| old.total == page.total));
        let window = layout(page, self.row_height.get_untracked());
        is_for_scrolling && !self.seen.with_value(|in_view| window.meets(in_view))
    }

    /// Looks at the list once more where the newest answer was passed, or scrolling had to wait for it.
    pub(super) fn look_again(self) {
        let is_settled = !self.explore.page().with_untracked(Remote::is_loading);
        if is_settled && (self.is_due.get_value() || !self.is_newest()) {
            self.look_with_frame();
        }
    }

    /// Whether the newest answer is the one that is drawn.
    fn is_newest(self) -> bool {
        let place = |page: &Option<Arc<Page>>| page.as_ref().map(Arc::as_ptr);
        self.page.with_untracked(place) == self.latest.with_untracked(place)
    }

    /// Draws these ranks, a few at a time, beginning with those that are now in view.
    pub(super) fn draw(self, wanted: Range<usize>, in_view: Range<usize>) {
        if self.near.with_untracked(|near| near.start >= in_view.end || near.end <= in_view.start) {
            self.pause.set_value(PAUSE);
        }
        self.wanted.set_value(wanted);
        self.seen.set_value(in_view);
        self.draw_next();
    }

    fn draw_next(self) {
        let next = self.step();
        if self.near.with_untracked(|near| *near != next) {
            self.near.set(next);
            // Behind the rows in this task's queue: the focus is back before a key can be pressed.
            task::spawn(async move { self.focus.restore() });
            request_animation_frame(move || {
                self.focus.restore();
                self.focus_awaited();
            });
        }
        self.draw_more();
    }

    /// What is to be drawn after what is drawn now.
    fn step(self) -> Range<usize> {
        let wanted = self.wanted.get_value();
        self.seen.with_value(|in_view| {
            self.near.with_untracked(|near| Layout::step(near, &wanted, in_view, AT_ONCE))
        })
    }

    /// Draws what is missing: of a list that stands, what is in view in the next tasks, so that nothing is seen to
    /// be missing, and the rest with the next frames. A list that was moved far is drawn frame by frame, because the
    /// browser lays out all that is new in a frame at once.
    pub(super) fn draw_more(self) {
        let next = self.step();
        if self.near.with_untracked(|near| *near == next) {
            return;
        }
        let with_frame = self.shows_view() || self.pause.get_value() > 0;
        let is_coming = if with_frame { self.has_frame } else { self.has_turn };
        if is_coming.get_value() {
            return;
        }
        is_coming.set_value(true);
        let go_on = move || {
            // The list may be gone by then.
            if is_coming.try_set_value(false).is_none() {
                self.go_on();
            }
        };
        if with_frame {
            request_animation_frame(go_on);
        } else {
            turns::take(Turn::First, go_on);
        }
    }

    fn go_on(self) {
        let pause = self.pause.get_value();
        if self.is_looking.get_value() {
            // The list was moved in this very frame; what is to be drawn is seen in a moment.
            self.draw_more();
        } else if pause > 0 && self.shows_view() {
            self.pause.set_value(pause - 1);
            self.draw_more();
        } else {
            self.draw_next();
        }
    }

    /// Whether all that is in view is drawn.
    fn shows_view(self) -> bool {
        self.seen.with_value(|in_view| {
            self.wanted
                .with_value(|wanted| self.near.with_untracked(|near| Layout::shows(near, wanted, in_view)))
        })
    }
}
