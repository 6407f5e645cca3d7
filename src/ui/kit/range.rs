//! A range by two native sliders and two number inputs, with the distribution drawn above.
//!
//! Native sliders rather than one with two thumbs: touch screens and assistive technology operate them. The
//! order of the tab stops never changes; a thumb that meets the other one stops there.

use leptos::prelude::*;

use super::{field::show, scale::Scale};

/// The ends of a range; `None` is open.
pub type Ends = (Option<f64>, Option<f64>);

/// Bars behind the sliders.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bars {
    /// Borders of the bars, one more than there are bars.
    pub edges: Vec<f64>,
    /// Their heights.
    pub counts: Vec<usize>,
}

/// The words of a range.
#[derive(Debug, Clone)]
pub struct RangeWords {
    /// Name of the lower end: "Followers, at least".
    pub low: String,
    /// Name of the upper end.
    pub high: String,
    /// Before the lower number.
    pub from: &'static str,
    /// Before the upper number.
    pub to: &'static str,
}

/// Two sliders and two numbers.
#[component]
pub fn Range(
    /// Where numbers stand.
    #[prop(into)]
    scale: Signal<Scale>,
    /// The ends in force.
    #[prop(into)]
    ends: Signal<Ends>,
    /// The distribution.
    #[prop(into)]
    bars: Signal<Bars>,
    /// The words.
    words: RangeWords,
    /// A number in words, for those who hear the slider: "50 000 followers".
    #[prop(into)]
    say: Callback<f64, String>,
    /// Called while an end moves.
    #[prop(into)]
    on_input: Callback<Ends>,
    /// Called when it came to rest.
    #[prop(into)]
    on_rest: Callback<()>,
) -> impl IntoView {
    let low_step = move || ends.get().0.map_or(0, |value| scale.get().step(value));
    let high_step = move || ends.get().1.map_or(Scale::STEPS, |value| scale.get().step(value));
    let at = move |step: u32, open: u32| (step != open).then(|| scale.get_untracked().value(step));
    let slide_low = move |event| {
        if let Ok(step) = event_target_value(&event).parse::<u32>() {
            on_input.run((at(step.min(high_step()), 0), ends.get_untracked().1));
        }
    };
    let slide_high = move |event| {
        if let Ok(step) = event_target_value(&event).parse::<u32>() {
            on_input.run((ends.get_untracked().0, at(step.max(low_step()), Scale::STEPS)));
        }
    };
    // Ends that were typed the wrong way around are meant the other way.
    let settle = move || {
        if let (Some(low), Some(high)) = ends.get_untracked()
            && low > high
        {
            on_input.run((Some(high), Some(low)));
        }
        on_rest.run(());
    };
    let say_end = move |end: Option<f64>, open: u32| say.run(end.unwrap_or_else(|| scale.get().value(open)));
    let written = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let RangeWords { low, high, from, to } = words;
    view! {
        <Histogram scale ends bars />
        <div class="range__thumbs">
            <input
                type="range"
                min="0"
                max=Scale::STEPS
                aria-label=low.clone()
                aria-valuetext=move || say_end(ends.get().0, 0)
                prop:value=move || low_step().to_string()
                on:input=slide_low
                on:change=move |_| on_rest.run(())
            />
            <input
                type="range"
                min="0"
                max=Scale::STEPS
                aria-label=high.clone()
                aria-valuetext=move || say_end(ends.get().1, Scale::STEPS)
                prop:value=move || high_step().to_string()
                on:input=slide_high
                on:change=move |_| on_rest.run(())
            />
        </div>
        <div class="range__numbers">
            <label>
                <span>{from}</span>
                <input
                    type="number"
                    min="0"
                    step="any"
                    aria-label=low
                    prop:value=move || written(ends.get().0)
                    on:input=move |event| {
                        on_input.run((number(&event_target_value(&event)), ends.get_untracked().1));
                    }
                    on:change=move |event| {
                        settle();
                        show(&event, &written(ends.get_untracked().0));
                    }
                />
            </label>
            <label>
                <span>{to}</span>
                <input
                    type="number"
                    min="0"
                    step="any"
                    aria-label=high
                    prop:value=move || written(ends.get().1)
                    on:input=move |event| {
                        on_input.run((ends.get_untracked().0, number(&event_target_value(&event))));
                    }
                    on:change=move |event| {
                        settle();
                        show(&event, &written(ends.get_untracked().1));
                    }
                />
            </label>
        </div>
    }
}

/// A typed number; an empty or unfinished one is no bound.
fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|value: &f64| value.is_finite() && *value >= 0.0)
}

/// Width and height of the drawing; it is stretched to the width at hand.
const WIDTH: f64 = 216.0;
const HEIGHT: f64 = 36.0;

#[component]
fn Histogram(scale: Signal<Scale>, ends: Signal<Ends>, bars: Signal<Bars>) -> impl IntoView {
    let shapes = move || {
        let (scale, (low, high)) = (scale.get(), ends.get());
        bars.with(|bars| {
            let most = bars.counts.iter().copied().max().unwrap_or(0).max(1) as f64;
            bars.edges
                .windows(2)
                .zip(&bars.counts)
                .map(|(edges, &count)| {
                    let left = scale.fraction(edges[0]) * WIDTH;
                    let width = (scale.fraction(edges[1]) * WIDTH - left - 1.0).max(0.5);
                    // A bar that stands for anybody at all can be seen.
                    let height = if count == 0 { 0.0 } else { (count as f64 / most * HEIGHT).max(1.5) };
                    let inside =
                        low.is_none_or(|low| edges[1] > low) && high.is_none_or(|high| edges[0] <= high);
                    view! {
                        <rect
                            class=if inside { "is-in" } else { "is-out" }
                            x=format!("{left:.1}")
                            y=format!("{:.1}", HEIGHT - height)
                            width=format!("{width:.1}")
                            height=format!("{height:.1}")
                        />
                    }
                })
                .collect_view()
        })
    };
    view! {
        <svg class="histogram" viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
            {shapes}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn an_unfinished_number_is_no_bound() {
        assert_eq!(number(" 5000 "), Some(5_000.0));
        for text in ["", "-", "-5", "1e999", "NaN", "x"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
