//! Tables of the shapes that vendors and people write, with fictional people in them.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;

use accord::{
    domain::{
        answer::Report,
        network::Network,
        profile::{Basis, PriceKind, Profile},
    },
    intake::{Catalogue, Hints, OpenError, Reader, read},
};

fn open(bytes: &[u8], name: &str) -> Catalogue {
    read(bytes, &Hints { name: Some(name.to_owned()), ..Hints::default() }).unwrap()
}

fn find(catalogue: &Catalogue, id: &str) -> Profile {
    catalogue.profiles.iter().find(|profile| profile.id == id).unwrap_or_else(|| {
        panic!(
            "{id} is not among {:?}",
            catalogue.profiles.iter().map(|profile| profile.id).collect::<Vec<_>>()
        )
    })
}

fn topics(profile: &Profile) -> Vec<&str> {
    profile.topics.iter().map(|topic| topic.topic.as_str()).collect()
}

/// Headers of the columns that the report names for that reason.
fn columns<'r>(report: &'r Report, reason: &str) -> Vec<&'r str> {
    report
        .issues
        .iter()
        .filter(|issue| issue.row == 0 && issue.reason == reason)
        .map(|issue| issue.field.as_str())
        .collect()
}

#[test]
fn march_with_line_breaks_in_the_header() {
    let catalogue = open(include_bytes!("data/instagram-march.csv"), "instagram-2022-03.csv");
    let report = &catalogue.report;
    assert_eq!((report.rows, report.profiles, report.merged), (5, 4, 1));
    assert_eq!(report.generated_at.as_deref(), Some("2022-03"));
    assert_eq!(columns(report, "not_kept"), ["Audience country(mostly)", "Authentic engagement"]);
    let lea = find(&catalogue, "instagram:lea.lumiere");
    assert_eq!(lea.network, Network::Instagram);
    assert_eq!((lea.handle.as_deref(), lea.name.as_deref()), (Some("lea.lumiere"), Some("Léa Lumière")));
    assert_eq!(lea.followers, Some(48_500_000));
    assert_eq!(topics(&lea), ["sport", "film"]);
    assert_eq!(lea.country, None, "the audience's country says nothing about the creator's");
    let engagement = lea.engagement.as_ref().unwrap();
    assert_eq!(engagement.rate, Some(0.01));
    assert_eq!(engagement.basis, Some(Basis::Followers));
    assert_eq!(
        (engagement.numerator.as_deref(), engagement.statistic.as_deref()),
        (Some("all"), Some("mean"))
    );
    let source = lea.source_of("followers").unwrap();
    assert_eq!(
        (source.name.as_deref(), source.date.as_deref()),
        (Some("instagram-2022-03.csv"), Some("2022-03"))
    );
    // Unknown stays unknown.
    let tom = find(&catalogue, "instagram:_tom_");
    assert_eq!((tom.followers, tom.name.as_deref()), (None, None));
    assert_eq!(tom.engagement, None);
}

#[test]
fn june_with_columns_under_the_wrong_headers() {
    let mut text = String::from(
        "instagram name,influencer name ,Category_1,Category_2,Subscribers count,Subscribers count,Views avg.,\
         Likes avg,Likes avg,Comments avg.,Comments avg.\r\n",
    );
    for n in 0..30 {
        let k = 300 + n;
        writeln!(text, "compte.{n},Prénom {n},Music,,10M,10000000,Spain,200K,200000,{k}K,{k}000\r").unwrap();
    }
    let catalogue = open(text.as_bytes(), "2022-06.csv");
    assert_eq!(
        columns(&catalogue.report, "mislabelled_column"),
        ["Views avg.", "Likes avg", "Likes avg", "Comments avg.", "Comments avg."]
    );
    let first = find(&catalogue, "instagram:compte.0");
    let engagement = first.engagement.as_ref().unwrap();
    assert_eq!((engagement.rate, engagement.basis), (Some(0.03), Some(Basis::Followers)));
    assert_eq!((engagement.views, engagement.likes, engagement.comments), (None, None, None));
    assert_eq!(first.country, None);
}

#[test]
fn comments_above_likes_are_believed_by_nobody() {
    let mut text = String::from("tiktoker,followers,likes avg,comments avg\n");
    for n in 0..30 {
        writeln!(text, "compte.{n},10000,10,500").unwrap();
    }
    let catalogue = open(text.as_bytes(), "");
    assert_eq!(columns(&catalogue.report, "mislabelled_column"), ["likes avg", "comments avg"]);
    assert_eq!(catalogue.profiles.get(0).unwrap().engagement, None);
}

#[test]
fn tiktok_with_repeated_columns() {
    let catalogue = open(include_bytes!("data/tiktok-repeated.csv"), "september 2022.csv");
    let report = &catalogue.report;
    assert_eq!((report.rows, report.profiles, report.merged), (4, 3, 1));
    // "Tiktok name" holds display names, "Tiktoker name" handles: the values say so.
    let mina = find(&catalogue, "tiktok:mina.bulle");
    assert_eq!(mina.name.as_deref(), Some("Mina fait des bulles"));
    assert_eq!(mina.followers, Some(13_812_345), "the exact number beats the short one");
    let engagement = mina.engagement.as_ref().unwrap();
    assert_eq!(
        (engagement.views, engagement.likes, engagement.comments),
        (Some(6.4e6), Some(2.3e6), Some(50_200.0))
    );
    assert_eq!(engagement.rate, Some(0.367_218_75));
    assert_eq!(engagement.basis, Some(Basis::Views));
    assert_eq!(engagement.numerator.as_deref(), Some("likes+comments"));
    // 5.1M and 9,100,000 cannot both be true.
    let conflicts: Vec<_> = report.issues.iter().filter(|issue| issue.reason == "conflict").collect();
    assert_eq!((conflicts.len(), conflicts[0].row, conflicts[0].field.as_str()), (1, 3, "followers"));
}

#[test]
fn youtube_with_errors_of_a_spreadsheet() {
    let catalogue = open(include_bytes!("data/youtube-errors.csv"), "youtube-2022-06.csv");
    let report = &catalogue.report;
    assert_eq!(report.issue_counts.get("not_a_number"), None, "{:?}", report.issues);
    let jardin = find(&catalogue, "youtube:jardintube");
    assert_eq!(jardin.country, None);
    assert_eq!(jardin.followers, Some(30_500_000));
    let engagement = jardin.engagement.as_ref().unwrap();
    assert_eq!((engagement.likes, engagement.comments, engagement.rate), (None, None, None));
    assert_eq!(engagement.views, Some(0.0), "zero is a number and not the same as unknown");
    // Comments switched off: a rate of likes, and it says so.
    let conte = find(&catalogue, "youtube:contes & cie");
    assert_eq!((conte.handle.as_deref(), conte.name.as_deref()), (None, Some("Contes & Cie")));
    let engagement = conte.engagement.as_ref().unwrap();
    assert_eq!((engagement.rate, engagement.numerator.as_deref()), (Some(0.02), Some("likes")));
    assert_eq!(find(&catalogue, "youtube:radiocuisine").country.unwrap().as_str(), "KR");
}

#[test]
fn a_french_sheet_with_semicolons() {
    let catalogue = open(include_bytes!("data/feuille-francaise.csv"), "liste.csv");
    let report = &catalogue.report;
    let lea = find(&catalogue, "instagram:lea.lumiere");
    assert_eq!(lea.followers, Some(23_400));
    assert_eq!(lea.engagement.as_ref().unwrap().rate, Some(0.125));
    assert_eq!(lea.country.unwrap().as_str(), "FR");
    assert_eq!(lea.language.as_deref(), Some("fr"));
    assert_eq!(topics(&lea), ["beauty", "wellness"]);
    assert_eq!(lea.audience.as_ref().unwrap().genders["female"], 0.81);
    assert_eq!(lea.audience.as_ref().unwrap().ages["18-24"], 0.215);
    assert_eq!(lea.verified, Some(true));
    assert_eq!(lea.has_contact, Some(true));
    let reel = &lea.price["reel"];
    assert_eq!(
        (reel.low, reel.high, reel.currency.as_str(), reel.kind),
        (350.0, 500.0, "EUR", PriceKind::Quote)
    );
    let tom = find(&catalogue, "tiktok:tomrigole");
    assert_eq!(tom.followers, Some(1_200));
    assert_eq!(tom.price["reel"].low, 1_250.0);
    assert_eq!(tom.has_contact, None);
    assert_eq!(columns(report, "sensitive"), ["Religion"]);
    let shown = format!("{catalogue:?}");
    assert!(!shown.contains("lea@") && !shown.contains("SECRET"), "contacts and convictions leave no trace");
}

#[test]
fn one_person_on_several_networks() {
    let catalogue = open(include_bytes!("data/several-networks.csv"), "roster.csv");
    let ids: Vec<_> = catalogue.profiles.iter().map(|profile| profile.id).collect();
    assert_eq!(ids, ["instagram:lea.lumiere", "tiktok:lea.bulle", "youtube:lealumiere", "instagram:solo"]);
    let creators: Vec<_> = catalogue.profiles.iter().map(|profile| profile.creator).collect();
    let lea = Some("instagram:lea.lumiere".to_owned());
    assert_eq!(creators, [lea.clone(), lea.clone(), lea, None]);
    assert_eq!(catalogue.profiles.get(2).unwrap().followers, Some(1_470_000));
    assert_eq!(catalogue.profiles.get(1).unwrap().name.as_deref(), Some("#Léa Lumière"));
    assert_eq!(catalogue.report.issue_counts["ragged_row"], 1);
    // Views of a channel since it began are no views of a post.
    assert_eq!(columns(&catalogue.report, "not_kept"), ["YouTube_Views"]);
    assert_eq!(catalogue.profiles.get(2).unwrap().engagement, None);
}

#[test]
fn networks_and_accounts_come_from_wherever_they_are() {
    let of = |text: &str, name: &str| open(text.as_bytes(), name).profiles.get(0).unwrap();
    assert_eq!(of("Platform,Username\nIG,@lea", "").id, "instagram:lea");
    assert_eq!(of("youtuber,abonnés\nlea_films,3", "").id, "youtube:lea_films");
    assert_eq!(of("handle\nlea", "TikTok March.csv").id, "tiktok:lea");
    assert_eq!(of("lien;abonnés\nwww.twitch.tv/lea;3", "").id, "twitch:lea");
    assert_eq!(of("https://www.tiktok.com/@lea\nhttps://www.tiktok.com/@tom", "").id, "tiktok:lea");
    assert_eq!(
        of("name,followers\nLéa Blanc @lea.b,3\nTom @tom,4", "tiktok.csv").handle.as_deref(),
        Some("lea.b")
    );
    let nowhere = read(b"handle,followers\nlea,3\ntom,4", &Hints::default());
    assert_eq!(nowhere.unwrap_err(), OpenError::NeedsNetwork { rows: 2 });
    let told = Hints { network: Some(Network::Snapchat), ..Hints::default() };
    assert_eq!(read(b"handle,followers\nlea,3", &told).unwrap().profiles.get(0).unwrap().id, "snapchat:lea");
}

#[test]
fn a_table_without_rows_says_so() {
    let blank = "Our list\n\nhandle;abonnés\n;;\n";
    for text in ["network,handle,followers", "handle,followers\r\n\r\n", blank] {
        assert_eq!(read(text.as_bytes(), &Hints::default()).unwrap_err(), OpenError::NoRows, "{text}");
    }
    // Where the rest did not arrive, nobody knows what was in it.
    let mut reader = Reader::new(&Hints::default());
    reader.push(b"network,handle,followers\nx,le").unwrap();
    assert!(matches!(reader.interrupted(), Err(OpenError::Truncated { .. })));
}

#[test]
fn percentages_are_told_from_fractions() {
    let rates = |text: &str| -> Vec<Option<f64>> {
        open(text.as_bytes(), "instagram.csv").profiles.iter().map(|p| p.engagement.as_ref()?.rate).collect()
    };
    assert_eq!(rates("handle,er\na,1.39%\nb,\"0,2 %\"\nc,-"), [Some(0.0139), Some(0.002), None]);
    assert_eq!(rates("handle,er\na,4.2\nb,0.9\nc,2.5"), [Some(0.042), Some(0.009), Some(0.025)]);
    assert_eq!(rates("handle,er\na,0.042\nb,0.009"), [Some(0.042), Some(0.009)]);
    assert_eq!(rates("handle,er (%)\na,0.5\nb,0.7"), [Some(0.005), Some(0.007)]);
    assert_eq!(rates("handle,engagement\na,3.4%\nb,1.1%"), [Some(0.034), Some(0.011)]);
    assert_eq!(rates("handle,engagement.rate\na,1.9\nb,1.4"), [Some(1.9), Some(1.4)]);
}

#[test]
fn a_bad_row_or_value_costs_itself() {
    let mut text = String::from("handle,followers,country\n");
    (0..1_000).for_each(|n| writeln!(text, "compte_{n},{n},FR").unwrap());
    let text = text
        .replace("compte_7,7,FR", "compte_7,lots,Atlantis")
        .replace("compte_9,9,FR", "\"compte_9,9,FR")
        .replace("compte_11,11,FR", ",11,FR");
    let catalogue = open(text.as_bytes(), "instagram.csv");
    assert_eq!((catalogue.report.rows, catalogue.report.profiles), (1_000, 998));
    let of_row = |row: usize| -> Vec<&str> {
        let issues = catalogue.report.issues.iter().filter(|issue| issue.row == row);
        issues.map(|issue| issue.reason.as_str()).collect()
    };
    assert_eq!(of_row(8), ["not_a_number", "unknown_value"]);
    assert_eq!(of_row(10), ["bad_row"]);
    assert_eq!(of_row(12), ["missing_identity"]);
}

#[test]
fn hostile_cells_stay_text_or_go() {
    let text = "handle,name,url,followers\nlea,<img src=x onerror=alert(1)>,javascript:alert(1),=1+1\ntom,'=SUM(A1),https://example.org,3";
    let catalogue = open(text.as_bytes(), "instagram.csv");
    assert_eq!(catalogue.profiles.get(0).unwrap().name.as_deref(), Some("<img src=x onerror=alert(1)>"));
    assert_eq!(
        (catalogue.profiles.get(0).unwrap().url.as_deref(), catalogue.profiles.get(0).unwrap().followers),
        (None, None)
    );
    assert_eq!(catalogue.profiles.get(1).unwrap().name.as_deref(), Some("=SUM(A1)"));
}

#[test]
fn a_sheet_of_french_words_is_read_as_it_was_meant() {
    let text = "Influenceur;Lien;Abonnés;Dernière publication;Taux d’engagement;Labels;Accepte;Prix story\n\
        Léa Lumière;https://www.instagram.com/lea.lumiere/;23400;15/01/2026;0,034;\"bio, végan\";\"payant, cadeau\";100\n\
        Léa Lumière;https://www.instagram.com/lea.autre/;12000;03/02/2026;2 %;zéro déchet;affiliation;\n\
        Tom;https://www.instagram.com/tom.dehors/;9000;;3 %;;;\n";
    let catalogue = open(text.as_bytes(), "liste instagram.csv");
    let lea = find(&catalogue, "instagram:lea.lumiere");
    assert_eq!((lea.handle.as_deref(), lea.name.as_deref()), (Some("lea.lumiere"), Some("Léa Lumière")));
    assert_eq!(lea.last_post.as_deref(), Some("2026-01-15"));
    assert_eq!(lea.engagement.as_ref().and_then(|engagement| engagement.rate), Some(0.034));
    assert_eq!(lea.labels, Some(vec!["organic".to_owned(), "vegan".to_owned()]));
    assert_eq!(lea.accepts.as_ref().map(Vec::len), Some(2));
    let other = find(&catalogue, "instagram:lea.autre");
    assert_eq!(other.last_post.as_deref(), Some("2026-02-03"), "the column says that days come first");
    assert_eq!(other.engagement.as_ref().and_then(|engagement| engagement.rate), Some(0.02));
    assert_eq!(find(&catalogue, "instagram:tom.dehors").name.as_deref(), Some("Tom"));
    let issues: Vec<(&str, &str, &str)> = catalogue
        .report
        .issues
        .iter()
        .map(|issue| (issue.field.as_str(), issue.value.as_str(), issue.reason.as_str()))
        .collect();
    assert_eq!(issues, [("price.story", "100", "incomplete")]);
}

#[test]
fn a_handle_beside_an_address_of_a_number_stays_the_handle() {
    let text = "Channel,Link,Subscribers\n@lea.cuisine,https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv,5000\n\
        @tom.dehors,https://www.youtube.com/@tom.autre,6000\n";
    let catalogue = open(text.as_bytes(), "youtube.csv");
    assert_eq!(find(&catalogue, "youtube:lea.cuisine").handle.as_deref(), Some("lea.cuisine"));
    let tom = find(&catalogue, "youtube:tom.autre");
    assert_eq!((tom.handle.as_deref(), tom.name.as_deref()), (Some("tom.autre"), Some("tom.dehors")));
}
