//! Statistics of the report: ranks, areas under a curve with their error, rank correlation, shares.

/// Ranks from 1, greatest value first; equal values share the middle of their ranks.
pub(super) fn mid_ranks(values: &[f64]) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    for tie in ties(values) {
        let middle = f64::midpoint(tie.first as f64 + 1.0, (tie.first + tie.members.len()) as f64);
        for member in tie.members {
            ranks[member] = middle;
        }
    }
    ranks
}

/// Values that stand level.
pub(super) struct Tie {
    /// Places before it, 0-based.
    pub(super) first: usize,
    /// Positions of the values.
    pub(super) members: Vec<usize>,
}

/// Equal values together, greatest first.
pub(super) fn ties(values: &[f64]) -> Vec<Tie> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]));
    let mut ties: Vec<Tie> = Vec::new();
    for (place, at) in order.into_iter().enumerate() {
        match ties.last_mut() {
            Some(tie) if values[tie.members[0]] == values[at] => tie.members.push(at),
            _ => ties.push(Tie { first: place, members: vec![at] }),
        }
    }
    ties
}

/// An area under the receiver operating characteristic with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Auc {
    /// Share of (positive, negative) pairs in the right order, half for equal ones.
    pub(super) area: f64,
    /// Standard error (after E. `DeLong` and others, Biometrics 1988).
    pub(super) error: f64,
}

impl Auc {
    /// Of scores that should be high for the positives.
    pub(super) fn of(positives: &[f64], negatives: &[f64]) -> Self {
        let wins = |a: f64, b: f64| {
            if a > b {
                1.0
            } else if a == b {
                0.5
            } else {
                0.0
            }
        };
        let mean_of = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let by_positive: Vec<f64> = positives
            .iter()
            .map(|p| mean_of(&negatives.iter().map(|n| wins(*p, *n)).collect::<Vec<_>>()))
            .collect();
        let by_negative: Vec<f64> = negatives
            .iter()
            .map(|n| mean_of(&positives.iter().map(|p| wins(*p, *n)).collect::<Vec<_>>()))
            .collect();
        let error = (variance(&by_positive) / positives.len() as f64
            + variance(&by_negative) / negatives.len() as f64)
            .sqrt();
        Self { area: mean_of(&by_positive), error }
    }

    /// The 95 % confidence interval.
    pub(super) fn interval(&self) -> (f64, f64) {
        let reach = 1.959_964 * self.error;
        ((self.area - reach).max(0.0), (self.area + reach).min(1.0))
    }
}

fn variance(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)
}

/// Spearman's rank correlation with mid-ranks; not-a-number with fewer than three pairs.
pub(super) fn spearman(a: &[f64], b: &[f64]) -> f64 {
    if a.len() < 3 {
        return f64::NAN;
    }
    let (a, b) = (mid_ranks(a), mid_ranks(b));
    let middle = f64::midpoint(a.len() as f64, 1.0);
    let product =
        |x: &[f64], y: &[f64]| -> f64 { x.iter().zip(y).map(|(x, y)| (x - middle) * (y - middle)).sum() };
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

/// Wilson's 95 % interval of a share.
pub(super) fn wilson(hits: usize, n: usize) -> (f64, f64) {
    let (z, n) = (1.959_964_f64, n as f64);
    let p = hits as f64 / n;
    let center = p + z * z / (2.0 * n);
    let reach = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    ((center - reach) / (1.0 + z * z / n), (center + reach) / (1.0 + z * z / n))
}

/// The middle value, or the mean of the two middle ones; not-a-number of none.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

/// The mean; not-a-number of none.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    if n > 0.0 { sum / n } else { f64::NAN }
}
