//! A country as its ISO 3166-1 alpha-2 code. Names are the reader's language's business.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Two upper-case ASCII letters; whether the code is assigned is checked where it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

impl Country {
    /// One to read others over.
    pub(crate) const BLANK: Self = Self(*b"FR");

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

/// The text is not two ASCII letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACountryCode;

impl fmt::Display for NotACountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected two letters")
    }
}

impl FromStr for Country {
    type Err = NotACountryCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                let code = [a.to_ascii_uppercase(), b.to_ascii_uppercase()];
                // Vendors write UK for the United Kingdom; ISO assigns GB (HypeAuditor reports do).
                Ok(Self(if &code == b"UK" { *b"GB" } else { code }))
            }
            _ => Err(NotACountryCode),
        }
    }
}

impl TryFrom<String> for Country {
    type Error = NotACountryCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.as_str().to_owned()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Country {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Country".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Z]{2}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_upper_cased_and_uk_is_gb() {
        assert_eq!("fr".parse::<Country>().map(|c| c.to_string()), Ok("FR".to_owned()));
        assert_eq!("UK".parse::<Country>().map(|c| c.to_string()), Ok("GB".to_owned()));
        assert!("France".parse::<Country>().is_err());
    }
}
