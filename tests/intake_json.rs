//! Reading the contract's JSON: what is kept, what is dropped, and what the report says about it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use accord::{
    domain::{
        answer::Report,
        network::Network,
        profile::{Basis, CredibilityKind, PriceKind, Profile},
    },
    intake::{Catalogue, Hints, OpenError, read},
    lists::{Document, write_file},
};

fn open(text: &str) -> Catalogue {
    read(text.as_bytes(), &Hints::default()).unwrap()
}

fn one(fields: &str) -> (Profile, Report) {
    let catalogue = open(&format!(r#"[{{"network":"instagram","handle":"lea",{fields}}}]"#));
    (catalogue.profiles.get(0).unwrap(), catalogue.report)
}

/// Field, value and reason of every issue.
fn issues(report: &Report) -> Vec<(String, String, String)> {
    report
        .issues
        .iter()
        .map(|issue| (issue.field.clone(), issue.value.clone(), issue.reason.clone()))
        .collect()
}

#[track_caller]
fn drops(fields: &str, field: &str, reason: &str) {
    let (profile, report) = one(fields);
    assert!(
        report.issues.iter().any(|issue| issue.row == 1 && issue.field == field && issue.reason == reason),
        "{fields}: {:?}",
        issues(&report)
    );
    // The profile itself is there, whatever happened to the value.
    assert_eq!(profile.id, "instagram:lea");
}

#[test]
fn the_documents_own_example_is_read_whole() {
    let bytes = include_bytes!("data/contract.json");
    let Catalogue { profiles, report } = read(bytes, &Hints::default()).unwrap();
    assert_eq!(issues(&report), []);
    assert_eq!((report.rows, report.profiles, report.merged), (3, 3, 0));
    assert_eq!(report.source.as_deref(), Some("Atelier Fictif"));
    assert_eq!(report.source_url.as_deref(), Some("https://example.org/atelier"));
    assert_eq!(report.license.as_deref(), Some("CC0-1.0"));
    assert_eq!(report.generated_at.as_deref(), Some("2026-01-15"));
    let lea = profiles.get(0).unwrap();
    assert_eq!(lea.id, "instagram:lea.lumiere");
    assert_eq!(lea.followers, Some(23_400));
    let engagement = lea.engagement.as_ref().unwrap();
    assert_eq!((engagement.rate, engagement.basis), (Some(0.047), Some(Basis::Followers)));
    let audience = lea.audience.as_ref().unwrap();
    assert_eq!(audience.credibility_kind, Some(CredibilityKind::Floor));
    assert_eq!(audience.ages["25-34"], 0.42);
    assert_eq!(lea.price["reel"].kind, PriceKind::Quote);
    assert_eq!(lea.source_of("followers").unwrap().date.as_deref(), Some("2026-01"));
    assert_eq!(lea.source_of("bio").unwrap().name.as_deref(), Some("Atelier Fictif"));
    assert_eq!(profiles.get(1).unwrap().source_of("bio").unwrap().date.as_deref(), Some("2026-01-15"));
    assert_eq!(report.fields["followers"], 2);
    assert_eq!(report.fields["engagement.rate"], 2);
    assert_eq!(report.fields["audience.cities"], 0);
    // Written back and read again, it is the same.
    let written = serde_json::to_vec(&profiles.iter().collect::<Vec<_>>()).unwrap();
    assert!(read(&written, &Hints::default()).unwrap().profiles.iter().eq(profiles.iter()));
}

#[test]
fn a_bad_value_costs_that_value() {
    drops(r#""followers":"many""#, "followers", "not_a_number");
    drops(r#""followers":-1"#, "followers", "out_of_range");
    drops(r#""followers":10.5"#, "followers", "out_of_range");
    drops(r#""followers":true"#, "followers", "not_a_number");
    drops(r#""followers":"48.5M""#, "followers", "not_a_number");
    drops(r#""sponsored_share":12"#, "sponsored_share", "out_of_range");
    drops(r#""engagement":{"rate":20.99}"#, "engagement.rate", "out_of_range");
    drops(r#""engagement":{"basis":"impressions"}"#, "engagement.basis", "unknown_value");
    drops(r#""engagement":4.2"#, "engagement", "wrong_type");
    drops(r#""audience":{"ages":{"25-34":1.4}}"#, "audience.ages.25-34", "out_of_range");
    drops(r#""audience":{"ages":{"20-29":0.4}}"#, "audience.ages.20-29", "unknown_value");
    drops(r#""audience":{"countries":{"XX":0.4}}"#, "audience.countries.XX", "unknown_value");
    drops(r#""audience":{"ethnicities":{"a":0.4}}"#, "audience.ethnicities", "sensitive");
    drops(r#""country":"France""#, "country", "unknown_value");
    drops(r#""language":"french""#, "language", "unknown_value");
    drops(r#""last_post":"2023-02-29""#, "last_post", "bad_date");
    drops(r#""last_post":1700000000"#, "last_post", "bad_date");
    drops(r#""url":"javascript:alert(1)""#, "url", "bad_url");
    drops(r#""avatar":"data:image/png;base64,AA""#, "avatar", "bad_url");
    drops(r#""price":{"reel":{"low":100,"high":50,"currency":"EUR"}}"#, "price.reel", "out_of_range");
    drops(r#""price":{"reel":{"low":100}}"#, "price.reel", "incomplete");
    drops(r#""price":{"reel":{"low":100,"currency":"euros"}}"#, "price.reel.currency", "unknown_value");
    drops(r#""accepts":["barter"]"#, "accepts", "unknown_value");
    drops(r#""history":[{"month":"2022-13","followers":3}]"#, "history.month", "bad_date");
    drops(r#""name":["a"]"#, "name", "wrong_type");
    drops(r#""name":"a","name":"b""#, "name", "duplicate");
    drops(r#""topics":"beauty""#, "topics", "wrong_type");
    drops(r#""maritalStatus":"x""#, "maritalStatus", "sensitive");
    drops(r#""shoe_size":42"#, "shoe_size", "unknown_field");
}

#[test]
fn numbers_as_text_are_numbers_and_numbers_as_text_fields_are_text() {
    let (profile, report) = one(r#""followers":"12345","posts":7.0,"name":433,"engagement":{"rate":"0.05"}"#);
    assert_eq!((profile.followers, profile.posts), (Some(12_345), Some(7)));
    assert_eq!(profile.name.as_deref(), Some("433"));
    assert_eq!(profile.engagement.unwrap().rate, Some(0.05));
    assert_eq!(issues(&report), []);
}

#[test]
fn absurd_but_possible_numbers_stay_and_are_pointed_out() {
    let (profile, report) =
        one(r#""followers":0,"engagement":{"rate":1.91},"audience":{"ages":{"18-24":0.9,"25-34":0.5}}"#);
    assert_eq!(profile.followers, Some(0));
    assert_eq!(profile.engagement.unwrap().rate, Some(1.91));
    assert_eq!(profile.audience.unwrap().ages["18-24"], 0.9);
    assert_eq!(report.issue_counts["implausible"], 3);
}

#[test]
fn empty_lists_say_nothing_declared_and_unreadable_ones_say_nothing() {
    let (profile, _) = one(r#""accepts":[],"labels":[],"brand_mentions":[]"#);
    assert_eq!(profile.accepts, Some(vec![]));
    assert_eq!(profile.labels, Some(vec![]));
    assert_eq!(profile.brand_mentions, Some(vec![]));
    // A brand that cannot be read could be the excluded one: the list as a whole is unknown.
    let (profile, _) = one(r#""accepts":["barter"],"labels":["secret"],"brand_mentions":["Alba",{}]"#);
    assert_eq!((profile.accepts, profile.labels, profile.brand_mentions), (None, None, None));
}

#[test]
fn sensitive_words_leave_no_trace() {
    let catalogue = open(
        r#"[{"network":"x","handle":"a","labels":["vegan","islam"],"topics":["religion","food"],
            "audience":{"interests":{"Politics":0.2,"Food":0.3}},"ethnicity":"SECRET"}]"#,
    );
    let profile = &catalogue.profiles.get(0).unwrap();
    assert_eq!(profile.labels.as_deref(), Some(&["vegan".to_owned()][..]));
    assert_eq!(profile.topics.len(), 1);
    assert_eq!(profile.audience.as_ref().unwrap().interests.len(), 1);
    assert_eq!(catalogue.report.issue_counts["sensitive"], 4);
    let all = format!("{catalogue:?}");
    for trace in ["SECRET", "islam", "religion", "olitics"] {
        assert!(!all.contains(trace), "{trace}");
    }
}

#[test]
fn identity_comes_from_the_row_its_address_or_the_file() {
    let catalogue = open(
        r#"[{"id":"A1","network":"Instagram","handle":"@Lea.B"},
            {"handle":"@Tom","network":"TikTok"},
            {"url":"https://www.youtube.com/@ZoeFilms"},
            {"id":"twitch:nils"},
            {"handle":433,"network":"ig"},
            {"name":"nobody","network":"x"},
            {"handle":"lost"}]"#,
    );
    let ids: Vec<_> = catalogue.profiles.iter().map(|profile| profile.id).collect();
    assert_eq!(ids, ["A1", "tiktok:tom", "youtube:zoefilms", "twitch:nils", "instagram:433"]);
    assert_eq!(catalogue.profiles.get(0).unwrap().handle.as_deref(), Some("Lea.B"));
    assert_eq!(catalogue.report.issue_counts["missing_identity"], 1);
    assert_eq!(catalogue.report.issue_counts["missing_network"], 1);

    let rows = br#"[{"handle":"lea"}]"#;
    assert_eq!(read(rows, &Hints::default()).unwrap_err(), OpenError::NeedsNetwork { rows: 1 });
    let named = Hints { name: Some("tiktok-2022-03.json".into()), ..Hints::default() };
    let catalogue = read(rows, &named).unwrap();
    assert_eq!(catalogue.profiles.get(0).unwrap().network, Network::Tiktok);
    assert_eq!(
        catalogue.profiles.get(0).unwrap().source_of("followers").unwrap().date.as_deref(),
        Some("2022-03")
    );
    let told = Hints { network: Some(Network::Twitch), ..Hints::default() };
    assert_eq!(read(rows, &told).unwrap().profiles.get(0).unwrap().network, Network::Twitch);
}

#[test]
fn a_file_that_breaks_off_keeps_what_came_before() {
    let whole = r#"{"schema":"accord/profiles@1","profiles":[{"network":"x","handle":"a"},{"network":"x","handle":"b"}]}"#;
    for end in 0..whole.len() {
        let complete = whole[..end].matches('}').count();
        match read(&whole.as_bytes()[..end], &Hints::default()) {
            Ok(catalogue) => {
                assert_eq!(catalogue.profiles.len(), complete.min(2), "{end}");
                if !whole[..end].contains(']') {
                    let issue =
                        catalogue.report.issues.iter().find(|issue| issue.reason == "truncated").unwrap();
                    assert!(issue.value.starts_with("byte "));
                }
            }
            Err(error) => assert!(complete == 0, "{end}: {error}"),
        }
    }
}

#[test]
fn one_broken_row_costs_one_row() {
    let rows: Vec<String> =
        (0..10).map(|n| format!(r#"{{"network":"x","handle":"a{n}","followers":{n}}}"#)).collect();
    for broken in [
        r#"{"network":"x","handle":"bad,"followers":1}"#,
        r#"{"network":"x","handle":bad}"#,
        r#"{"network":"x" "handle":"bad"}"#,
        r#""a string""#,
        "42",
        "null",
        "[]",
        "{}",
        "oops",
        r#"{"network":"x","handle":"bad","#,
    ] {
        let mut rows = rows.clone();
        rows[4] = broken.to_owned();
        for text in [
            format!("[{}]", rows.join(",\n")),
            format!("{{\"profiles\":[{}]}}", rows.join(",")),
            rows.join("\n"),
        ] {
            let catalogue = open(&text);
            assert_eq!(catalogue.profiles.len(), 9, "{broken}: {:?}", issues(&catalogue.report));
            assert!(catalogue.report.issues.iter().any(|issue| issue.row == 5), "{broken}: {text}");
        }
    }
}

#[test]
fn what_python_and_javascript_write_for_json_is_mended() {
    let text =
        r#"[{"network":"x","handle":"a","followers":NaN,"bio":"cut \ud83d"},{"network":"x","handle":"b"}]"#;
    let catalogue = open(text);
    assert_eq!(catalogue.profiles.len(), 2);
    assert_eq!(catalogue.profiles.get(0).unwrap().followers, None);
    assert_eq!(catalogue.report.issue_counts["mended_row"], 1);
}

#[test]
fn what_is_no_profile_data_says_what_it_is() {
    #[track_caller]
    fn check(bytes: &[u8], code: &str) {
        assert_eq!(read(bytes, &Hints::default()).unwrap_err().code(), code);
    }
    check(b"", "empty");
    check(b" \n\t ", "empty");
    check(b"\xEF\xBB\xBF", "empty");
    check(b"<!doctype html><html><body>Log in</body></html>", "html");
    check(b"PK\x03\x04\x14\x00", "not_text");
    check(b"[]", "no_profiles");
    check(br#"{"schema":"accord/profiles@1","profiles":[]}"#, "no_profiles");
    check(br#"{"error":"not found"}"#, "no_profiles");
    check(br#"{"schema":"accord/profiles@2","profiles":[{"network":"x","handle":"a"}]}"#, "newer_data");
    check(br#"{"profiles":[{"network":"x","handle":"a"}],"schema":"accord/profiles@10"}"#, "newer_data");
    check(br#"{"schema":"accord/profiles@9","creators":[{"network":"x","handle":"a"}]}"#, "newer_data");
    check(br#"{"schema":"accord/profiles@0","profiles":[{"network":"x","handle":"a"}]}"#, "unknown_format");
    check(br#"{"schema":"accord/profiles@new","profiles":[]}"#, "unknown_format");
    let lists = write_file(&Document::default(), "2026-03-01");
    check(lists.as_bytes(), "lists");
    check(lists.replace('\n', " ").as_bytes(), "lists");
    check(br#"{"schema":"accord/lists@9","records":{"list:default":{"list":{}}}}"#, "lists");
    check(b"[{\"network\":\"x\",\"han", "truncated_without_profiles");
    check(b"{oops}", "not_json");
    check(b"[oops, no, json]", "not_json");
    check(b"hello world", "unknown_format");
    let hints = Hints { mime: Some("application/json; charset=utf-8".into()), ..Hints::default() };
    assert_eq!(read(b"not found", &hints).unwrap_err().code(), "not_json");
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = format!(
        r#"[{{"network":"x","handle":"a","bio":{}1{}}},{{"network":"x","handle":"b"}}]"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(open(&deep).profiles.len(), 1);
    let (profile, report) =
        one(&format!(r#""bio":"{}","name":"{}""#, "é".repeat(5_000), "<img src=x onerror=alert(1)>"));
    assert_eq!(profile.bio.unwrap().chars().count(), 2_000);
    assert_eq!(profile.name.as_deref(), Some("<img src=x onerror=alert(1)>"));
    assert_eq!(report.issue_counts["too_long"], 1);
}

#[test]
fn other_encodings_and_line_forms_are_read() {
    let text = r#"[{"network":"x","handle":"lea","name":"Léa"}]"#;
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        read(&utf16, &Hints::default()).unwrap().profiles.get(0).unwrap().name.as_deref(),
        Some("Léa")
    );
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let catalogue = read(&latin, &Hints::default()).unwrap();
    assert_eq!(catalogue.profiles.get(0).unwrap().name.as_deref(), Some("Léa"));
    assert_eq!(catalogue.report.issue_counts["bad_encoding"], 1);
    let spread =
        "{\n \"network\": \"x\",\n \"handle\": \"a\"\n}\n{\n \"network\": \"x\",\n \"handle\": \"b\"\n}";
    assert_eq!(open(spread).profiles.len(), 2);
}
