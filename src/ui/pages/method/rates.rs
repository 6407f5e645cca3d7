//! The exchange rates in force: the host's, with date and source.

use leptos::prelude::*;

use crate::{domain::money::Rates, i18n::Text};

/// The table, or the sentence that there are no rates.
pub(super) fn table(t: Text, fx: &Rates) -> AnyView {
    let base = fx.base.as_str();
    if fx.rates.is_empty() {
        return view! { <p class="prose">{t.method.fx_none(base)}</p> }.into_any();
    }
    let date = fx.date.as_deref().map_or_else(|| t.method.fx_undated().to_owned(), |date| t.date(date));
    let rows = fx
        .rates
        .iter()
        .map(|(currency, rate)| {
            view! {
                <tr>
                    <th scope="row">{currency.as_str().to_owned()}</th>
                    <td class="num">{t.number(*rate, 4)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <p class="prose">{t.method.fx_some(base, &date)} " " {fx.source.clone()}</p>
        <table class="method-table method-table--narrow" aria-label=t.method.fx_table()>
            <thead>
                <tr>
                    <th scope="col">{t.method.currency()}</th>
                    <th scope="col" class="num">{t.method.rate()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
