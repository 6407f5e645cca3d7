//! Where people live, what is spoken there, and who else follows them.
//!
//! The shares are assumptions: a catalogue for French marketers, with the countries that share the language
//! or the border. Audiences spill over into neighbors and into countries of the same language.

/// How surnames and first names sound.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    French,
    Spanish,
    Italian,
    German,
    English,
    Maghrebi,
    Senegalese,
}

/// A country of creators.
pub(super) struct Place {
    /// ISO 3166-1.
    pub(super) code: &'static str,
    /// Share of the people.
    pub(super) share: f64,
    /// Languages of the content, with weights.
    pub(super) languages: &'static [(&'static str, f64)],
    /// Names, with weights.
    pub(super) styles: &'static [(Style, f64)],
    /// Cities, the largest first.
    pub(super) cities: &'static [&'static str],
    /// Currency of the creator's own prices.
    pub(super) currency: &'static str,
    /// Prices relative to the United States: SponsorRate's region factors (US and CA 1.0, western Europe
    /// 0.85); its factor for Latin America, 0.5, stands in for Morocco and Senegal.
    pub(super) prices: f64,
    /// Audience by country: at home first, then elsewhere; the rest is spread over the world.
    pub(super) audience: &'static [(&'static str, f64)],
}

/// Every country of creators.
pub(super) const PLACES: [Place; 11] = [
    Place {
        code: "FR",
        share: 0.65,
        languages: &[("fr", 0.95), ("en", 0.05)],
        styles: &[
            (Style::French, 0.86),
            (Style::Maghrebi, 0.08),
            (Style::Senegalese, 0.03),
            (Style::Spanish, 0.03),
        ],
        cities: &[
            "Paris",
            "Marseille",
            "Lyon",
            "Toulouse",
            "Nice",
            "Nantes",
            "Montpellier",
            "Strasbourg",
            "Bordeaux",
            "Lille",
            "Rennes",
            "Grenoble",
            "Annecy",
            "La Rochelle",
            "Clermont-Ferrand",
            "Brest",
            "Ajaccio",
        ],
        currency: "EUR",
        prices: 0.85,
        audience: &[
            ("FR", 0.72),
            ("BE", 0.05),
            ("CH", 0.03),
            ("MA", 0.03),
            ("CA", 0.025),
            ("DZ", 0.02),
            ("ES", 0.02),
            ("SN", 0.012),
            ("CI", 0.012),
        ],
    },
    Place {
        code: "BE",
        share: 0.07,
        languages: &[("fr", 0.72), ("nl", 0.2), ("en", 0.08)],
        styles: &[(Style::French, 0.8), (Style::German, 0.12), (Style::Maghrebi, 0.08)],
        cities: &["Bruxelles", "Anvers", "Gand", "Charleroi", "Liège", "Namur"],
        currency: "EUR",
        prices: 0.85,
        audience: &[("BE", 0.52), ("FR", 0.26), ("NL", 0.04), ("CH", 0.02), ("LU", 0.02), ("CA", 0.015)],
    },
    Place {
        code: "CH",
        share: 0.045,
        languages: &[("fr", 0.62), ("de", 0.3), ("en", 0.08)],
        styles: &[(Style::French, 0.65), (Style::German, 0.25), (Style::Italian, 0.1)],
        cities: &["Zurich", "Genève", "Bâle", "Lausanne", "Berne", "Fribourg"],
        currency: "CHF",
        prices: 0.85,
        audience: &[("CH", 0.5), ("FR", 0.22), ("DE", 0.09), ("AT", 0.03), ("BE", 0.03), ("IT", 0.03)],
    },
    Place {
        code: "CA",
        share: 0.04,
        languages: &[("fr", 0.85), ("en", 0.15)],
        styles: &[(Style::French, 0.85), (Style::English, 0.15)],
        cities: &["Montréal", "Québec", "Laval", "Gatineau", "Sherbrooke"],
        currency: "USD",
        prices: 1.0,
        audience: &[("CA", 0.68), ("FR", 0.14), ("US", 0.06), ("BE", 0.03), ("CH", 0.015)],
    },
    Place {
        code: "ES",
        share: 0.03,
        languages: &[("es", 0.92), ("en", 0.08)],
        styles: &[(Style::Spanish, 1.0)],
        cities: &["Madrid", "Barcelona", "Valencia", "Sevilla", "Bilbao"],
        currency: "EUR",
        prices: 0.85,
        audience: &[("ES", 0.58), ("MX", 0.1), ("AR", 0.06), ("CO", 0.05), ("FR", 0.03), ("US", 0.03)],
    },
    Place {
        code: "IT",
        share: 0.025,
        languages: &[("it", 0.93), ("en", 0.07)],
        styles: &[(Style::Italian, 1.0)],
        cities: &["Roma", "Milano", "Napoli", "Torino", "Bologna"],
        currency: "EUR",
        prices: 0.85,
        audience: &[("IT", 0.76), ("CH", 0.03), ("FR", 0.03), ("DE", 0.03), ("ES", 0.02), ("US", 0.02)],
    },
    Place {
        code: "DE",
        share: 0.025,
        languages: &[("de", 0.9), ("en", 0.1)],
        styles: &[(Style::German, 1.0)],
        cities: &["Berlin", "Hamburg", "München", "Köln", "Leipzig"],
        currency: "EUR",
        prices: 0.85,
        audience: &[("DE", 0.7), ("AT", 0.09), ("CH", 0.06), ("US", 0.03), ("FR", 0.015)],
    },
    Place {
        code: "GB",
        share: 0.03,
        languages: &[("en", 1.0)],
        styles: &[(Style::English, 1.0)],
        cities: &["London", "Birmingham", "Manchester", "Leeds", "Bristol", "Edinburgh"],
        currency: "GBP",
        prices: 0.85,
        audience: &[("GB", 0.55), ("US", 0.15), ("IE", 0.05), ("AU", 0.05), ("CA", 0.04), ("FR", 0.02)],
    },
    Place {
        code: "US",
        share: 0.035,
        languages: &[("en", 0.92), ("es", 0.05), ("fr", 0.03)],
        styles: &[(Style::English, 0.8), (Style::Spanish, 0.2)],
        cities: &["New York", "Los Angeles", "Chicago", "Houston", "Miami", "Portland"],
        currency: "USD",
        prices: 1.0,
        audience: &[("US", 0.64), ("GB", 0.07), ("CA", 0.06), ("AU", 0.03), ("MX", 0.03), ("FR", 0.015)],
    },
    Place {
        code: "MA",
        share: 0.03,
        languages: &[("fr", 0.6), ("ar", 0.4)],
        styles: &[(Style::Maghrebi, 1.0)],
        cities: &["Casablanca", "Fès", "Marrakech", "Tanger", "Rabat"],
        currency: "EUR",
        prices: 0.5,
        audience: &[("MA", 0.6), ("FR", 0.18), ("DZ", 0.05), ("ES", 0.03), ("BE", 0.03), ("TN", 0.02)],
    },
    Place {
        code: "SN",
        share: 0.02,
        languages: &[("fr", 0.96), ("en", 0.04)],
        styles: &[(Style::Senegalese, 1.0)],
        cities: &["Dakar", "Thiès", "Saint-Louis", "Rufisque"],
        currency: "EUR",
        prices: 0.5,
        audience: &[("SN", 0.52), ("FR", 0.2), ("CI", 0.08), ("CM", 0.04), ("BE", 0.02), ("CA", 0.02)],
    },
];

/// Languages of a country's people on social networks: an assumption.
pub(super) fn spoken(country: &str) -> &'static [(&'static str, f64)] {
    match country {
        "FR" => &[("fr", 0.95), ("ar", 0.02), ("en", 0.03)],
        "BE" => &[("fr", 0.5), ("nl", 0.42), ("en", 0.08)],
        "CH" => &[("de", 0.55), ("fr", 0.32), ("it", 0.07), ("en", 0.06)],
        "CA" => &[("fr", 0.6), ("en", 0.4)],
        "ES" | "MX" | "AR" | "CO" => &[("es", 0.95), ("en", 0.05)],
        "IT" => &[("it", 0.96), ("en", 0.04)],
        "DE" | "AT" => &[("de", 0.94), ("en", 0.06)],
        "MA" | "DZ" | "TN" => &[("ar", 0.6), ("fr", 0.38), ("en", 0.02)],
        "SN" | "CI" | "CM" => &[("fr", 0.9), ("en", 0.1)],
        "NL" => &[("nl", 0.85), ("en", 0.15)],
        "LU" => &[("fr", 0.7), ("de", 0.3)],
        _ => &[("en", 0.9), ("es", 0.1)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_shares_and_home_comes_first() {
        let sum: f64 = PLACES.iter().map(|place| place.share).sum();
        assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        for place in &PLACES {
            assert_eq!(place.audience[0].0, place.code);
            assert!(place.audience.iter().map(|(_, share)| share).sum::<f64>() < 1.0, "{}", place.code);
            for (country, _) in place.audience {
                let sum: f64 = spoken(country).iter().map(|(_, share)| share).sum();
                assert!((sum - 1.0).abs() < 1e-9, "{country}");
            }
        }
    }
}
