//! What a result costs, each number with both of its ends, and what the seed advises where no money is paid.

use leptos::prelude::*;

use crate::{
    domain::{answer::Explanation, money::Currency},
    i18n::{Text, use_text},
    ui::parts::marks::Unknown,
};

/// A cost with its upper end, where it has one.
type Cost = Option<(f64, Option<f64>)>;

/// The table and the advice.
pub(super) fn results(explanation: &Explanation, currency: Currency) -> AnyView {
    let t = use_text();
    let advice = explanation.in_kind.then(|| view! { <p class="verdict">{t.profile.advice_contract()}</p> });
    let Some(cost) = &explanation.cost else {
        return view! { <p class="hint">{t.profile.cost_none()}</p> {advice} }.into_any();
    };
    let rows = [
        (t.profile.cost_cpm(), cost.cpm),
        (t.profile.cost_credible(), cost.credible_cpm),
        (t.profile.cost_target(), cost.target_cpm),
        (t.profile.cost_cpe(), cost.cpe),
    ]
    .map(|(name, cost)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num">{written(t, cost, currency)}</td>
            </tr>
        }
    });
    let format = t.profile.formats_inline(&cost.format).unwrap_or(&cost.format);
    let price = t.money_range(cost.low, cost.high, currency.as_str());
    let kind = t.names.price_kinds(cost.kind.as_str()).unwrap_or_default();
    view! {
        <table class="mini" aria-labelledby="p-cost">
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <p class="hint">{t.profile.cost_note(format, kind, &price)}</p>
        {advice}
    }
    .into_any()
}

fn written(t: Text, cost: Cost, currency: Currency) -> AnyView {
    match cost {
        None => view! { <Unknown /> }.into_any(),
        Some((low, Some(high))) => t.money_range(cents(low), cents(high), currency.as_str()).into_any(),
        Some((low, None)) => t.marks.at_least(&t.money(cents(low), currency.as_str())).into_any(),
    }
}

fn cents(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}
