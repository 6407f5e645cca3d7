//! What the page and the element say alike: how far loading is, what failed, why a profile stands where it does.

use crate::{
    domain::{answer::Veto, network::Network},
    failure::Failure,
    i18n::Text,
    protocol::Progress,
};

use super::marks::words;

/// Seconds above which the time left is told in minutes.
const MINUTES: u64 = 90;

/// Bytes, rows and time left, as far as they are known.
pub fn progress_words(t: Text, progress: Progress, left: Option<u64>) -> String {
    if progress.reading || progress.bytes == 0 {
        return t.explore.reading().to_owned();
    }
    let done = t.bytes(progress.bytes);
    let mut words = match progress.total {
        Some(total) => t.explore.fetched_of(&done, &t.bytes(total)),
        None => t.explore.fetched(&done),
    };
    if progress.rows > 0 {
        let rows = progress.rows as u64;
        words = t.explore.counted(&words, &t.explore.count_rows(rows, &t.integer(rows)));
    }
    match left {
        Some(left) if left <= MINUTES => {
            t.explore.counted(&words, &t.explore.seconds_left(left, &t.integer(left)))
        }
        Some(left) => {
            let minutes = left.div_ceil(60);
            t.explore.counted(&words, &t.explore.minutes_left(minutes, &t.integer(minutes)))
        }
        None => words,
    }
}

/// What failed, in one sentence.
pub fn failure_words(t: Text, failure: &Failure) -> String {
    let says = t.errors.codes(failure.code.as_str()).unwrap_or_else(|| t.errors.unknown());
    let mut words = match &failure.subject {
        // The stop comes behind the brackets.
        Some(subject) => t.errors.of(says.trim_end_matches('.'), subject),
        None => says.to_owned(),
    };
    if let Some(status) = failure.status {
        words.push(' ');
        words.push_str(&t.errors.status(&status.to_string()));
    }
    words
}

/// What earns most of the match (the key of its part), or why the profile cannot serve the brief.
pub fn reason(t: Text, veto: Option<&Veto>, part: Option<&str>) -> String {
    if let Some(veto) = veto {
        return match veto.kind.as_str() {
            "network" => {
                let network =
                    veto.detail.parse::<Network>().map_or(veto.detail.as_str(), |network| network.label());
                t.explore.veto_network(network)
            }
            _ => t.explore.veto_exclusion(&veto.detail),
        };
    }
    part.map(|part| t.marks.reasons(part).map_or_else(|| words::part_name(t, part), str::to_owned))
        .unwrap_or_default()
}

/// The first letters of the first and the last word, as they are: the style sheet makes capitals of them.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{failure::Code, i18n::Locale};

    #[test]
    fn a_failure_names_its_subject_inside_the_sentence() {
        let words = |failure: Failure| failure_words(Text::of(Locale::En), &failure);
        let nothing = "There is nothing at this address";
        assert_eq!(words(Failure::new(Code::NotFound)), format!("{nothing}."));
        let failure = Failure::new(Code::NotFound).of("https://a.example/b.json");
        assert_eq!(words(failure), format!("{nothing} (https://a.example/b.json)."));
    }

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        assert_eq!(initials("Naïma Belhadj"), "NB");
        assert_eq!(initials("@naima.soigne"), "n");
        assert_eq!(initials("  "), "");
    }
}
