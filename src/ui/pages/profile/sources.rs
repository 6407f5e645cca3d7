//! Where the values of a profile come from.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use crate::{
    domain::profile::{Profile, Source},
    i18n::Text,
    state::use_app,
    ui::parts::marks::words,
};

/// The sources with what each is the source of; the catalogue's own where the profile names none.
pub(super) fn list(t: Text, profile: Arc<Profile>) -> impl IntoView {
    let app = use_app();
    let status = app.catalogue.status();
    move || {
        let mut by_source: BTreeMap<(Option<String>, Option<String>), Vec<String>> = BTreeMap::new();
        for (field, source) in &profile.sources {
            let name = field_name(t, field, profile.sources.len());
            by_source.entry((source.name.clone(), source.date.clone())).or_default().push(name);
        }
        if !profile.sources.contains_key("*")
            && let Some(rest) = status.with(|status| {
                status.opened().map(|opened| Source {
                    name: Some(opened.name.clone()),
                    date: opened.report.generated_at.clone(),
                })
            })
        {
            let field =
                if profile.sources.is_empty() { t.profile.source_all() } else { t.profile.source_rest() };
            by_source.entry((rest.name, rest.date)).or_default().push(field.to_owned());
        }
        let rows = by_source
            .into_iter()
            .map(|((name, date), fields)| {
                view! {
                    <div>
                        <dt>{fields.join(", ")}</dt>
                        <dd>{words::source_words(t, name.as_deref(), date.as_deref())}</dd>
                    </div>
                }
            })
            .collect_view();
        view! { <dl class="sources">{rows}</dl> }
    }
}

/// The name of a field; the star stands for all of them, or for those that the others leave.
fn field_name(t: Text, field: &str, count: usize) -> String {
    if field == "*" && count > 1 {
        return t.profile.source_rest().to_owned();
    }
    let group = field.split('.').next().unwrap_or(field);
    t.profile
        .fields(field)
        .or_else(|| t.data.field_names(field))
        .or_else(|| t.profile.fields(group))
        .map_or_else(|| field.to_owned(), str::to_owned)
}
