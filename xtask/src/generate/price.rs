//! What a collaboration costs: close to proportional to followers, and very uneven.

use std::collections::BTreeMap;

use accord::domain::{
    money::Currency,
    profile::{Price, PriceKind},
};

use crate::generate::{dice::Dice, norms::Norms, person::Person, round};

/// Spread of ln price for the same size: sources differ by more than a factor of four for the same cell
/// (micro on Instagram: 100–500, 250–2,000 or 500–5,000 dollars).
const SPREAD: f64 = 0.45;

/// Ends of a modelled range as multiples of its middle (SponsorRate).
const MODEL: (f64, f64) = (0.7, 1.4);

/// Prices by format and where they come from.
pub(super) fn prices(
    person: &Person,
    norms: &Norms,
    followers: f64,
    dice: &mut Dice,
) -> (BTreeMap<String, Price>, PriceKind) {
    let kinds = [PriceKind::Quote, PriceKind::Vendor, PriceKind::Model];
    let kind = kinds[dice.weighted([0.34, 0.42, 0.24].into_iter())];
    let foreign = dice.chance(0.03);
    let currency = match (kind, person.place.currency) {
        (PriceKind::Quote, home) => home,
        // Vendors quote in euro or dollars.
        (_, home) if home == "USD" || foreign => "USD",
        _ => "EUR",
    };
    let currency: Currency = currency.parse().expect("currencies of the table are three letters");
    let plain = norms.dollars * followers / 1_000.0 * person.topic().price() * person.place.prices;
    let plain = dice.log_normal(plain, SPREAD);
    let mut prices = BTreeMap::new();
    for (position, (format, factor)) in norms.formats.iter().enumerate() {
        if position > 0 && !dice.chance(0.45) {
            continue;
        }
        let middle = plain * factor;
        let (low, high) = match kind {
            PriceKind::Quote => (middle, middle),
            PriceKind::Vendor => (middle * dice.between(0.7, 0.9), middle * dice.between(1.1, 1.5)),
            PriceKind::Model => (middle * MODEL.0, middle * MODEL.1),
        };
        let price = Price { low: round::price(low), high: round::price(high), currency, kind };
        prices.insert((*format).to_owned(), price);
    }
    (prices, kind)
}
