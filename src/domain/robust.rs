//! Statistics that a few absurd values cannot move: medians, their spread, a robust line, the normal curve.
//!
//! Every function sorts by value before it sums or picks, so the order of the input changes nothing.

use crate::{
    archive::Archive,
    domain::order::{select_number, sort_numbers, sort_triples},
};

/// Turns a median absolute deviation into the standard deviation of a normal distribution.
pub const MAD_TO_SIGMA: f64 = 1.4826;

/// The value at a share of the sorted values: the smallest one with at least that share at or below it.
/// `None` without values.
pub fn quantile(values: &mut [f64], share: f64) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    sort_numbers(values);
    let rank = (share * values.len() as f64).ceil().max(1.0) as usize;
    Some(values[rank.min(values.len()) - 1])
}

/// The middle value, or the mean of the two middle ones. `None` without values.
pub fn median(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let is_even = values.len().is_multiple_of(2);
    let middle = values.len() / 2;
    let upper = select_number(values, middle);
    match values[..middle].iter().copied().max_by(f64::total_cmp) {
        // The largest of the lower half is the other middle value.
        Some(lower) if is_even => Some(f64::midpoint(lower, upper)),
        _ => Some(upper),
    }
}

/// Median and robust standard deviation (1.4826 × median absolute deviation). Leaves the deviations behind.
pub fn median_and_sigma(values: &mut [f64]) -> Option<(f64, f64)> {
    let center = median(values)?;
    for value in values.iter_mut() {
        *value = (*value - center).abs();
    }
    Some((center, MAD_TO_SIGMA * median(values)?))
}

/// A straight line `y = intercept + slope · x`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Value at x = 0.
    pub intercept: f64,
    /// Rise per unit of x.
    pub slope: f64,
}

impl Line {
    /// Writes the line, or fills it in.
    pub(crate) fn archive(&mut self, archive: &mut Archive<'_>) {
        archive.float(&mut self.intercept);
        archive.float(&mut self.slope);
    }

    /// The line's value.
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

/// Theil's incomplete method: the median of the slopes between the lower and the upper half of the points,
/// and the median of what the slope leaves. n log n, and untouched by almost a third of outliers.
/// `None` with fewer than two different x.
///
/// A point is x and y, and a number that goes with it and does nothing here.
pub fn fit_line(points: &mut [[f64; 3]]) -> Option<Line> {
    sort_triples(points);
    let half = points.len() / 2;
    let upper = &points[points.len() - half..];
    let mut slopes: Vec<f64> = points[..half]
        .iter()
        .zip(upper)
        .filter(|(low, high)| high[0] > low[0])
        .map(|(low, high)| (high[1] - low[1]) / (high[0] - low[0]))
        .collect();
    let slope = median(&mut slopes)?;
    let mut rests: Vec<f64> = points.iter().map(|[x, y, _]| y - slope * x).collect();
    Some(Line { intercept: median(&mut rests)?, slope })
}

/// Share of a standard normal distribution below `z`: Abramowitz and Stegun 26.2.17, error below 7.5e-8.
pub fn normal_cdf(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let density = (-0.5 * z * z).exp() * 0.398_942_280_401_432_7;
    let tail = density
        * t
        * (0.319_381_530
            + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    if z >= 0.0 { 1.0 - tail } else { tail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_quantiles_of_known_lists() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [3.0]), Some(3.0));
        assert_eq!(median(&mut [4.0, 1.0, 3.0]), Some(3.0));
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 10.0]), Some(3.5));
        assert_eq!(quantile(&mut [4.0, 1.0, 3.0, 2.0], 0.25), Some(1.0));
        assert_eq!(quantile(&mut [5.0, 4.0, 1.0, 3.0, 2.0], 0.25), Some(2.0));
        assert_eq!(median_and_sigma(&mut [1.0, 2.0, 3.0, 4.0, 100.0]), Some((3.0, MAD_TO_SIGMA)));
    }

    #[test]
    fn a_line_survives_outliers() {
        let mut points: Vec<[f64; 3]> =
            (0..40).map(|x| [f64::from(x), 2.0 - 0.5 * f64::from(x), 0.0]).collect();
        for [_, y, _] in points.iter_mut().step_by(6) {
            *y = 1e6;
        }
        let line = fit_line(&mut points).unwrap();
        assert!((line.slope + 0.5).abs() < 1e-9, "{line:?}");
        assert!((line.intercept - 2.0).abs() < 1e-9, "{line:?}");
        assert_eq!(fit_line(&mut [[1.0, 2.0, 0.0], [1.0, 3.0, 0.0]]), None);
    }

    #[test]
    fn the_normal_curve_at_known_points() {
        for (z, share) in [(0.0, 0.5), (1.0, 0.841_344_7), (-1.96, 0.024_997_9), (3.0, 0.998_650_1)] {
            assert!((normal_cdf(z) - share).abs() < 1e-6, "{z}");
        }
    }
}
