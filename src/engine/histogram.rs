//! Histograms of the measures, each ignoring its own filter. The bins are those of the whole catalogue, so that
//! bars do not jump while a filter moves.

use std::collections::BTreeMap;

use crate::domain::{answer::Histogram, order::map_of, query::Measure};

use super::filter::{Columns, Fails, measure_bit, unit};

/// Histograms by measure.
pub(super) fn count(columns: Columns<'_>, fails: &Fails) -> BTreeMap<String, Histogram> {
    map_of(
        Measure::ALL
            .into_iter()
            .map(|measure| (measure.as_str().to_owned(), count_one(columns, fails, measure))),
    )
}

fn count_one(columns: Columns<'_>, fails: &Fails, measure: Measure) -> Histogram {
    let scale = unit(measure);
    let numbers = columns.measure(measure);
    let value = |row: usize| numbers.get(row).map(|number| number * scale);
    let mut known: Option<(f64, f64)> = None;
    for number in (0..columns.table.len()).filter_map(value) {
        let (least, greatest) = known.unwrap_or((number, number));
        known = Some((least.min(number), greatest.max(number)));
    }
    let edges = known.map_or_else(Vec::new, |(least, greatest)| edges(measure, least, greatest));
    let mut histogram = Histogram { counts: vec![0; edges.len().saturating_sub(1)], edges, unknown: 0 };
    let bit = measure_bit(measure);
    for row in (0..columns.table.len()).filter(|row| fails.passes_but(*row, bit)) {
        match value(row) {
            None => histogram.unknown += 1,
            Some(number) => {
                let above = histogram.edges.partition_point(|edge| *edge <= number);
                let bin = above.saturating_sub(1).min(histogram.counts.len() - 1);
                histogram.counts[bin] += 1;
            }
        }
    }
    histogram
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
}
