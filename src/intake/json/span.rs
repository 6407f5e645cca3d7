//! Where JSON values begin and end, without parsing them: iterative, so depth costs nothing.

/// End of the value that begins at `start`; `None` where the text breaks off inside it.
pub(in crate::intake) fn end(bytes: &[u8], start: usize) -> Option<usize> {
    match bytes.get(start)? {
        b'"' => string_end(bytes, start),
        b'{' | b'[' => {
            let mut depth = 0_usize;
            let mut at = start;
            loop {
                match bytes.get(at)? {
                    b'"' => {
                        at = string_end(bytes, at)?;
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                at += 1;
            }
        }
        _ => {
            let stop = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'}' | b']');
            let length = bytes[start..].iter().position(stop).unwrap_or(bytes.len() - start);
            // A stray closing bracket is a value of its own, so that every search moves on.
            Some(start + length.max(1))
        }
    }
}

fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Whether the object at the beginning of the text has that member.
pub(in crate::intake) fn has_key(text: &str, key: &str) -> bool {
    value_of(text, key).is_some()
}

/// The text from the value of that member on, of the object at the beginning of the text.
pub(in crate::intake) fn value_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let mut members = Members::new(text);
    while let Some(member) = members.next() {
        if member.key == key {
            return text.get(member.value..);
        }
        members.resume_at(end(text.as_bytes(), member.value)?);
    }
    None
}

/// One member of an object: its name as written, and where its value begins.
pub(super) struct Member<'a> {
    pub(super) key: &'a str,
    /// Where its name begins.
    pub(super) start: usize,
    pub(super) value: usize,
}

/// Walks over the members of the object at the beginning of a text. The caller says where a value ends.
pub(super) struct Members<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Members<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: usize::from(text.starts_with('{')) }
    }

    /// The next member, or `None` at the end of the object or where it is no object any more.
    pub(super) fn next(&mut self) -> Option<Member<'a>> {
        match member(self.text, self.at) {
            Next::Member(member) => Some(member),
            Next::End | Next::Short => None,
        }
    }

    /// Goes on after a value that ends there.
    pub(super) fn resume_at(&mut self, end: usize) {
        self.at = end;
    }
}

/// What comes next in an object.
pub(super) enum Next<'a> {
    /// A member whose value begins.
    Member(Member<'a>),
    /// The object's end, or something that is no member.
    End,
    /// The end of the text.
    Short,
}

/// The member that begins at that place of an object, after white space and commas.
pub(super) fn member(text: &str, at: usize) -> Next<'_> {
    let bytes = text.as_bytes();
    let start = skip(bytes, at, |byte| byte == b',');
    match bytes.get(start) {
        Some(b'"') => {}
        Some(_) => return Next::End,
        None => return Next::Short,
    }
    let Some(after) = string_end(bytes, start) else { return Next::Short };
    let colon = skip(bytes, after, |_| false);
    match bytes.get(colon) {
        Some(b':') => {}
        Some(_) => return Next::End,
        None => return Next::Short,
    }
    let value = skip(bytes, colon + 1, |_| false);
    match (bytes.get(value), text.get(start + 1..after - 1)) {
        (Some(_), Some(key)) => Next::Member(Member { key, start: start + 1, value }),
        (None, _) => Next::Short,
        (_, None) => Next::End,
    }
}

pub(super) fn skip(bytes: &[u8], mut at: usize, also: fn(u8) -> bool) -> usize {
    while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || also(*byte)) {
        at += 1;
    }
    at
}

/// Candidates that one search looks at, and how far it looks into each.
const MAX_CANDIDATES: usize = 64;
pub(super) const WINDOW: usize = 1 << 14;

/// Beginning of the next object before `limit` that follows a comma and says who it is about.
pub(super) fn next_element(text: &str, from: usize, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut candidates = 0;
    let mut at = from;
    while at < limit && candidates < MAX_CANDIDATES {
        if bytes[at] == b',' {
            let start = skip(bytes, at, |byte| byte == b',');
            if start < limit && bytes[start] == b'{' {
                candidates += 1;
                let object = &text[start..text.floor_char_boundary(start + WINDOW)];
                if ["handle", "id", "network"].iter().any(|key| has_key(object, key)) {
                    return Some(start);
                }
            }
            at = start;
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_quotes_inside_strings_do_not_count() {
        let text = r#"{"a":"}\"]","b":[{"c":1}]} rest"#;
        assert_eq!(end(text.as_bytes(), 0), Some(text.len() - 5));
        assert_eq!(end(br#"{"a":"#, 0), None);
        assert_eq!(end(br#""a\"#, 0), None);
        assert_eq!(end(b"12,", 0), Some(2));
    }

    #[test]
    fn keys_of_inner_objects_are_not_the_objects() {
        assert!(has_key(r#"{"a":{"b":1},"c":2}"#, "c"));
        assert!(!has_key(r#"{"a":{"b":1},"c":2}"#, "b"));
        assert_eq!(value_of(r#"{"a":{"b":1}, "c": 2}"#, "c"), Some("2}"));
    }

    #[test]
    fn the_next_element_is_one_with_an_identity() {
        let text = r#"{"handle":"a,"history":[{"month":1},{"month":2}]},{"handle":"b"}"#;
        assert_eq!(next_element(text, 1, text.len()), text.rfind('{'));
    }
}
