"""Money, percents and degrees in words: what a number's sign says of it."""

from dataclasses import dataclass

from audio.hebrew.cardinals import Grammar, after_prefix, amount, whole


@dataclass(frozen=True)
class Unit:
    """What a sign such as ₪ or % counts."""

    one: str
    many: str
    """After two to ten, and after a decimal below eleven."""
    large: str
    gender: Grammar
    cent: str = ""
    """The hundredth part, which two decimals tell; "" where there is none."""
    cents: str = ""
    gender_of_cents: Grammar = "m"


SIGNS = {
    "%": Unit("אָחוּז", "אֲחוּזִים", "אָחוּז", "m"),
    "₪": Unit("שֶׁקֶל", "שְׁקָלִים", "שְׁקָלִים", "m", "אֲגוֹרָה", "אֲגוֹרוֹת", "f"),
    'ש"ח': Unit("שֶׁקֶל", "שְׁקָלִים", "שְׁקָלִים", "m", "אֲגוֹרָה", "אֲגוֹרוֹת", "f"),
    "$": Unit("דּוֹלָר", "דּוֹלָר", "דּוֹלָר", "m", "סֶנְט", "סֶנְט"),
    "€": Unit("אֵירוֹ", "אֵירוֹ", "אֵירוֹ", "m", "סֶנְט", "סֶנְט"),
    "£": Unit("פָּאוּנְד", "פָּאוּנְד", "פָּאוּנְד", "m", "פֶּנִי", "פֶּנִי"),
    "°": Unit("מַעֲלָה", "מַעֲלוֹת", "מַעֲלוֹת", "f"),
}
HALF, AND_A_HALF, AND_A_QUARTER = "חֲצִי", "וָחֵ֫צִי", "וָרֶבַע"
_MANY = 11
_CENTS = 2


def with_unit(number: str, unit: Unit) -> str:
    """A number as it is written with what it counts: "שקל אחד", "שלושה שקלים וחמישים אגורות"."""
    before, _, decimals = number.replace(",", "").partition(".")
    if decimals == "5":
        return _and_a_half(before, unit)
    if unit.cents and len(decimals) == _CENTS:
        return _with_cents(int(before), int(decimals), unit)
    if not decimals and before == "1":
        return f"{unit.one} {whole(1, unit.gender)}"
    words = amount(number, "f") if decimals else amount(number, unit.gender, construct=before == "2")
    return f"{words} {noun_after(number, unit)}"


def noun_after(number: str, unit: Unit) -> str:
    """What the unit is called after a number as it is written."""
    before, _, decimals = number.replace(",", "").partition(".")
    few = len(before) <= _CENTS and int(before) < _MANY
    return unit.many if few and (int(before) > 1 or (decimals and int(before))) else unit.large


def _and_a_half(before: str, unit: Unit) -> str:
    if before.strip("0") == "":
        return f"{HALF} {unit.one}"
    if before == "1":
        return f"{unit.one} {AND_A_HALF}"
    return f"{amount(before, unit.gender)} {AND_A_HALF} {noun_after(before, unit)}"


def _with_cents(number: int, cents: int, unit: Unit) -> str:
    small = ""
    if cents:
        gender = unit.gender_of_cents
        small = (
            f"{unit.cent} {whole(1, gender)}"
            if cents == 1
            else f"{whole(cents, gender, construct=cents == 2)} {unit.cents}"
        )
    if small and not number:
        return small
    large = with_unit(str(number), unit)
    return f"{large} {after_prefix('ו', small)}" if small else large
