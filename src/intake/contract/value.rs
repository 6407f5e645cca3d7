//! Single values of the contract: numbers, text, dates, addresses, codes. Each reader answers `None` for
//! what it drops and notes why; `null` and empty text are unknown and worth no note.

use std::borrow::Cow;

use crate::{
    domain::{country::Country, decimal},
    intake::{
        country::{has_pair, is_assigned, letter_pairs},
        issue::{Log, Reason},
        json::node::Node,
    },
};

/// Characters that a text field keeps.
pub(in crate::intake) const ID: usize = 200;
/// Characters of a handle.
pub(in crate::intake) const HANDLE: usize = 100;
/// Characters of a name, a city, a source.
pub(in crate::intake) const NAME: usize = 200;
/// Characters of a self-description.
pub(in crate::intake) const BIO: usize = 2_000;
/// Characters of an address; longer ones are dropped, because a cut address leads elsewhere.
pub(in crate::intake) const URL: usize = 2_000;
/// Characters of a word from an open list: a topic, a brand, a kind of account.
pub(in crate::intake) const WORD: usize = 100;
/// Entries of a list or of a distribution; more than the longest real ones, few enough to compare each with
/// each.
pub(in crate::intake) const MAX_ENTRIES: usize = 300;
/// Largest count: beyond it a number is no count of people or posts, and no exact float either.
pub(in crate::intake) const MAX_COUNT: f64 = 1e15;
/// Largest ratio that may pass one: an engagement rate of 1.91 happens, one of 21 is a percentage.
pub(in crate::intake) const MAX_RATIO: f64 = 10.0;

/// A finite number from 0 to `max`.
pub(in crate::intake) fn number(node: &Node<'_>, path: &[&str], max: f64, log: &mut Log) -> Option<f64> {
    let value = match node {
        Node::Whole(value) => *value as f64,
        Node::Number(value) => *value,
        Node::Text(text) if text.trim().is_empty() => return None,
        Node::Text(text) => match plain_number(text) {
            Some(value) => value,
            None => return dropped(node, path, Reason::NotANumber, log),
        },
        Node::Null => return None,
        _ => return dropped(node, path, Reason::NotANumber, log),
    };
    if (0.0..=max).contains(&value) {
        // Minus zero is zero.
        Some(value + 0.0)
    } else {
        dropped(node, path, Reason::OutOfRange, log)
    }
}

/// A number in plain digits, as JSON writes it; `48.5M` and `1,2` are not.
fn plain_number(text: &str) -> Option<f64> {
    decimal::parse(text.trim())
}

/// A whole number from 0 on.
pub(in crate::intake) fn count(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<u64> {
    let value = number(node, path, MAX_COUNT, log)?;
    if value.fract() == 0.0 { Some(value as u64) } else { dropped(node, path, Reason::OutOfRange, log) }
}

/// A share of a whole, 0–1.
pub(in crate::intake) fn fraction(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<f64> {
    number(node, path, 1.0, log)
}

/// Yes or no.
pub(in crate::intake) fn flag(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<bool> {
    match node {
        Node::Bool(value) => Some(*value),
        Node::Whole(0) => Some(false),
        Node::Whole(1) => Some(true),
        Node::Null => None,
        Node::Text(text) => match text.trim().to_lowercase().as_str() {
            "" => None,
            "true" | "yes" | "oui" | "vrai" | "1" | "y" | "o" | "x" | "✓" => Some(true),
            "false" | "no" | "non" | "faux" | "0" | "n" => Some(false),
            _ => dropped(node, path, Reason::UnknownValue, log),
        },
        _ => dropped(node, path, Reason::WrongType, log),
    }
}

/// Text of at most `max` characters, cleaned; a number counts as text, because ids and handles may be digits.
pub(in crate::intake) fn text(node: &Node<'_>, path: &[&str], max: usize, log: &mut Log) -> Option<String> {
    text_of(node, path, max, log).map(Cow::into_owned)
}

/// The same, borrowed where nothing had to be cleaned.
pub(in crate::intake) fn text_of<'n>(
    node: &'n Node<'_>,
    path: &[&str],
    max: usize,
    log: &mut Log,
) -> Option<Cow<'n, str>> {
    let raw = match raw_text(node, path, log)? {
        Cow::Borrowed(raw) => raw,
        // Digits are clean.
        owned @ Cow::Owned(_) => return Some(owned),
    };
    let cleaned = clean(raw, max);
    if cleaned.is_empty() {
        return None;
    }
    if raw.len() > max && raw.trim().chars().nth(max).is_some() {
        log.drop(path, raw, Reason::TooLong);
    }
    Some(cleaned)
}

fn raw_text<'n>(node: &'n Node<'_>, path: &[&str], log: &mut Log) -> Option<Cow<'n, str>> {
    match node {
        Node::Text(_) | Node::Whole(_) => Some(node.shown()),
        Node::Null => None,
        _ => dropped(node, path, Reason::WrongType, log),
    }
}

/// Text without control characters and without those that turn the direction of what follows, trimmed, its
/// line breaks spaces, cut to `max` characters.
pub(in crate::intake) fn clean(text: &str, max: usize) -> Cow<'_, str> {
    let unwanted = |c: char| c.is_control() || is_direction(c);
    let text = text.trim();
    let is_plain = || text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if text.len() <= max && (is_plain() || !text.contains(unwanted)) {
        return text.into();
    }
    let spaced = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    let cleaned: String = spaced.filter(|c| !unwanted(*c)).take(max).collect();
    cleaned.trim().to_owned().into()
}

/// Marks that reorder the text around them: a name could pose as another with them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// An http or https address with a host and no credentials.
pub(in crate::intake) fn url(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<String> {
    let raw = raw_text(node, path, log)?;
    let url = raw.trim();
    if url.is_empty() {
        return None;
    }
    if is_url(url) { Some(url.to_owned()) } else { dropped(node, path, Reason::BadUrl, log) }
}

/// Whether the text is an address that a link may have.
pub(in crate::intake) fn is_url(url: &str) -> bool {
    let scheme =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let rest = if scheme("https://") {
        &url[8..]
    } else if scheme("http://") {
        &url[7..]
    } else {
        return false;
    };
    let unwanted = |c: char| match c {
        '\0'..=' ' | '\x7F' | '<' | '>' | '"' | '\'' | '`' | '\\' | '{' | '}' | '|' | '^' => true,
        '!'..='~' => false,
        _ => c.is_control() || c.is_whitespace() || is_direction(c),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
    url.len() <= URL
        && !url.contains(unwanted)
        && !host.is_empty()
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
        && !host.starts_with(['.', '-'])
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// A day or a month, ISO 8601; a time of day after it is left out.
pub(in crate::intake) fn date(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<String> {
    let raw = moment_of(node, path, log)?;
    Some(raw.split(['T', ' ']).next().unwrap_or_default().to_owned())
}

/// A day or a month, with the time of day where there is one.
pub(in crate::intake) fn moment(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<String> {
    moment_of(node, path, log).map(str::to_owned)
}

fn moment_of<'n>(node: &'n Node<'_>, path: &[&str], log: &mut Log) -> Option<&'n str> {
    let raw = match node {
        Node::Text(text) => text.trim(),
        Node::Null => return None,
        _ => return dropped(node, path, Reason::BadDate, log),
    };
    if raw.is_empty() {
        return None;
    }
    let (day, time) = raw.split_once(['T', ' ']).unwrap_or((raw, ""));
    let is_time = time.len() <= 20
        && time.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z'));
    if is_date(day) && is_time { Some(raw) } else { dropped(node, path, Reason::BadDate, log) }
}

/// Whether the text is `YYYY-MM` or `YYYY-MM-DD` and the calendar has it.
pub(in crate::intake) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| {
        let part = bytes.get(from..to)?;
        part.iter()
            .try_fold(0_u16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
    };
    let separated = |at: usize| bytes.get(at) == Some(&b'-');
    let (Some(year), Some(month), true) = (digits(0, 4), digits(5, 7), separated(4)) else { return false };
    if !(1900..=2200).contains(&year) || !(1..=12).contains(&month) {
        return false;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u16::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match bytes.len() {
        7 => true,
        10 => separated(7) && digits(8, 10).is_some_and(|day| (1..=days).contains(&day)),
        _ => false,
    }
}

/// A country by its code; the code must be assigned.
pub(in crate::intake) fn country(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<Country> {
    let raw = raw_text(node, path, log)?;
    if raw.trim().is_empty() {
        return None;
    }
    country_code(&raw).or_else(|| dropped(node, path, Reason::UnknownValue, log))
}

/// The country of an assigned ISO 3166-1 code in either case.
pub(in crate::intake) fn country_code(text: &str) -> Option<Country> {
    text.trim().parse().ok().filter(|country| is_assigned(*country))
}

/// A language tag with its usual case: `fr`, `pt-BR`, `zh-Hant`.
pub(in crate::intake) fn language(node: &Node<'_>, path: &[&str], log: &mut Log) -> Option<String> {
    let raw = raw_text(node, path, log)?;
    if raw.trim().is_empty() {
        return None;
    }
    language_tag(&raw).or_else(|| dropped(node, path, Reason::UnknownValue, log))
}

/// The two-letter codes of ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu \
    cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia \
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg \
    mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw \
    sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz \
    ve vi vo wa wo xh yi yo za zh zu ";

/// For every first letter of a code, the set of its second letters.
const KNOWN_LANGUAGES: [u32; 26] = letter_pairs(LANGUAGES.as_bytes(), b' ');

/// The tag in its usual case, if its primary language is a code; three-letter codes are taken on trust.
pub(in crate::intake) fn language_tag(text: &str) -> Option<String> {
    let text = text.trim();
    let mut parts = text.split(['-', '_']);
    let primary = parts.next()?.to_ascii_lowercase();
    let is_code = match primary.len() {
        2 => has_pair(&KNOWN_LANGUAGES, primary.as_bytes()),
        3 => primary.bytes().all(|byte| byte.is_ascii_lowercase()),
        _ => false,
    };
    let well_formed =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_code || text.len() > 35 || !parts.clone().all(well_formed) {
        return None;
    }
    let mut tag = primary;
    for part in parts {
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

fn dropped<T>(node: &Node<'_>, path: &[&str], reason: Reason, log: &mut Log) -> Option<T> {
    log.drop(path, &node.shown(), reason);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_checked_against_the_calendar() {
        for good in ["2022-03", "2024-02-29", "2000-02-29", "1999-12-31"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2022",
            "2022-13",
            "2023-02-29",
            "1900-02-29",
            "2022-04-31",
            "2022-3-1",
            "22-03-01",
            "2022/03/01",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn only_web_addresses_pass() {
        for good in ["https://example.org", "HTTP://example.org:8080/a?b=c#d", "https://exämple.org/é"] {
            assert!(is_url(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "https://",
            "https://user@example.org",
            "https://a b.org",
            "https://example.org/<script>",
            "https://example.org\u{202E}gpj.exe",
            "ftp://example.org",
            "é",
        ] {
            assert!(!is_url(bad), "{bad}");
        }
    }

    #[test]
    fn languages_have_a_known_primary_tag() {
        assert_eq!(language_tag("FR").as_deref(), Some("fr"));
        assert_eq!(language_tag("pt_br").as_deref(), Some("pt-BR"));
        assert_eq!(language_tag("zh-hant").as_deref(), Some("zh-Hant"));
        assert_eq!(language_tag("French"), None);
        assert_eq!(language_tag("zz"), None);
    }

    #[test]
    fn text_loses_what_could_hide_in_it() {
        assert_eq!(clean("  a\u{0}b\n\tc\u{202E}d ", 10), "ab  cd");
        assert_eq!(clean("éééé", 2), "éé");
    }
}
