//! Changes to the built page's text.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};

use crate::finish::names::Asset;

/// The base of the page at the site's root, as Trunk writes it with a relative public URL.
const BASE: &str = "<base href=\"./\"";

/// A page, and the scripts that stood in it.
pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) scripts: Vec<Asset>,
}

/// Moves each inline script into a file that is named after its content.
pub(crate) fn without_inline_scripts(html: &str) -> Result<Page> {
    let mut page = Page { html: String::with_capacity(html.len()), scripts: Vec::new() };
    // Lower case without changing any position, for finding tags and attributes.
    let lower = html.to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = find(&lower, at, "<script") {
        let open = find(&lower, found, ">").context("index.html has an unfinished <script> tag")?;
        let close = find(&lower, open, "</script>").context("index.html has an unclosed <script>")?;
        let text = html[open + 1..close].trim();
        page.html.push_str(&html[at..open]);
        if is_inline_code(&lower[found..open]) && !text.is_empty() {
            let script = script(text);
            write!(page.html, " src=\"./{}\">", script.name)?;
            page.scripts.push(script);
        } else {
            page.html.push_str(&html[open..close]);
        }
        at = close;
    }
    page.html.push_str(&html[at..]);
    if lower.contains("<style") || lower.contains(" style=") {
        bail!("index.html has a style in it, which the page's policy forbids; put it into a file");
    }
    Ok(page)
}

/// How Trunk links a style sheet.
const STYLE: &str = "<link rel=\"stylesheet\" href=\"./";

/// Puts one style sheet in the place of all that the page links.
///
/// `read` gives a sheet's text by its name. One file is one request, and compresses better than
/// its parts do. A sheet with a condition of its own (`media`, say) stays apart.
pub(crate) fn with_one_style(
    html: &str,
    mut read: impl FnMut(&str) -> Result<String>,
) -> Result<(String, Option<Asset>)> {
    let mut out = String::with_capacity(html.len());
    let mut css = String::new();
    let mut place = None;
    let mut rest = html;
    while let Some(found) = rest.find(STYLE) {
        let end = found + rest[found..].find('>').context("index.html has an unfinished <link>")? + 1;
        let tag = rest[found + STYLE.len()..end].trim_end_matches(['/', '>', ' ']);
        out.push_str(&rest[..found]);
        if let Some(name) = tag.strip_suffix('"').filter(|name| !name.contains('"')) {
            css.push_str(&read(name)?);
            place.get_or_insert(out.len());
        } else {
            out.push_str(&rest[found..end]);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    let Some(place) = place else { return Ok((out, None)) };
    let sheet = Asset::of(css, "style", "css");
    out.insert_str(place, &format!("{STYLE}{}\" />", sheet.name));
    Ok((out, Some(sheet)))
}

/// The same page for an address one folder below the root.
pub(crate) fn one_folder_down(html: &str) -> Result<String> {
    if !html.contains(BASE) {
        bail!(
            "index.html has no `<base data-trunk-public-url />` first in its head, or public_url is not \"./\""
        );
    }
    Ok(html.replacen(BASE, "<base href=\"../\"", 1))
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text[from..].find(what).map(|position| from + position)
}

/// Whether a script tag, in lower case, holds code; data blocks are no concern of the policy.
fn is_inline_code(tag: &str) -> bool {
    let has = |attribute: &str| tag.split_ascii_whitespace().any(|word| word.starts_with(attribute));
    !has("src=") && (!has("type=") || tag.contains("module") || tag.contains("javascript"))
}

fn script(text: &str) -> Asset {
    // `trunk serve` fills its reload script in while it serves the page; a file says it by itself.
    let text =
        text.replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host").replace("{{__TRUNK_WS_BASE__}}", "/");
    Asset::of(format!("{text}\n"), "start", "js")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_becomes_a_file_and_keeps_its_attributes() {
        let page = without_inline_scripts(
            "<head><script type=\"module\">\nimport init from './a.js';\n</script></head>",
        )
        .unwrap();
        let [script] = page.scripts.as_slice() else { panic!("one script") };
        assert_eq!(script.text, "import init from './a.js';\n");
        assert_eq!(
            page.html,
            format!("<head><script type=\"module\" src=\"./{}\"></script></head>", script.name)
        );
    }

    #[test]
    fn scripts_in_files_and_data_blocks_stay() {
        let html = "<script src=\"./a.js\"></script><script type=\"application/json\">{}</script>";
        let page = without_inline_scripts(html).unwrap();
        assert!(page.scripts.is_empty());
        assert_eq!(page.html, html);
    }

    #[test]
    fn other_text_gives_another_name() {
        assert_ne!(script("a()").name, script("b()").name);
    }

    #[test]
    fn an_inline_style_is_refused() {
        assert!(without_inline_scripts("<p style=\"color: red\">").is_err());
        assert!(without_inline_scripts("<style>p {}</style>").is_err());
    }

    #[test]
    fn the_sheets_become_one_in_their_order() {
        let html =
            "<link rel=\"stylesheet\" href=\"./a.css\"/>\n<link rel=\"stylesheet\" href=\"./b.css\"/><p>";
        let (out, sheet) = with_one_style(html, |name| Ok(format!("/*{name}*/"))).unwrap();
        let sheet = sheet.unwrap();
        assert_eq!(sheet.text, "/*a.css*//*b.css*/");
        assert_eq!(out, format!("<link rel=\"stylesheet\" href=\"./{}\" />\n<p>", sheet.name));
    }

    #[test]
    fn a_sheet_with_a_condition_stays_apart() {
        let html = "<link rel=\"stylesheet\" href=\"./print.css\" media=\"print\"/>";
        let (out, sheet) = with_one_style(html, |_| panic!("nothing is read")).unwrap();
        assert_eq!(out, html);
        assert!(sheet.is_none());
    }

    #[test]
    fn a_route_finds_the_files_of_the_root() {
        let html = "<head><base href=\"./\" /><link href=\"./a.css\"></head>";
        let below = one_folder_down(html).unwrap();
        assert_eq!(below, "<head><base href=\"../\" /><link href=\"./a.css\"></head>");
        assert!(one_folder_down("<head></head>").is_err());
    }
}
