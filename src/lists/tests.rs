//! What people expect of their bookmarks, and the laws of merging.

use proptest::prelude::*;

use super::*;
use crate::failure::Code;

fn card(id: &str) -> Card {
    Card {
        id: id.to_owned(),
        network: Network::Instagram,
        handle: Some(id.to_owned()),
        name: id.to_uppercase(),
    }
}

fn ids(document: &Document, list: &str) -> Vec<String> {
    document.items(list).into_iter().map(|(id, _)| id.to_owned()).collect()
}

#[test]
fn the_default_list_is_there_before_anything_is_on_it() {
    let document = Document::default();
    let lists = document.lists();
    assert_eq!(lists.len(), 1);
    assert_eq!((&*lists[0].0, &*lists[0].1.name.value), (DEFAULT_LIST, ""));
}

#[test]
fn a_bookmark_that_comes_back_has_its_note_again() {
    let mut document = Document::default();
    document.toggle(DEFAULT_LIST, &card("lea"), 1);
    document.set_note(DEFAULT_LIST, "lea", "call her", 2);
    document.toggle(DEFAULT_LIST, &card("lea"), 3);
    assert!(!document.contains(DEFAULT_LIST, "lea"));
    assert_eq!(document.set_note(DEFAULT_LIST, "lea", "gone", 4), []);
    document.toggle(DEFAULT_LIST, &card("lea"), 5);
    assert_eq!(document.item(DEFAULT_LIST, "lea").unwrap().note.value, "call her");
}

/// Emptying a list and taking its backup back once brought nothing back, because the removal was newer.
#[test]
fn a_copy_that_is_brought_back_undoes_what_was_removed_after_it() {
    let mut document = Document::default();
    document.toggle(DEFAULT_LIST, &card("lea"), 1);
    document.set_note(DEFAULT_LIST, "lea", "call her", 2);
    let copy = document.clone();
    document.toggle(DEFAULT_LIST, &card("lea"), 3);
    document.toggle(DEFAULT_LIST, &card("noe"), 4);
    assert_eq!(document.restore(copy, 5).len(), 1);
    assert_eq!(ids(&document, DEFAULT_LIST).len(), 2);
    assert_eq!(document.item(DEFAULT_LIST, "lea").unwrap().note.value, "call her");
}

#[test]
fn bookmarks_stand_in_the_order_they_were_made() {
    let mut document = Document::default();
    for (at, id) in ["zoe", "ana", "lea"].into_iter().enumerate() {
        document.toggle(DEFAULT_LIST, &card(id), at as u64);
    }
    assert_eq!(ids(&document, DEFAULT_LIST), ["zoe", "ana", "lea"]);
}

#[test]
fn the_users_later_change_wins_even_where_the_clock_went_back() {
    let mut document = Document::default();
    document.toggle(DEFAULT_LIST, &card("lea"), 1_000);
    let other = document.clone();
    document.toggle(DEFAULT_LIST, &card("lea"), 10);
    document.merge(other);
    assert!(!document.contains(DEFAULT_LIST, "lea"));
}

#[test]
fn two_tabs_keep_what_each_of_them_changed() {
    let mut here = Document::default();
    here.toggle(DEFAULT_LIST, &card("lea"), 1);
    let mut there = here.clone();
    here.set_note(DEFAULT_LIST, "lea", "from here", 2);
    here.toggle(DEFAULT_LIST, &card("ana"), 3);
    there.set_tags(DEFAULT_LIST, "lea", &["from there".to_owned()], 2);
    there.set_triage(DEFAULT_LIST, "lea", Triage::Shortlisted, 3);
    let changed = here.merge(there.clone());
    assert_eq!(changed, [Key::item(DEFAULT_LIST, "lea")]);
    there.merge(here.clone());
    assert_eq!(here, there);
    let item = here.item(DEFAULT_LIST, "lea").unwrap();
    assert_eq!(item.note.value, "from here");
    assert_eq!(item.tags.value, ["from there"]);
    assert_eq!(item.triage.value, Triage::Shortlisted);
    assert!(here.contains(DEFAULT_LIST, "ana"));
}

#[test]
fn a_deleted_list_takes_its_bookmarks_along_and_comes_back_when_used() {
    let mut document = Document::default();
    let (id, _) = document.create_list("  Spring  ", 1).unwrap();
    document.toggle(&id, &card("lea"), 2);
    assert_eq!(document.lists()[1].1.name.value, "Spring");
    assert_eq!(document.delete_list(&id, 3).len(), 2);
    assert_eq!(document.lists().len(), 1);
    assert!(ids(&document, &id).is_empty());
    document.toggle(&id, &card("ana"), 4);
    assert_eq!(document.lists().len(), 2);
    assert_eq!(ids(&document, &id), ["ana"]);
    assert_eq!(document.create_list(" ", 5), None);
}

#[test]
fn the_default_list_can_be_renamed_and_emptied_but_not_deleted() {
    let mut document = Document::default();
    document.toggle(DEFAULT_LIST, &card("lea"), 1);
    document.rename_list(DEFAULT_LIST, "Ours", 2);
    assert_eq!(document.lists()[0].1.name.value, "Ours");
    document.delete_list(DEFAULT_LIST, 3);
    assert_eq!(document.lists().len(), 1);
    assert!(ids(&document, DEFAULT_LIST).is_empty());
    document.rename_list(DEFAULT_LIST, "", 4);
    assert_eq!(document.lists()[0].1.name.value, "");
}

#[test]
fn lists_made_at_the_same_time_stay_two() {
    let mut document = Document::default();
    let (a, _) = document.create_list("a", 7).unwrap();
    let (b, _) = document.create_list("b", 7).unwrap();
    document.save(SavedKind::Search, "s", "q=lea", 7);
    assert_ne!(a, b);
    assert_eq!(document.lists().len(), 3);
}

#[test]
fn saving_under_the_same_name_replaces() {
    let mut document = Document::default();
    document.save(SavedKind::Search, "Beauty", "topic=beauty", 1);
    document.save(SavedKind::Search, "Beauty", "topic=beauty&tier=micro", 2);
    document.save(SavedKind::Brief, "Beauty", "b.topics=beauty", 3);
    let searches = document.saved(SavedKind::Search);
    assert_eq!(searches.len(), 1);
    assert_eq!(searches[0].1.query.value, "topic=beauty&tier=micro");
    let brief = document.saved(SavedKind::Brief)[0].0.to_owned();
    document.remove_saved(&brief, 4);
    assert!(document.saved(SavedKind::Brief).is_empty());
}

#[test]
fn tags_are_tidied() {
    let mut document = Document::default();
    document.toggle(DEFAULT_LIST, &card("lea"), 1);
    let tags: Vec<String> = [" été ", "ÉTÉ", "", "x"].map(str::to_owned).into();
    document.set_tags(DEFAULT_LIST, "lea", &tags, 2);
    assert_eq!(document.item(DEFAULT_LIST, "lea").unwrap().tags.value, ["été", "x"]);
}

#[test]
fn what_was_removed_long_ago_is_forgotten() {
    let mut document = Document::default();
    document.toggle(DEFAULT_LIST, &card("lea"), 1);
    document.toggle(DEFAULT_LIST, &card("ana"), 1);
    document.toggle(DEFAULT_LIST, &card("lea"), 2);
    assert_eq!(document.forget(1_000), []);
    let later = 1_000 + REMEMBERED_DAYS * 86_400_000;
    assert_eq!(document.forget(later), [Key::item(DEFAULT_LIST, "lea")]);
    assert_eq!(ids(&document, DEFAULT_LIST), ["ana"]);
}

#[test]
fn a_file_reads_back_and_a_bad_record_costs_only_itself() {
    let mut document = Document::default();
    document.toggle(DEFAULT_LIST, &card("instagram:a/b\"é"), 1);
    document.create_list("Spring", 2);
    document.save(SavedKind::Brief, "B", "b.topics=beauty", 3);
    let file = write_file(&document, "2026-03-01");
    assert_eq!(read_file(file.as_bytes()).unwrap(), (document.clone(), 0));

    let mut value: serde_json::Value = serde_json::from_str(&file).unwrap();
    let records = value["records"].as_object_mut().unwrap();
    records.insert("item/default/x".into(), serde_json::json!({ "kind": "item", "note": 7 }));
    records.insert("nonsense".into(), serde_json::json!({}));
    let list = records.values().find(|record| record["kind"] == "list").unwrap().clone();
    records.insert("saved/x".into(), list);
    let (read, dropped) = read_file(value.to_string().as_bytes()).unwrap();
    assert_eq!((read, dropped), (document, 3));
}

/// Bookmarks on such a list once were counted and nowhere to be seen.
#[test]
fn a_list_that_a_file_does_not_name_is_there_under_its_id() {
    let mut document = Document::default();
    document.set_on("k3x", &card("lea"), true, 2);
    let (read, dropped) = read_file(write_file(&document, "2026-03-01").as_bytes()).unwrap();
    assert_eq!(dropped, 0);
    let names = |document: &Document| -> Vec<String> {
        document.lists().into_iter().map(|(_, list)| list.name.value).collect()
    };
    assert_eq!(names(&read), ["", "k3x"]);
    // Where it has a name, that one stays.
    let mut here = Document::default();
    let (id, _) = here.create_list("Spring", 1).unwrap();
    let mut copy = Document::default();
    copy.set_on(&id, &card("lea"), true, 2);
    here.restore(Document::of(copy.records), 3);
    assert_eq!(names(&here), ["", "Spring"]);
}

#[test]
fn what_was_deleted_comes_back_as_it_was() {
    let mut document = Document::default();
    let (id, _) = document.create_list("Spring", 1).unwrap();
    for who in ["lea", "noe"] {
        document.set_on(&id, &card(who), true, 2);
    }
    document.set_on(&id, &card("noe"), false, 3);
    let before = document.lists();
    let keys = document.delete_list(&id, 4);
    assert_eq!(document.lists().len(), 1);
    assert_eq!(document.bring_back(&keys, 5), keys);
    assert_eq!(ids(&document, &id), ["lea"], "what was taken off before stays off");
    assert_eq!(document.lists().len(), before.len());
    assert_eq!(document.bring_back(&keys, 6), [], "once is enough");
}

#[test]
fn a_file_of_another_kind_or_a_newer_version_is_refused() {
    let code = |text: &str| read_file(text.as_bytes()).unwrap_err().code;
    assert_eq!(code(""), Code::NotLists);
    assert_eq!(code("[]"), Code::NotLists);
    assert_eq!(code(r#"{"schema":"accord/profiles@1","records":{}}"#), Code::NotLists);
    assert_eq!(code(r#"{"schema":"accord/lists@2","records":{}}"#), Code::NewerLists);
    assert_eq!(read_file(&[0xff; 8]).unwrap_err().code, Code::NotLists);
}

/// A document that grew by random changes, so that merging meets every kind of conflict.
fn grown() -> impl Strategy<Value = Document> {
    let change = (0_u8..7, 0_u8..3, 0_u64..20);
    proptest::collection::vec(change, 0..25).prop_map(|changes| {
        let mut document = Document::default();
        for (what, who, now) in changes {
            let (card, id) = (card(&who.to_string()), who.to_string());
            match what {
                0 | 1 => drop(document.toggle(DEFAULT_LIST, &card, now)),
                2 => drop(document.set_note(DEFAULT_LIST, &id, &now.to_string(), now)),
                3 => drop(document.set_tags(DEFAULT_LIST, &id, &[now.to_string()], now)),
                4 => drop(document.create_list(&id, now)),
                5 => drop(document.delete_list(&base36(now), now)),
                _ => drop(document.save(SavedKind::Search, &id, &now.to_string(), now)),
            }
        }
        document
    })
}

fn merged(parts: &[&Document]) -> Document {
    let mut all = Document::default();
    for part in parts {
        all.merge((*part).clone());
    }
    all
}

proptest! {
    #[test]
    fn merging_in_any_order_gives_the_same(a in grown(), b in grown(), c in grown()) {
        let expected = merged(&[&a, &b, &c]);
        prop_assert_eq!(&merged(&[&c, &b, &a]), &expected);
        prop_assert_eq!(&merged(&[&a, &merged(&[&b, &c])]), &expected);
        prop_assert_eq!(&merged(&[&expected, &a]), &expected);
    }

    #[test]
    fn any_bytes_are_lists_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_file(&bytes);
    }
}
