//! The way to other data: a file, or an address.

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::{
    config::Feature,
    i18n::use_text,
    platform::document,
    route::Route,
    state::use_app,
    ui::{parts::file_opener::FileOpener, url::use_links},
};

/// The smallest file that is of use; shown as it is.
const SAMPLE: &str = "network,handle,followers,country\n\
    instagram,camille.baume,38400,FR\n\
    tiktok,naima.soigne,71200,FR\n";

/// What may be wrong with a typed address.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refusal {
    NoAddress,
    Origin(String),
}

/// The block.
pub(super) fn open() -> impl IntoView {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let config = app.config();
    let shows_file = config.shows(Feature::OpenFile);
    let input = NodeRef::<html::Input>::new();
    let refusal = RwSignal::new(None::<Refusal>);
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(typed) = input.get_untracked().map(|input| input.value()) else { return };
        match check(&typed, &config) {
            Err(problem) => refusal.set(Some(problem)),
            Ok(address) => {
                // Data that comes by an address belongs in the address: the visit begins anew with it.
                let query = app.explore.text();
                let page = links.href(Route::Explore, "");
                let path = page.split('?').next().unwrap_or_default();
                let target = format!("{path}?data={}&lang={}#{query}", encode(&address), t.locale.as_str());
                // Refused only where the page may not leave its place, in a closed frame.
                window().location().assign(&target).ok();
            }
        }
    };
    let problem = move || {
        refusal.get().map(|refusal| {
            let says = match refusal {
                Refusal::NoAddress => t.data.open_bad().to_owned(),
                Refusal::Origin(host) => t.data.open_refused(&host),
            };
            view! { <p id="data-refusal" role="alert" class="field__problem">{says}</p> }
        })
    };
    let schema = format!("{}schema/profiles-1.json", links.base().path());
    view! {
        <section class="block open-data" aria-labelledby="data-open">
            <h2 id="data-open">{t.data.open()}</h2>
            <div class="open-data__ways">
                {shows_file.then(|| {
                    view! {
                        <div>
                            <FileOpener catalogue=app.catalogue />
                            <p class="hint">{t.data.open_note()}</p>
                        </div>
                    }
                })}
                <form class="open-data__address" novalidate on:submit=go>
                    <label class="field">
                        <span class="field__label">{t.data.open_address()}</span>
                        <input
                            node_ref=input
                            type="url"
                            placeholder="https://"
                            autocomplete="off"
                            spellcheck="false"
                            aria-describedby="data-refusal"
                            aria-invalid=move || refusal.with(Option::is_some).then_some("true")
                            on:input=move |_| refusal.set(None)
                        />
                    </label>
                    <button type="submit" class="button">{t.data.open_go()}</button>
                    {problem}
                    <p class="hint">{t.data.open_warn()}</p>
                </form>
            </div>
            <details>
                <summary>{t.data.format()}</summary>
                <p>{t.data.format_note()}</p>
                <p class="sub">{t.data.sample()}</p>
                <pre class="sample" tabindex="0"><code>{SAMPLE}</code></pre>
                <p><a href=schema target="_blank" rel="noopener">{t.data.format_schema()}</a></p>
            </details>
        </section>
    }
}

/// The whole address, where this site may open it.
fn check(typed: &str, config: &crate::config::Config) -> Result<String, Refusal> {
    let typed = typed.trim();
    let resolved = document::resolve(typed).filter(|_| !typed.is_empty()).ok_or(Refusal::NoAddress)?;
    if resolved.is_own || config.allows_origin(&resolved.origin) {
        Ok(resolved.href)
    } else {
        Err(Refusal::Origin(resolved.host))
    }
}

/// Everything but what an address keeps as it is in any place.
fn encode(address: &str) -> String {
    percent_encoding::utf8_percent_encode(address, percent_encoding::NON_ALPHANUMERIC).to_string()
}
