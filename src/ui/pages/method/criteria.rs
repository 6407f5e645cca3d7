//! The parts of each criterion: weight, formula, what is read, and the parameters with their sources.

use leptos::prelude::*;

use crate::{
    domain::{
        criteria::{PARTS, Parameter, PartSpec},
        criterion::Criterion,
    },
    i18n::Text,
    ui::parts::marks::words,
};

/// One table a criterion.
pub(super) fn tables(t: Text) -> impl IntoView {
    let tables = Criterion::ALL.into_iter().map(|criterion| table(t, criterion)).collect_view();
    view! {
        <p class="prose">{t.method.criteria_note()}</p>
        {tables}
    }
}

fn table(t: Text, criterion: Criterion) -> impl IntoView {
    let name = words::criterion_name(t, criterion);
    let question = t.method.questions(criterion.as_str()).unwrap_or_default();
    let rows =
        PARTS.iter().filter(|spec| spec.criterion == criterion).map(|spec| row(t, spec)).collect_view();
    let label = t.method.table_name(name);
    view! {
        <h3>{name} " " <span class="sub">{question}</span></h3>
        <div class="scroll" tabindex="0" role="group" aria-label=label>
            <table class="method-table" aria-label=label.clone()>
                <thead>
                    <tr>
                        <th scope="col">{t.method.part()}</th>
                        <th scope="col" class="num">{t.method.weight()}</th>
                        <th scope="col">{t.method.formula()}</th>
                        <th scope="col">{t.method.reads()}</th>
                        <th scope="col">{t.method.parameters()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(t: Text, spec: &'static PartSpec) -> impl IntoView {
    let formula = t.method.formulas(spec.key).unwrap_or_default();
    let parameters = if spec.parameters.is_empty() {
        view! { <span class="sub">{t.method.no_parameters()}</span> }.into_any()
    } else {
        let parameters = spec.parameters.iter().map(|parameter| parameter_line(t, spec, parameter));
        view! { <ul class="parameters">{parameters.collect_view()}</ul> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{words::part_name(t, spec.key)}</th>
            <td class="num">{spec.weight}</td>
            <td class="formula">{formula}</td>
            <td><code>{spec.field}</code></td>
            <td>{parameters}</td>
        </tr>
    }
}

/// Sources are quoted in the language they were written down in.
fn parameter_line(t: Text, spec: &PartSpec, parameter: &'static Parameter) -> impl IntoView + use<> {
    view! {
        <li>
            {words::parameter(t, spec, parameter)} " " <cite class="sub" lang="en">{parameter.source}</cite>
        </li>
    }
}
