"""The words of a language for finding quotes, as its data file has them."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class LanguageWords:
    """The words of one language by which quotes and speakers are found; all in lower case."""

    code: str
    """The BCP 47 primary tag, and the stem of the data file."""
    name: str
    """What the language is called in English."""
    cues: frozenset[str] = frozenset()
    """Verbs of saying in every finite form."""
    participles: frozenset[str] = frozenset()
    """Forms that hang a quotation on the subject of the clause before: "saying"."""
    strong_cues: frozenset[str] = frozenset()
    """Verbs that are nearly always an act of saying: "said"."""
    never_inverted: frozenset[str] = frozenset()
    """Verbs that their speaker never follows: "told"."""
    weak_cues: frozenset[str] = frozenset()
    """Verbs of saying only where a quotation follows them at once: "put it"."""
    verb_particles: frozenset[str] = frozenset()
    """What ends the clause of a verb of saying that is in two: "gab … bekannt"."""
    not_before_cues: frozenset[str] = frozenset()
    """Words that make a verb of saying behind them none: "to say"."""
    cue_phrases: tuple[tuple[str, ...], ...] = ()
    """What stands before a speaker without a verb: "according to"."""
    opening_phrases: tuple[tuple[str, ...], ...] = ()
    """What stands before a speaker only where a sentence begins: "Para Roe, es un error"."""
    opinion_phrases: tuple[tuple[str, ...], ...] = ()
    """What means the opinion of somebody named before: "en su opinión"."""
    document_cues: frozenset[str] = frozenset()
    """Verbs that tell what stands in a document: "heißt es in dem Bericht"."""
    institution_prepositions: frozenset[str] = frozenset()
    """What stands between a verb of several and an institution that speaks: "dicen desde"."""
    plural_verb_endings: frozenset[str] = frozenset()
    """How verbs of saying end that have no subject before such a preposition."""
    postpositions: frozenset[str] = frozenset()
    """What stands behind a source without a verb: "Roe zufolge"."""
    cue_nouns: frozenset[str] = frozenset()
    """Nouns for an act of saying: "answer"."""
    not_cues: frozenset[str] = frozenset()
    """Finite verbs that never introduce a quotation by themselves."""
    auxiliaries: frozenset[str] = frozenset()
    """Verbs that may stand between a speaker and the verb of saying: "has"."""
    habitual: frozenset[str] = frozenset()
    """What stands before a verb of saying where somebody says so often: "used to"."""
    modals: frozenset[str] = frozenset()
    """Verbs by which somebody tells what ought to be: "should have been called"."""
    passives: frozenset[str] = frozenset()
    """Verbs that turn a verb of saying around: "was told"."""
    between: frozenset[str] = frozenset()
    """Small words that may stand between a speaker and the verb."""
    adverb_endings: frozenset[str] = frozenset()
    """How adverbs end, where they can be told by that."""
    no_adverbs: frozenset[str] = frozenset()
    """Words that end like an adverb and are none."""
    past_endings: frozenset[str] = frozenset()
    """How verbs of the past end, where they can be told by that."""
    verb_endings: frozenset[str] = frozenset()
    """How finite verbs may end; without any, no word is taken for the noun before one."""
    plain_endings: frozenset[str] = frozenset()
    """How words end that begin a sentence with a capital and are no names: "Currently"."""
    determiners: frozenset[str] = frozenset()
    """What begins a noun phrase: "the"."""
    definite_articles: frozenset[str] = frozenset()
    """What begins a phrase that means somebody mentioned before: "the"."""
    genitives: frozenset[str] = frozenset()
    """Articles of a noun that belongs to the one before: "der" in "Sprecher der Polizei"."""
    prepositions: frozenset[str] = frozenset()
    """What keeps the noun behind it from being a subject: "of"."""
    conjunctions: frozenset[str] = frozenset()
    """What begins a clause: "when"."""
    function_words: frozenset[str] = frozenset()
    """Words that are no part of a name although a sentence may begin with them."""
    calendar: frozenset[str] = frozenset()
    """Days, months and feasts, which are capitalised and no names."""
    initials: frozenset[str] = frozenset()
    """Names in capitals that are small words in lower case: "WHO"."""
    abbreviations: frozenset[str] = frozenset()
    """Words whose full stop ends no sentence, in their own case."""
    elisions: frozenset[str] = frozenset()
    """Words that begin with an apostrophe: "'em"."""
    particles: frozenset[str] = frozenset()
    """Lower-case words inside names: "von"."""
    suffixes: frozenset[str] = frozenset()
    """What may follow a name and is not its last part, in its own case: "Jr."."""
    titles: frozenset[str] = frozenset()
    """Forms of address and offices in front of names: "Mr", "President"."""
    exclusive_offices: frozenset[str] = frozenset()
    """Offices that nobody has two of: a mayor is no prosecutor."""
    forms_of_address: frozenset[str] = frozenset()
    """Titles that are no office: "Mr", "Dr"."""
    male_titles: frozenset[str] = frozenset()
    """Titles of men."""
    female_titles: frozenset[str] = frozenset()
    """Titles of women."""
    bodies_for: frozenset[str] = frozenset()
    """The organisations whose name may go on with "for": "Department for Transport"."""
    organisation_words: frozenset[str] = frozenset()
    """Words that make a capitalised name an organisation, a place or a thing."""
    crowd_nouns: frozenset[str] = frozenset()
    """Plurals without an s, whose possessive begins a name: "Women's Union"."""
    definite_endings: frozenset[str] = frozenset()
    """What makes a noun definite where no article does: "ordføreren"."""
    male_verb_endings: frozenset[str] = frozenset()
    """How verbs end whose subject is a man: "powiedział"."""
    female_verb_endings: frozenset[str] = frozenset()
    """How verbs end whose subject is a woman: "powiedziała"."""
    male_name_endings: frozenset[str] = frozenset()
    """How last names of men end: "-ski"."""
    female_name_endings: frozenset[str] = frozenset()
    """How last names of women end: "-ska"."""
    case_endings: frozenset[str] = frozenset()
    """Endings of names in another case, with gender and part: "given:f:y:a", "last:f:iej:a"."""
    crowd_endings: frozenset[str] = frozenset()
    """How the names of peoples and parties end: "Nigerians"."""
    demonym_endings: frozenset[str] = frozenset()
    """How words end for somebody by origin or party: "the Londoner"."""
    speaking_nouns: frozenset[str] = frozenset()
    """Common nouns for speakers: "spokesman", "report"."""
    document_nouns: frozenset[str] = frozenset()
    """Those of them that are papers, pages and signs: "report"."""
    numbered_documents: frozenset[str] = frozenset()
    """Parts of laws and treaties, which have a number: "Article 5"."""
    body_nouns: frozenset[str] = frozenset()
    """Those that are institutions: "ministry"."""
    group_nouns: frozenset[str] = frozenset()
    """Those that are several people, where a plural s does not tell: "police"."""
    contraction_endings: frozenset[str] = frozenset()
    """What a small word is run together with, behind an apostrophe: "m" in "I'm"."""
    contractions: frozenset[str] = frozenset()
    """Verbs run together with another word: "don't"."""
    person_nouns: frozenset[str] = frozenset()
    """Common nouns for one person: "the lawmaker" is somebody named before."""
    occupations: frozenset[str] = frozenset()
    """Further nouns for what somebody does, which are told as a role only: "baker"."""
    male_nouns: frozenset[str] = frozenset()
    """Common nouns for men."""
    female_nouns: frozenset[str] = frozenset()
    """Common nouns for women."""
    like_cues: frozenset[str] = frozenset()
    """Phrases that begin as a verb of saying does, and say nothing: "thanks to"."""
    manner_phrases: frozenset[str] = frozenset()
    """What stands between a quotation and whose words it is: "is how"."""
    said_without_speaker: frozenset[str] = frozenset()
    """What stands before words that nobody in particular says: "to say"."""
    assuming: frozenset[str] = frozenset()
    """What stands before another name of the same person: "known as"."""
    naming: frozenset[str] = frozenset()
    """Participles behind a thing and before its name: "routes called"."""
    glossing: frozenset[str] = frozenset()
    """What stands before a word that is explained, typed or looked for: "whose name means"."""
    naming_verbs: frozenset[str] = frozenset()
    """Verbs by which somebody gives a thing its name: "calls the device"."""
    product_nouns: frozenset[str] = frozenset()
    """What the parts of a product are, right behind their names: "feature"."""
    naming_nouns: frozenset[str] = frozenset()
    """Nouns for a name, right before it: "the headline"."""
    makers: frozenset[str] = frozenset()
    """Who is said to be of a work: "author"."""
    moods: frozenset[str] = frozenset()
    """Verb forms that tell that others said it, in sentences without a verb of saying: "sei"."""
    oblique: frozenset[str] = frozenset()
    """Determiners of a noun phrase that is no subject: "dem"."""
    noun_endings: frozenset[str] = frozenset()
    """How nouns end that are no names, where nouns have capitals."""
    labels: frozenset[str] = frozenset()
    """What stands before a quote span that is a name or a term: "so-called"."""
    names_like_words: frozenset[str] = frozenset()
    """Given names that are small words too, in their own case: "Will"."""
    places: frozenset[str] = frozenset()
    """Countries and other places that may also be a name: "Israel"."""
    party_words: frozenset[str] = frozenset()
    """Titles that keep their capital in a role: "Republican of Ohio"."""
    origins: frozenset[str] = frozenset()
    """What people are by the place they are from: "Kenyan"."""
    male_names: frozenset[str] = frozenset()
    """Given names of men, in their own case."""
    female_names: frozenset[str] = frozenset()
    """Given names of women, in their own case."""
    writer_words: frozenset[str] = frozenset()
    """Words by which a writer speaks of themself and to the reader: "I", "your"."""
    pronouns: tuple[tuple[str, str], ...] = ()
    """Subject pronouns and whom they stand for: m, f, p (several people) or o (a body)."""
    object_pronouns: tuple[tuple[str, str], ...] = ()
    """Pronouns behind a preposition, as "him" in "according to him"."""
    patterns: tuple[str, ...] = ()
    """Regular expressions for scripts without capitals or spaces: the quotation is ``❝``."""
    capital_nouns: bool = False
    """Whether common nouns are capitalised, so that a capital does not make a name."""
    compounds: bool = False
    """Whether nouns are written together: "Hafenminister"."""
    inward: bool = False
    """Whether » opens and « closes."""
    dialogue_dash: bool = False
    """Whether a paragraph that begins with a dash is speech."""
    inverts: bool = False
    """Whether the subject may follow any verb: "Gestern sagte Roe:"."""
    pro_drop: bool = False
    """Whether a verb may have no subject: "…", zanjó."""
    apostrophe_suffixes: bool = False
    """Whether an apostrophe parts a name from its case: "Yılmaz'a"."""
    eliding: bool = False
    """Whether articles and prepositions lose their vowel before another: "d'Emmanuel"."""
    inner_attribution: bool = False
    """Whether the attribution may stand inside the marks."""
