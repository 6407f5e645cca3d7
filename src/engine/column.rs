//! Numbers in columns.

/// Numbers; not-a-number stands for unknown and never leaves the column as a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbers(Vec<f64>);

impl Numbers {
    /// The number of a row.
    pub(super) fn get(&self, row: usize) -> Option<f64> {
        let value = self.0[row];
        (!value.is_nan()).then_some(value)
    }
}

impl FromIterator<Option<f64>> for Numbers {
    fn from_iter<I: IntoIterator<Item = Option<f64>>>(values: I) -> Self {
        Self(values.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect())
    }
}
