//! The headers a host should send, in one place for the sample file and for our own server.

use anyhow::{Context as _, Result};

/// What can't stand in the page itself.
const FRAMES: &str = "; frame-ancestors 'self'";

/// A header and the folder it is for; an empty folder is the whole site.
pub(crate) struct Rule {
    pub(crate) folder: &'static str,
    pub(crate) name: &'static str,
    pub(crate) value: String,
}

/// All headers, with the policy that the page carries in its meta tag.
pub(crate) fn rules(page: &str) -> Result<Vec<Rule>> {
    let policy = policy(page).context(
        "index.html has no <meta http-equiv=\"Content-Security-Policy\" content=\"…\">; the page must carry its policy",
    )?;
    let everywhere = |name, value: &str| Rule { folder: "", name, value: value.to_owned() };
    Ok(vec![
        everywhere("Content-Security-Policy", &format!("{policy}{FRAMES}")),
        everywhere("X-Content-Type-Options", "nosniff"),
        everywhere("Referrer-Policy", "no-referrer"),
        // Other sites may import the engine and embed the widget.
        Rule { folder: "engine/", name: "Access-Control-Allow-Origin", value: "*".to_owned() },
        Rule { folder: "embed/", name: "Access-Control-Allow-Origin", value: "*".to_owned() },
    ])
}

/// The policy in the page's meta tag, without a final semicolon.
fn policy(page: &str) -> Option<&str> {
    let start = page.find("http-equiv=\"Content-Security-Policy\"")?;
    let tag = page.get(start..start + page.get(start..)?.find('>')?)?;
    let content = tag.split_once("content=\"")?.1.split_once('"')?.0;
    Some(content.trim().trim_end_matches(';'))
}

/// The rules in the form that several static hosts read from a file named `_headers`.
pub(crate) fn file(rules: &[Rule]) -> String {
    let mut lines = Vec::new();
    let mut folder = None;
    for rule in rules {
        if folder != Some(rule.folder) {
            folder = Some(rule.folder);
            lines.push(format!("/{}*", rule.folder));
        }
        lines.push(format!("  {}: {}", rule.name, rule.value));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data:;"></head>"#;

    #[test]
    fn the_pages_policy_is_the_hosts_with_frames_added() {
        let rules = rules(PAGE).unwrap();
        assert_eq!(rules[0].value, "default-src 'none'; img-src 'self' data:; frame-ancestors 'self'");
    }

    #[test]
    fn a_page_without_a_policy_is_refused() {
        assert!(rules("<head></head>").is_err());
    }

    #[test]
    fn the_file_names_each_folder_once() {
        let text = file(&rules(PAGE).unwrap());
        assert_eq!(text.lines().filter(|line| *line == "/*").count(), 1, "{text}");
        assert!(text.contains("/engine/*\n  Access-Control-Allow-Origin: *\n"), "{text}");
    }
}
