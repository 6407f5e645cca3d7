//! A flag: icon, word and reason. Evidence, never an accusation.

use leptos::prelude::*;

use super::words;
use crate::{
    domain::answer::{Flag, Severity},
    i18n::{Text, use_text},
    platform::tree::{Branch, element},
    ui::kit::icon::{Glyph, Icon, icon},
};

/// Class and icon of a severity: check, circled question mark, triangle, octagon.
const fn look(severity: Severity) -> (&'static str, Glyph) {
    match severity {
        Severity::Clear => ("flag flag--clear", Glyph::Clear),
        Severity::Unchecked => ("flag flag--unknown", Glyph::Unchecked),
        Severity::Check => ("flag flag--caution", Glyph::Check),
        Severity::Alert => ("flag flag--alert", Glyph::Alert),
    }
}

fn severity_name(t: Text, severity: Severity) -> &'static str {
    let key = match severity {
        Severity::Clear => "clear",
        Severity::Unchecked => "unchecked",
        Severity::Check => "check",
        Severity::Alert => "alert",
    };
    t.names.severities(key).unwrap_or(key)
}

/// Icon and word, with the reason behind them.
#[component]
pub fn FlagMark(
    /// The check and what it found.
    flag: Flag,
    /// Leaves the reason out.
    #[prop(optional)]
    brief: bool,
    /// Says what was checked, too.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let t = use_text();
    let (class, glyph) = look(flag.severity);
    let what = named.then(|| view! { " " <span class="flag__what">{words::check_name(t, &flag)}</span> });
    let reason =
        (!brief).then(|| view! { " " <span class="flag__why">{words::flag_reason(t, &flag)}</span> });
    view! {
        <span class=class>
            <Icon glyph />
            <span class="flag__words">
                <strong>{severity_name(t, flag.severity)}</strong>
                {what}
                {reason}
            </span>
        </span>
    }
}

/// The icon alone, for rows of a table; its words are there for those who listen.
pub fn flag_icon(t: Text, flag: &Flag) -> Branch {
    let (class, glyph) = look(flag.severity);
    let words = t.marks.named(severity_name(t, flag.severity), &words::check_name(t, flag));
    element("span").class(class).child(icon(glyph)).child(element("span").class("vh").child(words))
}
