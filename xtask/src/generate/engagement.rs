//! How an audience reacts: a rate around the published one, and counts that agree with it.

use accord::domain::{
    network::Network,
    profile::{Basis, Engagement},
};

use crate::generate::{
    dice::Dice,
    norms::{self, Norms},
    person::Person,
    round,
    vendor::Vendor,
};

/// Standard deviation of ln rate around the curve, of which the person explains a part: an assumption in
/// line with published bands, whose ends are about a factor of two apart.
const SPREAD: f64 = 0.45;
const OF_THE_PERSON: f64 = 0.6;
const OF_THE_ACCOUNT: f64 = 0.8;

/// What happens to a post beside likes, per like: comments (medians 0.019–0.030, CreatorLedger), shares and
/// saves (assumptions).
struct Habits {
    comments: f64,
    shares: f64,
    saves: f64,
}

fn habits(network: Network) -> Habits {
    match network {
        Network::Tiktok => Habits { comments: 0.015, shares: 0.03, saves: 0.06 },
        Network::Youtube => Habits { comments: 0.06, shares: 0.0, saves: 0.0 },
        Network::X | Network::Facebook | Network::Linkedin => {
            Habits { comments: 0.09, shares: 0.12, saves: 0.0 }
        }
        _ => Habits { comments: 0.024, shares: 0.02, saves: 0.04 },
    }
}

/// Engagement of an account, if its vendor knows any.
pub(super) fn engagement(
    person: &Person,
    norms: &Norms,
    followers: f64,
    inflated: bool,
    posts_per_month: f64,
    vendor: &Vendor,
    dice: &mut Dice,
) -> Option<Engagement> {
    if dice.chance(0.07) {
        return None;
    }
    let views = dice.log_normal(norms::at(norms.views, followers), 0.5) * followers;
    let Some((curve, basis)) = norms.rate else {
        return (norms.network != Network::Pinterest).then(|| Engagement {
            window_days: Some(vendor.window_days),
            views: Some(round::count(views, 3) as f64),
            ..Engagement::default()
        });
    };
    let shown = basis == Basis::Views || (norms.network == Network::Instagram && dice.chance(0.45));
    let hidden = norms.network == Network::Instagram && dice.chance(0.04);
    let score = OF_THE_PERSON * person.warmth + OF_THE_ACCOUNT * dice.normal();
    let mut rate = norms::at(curve, followers) * libm::exp(SPREAD * score);
    let mut comments = dice.log_normal(habits(norms.network).comments, 0.5);
    if inflated {
        // Bought followers look at nothing, and bought likes come without words.
        rate *= dice.between(0.2, 0.45);
        comments *= dice.between(0.15, 0.4);
    }
    let rate = round::decimals(rate, 4).max(0.0001);
    let all = habits(norms.network);
    let (numerator, beside) = match (basis, vendor.counts_comments) {
        (_, false) => ("likes", 0.0),
        (Basis::Views, true) if norms.network == Network::Tiktok => {
            ("all", comments + all.shares + all.saves)
        }
        (_, true) => ("likes+comments", comments),
    };
    let likes = rate * if basis == Basis::Views { views } else { followers } / (1.0 + beside);
    // Nobody likes what nobody has seen; by views, the rate sees to that.
    let views = if basis == Basis::Views { views } else { views.max(likes * dice.between(1.8, 4.0)) };
    let counted = |count: f64| Some(round::count(count, 3) as f64);
    let tells_more = beside > comments || dice.chance(0.3);
    Some(Engagement {
        rate: (!hidden).then_some(rate),
        basis: (!hidden).then_some(basis),
        numerator: (!hidden).then(|| numerator.to_owned()),
        statistic: (!hidden).then(|| vendor.statistic.to_owned()),
        window_days: Some(vendor.window_days),
        posts: dice.chance(0.8).then(|| posts(posts_per_month, vendor)),
        likes: (!hidden).then(|| counted(likes)).flatten(),
        comments: counted(likes * comments),
        shares: (tells_more && all.shares > 0.0).then(|| counted(likes * all.shares)).flatten(),
        saves: (tells_more && all.saves > 0.0).then(|| counted(likes * all.saves)).flatten(),
        views: shown.then(|| counted(views)).flatten(),
        // It takes single posts, and these vendors sum them up.
        likes_spread: None,
    })
}

/// Posts of the window; vendors look at 500 at most (Modash).
fn posts(per_month: f64, vendor: &Vendor) -> u64 {
    ((per_month * vendor.window_days as f64 / 30.0).round() as u64).clamp(1, 500)
}
