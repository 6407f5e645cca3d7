//! Which query runs next, and whether a crash is forgiven. Pure, so that both can be tested.

/// Latest wins: at most one job running, at most one waiting.
#[derive(Debug)]
pub(super) struct Latest<T> {
    running: bool,
    waiting: Option<T>,
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self { running: false, waiting: None }
    }
}

impl<T> Latest<T> {
    /// Asks for a job; returns the one that it replaces, which never started.
    pub(super) fn ask(&mut self, job: T) -> Option<T> {
        self.waiting.replace(job)
    }

    /// The job to start now, if nothing is running.
    pub(super) fn start(&mut self) -> Option<T> {
        if self.running {
            return None;
        }
        let job = self.waiting.take()?;
        self.running = true;
        Some(job)
    }

    /// The running job is done.
    pub(super) fn done(&mut self) {
        self.running = false;
    }
}

/// Restarts that are left before the engine stays stopped.
#[derive(Debug)]
pub(super) struct Patience {
    left: u8,
}

impl Patience {
    const RESTARTS: u8 = 1;

    pub(super) const fn new() -> Self {
        Self { left: Self::RESTARTS }
    }

    /// The reader asks for something new: what crashed before is no longer held against it.
    pub(super) fn renew(&mut self) {
        self.left = Self::RESTARTS;
    }

    /// A crash; returns whether to start again.
    pub(super) fn spend(&mut self) -> bool {
        let forgiven = self.left > 0;
        self.left = self.left.saturating_sub(1);
        forgiven
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_question_is_answered_and_those_between_are_dropped() {
        let mut queue = Latest::default();
        assert_eq!(queue.ask("a"), None);
        assert_eq!(queue.start(), Some("a"));
        assert_eq!(queue.ask("b"), None);
        assert_eq!(queue.start(), None, "one runs at a time");
        assert_eq!(queue.ask("c"), Some("b"));
        queue.done();
        assert_eq!(queue.start(), Some("c"));
        queue.done();
        assert_eq!(queue.start(), None);
    }

    #[test]
    fn a_second_crash_is_final_until_the_reader_asks_anew() {
        let mut patience = Patience::new();
        assert!(patience.spend());
        assert!(!patience.spend());
        assert!(!patience.spend());
        patience.renew();
        assert!(patience.spend());
    }
}
