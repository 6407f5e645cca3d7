//! Copies of data that this browser keeps, and the way to throw them away.

use leptos::prelude::*;

use crate::{i18n::use_text, platform::task, state::use_app};

/// The block.
pub(super) fn kept() -> impl IntoView {
    let t = use_text();
    let catalogue = use_app().catalogue;
    let count = RwSignal::new(None::<usize>);
    let ask = move || {
        task::spawn(async move {
            let kept = catalogue.kept().await;
            // The page may have been left meanwhile.
            count.try_set(kept);
        });
    };
    // Asked anew with every catalogue: it may have left a copy.
    Effect::new(move |_| {
        catalogue.version().track();
        ask();
    });
    let empty = move |_: leptos::ev::MouseEvent| {
        task::spawn(async move {
            catalogue.forget_kept().await;
            count.try_set(catalogue.kept().await);
        });
    };
    let words = move || match count.get() {
        None | Some(0) => t.data.kept_none().to_owned(),
        Some(kept) => t.data.kept(kept as u64, &t.integer(kept as u64)),
    };
    let button = move || {
        count.get().is_some_and(|kept| kept > 0).then(|| {
            view! { <button type="button" class="button" on:click=empty>{t.data.kept_forget()}</button> }
        })
    };
    view! {
        <section class="block" aria-labelledby="data-kept">
            <h2 id="data-kept">{t.data.kept_title()}</h2>
            <p class="sub">{words}</p>
            {button}
        </section>
    }
}
