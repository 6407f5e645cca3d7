//! The budget: a number and its currency.

use leptos::prelude::*;

use super::BriefForm;
use crate::{
    domain::{
        brief::Budget,
        money::{Currency, Rates},
        order::sort_by,
    },
    i18n::use_text,
    ui::{kit::field::show, parts::gesture::Gesture},
};

/// The most that one collaboration may cost.
#[component]
pub fn BudgetField(
    /// The brief.
    form: BriefForm,
    /// Currencies that can be compared.
    rates: Rates,
) -> impl IntoView {
    let t = use_text();
    let budget = form.part(|brief| brief.budget);
    // The currency outlives an emptied number.
    let currency = RwSignal::new(budget.get_untracked().map_or(rates.base, |budget| budget.currency));
    Effect::new(move |_| {
        if let Some(budget) = budget.get() {
            currency.set(budget.currency);
        }
    });
    let gesture = Gesture::new(form.explore);
    let written = move || budget.get().map(|budget| budget.amount.to_string()).unwrap_or_default();
    let set_amount = move |event| {
        let amount = event_target_value(&event)
            .parse()
            .ok()
            .filter(|amount: &f64| amount.is_finite() && *amount > 0.0);
        let currency = currency.get_untracked();
        gesture.input(form.edit(|brief| brief.budget = amount.map(|amount| Budget { amount, currency })));
    };
    let set_currency = move |event| {
        if let Ok(chosen) = event_target_value(&event).parse::<Currency>() {
            currency.set(chosen);
            if let Some(budget) = budget.get_untracked() {
                form.change(|brief| brief.budget = Some(Budget { currency: chosen, ..budget }));
            }
        }
    };
    let mut known: Vec<Currency> = std::iter::once(rates.base).chain(rates.rates.into_keys()).collect();
    // A link may bring a currency without a rate: it stays, and the match says that cost is unknown.
    known.extend(budget.get_untracked().map(|budget| budget.currency));
    sort_by(&mut known, Ord::cmp);
    known.dedup();
    let options = known
        .into_iter()
        .map(|code| {
            view! {
                <option value=code.to_string() selected=move || currency.get() == code>
                    {t.currency_sign(code.as_str())}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="field__label" for="budget">{t.explore.budget()}</label>
            <span class="budget">
                <input
                    id="budget"
                    type="number"
                    min="0"
                    step="any"
                    inputmode="decimal"
                    placeholder=t.explore.any_budget()
                    prop:value=written
                    on:input=set_amount
                    on:change=move |event| {
                        gesture.rest();
                        show(&event, &untrack(written));
                    }
                />
                <select
                    aria-label=t.explore.currency()
                    prop:value=move || currency.get().to_string()
                    on:change=set_currency
                >
                    {options}
                </select>
            </span>
        </div>
    }
}
