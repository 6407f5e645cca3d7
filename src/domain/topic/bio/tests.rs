//! What bios say, and what they only seem to say.

use super::*;

fn topics(bio: &str) -> String {
    inferred(bio).iter().map(|found| found.topic).collect::<Vec<_>>().join(" ")
}

#[test]
fn words_and_hashtags_point_to_topics_in_french_and_english() {
    for (bio, expected) in [
        ("Skincare & maquillage, peau sensible", "beauty"),
        ("BEAUTÉ · Mode · Voyages ✈️", "beauty fashion travel"),
        ("Bien-être et méditation", "wellness"),
        ("Foodie from Lyon 🍷 recipes for two", "food"),
        ("Jeux vidéo, e-sport", "gaming"),
        ("Maman de deux, recettes simples", "family food"),
        ("Makeup artist in London", "beauty"),
        ("Mixed martial arts. Zero waste.", "sport nature"),
        ("Dog mom, photographer", "animals photography"),
        ("#SkinCareRoutine #voyageuse", "beauty travel"),
        ("paris#foodielife #instatravel", "food travel"),
        ("#mode_et_voyage", "fashion travel"),
        ("art de vivre à la campagne", "lifestyle"),
        ("Danseuses et chanteurs", "dance music"),
    ] {
        assert_eq!(topics(bio), expected, "{bio}");
    }
}

#[test]
fn false_friends_point_nowhere() {
    for bio in [
        "",
        "Passport ready, transport nerd",
        "Start the party",
        "Car je le vaux bien, carte postale",
        "Let’s chat! Book now",
        "Jeu concours ce soir",
        "Livre partout en France",
        "En mode avion jusqu’à lundi, mode d’emploi en story",
        "Chef d’entreprise",
        "Auto-didacte",
        "Management : equipe@mode.example",
        "@fashion @beauty.team",
        "https://travel.example/food www.music.com",
        "State of the art",
        "No drama, good vibes",
        "Business inquiries by mail",
        "Sans maquillage, pas de mode",
        "not a photographer",
        "Ex footballeur",
        "Role model, life coach",
        "Home sweet home in Nice",
        "Series of things I like",
        "#carpediem #petition",
    ] {
        assert_eq!(topics(bio), "", "{bio}");
    }
}

#[test]
fn the_words_are_given_as_they_are_written() {
    let found = inferred("Skincare, Maquillage et skincare ; jeux  vidéo #BeautyTips");
    let of = |topic: &str| &found.iter().find(|found| found.topic == topic).unwrap().words;
    assert_eq!(*of("beauty"), ["BeautyTips", "Skincare", "Maquillage", "skincare"]);
    assert_eq!(*of("gaming"), ["jeux  vidéo"]);
}

proptest::proptest! {
    /// No text stops it, and every word it names is in the text.
    #[test]
    fn any_text_is_read(bio in "[a-zA-Z#@._ éÉœ’ﬁ\u{301}😀-]{0,60}") {
        for found in inferred(&bio) {
            assert!(found.words.iter().all(|words| bio.contains(words)));
        }
    }
}
