//! Which rows of a long list are in the document, and how much empty height stands for the others.
//!
//! An answer holds a window of the list, so that scrolling does not ask for each row; of the window only the rows
//! near the view are drawn, because every edit of the query draws all that are anew.
//!
//! Pure arithmetic over the real scroll position. Browsers cannot make an element arbitrarily tall, so above
//! [`TALLEST`] the empty height is scaled down; rows keep their own height always.

use std::ops::Range;

/// The most pixels of empty height; all browsers manage twice this.
pub const TALLEST: f64 = 8_000_000.0;

/// Rows that should stand ready above and below what is in view.
const MARGIN: usize = 10;

/// Rows that are drawn above and below those in view; when less than half of it is left, more are drawn.
const AHEAD: usize = 16;

/// Rows that are drawn until the view is measured: more than a usual window holds.
const AT_FIRST: usize = 36;

/// Rows that are added in one task, so that a slow machine paints and hears the reader between two of them; of those
/// out of view, rows that come with one frame, whose layout they make longer.
pub const AT_ONCE: usize = 4;

/// Rows that are made in the task that makes the list, which takes its time as well.
pub const WITH_LIST: usize = 2;

/// Rows that take the place of all others in one task: of a list that stands, not much is to be seen missing.
pub const REPLACED: usize = 8;

/// Rows that are kept above the view when a new window is asked.
const LEAD: usize = 30;

/// A long list, laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Rows in all.
    pub total: usize,
    /// Rank of the first row in the window.
    pub from: usize,
    /// Rows in the window.
    pub rows: usize,
    /// Height of one row in pixels.
    pub row_height: f64,
}

impl Layout {
    /// Pixels of scrolling that one absent row stands for.
    fn absent_height(self) -> f64 {
        let all = self.total as f64 * self.row_height;
        if all <= TALLEST { self.row_height } else { TALLEST / self.total as f64 }
    }

    /// Ranks to draw when one comes to the top of the view: so many that the first look finds none missing, and
    /// the row that has the focus stays where it is in the document.
    pub fn near(first: usize) -> Range<usize> {
        first.saturating_sub(AHEAD)..first + AT_FIRST
    }

    /// The places in the window of those ranks that it has; of a window for another place of the list none.
    pub fn drawn(self, near: &Range<usize>) -> Range<usize> {
        let place = |rank: usize| rank.saturating_sub(self.from).min(self.rows);
        place(near.start)..place(near.end)
    }

    /// The ranks to draw next on the way from those drawn `now` to all that are wanted: what is no longer wanted
    /// goes, and at most so many more come: those in `view` first, then those below it, then those above.
    pub fn step(
        now: &Range<usize>,
        wanted: &Range<usize>,
        view: &Range<usize>,
        at_once: usize,
    ) -> Range<usize> {
        let (start, end) = (now.start.max(wanted.start), now.end.min(wanted.end));
        let down = || start..end.saturating_add(at_once).min(wanted.end);
        let up = || start.saturating_sub(at_once).max(wanted.start)..end;
        if start >= end {
            let from = if wanted.contains(&view.start) { view.start } else { wanted.start };
            from..from.saturating_add(at_once).min(wanted.end)
        } else if end < view.end.min(wanted.end) {
            down()
        } else if start > view.start.max(wanted.start) {
            up()
        } else if end < wanted.end {
            down()
        } else {
            up()
        }
    }

    /// Whether of the ranks in view all are drawn that are wanted.
    pub fn shows(now: &Range<usize>, wanted: &Range<usize>, view: &Range<usize>) -> bool {
        now.start <= view.start.max(wanted.start) && now.end >= view.end.min(wanted.end)
    }

    /// Whether the window has any of these ranks.
    pub fn meets(self, ranks: &Range<usize>) -> bool {
        ranks.start < self.from + self.rows && self.from < ranks.end
    }

    /// The ranks to draw when rows `first..=last` are in view; `None` while those drawn do.
    pub fn nearer(self, near: &Range<usize>, first: usize, last: usize) -> Option<Range<usize>> {
        let end = self.total.saturating_sub(1);
        let has = |rank: usize| near.contains(&rank);
        let is_enough = has(first.saturating_sub(AHEAD / 2)) && has((last + AHEAD / 2).min(end));
        let is_too_much = near.start + 2 * AHEAD < first || near.end > last + 2 * AHEAD;
        (!is_enough || is_too_much).then(|| first.saturating_sub(AHEAD)..last + AHEAD)
    }

    /// Empty pixels above the window.
    pub fn before(self) -> f64 {
        self.from as f64 * self.absent_height()
    }

    /// Empty pixels below the window.
    pub fn after(self) -> f64 {
        self.total.saturating_sub(self.from + self.rows) as f64 * self.absent_height()
    }

    /// Pixels of the whole list.
    pub fn height(self) -> f64 {
        self.before() + self.rows as f64 * self.row_height + self.after()
    }

    /// The row that stands at a number of pixels below the top of the list.
    pub fn row_at(self, pixels: f64) -> usize {
        let into = pixels - self.before();
        let held = self.rows as f64 * self.row_height;
        let row = if into < 0.0 {
            pixels / self.absent_height()
        } else if into <= held {
            self.from as f64 + into / self.row_height
        } else {
            (self.from + self.rows) as f64 + (into - held) / self.absent_height()
        };
        (row.max(0.0) as usize).min(self.total.saturating_sub(1))
    }

    /// The last row in a view of so many pixels whose end is so far below the top of the list. Where rows are absent
    /// that stand for less than their height, those that will be there count.
    pub fn last_in_view(self, first: usize, end: f64, height: f64) -> usize {
        let rows = (height / self.row_height).ceil() as usize;
        self.row_at(end).min(first + rows)
    }

    /// How far below the top of the list a row begins.
    pub fn top_of(self, row: usize) -> f64 {
        let (row, from, end) = (row as f64, self.from as f64, (self.from + self.rows) as f64);
        let absent = self.absent_height();
        if row <= from {
            row * absent
        } else if row <= end {
            self.before() + (row - from) * self.row_height
        } else {
            self.before() + self.rows as f64 * self.row_height + (row - end) * absent
        }
    }

    /// The first row of the window to ask for when rows `first..=last` are in view; `None` while those in
    /// the document do.
    pub fn wanted(self, first: usize, last: usize, n: usize) -> Option<usize> {
        let end = self.from + self.rows;
        let lacks_above = self.from > 0 && first < self.from + MARGIN;
        let lacks_below = end < self.total && last + MARGIN >= end;
        if !(lacks_above || lacks_below) {
            return None;
        }
        let seen = last.saturating_sub(first);
        let lead = if lacks_above { n.saturating_sub(seen + LEAD) } else { LEAD.min(n / 3) };
        let from = first.saturating_sub(lead).min(self.total.saturating_sub(n));
        (from != self.from).then_some(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(total: usize, from: usize) -> Layout {
        Layout { total, from, rows: 100.min(total - from), row_height: 46.0 }
    }

    #[test]
    fn a_short_list_needs_nothing_more() {
        assert_eq!(layout(80, 0).wanted(40, 60, 100), None);
        assert_eq!((layout(80, 0).before(), layout(80, 0).after()), (0.0, 0.0));
    }

    #[test]
    fn the_window_follows_the_view_before_it_runs_out() {
        assert_eq!(layout(1_000, 0).wanted(10, 30, 100), None);
        assert_eq!(layout(1_000, 0).wanted(72, 92, 100), Some(42));
        let up = layout(1_000, 300).wanted(305, 325, 100);
        assert!(up.is_some_and(|from| from < 300 && from + 100 > 325), "{up:?}");
        assert_eq!(layout(1_000, 900).wanted(970, 999, 100), None);
        assert_eq!(layout(1_000, 0).wanted(980, 999, 100), Some(900));
    }

    #[test]
    fn only_rows_near_the_view_are_drawn_and_always_those_in_view() {
        let list = layout(1_000, 0);
        let mut near = Layout::near(0);
        for top in (0..80).chain((0..80).rev()) {
            let (first, last) = (top, top + 14);
            near = list.nearer(&near, first, last).unwrap_or(near);
            let drawn = list.drawn(&near);
            assert!(drawn.start <= first && (last < drawn.end || drawn.end == list.rows), "{top} {drawn:?}");
            assert!(drawn.len() <= 15 + 3 * AHEAD, "{top} {drawn:?}");
        }
        // After printing everything, and when the window becomes smaller.
        assert_eq!(list.nearer(&(0..usize::MAX), 50, 60), Some(34..76));
    }

    #[test]
    fn of_a_window_those_rows_are_drawn_that_are_near_the_view() {
        assert!(layout(1_000, 600).drawn(&(0..40)).is_empty());
        assert!(layout(1_000, 0).drawn(&(600..640)).is_empty());
        assert_eq!(layout(1_000, 20).drawn(&(0..40)), 0..20);
        assert_eq!(layout(10, 0).drawn(&(0..40)), 0..10);
        assert_eq!(layout(0, 0).drawn(&(0..40)), 0..0);
    }

    #[test]
    fn rows_come_a_few_at_a_time_those_in_view_first_until_all_are_there() {
        for (before, wanted, view) in [
            (0..0, 0..36, 0..15),
            (0..36, 20..70, 36..54),
            (90..120, 10..50, 26..34),
            (0..36, 500..560, 516..534),
            (100..120, 79..129, 95..113),
        ] {
            let (mut now, mut in_view) = (before.clone(), false);
            for steps in 0.. {
                assert!(steps < 20, "{before:?} {wanted:?}");
                let next = Layout::step(&now, &wanted, &view, AT_ONCE);
                let new = next.clone().filter(|rank| !now.contains(rank)).count();
                assert!(new <= AT_ONCE && next.start >= wanted.start && next.end <= wanted.end, "{next:?}");
                if next == now {
                    break;
                }
                let missing = view.clone().filter(|rank| !next.contains(rank)).count();
                assert_eq!(Layout::shows(&next, &wanted, &view), missing == 0, "{next:?}");
                assert!(!in_view || missing == 0, "{next:?}");
                in_view = missing == 0;
                now = next;
            }
            assert_eq!(now, wanted);
        }
        // Far away, the first one in view comes first.
        assert_eq!(Layout::step(&(0..36), &(500..560), &(516..534), 8), 516..524);
        // Those above that are in view come before those below that are not.
        assert_eq!(Layout::step(&(100..120), &(79..129), &(95..113), 8), 92..120);
        assert_eq!(Layout::step(&(0..36), &(0..usize::MAX), &(0..15), 8), 0..44);
    }

    #[test]
    fn a_window_is_passed_where_it_has_nothing_of_what_is_in_view() {
        let list = layout(1_000, 300);
        assert!(list.meets(&(290..301)) && list.meets(&(399..420)) && list.meets(&(0..1_000)));
        assert!(!list.meets(&(280..300)) && !list.meets(&(400..420)));
    }

    #[test]
    fn as_many_rows_are_in_view_as_have_room_whatever_stands_for_absent_ones() {
        let list = layout(1_000_000, 0);
        let (top, height) = (list.top_of(500_000), 900.0);
        assert!(list.row_at(top + height) > 500_100, "absent rows stand for few pixels");
        assert_eq!(list.last_in_view(500_000, top + height, height), 500_020);
        assert_eq!(list.last_in_view(0, height, height), 19);
        assert_eq!(layout(7, 0).last_in_view(0, height, height), 6);
    }

    #[test]
    fn every_row_of_a_million_can_be_reached_by_scrolling() {
        for from in [0, 500_000, 999_900] {
            let list = layout(1_000_000, from);
            assert!(list.height() < 1.1 * TALLEST);
            assert_eq!(list.row_at(list.height()), 999_999);
            for row in [0, 7, 499_999, 500_042, 999_999] {
                let back = list.row_at(list.top_of(row) + 1.0);
                let tolerance = usize::from(!(from..from + 100).contains(&row));
                assert!(back.abs_diff(row) <= tolerance, "{row} {back} {from}");
            }
        }
    }
}
