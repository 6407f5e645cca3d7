//! Data in pieces: wherever it is cut, the catalogue and the report are those of the whole.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write as _;

use accord::intake::{Catalogue, Hints, OpenError, Reader, read};
use proptest::{collection::vec, prelude::*, sample::Index};

const CONTRACT: &[u8] = include_bytes!("data/contract.json");

/// Data of every form and of every kind of damage, by name.
fn fixtures() -> Vec<(&'static str, Vec<u8>)> {
    let file = |name: &'static str, bytes: &[u8]| (name, bytes.to_vec());
    let text = |name: &'static str, text: String| (name, text.into_bytes());
    let rows =
        |count: usize, row: fn(usize) -> String, by: &str| (0..count).map(row).collect::<Vec<_>>().join(by);
    let element = |n: usize| {
        format!(r#"{{"network":"tiktok","handle":"h{n}","bio":"“é🙂\\u00e9 {{[\\\"n{n}","followers":{n}}}"#)
    };
    let line: fn(usize) -> String = |n| format!("lé{n}.a;{n};\"Beauté; \"\"n{n}\"\"\nmode\";tiktok");
    let table = format!("nom;abonnés;catégorie;network\r\n{}\r\n", rows(2_500, line, "\r\n"));
    let elements = rows(900, element, ",\n ");
    let mut many = format!(
        r#"{{"schema":"accord/profiles@1","generated_at":"2026-01-02","a":[{{"b":"]}}"}}],"profiles":[{elements}"#
    );
    let cut_off = many.clone();
    write!(many, r#"],"source":{{"name":"É"}},"later":12}}  "#).unwrap();
    let mut broken = many.clone();
    // A quote is missing in one element, a number is none in another, a brace is one too many.
    broken = broken.replacen("\"h7\"", "\"h7", 1).replacen(":44}", ":NaN}", 1).replacen(":60}", ":60}}", 1);
    let utf16 = |text: &str| -> Vec<u8> {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect() };
    let mut bad_bytes = many.clone().into_bytes();
    for at in [40_000, 70_000, 70_001, 80_000] {
        bad_bytes[at] = 0xFF;
    }
    let unclosed = table.replacen("\"Beaut", "\"\"Beaut", 1).replacen("lé100.a;", "\"lé100.a;", 2);
    vec![
        file("contract.json", CONTRACT),
        file("feuille-francaise.csv", include_bytes!("data/feuille-francaise.csv")),
        file("instagram-march.csv", include_bytes!("data/instagram-march.csv")),
        file("several-networks.csv", include_bytes!("data/several-networks.csv")),
        file("tiktok-repeated.csv", include_bytes!("data/tiktok-repeated.csv")),
        file("youtube-errors.csv", include_bytes!("data/youtube-errors.csv")),
        text("array.json", format!("\u{FEFF}\n [{elements}] ")),
        text("many.json", many.clone()),
        text("cut-off.json", cut_off[..cut_off.len() - 9].to_owned()),
        text("broken.json", broken),
        text("lines.ndjson", rows(900, element, "\r\n\n") + "\n\n"),
        text("lines-cut-off", rows(900, element, "\n") + "\n{\"network\":\"x\",\"ha"),
        text("objects", rows(300, |n| format!("{{\n\"network\":\"x\",\n\"handle\":\"o{n}\"\n}}"), "\n")),
        text("numbers.json", format!("[1,2.5e3,tru,\"x\",null,12 34 {elements},7")),
        text(
            "long.json",
            format!(r#"[{{"network":"x","handle":"long","bio":"{}"}},{elements}]"#, "é".repeat(150_000)),
        ),
        text(
            "unclosed.json",
            format!(r#"[{{"network":"x","handle":"a,"bio":"{}"}},{elements}]"#, "x".repeat(1_200_000)),
        ),
        text("table.csv", table.clone()),
        text("unclosed.csv", unclosed),
        text("notes.csv", format!("sep=;\nOur list;;;\n;;;\n{table}")),
        text("one-line.csv", format!("handle,network,followers,bio\nlea,x,3,{}", "y".repeat(100_000))),
        ("utf16.csv", utf16(&table)),
        ("utf16.json", utf16(&many)),
        ("latin.csv", latin(&table)),
        (
            "latin-late.csv",
            latin(
                &(rows(3_000, |n| format!("a{n},x,{n}"), "\n").replacen(
                    "a0,x,0",
                    "handle,network,followers",
                    1,
                ) + "\nb,x,5,é"),
            ),
        ),
        ("bad-bytes.json", bad_bytes),
        ("padded.csv", [table.as_bytes(), &[0; 70_000]].concat()),
        ("zeros.csv", [&table.as_bytes()[..60_000], &[0; 9_000], b"x"].concat()),
        file("blank", &[b' '; 70_000]),
        text("page", format!("<!doctype html><p>{}", "é".repeat(50_000))),
        text("words", "hello world\n".repeat(9_000)),
        text("version-2.json", many.replacen("@1", "@2", 1)),
        file("archive", b"PK\x03\x04 and so on"),
        file("nothing", b""),
    ]
}

/// What comes of data that is cut at these places; the report's order counts.
fn in_pieces(bytes: &[u8], cuts: &[usize], hints: &Hints) -> Result<Catalogue, OpenError> {
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (bytes.len() + 1)).collect();
    cuts.extend([0, bytes.len()]);
    cuts.sort_unstable();
    let mut reader = Reader::new(hints);
    for pair in cuts.windows(2) {
        reader.push(&bytes[pair[0]..pair[1]])?;
        // A look at what is here so far changes nothing.
        if pair[1] % 7 == 0 {
            reader.so_far();
        }
    }
    reader.finish()
}

#[track_caller]
fn check(name: &str, bytes: &[u8], cuts: &[usize]) {
    let hints = Hints { name: Some(name.to_owned()), ..Hints::default() };
    let whole = read(bytes, &hints);
    let pieces = in_pieces(bytes, cuts, &hints);
    match (whole, pieces) {
        (Ok(whole), Ok(pieces)) => {
            assert_eq!(pieces.report, whole.report, "{name} {cuts:?}");
            assert!(pieces.profiles.iter().eq(whole.profiles.iter()), "{name} {cuts:?}");
        }
        (whole, pieces) => assert_eq!(pieces.err(), whole.err(), "{name} {cuts:?}"),
    }
}

#[test]
fn every_fixture_is_what_its_name_says() {
    let found: Vec<String> = fixtures()
        .iter()
        .map(|(name, bytes)| {
            let hints = Hints { name: Some((*name).to_owned()), ..Hints::default() };
            match read(bytes, &hints) {
                Ok(Catalogue { report, .. }) => {
                    let odd: Vec<String> = report
                        .issue_counts
                        .iter()
                        .map(|(reason, count)| format!("{reason} {count}"))
                        .collect();
                    format!("{name}: {} rows, {} profiles, {}", report.rows, report.profiles, odd.join(", "))
                }
                Err(error) => format!("{name}: {}", error.code()),
            }
        })
        .collect();
    assert_eq!(found, EXPECTED);
}

const EXPECTED: &[&str] = &[
    "contract.json: 3 rows, 3 profiles, ",
    "feuille-francaise.csv: 3 rows, 3 profiles, sensitive 1",
    "instagram-march.csv: 5 rows, 4 profiles, not_kept 2",
    "several-networks.csv: 2 rows, 4 profiles, not_kept 1, ragged_row 1, unknown_field 1",
    "tiktok-repeated.csv: 4 rows, 3 profiles, conflict 1, unknown_field 1",
    "youtube-errors.csv: 4 rows, 4 profiles, ",
    "array.json: 900 rows, 900 profiles, implausible 1",
    "many.json: 900 rows, 900 profiles, implausible 1, unknown_field 2",
    "cut-off.json: 899 rows, 899 profiles, implausible 1, truncated 1, unknown_field 1",
    "broken.json: 901 rows, 899 profiles, bad_row 2, implausible 1, mended_row 1, unknown_field 2",
    "lines.ndjson: 900 rows, 900 profiles, implausible 1",
    "lines-cut-off: 900 rows, 900 profiles, implausible 1, truncated 1",
    "objects: 300 rows, 300 profiles, ",
    "numbers.json: 908 rows, 900 profiles, bad_row 8, implausible 1, mended_row 1, truncated 1",
    "long.json: 901 rows, 901 profiles, implausible 1, too_long 1",
    "unclosed.json: 901 rows, 900 profiles, bad_row 1, implausible 1",
    "table.csv: 2500 rows, 2500 profiles, implausible 1",
    "unclosed.csv: 2502 rows, 2498 profiles, missing_network 4, not_a_number 3, ragged_row 3, unknown_value 1",
    "notes.csv: 2500 rows, 2500 profiles, implausible 1",
    "one-line.csv: 1 rows, 1 profiles, too_long 1",
    "utf16.csv: 2500 rows, 2500 profiles, implausible 1",
    "utf16.json: 900 rows, 900 profiles, implausible 1, unknown_field 2",
    "latin.csv: 2500 rows, 2500 profiles, bad_encoding 1, implausible 1",
    "latin-late.csv: 3000 rows, 3000 profiles, bad_encoding 1, ragged_row 1",
    "bad-bytes.json: 900 rows, 897 profiles, bad_encoding 1, bad_row 2, implausible 1, missing_identity 1, unknown_field 2",
    "padded.csv: 2500 rows, 2500 profiles, implausible 1",
    "zeros.csv: not_text",
    "blank: empty",
    "page: html",
    "words: unknown_format",
    "version-2.json: newer_data",
    "archive: not_text",
    "nothing: empty",
];

/// A number that is cut in two is another number: what is not whole is not read.
#[test]
fn what_arrives_before_a_connection_breaks_is_what_the_whole_has() {
    for (name, bytes) in fixtures() {
        if !["table.csv", "notes.csv", "lines.ndjson", "array.json", "utf16.csv"].contains(&name) {
            continue;
        }
        let hints = Hints { name: Some(name.to_owned()), ..Hints::default() };
        let whole = read(&bytes, &hints).unwrap();
        for at in (0..400).chain(30_000..30_150).chain(65_500..65_600).chain([75_000]) {
            let mut reader = Reader::new(&hints);
            reader.push(&bytes[..at]).unwrap();
            let Ok(part) = reader.interrupted() else { continue };
            assert!(
                part.profiles.iter().zip(whole.profiles.iter()).all(|(part, whole)| part == whole),
                "{name} at {at}"
            );
            assert_eq!(part.report.issue_counts.get("truncated"), Some(&1), "{name} at {at}");
        }
    }
}

#[test]
fn what_there_is_no_room_for_is_named() {
    for (name, bytes) in
        fixtures().iter().filter(|(name, _)| ["table.csv", "lines.ndjson", "many.json"].contains(name))
    {
        let mut reader = Reader::new(&Hints::default());
        reader.push(&bytes[..bytes.len() - 100]).unwrap();
        let rows = reader.rows();
        let catalogue = reader.no_room().unwrap();
        assert_eq!(catalogue.report.issue_counts["no_room"], 1, "{name}");
        assert_eq!(catalogue.report.issue_counts.get("truncated"), None, "{name}");
        assert!(catalogue.report.rows >= rows.max(800), "{name}");
    }
}

#[test]
fn small_files_may_be_cut_anywhere() {
    for (name, bytes) in fixtures().iter().filter(|(_, bytes)| bytes.len() < 12_000) {
        for size in [1, 2, 3, 5, 64] {
            let cuts: Vec<usize> = (0..bytes.len()).step_by(size).collect();
            check(name, bytes, &cuts);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn wherever_it_is_cut_it_is_the_same(cuts in vec(any::<usize>(), 1..40), near in 0_usize..4_000) {
        for (name, bytes) in &fixtures() {
            // Many cuts close together, beside those anywhere.
            let close = (0..60).map(|n| bytes.len() * near / 4_000 + n);
            let cuts: Vec<usize> = cuts.iter().copied().chain(close).collect();
            check(name, bytes, &cuts);
        }
    }
}

proptest! {
    #[test]
    fn damage_is_the_same_in_pieces(
        damage in vec((any::<Index>(), any::<u8>()), 0..12),
        cuts in vec(any::<usize>(), 1..20),
    ) {
        let mut bytes = CONTRACT.to_vec();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        check("damaged", &bytes, &cuts);
        let every: Vec<usize> = (0..bytes.len()).collect();
        check("damaged", &bytes, &every);
    }

    #[test]
    fn any_text_is_the_same_in_pieces(text in "[\\[\\]{}\",:;\\\\a-zé0-9.%\\n ]{0,200}") {
        let every: Vec<usize> = (0..text.len()).collect();
        check("text", text.as_bytes(), &every);
        check("text.ndjson", text.as_bytes(), &every);
        check("text.json", format!("[{text}").as_bytes(), &every);
        check("text.csv", format!("handle,network,bio\n{text}").as_bytes(), &every);
    }

    #[test]
    fn any_bytes_are_the_same_in_pieces(bytes in vec(any::<u8>(), 0..200)) {
        let every: Vec<usize> = (0..bytes.len()).collect();
        check("bytes", &bytes, &every);
        check("bytes.csv", &[b"handle,network,bio\n", &bytes[..]].concat(), &every);
    }
}
