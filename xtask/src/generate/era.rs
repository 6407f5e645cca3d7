//! The day of a catalogue, given and never asked of a clock, and the days before it.

use anyhow::{Result, ensure};
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

/// Months that a history can have.
pub(super) const MONTHS: usize = 13;

/// A catalogue's today.
#[derive(Clone)]
pub(super) struct Era {
    today: Date,
    /// Full months before today as `YYYY-MM`, the newest first.
    months: Vec<String>,
}

impl Era {
    pub(super) fn of(today: Date) -> Result<Self> {
        let firsts = today.first_of_month().series((-1).month()).skip(1);
        let months: Vec<_> = firsts.take(MONTHS).map(|first| first.strftime("%Y-%m").to_string()).collect();
        ensure!(months.len() == MONTHS, "a catalogue's day needs a year of months before it");
        Ok(Self { today, months })
    }

    /// The day of the demo: fixed, so that the file changes only when the generator does.
    pub(super) fn demo() -> Date {
        date(2026, 10, 1)
    }

    pub(super) fn today(&self) -> Date {
        self.today
    }

    /// A day before today, ISO 8601.
    pub(super) fn days_ago(&self, days: u32) -> String {
        self.today.saturating_sub(i64::from(days).days()).to_string()
    }

    /// The last `count` full months, the newest first.
    pub(super) fn months(&self, count: usize) -> &[String] {
        &self.months[..count.min(MONTHS)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_count_back_over_the_turn_of_the_year() {
        let era = Era::of(date(2026, 2, 28)).unwrap();
        assert_eq!(era.months(3), ["2026-01", "2025-12", "2025-11"]);
        assert_eq!(era.months(99).last().unwrap(), "2025-01");
        assert_eq!(era.days_ago(59), "2025-12-31");
    }
}
