//! Several catalogues as one: the same account in two of them is one profile, and the report covers all.

use super::{Catalogue, Hints, assemble::Assembly, issue::Reason};
use crate::{
    domain::{answer::Report, order::map_of},
    store::Profiles,
};

/// What only meeting another catalogue can bring up; the rest is in the catalogues' own reports.
const NEWS: [Reason; 2] = [Reason::Conflict, Reason::RepeatedId];

/// One catalogue of all, in their order; `None` of none. Rows in its report count within their own source.
pub fn join(catalogues: Vec<Catalogue>) -> Option<Catalogue> {
    let mut joining = Joining::default();
    for catalogue in catalogues {
        joining.add(catalogue);
    }
    joining.finish()
}

/// Catalogues that become one while others are still on their way.
#[derive(Debug, Default)]
pub struct Joining {
    /// The first, as long as there is no other: it stays as it is.
    only: Option<Catalogue>,
    assembly: Option<Assembly>,
    reports: Vec<Report>,
}

impl Joining {
    /// Takes in the next one.
    pub fn add(&mut self, catalogue: Catalogue) {
        match (&self.assembly, self.only.take()) {
            (None, None) => self.only = Some(catalogue),
            (_, first) => {
                let assembly = self.assembly.get_or_insert_with(|| Assembly::new(&Hints::default()));
                for Catalogue { profiles, report } in first.into_iter().chain([catalogue]) {
                    self.reports.push(report);
                    for profile in &profiles {
                        assembly.add(profile);
                    }
                }
            }
        }
    }

    /// The profiles of those that came so far, where they are several. Later ones may change them.
    pub fn profiles(&self) -> Option<&Profiles> {
        self.assembly.as_ref().map(Assembly::profiles)
    }

    /// One catalogue of all; `None` of none.
    pub fn finish(self) -> Option<Catalogue> {
        match self.assembly {
            Some(assembly) => whole(assembly, self.reports),
            None => self.only,
        }
    }
}

fn whole(assembly: Assembly, reports: Vec<Report>) -> Option<Catalogue> {
    // Catalogues are never empty, and so is what they make together.
    let Catalogue { profiles, report: met } = assembly.finish().ok()?;
    let mut report = Report {
        rows: reports.iter().map(|report| report.rows).sum(),
        merged: met.merged + reports.iter().map(|report| report.merged).sum::<usize>(),
        profiles: met.profiles,
        fields: met.fields,
        source: together(&reports, |report| report.source.as_ref()),
        source_url: together(&reports, |report| report.source_url.as_ref()),
        license: together(&reports, |report| report.license.as_ref()),
        // As old as its oldest part.
        generated_at: reports.iter().filter_map(|report| report.generated_at.clone()).min(),
        ..Report::default()
    };
    let is_news = |reason: &str| NEWS.iter().any(|news| news.as_str() == reason);
    let news = met.issues.into_iter().filter(|issue| is_news(&issue.reason));
    let news_counts = map_of(met.issue_counts.into_iter().filter(|(reason, _)| is_news(reason)));
    let (issues, counts): (Vec<_>, Vec<_>) =
        reports.into_iter().map(|report| (report.issues, report.issue_counts)).unzip();
    report.issues = issues.into_iter().flatten().chain(news).take(Report::MAX_ISSUES).collect();
    for (reason, count) in counts.into_iter().chain([news_counts]).flatten() {
        *report.issue_counts.entry(reason).or_default() += count;
    }
    Some(Catalogue { profiles, report })
}

/// The different values of all reports, in their order.
fn together(reports: &[Report], value: impl Fn(&Report) -> Option<&String>) -> Option<String> {
    let mut values: Vec<&str> = Vec::new();
    for value in reports.iter().filter_map(value) {
        if !values.contains(&value.as_str()) {
            values.push(value);
        }
    }
    (!values.is_empty()).then(|| values.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::read;

    fn catalogue(json: &str) -> Catalogue {
        read(json.as_bytes(), &Hints::default()).unwrap()
    }

    #[test]
    fn an_account_in_two_sources_is_one_profile_that_knows_what_both_know() {
        let first = r#"{"schema":"accord/profiles@1","source":{"name":"A"},"generated_at":"2026-02-01","profiles":[
            {"network":"x","handle":"lea","followers":10},{"network":"x","handle":"tom","followers":"many"}]}"#;
        let second = r#"{"schema":"accord/profiles@1","source":{"name":"B"},"generated_at":"2026-01-01","profiles":[
            {"network":"x","handle":"LEA","followers":11,"country":"FR"},{"network":"x","handle":"zoe"}]}"#;
        let both = join(vec![catalogue(first), catalogue(second)]).unwrap();
        let names: Vec<_> = both.profiles.iter().filter_map(|profile| profile.handle).collect();
        assert_eq!(names, ["lea", "tom", "zoe"]);
        assert_eq!(both.profiles.get(0).unwrap().followers, Some(10));
        assert_eq!(both.profiles.get(0).unwrap().country.unwrap().as_str(), "FR");
        let report = both.report;
        assert_eq!((report.rows, report.profiles, report.merged), (4, 3, 1));
        assert_eq!(report.fields["followers"], 1);
        assert_eq!(report.issue_counts["not_a_number"], 1);
        assert_eq!(report.issue_counts["conflict"], 1);
        assert_eq!(report.source.as_deref(), Some("A, B"));
        assert_eq!(report.generated_at.as_deref(), Some("2026-01-01"));
    }

    #[test]
    fn one_catalogue_is_itself_and_none_is_none() {
        let one = catalogue(r#"[{"network":"x","handle":"lea"}]"#);
        assert_eq!(join(vec![one.clone()]).unwrap().report, one.report);
        assert!(join(Vec::new()).is_none());
    }
}
