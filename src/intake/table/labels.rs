//! Labels and offers in the words of people's own sheets, French and English.

use crate::intake::fold;

/// A word of the contract, and what else stands for it, folded.
type Words = (&'static str, &'static str);

/// Labels, see [`crate::domain::label`].
const LABELS: &[Words] = &[
    ("charity", "charities|association|associations|solidaire|solidarite|caritatif|humanitaire"),
    ("cruelty-free", "cruelty free|sans cruaute|non teste sur animaux"),
    ("eco", "ecologie|ecologique|eco responsable|ecoresponsable|environnement|durable|sustainable|green"),
    ("fair-trade", "fair trade|commerce equitable|equitable"),
    ("inclusive", "inclusif|inclusion|inclusivite|inclusivity"),
    ("local", "locale|circuit court|circuits courts"),
    ("made-in-france", "made in france|fabrique en france|fabrication francaise"),
    ("organic", "bio|biologique|agriculture biologique"),
    (
        "responsible-influence",
        "responsible influence|influence responsable|certificat influence responsable|influenceur responsable|arpp",
    ),
    ("second-hand", "second hand|seconde main|friperie"),
    ("vegan", "vegane|veganisme|vegetalien"),
    ("zero-waste", "zero waste|zero dechet|zero dechets"),
];

/// What creators accept, see [`crate::domain::profile::Deal`].
const OFFERS: &[Words] = &[
    (
        "paid",
        "payant|paye|remunere|remuneration|remuneree|partenariat remunere|cash|payment|sponsored|sponsorise",
    ),
    ("gift", "cadeau|cadeaux|produit|produits|dotation|dotations|gifts|gifting|gifted|echange|barter"),
    ("event", "evenement|evenements|events|invitation|invitations"),
    ("affiliate", "affiliation|affilie|commission|commissions|code promo|affiliate link"),
];

/// The contract's word for a cell's, in a column of this path; the cell's own where none is known.
pub(super) fn word<'c>(path: &str, cell: &'c str) -> &'c str {
    let known = match path {
        "labels" => LABELS,
        "accepts" => OFFERS,
        _ => return cell,
    };
    let words = fold::words(cell);
    let found = known.iter().find(|(_, others)| others.split('|').any(|other| other == words));
    found.map_or(cell, |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{label::LABELS as SLUGS, profile::Deal};

    #[test]
    fn words_of_french_sheets_are_understood() {
        assert_eq!(word("labels", "Commerce équitable"), "fair-trade");
        assert_eq!(word("labels", "Bio"), "organic");
        assert_eq!(word("labels", "zéro-déchet"), "zero-waste");
        assert_eq!(word("accepts", "Payant"), "paid");
        assert_eq!(word("accepts", "cadeaux"), "gift");
        assert_eq!(word("labels", "vegan"), "vegan");
        assert_eq!(word("labels", "autre chose"), "autre chose");
        assert_eq!(word("brand_mentions", "Bio"), "Bio");
    }

    #[test]
    fn they_stand_for_words_of_the_contract_and_each_for_one() {
        assert_eq!(LABELS.iter().map(|(slug, _)| *slug).collect::<Vec<_>>(), SLUGS);
        assert_eq!(OFFERS.iter().map(|(word, _)| *word).collect::<Vec<_>>(), Deal::ALL.map(Deal::as_str));
        for known in [LABELS, OFFERS] {
            let mut all: Vec<&str> = known.iter().flat_map(|(_, others)| others.split('|')).collect();
            for other in &all {
                assert_eq!(fold::words(other), *other);
            }
            let n_all = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), n_all);
        }
    }
}
