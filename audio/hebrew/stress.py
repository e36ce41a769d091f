"""Which syllable of a pointed word is stressed: the last, unless the word's shape says otherwise."""

import re

from audio.hebrew.pointed import Letter
from audio.hebrew.shape import ANY, FULL, shape

_LAST = "(?:[א-דו-ת]|ה•)"
# What comes before the ending of the past: a closed syllable, a yod that lengthens, a quiet alef.
_PAST = f"(?:[aAoO]{ANY}:|[iE]י|[AaEi]א)"
_AND_THAT = "^(?:ו•?[:aAeiE]|U)?(?:(?:מ•?i|ל•?[:i])?(?:כ•?:)?ש•?e)?"
_PREFIXES = re.compile(f"{_AND_THAT}(?:[הבכל]•?[aAe]|[בכל]•?[:i]|מ•?[iE])?")
# A syllable that a verb may have before its stressed one, and the consonant before the stressed vowel.
_CLOSED = f"(?:{ANY}•?[:-])?{ANY}•?"

# Shapes whose stress is on the last syllable, although a pattern below would have it otherwise.
_ULTIMATE = tuple(
    re.compile(pattern)
    for pattern in (
        f"{_AND_THAT}(?:ה|נ|[ית]•?)i(?:ת:{ANY}•?|ש:ת•?)aנ•U$",  # hitpanu, hiʃtanu
        f"{_AND_THAT}[יתנ]•?:{ANY}aנ•U$",  # jeʃanu
        f"{_AND_THAT}י•?a{ANY}:נU$",  # jafnu
        f"{_AND_THAT}[^לבא]•?Aנ•?U$",  # kanu, banu of building is a matter of the text
    )
)
# Shapes (see `shape`) whose stress is on the last syllable but one, each with a word that has it.
_PENULTIMATE = tuple(
    re.compile(pattern)
    for pattern in (
        f"(?:[eE]י?|[oOA])(?![הכ]e[םן]$){ANY}•?e{_LAST}•?:?$",  # melex, sefer, kodesh, metsajeret
        f"[aA]ו•?eו?{_LAST}:?$",  # mavet, tavex
        f"[eoO]{ANY}•?(?:a[חע]|aה•|ה•a)$",  # petax, reva, orax
        f"(?<!א)a[עחה]a{_LAST}•?$",  # naar, paam, ladaat
        f"[oO][אהחע]a{_LAST}$",  # zohar, toar
        f"[aA]יiי?{ANY}:?$",  # bayit, yadayim
        "[eEi]י[ךה]A$",  # dvarexa, eleha, axiha
        "eך•?A$",  # the pausal -exa: jevarexexa
        "eנ•(?:U|Aה|iי)$",  # mimenu, mimena, eneni
        f"(?:a{ANY}:|[AaE]א|[iE]י|[eE]י?|[AO])נU$",  # halaxnu (but jivnu), kamonu, elenu, ratsinu, lanu
        "aנ•U$",  # natanu
        f"{_PAST}ת•?iי$",  # halaxti, raiti
        f"(?:{_PAST}|a)ת•?A$",  # halaxta, natata
        "aת•iי$",  # natati
        f"{_PAST}ת•?e[םן]$",  # halaxtem, as people say it
        f"{_AND_THAT}ה[ieEO]י?{_CLOSED}iי?(?!י){ANY}•?(?:Aה|U)$",  # hitxila, hegiu, hotsiu
        f"{_AND_THAT}ה(?:[aA]{_CLOSED}iי?{ANY}•?U|a{ANY}[:-]{ANY}•?iי{ANY}iי)$",  # hagidu, hakʃivi
        f"{_AND_THAT}[ית]•?[aAoOE]י?{_CLOSED}iי?{ANY}•?(?:U|iי)$",  # yatxilu, yaviu, tagidi
        f"{_AND_THAT}[ית]•?A{ANY}•?[UOo]{ANY}•?(?:U|iי)$",  # yakumu, yavou, tavoi
        f"{_AND_THAT}[^היתנ]•?[UO]{ANY}U$",  # kumu, bou
        f"(?:יA|[{FULL}].*[AE])הU$",  # netanjahu, asahu
        # From here on, borrowed words.
        f"(?<!i{ANY})(?<!i{ANY}•):י(?:Aה|aי?ת)$",  # historja, historjat; but kirja, tsipja
        f"[{FULL}].*[{FULL}]{ANY}•?:יOת$",  # fantazjot
        f"(?<!ש)e{ANY}•?Aה$",  # kaseta: an open syllable with segol
        f"[{FULL}].*(?<!ש)e{ANY}•?iים$",  # bagetim
        "[aeEi]י?(?:ק:)?(?:[נקסרל]:ט|נ:[קד]|[לת]:מ)iים$",  # studentim, bankim, filmim
        f"[{FULL}].*[aAeEoO]פOנiים$",  # telefonim
        f"[{FULL}].*OזAה$",  # diagnoza
        "(?:[aA]|[לקס]:)ט•?UרAה$",  # temperatura, kultura
        "(?:א|י•)Aא?דAה$",  # olimpiada
    )
)
# Borrowed words that keep their stress in every form: "s" is the stressed vowel.
_ADJECTIVE = "iי(?:ת|•?iי?ם|•?Oת)?$"
_NOUN = "(?:iי?ם|iי•?iי?ם|iי|iית|iי•?Oת)?$"
_KEPT = tuple(
    re.compile(pattern)
    for pattern in (
        f"ל(?P<s>O)ג{_NOUN}",  # psixologit
        f"לOס(?P<s>O)פ{_NOUN}",  # filosofi
        f"ג•?:ר(?P<s>[aA])א?פ•?{_ADJECTIVE}",  # geografi
        f"[{FULL}].*(?:מ|ק:ר)(?P<s>[aA])א?ט{_ADJECTIVE}",  # dramati, demokrati
        f"(?P<s>[iaA])י?ס:ט{_ADJECTIVE}",  # realisti, fantasti
        f"[{FULL}].*(?<!א)(?P<s>[eEiO])י?ט{_ADJECTIVE}",  # teoreti, politi, patrioti
        f"(?P<s>[aAeEi])(?:נ:ט|ק:ט){_ADJECTIVE}",  # romanti, abstrakti
        f"נ:ט(?P<s>[aA])ר{_ADJECTIVE}",  # dokumentari
        "iי?ק(?P<s>A)אiי?[תם]?$",  # amerikai, politikaim
        f"[טס](?P<s>i)י?ב{_ADJECTIVE}",  # aktivi
        f"(?:[iE]י?•?{ANY}?|[eE]ר|OנO?|ר:מ|[נג]:[טר]|:י|Oב•|Uא?)•?(?P<s>[aA])א?ל{_ADJECTIVE}",  # radikali
        f"[{FULL}].*(?<!ה)(?P<s>[aA])ט•?Oר{_NOUN}",  # generator; but ʃe-ha-tor
        f"(?P<s>[aAeEoO])[קנפ]•?:ט•?Oר{_NOUN}",  # rektor
        f"(?P<s>[{FULL}])י?(?:{ANY}•?:)+(?:{ANY}•?eר|מeן)(?:iי?ם)?$",  # semester, partner, barmen
    )
)
_POLITIKA = re.compile("iי?קAה$")
_SYLLABLES_OF_LOAN = 4


def stressed_syllable(letters: tuple[Letter, ...], full_vowels: int) -> int:
    """Which of so many full vowels bears the stress, counted from the end: 1 is the last."""
    seen = shape(letters)
    return min(_counted_from_end(seen), full_vowels)


def _counted_from_end(seen: str) -> int:
    if any(pattern.search(seen) for pattern in _ULTIMATE):
        return 1
    for pattern in _KEPT:
        if found := pattern.search(seen):
            return 1 + _full_vowels(seen[found.end("s") :])
    if _POLITIKA.search(seen) and _full_vowels(_PREFIXES.sub("", seen)) >= _SYLLABLES_OF_LOAN:
        return 3
    return 2 if any(pattern.search(seen) for pattern in _PENULTIMATE) else 1


def _full_vowels(seen: str) -> int:
    return sum(seen.count(sign) for sign in FULL)
