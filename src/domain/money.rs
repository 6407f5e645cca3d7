//! Amounts with their currency, and the exchange rates that make them comparable.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An ISO 4217 code: three upper-case ASCII letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro, the currency of briefs that name none.
    pub const EUR: Self = Self(*b"EUR");

    /// The US dollar, the currency of published price scales.
    pub const USD: Self = Self(*b"USD");

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

/// The text is not three ASCII letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACurrencyCode;

impl fmt::Display for NotACurrencyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected three letters")
    }
}

impl FromStr for Currency {
    type Err = NotACurrencyCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [a, b, c] if text.bytes().all(|letter| letter.is_ascii_alphabetic()) => {
                Ok(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase(), c.to_ascii_uppercase()]))
            }
            _ => Err(NotACurrencyCode),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = NotACurrencyCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$" })
    }
}

/// Exchange rates as data: how many units of each currency one unit of `base` buys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// The currency that every amount is compared in.
    pub base: Currency,
    /// Day of the rates, ISO 8601; shown wherever a converted amount is.
    #[serde(default)]
    pub date: Option<String>,
    /// Who published the rates.
    #[serde(default)]
    pub source: Option<String>,
    /// Units of the currency for one unit of the base; positive and finite, others are ignored.
    #[serde(default)]
    pub rates: BTreeMap<Currency, f64>,
}

impl Default for Rates {
    /// Euro alone: every other currency has no rate and is unknown for scoring.
    fn default() -> Self {
        Self { base: Currency::EUR, date: None, source: None, rates: BTreeMap::new() }
    }
}

impl Rates {
    /// `amount` in the base currency, or `None` where no usable rate is given.
    pub fn to_base(&self, amount: f64, currency: Currency) -> Option<f64> {
        if currency == self.base {
            return Some(amount);
        }
        let rate = *self.rates.get(&currency)?;
        (rate.is_finite() && rate > 0.0).then(|| amount / rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_rate_an_amount_is_unknown() {
        let usd: Currency = "usd".parse().unwrap();
        let mut rates = Rates::default();
        assert_eq!(rates.to_base(10.0, Currency::EUR), Some(10.0));
        assert_eq!(rates.to_base(10.0, usd), None);
        rates.rates.insert(usd, 1.25);
        assert_eq!(rates.to_base(10.0, usd), Some(8.0));
        rates.rates.insert(usd, 0.0);
        assert_eq!(rates.to_base(10.0, usd), None);
    }
}
