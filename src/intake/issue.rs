//! What is odd in the data: reasons from a closed list, and the log that collects them.

use crate::domain::answer::{Report, RowIssue};

macro_rules! reasons {
    ($($(#[doc = $doc:literal])+ $name:ident => $word:literal,)+) => {
        /// Why a value, a row or a column is in the report.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Reason {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Reason {
            /// Every reason, in the order in which they are documented.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The report's word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

reasons! {
    /// Neither a number nor a word for "unknown".
    NotANumber => "not_a_number",
    /// A number outside what the field can be: negative, a fraction above 1, a range the wrong way round.
    OutOfRange => "out_of_range",
    /// Text where the field wants a list, an object where it wants a number, and so on.
    WrongType => "wrong_type",
    /// A word outside the field's closed list: a country, a language, an age band, a currency.
    UnknownValue => "unknown_value",
    /// Not an ISO 8601 day or month, or one that the calendar does not have.
    BadDate => "bad_date",
    /// Not an http or https address.
    BadUrl => "bad_url",
    /// Something is missing that gives the value its meaning: a price without currency.
    Incomplete => "incomplete",
    /// The same key a second time; the first is kept.
    Duplicate => "duplicate",
    /// Longer than the field allows; cut.
    TooLong => "too_long",
    /// Two statements about the same thing disagree; the first, or the exact one, is kept.
    Conflict => "conflict",
    /// Kept as it is, although it can hardly be true.
    Implausible => "implausible",
    /// A sensitive attribute; dropped unread.
    Sensitive => "sensitive",
    /// A field that the contract does not know; each name is listed once.
    UnknownField => "unknown_field",
    /// The row has neither handle nor id.
    MissingIdentity => "missing_identity",
    /// Nothing says which network the row is about.
    MissingNetwork => "missing_network",
    /// An id that another account already has; the row got one of its own.
    RepeatedId => "repeated_id",
    /// The row cannot be read.
    BadRow => "bad_row",
    /// A batch of an Arrow file, or a column in one, cannot be read; its values are missing.
    BadBatch => "bad_batch",
    /// The row is not JSON, but could be read after replacing `NaN`, broken escapes and the like.
    MendedRow => "mended_row",
    /// The row has more or fewer cells than the header.
    RaggedRow => "ragged_row",
    /// The data is cut off.
    Truncated => "truncated",
    /// There is more than the memory can hold; what came before is kept.
    NoRoom => "no_room",
    /// The text is not UTF-8 and was read in another encoding.
    BadEncoding => "bad_encoding",
    /// The values of the column are not what its header says.
    MislabelledColumn => "mislabelled_column",
    /// The column is understood, but the contract has no place for it.
    NotKept => "not_kept",
    /// More entries than the field can hold; the rest is dropped.
    TooMany => "too_many",
}

/// Characters of an odd value that the report keeps.
pub const MAX_VALUE: usize = 80;

/// Names of unknown fields that are listed; more are only counted.
const MAX_UNKNOWN_FIELDS: usize = 50;

/// Collects issues: the first thousand one by one, all of them by reason.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    /// Row that is being read, 1-based.
    pub(super) row: usize,
    /// In the order of the rows.
    issues: Vec<RowIssue>,
    counts: [usize; Reason::ALL.len()],
    /// Paths that are listed already, their parts separated by what no field name holds.
    unknown_fields: Vec<String>,
}

impl Log {
    /// Notes an issue of the current row. The path is joined by points only if the issue is kept.
    pub(super) fn drop(&mut self, path: &[&str], value: &str, reason: Reason) {
        self.note(self.row, path, value, reason);
    }

    /// Notes an issue of any row; 0 is the file as a whole.
    pub(super) fn note(&mut self, row: usize, path: &[&str], value: &str, reason: Reason) {
        self.counts[reason as usize] += 1;
        if self.issues.len() < Report::MAX_ISSUES {
            let value = value.trim().chars().filter(|c| !c.is_control()).take(MAX_VALUE).collect();
            let field = path.join(".").chars().take(MAX_VALUE).collect();
            // Rows come in their order but for the file as a whole, so this is nearly always the end.
            let place = self.issues.partition_point(|issue| issue.row <= row);
            self.issues.insert(place, RowIssue { row, field, value, reason: reason.as_str().to_owned() });
        }
    }

    /// Counts a field that the contract does not know, and names it once.
    pub(super) fn unknown_field(&mut self, path: &[&str]) {
        let listed = |name: &String| name.split('\u{1F}').eq(path.iter().copied());
        if self.unknown_fields.len() >= MAX_UNKNOWN_FIELDS || self.unknown_fields.iter().any(listed) {
            self.counts[Reason::UnknownField as usize] += 1;
        } else {
            self.unknown_fields.push(path.join("\u{1F}"));
            self.drop(path, "", Reason::UnknownField);
        }
    }

    /// How often a reason was given.
    pub(super) fn count(&self, reason: Reason) -> usize {
        self.counts[reason as usize]
    }

    /// Hands the issues over to the report, in the order of the rows.
    pub(super) fn write(self, report: &mut Report) {
        report.issues = self.issues;
        for &reason in Reason::ALL {
            let count = self.counts[reason as usize];
            if count > 0 {
                report.issue_counts.insert(reason.as_str().to_owned(), count);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_the_limit_issues_are_counted_and_long_values_are_cut() {
        let mut log = Log::default();
        for row in 1..=Report::MAX_ISSUES + 5 {
            log.row = row;
            log.drop(&["audience", "ages"], &"é".repeat(200), Reason::NotANumber);
        }
        let mut report = Report::default();
        log.write(&mut report);
        assert_eq!(report.issues.len(), Report::MAX_ISSUES);
        assert_eq!(report.issue_counts["not_a_number"], Report::MAX_ISSUES + 5);
        assert_eq!(report.issues[0].field, "audience.ages");
        assert_eq!(report.issues[0].value.chars().count(), MAX_VALUE);
    }

    #[test]
    fn unknown_fields_are_named_once_and_counted_each_time() {
        let mut log = Log::default();
        for row in 1..=3 {
            log.row = row;
            log.unknown_field(&["shoe_size"]);
        }
        let mut report = Report::default();
        log.write(&mut report);
        assert_eq!(report.issues.len(), 1);
        assert_eq!(report.issue_counts["unknown_field"], 3);
    }
}
