//! What the marks say in words: bounds, scores, raw values and the reasons of flags.

use crate::{
    domain::{
        answer::{CriterionCell, ExplainedPart, Flag, Severity},
        criteria::{Parameter, PartSpec},
        criterion::Criterion,
        money::Currency,
        profile::{Deal, Price},
        tier::{Policy, Rung},
    },
    draw::match_bar::{Bounds, State},
    i18n::Text,
};

/// A lower bound in tenths as whole points, rounded down: "at least 72" must hold.
pub fn low_points(t: Text, tenths: u16) -> String {
    t.integer(u64::from(tenths / 10))
}

/// An estimate in tenths as whole points, rounded to the nearest.
pub fn estimate_points(t: Text, tenths: u16) -> String {
    t.integer(u64::from((tenths + 5) / 10))
}

/// An upper bound in tenths as whole points, rounded up: "at most 81" must hold.
pub fn high_points(t: Text, tenths: u16) -> String {
    t.integer(u64::from(tenths.div_ceil(10)))
}

/// Both bounds of a score; no upper one where they are the same number, of which rounding would make two.
pub fn bounds_points(t: Text, low: u16, high: u16) -> (String, Option<String>) {
    (low_points(t, low), (low < high).then(|| high_points(t, high)))
}

/// The name of a size policy with its year; a user's own goes by its cut points.
pub fn policy_name(t: Text, policy: &Policy) -> String {
    if policy.is_custom() {
        let cuts = |rungs: &[Rung]| {
            let cuts: Vec<String> = rungs[1..].iter().map(|rung| t.compact(rung.from as f64)).collect();
            cuts.join(" · ")
        };
        let own = policy.own_rungs().map(|(network, rungs)| t.marks.named(network.label(), &cuts(rungs)));
        let all: Vec<String> = std::iter::once(cuts(policy.rungs())).chain(own).collect();
        return t.marks.policy_own(&all.join(" ; "));
    }
    policy.year.map_or_else(|| policy.label.to_owned(), |year| format!("{} ({year})", policy.label))
}

/// The name of a match bar.
pub fn match_name(t: Text, bounds: Bounds, asked: bool) -> String {
    let low = low_points(t, bounds.low);
    match bounds.state(asked) {
        State::NotAsked => t.marks.match_not_asked().to_owned(),
        State::Unknown => t.marks.match_unknown().to_owned(),
        State::Certain => t.marks.match_exact(&low),
        State::Uncertain => {
            t.marks.match_name(&estimate_points(t, bounds.estimate), &high_points(t, bounds.high), &low)
        }
    }
}

/// A price, with the format that it is for where nothing else says that.
pub fn price(t: Text, price: &Price, format: Option<&str>) -> String {
    let amount = t.money_range(price.low, price.high, price.currency.as_str());
    match format {
        Some(format) => [&amount, " · ", t.names.formats(format).unwrap_or(format)].concat(),
        None => amount,
    }
}

/// A criterion's name as it stands in a table.
pub fn criterion_name(t: Text, criterion: Criterion) -> &'static str {
    t.names.criteria(criterion.as_str()).unwrap_or(criterion.as_str())
}

/// The scores of the asked criteria in words: "Taille 87, Audience 70 à 85".
pub fn criteria_words(t: Text, cells: &[CriterionCell]) -> String {
    let asked = Criterion::ALL.into_iter().zip(cells).filter(|(_, cell)| cell.weight > 0);
    let words: Vec<String> =
        asked.map(|(criterion, cell)| score_words(t, criterion_name(t, criterion), *cell)).collect();
    if words.is_empty() { t.marks.strip_none().to_owned() } else { words.join(", ") }
}

fn score_words(t: Text, name: &str, cell: CriterionCell) -> String {
    match bounds_points(t, cell.low, cell.high) {
        (low, None) => t.marks.score_exact(&low, name),
        (low, Some(high)) => t.marks.score_range(&high, &low, name),
    }
}

/// Name of a part; a part without a name keeps its key.
pub fn part_name(t: Text, key: &str) -> String {
    t.marks.parts(key).map_or_else(|| key.to_owned(), str::to_owned)
}

/// A raw value with its unit: `78 %`, `71 200`, `21 €`. Amounts are in `currency`, the base of the rates.
pub fn raw_value(t: Text, part: &ExplainedPart, currency: Currency) -> Option<String> {
    let raw = part.raw?;
    Some(match part.unit.as_str() {
        "followers" => t.integer(raw.max(0.0).round() as u64),
        "fraction" => t.percent(raw, 1),
        "currency" => t.money((raw * 100.0).round() / 100.0, currency.as_str()),
        "" => deals(t, raw as u8),
        unit => match t.marks.units(unit) {
            Some(name) => format!("{name} {}", t.number(raw, 2)),
            None => t.number(raw, 2),
        },
    })
}

/// What each topic adds to a topical fit or takes off it, and the words that a topic was inferred from.
pub fn terms(t: Text, part: &ExplainedPart) -> Option<String> {
    let said = part.terms.iter().map(|term| {
        let name = t.names.topics(&term.topic).unwrap_or(&term.topic);
        let name = match term.words.as_slice() {
            [] => name.to_owned(),
            words => t.marks.term_inferred(name, &words.join(", ")),
        };
        let points = t.tenths(term.score.unsigned_abs());
        let sign = if term.score < 0 { "−" } else { "+" };
        format!("{name} {sign}{points}")
    });
    let list = said.collect::<Vec<_>>().join(", ");
    (!list.is_empty()).then(|| t.marks.terms(&list))
}

/// Deals as bits in the order of [`Deal::ALL`], as the engine codes what a profile accepts.
fn deals(t: Text, bits: u8) -> String {
    let accepted = Deal::ALL.into_iter().enumerate().filter(|(bit, _)| bits & (1 << bit) != 0);
    let names: Vec<&str> =
        accepted.map(|(_, deal)| t.names.deals(deal.as_str()).unwrap_or(deal.as_str())).collect();
    if names.is_empty() { t.marks.offer_none().to_owned() } else { names.join(", ") }
}

/// The basis of a raw value in words: what it relates to, or the month it is of.
pub fn basis_name(t: Text, basis: &str) -> String {
    t.marks.bases(basis).map_or_else(|| t.date(basis), str::to_owned)
}

/// A number of a formula with its name and unit: marks are in the unit of the part, other numbers say theirs
/// by their name.
pub fn parameter(t: Text, spec: &PartSpec, parameter: &Parameter) -> String {
    let Parameter { key, value, .. } = *parameter;
    let name = t.method.parameter_names(key).unwrap_or(key);
    let is_mark = key.ends_with("none_at") || key.ends_with("full_at");
    let value = match (spec.key, spec.unit) {
        ("cost.budget", _) => t.method.times_budget(&t.number(value, 2)),
        ("cost.cpm", _) => t.money(value, Currency::USD.as_str()),
        ("risk.comments", _) if is_mark => t.method.deviations(&t.number(value, 2)),
        _ if key.starts_with("cleared") => t.percent(value, 0),
        (_, "fraction") if is_mark => t.percent(value, 0),
        _ if matches!(key, "least_jump" | "least_spread" | "most_rate") => t.percent(value, 0),
        _ => t.number(value, 2),
    };
    t.marks.named(name, &value)
}

/// Where a value comes from and when it was true.
pub fn source_words(t: Text, source: Option<&str>, date: Option<&str>) -> String {
    match (source, date.map(|date| t.date(date))) {
        (Some(source), Some(date)) => format!("{source}, {date}"),
        (Some(source), None) => source.to_owned(),
        (None, Some(date)) => date,
        (None, None) => t.marks.source_none().to_owned(),
    }
}

/// What a check looked at.
pub fn check_name(t: Text, flag: &Flag) -> String {
    t.names.checks(&flag.check).map_or_else(|| flag.check.clone(), str::to_owned)
}

/// Why a check found what it found. A sentence of evidence, without a verdict on the person.
pub fn flag_reason(t: Text, flag: &Flag) -> String {
    let m = t.marks;
    let percent = |value: f64| t.percent(value, 1);
    let number = |value: f64| t.number(value, 2);
    let is_unchecked = flag.severity == Severity::Unchecked;
    match (flag.check.as_str(), flag.value, flag.against) {
        ("credibility", Some(value), Some(against)) => {
            let (value, against) = (percent(value), percent(against));
            match flag.detail.as_deref() {
                Some("floor") => m.flag_credibility_floor(&against, &value),
                Some("closer") => m.flag_credibility_closer(&against, &value),
                _ => m.flag_credibility(&against, &value),
            }
        }
        ("followers", Some(value), Some(against)) => m.flag_followers(&percent(against), &percent(value)),
        ("growth", value, against) => growth_reason(t, flag, value.zip(against)),
        ("following", Some(value), Some(against)) => m.flag_following(&number(against), &number(value)),
        ("comments", Some(value), Some(against)) => {
            let found = m.flag_comments(&t.number(against * 100.0, 1), &t.number(value * 100.0, 1));
            if flag.detail.is_some() { format!("{found} {}", m.flag_comments_closer()) } else { found }
        }
        ("spread", Some(value), _) => m.flag_spread(&t.percent(value, 0)),
        ("sponsored", Some(value), Some(against)) => m.flag_sponsored(&percent(against), &percent(value)),
        ("number", Some(value), against) => odd_number(t, flag.detail.as_deref(), value, against),
        ("engagement", Some(value), Some(against)) => m.flag_engagement(&percent(against), &percent(value)),
        ("shares", Some(value), _) => {
            let said = m.flag_shares(&percent(value));
            match flag.detail.as_deref().and_then(|field| t.data.field_names(field)) {
                Some(name) => m.named(name, &said),
                None => said,
            }
        }
        ("exclusion", ..) => match (&flag.detail, is_unchecked) {
            (Some(brand), _) => m.flag_excluded(brand),
            (None, true) => m.flag_exclusion_unchecked().to_owned(),
            (None, false) => m.flag_exclusion_clear().to_owned(),
        },
        _ => m.flag_unknown().to_owned(),
    }
}

/// What is odd about a number, by its field.
fn odd_number(t: Text, field: Option<&str>, value: f64, against: Option<f64>) -> String {
    let m = t.marks;
    match (field, against) {
        (Some("rate"), _) => m.flag_odd_rate(&t.percent(value, 0)),
        (Some("likes"), Some(views)) => m.flag_odd_likes(&t.number(views, 0), &t.number(value, 0)),
        (Some("followers"), _) => m.flag_odd_followers().to_owned(),
        (Some("price"), _) => m.flag_odd_price().to_owned(),
        (Some(date), _) => m.flag_odd_date(&t.date(date)),
        _ => t.number(value, 2),
    }
}

fn growth_reason(t: Text, flag: &Flag, jump: Option<(f64, f64)>) -> String {
    let m = t.marks;
    let (Some((jump, z)), Some(month)) = (jump, &flag.detail) else {
        let is_clear = flag.severity == Severity::Clear;
        let said = if is_clear { m.flag_growth_clear() } else { m.flag_growth_unchecked() };
        return said.to_owned();
    };
    let found = m.flag_growth(&t.number(z, 1), &t.date(month), &signed(t.percent(jump, 1), jump));
    let signals = if flag.severity == Severity::Alert { m.flag_growth_two() } else { m.flag_growth_one() };
    format!("{found}, {signals}")
}

/// A written number with a plus sign where it rises.
pub fn signed(written: String, value: f64) -> String {
    if value > 0.0 { format!("+{written}") } else { written }
}
