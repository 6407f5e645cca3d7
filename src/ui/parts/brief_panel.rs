//! The brief: what the campaign wants, as a form that answers while it is filled in.

mod choices;
mod many;
mod money;
mod places;
mod topics;

use std::sync::Arc;

use leptos::prelude::*;

use self::{
    choices::CheckGroup,
    many::{ManyOf, ManyTexts},
    money::BudgetField,
    places::{country_choices, language_choices},
    topics::TopicList,
};
use super::filter_words::label_name;
use crate::{
    domain::{
        answer::Page,
        brief::{AGE_BANDS, Brief, FORMATS, GENDERS},
        country::Country,
        label::LABELS,
        money::Rates,
        network::Network,
        profile::Deal,
        query::Edit,
        tier::Tier,
    },
    i18n::use_text,
    state::Explore,
    ui::kit::field::{Choice, Select},
};

/// Reads and changes the brief of the query.
#[derive(Clone, Copy)]
pub struct BriefForm {
    explore: Explore,
    brief: Memo<Brief>,
}

impl BriefForm {
    fn new(explore: Explore) -> Self {
        Self { explore, brief: Memo::new(move |_| explore.query().with(|query| query.brief.clone())) }
    }

    /// A part of the brief, as a signal.
    fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Brief) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        Memo::new(move |_| self.brief.with(|brief| read(brief))).into()
    }

    /// The edit that this change of the brief is.
    fn edit(self, change: impl FnOnce(&mut Brief)) -> Edit {
        let mut brief = self.brief.get_untracked();
        change(&mut brief);
        Edit::Brief(Box::new(brief))
    }

    /// Changes the brief; one step back undoes it.
    fn change(self, change: impl FnOnce(&mut Brief)) {
        self.explore.commit(self.edit(change));
    }
}

/// Puts a value into a list, or takes it out.
fn set<T: PartialEq>(list: &mut Vec<T>, value: T, on: bool) {
    list.retain(|other| *other != value);
    if on {
        list.push(value);
    }
}

/// The form.
#[component]
pub fn BriefPanel(
    /// Where edits go.
    explore: Explore,
    /// The latest answer, for topics outside the vocabulary.
    page: Signal<Option<Arc<Page>>>,
    /// Exchange rates: a budget can be in any of their currencies.
    rates: Rates,
) -> impl IntoView {
    let t = use_text();
    let form = BriefForm::new(explore);
    let is_empty = Memo::new(move |_| form.brief.with(Brief::is_empty));
    let clear = move || {
        (!is_empty.get()).then(|| {
            view! {
                <button type="button" class="link" on:click=move |_| form.change(|brief| *brief = Brief::default())>
                    {t.explore.clear_brief()}
                </button>
            }
        })
    };
    view! {
        <section class="brief" aria-labelledby="brief-heading">
            <header class="panel__head">
                <h2 id="brief-heading">{t.explore.brief()}</h2>
                {clear}
            </header>
            {move || is_empty.get().then(|| view! { <p class="hint">{t.explore.brief_hint()}</p> })}
            <TopicList form page />
            <Specialist form />
            <TargetCountries form />
            <Collaboration form rates />
            <Audience form />
            <MoreWishes form />
        </section>
    }
}

/// Whether specialists are wanted: a demand of its own beside the topics.
#[component]
fn Specialist(form: BriefForm) -> impl IntoView {
    let t = use_text();
    let is_asked = form.part(|brief| brief.specialist);
    let set = move |event| {
        let on = event_target_checked(&event);
        form.change(|brief| brief.specialist = on);
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=is_asked on:change=set />
            <span class="check__name">{t.explore.specialist()}</span>
        </label>
    }
}

#[component]
fn TargetCountries(form: BriefForm) -> impl IntoView {
    let t = use_text();
    let countries = form.part(|brief| brief.countries.iter().map(|code| code.as_str().to_owned()).collect());
    let set_country = move |(code, on): (String, bool)| {
        if let Ok(country) = code.parse::<Country>() {
            form.change(|brief| set(&mut brief.countries, country, on));
        }
    };
    view! {
        <ManyOf
            label=t.explore.target_countries()
            placeholder=t.explore.add_country()
            choices=Memo::new(move |_| country_choices(t))
            values=countries
            name=move |code: String| t.country(&code)
            on_set=set_country
        />
    }
}

/// The rest of the target audience, folded away until it is wanted or asked.
#[component]
fn Audience(form: BriefForm) -> impl IntoView {
    let t = use_text();
    let asked =
        move || form.brief.with(|brief| brief.languages.len() + brief.ages.len() + brief.genders.len());
    let ages = AGE_BANDS.map(|band| Choice::new(band, t.explore.age_band(&band.replace('-', "–")))).to_vec();
    let genders =
        GENDERS.map(|gender| Choice::new(gender, t.names.genders(gender).unwrap_or(gender))).to_vec();
    let set_age = move |(value, on): (String, bool)| {
        if let Some(band) = AGE_BANDS.into_iter().find(|band| *band == value) {
            form.change(|brief| set(&mut brief.ages, band, on));
        }
    };
    let set_gender = move |(value, on): (String, bool)| {
        if let Some(gender) = GENDERS.into_iter().find(|gender| *gender == value) {
            form.change(|brief| set(&mut brief.genders, gender, on));
        }
    };
    view! {
        <Fold label=t.explore.more_audience() asked content=move || view! {
            <ManyOf
                label=t.explore.target_languages()
                placeholder=t.explore.add_language()
                choices=Memo::new(move |_| language_choices(t))
                values=form.part(|brief| brief.languages.clone())
                name=move |tag: String| t.language(&tag)
                on_set=move |(tag, on)| form.change(|brief| set(&mut brief.languages, tag, on))
            />
            <CheckGroup
                label=t.explore.target_ages()
                choices=ages.clone()
                values=form.part(|brief| brief.ages.iter().map(|band| (*band).to_owned()).collect())
                on_set=set_age
            />
            <CheckGroup
                label=t.explore.target_genders()
                choices=genders.clone()
                values=form.part(|brief| brief.genders.iter().map(|gender| (*gender).to_owned()).collect())
                on_set=set_gender
            />
        } />
    }
}

#[component]
fn Collaboration(form: BriefForm, rates: Rates) -> impl IntoView {
    let t = use_text();
    let mut formats = vec![Choice::new("", t.explore.any_format())];
    formats.extend(FORMATS.map(|format| Choice::new(format, t.names.formats(format).unwrap_or(format))));
    let set_format = move |value: String| {
        form.change(|brief| brief.format = FORMATS.into_iter().find(|format| *format == value));
    };
    view! {
        <Select
            label=t.explore.format()
            choices=formats
            value=form.part(|brief| brief.format.unwrap_or_default().to_owned())
            on_choose=set_format
        />
        <BudgetField form rates />
    }
}

/// What fewer briefs ask, folded away until it is wanted or asked.
#[component]
fn MoreWishes(form: BriefForm) -> impl IntoView {
    let t = use_text();
    let asked = move || {
        form.brief.with(|brief| {
            brief.offer.len()
                + brief.networks.len()
                + brief.tiers.len()
                + brief.labels.len()
                + brief.exclude.len()
        })
    };
    let deals = Deal::ALL
        .map(|deal| Choice::new(deal.as_str(), t.names.deals(deal.as_str()).unwrap_or(deal.as_str())))
        .to_vec();
    let set_deal = move |(value, on): (String, bool)| {
        if let Some(deal) = Deal::ALL.into_iter().find(|deal| deal.as_str() == value) {
            form.change(|brief| set(&mut brief.offer, deal, on));
        }
    };
    let networks = Network::ALL.map(|network| Choice::new(network.as_str(), network.label())).to_vec();
    let set_network = move |(value, on): (String, bool)| {
        if let Ok(network) = value.parse::<Network>() {
            form.change(|brief| set(&mut brief.networks, network, on));
        }
    };
    let tiers = Tier::ALL
        .map(|tier| Choice::new(tier.as_str(), t.names.tiers(tier.as_str()).unwrap_or(tier.as_str())))
        .to_vec();
    let set_tier = move |(value, on): (String, bool)| {
        if let Ok(tier) = value.parse::<Tier>() {
            form.change(|brief| set(&mut brief.tiers, tier, on));
        }
    };
    let labels = move || LABELS.map(|label| Choice::new(label, label_name(t, label))).to_vec();
    view! {
        <Fold label=t.explore.more_wishes() asked content=move || view! {
            <CheckGroup
                label=t.explore.offer()
                choices=deals.clone()
                values=form.part(|brief| brief.offer.iter().map(|deal| deal.as_str().to_owned()).collect())
                on_set=set_deal
            />
            <CheckGroup
                label=t.explore.wanted_networks()
                choices=networks.clone()
                values=form.part(|brief| brief.networks.iter().map(|it| it.as_str().to_owned()).collect())
                on_set=set_network
            />
            <CheckGroup
                label=t.explore.wanted_tiers()
                choices=tiers.clone()
                values=form.part(|brief| brief.tiers.iter().map(|it| it.as_str().to_owned()).collect())
                on_set=set_tier
            />
            <ManyOf
                label=t.explore.wanted_labels()
                placeholder=t.explore.add_label()
                choices=Signal::derive(labels)
                values=form.part(|brief| brief.labels.clone())
                name=move |slug: String| label_name(t, &slug)
                on_set=move |(slug, on)| form.change(|brief| set(&mut brief.labels, slug, on))
            />
            <ManyTexts
                label=t.explore.exclusions()
                placeholder=t.explore.add_exclusion()
                values=form.part(|brief| brief.exclude.clone())
                on_set=move |(brand, on)| form.change(|brief| set(&mut brief.exclude, brand, on))
            />
        } />
    }
}

/// A part of the form under a summary that counts what is asked in it; made when it is opened first.
#[component]
fn Fold<V: IntoView + 'static>(
    label: &'static str,
    #[prop(into)] asked: Signal<usize>,
    content: impl Fn() -> V + Send + 'static,
) -> impl IntoView {
    let t = use_text();
    let starts_open = asked.get_untracked() > 0;
    let is_made = RwSignal::new(starts_open);
    let make = move |_| {
        if !is_made.get_untracked() {
            is_made.set(true);
        }
    };
    let count = move || {
        Some(asked.get()).filter(|asked| *asked > 0).map(|asked| format!("({})", t.integer(asked as u64)))
    };
    view! {
        <details class="more" open=starts_open on:toggle=make>
            <summary>
                {label} " " <span class="count">{count}</span>
            </summary>
            {move || is_made.get().then(&content)}
        </details>
    }
}
