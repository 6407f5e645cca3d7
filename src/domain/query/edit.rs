//! Everything a user can do to a query, as one list.

use crate::domain::{
    brief::Brief,
    criterion::{Criterion, Weights},
    query::{Facet, Filters, ListFilter, Measure, Query, RangeFilter, Sort},
    tier::Policy,
};

/// One change to a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Replace the search text.
    Text(String),
    /// Replace the filter of a facet.
    List(Facet, ListFilter),
    /// Ask for a value of a facet, or stop asking for it. Lifts its exclusion.
    Include(Facet, String, bool),
    /// Rule a value of a facet out, or stop ruling it out. Lifts its inclusion.
    Exclude(Facet, String, bool),
    /// Replace the range of a measure.
    Range(Measure, RangeFilter),
    /// Lift every filter; the brief stays.
    ClearFilters,
    /// Replace the brief.
    Brief(Box<Brief>),
    /// Set the weight of one criterion, clamped to 100.
    Weight(Criterion, u8),
    /// Back to the standing proposal of weights.
    ResetWeights,
    /// Change the size policy.
    Policy(Box<Policy>),
    /// Change the order.
    Sort(Sort),
    /// Show another window of the same list.
    Window {
        /// Rank of the first row.
        from: usize,
        /// Rows wanted.
        n: usize,
    },
    /// Put a profile into the comparison, or take it out.
    Compare(String, bool),
    /// Point at a profile, or at none.
    Select(Option<String>),
}

impl Query {
    /// Whether a profile is in the comparison or has a place in it.
    pub fn can_compare(&self, id: &str) -> bool {
        self.ids.len() < Self::MAX_COMPARED || self.ids.iter().any(|known| known == id)
    }

    /// The query after an edit. An edit that changes which rows are listed, or their order, returns to the
    /// first row; pointing, comparing and paging do not.
    #[must_use]
    pub fn apply(mut self, edit: Edit) -> Self {
        let keeps_place = matches!(edit, Edit::Window { .. } | Edit::Compare(..) | Edit::Select(_));
        match edit {
            Edit::Text(text) => self.filters.text = text,
            Edit::List(facet, list) => self.filters.lists[facet.index()] = list,
            Edit::Include(facet, value, on) => {
                let list = &mut self.filters.lists[facet.index()];
                list.exclude.retain(|other| *other != value);
                set_member(&mut list.include, value, on);
            }
            Edit::Exclude(facet, value, on) => {
                let list = &mut self.filters.lists[facet.index()];
                list.include.retain(|other| *other != value);
                set_member(&mut list.exclude, value, on);
            }
            Edit::Range(measure, range) => self.filters.ranges[measure.index()] = range,
            Edit::ClearFilters => self.filters = Filters::default(),
            Edit::Brief(brief) => self.brief = *brief,
            Edit::Weight(criterion, weight) => {
                self.weights.0[criterion.index()] = weight.min(Weights::MAX);
            }
            Edit::ResetWeights => self.weights = Weights::default(),
            Edit::Policy(policy) => self.policy = *policy,
            Edit::Sort(sort) => self.sort = sort,
            Edit::Window { from, n } => {
                self.from = from;
                self.n = n.min(Self::MAX_ROWS);
            }
            Edit::Compare(id, on) => {
                set_member(&mut self.ids, id, on);
                self.ids.truncate(Self::MAX_COMPARED);
            }
            Edit::Select(id) => self.id = id,
        }
        if !keeps_place {
            self.from = 0;
        }
        self
    }
}

fn set_member(list: &mut Vec<String>, value: String, on: bool) {
    list.retain(|other| *other != value);
    if on {
        list.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changing_a_filter_returns_to_the_first_row() {
        let paged = Query::default().apply(Edit::Window { from: 300, n: 50 });
        assert_eq!((paged.from, paged.n), (300, 50));
        assert_eq!(paged.clone().apply(Edit::Text("lea".into())).from, 0);
        assert_eq!(paged.clone().apply(Edit::Weight(Criterion::Cost, 3)).from, 0);
        assert_eq!(paged.clone().apply(Edit::Select(Some("a".into()))).from, 300);
        assert_eq!(paged.apply(Edit::Compare("a".into(), true)).from, 300);
    }

    #[test]
    fn a_value_is_never_both_asked_for_and_ruled_out() {
        let query = Query::default()
            .apply(Edit::Include(Facet::Country, "FR".into(), true))
            .apply(Edit::Exclude(Facet::Country, "FR".into(), true));
        let list = query.filters.list(Facet::Country);
        assert!(list.include.is_empty());
        assert_eq!(list.exclude, ["FR"]);
    }

    #[test]
    fn a_comparison_has_at_most_six_profiles_and_a_weight_at_most_100() {
        let mut query = Query::default();
        for id in 0..9 {
            query = query.apply(Edit::Compare(id.to_string(), true));
        }
        assert_eq!(query.ids.len(), Query::MAX_COMPARED);
        assert!(query.can_compare("0") && !query.can_compare("6"));
        assert!(query.clone().apply(Edit::Compare("0".into(), false)).can_compare("6"));
        assert_eq!(query.apply(Edit::Weight(Criterion::Size, 200)).weights.of(Criterion::Size), 100);
    }
}
