//! The grammar by example and by round trip.

use proptest::prelude::*;

use super::IssueReason;
use crate::domain::{
    brief::{AGE_BANDS, Budget, FORMATS, GENDERS, WantedTopic},
    criterion::Weights,
    network::Network,
    profile::Deal,
    query::{Edit, Facet, ListFilter, Measure, Query, RangeFilter, Sort, SortKey},
    tier::{POLICIES, Policy, Tier},
};

#[track_caller]
fn reads_cleanly(text: &str) -> Query {
    let (query, issues) = Query::parse(text);
    assert_eq!(issues, [], "{text}");
    query
}

#[test]
fn keys_are_read_in_any_order_and_printed_in_one() {
    let text = "b.budget=1500EUR&w=0,100,15,20,15,10&network=instagram,-tiktok&followers=1000..50000~&q=l%C3%A9a&b.topics=beauty:2,fashion&sort=-followers&policy=seed&id=instagram:lea";
    let printed = "q=l%C3%A9a&network=instagram,-tiktok&followers=1000..50000~&b.topics=beauty:2,fashion&b.budget=1500EUR&w=0,100,15,20,15,10&policy=seed&sort=-followers&id=instagram%3Alea";
    let query = reads_cleanly(text);
    assert_eq!(query.to_string(), printed);
    assert_eq!(reads_cleanly(&format!("#{printed}")), query);
}

#[test]
fn an_untouched_query_is_the_empty_text() {
    assert_eq!(Query::default().to_string(), "");
    assert_eq!(reads_cleanly(""), Query::default());
    assert_eq!(reads_cleanly("#"), Query::default());
}

#[test]
fn a_value_may_hold_separators_and_begin_with_a_minus() {
    let value = "-a,b&c=d:e~..%#+ é";
    let query = Query::default()
        .apply(Edit::Include(Facet::Topic, value.to_owned(), true))
        .apply(Edit::Text(value.to_owned()));
    assert_eq!(reads_cleanly(&query.to_string()), query);
}

#[test]
fn no_percentile_and_no_share_is_beyond_a_hundred() {
    for text in ["er=200..900", "credibility=101.."] {
        let (query, issues) = Query::parse(text);
        assert_eq!(query, Query::default());
        let reasons: Vec<IssueReason> = issues.iter().map(|issue| issue.reason).collect();
        assert_eq!(reasons, [IssueReason::OutOfRange], "{text}");
    }
    let (query, issues) = Query::parse("er=90..900&followers=200..900");
    assert!(issues.is_empty() && query != Query::default());
}

#[test]
fn bad_parts_are_dropped_and_named() {
    let (query, issues) = Query::parse(
        "tier=micro,giga&followers=5&er=9..1&price=a..b&w=1,2&b.age=25-34,99&b.budget=-3EUR&n=5000&from=x&nonsense=1&tier=nano&b.topics=a:0,b:2",
    );
    let found: Vec<(&str, &str, IssueReason)> =
        issues.iter().map(|issue| (&*issue.key, &*issue.value, issue.reason)).collect();
    assert_eq!(
        found,
        [
            ("tier", "giga", IssueReason::UnknownValue),
            ("followers", "5", IssueReason::BadForm),
            ("er", "9..1", IssueReason::OutOfRange),
            ("price", "a..b", IssueReason::NotANumber),
            ("w", "1,2", IssueReason::BadForm),
            ("b.age", "99", IssueReason::UnknownValue),
            ("b.budget", "-3EUR", IssueReason::OutOfRange),
            ("n", "5000", IssueReason::OutOfRange),
            ("from", "x", IssueReason::NotANumber),
            ("nonsense", "1", IssueReason::UnknownKey),
            ("tier", "nano", IssueReason::Repeated),
            ("b.topics", "a:0", IssueReason::OutOfRange),
        ]
    );
    assert_eq!(query.filters.list(Facet::Tier).include, ["micro"]);
    assert_eq!(query.brief.ages, ["25-34"]);
    assert_eq!(query.brief.topics, [WantedTopic { topic: "b".into(), weight: 2 }]);
}

#[test]
fn a_seventh_profile_is_left_out_of_a_comparison_and_named() {
    let (query, issues) = Query::parse("ids=a,b,c,a,d,e,f,g,h&n=5");
    assert_eq!(query.ids, ["a", "b", "c", "d", "e", "f"]);
    let found: Vec<(&str, &str, IssueReason)> =
        issues.iter().map(|issue| (&*issue.key, &*issue.value, issue.reason)).collect();
    // One too many says it all.
    assert_eq!(found, [("ids", "g", IssueReason::TooMany)]);
    assert_eq!(query.n, 5);
}

fn some_of<T: Clone + std::fmt::Debug + 'static>(all: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    let n = all.len();
    proptest::sample::subsequence(all, 0..=n)
}

prop_compose! {
    fn any_query()(
        text in ".{0,12}",
        words in proptest::collection::btree_set(".{1,8}", 0..6),
        tiers in some_of(Tier::ALL.to_vec()),
        networks in some_of(Network::ALL.to_vec()),
        ages in some_of(AGE_BANDS.to_vec()),
        genders in some_of(GENDERS.to_vec()),
        offer in some_of(Deal::ALL.to_vec()),
        countries in some_of(vec!["FR", "BE", "US"]),
        bounds in (proptest::option::of(0u32..1000), proptest::option::of(1000u32..100_000), any::<bool>()),
        weights in proptest::array::uniform6(0u8..=100),
        (policy, format, sort) in (0..=POLICIES.len(), proptest::option::of(0..FORMATS.len()), (0..SortKey::ALL.len(), any::<bool>())),
        (from, n, budget) in (0usize..10_000, 0usize..=Query::MAX_ROWS, proptest::option::of(1u32..100_000)),
    ) -> Query {
        let mut query = Query::default();
        let words: Vec<String> = words.into_iter().collect();
        let (include, exclude) = words.split_at(words.len() / 2);
        query.filters.text = text;
        query.filters.lists[Facet::Topic.index()] =
            ListFilter { include: include.to_vec(), exclude: exclude.to_vec() };
        query.filters.lists[Facet::Tier.index()].include = tiers.iter().map(ToString::to_string).collect();
        if bounds.0.is_some() || bounds.1.is_some() {
            query.filters.ranges[Measure::Followers.index()] = RangeFilter {
                min: bounds.0.map(f64::from), max: bounds.1.map(|max| f64::from(max) + 0.25), keep_unknown: bounds.2,
            };
        }
        let brief = &mut query.brief;
        brief.topics = words.iter().zip(1u8..).map(|(topic, weight)| WantedTopic { topic: topic.clone(), weight }).collect();
        brief.countries = countries.iter().map(|code| code.parse().unwrap()).collect();
        brief.specialist = bounds.2;
        brief.languages = vec!["fr".to_owned()];
        brief.ages = ages;
        brief.genders = genders;
        brief.networks = networks;
        brief.tiers = tiers;
        brief.format = format.map(|index| FORMATS[index]);
        brief.budget = budget.map(|amount| Budget { amount: f64::from(amount) / 4.0, currency: "USD".parse().unwrap() });
        brief.offer = offer;
        brief.labels = words.clone();
        brief.exclude = words.clone();
        query.weights = Weights(weights);
        let own = Policy::custom([1, 50, 60, 70]).unwrap();
        let own = if sort.1 { own.with(Network::Tiktok, Some([5, 6, 7, 8])).unwrap() } else { own };
        query.policy = POLICIES.get(policy).copied().unwrap_or(own);
        query.sort = Sort { key: SortKey::ALL[sort.0], descending: sort.1 };
        query.from = from;
        query.n = n;
        query.id = words.first().cloned();
        query.ids = words.clone();
        query
    }
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_the_same(query in any_query()) {
        let text = query.to_string();
        let (read, issues) = Query::parse(&text);
        prop_assert_eq!(&issues, &[], "{}", text);
        prop_assert_eq!(read, query, "{}", text);
    }

    #[test]
    fn no_text_makes_reading_fail(text in "\\PC{0,80}") {
        let (query, _) = Query::parse(&text);
        let (again, issues) = Query::parse(&query.to_string());
        prop_assert_eq!(again, query);
        prop_assert_eq!(issues, []);
    }
}
