//! Networks and accounts as the outside names them: words, addresses, file names, handles.

use crate::domain::network::Network;

/// Where a profile lives that does not say: what the file's name or the caller told.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) network: Option<Network>,
}

/// Words for a network, folded to lower-case ASCII.
const WORDS: [(&str, Network); 31] = [
    ("instagram", Network::Instagram),
    ("insta", Network::Instagram),
    ("ig", Network::Instagram),
    ("instagrammer", Network::Instagram),
    ("instagrameur", Network::Instagram),
    ("instagrammeur", Network::Instagram),
    ("instagrammeuse", Network::Instagram),
    ("tiktok", Network::Tiktok),
    ("tiktoker", Network::Tiktok),
    ("tiktokeur", Network::Tiktok),
    ("tiktokeuse", Network::Tiktok),
    ("douyin", Network::Tiktok),
    ("youtube", Network::Youtube),
    ("youtuber", Network::Youtube),
    ("youtubeur", Network::Youtube),
    ("youtubeuse", Network::Youtube),
    ("yt", Network::Youtube),
    ("twitter", Network::X),
    ("tweeter", Network::X),
    ("facebook", Network::Facebook),
    ("fb", Network::Facebook),
    ("snapchat", Network::Snapchat),
    ("snap", Network::Snapchat),
    ("snapchatter", Network::Snapchat),
    ("twitch", Network::Twitch),
    ("streamer", Network::Twitch),
    ("twitcher", Network::Twitch),
    ("pinterest", Network::Pinterest),
    ("pinner", Network::Pinterest),
    ("linkedin", Network::Linkedin),
    ("linkedln", Network::Linkedin),
];

/// The network of one lower-case word; `x` is one only where a network must stand.
pub(super) fn network_word(word: &str) -> Option<Network> {
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, network)| *network)
}

/// The network that a value names: its slug, its label, a usual short form.
pub(super) fn network(value: &str) -> Option<Network> {
    if let Ok(network) = value.parse() {
        return Some(network);
    }
    let mut word: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    word.make_ascii_lowercase();
    match word.as_str() {
        "x" | "xtwitter" | "twitterx" | "xcom" | "xformerlytwitter" => Some(Network::X),
        _ => network_word(&word),
    }
}

/// The one network that a file's name names; none if it names several.
pub(super) fn network_in_name(name: &str) -> Option<Network> {
    let name = name.to_ascii_lowercase();
    let mut found = None;
    for word in name.split(|c: char| !c.is_ascii_alphabetic()) {
        if let Some(network) = network_word(word) {
            if found.is_some_and(|other| other != network) {
                return None;
            }
            found = Some(network);
        }
    }
    found
}

/// `network:handle` in lower case: the id of an account that has no other.
pub(super) fn account_id(network: Network, handle: &str) -> String {
    let mut id = String::with_capacity(network.as_str().len() + 1 + handle.len());
    id.push_str(network.as_str());
    id.push(':');
    if handle.is_ascii() {
        id.push_str(handle);
        id.make_ascii_lowercase();
    } else {
        id.extend(handle.chars().flat_map(char::to_lowercase));
    }
    id
}

/// A handle without the signs around it: `@lea`, ` lea/ `.
pub(super) fn bare_handle(text: &str) -> &str {
    text.trim().trim_start_matches('@').trim_end_matches('/').trim()
}

/// Whether a text is a handle by the network's own grammar; without a network, by all of them together.
pub(super) fn is_handle(network: Option<Network>, text: &str) -> bool {
    let (shortest, longest, signs) = match network {
        Some(Network::Instagram) => (1, 30, "._"),
        Some(Network::Tiktok) => (2, 24, "._"),
        Some(Network::Youtube) => (3, 30, "._-·"),
        Some(Network::X) => (1, 15, "_"),
        Some(Network::Facebook) => (5, 50, "."),
        Some(Network::Snapchat) => (3, 15, "._-"),
        Some(Network::Twitch) => (3, 25, "_"),
        Some(Network::Pinterest) => (3, 30, "_"),
        Some(Network::Linkedin) => (3, 100, "-_"),
        None => (1, 100, "._-"),
    };
    // YouTube and LinkedIn allow letters of every script.
    let letters = match network {
        Some(Network::Youtube | Network::Linkedin) => char::is_alphanumeric,
        _ => |c: char| c.is_ascii_alphanumeric(),
    };
    let mut length = 0;
    let fits = text.chars().all(|c| {
        length += 1;
        letters(c) || signs.contains(c)
    });
    fits && (shortest..=longest).contains(&length)
}

/// What an address of an account says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) network: Network,
    /// The handle, where the address holds one.
    pub(super) handle: Option<String>,
    /// What stands for the handle where the address holds none: a YouTube channel's id.
    pub(super) key: Option<String>,
}

/// The account behind an address, if its host is a network's.
pub(super) fn account_of_url(url: &str) -> Option<Account> {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let network = network_of_host(host.split(':').next()?)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default();
    let inner = match first {
        "channel" if network == Network::Youtube => {
            let key = parts.next().map(str::to_owned);
            return Some(Account { network, handle: None, key });
        }
        "user" | "c" | "add" | "in" | "company" | "people" | "@" => parts.next().unwrap_or_default(),
        // Posts, not accounts.
        "p" | "reel" | "reels" | "watch" | "shorts" | "status" | "video" | "embed" | "profile.php"
        | "groups" | "explore" | "share" | "playlist" | "pages" => "",
        other => other,
    };
    let handle = bare_handle(inner);
    let handle = is_handle(Some(network), handle).then(|| handle.to_owned());
    Some(Account { network, handle, key: None })
}

fn network_of_host(host: &str) -> Option<Network> {
    const HOSTS: [(&str, Network); 14] = [
        ("instagram.com", Network::Instagram),
        ("instagr.am", Network::Instagram),
        ("tiktok.com", Network::Tiktok),
        ("youtube.com", Network::Youtube),
        ("youtu.be", Network::Youtube),
        ("x.com", Network::X),
        ("twitter.com", Network::X),
        ("facebook.com", Network::Facebook),
        ("fb.com", Network::Facebook),
        ("snapchat.com", Network::Snapchat),
        ("twitch.tv", Network::Twitch),
        ("pinterest.com", Network::Pinterest),
        ("pinterest.fr", Network::Pinterest),
        ("linkedin.com", Network::Linkedin),
    ];
    let is = |known: &str| {
        let before = host.len().checked_sub(known.len()).and_then(|at| host.split_at_checked(at));
        before.is_some_and(|(before, end)| {
            end.eq_ignore_ascii_case(known) && (before.is_empty() || before.ends_with('.'))
        })
    };
    HOSTS.iter().find(|(known, _)| is(known)).map(|(_, network)| *network)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_found_in_words_and_file_names() {
        assert_eq!(network("IG"), Some(Network::Instagram));
        assert_eq!(network("X (Twitter)"), Some(Network::X));
        assert_eq!(network("Tik Tok"), Some(Network::Tiktok));
        assert_eq!(network("MySpace"), None);
        assert_eq!(network_in_name("top - Instagram June-2022.csv"), Some(Network::Instagram));
        assert_eq!(network_in_name("instagram-and-tiktok.csv"), None);
        assert_eq!(network_in_name("export.x.csv"), None);
    }

    #[track_caller]
    fn check(url: &str, network: Network, handle: Option<&str>) {
        let account = account_of_url(url).unwrap();
        assert_eq!((account.network, account.handle.as_deref()), (network, handle), "{url}");
    }

    #[test]
    fn addresses_name_network_and_account() {
        check("https://www.instagram.com/lea.b/", Network::Instagram, Some("lea.b"));
        check("https://www.tiktok.com/@lea.b?lang=fr", Network::Tiktok, Some("lea.b"));
        check("https://www.youtube.com/@LeaB", Network::Youtube, Some("LeaB"));
        check("http://youtube.com/user/leab", Network::Youtube, Some("leab"));
        check("https://twitter.com/lea_b", Network::X, Some("lea_b"));
        check("https://fr.linkedin.com/in/léa-b", Network::Linkedin, Some("léa-b"));
        check("https://www.instagram.com/p/Cxyz/", Network::Instagram, None);
        assert_eq!(
            account_of_url("http://youtube.com/channel/UCab-1").unwrap().key.as_deref(),
            Some("UCab-1")
        );
        assert_eq!(account_of_url("https://notinstagram.com/lea"), None);
    }

    #[test]
    fn handles_follow_the_networks_grammar() {
        assert!(is_handle(Some(Network::Instagram), "433"));
        assert!(!is_handle(Some(Network::Instagram), "Léa Blanc"));
        assert!(!is_handle(Some(Network::Tiktok), "a"));
        assert!(is_handle(Some(Network::Youtube), "Ünïversité"));
        assert!(!is_handle(Some(Network::X), "far_too_long_for_x"));
    }
}
