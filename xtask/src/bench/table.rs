//! Lines of figures: time, rows a second, and how many times the floor.

/// The lines of one size.
pub(super) struct Table {
    pub(super) rows: usize,
    /// Milliseconds of the plain sum.
    pub(super) floor: f64,
}

impl Table {
    pub(super) fn head() {
        println!("{:<48} {:>12} {:>16} {:>10}", "", "ms", "rows a second", "× floor");
    }

    pub(super) fn line(&self, name: &str, ms: f64) {
        let speed = self.rows as f64 / ms * 1000.0;
        println!("{name:<48} {ms:>12.3} {speed:>16.0} {:>10.1}", ms / self.floor);
    }
}
