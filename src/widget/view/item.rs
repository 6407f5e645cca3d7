//! One profile, as a row or as a card, made of the page's marks.

use std::rc::Rc;

use web_sys::Event;

use crate::{
    draw::match_bar::Bounds,
    i18n::Text,
    platform::tree::{Branch, element},
    ui::{
        kit::icon::{Glyph, icon},
        parts::{
            marks::plain::{character_line, match_line, tier_badge},
            said::{initials, reason},
        },
    },
    widget::{
        Layout,
        board::{Board, Mark},
        reading::Row,
    },
};

/// What a profile's row does not say of itself.
pub(super) struct Look {
    pub(super) t: Text,
    pub(super) layout: Layout,
    /// Its place in the list, from 1.
    pub(super) rank: usize,
    /// Whether anything is asked of it.
    pub(super) asked: bool,
    /// Where its page is, if the host names the app.
    pub(super) href: Option<String>,
    /// Whether it is bookmarked, where that can be.
    pub(super) bookmarked: Option<bool>,
    /// Whether it is picked for a comparison, where that can be.
    pub(super) compared: Option<bool>,
}

pub(super) fn item(look: Look, row: &Row, board: &Rc<Board>) -> Branch {
    let Look { t, layout, rank, asked, href, bookmarked, compared } = look;
    let bounds = Bounds { low: row.low, estimate: row.estimate, high: row.high };
    let (class, lead) = match layout {
        Layout::List => ("w-row", element("span").class("w-row__rank").child(t.integer(rank as u64))),
        Layout::Cards => {
            let avatar = element("span").class("avatar avatar--s").set("aria-hidden", "true");
            ("w-card", avatar.child(initials(&row.name)))
        }
    };
    let why = match layout {
        Layout::List => String::new(),
        Layout::Cards => match reason(t, row.veto.as_ref(), row.reason.as_deref()) {
            why if row.veto.is_some() || why.is_empty() => why,
            strongest => t.marks.named(t.widget.strongest(), &strongest),
        },
    };
    element("li")
        .key(&row.id)
        .class(class)
        .set("part", "item")
        .child(lead)
        .child(
            element("span")
                .class("w-name")
                .child(name(row, href, board))
                .child(element("span").class("sub").child(account(t, row, layout))),
        )
        .child(element("span").class("w-match").set("part", "match").child(match_line(t, bounds, asked, 96)))
        .child(
            element("span")
                .class("w-tier")
                .set("part", "tier")
                .child(tier_badge(t, row.tier))
                .child(character_line(t, row.character, row.character_at, row.tier)),
        )
        .children((!why.is_empty()).then(|| element("span").class("sub w-why").child(why)))
        .child(
            element("span")
                .class("w-acts")
                .children(bookmarked.map(|on| bookmark_button(t, on, row, board)))
                .children(compared.map(|on| compare_box(t, on, row, board))),
        )
}

/// The name: a link where there is a page behind it, else a button. Both tell the host page first, which may
/// keep the link from being followed.
fn name(row: &Row, href: Option<String>, board: &Rc<Board>) -> Branch {
    let (chosen, to, weak) = (row.clone(), href.clone(), Rc::downgrade(board));
    let choose = move |event: &Event| {
        let is_allowed = weak.upgrade().is_none_or(|board| board.select(&chosen, to.as_deref()));
        if to.is_some() && !is_allowed {
            event.prevent_default();
        }
    };
    let element = match href {
        Some(href) => element("a").set("href", href).set("target", "_blank").set("rel", "noopener"),
        None => element("button").class("w-choose").set("type", "button"),
    };
    element.set("part", "name").set("dir", "auto").on("click", choose).child(row.name.clone())
}

/// The network and the followers in a row, the network and the account on a card.
fn account(t: Text, row: &Row, layout: Layout) -> String {
    let network = row.network.label();
    match (layout, &row.handle) {
        (Layout::Cards, Some(handle)) => [network, " · @", handle].concat(),
        (Layout::Cards, None) => network.to_owned(),
        (Layout::List, _) => {
            let followers = row.followers.map_or_else(
                || t.explore.followers_unknown().to_owned(),
                |followers| t.explore.followers(followers, &t.integer(followers)),
            );
            [network, " · ", &followers].concat()
        }
    }
}

fn bookmark_button(t: Text, on: bool, row: &Row, board: &Rc<Board>) -> Branch {
    let marked = row.clone();
    let act = board.later(move |board| board.switch(Mark::Bookmark, &marked));
    let label = t.common.bookmark(&row.name);
    let button = element("button")
        .class("icon-button")
        .set("type", "button")
        .set("aria-label", label.clone())
        .set("title", label)
        .set("aria-pressed", if on { "true" } else { "false" })
        .on("click", move |_| act())
        .child(icon(Glyph::Bookmark));
    element("span").set("part", "bookmark").child(button)
}

fn compare_box(t: Text, on: bool, row: &Row, board: &Rc<Board>) -> Branch {
    let picked = row.clone();
    let act = board.later(move |board| board.switch(Mark::Compare, &picked));
    let input = element("input")
        .set("type", "checkbox")
        .set("aria-label", t.common.compare_profile(&row.name))
        .checked(on)
        .on("change", move |_| act());
    element("label").class("target").set("part", "compare").child(input)
}
