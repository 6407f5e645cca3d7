//! The outside of what a worker says: a line of plain words, and behind it the answer's own text.
//!
//! Whoever asked knows what kind of answer it is and reads that text, so that the line between page and worker
//! reads no JSON at all.

use super::{Answer, Loaded, Progress, encode};
use crate::failure::{Code, Failure};

/// What a worker says.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// The engine is there. Always the first.
    Ready {
        /// The worker's build.
        build: String,
    },
    /// How far loading is.
    Progress(Progress),
    /// What is here so far of the catalogue on its way answers from now on.
    First(Box<Loaded>),
    /// The server has other data than the copy that was opened.
    Outdated,
    /// The answer to a request.
    Answer {
        /// Number of the request.
        id: u32,
        /// What was asked for, or why there is none.
        result: Result<Answer, Failure>,
    },
    /// The engine stopped in the middle of something and answers no more.
    Crashed {
        /// Where and why, for developers.
        detail: String,
    },
}

/// A [`Message`] as a page hears it: the answer is still a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// The engine is there. Always the first.
    Ready {
        /// The worker's build.
        build: String,
    },
    /// How far loading is.
    Progress(Progress),
    /// What is here so far of the catalogue on its way answers from now on, as [`super::kind::Loaded`].
    First(String),
    /// The server has other data than the copy that was opened.
    Outdated,
    /// The answer to a request.
    Answer {
        /// Number of the request.
        id: u32,
        /// What was asked for, as one of [`super::kind`], or why there is none.
        result: Result<String, Failure>,
    },
    /// The engine stopped in the middle of something and answers no more.
    Crashed {
        /// Where and why, for developers.
        detail: String,
    },
}

/// Stands for what is not there.
const NONE: &str = "-";

/// Stands before a text that is there.
const SOME: char = '+';

impl Message {
    /// The text that is sent.
    pub fn text(&self) -> String {
        match self {
            Self::Ready { build } => ["ready ", build].concat(),
            Self::Progress(Progress { bytes, total, rows, reading }) => {
                let reading = if *reading { "reading" } else { NONE };
                let (bytes, rows) = (bytes.to_string(), rows.to_string());
                ["progress ", &bytes, " ", &number(*total), " ", &rows, " ", reading].concat()
            }
            Self::First(loaded) => ["first\n{\"Loaded\":", &encode(loaded), "}"].concat(),
            Self::Outdated => "outdated".to_owned(),
            Self::Answer { id, result: Ok(answer) } => {
                ["answer ", &id.to_string(), "\n", &answer.text()].concat()
            }
            Self::Answer { id, result: Err(failure) } => {
                let Failure { code, subject, status, detail } = failure;
                // A line each, but for the last, which may be any text.
                let subject = subject.as_ref().map(|subject| subject.replace(['\n', '\r'], " "));
                let status = number(status.map(u64::from));
                let head = ["failure ", &id.to_string(), " ", code.as_str(), " ", &status].concat();
                [head, words(subject.as_deref()), words(detail.as_deref())].join("\n")
            }
            Self::Crashed { detail } => ["crashed ", detail].concat(),
        }
    }
}

impl Heard {
    /// What a text says; one that says nothing known is taken for a crash, because an engine of another build
    /// may speak another language.
    pub fn of(text: &str) -> Self {
        read(text).unwrap_or_else(|| Self::Crashed { detail: text.chars().take(200).collect() })
    }
}

fn read(text: &str) -> Option<Heard> {
    let (head, body) = text.split_once('\n').unwrap_or((text, ""));
    let mut parts = head.split(' ');
    Some(match parts.next()? {
        "ready" => Heard::Ready { build: parts.next()?.to_owned() },
        "progress" => Heard::Progress(Progress {
            bytes: parts.next()?.parse().ok()?,
            total: parts.next()?.parse().ok(),
            rows: parts.next()?.parse().ok()?,
            reading: parts.next()? != NONE,
        }),
        "first" => Heard::First(body.to_owned()),
        "outdated" => Heard::Outdated,
        "answer" => Heard::Answer { id: parts.next()?.parse().ok()?, result: Ok(body.to_owned()) },
        "failure" => {
            let id = parts.next()?.parse().ok()?;
            let mut failure = Failure::new(Code::named(parts.next()?));
            failure.status = parts.next()?.parse().ok();
            let (subject, detail) = body.split_once('\n')?;
            failure.subject = subject.strip_prefix(SOME).map(str::to_owned);
            failure.detail = detail.strip_prefix(SOME).map(str::to_owned);
            Heard::Answer { id, result: Err(failure) }
        }
        "crashed" => Heard::Crashed { detail: text.split_once(' ')?.1.to_owned() },
        _ => return None,
    })
}

fn number(number: Option<u64>) -> String {
    number.map_or_else(|| NONE.to_owned(), |number| number.to_string())
}

fn words(text: Option<&str>) -> String {
    text.map_or_else(|| NONE.to_owned(), |text| format!("{SOME}{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{decode, kind};

    #[test]
    fn everything_that_an_engine_says_is_heard_as_it_is_said() {
        let ready = Message::Ready { build: "1.2.3-ab".to_owned() };
        assert_eq!(Heard::of(&ready.text()), Heard::Ready { build: "1.2.3-ab".to_owned() });
        for progress in [
            Progress::default(),
            Progress { bytes: 12, total: Some(u64::MAX), rows: 3, reading: false },
            Progress { bytes: 7, total: None, rows: 0, reading: true },
        ] {
            assert_eq!(Heard::of(&Message::Progress(progress).text()), Heard::Progress(progress));
        }
        assert_eq!(Heard::of(&Message::Outdated.text()), Heard::Outdated);
        let Heard::First(text) = Heard::of(&Message::First(Box::default()).text()) else {
            panic!("no first")
        };
        let kind::Loaded::Loaded(loaded) = decode(&text).unwrap();
        assert_eq!(*loaded, Loaded::default());
        let detail = "panicked at src/engine.rs:1:2:\nno way".to_owned();
        let crashed = Message::Crashed { detail: detail.clone() };
        assert_eq!(Heard::of(&crashed.text()), Heard::Crashed { detail });
        let answer = Message::Answer { id: 7, result: Ok(Answer::Text("a\nb".to_owned())) };
        let text = r#"{"Text":"a\nb"}"#.to_owned();
        assert_eq!(Heard::of(&answer.text()), Heard::Answer { id: 7, result: Ok(text) });
    }

    #[test]
    fn a_failure_keeps_what_is_known_of_it() {
        for failure in [
            Failure::new(Code::NoCatalogue),
            Failure::of_status(503).of("https://a.example/+ b.json").with_detail("-\n+ two\nlines"),
            Failure::new(Code::Unreadable).of(""),
            Failure::new(Code::Other).with_detail(""),
        ] {
            let text = Message::Answer { id: 1, result: Err(failure.clone()) }.text();
            assert_eq!(Heard::of(&text), Heard::Answer { id: 1, result: Err(failure) });
        }
        let odd = Failure::new(Code::Html).of("a\r\nb");
        let text = Message::Answer { id: 1, result: Err(odd) }.text();
        let expected = Failure::new(Code::Html).of("a  b");
        assert_eq!(Heard::of(&text), Heard::Answer { id: 1, result: Err(expected) });
    }

    #[test]
    fn what_is_no_message_is_taken_for_a_crash() {
        for text in [
            "",
            "ready",
            "progress",
            "progress 1",
            "answer x\n{}",
            "failure 1 other -",
            "{\"Ready\":1}",
            "hm 1",
        ] {
            assert!(matches!(Heard::of(text), Heard::Crashed { .. }), "{text:?}");
        }
    }
}
