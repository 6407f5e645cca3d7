//! The networks on which a profile can live: a closed set with a slug each.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A social network. The order is the one in which networks are listed to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Network {
    /// Instagram.
    Instagram,
    /// TikTok.
    Tiktok,
    /// YouTube.
    Youtube,
    /// X, formerly Twitter.
    X,
    /// Facebook.
    Facebook,
    /// Snapchat.
    Snapchat,
    /// Twitch.
    Twitch,
    /// Pinterest.
    Pinterest,
    /// LinkedIn.
    Linkedin,
}

impl Network {
    /// Every network, in display order.
    pub const ALL: [Self; 9] = [
        Self::Instagram,
        Self::Tiktok,
        Self::Youtube,
        Self::X,
        Self::Facebook,
        Self::Snapchat,
        Self::Twitch,
        Self::Pinterest,
        Self::Linkedin,
    ];

    /// The slug used in data, addresses and profile ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Instagram => "instagram",
            Self::Tiktok => "tiktok",
            Self::Youtube => "youtube",
            Self::X => "x",
            Self::Facebook => "facebook",
            Self::Snapchat => "snapchat",
            Self::Twitch => "twitch",
            Self::Pinterest => "pinterest",
            Self::Linkedin => "linkedin",
        }
    }

    /// The network's own spelling of its name; the same in every language.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Instagram => "Instagram",
            Self::Tiktok => "TikTok",
            Self::Youtube => "YouTube",
            Self::X => "X",
            Self::Facebook => "Facebook",
            Self::Snapchat => "Snapchat",
            Self::Twitch => "Twitch",
            Self::Pinterest => "Pinterest",
            Self::Linkedin => "LinkedIn",
        }
    }

    /// Position in [`Self::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not the slug of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownNetwork;

impl FromStr for Network {
    type Err = UnknownNetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|network| network.as_str() == text).ok_or(UnknownNetwork)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_read_back_and_indexes_follow_the_order() {
        for (position, network) in Network::ALL.into_iter().enumerate() {
            assert_eq!(network.as_str().parse(), Ok(network));
            assert_eq!(network.index(), position);
        }
        assert_eq!("myspace".parse::<Network>(), Err(UnknownNetwork));
    }
}
