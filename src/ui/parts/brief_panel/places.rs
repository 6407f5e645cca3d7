//! Countries and languages to choose from, named and ordered in the reader's language.

use crate::{domain::order::sort_by, i18n::Text, ui::kit::field::Choice};

/// Codes of ISO 3166-1 alpha-2, without uninhabited territories.
const COUNTRIES: &str = "\
AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC \
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA \
GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG \
KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU \
RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA \
UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Primary tags of the languages that audiences are reported in.
const LANGUAGES: &str = "\
ar bg bn br ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ko lb lt lv mk ms mt nl no oc pl pt \
ro ru sk sl sq sr sv sw ta th tr uk ur vi zh";

/// Every country.
pub fn country_choices(t: Text) -> Vec<Choice> {
    named(t, COUNTRIES, |code| t.country(code))
}

/// Every language.
pub fn language_choices(t: Text) -> Vec<Choice> {
    named(t, LANGUAGES, |tag| t.language(tag))
}

fn named(t: Text, codes: &str, name: impl Fn(&str) -> String) -> Vec<Choice> {
    let mut choices: Vec<Choice> =
        codes.split_ascii_whitespace().map(|code| Choice::new(code, name(code))).collect();
    sort_by(&mut choices, |a, b| t.compare(&a.label, &b.label));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::country::Country;

    #[test]
    fn every_code_is_one_and_stands_once() {
        for list in [COUNTRIES, LANGUAGES] {
            let codes: Vec<&str> = list.split_ascii_whitespace().collect();
            assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
        }
        assert!(COUNTRIES.split_ascii_whitespace().all(|code| code.parse::<Country>().is_ok()));
    }
}
