//! Which column headers mean which field, as data: English and French, vendors' exports and people's own sheets.
//!
//! A header is folded first (lower case, no accents, no punctuation), and words that change nothing or say
//! something of their own are taken out of it: the network, `avg`, `60 days`, `count`, `de`. What is left is
//! looked up here. A header that is a path of the contract itself (`engagement.rate`) needs no entry.

use super::number::Triple;

/// What a cell of a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Kind {
    /// A name or a handle; the values decide which.
    Account,
    /// Text as it is.
    Text,
    /// An address.
    Url,
    /// The network.
    Network,
    /// A country by name or code.
    Country,
    /// A language by name or code.
    Language,
    /// Yes or no.
    Flag,
    /// A day or a month.
    Date,
    /// A whole number.
    Count,
    /// A number per post or in other units.
    Amount,
    /// A share of a whole.
    Share,
    /// A rate that may pass one.
    Rate,
    /// Words separated by commas, semicolons or bars.
    List,
    /// A vendor's category, to be turned into topics.
    Category,
    /// Hashtags, which go with the words of the bio.
    Hashtags,
    /// Reactions per post of every kind together.
    Reactions,
    /// A contact; only whether there is one is kept.
    Contact,
    /// Money for one collaboration.
    Money,
    /// Understood, but the contract has no place for it.
    NotKept,
}

impl Kind {
    /// Whether the cells are plain numbers.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Amount | Self::Share | Self::Rate | Self::Reactions)
    }

    /// How a comma or a point before three digits is read in such a column.
    pub(super) const fn triple(self) -> Triple {
        match self {
            Self::Share | Self::Rate => Triple::Decimal,
            _ => Triple::Thousands,
        }
    }
}

/// A field: its path in the contract, what its cells hold, and its folded headers.
pub(super) type Field = (&'static str, Kind, &'static str);

/// All fields that a table can hold.
pub(super) const FIELDS: &[Field] = &[
    ("id", Kind::Text, "id|uid|profile id|user id|userid|account id|channel id|identifiant"),
    ("creator", Kind::Text, "creator id|person id|id createur"),
    (
        "network",
        Kind::Network,
        "network|social network|platform|plateforme|reseau|reseau social|social media",
    ),
    (
        "handle",
        Kind::Account,
        "handle|username|user name|user|account|account name|compte|nom compte|nom utilisateur|utilisateur|pseudo|\
         pseudonyme|login|screen name|arobase|profile username|profile handle|influencer insta",
    ),
    (
        "name",
        Kind::Account,
        "name|full name|fullname|display name|nom|nom complet|nom affiche|channel|channel name|channel info|\
         channel title|chaine|nom chaine|creator|creator name|createur|nom createur|createur contenu|influencer|\
         influencer name|influenceur|influenceuse|nom influenceur|profile|profile name|profil|nom profil|title|titre|\
         artist|talent|kol|blogger|celebrity",
    ),
    (
        "url",
        Kind::Url,
        "url|link|links|lien|liens|profile url|profile link|url profil|lien profil|channel url|channel link|account url",
    ),
    (
        "avatar",
        Kind::Url,
        "avatar|picture|photo|profile picture|photo profil|avatar url|picture url|image url|imageurl|thumbnail",
    ),
    ("bio", Kind::Hashtags, "hashtags|hashtag|top hashtags|mots dieses|mots diese"),
    ("bio", Kind::Text, "bio|biography|biographie|description|about|a propos|presentation"),
    (
        "country",
        Kind::Country,
        "country|pays|country code|code pays|creator country|pays createur|location|localisation|pays residence",
    ),
    ("city", Kind::Text, "city|ville"),
    ("language", Kind::Language, "language|langue|lang|main language|langue principale|content language"),
    ("verified", Kind::Flag, "verified|verifie|is verified|certified|certifie"),
    ("account_type", Kind::Text, "account type|type compte"),
    (
        "topics",
        Kind::Category,
        "category|categories|categorie|topic|topics|topic influence|thematique|thematiques|theme|themes|niche|niches|\
         industry|secteur|univers|centre interet|centres interet|channel type|vertical|sujet|sujets|\
         domaine|specialite",
    ),
    (
        "followers",
        Kind::Count,
        "followers|follower|subscribers|subscriber|suscribers|subs|fans|abonnes|abonne|total followers|\
         total subscribers|total abonnes|taille communaute|communaute|community size|audience size|taille audience",
    ),
    ("following", Kind::Count, "following|followings|follows|abonnements|suivis|comptes suivis"),
    (
        "posts",
        Kind::Count,
        "posts|publications|media|medias|uploads|videos|total posts|total videos|total publications",
    ),
    ("posts_per_month", Kind::Amount, "posts month|publications mois|posts mois|monthly posts"),
    ("last_post", Kind::Date, "last post|last post date|dernier post|derniere publication|date dernier post"),
    (
        "engagement.rate",
        Kind::Rate,
        "er|eng rate|engagement rate|rate engagement|taux engagement|tx engagement|taux interaction|interaction rate|\
         engagement rate followers|engagement rate views|taux engagement abonnes|taux engagement vues|er views|\
         er followers",
    ),
    ("engagement.reactions", Kind::Reactions, "engagement|engagements|interactions|interaction"),
    ("engagement.likes", Kind::Amount, "likes|like|j aime|jaime|mentions j aime|hearts|coeurs"),
    ("engagement.comments", Kind::Amount, "comments|comment|commentaires|commentaire"),
    ("engagement.shares", Kind::Amount, "shares|share|partages|partage|reposts|retweets"),
    ("engagement.saves", Kind::Amount, "saves|save|enregistrements|sauvegardes"),
    ("engagement.views", Kind::Amount, "views|view|vues|visits|plays|lectures"),
    ("engagement.likes_spread", Kind::Amount, ""),
    ("engagement.posts", Kind::Count, "posts analyzed|analyzed posts|posts analyses"),
    ("engagement.window_days", Kind::Count, ""),
    ("engagement.basis", Kind::Text, ""),
    ("engagement.numerator", Kind::Text, ""),
    ("engagement.statistic", Kind::Text, ""),
    (
        "audience.credibility",
        Kind::Share,
        "credibility|credibility score|audience credibility|credibilite|score credibilite|credibilite audience|\
         real followers share|vrais abonnes|part vrais abonnes|authenticity|authenticite",
    ),
    ("audience.credibility_kind", Kind::Text, ""),
    ("audience.reachable", Kind::Share, "reachability|reachable|joignable|audience joignable"),
    (
        "audience.genders.female",
        Kind::Share,
        "female|females|women|femmes|femme|female audience|audience female|audience women|audience femmes|\
         audience feminine|part femmes",
    ),
    (
        "audience.genders.male",
        Kind::Share,
        "male|males|men|hommes|homme|male audience|audience male|audience men|audience hommes|audience masculine|\
         part hommes",
    ),
    ("audience.ages.13-17", Kind::Share, "13 17|age 13 17|audience 13 17|13 17 ans"),
    ("audience.ages.18-24", Kind::Share, "18 24|age 18 24|audience 18 24|18 24 ans"),
    ("audience.ages.25-34", Kind::Share, "25 34|age 25 34|audience 25 34|25 34 ans"),
    ("audience.ages.35-44", Kind::Share, "35 44|age 35 44|audience 35 44|35 44 ans"),
    ("audience.ages.45-54", Kind::Share, "45 54|age 45 54|audience 45 54|45 54 ans"),
    ("audience.ages.55-64", Kind::Share, "55 64|age 55 64|audience 55 64|55 64 ans"),
    ("audience.ages.45-64", Kind::Share, "45 64|age 45 64|audience 45 64|45 64 ans"),
    ("audience.ages.65+", Kind::Share, "65|age 65|audience 65|65 ans"),
    (
        "sponsored_share",
        Kind::Share,
        "sponsored share|sponsored posts share|part sponsorisee|part sponsorises|taux sponsorisation",
    ),
    ("paid_performance", Kind::Amount, "paid performance"),
    ("response.rate", Kind::Share, "response rate|taux reponse"),
    ("response.hours", Kind::Amount, "response hours|response time hours|delai reponse heures"),
    ("labels", Kind::List, "labels|label"),
    (
        "brand_mentions",
        Kind::List,
        "brands|brand mentions|marques|marques citees|mentions marques|previous brands|past brands|partner brands|\
         marques partenaires|collaborations",
    ),
    ("accepts", Kind::List, "accepts|accepte"),
    ("price.currency", Kind::Text, "currency|devise|monnaie"),
    (
        "has_contact",
        Kind::Contact,
        "email|e mail|mail|courriel|email address|adresse email|business email|phone|telephone|mobile|contact|has contact",
    ),
    // Whose country it is matters: the audience's main one, without its share, says nothing about the creator.
    (
        "audience.countries",
        Kind::NotKept,
        "audience country|audience country mostly|main audience country|top audience country|audience location|\
         pays audience|pays principal audience|audience countries",
    ),
    // Reactions of real accounts only, by a vendor's own judgment: no rate that others could be compared with.
    ("engagement.authentic", Kind::NotKept, "authentic engagement|engagement authentique|real engagement"),
];

/// Words that change nothing about what a column means.
pub(super) const NOISE: [&str; 25] = [
    "count", "counts", "number", "nb", "nbr", "nombre", "no", "of", "the", "in", "by", "per", "par", "a",
    "au", "de", "d", "du", "des", "l", "la", "le", "les", "value", "values",
];

/// Words for the mean and for the median.
pub(super) const STATISTICS: [(&str, &str); 11] = [
    ("avg", "mean"),
    ("average", "mean"),
    ("mean", "mean"),
    ("moy", "mean"),
    ("moyen", "mean"),
    ("moyenne", "mean"),
    ("moyens", "mean"),
    ("moyennes", "mean"),
    ("median", "median"),
    ("mediane", "median"),
    ("medians", "median"),
];

/// Words for a price.
pub(super) const PRICES: [&str; 11] =
    ["price", "prices", "prix", "tarif", "tarifs", "cost", "cout", "fee", "fees", "quote", "devis"];

/// Words for the format that a price is for.
pub(super) const FORMATS: [(&str, &str); 17] = [
    ("post", "post"),
    ("posts", "post"),
    ("publication", "post"),
    ("carousel", "carousel"),
    ("carrousel", "carousel"),
    ("story", "story"),
    ("stories", "story"),
    ("reel", "reel"),
    ("reels", "reel"),
    ("short", "short"),
    ("shorts", "short"),
    ("video", "video"),
    ("videos", "video"),
    ("integration", "integration"),
    ("stream", "stream"),
    ("live", "stream"),
    ("streaming", "stream"),
];
