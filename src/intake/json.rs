//! JSON in its three forms: the contract's document, a bare array, one object a line.
//!
//! Each element is parsed alone, so that a broken row costs that row and a file that breaks off keeps
//! everything before the break; where one does not parse, its brackets tell where the next begins. Depth is bounded by the parser (128).

pub(super) mod node;
pub(super) mod span;
mod mend;

use node::Node;

use super::{OpenError, assemble::Assembly, contract, issue::Reason};

/// Looking for the next readable element after a broken one may read as many bytes as the text has times
/// this, and [`SEARCH_ALLOWANCE`] on top: hostile text could make the work quadratic otherwise.
const SEARCH_FACTOR: usize = 4;
const SEARCH_ALLOWANCE: usize = 1 << 26;

/// Reads `{ …, "profiles": [ … ] }`, `[ … ]`, or objects one after the other.
pub(super) fn document(text: &str, assembly: &mut Assembly) -> Result<(), OpenError> {
    if text.starts_with('[') {
        elements(text, 1, true, assembly);
        return Ok(());
    }
    let mut members = span::Members::new(text);
    let mut has_profiles = false;
    while let Some(member) = members.next() {
        let value = member.value;
        if member.key == "profiles" && text.as_bytes()[value] == b'[' {
            has_profiles = true;
            members.resume_at(elements(text, value + 1, true, assembly));
        } else if let Some(end) = span::end(text.as_bytes(), value) {
            if let Some(node) = parse(&text[value..end]) {
                assembly.origin.read(member.key, &node, &mut assembly.log);
            }
            members.resume_at(end);
        } else if has_profiles {
            assembly.cut_off(value);
            break;
        } else {
            break;
        }
    }
    if has_profiles {
        return assembly.origin.check_version();
    }
    // No document: objects one after the other, spread over lines.
    assembly.origin.forget_document();
    let first = text.as_bytes().iter().skip(1).find(|byte| !byte.is_ascii_whitespace());
    if !matches!(first, Some(b'"' | b'}') | None) {
        return Err(OpenError::NotJson { at: 1 });
    }
    elements(text, 0, false, assembly);
    Ok(())
}

/// Reads one object a line; a bad line costs that line.
pub(super) fn lines(text: &str, assembly: &mut Assembly) {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    while let Some(line) = lines.next() {
        let line = line.trim().trim_end_matches(',');
        if lines.peek().is_none() && line.starts_with('{') && span::end(line.as_bytes(), 0).is_none() {
            assembly.cut_off(text.len());
            return;
        }
        row(line, assembly);
    }
}

/// Reads the elements from `at` on, up to the closing bracket if there is to be one; answers the position after.
fn elements(text: &str, mut at: usize, bracket: bool, assembly: &mut Assembly) -> usize {
    let bytes = text.as_bytes();
    let mut budget = text.len().saturating_mul(SEARCH_FACTOR).saturating_add(SEARCH_ALLOWANCE);
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b',') {
            at += 1;
        }
        match bytes.get(at) {
            Some(b']') => return at + 1,
            None => {
                if bracket {
                    assembly.cut_off(at);
                }
                return at;
            }
            Some(_) => {}
        }
        if let Some((node, end)) = first_value(&text[at..]) {
            assembly.next_row();
            take(&node, &text[at..at + end], assembly);
            at += end;
            continue;
        }
        let end = span::end(bytes, at);
        if end.is_some_and(|end| row(&text[at..end], assembly)) {
            at = end.unwrap_or(at + 1);
            continue;
        }
        // Broken. A missing quote makes the rest of the text look like one element: look inside it.
        let limit = end.unwrap_or(text.len());
        budget = budget.saturating_sub(limit - at + span::WINDOW);
        let next = if budget > 0 { span::next_element(text, at + 1, limit) } else { None };
        match (next, end) {
            (Some(next), None) => {
                assembly.bad_row(&text[at..]);
                at = next;
            }
            (Some(next), Some(_)) => at = next,
            (None, Some(end)) => at = end.max(at + 1),
            (None, None) => {
                assembly.cut_off(at);
                return text.len();
            }
        }
    }
}

/// Reads one row; says whether it was JSON at all.
fn row(text: &str, assembly: &mut Assembly) -> bool {
    assembly.next_row();
    if let Some(node) = parse(text) {
        take(&node, text, assembly);
        return true;
    }
    let mended = mend::mend(text);
    if let Some(node) = mended.as_deref().and_then(parse) {
        assembly.log.drop(&[], text, Reason::MendedRow);
        take(&node, text, assembly);
        return true;
    }
    assembly.log.drop(&[], text, Reason::BadRow);
    false
}

fn take(node: &Node<'_>, text: &str, assembly: &mut Assembly) {
    match node {
        Node::Map(fields) => {
            if let Some(profile) = contract::profile(fields, assembly.place, &mut assembly.log) {
                assembly.add(profile);
            }
        }
        _ => assembly.log.drop(&[], text, Reason::BadRow),
    }
}

/// The value at the beginning of a text, and where it ends.
fn first_value(text: &str) -> Option<(Node<'_>, usize)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    let value = values.next()?.ok()?;
    Some((value, values.byte_offset()))
}

fn parse(text: &str) -> Option<Node<'_>> {
    serde_json::from_str(text).ok()
}
