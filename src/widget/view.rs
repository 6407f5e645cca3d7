//! What an element shows: a title, the list or why there is none, and what its numbers are.

mod answer;
mod item;
mod notes;

use leptos::{prelude::*, tachys::html::attribute::custom::custom_attribute};

use self::{answer::Answered, notes::wrong_attributes};
use super::{Options, Teller, engines::Engine};
use crate::{
    failure::{Code, Failure},
    i18n::{Text, use_text},
    ui::parts::failure_note::{FailureNote, failure_words},
};

/// The content of an element. It is built anew for another language or other data, so that texts and the
/// engine can be plain values below.
#[component]
pub fn Widget(
    /// What the host page asks.
    options: Signal<Options>,
    /// The way to the host page.
    teller: Teller,
) -> impl IntoView {
    let locale = Memo::new(move |_| options.with(|options| options.locale));
    let data = Memo::new(move |_| options.with(|options| (options.source.clone(), options.network)));
    let theme = move || options.with(|options| options.theme.as_str());
    move || {
        let t = Text::of(locale.get());
        provide_context(t);
        let (source, network) = data.get();
        let content = match source.as_deref().map(|source| Engine::of(source, network)) {
            Some(Some(engine)) => view! { <Answered options teller engine /> }.into_any(),
            Some(None) => {
                let failure = Failure::new(Code::BadAddress).of(source.unwrap_or_default());
                view! { <Nowhere options teller code="bad_address" says=failure_words(t, &failure) /> }
                    .into_any()
            }
            None => {
                let says = t.widget.no_source().to_owned();
                view! { <Nowhere options teller code="no_source" says /> }.into_any()
            }
        };
        view! {
            <div class="widget" part="widget" dir="ltr" lang=t.locale.as_str() data-theme=theme>
                {content}
            </div>
        }
    }
}

/// No data is named, or not by an address.
#[component]
fn Nowhere(options: Signal<Options>, teller: Teller, code: &'static str, says: String) -> impl IntoView {
    teller.error(code, &says);
    view! {
        <Section options status=Signal::derive(String::new)>
            {wrong_attributes(options, teller)}
            <p class="notice notice--alert" role="alert">{says}</p>
        </Section>
    }
}

/// The frame around every state: a title, and how much there is to see.
#[component]
fn Section(
    /// What the host page asks.
    options: Signal<Options>,
    /// How much there is to see.
    #[prop(into)]
    status: Signal<String>,
    /// Whether something is on its way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let t = use_text();
    let title = Memo::new(move |_| {
        options.with(|options| options.heading.clone().unwrap_or_else(|| t.widget.title().to_owned()))
    });
    let name = move || {
        title.with(|title| if title.is_empty() { t.widget.title().to_owned() } else { title.clone() })
    };
    let level = move || options.with(|options| options.level.to_string());
    let heading = move || {
        title.with(|title| {
            (!title.is_empty()).then(|| {
                view! {
                    <div class="w-title" part="heading" role="heading" {..custom_attribute("aria-level", level)}>
                        {title.clone()}
                    </div>
                }
            })
        })
    };
    view! {
        <section aria-label=name aria-busy=move || if busy.get() { "true" } else { "false" }>
            <header class="w-head" part="header">
                {heading}
                <p class="sub" part="status" role="status">{status}</p>
            </header>
            {children()}
        </section>
    }
}

/// A failure with what can be done about it; tells the host page.
fn failed(
    t: Text,
    teller: Teller,
    failure: Failure,
    retry: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    teller.error(failure.code.as_str(), &failure_words(t, &failure));
    view! { <FailureNote failure brief=true on_retry=move |()| retry() /> }
}
