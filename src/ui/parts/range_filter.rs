//! One measure as a range over its distribution; says how many are unknown, and can keep them.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    filter_words::{measure_name, measure_value},
    gesture::Gesture,
};
use crate::{
    domain::{
        answer::Page,
        money::Currency,
        query::{Edit, Measure, RangeFilter},
    },
    i18n::use_text,
    state::Explore,
    ui::kit::{
        range::{Bars, Ends, Range, RangeWords},
        scale::{Scale, Spread},
    },
};

/// The range of a measure.
#[component]
pub fn RangeFilterField(
    /// Where edits go.
    explore: Explore,
    /// The latest answer.
    page: Signal<Option<Arc<Page>>>,
    /// Which measure.
    measure: Measure,
    /// Currency of prices.
    currency: Currency,
) -> impl IntoView {
    let t = use_text();
    let name = measure_name(t, measure);
    let spread = spread(measure);
    let range = Memo::new(move |_| explore.query().with(|query| *query.filters.range(measure)));
    let gesture = Gesture::new(explore);
    let histogram = move |read: &dyn Fn(&crate::domain::answer::Histogram)| {
        page.with(|page| {
            if let Some(histogram) = page.as_ref().and_then(|page| page.histograms.get(measure.as_str())) {
                read(histogram);
            }
        });
    };
    let bars = Memo::new(move |_| {
        let found = std::cell::RefCell::new(Bars::default());
        histogram(&|histogram| {
            *found.borrow_mut() = Bars { edges: histogram.edges.clone(), counts: histogram.counts.clone() };
        });
        found.into_inner()
    });
    // Derived and no memo: an effect that reads two memos, one made of the other, misses a change of the second
    // where the first stays the same.
    let scale = Signal::derive(move || {
        let (low, high) = bars.with(|bars| match (bars.edges.first(), bars.edges.last()) {
            (Some(low), Some(high)) => (*low, *high),
            _ => usual(measure),
        });
        Scale::new(spread, low, high)
    });
    let unknown = Memo::new(move |_| {
        let found = std::cell::Cell::new(0);
        histogram(&|histogram| found.set(histogram.unknown));
        found.get()
    });
    let send = move |(min, max): Ends| {
        // No percentile and no share in percent is beyond a hundred.
        let possible = |end: f64| if spread == Spread::Linear { end.min(100.0) } else { end };
        let (min, max) = (min.map(possible), max.map(possible));
        let keep_unknown = range.get_untracked().keep_unknown;
        gesture.input(Edit::Range(measure, RangeFilter { min, max, keep_unknown }));
    };
    let keep = move |event| {
        let keep_unknown = event_target_checked(&event);
        explore.commit(Edit::Range(measure, RangeFilter { keep_unknown, ..range.get_untracked() }));
    };
    let words = RangeWords {
        low: t.explore.range_low(name),
        high: t.explore.range_high(name),
        from: t.explore.range_from(),
        to: t.explore.range_to(),
    };
    let note = match (spread, measure) {
        (Spread::Log, _) => t.explore.scale_log(),
        (_, Measure::Er) => t.explore.scale_same_basis(),
        _ => "",
    };
    let has_bound = move || !range.get().is_empty();
    view! {
        <fieldset class="range">
            <legend>{name}</legend>
            <span class="range__scale" class:range__scale--line=measure == Measure::Er>{note}</span>
            <Range
                scale
                ends=Signal::derive(move || range.with(|range| (range.min, range.max)))
                bars=Signal::from(bars)
                words
                say=move |value| measure_value(t, measure, value, currency)
                on_input=send
                on_rest=move |()| gesture.rest()
            />
            <label class="check check--unknown">
                <input
                    type="checkbox"
                    // Without a bound everything passes, the unknown too.
                    prop:checked=move || !has_bound() || range.get().keep_unknown
                    disabled=move || !has_bound()
                    on:change=keep
                />
                <span class="check__name">
                    {move || t.explore.unknowns(&t.integer(unknown.get() as u64))}
                </span>
                <span class="count">
                    {move || {
                        if has_bound() && !range.get().keep_unknown {
                            t.explore.unknown_left_out()
                        } else {
                            t.explore.unknown_kept()
                        }
                    }}
                </span>
            </label>
        </fieldset>
    }
}

const fn spread(measure: Measure) -> Spread {
    match measure {
        Measure::Followers | Measure::Price => Spread::Log,
        Measure::Er | Measure::Credibility => Spread::Linear,
    }
}

/// The ends of a slider before the first answer.
const fn usual(measure: Measure) -> (f64, f64) {
    match measure {
        Measure::Followers => (1_000.0, 10_000_000.0),
        Measure::Er | Measure::Credibility => (0.0, 100.0),
        Measure::Price => (10.0, 100_000.0),
    }
}
