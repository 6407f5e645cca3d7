//! The size policies side by side, with source and year.

use leptos::prelude::*;

use crate::{
    domain::tier::{POLICIES, Policy, Tier},
    i18n::Text,
};

/// The table.
pub(super) fn table(t: Text) -> impl IntoView {
    let heads = Tier::ALL
        .into_iter()
        .map(|tier| {
            let name = t.names.tiers(tier.as_str()).unwrap_or(tier.as_str());
            view! { <th scope="col" class="num">{name}</th> }
        })
        .collect_view();
    let rows = POLICIES.iter().map(|policy| row(t, policy)).collect_view();
    view! {
        <p class="prose">{t.method.tiers_note()}</p>
        <div class="scroll" tabindex="0" role="group" aria-label=t.method.policy()>
            <table class="method-table" aria-labelledby="method-tiers">
                <thead>
                    <tr>
                        <th scope="col">{t.method.policy()}</th>
                        {heads}
                        <th scope="col">{t.method.source()}</th>
                        <th scope="col">{t.method.year()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(t: Text, policy: &'static Policy) -> impl IntoView {
    let cells = Tier::ALL
        .into_iter()
        .map(|tier| match policy.range(tier) {
            Some(range) => view! { <td class="num">{range_words(t, range)}</td> }.into_any(),
            None => {
                view! { <td class="num"><span class="sub">{t.method.none_in_policy()}</span></td> }.into_any()
            }
        })
        .collect_view();
    let year = policy.year.map_or_else(|| t.method.year_unknown().to_owned(), |year| year.to_string());
    view! {
        <tr>
            <th scope="row">{policy.label} " " <code>{policy.slug()}</code></th>
            {cells}
            <td>{policy.source}</td>
            <td>{year}</td>
        </tr>
    }
}

fn range_words(t: Text, (from, to): (u64, Option<u64>)) -> String {
    match (from, to) {
        (0, Some(to)) => t.method.to(&t.integer(to)),
        (from, Some(to)) => format!("{}–{}", t.integer(from), t.integer(to)),
        (from, None) => t.method.from(&t.integer(from)),
    }
}
