//! What stands in a cell of the method, in the words and numbers of a language.

use leptos::prelude::*;

use crate::{
    domain::{
        criteria::{Parameter, PartSpec},
        method::{Cell, Names},
        money::Currency,
    },
    i18n::Text,
    ui::parts::marks::words,
};

/// A cell with its class.
pub(super) fn cell(t: Text, cell: Cell, is_number: bool) -> (AnyView, &'static str) {
    let class = match cell {
        Cell::Name(Names::Formulas, _) => "formula",
        _ if is_number => "num",
        _ => "",
    };
    let view = match cell {
        Cell::Source(text) => view! { <cite>{source(t, text)}</cite> }.into_any(),
        Cell::Code(word) => view! { <code>{word}</code> }.into_any(),
        Cell::Coded(label, word) => view! { {label} " " <code>{word}</code> }.into_any(),
        Cell::Parameters(spec) => parameters(t, spec),
        Cell::None => view! { <span class="sub">{t.method.none_in_policy()}</span> }.into_any(),
        other => plain(t, &other).into_any(),
    };
    (view, class)
}

/// A cell as text.
pub(super) fn plain(t: Text, cell: &Cell) -> String {
    let m = t.method;
    match *cell {
        Cell::Name(names, key) => name(t, names, key),
        Cell::Source(text) => source(t, text).to_owned(),
        Cell::Label(text) | Cell::Code(text) | Cell::Coded(text, _) => text.to_owned(),
        Cell::Number(value, digits) => t.number(value, digits as u8),
        Cell::Percent(value, digits) => t.percent(value, digits as u8),
        Cell::Percents(low, high) => format!("{}–{}", t.number(low * 100.0, 1), t.percent(high, 1)),
        Cell::Dollars(amount) => t.money(amount, Currency::USD.as_str()),
        Cell::Count(count) => t.integer(count),
        Cell::About(size) => m.about(&t.compact(size)),
        Cell::Range(0, Some(to)) => m.to(&t.integer(to)),
        Cell::Range(from, Some(to)) => format!("{}–{}", t.integer(from), t.integer(to)),
        Cell::Range(from, None) => m.from(&t.integer(from)),
        Cell::Year(Some(year)) => year.to_string(),
        Cell::Year(None) => m.year_unknown().to_owned(),
        Cell::Parameters(_) | Cell::None => String::new(),
    }
}

fn name(t: Text, names: Names, key: &'static str) -> String {
    let found = match names {
        Names::Words => t.method.words(key),
        Names::Tiers => t.names.tiers(key),
        Names::Bases => t.names.bases(key),
        Names::Criteria => t.names.criteria(key),
        Names::Parts => t.marks.parts(key),
        Names::Formulas => t.method.formulas(key),
        Names::Caps => t.marks.caps(key),
        Names::Formats => t.names.formats(key),
        Names::Topics => t.names.topics(key),
        Names::PlaceReads => t.method.place_reads(key),
    };
    found.unwrap_or(key).to_owned()
}

/// A paragraph with its numbers.
pub(super) fn filled(t: Text, key: &'static str, values: &[(&'static str, Cell)]) -> String {
    let m = t.method;
    let said = values.iter().map(|(_, cell)| plain(t, cell)).collect::<Vec<_>>();
    // In the order of the names, as the texts take them.
    match (key, said.as_slice()) {
        ("topics_note", [count]) => m.topics_note(count),
        ("topics_usual", [count]) => m.topics_usual(count),
        ("scrutiny_note", [count]) => m.scrutiny_note(count),
        ("bench_note", [count]) => m.bench_note(count),
        ("cost_model", [low, high]) => m.cost_model(high, low),
        ("character_rule", [known, near, undecided]) => m.character_rule(known, near, undecided),
        ("character_deals", [gift, money]) => m.character_deals(gift, money),
        ("stability_note", [draws, nearby, top]) => m.stability_note(draws, nearby, top),
        _ => key.to_owned(),
    }
}

fn parameters(t: Text, spec: &'static PartSpec) -> AnyView {
    if spec.parameters.is_empty() {
        return view! { <span class="sub">{t.method.no_parameters()}</span> }.into_any();
    }
    let parameters = spec.parameters.iter().map(|parameter| parameter_line(t, spec, parameter));
    view! { <ul class="parameters">{parameters.collect_view()}</ul> }.into_any()
}

/// A source in the reader's words; names alone need none.
fn source(t: Text, source: &'static str) -> &'static str {
    t.method.sources(source).unwrap_or(source)
}

fn parameter_line(t: Text, spec: &PartSpec, parameter: &'static Parameter) -> impl IntoView + use<> {
    view! {
        <li>
            {words::parameter(t, spec, parameter)} " " <cite class="sub">{source(t, parameter.source)}</cite>
        </li>
    }
}
