//! Controls without a domain: texts come as props, values as plain numbers and strings.

#[cfg(feature = "ui")]
pub mod chip;
#[cfg(feature = "ui")]
pub mod combobox;
#[cfg(feature = "ui")]
pub mod empty;
#[cfg(feature = "ui")]
pub mod field;
pub mod icon;
#[cfg(feature = "ui")]
pub mod icon_button;
#[cfg(feature = "ui")]
pub mod id;
#[cfg(feature = "ui")]
pub mod keyed;
#[cfg(feature = "ui")]
pub mod later;
#[cfg(feature = "ui")]
pub mod range;
#[cfg(feature = "ui")]
pub mod room;
#[cfg(feature = "ui")]
pub mod scale;
#[cfg(feature = "ui")]
pub mod window;
