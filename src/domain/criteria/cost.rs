//! Cost: what one collaboration costs beside the budget, and what a thousand credible impressions cost.
//!
//! A quote beats a vendor's range beats a model, and a model feeds the estimate only: without a quote or a
//! range the lower bound is 0. Sources conflict by a factor of four for the same cell, so every number here
//! is named and none is hidden.

use crate::domain::{
    criteria::{FULL, Parameter, PartScore, ramp, to_score},
    network::Network,
    profile::{Deal, PriceKind},
    signals::PriceSignal,
};

const OVER_BUDGET_NONE: f64 = 2.0;

/// Price beside the budget.
pub const BUDGET: &[Parameter] =
    &[Parameter { key: "none_at", value: OVER_BUDGET_NONE, source: "Accord: twice the budget" }];

/// The scale of prices for a thousand impressions, in the base currency.
pub const CPM: &[Parameter] = &[
    Parameter { key: "instagram_best", value: 5.0, source: "WordOnTheBlock 2023: 5–15" },
    Parameter { key: "instagram_worst", value: 50.0, source: "Untapper 2026: macro up to 50" },
    Parameter { key: "tiktok_best", value: 5.0, source: "WordOnTheBlock 2023: 5–15" },
    Parameter { key: "tiktok_worst", value: 50.0, source: "Untapper 2026: macro up to 50" },
    Parameter { key: "youtube_best", value: 12.0, source: "SponsorRate: integration 12" },
    Parameter { key: "youtube_worst", value: 60.0, source: "WordOnTheBlock 2023: 15–30, doubled" },
    Parameter { key: "other_best", value: 4.0, source: "SponsorRate: X post 4" },
    Parameter { key: "other_worst", value: 50.0, source: "SponsorRate: stream 25, doubled" },
];

/// Best and worst price for a thousand impressions on a network.
pub const fn cpm_scale(network: Network) -> (f64, f64) {
    let first = match network {
        Network::Instagram => 0,
        Network::Tiktok => 2,
        Network::Youtube => 4,
        _ => 6,
    };
    (CPM[first].value, CPM[first + 1].value)
}

/// The price that counts: that of the format asked. A brief that names no format leaves the choice open, so the
/// cheapest known format counts; a format that is not priced then never helps and never hurts.
pub fn price_of(prices: &[PriceSignal], format: Option<u8>) -> Option<&PriceSignal> {
    match format {
        Some(format) => prices.iter().find(|price| price.format == format),
        None => prices.iter().min_by(|a, b| {
            let order = |price: &PriceSignal| {
                (firm(Some(price)).is_none(), price.high.unwrap_or(f64::INFINITY), price.low.unwrap_or(0.0))
            };
            let (a, b) = (order(a), order(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
        }),
    }
}

/// The bounds of a price that may serve as a fact: quoted or given by a vendor, and convertible.
pub fn firm(price: Option<&PriceSignal>) -> Option<(f64, f64)> {
    let price = price.filter(|price| price.kind != PriceKind::Model)?;
    Some((price.low?, price.high?))
}

/// Full up to the budget, nothing from twice the budget, straight on a log scale between.
pub fn budget(price: Option<&PriceSignal>, budget: Option<f64>) -> PartScore {
    let Some(budget) = budget else { return PartScore::UNKNOWN };
    let at = |price: f64| ramp((price.max(f64::MIN_POSITIVE) / budget).ln(), OVER_BUDGET_NONE.ln(), 0.0);
    scored(price, at)
}

/// The inputs of a price for a thousand impressions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Impressions {
    /// Measured views per post.
    pub views: Option<f64>,
    /// Least share of real followers; 0 where unknown.
    pub credible_low: f64,
    /// Greatest share of real followers; 1 where unknown.
    pub credible_high: f64,
    /// Share that the estimate assumes.
    pub credible_usual: f64,
    /// Views that the estimate assumes where none are measured: followers by the published view rate.
    pub usual_views: Option<f64>,
}

/// Price for a thousand credible impressions: 1000 · price ⁄ (views · credibility), on a log scale between the
/// network's worst and best.
pub fn cpm(price: Option<&PriceSignal>, network: Network, impressions: &Impressions) -> PartScore {
    let (best, worst) = cpm_scale(network);
    let at = |price: f64, views: f64, credible: f64| {
        let cpm = 1000.0 * price / (views * credible).max(f64::MIN_POSITIVE);
        ramp(cpm.max(f64::MIN_POSITIVE).ln(), worst.ln(), best.ln())
    };
    let usual = |price: (f64, f64), views: f64| {
        to_score(at((price.0 * price.1).sqrt(), views, impressions.credible_usual))
    };
    let modeled = price.and_then(|price| Some((price.low?, price.high?)));
    match (firm(price), impressions.views.filter(|views| *views > 0.0)) {
        (Some(firm), Some(views)) => {
            let low = to_score(at(firm.1, views, impressions.credible_low));
            let high = to_score(at(firm.0, views, impressions.credible_high));
            PartScore { low, high, estimate: Some(usual(firm, views).clamp(low, high)), known: true }
        }
        _ => {
            let views = impressions.views.filter(|views| *views > 0.0).or(impressions.usual_views);
            let estimate = modeled.zip(views).map(|(price, views)| usual(price, views));
            PartScore { estimate, ..PartScore::UNKNOWN }
        }
    }
}

/// Share of followers that see a post, by SponsorRate's published model: Instagram feed 25 %, TikTok 30 %,
/// YouTube 30 %. Cirqle measured far less on Instagram (16 % falling to 3 %): feeds the estimate only.
pub const fn view_rate(network: Network) -> Option<f64> {
    match network {
        Network::Instagram => Some(0.25),
        Network::Tiktok | Network::Youtube => Some(0.30),
        _ => None,
    }
}

/// Scores the dearer end as the lower bound and the cheaper end as the upper one.
fn scored(price: Option<&PriceSignal>, at: impl Fn(f64) -> f64) -> PartScore {
    let middle = |low: f64, high: f64| to_score(at((low * high).sqrt()));
    match (firm(price), price.and_then(|price| price.low.zip(price.high))) {
        (Some((cheap, dear)), _) => {
            let (low, high) = (to_score(at(dear)), to_score(at(cheap)));
            PartScore { low, high, estimate: Some(middle(cheap, dear).clamp(low, high)), known: true }
        }
        (None, Some((cheap, dear))) => {
            PartScore { estimate: Some(middle(cheap, dear)), ..PartScore::UNKNOWN }
        }
        (None, None) => PartScore::UNKNOWN,
    }
}

/// Full where any deal that is offered is accepted. An offer of money is accepted by whoever names a price.
pub fn offer(offered: &[Deal], accepts: Option<u8>, has_firm_price: bool) -> PartScore {
    let mask = offered.iter().fold(0u8, |mask, deal| mask | 1 << (*deal as u8));
    let money = 1 << (Deal::Paid as u8);
    if has_firm_price && mask & money != 0 {
        return PartScore { low: FULL, high: FULL, estimate: Some(FULL), known: true };
    }
    accepts.map_or(PartScore::UNKNOWN, |accepts| PartScore::exact(f64::from(u8::from(accepts & mask != 0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(low: f64, high: f64, kind: PriceKind) -> PriceSignal {
        PriceSignal { format: 0, low: Some(low), high: Some(high), kind }
    }

    #[test]
    fn within_the_budget_is_full_and_twice_the_budget_nothing() {
        let quote = |low, high| budget(Some(&price(low, high, PriceKind::Quote)), Some(1000.0));
        assert_eq!(quote(400.0, 1000.0), PartScore::exact(1.0));
        assert_eq!(quote(2000.0, 2000.0), PartScore::exact(0.0));
        let range = quote(1000.0, 2000.0);
        assert_eq!((range.low, range.estimate, range.high), (0, Some(500), 1000));
        assert_eq!(budget(None, Some(1000.0)), PartScore::UNKNOWN);
    }

    #[test]
    fn a_model_feeds_the_estimate_only() {
        let modeled = budget(Some(&price(900.0, 900.0, PriceKind::Model)), Some(1000.0));
        assert_eq!(
            (modeled.low, modeled.estimate, modeled.high, modeled.known),
            (0, Some(1000), 1000, false)
        );
        let no_rate = PriceSignal { low: None, high: None, ..price(1.0, 1.0, PriceKind::Quote) };
        assert_eq!(budget(Some(&no_rate), Some(1000.0)), PartScore::UNKNOWN);
    }

    #[test]
    fn credible_impressions_decide_the_price_of_a_result() {
        let quote = price(500.0, 500.0, PriceKind::Quote);
        let mut impressions = Impressions {
            views: Some(100_000.0),
            credible_low: 1.0,
            credible_high: 1.0,
            credible_usual: 1.0,
            usual_views: None,
        };
        assert_eq!(cpm(Some(&quote), Network::Instagram, &impressions).low, 1000);
        impressions.credible_low = 0.5;
        let floor = cpm(Some(&quote), Network::Instagram, &impressions);
        assert_eq!((floor.low, floor.high), (699, 1000));
        impressions.views = None;
        assert_eq!(cpm(Some(&quote), Network::Instagram, &impressions).low, 0);
        impressions.credible_low = 0.0;
        impressions.views = Some(100_000.0);
        assert_eq!(cpm(Some(&quote), Network::Instagram, &impressions).low, 0);
    }

    #[test]
    fn the_format_asked_is_the_one_priced() {
        let prices = [
            price(10.0, 10.0, PriceKind::Quote),
            PriceSignal { format: 3, ..price(30.0, 30.0, PriceKind::Quote) },
            PriceSignal { format: 2, ..price(1.0, 1.0, PriceKind::Model) },
        ];
        let of = |format| price_of(&prices, format).and_then(|price| price.low);
        assert_eq!(of(Some(3)), Some(30.0));
        assert_eq!(of(Some(5)), None);
        assert_eq!(of(None), Some(10.0));
    }

    #[test]
    fn an_offer_is_met_by_any_accepted_deal() {
        assert_eq!(offer(&[Deal::Gift], Some(0b0010), false).low, 1000);
        assert_eq!(offer(&[Deal::Gift], Some(0b0001), false).low, 0);
        assert_eq!(offer(&[Deal::Gift], None, true), PartScore::UNKNOWN);
        assert_eq!(offer(&[Deal::Paid], None, true).low, 1000);
    }
}
