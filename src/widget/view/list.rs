//! The profiles.

use std::rc::Rc;

use super::item::{Look, item};
use crate::{
    i18n::Text,
    platform::tree::{Branch, element},
    route::Route,
    widget::{
        Layout,
        app_links::AppLinks,
        board::{Board, State},
        query_text,
        reading::Page,
    },
};

/// An item stays in the document while its numbers change.
pub(super) fn list(state: &State, t: Text, page: &Page, board: &Rc<Board>) -> Branch {
    let class = match state.options.layout {
        Layout::List => "w-list",
        Layout::Cards => "w-cards",
    };
    let links = AppLinks::of(&state.options);
    let items = page.rows.iter().enumerate().map(|(at, row)| {
        let pointed =
            |links: &AppLinks| links.href(Route::Profile, &query_text::pointed(&state.query, &row.id));
        let look = Look {
            t,
            layout: state.options.layout,
            rank: page.from + at + 1,
            asked: page.asked,
            href: links.as_ref().map(pointed),
            bookmarked: state.options.bookmark.then(|| state.bookmarks.contains(&row.id)),
            compared: state.options.compare.then(|| state.compared.contains(&row.id)),
        };
        item(look, row, board)
    });
    element("ol").class(class).set("part", "list").set("aria-label", t.explore.profiles()).children(items)
}
