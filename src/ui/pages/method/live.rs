//! What the page knows beside the outline: the host's exchange rates, and what is usual in the catalogue.

use leptos::prelude::*;

use crate::{domain::money::Rates, i18n::Text, state::use_app, ui::parts::filter_words::topic_name};

/// The exchange rates in force with date and source, or the sentence that there are none.
pub(super) fn rates(t: Text, fx: &Rates) -> AnyView {
    let base = fx.base.as_str();
    if fx.rates.is_empty() {
        return view! { <p class="prose">{t.method.fx_none(base)}</p> }.into_any();
    }
    let date = fx.date.as_deref().map_or_else(|| t.method.fx_undated().to_owned(), |date| t.date(date));
    let rows =
        fx.rates.iter().map(|(currency, rate)| (currency.as_str().to_owned(), t.number(*rate, 4))).collect();
    let table = table(t.method.fx_table(), t.method.currency(), t.method.rate(), rows);
    view! {
        <p class="prose">{t.method.fx_some(base, &date)} " " {fx.source.clone()}</p>
        {table}
    }
    .into_any()
}

/// The fitted part in common of each topic.
pub(super) fn usual_topics(t: Text) -> AnyView {
    let status = use_app().catalogue.status();
    let usual = Memo::new(move |_| {
        status.with(|status| {
            status.opened().map(|opened| opened.report.usual_topics.clone()).unwrap_or_default()
        })
    });
    let shown = move || {
        usual.with(|usual| {
            if usual.is_empty() {
                return view! { <p class="prose">{t.method.usual_none()}</p> }.into_any();
            }
            let rows = usual.iter().map(|(slug, usual)| (topic_name(t, slug), t.number(*usual, 3))).collect();
            let topic = t.method.words("topic").unwrap_or_default();
            table(t.method.usual_table(), topic, t.method.usual_share(), rows)
        })
    };
    shown.into_any()
}

fn table(
    label: &'static str,
    first: &'static str,
    second: &'static str,
    rows: Vec<(String, String)>,
) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|(name, value)| view! { <tr><th scope="row">{name}</th><td class="num">{value}</td></tr> })
        .collect_view();
    view! {
        <table class="method-table method-table--narrow" aria-label=label>
            <thead>
                <tr>
                    <th scope="col">{first}</th>
                    <th scope="col" class="num">{second}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
