//! A number a row with the bins of its histogram. The bins are those of the whole catalogue, so that bars do
//! not jump while a filter moves.

use crate::{
    archive::Archive,
    domain::{
        network::Network,
        query::{Measure, RangeFilter},
    },
};

use super::{
    bitmap::Bitmap,
    codes::Codes,
    ranked::Ranked,
    simd::{Lane, between},
};

/// The column of a measure.
#[derive(Debug)]
pub(super) struct Measured {
    measure: Measure,
    numbers: Ranked,
    /// Borders of the bins, in the unit of the filter; none where no number is known.
    edges: Vec<f64>,
    /// The bin of each row; the number of bins where it is unknown.
    bins: Vec<u8>,
}

impl Measured {
    /// Ranks and bins a number a row.
    pub(super) fn new(
        measure: Measure,
        numbers: impl Iterator<Item = Option<f64>>,
        networks: &[Network],
    ) -> Self {
        Self::of(measure, Ranked::new(numbers, networks))
    }

    /// Bins ranked numbers.
    pub(super) fn of(measure: Measure, numbers: Ranked) -> Self {
        let values: Vec<f64> = numbers.values().iter().map(|number| number * unit(measure)).collect();
        let edges = match (values.first(), values.last()) {
            (Some(least), Some(greatest)) => edges(measure, *least, *greatest),
            _ => Vec::new(),
        };
        let n_bins = edges.len().saturating_sub(1);
        let bin = |value: &f64| {
            let above = edges.partition_point(|edge| edge <= value);
            above.saturating_sub(1).min(n_bins - 1) as u8
        };
        let bin_of: Vec<u8> = values.iter().map(bin).collect();
        let unknown = n_bins as u8;
        let bins = numbers.codes().iter();
        let bins = bins.map(|code| bin_of.get(code).copied().unwrap_or(unknown)).collect();
        Self { measure, numbers, edges, bins }
    }

    /// Writes the numbers, or fills them in.
    pub(super) fn archive(&mut self, archive: &mut Archive<'_>) {
        let Self { measure: _, numbers, edges, bins } = self;
        numbers.archive(archive);
        archive.column(edges);
        archive.column(bins);
    }

    /// The numbers.
    pub(super) fn numbers(&self) -> &Ranked {
        &self.numbers
    }

    /// The number of a row, in the column's own unit.
    pub(super) fn get(&self, row: usize) -> Option<f64> {
        self.numbers.get(row)
    }

    /// Borders of the bins, in the unit of the filter.
    pub(super) fn edges(&self) -> &[f64] {
        &self.edges
    }

    /// Bins.
    pub(super) fn n_bins(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// The bin of each row; [`Self::n_bins`] where its number is unknown.
    pub(super) fn bins(&self) -> &[u8] {
        &self.bins
    }

    /// Bytes held.
    pub(super) fn memory(&self) -> usize {
        self.numbers.memory() + size_of_val(&self.bins[..])
    }

    /// The rows that fail a range.
    pub(super) fn failing(&self, range: &RangeFilter) -> Bitmap {
        let values = self.numbers.values();
        let scaled = |value: &f64| value * unit(self.measure);
        let from = range.min.map_or(0, |min| values.partition_point(|value| scaled(value) < min)) as u32;
        let to = range.max.map_or(values.len(), |max| values.partition_point(|value| scaled(value) <= max));
        let width = (to as u32).saturating_sub(from);
        let unknown = self.numbers.n_values();
        let n_unknown = if range.keep_unknown { Network::ALL.len() as u32 } else { 0 };
        match self.numbers.codes() {
            Codes::Half(codes) => {
                outside(codes, (from as u16, width as u16), (unknown as u16, n_unknown as u16))
            }
            Codes::Whole(codes) => outside(codes, (from, width), (unknown, n_unknown)),
        }
    }
}

/// The rows whose codes are neither among those that are kept nor among the unknown; each where they begin, and how
/// many they are.
fn outside<T: Lane>(codes: &[T], kept: (T, T), unknown: (T, T)) -> Bitmap {
    Bitmap::by_word(codes, |codes| !(between(codes, kept.0, kept.1) | between(codes, unknown.0, unknown.1)))
}

/// What a column's number is multiplied by for the unit of its filter.
const fn unit(measure: Measure) -> f64 {
    match measure {
        Measure::Credibility => 100.0,
        Measure::Followers | Measure::Er | Measure::Price => 1.0,
    }
}

/// Borders: twenty equal steps for percentages, a 1–2–5 series from below the least to above the greatest for
/// followers and prices.
fn edges(measure: Measure, least: f64, greatest: f64) -> Vec<f64> {
    match measure {
        Measure::Er | Measure::Credibility => (0..=20).map(|step| f64::from(step) * 5.0).collect(),
        Measure::Followers | Measure::Price => {
            let steps = (0..=18).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10f64.powi(power)));
            let series: Vec<f64> = std::iter::once(0.0).chain(steps).collect();
            let first = series.iter().rposition(|edge| *edge <= least).unwrap_or(0);
            let last = series.iter().position(|edge| *edge > greatest).unwrap_or(series.len() - 1);
            series[first.min(last - 1)..=last].to_vec()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn followers_get_a_1_2_5_series_around_the_data() {
        assert_eq!(edges(Measure::Followers, 1_200.0, 9_999.0), [1e3, 2e3, 5e3, 1e4]);
        assert_eq!(edges(Measure::Followers, 0.0, 0.0), [0.0, 1.0]);
        assert_eq!(edges(Measure::Followers, 1e4, 1e4), [1e4, 2e4]);
        assert_eq!(edges(Measure::Er, 3.0, 4.0).len(), 21);
        let absurd = edges(Measure::Price, 1e300, 1e300);
        assert!(absurd.len() >= 2);
    }

    #[test]
    fn a_range_fails_what_its_rule_fails() {
        let numbers = [Some(0.29), None, Some(0.5), Some(0.7), Some(1.0), Some(0.58)];
        let column = Measured::new(Measure::Credibility, numbers.into_iter(), &[Network::X; 6]);
        for (min, max) in
            [(Some(29.0), Some(58.0)), (None, Some(57.9)), (Some(70.0), None), (Some(80.0), Some(20.0))]
        {
            for keep_unknown in [false, true] {
                let range = RangeFilter { min, max, keep_unknown };
                let failing = column.failing(&range);
                for (row, number) in numbers.into_iter().enumerate() {
                    assert_eq!(failing.contains(row), !range.passes(number.map(|share| share * 100.0)));
                }
            }
        }
    }
}
