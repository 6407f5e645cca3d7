//! Controls without a domain: texts come as props, values as plain numbers and strings.

pub mod chip;
pub mod combobox;
pub mod empty;
pub mod field;
pub mod icon;
pub mod icon_button;
pub mod id;
pub mod range;
pub mod scale;
pub mod window;
