//! A query as an object, `{ q: "léa", network: ["instagram", "-x"], w: [20, …] }`, in the one text form.
//!
//! Keys are those of the text. A text or a number stands for itself, a list for its items; texts are plain,
//! not percent-encoded. What fits no key is left to the reader of the text, which drops and names it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::intake::node::{Members, Node};

/// What separates key from key, key from value and item from item is encoded inside an item; what has a
/// meaning within one (a minus in front, `..` and `~` of a range, `:` of a topic) is the caller's to write.
const ITEM: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'~').remove(b':').remove(b'_').remove(b'@');

/// Keys whose value is one text, commas included.
const WHOLE: [&str; 2] = ["q", "id"];

/// The text of a query object.
pub fn query_text(object: &Members<'_>) -> String {
    let pairs: Vec<String> = object
        .iter()
        .filter_map(|(key, value)| Some(format!("{}={}", encode(key), text(key, value)?)))
        .collect();
    pairs.join("&")
}

fn text(key: &str, value: &Node<'_>) -> Option<String> {
    match value {
        Node::Null => None,
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(|item| encode(&item.shown())).collect();
            Some(items.join(","))
        }
        Node::Text(text) if !WHOLE.contains(&key) => {
            let items: Vec<String> = text.split(',').map(encode).collect();
            Some(items.join(","))
        }
        other => Some(encode(&other.shown())),
    }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ITEM).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::query::Query, intake::node::parse};

    #[track_caller]
    fn check(object: &str, text: &str) {
        let Some(Node::Map(object)) = parse(object) else { panic!("{object}") };
        let (read, issues) = Query::parse(&query_text(&object));
        assert_eq!(issues, []);
        assert_eq!(read, Query::parse(text).0);
    }

    #[test]
    fn an_object_asks_what_its_text_asks() {
        check("{}", "");
        check(
            r#"{ "q": "léa, paris & co=?", "network": ["instagram", "-x"], "tier": "micro,mid", "topic": ["a,b"],
                 "followers": "1000..50000~", "b.topics": ["beauty:2", "fashion"], "b.budget": "1500EUR",
                 "w": [1, 2, 3, 4, 5, 6], "sort": "-followers", "from": 100, "n": 50, "policy": null,
                 "id": "tiktok:a,b", "ids": ["tiktok:a,b", "x:c"] }"#,
            "q=l%C3%A9a%2C%20paris%20%26%20co%3D%3F&network=instagram,-x&tier=micro,mid&topic=a%2Cb&followers=1000..50000~&b.topics=beauty:2,fashion&b.budget=1500EUR&w=1,2,3,4,5,6&sort=-followers&from=100&n=50&id=tiktok:a%2Cb&ids=tiktok:a%2Cb,x:c",
        );
    }

    #[test]
    fn what_fits_no_key_is_named_by_the_reader() {
        let Some(Node::Map(object)) = parse(r#"{ "nonsense": true, "followers": {} }"#) else { panic!() };
        let (query, issues) = Query::parse(&query_text(&object));
        assert_eq!(query, Query::default());
        let mut keys: Vec<&str> = issues.iter().map(|issue| &*issue.key).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["followers", "nonsense"]);
    }
}
