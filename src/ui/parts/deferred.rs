//! A view whose code is not there from the start: a second part of the program, which the build splits off, has it.

use std::future::Future;

use leptos::{prelude::*, wasm_split::SplitLoaderError};

use crate::{
    i18n::use_text,
    platform::task,
    split,
    ui::kit::{
        icon::{Glyph, Icon},
        skeleton::Skeleton,
    },
};

/// Where that part of the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    Awaited,
    Here,
    Missing,
}

/// The view, or what stands in its place until its code is there. Code that does not come can be asked for again.
#[component]
pub fn Deferred<F, M>(
    /// Fetches the code; done at once where it is there.
    fetch: impl Fn() -> F + Copy + Send + Sync + 'static,
    /// Makes the view, after its code is there.
    make: impl Fn() -> M + Send + 'static,
    /// Lines to be that stand for it until then.
    lines: usize,
    /// What is around these, or around a note where the code does not come.
    place: impl Fn(AnyView) -> AnyView + Send + 'static,
    /// What is done right before something else takes that place.
    before: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    F: Future<Output = Result<(), SplitLoaderError>> + 'static,
    M: Future<Output = Result<AnyView, SplitLoaderError>>,
{
    let is_here = matches!(split::at_once(fetch()), Some(Ok(())));
    let arrival = RwSignal::new(if is_here { Arrival::Here } else { Arrival::Awaited });
    let ask = move || {
        before();
        arrival.set(Arrival::Awaited);
        task::spawn(async move {
            let came = fetch().await;
            before();
            // The reader may have left by then.
            arrival.try_set(if came.is_ok() { Arrival::Here } else { Arrival::Missing });
        });
    };
    if !is_here {
        ask();
    }
    move || match arrival.get() {
        Arrival::Awaited => place(view! { <Skeleton lines late=true /> }.into_any()),
        Arrival::Here => split::at_once(make()).and_then(Result::ok).into_any(),
        Arrival::Missing => place(view! { <Missing on_retry=ask /> }.into_any()),
    }
}

/// Says that the code did not come.
#[component]
fn Missing(on_retry: impl Fn() + 'static) -> impl IntoView {
    let t = use_text();
    view! {
        <div class="notice notice--alert" role="alert">
            <Icon glyph=Glyph::Alert />
            <div class="notice__body">
                <p class="notice__title">{t.common.part_missing()}</p>
                <p>{t.common.part_missing_advice()}</p>
                <div class="row">
                    <button type="button" class="button" on:click=move |_| on_retry()>
                        {t.common.retry()}
                    </button>
                </div>
            </div>
        </div>
    }
}
