//! The pages and their addresses: the only place that knows a path.
//!
//! The build may lie in any folder of any host, so every address is made from a base that is found at run
//! time. What a visit began with (`?data=`, `?lang=`) and the query (the fragment) go along with every link,
//! so that a copied address opens the same view.

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The ranked list with brief and filters.
    Explore,
    /// One profile and why it has its match (`id=` in the query).
    Profile,
    /// Profiles side by side (`ids=` in the query).
    Compare,
    /// Bookmarks and saved queries.
    Lists,
    /// What was read, and what was odd in it.
    Data,
    /// How every number is made.
    Method,
}

impl Route {
    /// Every page, in the order of the navigation.
    pub const ALL: [Self; 6] =
        [Self::Explore, Self::Profile, Self::Compare, Self::Lists, Self::Data, Self::Method];

    /// The folder below the base; empty for the first page.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Explore => "",
            Self::Profile => "profile",
            Self::Compare => "compare",
            Self::Lists => "lists",
            Self::Data => "data",
            Self::Method => "method",
        }
    }

    /// The address of the page with a query's text in the fragment.
    pub fn href(self, base: &Base, query: &str) -> String {
        let Base { path, search } = base;
        let folder = self.folder();
        let slash = if folder.is_empty() { "" } else { "/" };
        let hash = if query.is_empty() { "" } else { "#" };
        format!("{path}{folder}{slash}{search}{hash}{query}")
    }

    /// The page at a path; a missing slash at the end and a spelled-out index.html are no difference.
    pub fn parse(base: &Base, pathname: &str) -> Option<Self> {
        let path = pathname.strip_suffix("index.html").unwrap_or(pathname);
        let folder = match path.strip_prefix(base.path.as_str()) {
            Some(folder) => folder.strip_suffix('/').unwrap_or(folder),
            None if base.path.strip_suffix('/') == Some(path) => "",
            None => return None,
        };
        Self::ALL.into_iter().find(|route| route.folder() == folder)
    }
}

/// Where the build lies, and what the visit began with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Path of the folder, with a slash at both ends.
    path: String,
    /// `?data=…&lang=…` as the visit brought it, or nothing.
    search: String,
}

impl Base {
    /// `path` is that of the folder that index.html's base names; `search` begins with `?` or is empty.
    pub fn new(path: &str, search: &str) -> Self {
        let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
        Self { path: folder.to_owned(), search: search.to_owned() }
    }

    /// Path of the folder, with a slash at both ends.
    pub fn path(&self) -> &str {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_one_address() {
        let base = Base::new("/tools/accord/", "?lang=en");
        let printed: Vec<String> = Route::ALL.iter().map(|route| route.href(&base, "q=l%C3%A9a")).collect();
        assert_eq!(
            printed,
            [
                "/tools/accord/?lang=en#q=l%C3%A9a",
                "/tools/accord/profile/?lang=en#q=l%C3%A9a",
                "/tools/accord/compare/?lang=en#q=l%C3%A9a",
                "/tools/accord/lists/?lang=en#q=l%C3%A9a",
                "/tools/accord/data/?lang=en#q=l%C3%A9a",
                "/tools/accord/method/?lang=en#q=l%C3%A9a",
            ]
        );
        assert_eq!(Route::Explore.href(&Base::new("/", ""), ""), "/");
        assert_eq!(Route::Lists.href(&Base::new("/", ""), ""), "/lists/");
    }

    #[test]
    fn every_address_reads_back_in_any_folder() {
        for folder in ["/", "/tools/accord/"] {
            let base = Base::new(&format!("{folder}index.html"), "");
            assert_eq!(base.path(), folder);
            for route in Route::ALL {
                let href = route.href(&base, "");
                assert_eq!(Route::parse(&base, &href), Some(route));
                assert_eq!(Route::parse(&base, &format!("{href}index.html")), Some(route));
                assert_eq!(Route::parse(&base, href.trim_end_matches('/')), Some(route), "{href}");
            }
            assert_eq!(Route::parse(&base, "/elsewhere/"), None);
            assert_eq!(Route::parse(&base, &format!("{folder}profile/lea")), None);
        }
    }
}
