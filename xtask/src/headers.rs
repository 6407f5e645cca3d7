//! The headers a host should send, in one place for the sample file and for our own server.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::files;

/// What can't stand in the page itself: who may show the page in a frame of theirs.
const FRAMES: &str = "; frame-ancestors 'self'";
/// The folder of what other sites embed, in a frame too.
const EMBED: &str = "embed/";

/// How long a browser may keep a file whose name has its content's hash in it: a year, unasked.
pub(crate) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// A header and what of the site it is for.
pub(crate) struct Rule {
    place: Place,
    pub(crate) name: &'static str,
    pub(crate) value: String,
}

/// A part of the site; no two parts ask for the same header of one file, because hosts differ in what
/// they make of that.
#[derive(Clone, PartialEq, Eq)]
enum Place {
    Everywhere,
    /// Everything below a folder, which ends with a slash.
    Folder(&'static str),
    /// The page of a folder, which is empty or ends with a slash.
    Page(String),
    File(String),
}

impl Place {
    /// Paths as `_headers` has them.
    fn patterns(&self) -> Vec<String> {
        match self {
            Self::Everywhere => vec!["/*".to_owned()],
            Self::Folder(folder) => vec![format!("/{folder}*")],
            Self::Page(folder) => vec![format!("/{folder}"), format!("/{folder}index.html")],
            Self::File(path) => vec![format!("/{path}")],
        }
    }
}

impl Rule {
    /// Whether it is for a file, by its path below the site's root.
    pub(crate) fn concerns(&self, below: &str) -> bool {
        match &self.place {
            Place::Everywhere => true,
            Place::Folder(folder) => below.starts_with(folder),
            Place::Page(folder) => below.strip_prefix(folder.as_str()) == Some("index.html"),
            Place::File(path) => below == path,
        }
    }
}

/// All headers of a built site, with the policies that its pages carry in their meta tags.
pub(crate) fn rules(site: &Path) -> Result<Vec<Rule>> {
    let rule = |place, name, value: &str| Rule { place, name, value: value.to_owned() };
    let mut rules = vec![
        rule(Place::Everywhere, "X-Content-Type-Options", "nosniff"),
        rule(Place::Everywhere, "Referrer-Policy", "no-referrer"),
        // Other sites may import the engine and embed the widget.
        rule(Place::Folder("engine/"), "Access-Control-Allow-Origin", "*"),
        rule(Place::Folder(EMBED), "Access-Control-Allow-Origin", "*"),
    ];
    let main = fs::read_to_string(site.join("index.html"))
        .with_context(|| format!("{} has no index.html", site.display()))?;
    let main = policy(&main).context(NO_POLICY)?.to_owned();
    for file in files::below(site)? {
        let below = file.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
        if let Some(folder) = below.strip_suffix("index.html") {
            let page = fs::read_to_string(&file)?;
            let policy = policy(&page).with_context(|| format!("{below}: {NO_POLICY}"))?;
            let frames = if folder.starts_with(EMBED) { "" } else { FRAMES };
            let value = format!("{policy}{frames}");
            rules.push(rule(Place::Page(folder.to_owned()), "Content-Security-Policy", &value));
        }
        if below.strip_prefix("worker-").and_then(|rest| rest.strip_suffix(".js")).is_some() {
            // A worker is under the policy that comes with its own script.
            rules.push(rule(Place::File(below.clone()), "Content-Security-Policy", &main));
        }
        if is_immutable(&below) {
            rules.push(rule(Place::File(below), "Cache-Control", IMMUTABLE));
        }
    }
    Ok(rules)
}

const NO_POLICY: &str =
    "there is no <meta http-equiv=\"Content-Security-Policy\" content=\"…\">; a page must carry its policy";

/// The policy in the page's meta tag, without a final semicolon.
fn policy(page: &str) -> Option<&str> {
    let start = page.find("http-equiv=\"Content-Security-Policy\"")?;
    let tag = page.get(start..start + page.get(start..)?.find('>')?)?;
    let content = tag.split_once("content=\"")?.1.split_once('"')?.0;
    Some(content.trim().trim_end_matches(';'))
}

/// Whether a file's name has its content's hash in it, so that what is under it never changes.
///
/// A hash is a number of 64 bits; Trunk leaves out its leading zeros.
pub(crate) fn is_immutable(below: &str) -> bool {
    let name = below.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches("_bg");
    let hash = stem.rsplit('-').next().unwrap_or_default();
    (12..=16).contains(&hash.len()) && hash.len() < stem.len() && hash.chars().all(|c| c.is_ascii_hexdigit())
}

/// The rules in the form that several static hosts read from a file named `_headers`.
pub(crate) fn file(rules: &[Rule]) -> String {
    let mut lines = Vec::new();
    let mut written: Vec<&Place> = Vec::new();
    for Rule { place, .. } in rules {
        if written.contains(&place) {
            continue;
        }
        written.push(place);
        for pattern in place.patterns() {
            lines.push(pattern);
            let same = rules.iter().filter(|rule| rule.place == *place);
            lines.extend(same.map(|rule| format!("  {}: {}", rule.name, rule.value)));
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:;"></head>"#;
    const FILES: [&str; 6] = [
        "index.html",
        "profile/index.html",
        "embed/frame/index.html",
        "worker-0123456789abcdef.js",
        "engine/accord_engine-0123456789abcdef_bg.wasm",
        "engine/accord_engine.js",
    ];

    /// A built site of these files, each of them with the page's text.
    fn site(case: &str, text: &str) -> std::path::PathBuf {
        let root = std::env::temp_dir().join(format!("accord-headers-{case}-{}", std::process::id()));
        for name in FILES {
            fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
            fs::write(root.join(name), text).unwrap();
        }
        root
    }

    /// The values of one header for one file.
    fn values(rules: &[Rule], below: &str, name: &str) -> Vec<String> {
        let concerned = rules.iter().filter(|rule| rule.name == name && rule.concerns(below));
        concerned.map(|rule| rule.value.clone()).collect()
    }

    #[test]
    fn the_pages_policy_is_the_hosts_with_frames_added() {
        let root = site("policy", PAGE);
        let rules = rules(&root).unwrap();
        let policy = |below| values(&rules, below, "Content-Security-Policy");
        let inside = "default-src 'none'; img-src 'self' data:; frame-ancestors 'self'";
        assert_eq!(policy("index.html"), [inside]);
        assert_eq!(policy("profile/index.html"), [inside]);
        assert_eq!(policy("embed/frame/index.html"), ["default-src 'none'; img-src 'self' data:"]);
        assert_eq!(policy("worker-0123456789abcdef.js"), ["default-src 'none'; img-src 'self' data:"]);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_page_without_a_policy_is_refused() {
        let root = site("none", "<head></head>");
        assert!(rules(&root).is_err());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn the_file_names_each_part_once_and_no_header_twice_for_one_path() {
        let root = site("file", PAGE);
        let rules = rules(&root).unwrap();
        let text = file(&rules);
        let mut paths: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        let count = paths.len();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), count, "{text}");
        assert!(text.contains("/engine/*\n  Access-Control-Allow-Origin: *\n"), "{text}");
        assert!(
            text.contains("/worker-0123456789abcdef.js\n  Content-Security-Policy: default-src 'none'; img-src 'self' data:\n  Cache-Control: public"),
            "{text}"
        );
        for below in FILES {
            for Rule { name, .. } in &rules {
                assert!(values(&rules, below, name).len() <= 1, "{below} has {name} twice");
            }
        }
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn hashed_names_are_kept_and_others_asked_for_again() {
        assert!(is_immutable("accord-1f2e3d4c5b6a7988_bg.wasm"));
        assert!(is_immutable("start-0123456789abcdef.js"));
        assert!(is_immutable("accord-123456789abcdef.js"), "Trunk writes no leading zero");
        assert!(is_immutable("engine/accord_engine-0123456789abcdef_bg.wasm"));
        assert!(!is_immutable("index.html"));
        assert!(!is_immutable("engine/accord_engine.js"));
        assert!(!is_immutable("icon-512.png"));
        assert!(!is_immutable("some-0123456789abcdef/index.html"));
    }
}
