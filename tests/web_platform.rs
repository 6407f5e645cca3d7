//! The doors to the browser, in a browser: the database, the address bar, the other tabs, the saved choices.

#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
#![cfg(target_arch = "wasm32")]

use std::{cell::Cell, rc::Rc};

use accord::platform::{address_bar, clock, document, preference, records::Records, tabs::Tabs};
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Lets everything that is due happen, once.
async fn turn() {
    let next = Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback(&resolve).unwrap();
    });
    JsFuture::from(next).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_record_is_there_after_opening_again_and_gone_after_removal() {
    let key = format!("item/default/test:{}", clock::now());
    let records = Records::open().await.unwrap();
    assert_eq!(records.one(&key).await, Ok(None));
    records
        .update(&key, |known| {
            assert_eq!(known, None);
            Some("a".into())
        })
        .await
        .unwrap();
    records.update(&key, |known| known.map(|known| known + "b")).await.unwrap();

    let again = Records::open().await.unwrap();
    assert_eq!(again.one(&key).await, Ok(Some("ab".into())));
    assert!(again.all().await.unwrap().contains(&(key.clone(), "ab".into())));
    again.remove(&key).await.unwrap();
    assert_eq!(records.one(&key).await, Ok(None));
}

#[wasm_bindgen_test]
async fn two_writers_of_one_record_both_get_their_word_in() {
    let key = format!("item/default/both:{}", clock::now());
    let (here, there) = (Records::open().await.unwrap(), Records::open().await.unwrap());
    let append = |letter: &'static str| move |known: Option<String>| Some(known.unwrap_or_default() + letter);
    let first = here.update(&key, append("a"));
    let second = there.update(&key, append("b"));
    first.await.unwrap();
    second.await.unwrap();
    assert_eq!(here.one(&key).await, Ok(Some("ab".into())));
    here.remove(&key).await.unwrap();
}

#[wasm_bindgen_test]
fn the_newest_fragment_is_read_back_at_once_and_written_in_the_end() {
    let path = web_sys::window().unwrap().location().pathname().unwrap();
    for step in 0..20 {
        address_bar::replace(&format!("w={step}"));
        assert_eq!(address_bar::fragment(), format!("w={step}"));
    }
    address_bar::settle();
    let location = web_sys::window().unwrap().location();
    assert_eq!(location.hash().unwrap(), "#w=19");
    assert_eq!(location.pathname().unwrap(), path);
}

#[wasm_bindgen_test]
fn a_pushed_fragment_leaves_the_one_before_in_the_history() {
    let history = web_sys::window().unwrap().history().unwrap();
    let before = history.length().unwrap();
    address_bar::replace("q=a");
    address_bar::replace("q=b");
    address_bar::push("q=c");
    assert_eq!(history.length().unwrap(), before + 1);
    assert_eq!(address_bar::fragment(), "q=c");
}

#[wasm_bindgen_test]
async fn another_tab_hears_the_news_and_the_teller_does_not() {
    let (heard, echoed) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let count = |counter: &Rc<Cell<u32>>| {
        let counter = Rc::clone(counter);
        move |news: String| {
            assert_eq!(news, "list/x");
            counter.set(counter.get() + 1);
        }
    };
    let here = Tabs::open(count(&echoed)).unwrap();
    let _there = Tabs::open(count(&heard)).unwrap();
    here.tell("list/x");
    while heard.get() == 0 {
        turn().await;
    }
    assert_eq!((heard.get(), echoed.get()), (1, 0));
}

#[wasm_bindgen_test]
fn a_choice_is_remembered() {
    preference::set("test", "dark");
    assert_eq!(preference::get("test").as_deref(), Some("dark"));
    assert_eq!(preference::get("never"), None);
}

#[wasm_bindgen_test]
fn only_http_addresses_are_resolved() {
    for address in [
        "javascript:alert(1)",
        "data:text/plain,x",
        "blob:https://x.example/1",
        "file:///etc/passwd",
        "http://",
        // With a name or a password in it, no browser fetches anything.
        "https://user@evil.example/x",
        "https://:secret@evil.example/x",
    ] {
        assert_eq!(document::resolve(address), None, "{address}");
    }
    let own = document::resolve("data/demo.json").unwrap();
    assert!(own.is_own && own.href.starts_with("http"));
    for address in ["//evil.example/x", "https:\\\\evil.example/x", "\thttps://evil.example/x"] {
        let resolved = document::resolve(address).unwrap();
        assert_eq!((resolved.host.as_str(), resolved.is_own), ("evil.example", false), "{address}");
    }
}
