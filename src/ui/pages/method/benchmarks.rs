//! The published engagement rates that stand in where a catalogue has too few peers.

use leptos::prelude::*;

use crate::{
    domain::criteria::engagement::{BENCHMARKS, Benchmark, MIN_PEERS},
    i18n::Text,
};

/// The table.
pub(super) fn table(t: Text) -> impl IntoView {
    let rows = BENCHMARKS.iter().map(|band| row(t, band)).collect_view();
    view! {
        <p class="prose">{t.method.bench_note(&t.integer(MIN_PEERS as u64))}</p>
        <div class="scroll" tabindex="0" role="group" aria-label=t.method.bench_table()>
            <table class="method-table" aria-label=t.method.bench_table()>
                <thead>
                    <tr>
                        <th scope="col">{t.method.bench_network()}</th>
                        <th scope="col">{t.method.bench_basis()}</th>
                        <th scope="col">{t.method.bench_size()}</th>
                        <th scope="col" class="num">{t.method.bench_band()}</th>
                        <th scope="col">{t.method.source()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(t: Text, band: &'static Benchmark) -> impl IntoView {
    let basis = t.names.bases(band.basis.as_str()).unwrap_or(band.basis.as_str());
    let rates = format!("{}–{}", t.number(band.low * 100.0, 1), t.percent(band.high, 1));
    view! {
        <tr>
            <th scope="row">{band.network.label()}</th>
            <td>{basis}</td>
            <td>{t.method.about(&t.compact(band.size))}</td>
            <td class="num">{rates}</td>
            <td>{band.source}</td>
        </tr>
    }
}
