//! Topics with their importance beside each other.

use std::sync::Arc;

use leptos::prelude::*;

use super::BriefForm;
use crate::{
    domain::{
        answer::Page,
        brief::WantedTopic,
        order::sort_by,
        query::{Facet, UNKNOWN},
        topic::TOPICS,
    },
    i18n::use_text,
    ui::{
        kit::{
            combobox::{Combobox, fold},
            field::{Choice, show},
            icon::Glyph,
            icon_button::IconButton,
        },
        parts::{filter_words::topic_name, gesture::Gesture},
    },
};

/// The topics of the brief.
#[component]
pub fn TopicList(
    /// The brief.
    form: BriefForm,
    /// The latest answer: its topics can be wanted too, also those outside the vocabulary.
    page: Signal<Option<Arc<Page>>>,
) -> impl IntoView {
    let t = use_text();
    let topics = form.part(|brief| brief.topics.clone());
    let choices = Memo::new(move |_| {
        let wanted = topics.get();
        let mut slugs: Vec<String> = TOPICS.iter().map(|slug| (*slug).to_owned()).collect();
        page.with(|page| {
            if let Some(counts) = page.as_ref().and_then(|page| page.facets.get(Facet::Topic.as_str())) {
                slugs.extend(counts.keys().filter(|slug| slug.as_str() != UNKNOWN).cloned());
            }
        });
        slugs.retain(|slug| wanted.iter().all(|topic| topic.topic != *slug));
        sort_by(&mut slugs, Ord::cmp);
        slugs.dedup();
        let mut choices: Vec<Choice> = slugs
            .into_iter()
            .map(|slug| {
                let name = topic_name(t, &slug);
                Choice::new(slug, name)
            })
            .collect();
        sort_by(&mut choices, |a, b| t.compare(&a.label, &b.label));
        choices
    });
    let add = move |topic: String| {
        form.change(|brief| {
            if brief.topics.iter().all(|known| known.topic != topic) {
                brief.topics.push(WantedTopic { topic, weight: 1 });
            }
        });
    };
    let add_text = move |text: String| {
        let slug: Vec<String> = fold(&text).split_whitespace().map(str::to_owned).collect();
        add(slug.join("-"));
    };
    let slugs = Memo::new(move |_| {
        topics.with(|topics| topics.iter().map(|topic| topic.topic.clone()).collect::<Vec<_>>())
    });
    view! {
        <div class="topics">
            <Combobox
                label=t.explore.topics()
                placeholder=t.explore.add_topic()
                choices=Signal::from(choices)
                on_choose=add
                on_text=add_text
            />
            <ul aria-label=t.explore.topics()>
                <For each=move || slugs.get() key=String::clone let:slug>
                    <Topic form slug />
                </For>
            </ul>
        </div>
    }
}

#[component]
fn Topic(form: BriefForm, slug: String) -> impl IntoView {
    let t = use_text();
    let gesture = Gesture::new(form.explore);
    let name = topic_name(t, &slug);
    let slug = StoredValue::new(slug);
    let weight = form.part(move |brief| {
        let found = brief.topics.iter().find(|topic| slug.with_value(|slug| topic.topic == *slug));
        found.map_or(1, |topic| topic.weight)
    });
    let set_weight = move |event| {
        if let Ok(weight) = event_target_value(&event).parse::<f64>() {
            let weight = weight.clamp(1.0, f64::from(WantedTopic::MAX_WEIGHT)) as u8;
            gesture.input(form.edit(|brief| {
                if let Some(topic) = brief.topics.iter_mut().find(|topic| topic.topic == slug.get_value()) {
                    topic.weight = weight;
                }
            }));
        }
    };
    let remove = move |()| form.change(|brief| brief.topics.retain(|topic| topic.topic != slug.get_value()));
    view! {
        <li class="topic">
            <span class="topic__name">{name.clone()}</span>
            <label class="topic__weight">
                "× "
                <input
                    type="number"
                    min="1"
                    max=WantedTopic::MAX_WEIGHT
                    aria-label=t.explore.importance(&name)
                    prop:value=move || weight.get().to_string()
                    on:input=set_weight
                    on:change=move |event| {
                        gesture.rest();
                        show(&event, &weight.get_untracked().to_string());
                    }
                />
            </label>
            <IconButton glyph=Glyph::Close label=t.common.remove(&name) on_press=remove />
        </li>
    }
}
