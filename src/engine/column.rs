//! Numbers in columns.

/// Numbers; not-a-number stands for unknown and never leaves the column as a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(Vec<f64>);

impl Numbers {
    /// Appends a row.
    pub(super) fn push(&mut self, value: Option<f64>) {
        self.0.push(value.unwrap_or(f64::NAN));
    }

    /// The number of a row.
    pub(super) fn get(&self, row: usize) -> Option<f64> {
        let value = self.0[row];
        (!value.is_nan()).then_some(value)
    }
}
