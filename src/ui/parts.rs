//! What a marketer would name: parts that know the domain and the stores, but no router and no address.

pub mod brief_panel;
pub mod compare_tray;
pub mod drawer;
pub mod facet_list;
pub mod failure_note;
pub mod file_opener;
pub mod filter_chips;
pub mod filter_panel;
pub mod filter_words;
pub mod gesture;
pub mod loading;
pub mod marks;
pub mod notice_text;
pub mod policy_select;
pub mod portrait;
pub mod profile_table;
pub mod range_filter;
pub mod ranks;
pub mod status_line;
pub mod weights;
