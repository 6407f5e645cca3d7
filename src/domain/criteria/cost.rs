//! Cost: what one collaboration costs beside the budget, and what a thousand credible impressions cost.
//!
//! A quote beats a vendor's range beats a model, and a model feeds the estimate only: without a quote or a
//! range the lower bound is 0. Sources conflict by a factor of four for the same cell, so every number here
//! is named and none is hidden.

use crate::domain::{
    brief::FORMATS,
    criteria::{FULL, Parameter, PartScore, ramp, to_score},
    network::Network,
    profile::{Deal, PriceKind},
    signals::PriceSignal,
};

const OVER_BUDGET_NONE: f64 = 2.0;

/// Price beside the budget.
pub const BUDGET: &[Parameter] =
    &[Parameter { key: "none_at", value: OVER_BUDGET_NONE, source: "Accord: twice the budget" }];

const fn scale(key: &'static str, value: f64, source: &'static str) -> Parameter {
    Parameter { key, value, source }
}

const BLOCK: &str = "WordOnTheBlock 2023: 5–15";
const MACRO: &str = "Untapper 2026: macro up to 50";

/// The scale of prices for a thousand credible impressions, in US dollars: best and worst of each network, in
/// the order of `Network::ALL`. Never the current result set: a filter must not change a score.
pub const CPM: &[Parameter] = &[
    scale("instagram_best", 5.0, BLOCK),
    scale("instagram_worst", 50.0, MACRO),
    scale("tiktok_best", 5.0, BLOCK),
    scale("tiktok_worst", 50.0, MACRO),
    scale("youtube_best", 12.0, "SponsorRate: integration 12"),
    scale("youtube_worst", 60.0, "WordOnTheBlock 2023: 15–30, doubled"),
    scale("x_best", 4.0, "SponsorRate: post 4"),
    scale("x_worst", 50.0, MACRO),
    scale("facebook_best", 6.0, "SponsorRate: post 6"),
    scale("facebook_worst", 50.0, MACRO),
    scale("snapchat_best", 5.0, "SponsorRate: story 5"),
    scale("snapchat_worst", 50.0, MACRO),
    scale("twitch_best", 15.0, "SponsorRate: integration 15"),
    scale("twitch_worst", 50.0, "SponsorRate: stream 25, doubled"),
    scale("pinterest_best", 5.0, "Accord, as Instagram: no source"),
    scale("pinterest_worst", 50.0, "Accord, as Instagram: no source"),
    scale("linkedin_best", 15.0, "SponsorRate: post 15"),
    scale("linkedin_worst", 120.0, "IIDB 2026: software 45–120"),
];

/// Best and worst price for a thousand impressions on a network, in US dollars.
pub const fn cpm_scale(network: Network) -> (f64, f64) {
    let first = 2 * network.index();
    (CPM[first].value, CPM[first + 1].value)
}

/// One row of the published price model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModelRow {
    /// Network of the row.
    pub network: Network,
    /// Format, out of [`FORMATS`].
    pub format: &'static str,
    /// Price for a thousand views, in US dollars.
    pub cpm: f64,
    /// Share of followers that see a post.
    pub view_rate: f64,
}

const fn row(network: Network, format: &'static str, cpm: f64, view_rate: f64) -> ModelRow {
    ModelRow { network, format, cpm, view_rate }
}

/// The model that SponsorRate publishes (read in 2026): followers · view rate ⁄ 1000 · CPM, its multipliers for
/// niche, region and tier left at 1 because nothing here says them. The first row of a network stands for a brief
/// without a format. Networks for which it gives no view rate have no model. Cirqle measured views far below
/// these rates on Instagram (16 % falling to 3 %): the model feeds estimates only.
pub const MODEL: &[ModelRow] = &[
    row(Network::Instagram, "post", 10.0, 0.25),
    row(Network::Instagram, "carousel", 12.0, 0.25),
    row(Network::Instagram, "story", 5.0, 0.10),
    row(Network::Instagram, "reel", 8.0, 0.40),
    row(Network::Tiktok, "video", 6.0, 0.30),
    row(Network::Youtube, "integration", 12.0, 0.30),
    row(Network::Youtube, "video", 20.0, 0.30),
    row(Network::Youtube, "short", 4.0, 0.35),
];

/// Interval of the model around its price, as published.
pub const MODEL_INTERVAL: (f64, f64) = (0.7, 1.4);

/// The row of a network and a format.
fn model_row(network: Network, format: Option<u8>) -> Option<&'static ModelRow> {
    let wanted = format.map(|format| FORMATS[usize::from(format)]);
    MODEL.iter().find(|row| row.network == network && wanted.is_none_or(|format| row.format == format))
}

/// What the published model says that a collaboration costs; `dollar` is a US dollar in the base currency,
/// without which nothing is said.
pub fn modeled(
    network: Network,
    format: Option<u8>,
    followers: Option<f64>,
    dollar: Option<f64>,
) -> Option<PriceSignal> {
    let row = model_row(network, format)?;
    let price = followers.filter(|count| *count > 0.0)? * row.view_rate / 1000.0 * row.cpm * dollar?;
    let format = FORMATS.iter().position(|format| *format == row.format)? as u8;
    let ends = (price * MODEL_INTERVAL.0, price * MODEL_INTERVAL.1);
    Some(PriceSignal::new(format, Some(ends), PriceKind::Model))
}

/// The price that counts: that of the format asked. A brief that names no format leaves the choice open, so the
/// cheapest known format counts; a format that is not priced then never helps and never hurts.
pub fn price_of(prices: &[PriceSignal], format: Option<u8>) -> Option<&PriceSignal> {
    match format {
        Some(format) => prices.iter().find(|price| price.format == format),
        None => prices.iter().min_by(|a, b| {
            let order = |price: &PriceSignal| {
                let (low, high) = price.ends().unwrap_or((0.0, f64::INFINITY));
                (firm(Some(price)).is_none(), high, low)
            };
            let (a, b) = (order(a), order(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
        }),
    }
}

/// The bounds of a price that may serve as a fact: quoted or given by a vendor, and convertible.
pub fn firm(price: Option<&PriceSignal>) -> Option<(f64, f64)> {
    price.filter(|price| price.kind != PriceKind::Model)?.ends()
}

/// Full up to the budget, nothing from twice the budget, straight on a log scale between.
pub fn budget(price: Option<&PriceSignal>, budget: Option<f64>) -> PartScore {
    let Some(budget) = budget else { return PartScore::UNKNOWN };
    scored(price, |price| beside(price, budget))
}

/// The lower bound of [`budget`]; `None` where it is unknown.
pub fn least_budget(price: Option<&PriceSignal>, budget: Option<f64>) -> Option<u16> {
    firm(price).zip(budget).map(|((_, dear), budget)| to_score(beside(dear, budget)))
}

/// What a price earns beside a budget.
fn beside(price: f64, budget: f64) -> f64 {
    let times = price.max(f64::MIN_POSITIVE) / budget;
    // Most prices need no logarithm.
    match times {
        ..=1.0 => 1.0,
        OVER_BUDGET_NONE.. => 0.0,
        _ => ramp(times.ln(), OVER_BUDGET_NONE.ln(), 0.0),
    }
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
    /// A US dollar in the base currency, so that the scale is in the currency of the price; 1 where nobody
    /// says.
    pub dollar: f64,
}

/// Price for a thousand credible impressions: 1000 · price ⁄ (views · credibility), on a log scale between the
/// network's worst and best.
pub fn cpm(price: Option<&PriceSignal>, network: Network, impressions: &Impressions) -> PartScore {
    let at = |price, views, credible| at_cpm(network, price, views, credible, impressions.dollar);
    let usual = |price: (f64, f64), views: f64| {
        to_score(at((price.0 * price.1).sqrt(), views, impressions.credible_usual))
    };
    let modeled = price.and_then(PriceSignal::ends);
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

/// The lower bound of [`cpm`]; `None` where it is unknown.
pub fn least_cpm(price: Option<&PriceSignal>, network: Network, impressions: &Impressions) -> Option<u16> {
    let views = impressions.views.filter(|views| *views > 0.0);
    let (dear, views) = firm(price).map(|(_, dear)| dear).zip(views)?;
    Some(to_score(at_cpm(network, dear, views, impressions.credible_low, impressions.dollar)))
}

/// What a price earns by what a thousand credible impressions cost.
fn at_cpm(network: Network, price: f64, views: f64, credible: f64, dollar: f64) -> f64 {
    let (best, worst) = cpm_scale(network);
    let cpm = 1000.0 * price / dollar / (views * credible).max(f64::MIN_POSITIVE);
    ramp(cpm.max(f64::MIN_POSITIVE).ln(), worst.ln(), best.ln())
}

/// Views that the estimate assumes: followers by the view rate of the published model.
pub fn usual_views(network: Network, format: Option<u8>, followers: Option<f64>) -> Option<f64> {
    Some(model_row(network, format)?.view_rate * followers?)
}

/// What a result costs, each as its least and greatest value in the base currency; `None` where unknown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Results {
    /// Price for a thousand views.
    pub cpm: Option<(f64, f64)>,
    /// Price for a thousand views by real people.
    pub credible: Option<(f64, f64)>,
    /// Price for a thousand views by real people in the brief's target.
    pub target: Option<(f64, f64)>,
    /// Price of one reaction.
    pub cpe: Option<(f64, f64)>,
}

/// CPM = 1000 · price ⁄ views; credible: ⁄ (views · credibility); target: ⁄ (views · credibility · share in the
/// target); CPE = price ⁄ reactions (Upfluence's definitions). The scale of CPE by network is published by nobody,
/// so it is shown and not scored.
pub fn results(
    price: (f64, f64),
    views: Option<f64>,
    reactions: Option<f64>,
    credible: Option<(f64, f64)>,
    target: Option<(f64, f64)>,
) -> Results {
    let positive = |value: Option<f64>| value.filter(|value| *value > 0.0);
    let cpm = positive(views).map(|views| (1000.0 * price.0 / views, 1000.0 * price.1 / views));
    // A share of 0 leaves no upper end: nobody may be reached at all.
    let over = |cost: Option<(f64, f64)>, share: Option<(f64, f64)>| {
        let ((cheap, dear), (least, most)) = (cost?, share?);
        (most > 0.0).then(|| (cheap / most, if least > 0.0 { dear / least } else { f64::INFINITY }))
    };
    let credible = over(cpm, credible);
    Results {
        cpm,
        credible,
        target: over(credible, target),
        cpe: positive(reactions).map(|count| (price.0 / count, price.1 / count)),
    }
}

/// Share that lies in several sets at once, from the share in each: between Σ − (n − 1) and the least of them
/// (Fréchet), because nothing says how country, age, gender and language go together. `None` without a set.
pub fn joint_share(shares: &[(f64, f64)]) -> Option<(f64, f64)> {
    let most = shares.iter().map(|(_, high)| *high).min_by(f64::total_cmp)?;
    let missing: f64 = shares.iter().map(|(low, _)| 1.0 - low).sum();
    Some(((1.0 - missing).max(0.0), most))
}

/// Scores the dearer end as the lower bound and the cheaper end as the upper one.
fn scored(price: Option<&PriceSignal>, at: impl Fn(f64) -> f64) -> PartScore {
    let middle = |low: f64, high: f64| to_score(at((low * high).sqrt()));
    match (firm(price), price.and_then(PriceSignal::ends)) {
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

/// Whether the deal that both sides would make pays no money. The seed then advises a contract all the same,
/// and at least a symbolic fee. Without an offer in the brief the profile's own word decides.
pub fn is_in_kind(offered: &[Deal], accepts: Option<u8>, has_firm_price: bool) -> bool {
    let money = 1 << (Deal::Paid as u8);
    let mask = offered.iter().fold(0u8, |mask, deal| mask | 1 << (*deal as u8));
    let deal = accepts.unwrap_or(0) & if offered.is_empty() { u8::MAX } else { mask };
    let pays = deal & money != 0 || (has_firm_price && (offered.is_empty() || mask & money != 0));
    deal != 0 && !pays
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(low: f64, high: f64, kind: PriceKind) -> PriceSignal {
        PriceSignal::new(0, Some((low, high)), kind)
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
        let no_rate = PriceSignal::new(0, None, PriceKind::Quote);
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
            dollar: 1.0,
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
    fn a_scale_in_dollars_and_a_price_in_another_currency_meet() {
        let of = |price_in_base: f64, dollar: f64| {
            let impressions = Impressions {
                views: Some(20_000.0),
                credible_low: 0.8,
                credible_high: 0.8,
                credible_usual: 0.8,
                usual_views: None,
                dollar,
            };
            let quote = price(price_in_base, price_in_base, PriceKind::Quote);
            cpm(Some(&quote), Network::Instagram, &impressions)
        };
        assert_eq!(of(300.0, 1.0), of(300.0 * 0.9, 0.9));
    }

    #[test]
    fn every_network_has_its_scale() {
        for network in Network::ALL {
            let first = &CPM[2 * network.index()];
            assert_eq!(first.key.strip_suffix("_best"), Some(network.as_str()));
            let (best, worst) = cpm_scale(network);
            assert!(best < worst);
        }
    }

    #[test]
    fn the_model_has_its_published_interval_and_needs_a_rate() {
        let reel = FORMATS.iter().position(|format| *format == "reel").map(|at| at as u8);
        // 20,000 followers · 40 % ⁄ 1000 · 8 dollars = 64.
        let price = modeled(Network::Instagram, reel, Some(20_000.0), Some(1.0)).unwrap();
        let (low, high) = price.ends().unwrap();
        assert!((low - 44.8).abs() < 1e-9 && (high - 89.6).abs() < 1e-9);
        assert_eq!(firm(Some(&price)), None);
        assert_eq!(modeled(Network::Instagram, reel, Some(20_000.0), None), None);
        assert_eq!(modeled(Network::Twitch, None, Some(20_000.0), Some(1.0)), None);
        assert!(MODEL.iter().all(|row| FORMATS.contains(&row.format)));
    }

    #[test]
    fn results_divide_the_price_by_who_is_reached() {
        let results =
            results((500.0, 800.0), Some(20_000.0), Some(1_000.0), Some((0.8, 1.0)), Some((0.4, 0.5)));
        assert_eq!(results.cpm, Some((25.0, 40.0)));
        assert_eq!(results.credible, Some((25.0, 50.0)));
        assert_eq!(results.target, Some((50.0, 125.0)));
        assert_eq!(results.cpe, Some((0.5, 0.8)));
        let unknown = super::results((500.0, 800.0), Some(20_000.0), None, Some((0.0, 1.0)), None);
        assert_eq!(unknown.credible, Some((25.0, f64::INFINITY)));
        assert_eq!((unknown.target, unknown.cpe), (None, None));
    }

    #[test]
    fn shares_in_several_sets_overlap_as_little_or_as_much_as_they_can() {
        let (least, most) = joint_share(&[(0.7, 0.8), (0.6, 0.6)]).unwrap();
        assert!((least - 0.3).abs() < 1e-12 && (most - 0.6).abs() < 1e-12);
        assert_eq!(joint_share(&[(0.2, 0.2), (0.3, 0.4)]), Some((0.0, 0.2)));
        assert_eq!(joint_share(&[]), None);
    }

    #[test]
    fn a_deal_without_money_is_in_kind() {
        let (money, gift) = (1 << Deal::Paid as u8, 1 << Deal::Gift as u8);
        assert!(is_in_kind(&[Deal::Gift], Some(gift), false));
        assert!(is_in_kind(&[Deal::Paid, Deal::Gift], Some(gift), false));
        assert!(!is_in_kind(&[Deal::Paid, Deal::Gift], Some(gift), true));
        assert!(is_in_kind(&[Deal::Gift], Some(gift | money), true));
        assert!(!is_in_kind(&[Deal::Event], Some(gift), false));
        assert!(is_in_kind(&[], Some(gift), false) && !is_in_kind(&[], Some(gift | money), false));
        assert!(!is_in_kind(&[Deal::Gift], None, false));
    }

    #[test]
    fn the_format_asked_is_the_one_priced() {
        let prices = [
            price(10.0, 10.0, PriceKind::Quote),
            PriceSignal::new(3, Some((30.0, 30.0)), PriceKind::Quote),
            PriceSignal::new(2, Some((1.0, 1.0)), PriceKind::Model),
        ];
        let of = |format| price_of(&prices, format).and_then(PriceSignal::ends).map(|(low, _)| low);
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
