//! Days and months as spreadsheets write them: 15/01/2026, 15.01.2026, 01/2026.

/// Which part of a date comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Day,
    Month,
}

/// The parts of a date that ends with its year, or begins with it.
enum Parts {
    YearLast(u32, u32, u32),
    YearFirst(u32, u32, u32),
    /// Month and year.
    Month(u32, u32),
}

/// What comes first in the dates of a column, by those of them that can only be read in one way; `None` where none
/// tells, or they contradict each other.
pub(super) fn first<'v>(cells: impl Iterator<Item = &'v str>) -> Option<First> {
    let (mut days, mut months, mut is_pointed) = (0, 0, false);
    for cell in cells {
        if let Some(Parts::YearLast(first, second, _)) = parts(cell) {
            is_pointed |= day_of(cell).contains('.');
            days += usize::from(first > 12 && second <= 12);
            months += usize::from(second > 12 && first <= 12);
        }
    }
    match (days, months) {
        (0, 0) if is_pointed => Some(First::Day),
        (_, 0) if days > 0 => Some(First::Day),
        (0, _) if months > 0 => Some(First::Month),
        _ => None,
    }
}

/// The date in ISO 8601, whether or not the calendar has it, with what stands behind it; `None` where the cell is
/// written in another way, or can be read in two.
pub(super) fn iso(cell: &str, first: Option<First>) -> Option<String> {
    let rest = &cell[day_of(cell).len()..];
    let (year, month, day) = match parts(cell)? {
        Parts::Month(month, year) => return Some(format!("{year:04}-{month:02}{rest}")),
        Parts::YearFirst(year, month, day) => (year, month, day),
        Parts::YearLast(one, other, year) if one == other => (year, one, other),
        Parts::YearLast(one, other, year) => match first? {
            First::Day => (year, other, one),
            First::Month => (year, one, other),
        },
    };
    Some(format!("{year:04}-{month:02}-{day:02}{rest}"))
}

/// The cell up to the time of day.
fn day_of(cell: &str) -> &str {
    cell.split(['T', ' ']).next().unwrap_or_default()
}

fn parts(cell: &str) -> Option<Parts> {
    let date = day_of(cell);
    let separator = ['/', '.', '-'].into_iter().find(|separator| date.contains(*separator))?;
    let numbers: Vec<&str> = date.split(separator).collect();
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    let is_year = |text: &str| text.len() == 4;
    let is_short = |text: &str| matches!(text.len(), 1 | 2);
    match numbers[..] {
        [month, year] if is_short(month) && is_year(year) => {
            Some(Parts::Month(number(month)?, number(year)?))
        }
        [one, other, year] if is_short(one) && is_short(other) && is_year(year) => {
            Some(Parts::YearLast(number(one)?, number(other)?, number(year)?))
        }
        [year, month, day] if is_year(year) && is_short(month) && is_short(day) => {
            Some(Parts::YearFirst(number(year)?, number(month)?, number(day)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_spreadsheets_are_read_where_the_column_says_how() {
        let french = ["15/01/2026", "3/2/2026", "03/02/2026 14:05"];
        let order = first(french.into_iter());
        assert_eq!(order, Some(First::Day));
        let read = french.map(|cell| iso(cell, order));
        assert_eq!(read, ["2026-01-15", "2026-02-03", "2026-02-03 14:05"].map(|date| Some(date.to_owned())));
        let american = ["1/15/2026", "2/3/2026"];
        let order = first(american.into_iter());
        assert_eq!(order, Some(First::Month));
        assert_eq!(iso("2/3/2026", order).as_deref(), Some("2026-02-03"));
        assert_eq!(iso("3.2.2026", first(["3.2.2026"].into_iter())).as_deref(), Some("2026-02-03"));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_guessed() {
        assert_eq!(first(["3/2/2026"].into_iter()), None);
        assert_eq!(first(["15/1/2026", "1/15/2026"].into_iter()), None);
        assert_eq!(first(["3/2/2026", "env. mars", "3/2/2026 14:05:01.5"].into_iter()), None);
        assert_eq!(iso("3/2/2026", None), None);
        assert_eq!(iso("2/2/2026", None).as_deref(), Some("2026-02-02"));
        assert_eq!(iso("02/2026", None).as_deref(), Some("2026-02"));
        assert_eq!(iso("2026/2/3", None).as_deref(), Some("2026-02-03"));
        for other in ["", "2026", "hier", "1/2/3/2026", "a/b/2026", "15/01/26", "+1/2/2026"] {
            assert_eq!(iso(other, Some(First::Day)), None, "{other}");
        }
    }
}
