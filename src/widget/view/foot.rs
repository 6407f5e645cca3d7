//! What the numbers are, and the way to more.

use crate::{
    i18n::Text,
    platform::tree::{Branch, element},
    route::Route,
    ui::parts::marks::words,
    widget::{app_links::AppLinks, board::State, query_text},
};

pub(super) fn foot(state: &State, t: Text) -> Branch {
    let policy = words::policy_name(t, &query_text::policy(&state.query));
    let says = [t.widget.computed_here(), " ", &t.widget.tiers(&policy)].concat();
    let ways = AppLinks::of(&state.options).map(|links| {
        element("span")
            .class("w-foot__ways")
            .child(way(links.href(Route::Explore, &state.query), t.widget.open_app()))
            .child(way(links.href(Route::Method, ""), t.widget.method()))
    });
    let says = element("span").class("sub").child(says);
    element("footer").class("w-foot").set("part", "footer").child(says).children(ways)
}

fn way(href: String, name: &'static str) -> Branch {
    element("a")
        .set("part", "link")
        .set("href", href)
        .set("target", "_blank")
        .set("rel", "noopener")
        .child(name)
}
