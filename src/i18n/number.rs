//! Numbers, percentages, money, dates and the names of places, as the reader's language writes them.
//!
//! The browser's `Intl` does all of it: `1 234 567`, `12,4 %`, `1 250 €`, `14 mars 2026`, `Allemagne`. Its
//! French puts U+202F between groups and U+00A0 before signs. A formatter is costly to make and cheap to use,
//! so each is made once.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Number, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use super::{Locale, Text};

thread_local! {
    /// Those that were made so far.
    static FORMATTERS: RefCell<Vec<Formatter>> = const { RefCell::new(Vec::new()) };
}

/// A bound `format` function with what it is for. There are a few dozen at most.
struct Formatter {
    locale: Locale,
    class: &'static str,
    shape: String,
    format: Function,
}

/// Ranges of money below this are written with cents: what a reaction costs is cents alone.
const CENTS_BELOW: f64 = 10.0;

/// Options of an `Intl` constructor.
type Options<'a> = &'a [(&'a str, JsValue)];

impl Text {
    /// `1 234 567`.
    pub fn integer(self, value: u64) -> String {
        self.number(value as f64, 0)
    }

    /// A number with at most so many digits after the comma.
    pub fn number(self, value: f64, digits: u8) -> String {
        self.format("NumberFormat", &format!("n{digits}"), value, &[("maximumFractionDigits", digits.into())])
    }

    /// A number with exactly so many digits after the comma: `12,0`.
    pub fn fixed(self, value: f64, digits: u8) -> String {
        let options = [("minimumFractionDigits", digits.into()), ("maximumFractionDigits", digits.into())];
        self.format("NumberFormat", &format!("f{digits}"), value, &options)
    }

    /// A score in tenths as points, without a digit after the comma, rounded down: "at least 72" must hold.
    pub fn points(self, tenths: u16) -> String {
        self.integer(u64::from(tenths / 10))
    }

    /// A score in tenths with its tenth: `72,6`.
    pub fn tenths(self, tenths: u16) -> String {
        self.fixed(f64::from(tenths) / 10.0, 1)
    }

    /// A fraction as a percentage with at most so many digits after the comma: `12,4 %`.
    pub fn percent(self, fraction: f64, digits: u8) -> String {
        let options = [("style", "percent".into()), ("maximumFractionDigits", digits.into())];
        self.format("NumberFormat", &format!("p{digits}"), fraction, &options)
    }

    /// A large number in short: `1,2 M`.
    pub fn compact(self, value: f64) -> String {
        let options = [("notation", "compact".into()), ("maximumSignificantDigits", 3.into())];
        self.format("NumberFormat", "compact", value, &options)
    }

    /// A size of data: `1,2 Mo`.
    pub fn bytes(self, bytes: u64) -> String {
        let (unit, size) = if bytes < 1_000_000 { ("kilobyte", 1e3) } else { ("megabyte", 1e6) };
        let options = [
            ("style", "unit".into()),
            ("unit", unit.into()),
            ("maximumFractionDigits", u8::from(bytes >= 1_000_000).into()),
        ];
        self.format("NumberFormat", unit, bytes as f64 / size, &options)
    }

    /// An amount, with cents only where it has any and is small: `1 250 €`. A code that the browser does not
    /// take is written after the number.
    pub fn money(self, amount: f64, currency: &str) -> String {
        let digits = u8::from(amount.fract() != 0.0 && amount.abs() < 100.0) * 2;
        let options = [
            ("style", "currency".into()),
            ("currency", currency.into()),
            ("minimumFractionDigits", digits.into()),
            ("maximumFractionDigits", digits.into()),
        ];
        self.format("NumberFormat", &format!("{currency}{digits}"), amount, &options)
    }

    /// A range of money with the sign once: `600–900 €`; small amounts with their cents, `0,12–0,31 €`.
    pub fn money_range(self, low: f64, high: f64, currency: &str) -> String {
        if low == high {
            return self.money(low, currency);
        }
        let has_cents = low.fract() != 0.0 || high.fract() != 0.0;
        match self.locale {
            Locale::Fr if has_cents && high < CENTS_BELOW => {
                format!("{}–{}", self.fixed(low, 2), self.money(high, currency))
            }
            Locale::En if has_cents && high < CENTS_BELOW => {
                format!("{}–{}", self.money(low, currency), self.fixed(high, 2))
            }
            Locale::Fr => format!("{}–{}", self.number(low, 0), self.money(high.round(), currency)),
            Locale::En => format!("{}–{}", self.money(low.round(), currency), self.number(high, 0)),
        }
    }

    /// The sign or code of a currency alone: `€`.
    pub fn currency_sign(self, currency: &str) -> String {
        let written = self.money(0.0, currency);
        let sign: String = written.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect();
        if sign.is_empty() { currency.to_owned() } else { sign }
    }

    /// A rank: `2ᵉ`, `2nd`.
    pub fn ordinal(self, value: u64) -> String {
        let number = self.integer(value);
        let suffix = match (self.locale, value % 10, value % 100) {
            (Locale::Fr, ..) if value == 1 => "ᵉʳ",
            (Locale::Fr, ..) => "ᵉ",
            (Locale::En, 1, rest) if rest != 11 => "st",
            (Locale::En, 2, rest) if rest != 12 => "nd",
            (Locale::En, 3, rest) if rest != 13 => "rd",
            (Locale::En, ..) => "th",
        };
        number + suffix
    }

    /// A day or a month (ISO 8601): `14 mars 2026`, `mars 2026`. What is no date stays as it is.
    pub fn date(self, iso: &str) -> String {
        let day = iso.split(['T', ' ']).next().unwrap_or(iso);
        let is_month = day.len() == "2026-03".len();
        let millis = Date::parse(day);
        if millis.is_nan() || day.len() < "2026-03".len() {
            return iso.to_owned();
        }
        let mut options = vec![
            ("year", JsValue::from("numeric")),
            ("month", "long".into()),
            // Days in data have no place on the clock; any other zone would shift them.
            ("timeZone", "UTC".into()),
        ];
        if !is_month {
            options.push(("day", "numeric".into()));
        }
        self.format("DateTimeFormat", if is_month { "month" } else { "day" }, millis, &options)
    }

    /// A month in short, for an axis: `mars`, `sept.`. What is no date stays as it is.
    pub fn month_short(self, iso: &str) -> String {
        let millis = Date::parse(iso);
        if millis.is_nan() {
            return iso.to_owned();
        }
        let options = [("month", JsValue::from("short")), ("timeZone", "UTC".into())];
        self.format("DateTimeFormat", "month short", millis, &options)
    }

    /// A country by its code: `Allemagne`. A code without a name stays as it is.
    pub fn country(self, code: &str) -> String {
        self.display_name("region", code)
    }

    /// A language by its tag: `allemand`.
    pub fn language(self, tag: &str) -> String {
        self.display_name("language", tag)
    }

    /// Orders names as a reader of the language expects: accents beside their letter.
    pub fn compare(self, a: &str, b: &str) -> std::cmp::Ordering {
        self.formatter("Collator", "", &[], "compare")
            .and_then(|compare| compare.call2(&JsValue::UNDEFINED, &a.into(), &b.into()).ok())
            .and_then(|order| order.as_f64())
            .map_or_else(|| a.cmp(b), |order| (order as i32).cmp(&0))
    }

    fn format(self, class: &'static str, shape: &str, value: f64, options: Options<'_>) -> String {
        self.formatter(class, shape, options, "format")
            .and_then(|format| format.call1(&JsValue::UNDEFINED, &value.into()).ok())
            .and_then(|text| text.as_string())
            .unwrap_or_else(|| {
                let number =
                    Number::from(value).to_string_with_radix(10).map(String::from).unwrap_or_default();
                [&*number, " ", shape.trim_end_matches(|c: char| c.is_ascii_digit())].concat()
            })
    }

    fn display_name(self, kind: &str, code: &str) -> String {
        self.formatter("DisplayNames", kind, &[("type", kind.into())], "of")
            .and_then(|of| of.call1(&JsValue::UNDEFINED, &code.into()).ok())
            .and_then(|name| name.as_string())
            .unwrap_or_else(|| code.to_owned())
    }

    /// The method of an `Intl` object, bound to it. `None` where the browser refuses the options.
    fn formatter(
        self,
        class: &'static str,
        shape: &str,
        options: Options<'_>,
        method: &str,
    ) -> Option<Function> {
        let locale = self.locale;
        let is_same =
            |known: &&Formatter| known.locale == locale && known.class == class && known.shape == shape;
        let known = FORMATTERS.with_borrow(|all| all.iter().find(is_same).map(|known| known.format.clone()));
        if known.is_some() {
            return known;
        }
        let made = make(locale, class, options, method)?;
        let formatter = Formatter { locale, class, shape: shape.to_owned(), format: made.clone() };
        FORMATTERS.with_borrow_mut(|all| all.push(formatter));
        Some(made)
    }
}

fn make(locale: Locale, class: &str, options: Options<'_>, method: &str) -> Option<Function> {
    let bag = Object::new();
    for (name, value) in options {
        Reflect::set(&bag, &(*name).into(), value).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let made = Reflect::construct(&class, &Array::of2(&locale.number_tag().into(), &bag)).ok()?;
    let method: Function = Reflect::get(&made, &method.into()).ok()?.dyn_into().ok()?;
    Some(method.bind0(&made))
}
