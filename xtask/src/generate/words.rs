//! What people write about themselves, by topic.
//!
//! Sentences need no agreement in gender, so that they suit everybody.

/// The words of a topic.
pub(super) struct Words {
    /// Slug of the topic.
    topic: &'static str,
    /// The topic in French, one word.
    pub(super) french: &'static str,
    /// The topic in English, one word.
    pub(super) english: &'static str,
    /// A sign that people put beside their name.
    pub(super) emoji: &'static str,
    /// Sentences in French.
    pub(super) in_french: [&'static str; 3],
    /// The same in English.
    pub(super) in_english: [&'static str; 3],
}

const fn words(
    topic: &'static str,
    french: &'static str,
    english: &'static str,
    emoji: &'static str,
    in_french: [&'static str; 3],
    in_english: [&'static str; 3],
) -> Words {
    Words { topic, french, english, emoji, in_french, in_english }
}

/// The words of a topic of the vocabulary.
pub(super) fn of(topic: &str) -> &'static Words {
    let place = WORDS.binary_search_by_key(&topic, |words| words.topic);
    &WORDS[place.expect("every topic of the vocabulary has its words")]
}

/// One for every topic of the vocabulary, in its order.
const WORDS: [Words; 28] = [
    words(
        "animals",
        "animaux",
        "animals",
        "🐾",
        [
            "La vie avec deux chiens et trois poules",
            "Conseils doux pour animaux heureux",
            "Un refuge, des histoires",
        ],
        ["Life with two dogs and three hens", "Gentle advice for happy pets", "Tales from a small shelter"],
    ),
    words(
        "art",
        "art",
        "art",
        "🎨",
        [
            "Aquarelle, encre et carnets",
            "L’atelier ouvert, du croquis au cadre",
            "Une œuvre expliquée chaque semaine",
        ],
        [
            "Watercolor, ink and sketchbooks",
            "An open studio, from sketch to frame",
            "One artwork explained every week",
        ],
    ),
    words(
        "beauty",
        "beauté",
        "beauty",
        "💄",
        [
            "Soins du visage, testés un mois avant d’en parler",
            "Maquillage simple, cinq minutes le matin",
            "La routine beauté des peaux sensibles",
        ],
        [
            "Skincare, tested for a month before I talk about it",
            "Simple make-up, five minutes each morning",
            "Routines for sensitive skin",
        ],
    ),
    words(
        "books",
        "lecture",
        "books",
        "📚",
        [
            "Romans, essais et piles à lire",
            "Un livre par semaine, sans se forcer",
            "Le club de lecture du dimanche",
        ],
        ["Novels, essays and tall piles", "A book a week, without forcing it", "The Sunday reading club"],
    ),
    words(
        "business",
        "entreprise",
        "business",
        "💼",
        [
            "Créer son entreprise, pas à pas",
            "Management et vie d’équipe",
            "Les coulisses d’une petite marque",
        ],
        [
            "Starting a company, step by step",
            "Management and life in a team",
            "Behind the scenes of a small brand",
        ],
    ),
    words(
        "cars",
        "auto",
        "cars",
        "🚗",
        [
            "Essais auto et électrique au quotidien",
            "Anciennes, restauration et belles routes",
            "La mécanique expliquée simplement",
        ],
        [
            "Road tests and everyday electric driving",
            "Classics, restoration and good roads",
            "Mechanics made simple",
        ],
    ),
    words(
        "dance",
        "danse",
        "dance",
        "💃",
        [
            "Chorégraphies et répétitions",
            "Danse contemporaine et hip-hop",
            "Une choré à apprendre chaque vendredi",
        ],
        ["Choreography and rehearsals", "Contemporary dance and hip-hop", "A routine to learn every Friday"],
    ),
    words(
        "diy",
        "bricolage",
        "diy",
        "🔨",
        [
            "Bricolage et récup’ en appartement",
            "Couture facile et patrons gratuits",
            "Meubles chinés, meubles refaits",
        ],
        ["DIY and upcycling in a small flat", "Easy sewing and free patterns", "Found furniture, made new"],
    ),
    words(
        "education",
        "savoirs",
        "learning",
        "🎓",
        [
            "Réviser sans s’épuiser",
            "L’histoire racontée en trois minutes",
            "Apprendre les langues au quotidien",
        ],
        ["Study without burning out", "History told in three minutes", "Learning languages every day"],
    ),
    words(
        "family",
        "famille",
        "family",
        "🏡",
        [
            "Vie de famille à cinq, sans filtre",
            "Idées d’activités pour petits et grands",
            "Parents débordés, mais organisés",
        ],
        ["Family of five, no filter", "Things to do with kids of all ages", "Busy parents, mostly organized"],
    ),
    words(
        "fashion",
        "mode",
        "fashion",
        "👗",
        [
            "Mode durable et vestiaire réduit",
            "Looks du quotidien, toutes tailles",
            "Friperies et belles matières",
        ],
        [
            "Slow fashion and a small wardrobe",
            "Everyday outfits for every size",
            "Thrift finds and fine fabrics",
        ],
    ),
    words(
        "film",
        "cinéma",
        "film",
        "🎬",
        [
            "Critiques ciné sans divulgâcher",
            "Séries, courts métrages et festivals",
            "Le cinéma raconté par ses décors",
        ],
        ["Film reviews without spoilers", "Series, shorts and festivals", "Cinema told through its sets"],
    ),
    words(
        "finance",
        "finances",
        "finance",
        "💶",
        [
            "Budget et épargne, sans jargon",
            "Comprendre l’impôt avant de le payer",
            "Finances perso pour débuter",
        ],
        [
            "Budgets and savings, no jargon",
            "Understand taxes before paying them",
            "Personal finance for beginners",
        ],
    ),
    words(
        "fitness",
        "fitness",
        "fitness",
        "💪",
        ["Séances courtes à la maison", "Musculation raisonnée et mobilité", "Reprendre le sport en douceur"],
        ["Short workouts at home", "Sensible strength and mobility", "Getting back into shape, gently"],
    ),
    words(
        "food",
        "cuisine",
        "food",
        "🍲",
        [
            "Cuisine de saison et petits budgets",
            "Pâtisserie maison, ratés compris",
            "Tables de quartier et marchés",
        ],
        [
            "Seasonal cooking on a small budget",
            "Home baking, failures included",
            "Neighborhood tables and markets",
        ],
    ),
    words(
        "gaming",
        "gaming",
        "gaming",
        "🎮",
        ["Jeux indés et soirées coop", "Directs le soir, bonne humeur garantie", "Speedruns et jeux rétro"],
        [
            "Indie games and co-op nights",
            "Live in the evening, good mood guaranteed",
            "Speedruns and retro games",
        ],
    ),
    words(
        "home",
        "maison",
        "home",
        "🪴",
        ["Rénovation d’une maison de village", "Décoration douce et rangement", "Petits espaces bien pensés"],
        ["Renovating a village house", "Calm interiors and tidy shelves", "Small spaces, well thought out"],
    ),
    words(
        "humor",
        "humour",
        "humor",
        "😄",
        ["Sketchs du quotidien", "L’humour de bureau, sans le bureau", "Imitations et vie de couple"],
        ["Everyday sketches", "Office humor without the office", "Impressions and married life"],
    ),
    words(
        "lifestyle",
        "quotidien",
        "lifestyle",
        "✨",
        ["Le quotidien, en plus joli", "Bonnes adresses et jolies choses", "Ralentir, un jour à la fois"],
        [
            "Everyday life, a little prettier",
            "Good places and nice things",
            "Slowing down, one day at a time",
        ],
    ),
    words(
        "music",
        "musique",
        "music",
        "🎵",
        [
            "Reprises à la guitare et compos",
            "Vinyles, concerts et découvertes",
            "Produire chez soi, piste par piste",
        ],
        ["Guitar covers and own songs", "Vinyl, gigs and discoveries", "Home recording, track by track"],
    ),
    words(
        "nature",
        "nature",
        "nature",
        "🌿",
        ["Potager, compost et patience", "Oiseaux et sous-bois", "Randonnée et bivouac léger"],
        ["Vegetables, compost and patience", "Birds and undergrowth", "Hiking and light camping"],
    ),
    words(
        "news",
        "actu",
        "news",
        "📰",
        ["L’actu décodée en deux minutes", "Revue de presse du matin", "Vérifier avant de partager"],
        ["The news in two minutes", "Press review every morning", "Check before you share"],
    ),
    words(
        "photography",
        "photo",
        "photo",
        "📷",
        [
            "Photo argentique et lumière du soir",
            "Portraits en lumière naturelle",
            "Composer une image, simplement",
        ],
        ["Film photography and evening light", "Portraits in natural light", "Composing a picture, simply"],
    ),
    words(
        "science",
        "science",
        "science",
        "🔬",
        ["La science des petites choses", "Astronomie depuis un balcon", "Une question, une expérience"],
        ["The science of small things", "Astronomy from a balcony", "One question, one experiment"],
    ),
    words(
        "sport",
        "sport",
        "sport",
        "🏃",
        ["Trail, vélo et lacs froids", "Préparer un premier marathon", "Le sport amateur, côté vestiaire"],
        [
            "Trails, bikes and cold lakes",
            "Training for a first marathon",
            "Amateur sport, from the locker room",
        ],
    ),
    words(
        "tech",
        "tech",
        "tech",
        "💻",
        ["Tests high-tech au long cours", "Réparer plutôt que jeter", "Le numérique expliqué à tous"],
        ["Long-term tech reviews", "Repair rather than throw away", "Technology explained to everyone"],
    ),
    words(
        "travel",
        "voyage",
        "travel",
        "🧳",
        ["Voyages en train et détours", "Carnets de route en van", "Week-ends à moins de deux heures"],
        ["Train journeys and detours", "Notes from the road, by van", "Weekends less than two hours away"],
    ),
    words(
        "wellness",
        "bien-être",
        "wellness",
        "🧘",
        ["Yoga, souffle et sommeil", "Bien-être sans injonctions", "Rituels simples pour jours chargés"],
        ["Yoga, breath and sleep", "Wellness without pressure", "Simple rituals for busy days"],
    ),
];

#[cfg(test)]
mod tests {
    use accord::domain::topic::TOPICS;

    use super::*;

    #[test]
    fn every_topic_has_its_words() {
        assert!(WORDS.iter().map(|words| words.topic).eq(TOPICS));
    }
}
