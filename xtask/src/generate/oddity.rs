//! Odd cases, each of which occurs in real files: what they show must be right, or said to be wrong.

use std::collections::BTreeMap;

use accord::domain::{
    brief::AGE_BANDS,
    profile::{Audience, Basis, Engagement, Profile},
};

use crate::generate::round;

/// One person in so many is odd, the kinds by turns: the demo has each kind at least once.
const EVERY: u64 = 21;

/// What can be odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// An account without a single follower.
    NobodyFollows,
    /// Followers not given.
    NoFollowers,
    /// Nothing but network and handle.
    HandleOnly,
    /// An engagement rate of 191 %.
    ImpossibleRate,
    /// Ages that add up to 1.4.
    TooManyAges,
    /// One country out of many.
    OneCountry,
    /// More comments than likes.
    MoreCommentsThanLikes,
    /// Follows ten times as many as follow.
    FollowsEverybody,
    /// A newest post from the future.
    FuturePost,
    /// A newest post from years ago.
    LongSilent,
    /// Markup as a name: to be shown as text.
    Markup,
    /// A spreadsheet formula as a name: to be neutralized in exports.
    Formula,
    /// Signs outside the basic plane.
    Emoji,
    /// A name from right to left.
    RightToLeft,
    /// Accents as characters of their own.
    Decomposed,
    /// A name that no column holds.
    LongName,
    /// A name of spaces that are not spaces, and line breaks in the bio.
    Spaces,
    /// An empty list where others have none: known to accept nothing, cite nobody, declare nothing.
    KnownNothing,
}

impl Oddity {
    pub(super) const ALL: [Self; 18] = [
        Self::NobodyFollows,
        Self::NoFollowers,
        Self::HandleOnly,
        Self::ImpossibleRate,
        Self::TooManyAges,
        Self::OneCountry,
        Self::MoreCommentsThanLikes,
        Self::FollowsEverybody,
        Self::FuturePost,
        Self::LongSilent,
        Self::Markup,
        Self::Formula,
        Self::Emoji,
        Self::RightToLeft,
        Self::Decomposed,
        Self::LongName,
        Self::Spaces,
        Self::KnownNothing,
    ];

    /// What is odd about a person, if anything.
    pub(super) fn of(person: u64) -> Option<Self> {
        let turn = person / EVERY;
        // Not the very first rows: they are what a visitor sees of an unsorted file.
        (person % EVERY == EVERY - 1).then(|| Self::ALL[(turn % Self::ALL.len() as u64) as usize])
    }

    /// Makes a profile odd.
    pub(super) fn apply(self, profile: &mut Profile) {
        match self {
            Self::NobodyFollows => {
                profile.followers = Some(0);
                profile.history.clear();
                if let Some(engagement) = &mut profile.engagement {
                    *engagement = Engagement::default();
                    engagement.likes = Some(0.0);
                    engagement.comments = Some(0.0);
                }
            }
            Self::NoFollowers => {
                profile.followers = None;
                profile.history.clear();
            }
            Self::HandleOnly => {
                let mut bare = Profile::new(profile.id.clone(), profile.network);
                bare.handle = profile.handle.take();
                *profile = bare;
            }
            Self::ImpossibleRate => {
                let engagement = profile.engagement.get_or_insert_default();
                engagement.rate = Some(1.91);
                engagement.basis = Some(Basis::Followers);
                engagement.views = None;
                engagement.likes = profile.followers.map(|count| round::count(count as f64 * 1.91, 3) as f64);
            }
            Self::TooManyAges => audience(profile).ages = ages([0.2, 0.4, 0.4, 0.2, 0.15, 0.05]),
            Self::OneCountry => {
                audience(profile).countries = BTreeMap::from([("FR".to_owned(), 0.31)]);
            }
            Self::MoreCommentsThanLikes => {
                let engagement = profile.engagement.get_or_insert_default();
                let likes = engagement.likes.unwrap_or(40.0);
                engagement.likes = Some(likes);
                engagement.comments = Some(round::count(likes * 1.6 + 5.0, 3) as f64);
            }
            Self::FollowsEverybody => {
                profile.followers = Some(712);
                profile.following = Some(7_120);
                profile.history.clear();
            }
            Self::FuturePost => profile.last_post = Some("2099-12-31".to_owned()),
            Self::LongSilent => profile.last_post = Some("2019-02-03".to_owned()),
            Self::Markup => profile.name = Some("<img src=x onerror=alert(1)>".to_owned()),
            Self::Formula => profile.name = Some("=SOMME(A1:A9)".to_owned()),
            Self::Emoji => profile.name = Some("🦊🌙 Zéphirine 👩🏽‍🎨✨".to_owned()),
            Self::RightToLeft => {
                profile.name = Some("نجمة الخيال".to_owned());
                profile.language = Some("ar".to_owned());
            }
            Self::Decomposed => profile.name = Some("Ame\u{301}lie Vel\u{302}mire\u{300}ve".to_owned()),
            Self::LongName => {
                profile.name = Some(
                    "Marie-Philomène-Apolline de la Tour-Imaginaire des Trois-Fontaines-sur-Nulle-Part, \
                     ses carnets, ses voyages, ses recettes et tous ceux qui passent à la maison"
                        .to_owned(),
                );
            }
            Self::Spaces => {
                profile.name = Some("\u{a0}Léontine\u{202f}\u{2003}Orvalle ".to_owned());
                profile.bio = Some("Première ligne\r\n\r\n\tseconde ligne".to_owned());
            }
            Self::KnownNothing => {
                profile.accepts = Some(Vec::new());
                profile.brand_mentions = Some(Vec::new());
                profile.labels = Some(Vec::new());
            }
        }
    }
}

fn audience(profile: &mut Profile) -> &mut Audience {
    profile.audience.get_or_insert_default()
}

fn ages(shares: [f64; 6]) -> BTreeMap<String, f64> {
    AGE_BANDS.into_iter().map(str::to_owned).zip(shares).collect()
}
