//! Randomness that is the same on every machine: one stream of ChaCha per person, and the few
//! distributions that the catalogue needs.
//!
//! Invariant: nothing here or in its callers asks the system for a logarithm or an exponential; those of
//! the platform differ in the last bit, and the last bit decides a rounding somewhere. `libm` is the same
//! everywhere. Ready-made distributions are not used either, because their streams change between versions.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// The dice of one person.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// Every person has a stream of their own, so that people can be made in any order or alone.
    pub(super) fn of(seed: u64, person: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream(person);
        Self(rng)
    }

    /// Uniform in [0, 1).
    pub(super) fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * STEP
    }

    /// Whether something of this probability happens.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Uniform in [low, high).
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number below `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.0.next_u64()) * end as u128) >> 64) as usize
    }

    /// One of a list that is not empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A position, by weights that need not add up to anything.
    pub(super) fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.unit() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (position, weight) in weights.enumerate() {
            if weight > 0.0 {
                last = position;
                if left < weight {
                    break;
                }
            }
            left -= weight;
        }
        last
    }

    /// Standard normal, by Box and Muller.
    pub(super) fn normal(&mut self) -> f64 {
        // 1 − u is never 0.
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        radius * libm::cos(std::f64::consts::TAU * self.unit())
    }

    /// Log-normal with this median; `spread` is the standard deviation of the logarithm.
    pub(super) fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * libm::exp(spread * self.normal())
    }

    /// Shares in proportion to `weights`, each shaken by a log-normal factor; they add up to 1.
    pub(super) fn shares<const N: usize>(&mut self, weights: [f64; N], spread: f64) -> [f64; N] {
        let shaken = weights.map(|weight| self.log_normal(weight, spread));
        let sum: f64 = shaken.iter().sum();
        shaken.map(|weight| weight / sum)
    }
}
