//! One profile and why it has its match: the verdict first, then the evidence, then the source.
//!
//! What belongs to the profile alone is built once; what depends on the query follows the explanation, so that
//! a half-written note survives an edit of the brief.

mod audience;
mod cost;
mod figures;
mod findings;
mod head;
mod history;
mod missing;
mod note;
mod raise;
mod sources;
mod verdict;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    domain::{
        answer::{Explanation, Flag, Severity},
        order::sort_by,
        profile::Profile,
        query::Edit,
    },
    i18n::use_text,
    platform::clock::today,
    route::Route,
    state::use_app,
    ui::{
        pages::answers::{self, Answer},
        parts::{
            failure_note::FailureNote,
            marks::{DotTable, FlagMark, Waterfall},
            printed_query::PrintedQuery,
        },
        url::use_links,
    },
};

/// The page of the profile that the address points at.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let query = app.explore.query();
    let id = Memo::new(move |_| query.with(|query| query.id.clone()));
    let ids = Memo::new(move |_| id.get().into_iter().collect::<Vec<_>>());
    let answers = answers::follow(app.explore, ids);
    let profile =
        Memo::new(move |_| answers.with(|all| all.first().and_then(|answer| answer.profile.clone())));
    let explanation =
        Memo::new(move |_| answers.with(|all| all.first().and_then(|answer| answer.explanation.clone())));
    // A memo beside the others: a view that reads `profile` first and `answers` after it misses a change of the
    // latter that leaves the former as it was.
    let is_stranger = Memo::new(move |_| answers.with(|all| all.first().is_some_and(Answer::is_stranger)));
    // The heading that had the focus after a navigation gives way to the profile's own, which takes it over.
    let held_focus = StoredValue::new(false);
    move || match (id.get(), profile.get()) {
        (None, _) => {
            view! { <Nobody title=t.profile.none_title() says=t.profile.none_body().to_owned() /> }.into_any()
        }
        (Some(_), Some(profile)) => {
            view! { <Sheet profile=Arc::new(profile) explanation=explanation.into() held_focus /> }.into_any()
        }
        (Some(id), None) if is_stranger.get() => {
            view! { <Nobody title=t.profile.stranger_title() says=t.profile.stranger_body(&id) /> }.into_any()
        }
        (Some(_), None) => waiting(held_focus).into_any(),
    }
}

/// While nothing has come: that it is being read, or why it cannot be.
fn waiting(held_focus: StoredValue<bool>) -> impl IntoView {
    let t = use_text();
    on_cleanup(move || {
        let is_heading = |element: web_sys::Element| element.tag_name() == "H1";
        held_focus.set_value(document().active_element().is_some_and(is_heading));
    });
    let catalogue = use_app().catalogue;
    let status = catalogue.status();
    let failure = Memo::new(move |_| status.with(|status| status.failure().cloned()));
    view! {
        <div class="sheet">
            <h1 tabindex="-1">{t.profile.title()}</h1>
            {move || match failure.get() {
                Some(failure) => {
                    let retry = Callback::new(move |()| catalogue.retry());
                    view! { <FailureNote failure on_retry=retry /> }.into_any()
                }
                None => view! { <p class="sub" role="status">{t.profile.waiting()}</p> }.into_any(),
            }}
        </div>
    }
}

/// Nobody to show, and the way back.
#[component]
fn Nobody(title: &'static str, says: String) -> impl IntoView {
    let t = use_text();
    let (app, links) = (use_app(), use_links());
    let back = move || {
        links.href(Route::Explore, &app.explore.print(&app.explore.query().get().apply(Edit::Select(None))))
    };
    view! {
        <div class="sheet">
            <h1 tabindex="-1">{title}</h1>
            <p class="verdict">{says}</p>
            <p><a class="button" href=back>{t.common.back_to_explore()}</a></p>
        </div>
    }
}

/// The page of a known profile.
#[component]
fn Sheet(
    profile: Arc<Profile>,
    explanation: Signal<Option<Explanation>>,
    held_focus: StoredValue<bool>,
) -> impl IntoView {
    let t = use_text();
    let app = use_app();
    let currency = app.config().fx.base;
    let query = app.explore.query();
    let brief = Memo::new(move |_| query.with(|query| query.brief.clone()));
    let open = RwSignal::new([false; 6]);
    let with =
        move |show: fn(&Explanation) -> AnyView| move || explanation.with(|known| known.as_ref().map(show));
    let links = use_links();
    let method = move || links.href(Route::Method, &app.explore.text());

    let lede = {
        let profile = profile.clone();
        move || {
            explanation.get().map(|known| verdict::lede(t, &profile, &known, &query.get().policy, currency))
        }
    };
    let figures = {
        let profile = profile.clone();
        move || explanation.get().map(|known| figures::figures(t, &profile, &known, &query.get()))
    };
    let waterfall = move || {
        explanation.get().map(|explanation| {
            if explanation.criteria.iter().all(|criterion| criterion.weight == 0) {
                return view! { <p class="verdict">{t.profile.match_none()}</p> }.into_any();
            }
            view! {
                <Waterfall explanation open=open currency=currency />
                <p class="hint">{t.marks.legend()}</p>
                <p class="row">
                    {parts_switch(open)}
                    <a class="link" href=method>{t.profile.formulas()}</a>
                </p>
            }
            .into_any()
        })
    };
    let character = {
        let profile = profile.clone();
        move || {
            explanation.get().map(|known| {
                let findings = findings::findings(t, &profile, &known, currency);
                view! { <DotTable character=known.character findings=findings /> }
            })
        }
    };
    let risks = {
        let profile = profile.clone();
        move || explanation.with(|known| known.as_ref().map(|known| risks(&profile, known)))
    };
    let costs = move || explanation.with(|known| known.as_ref().map(|known| cost::results(known, currency)));
    let missing = {
        let profile = profile.clone();
        move || explanation.with(|known| known.as_ref().map(|known| missing::list(t, &profile, known)))
    };
    let audience = {
        let profile = profile.clone();
        move || brief.with(|brief| audience::tables(t, &profile, brief))
    };
    view! {
        <div class="sheet profile">
            {head::head(profile.clone(), explanation, held_focus)}
            <PrintedQuery explore=app.explore currency />
            <section class="lede" aria-label=t.profile.verdict()>{lede} {figures}</section>
            <div class="cols">
                <div class="col">
                    <section class="block o-match" aria-labelledby="p-match">
                        <h2 id="p-match">{t.marks.explained()}</h2>
                        {waterfall}
                    </section>
                    <section class="block o-char" aria-labelledby="p-char">
                        <h2 id="p-char">
                            {t.profile.character()} " "
                            <span class="sub">{t.profile.character_sub()}</span>
                        </h2>
                        {character}
                    </section>
                    <section class="block o-hist" aria-labelledby="p-hist">
                        <h2 id="p-hist">{t.profile.history()}</h2>
                        {history::chart(t, &profile)}
                    </section>
                    <section class="block o-aud" aria-labelledby="p-aud">
                        <h2 id="p-aud">
                            {t.profile.audience()} " "
                            <span class="sub">{t.profile.audience_sub()}</span>
                        </h2>
                        {audience}
                    </section>
                </div>
                <div class="col">
                    <section class="block o-risk" aria-labelledby="p-risk">
                        <h2 id="p-risk">{t.profile.risks()}</h2>
                        {risks}
                        <p class="hint">{t.profile.risks_note()}</p>
                    </section>
                    <section class="block o-risk" aria-labelledby="p-cost">
                        <h2 id="p-cost">{t.profile.cost_results()}</h2>
                        {costs}
                    </section>
                    <section class="block o-up" aria-labelledby="p-up">
                        <h2 id="p-up">{t.profile.raise()}</h2>
                        {with(raise::table)}
                    </section>
                    <section class="block o-miss" aria-labelledby="p-miss">
                        <h2 id="p-miss">{t.profile.missing()}</h2>
                        {missing}
                    </section>
                    <section class="block o-note" aria-labelledby="p-note">
                        <h2 id="p-note">{t.profile.note()}</h2>
                        {note::note(profile.clone())}
                    </section>
                    <section class="block o-src" aria-labelledby="p-src">
                        <h2 id="p-src">{t.profile.sources()}</h2>
                        {sources::list(t, profile)}
                    </section>
                </div>
            </div>
        </div>
    }
}

/// Opens or closes the parts of all criteria at once.
fn parts_switch(open: RwSignal<[bool; 6]>) -> impl IntoView {
    let t = use_text();
    let all = move || open.get().iter().all(|open| *open);
    view! {
        <button type="button" class="link" on:click=move |_| open.set([!all(); 6])>
            {move || if all() { t.profile.parts_hide() } else { t.profile.parts_all() }}
        </button>
    }
}

/// Every check, the most serious first.
fn risks(profile: &Profile, explanation: &Explanation) -> AnyView {
    let mut flags = explanation.flags.clone();
    // Only the page knows what day it is.
    flags.extend(profile.date_after(&today()).map(|date| Flag {
        check: "number".to_owned(),
        severity: Severity::Check,
        value: Some(0.0),
        against: None,
        detail: Some(date.to_owned()),
    }));
    // Unknown is not safe: it comes before what is clear.
    sort_by(&mut flags, |a, b| b.severity.cmp(&a.severity));
    let rows = flags.into_iter().map(|flag| view! { <li><FlagMark flag named=true /></li> }).collect_view();
    let closer = (explanation.scrutiny == "closer")
        .then(|| view! { <p class="hint">{use_text().profile.risks_closer()}</p> });
    view! { <ul class="plain risk-list">{rows}</ul> {closer} }.into_any()
}
