//! Counting tests from what their runners print.

use std::fmt;

/// How many tests of any kind ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Count {
    /// Adds up the `test result:` lines of cargo test; other runners of it print the same.
    pub(crate) fn of_cargo(text: &str) -> Self {
        let mut count = Self::default();
        for line in text.lines().filter_map(|line| line.trim().strip_prefix("test result:")) {
            // `ok. 3 passed; 0 failed; 1 ignored; …`
            for part in line.split(['.', ';']) {
                count.take(part);
            }
        }
        count
    }

    /// Adds up the closing lines of Playwright, such as `  12 passed (3.4s)`.
    pub(crate) fn of_playwright(text: &str) -> Self {
        let mut count = Self::default();
        for line in text.lines().filter(|line| line.starts_with("  ")) {
            count.take(line);
        }
        count
    }

    /// A runner that failed without a failed test, as on a compile error, is a failure.
    pub(crate) fn or_failure(mut self, well: bool) -> Self {
        if !well && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Takes `N word`, if the text starts with that and the word is known.
    fn take(&mut self, text: &str) {
        let mut words = text.split_whitespace();
        let Some(n) = words.next().and_then(|word| word.parse::<usize>().ok()) else { return };
        match words.next() {
            Some("passed") => self.passed += n,
            Some("failed" | "flaky" | "interrupted") => self.failed += n,
            Some("ignored" | "skipped" | "did") => self.skipped += n,
            _ => {}
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(out, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_results_add_up() {
        let text = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                    test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured";
        assert_eq!(Count::of_cargo(text), Count { passed: 5, failed: 1, skipped: 1 });
    }

    #[test]
    fn playwrights_closing_lines_count_and_others_do_not() {
        let text = "Running 5 tests\n  1 flaky\n    [chromium] › a.spec.ts\n  2 skipped\n  3 passed (4.2s)\n";
        assert_eq!(Count::of_playwright(text), Count { passed: 3, failed: 1, skipped: 2 });
    }

    #[test]
    fn a_runner_that_stops_before_any_test_has_failed() {
        assert_eq!(Count::default().or_failure(false).failed, 1);
        assert_eq!(Count::default().or_failure(true).failed, 0);
    }
}
