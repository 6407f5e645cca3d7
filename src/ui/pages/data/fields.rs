//! For every field of the contract, the share of the profiles in which it is known.

use leptos::prelude::*;

use crate::{
    domain::{answer::Report, order::sort_by},
    draw::share::known_bar,
    i18n::Text,
    ui::parts::marks::Figure,
};

/// The table, best known first, and the fields that no profile knows.
pub(super) fn table(t: Text, report: &Report) -> impl IntoView + use<> {
    let all = report.profiles.max(1) as f64;
    let mut fields: Vec<(&String, usize)> =
        report.fields.iter().map(|(name, known)| (name, *known)).collect();
    sort_by(&mut fields, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let (known, unknown): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(_, known)| *known > 0);
    let unknown: Vec<String> = unknown.into_iter().map(|(field, _)| name(t, field)).collect();
    let unknown = (!unknown.is_empty())
        .then(|| view! { <p class="hint">{t.data.fields_unknown(&unknown.join(", "))}</p> });
    let rows = known
        .into_iter()
        .map(|(field, known)| {
            let share = known as f64 / all;
            view! {
                <tr>
                    <th scope="row">{name(t, field)} " " <code>{field.clone()}</code></th>
                    <td class="bar-cell">
                        <Figure drawing=known_bar(share, 180, 12) class="bars__bar" />
                    </td>
                    <td class="num">{t.percent(share, 0)}</td>
                    <td class="num sub-cell">{t.integer(known as u64)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <p class="hint">{t.data.fields_note()}</p>
        <table class="bars bars--wide" aria-labelledby="data-fields">
            <thead>
                <tr>
                    <th scope="col">{t.data.field()}</th>
                    <th scope="col" class="num" colspan="2">{t.data.known()}</th>
                    <th scope="col" class="num">{t.data.fig_profiles()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {unknown}
    }
}

/// Name of a field; one without a name keeps its key.
pub(super) fn name(t: Text, field: &str) -> String {
    t.data.field_names(field).map_or_else(|| field.to_owned(), str::to_owned)
}
