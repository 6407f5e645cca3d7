//! The pages for the app's addresses, each in its folder and under its own name.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::finish::page;
use crate::project;

/// An address of the app: its folder, and what a search engine or a shared link says of it.
struct Route {
    folder: &'static str,
    about: &'static str,
}

/// All but the first, which is index.html as it is. Names of pages come from the locale.
const ROUTES: [Route; 5] = [
    Route {
        folder: "profile",
        about: "Un profil d’influenceur et son match : six critères, chaque point suivi jusqu’à sa source, et ce qui reste inconnu.",
    },
    Route {
        folder: "compare",
        about: "Des profils d’influenceurs côte à côte : où chacun gagne son match, et quel changement de poids inverserait l’ordre.",
    },
    Route {
        folder: "lists",
        about: "Vos listes d’influenceurs et vos recherches : notées, triées, exportées, et gardées dans votre seul navigateur.",
    },
    Route {
        folder: "data",
        about: "Les données qu’Accord a lues : leur origine, ce qui est connu de chaque profil, et tout ce qui a été réuni ou écarté.",
    },
    Route {
        folder: "method",
        about: "La méthode d’Accord : les formules des six critères, leurs paramètres et leurs sources, à recalculer à la main.",
    },
];

/// Writes each address its page, made of the first one.
pub(crate) fn write(staged: &Path, html: &str) -> Result<()> {
    let file = project::root().join("locales/fr/common.json");
    let words = fs::read_to_string(&file).with_context(|| format!("{} can't be read", file.display()))?;
    let words: Value = serde_json::from_str(&words).with_context(|| format!("{}", file.display()))?;
    let word = |key: &str| words[key].as_str().with_context(|| format!("{} has no {key}", file.display()));
    for Route { folder, about } in &ROUTES {
        let title = word("page_title")?.replace("{page}", word(folder)?).replace("{app}", word("app")?);
        let page = described(&page::one_folder_down(html)?, &title, about)?;
        let folder = staged.join(folder);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), page)?;
    }
    Ok(())
}

/// The page under another title and description, for readers and for links that are shared.
fn described(html: &str, title: &str, about: &str) -> Result<String> {
    let html = between(html, "<title>", "</title>", title)?;
    let html = between(&html, "<meta property=\"og:title\" content=\"", "\"", title)?;
    let html = between(&html, "<meta name=\"description\" content=\"", "\"", about)?;
    between(&html, "<meta property=\"og:description\" content=\"", "\"", about)
}

/// Puts `text` between the only `start` and the `end` after it.
fn between(html: &str, start: &str, end: &str, text: &str) -> Result<String> {
    ensure!(html.matches(start).count() == 1, "index.html does not have exactly one `{start}`");
    ensure!(!text.contains(['<', '>', '"', '&']), "`{text}` would have to be escaped");
    let (before, rest) = html.split_once(start).context("counted")?;
    let (_, after) = rest.split_once(end).with_context(|| format!("index.html: `{start}` has no end"))?;
    Ok(format!("{before}{start}{text}{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><base href=\"./\" /><title>A</title><meta name=\"description\" content=\"B\" />\
        <meta property=\"og:title\" content=\"A\" /><meta property=\"og:description\" content=\"B\" /></head>";

    #[test]
    fn each_address_has_its_page_and_its_own_name() {
        let root = std::env::temp_dir().join(format!("accord-routes-{}", std::process::id()));
        write(&root, PAGE).unwrap();
        let mut abouts = Vec::new();
        for Route { folder, .. } in &ROUTES {
            let page = fs::read_to_string(root.join(folder).join("index.html")).unwrap();
            assert!(page.contains("<base href=\"../\""), "{page}");
            assert!(page.contains(" · Accord</title>"), "{page}");
            assert!(!page.contains("content=\"A\"") && !page.contains("content=\"B\""), "{page}");
            abouts.push(page);
        }
        abouts.dedup();
        assert_eq!(abouts.len(), ROUTES.len());
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_page_without_a_place_for_the_name_is_an_error() {
        assert!(described("<title>A</title>", "B", "C").is_err());
    }
}
