from audio.hebrew.letters import has_hebrew, medial, plain_signs, without_points, without_unseen


def test_points_and_accents_come_off_and_maqaf_stays() -> None:
    assert without_points("בְּרֵאשִׁ֖ית־בָּרָ֣א") == "בראשית־ברא"


def test_bidi_controls_and_zero_width_characters_are_unseen() -> None:
    assert without_unseen("\u200fאורן\u200e:\u202b שלום\u202c\ufeff") == "אורן: שלום"


def test_final_forms_become_ordinary() -> None:
    assert medial("ךםןףץ") == "כמנפצ"


def test_hebrew_signs_of_print_become_plain() -> None:
    assert plain_signs("ד״ר ג׳ירפה בית־ספר “כן” — לא") == 'ד"ר ג\'ירפה בית-ספר "כן" – לא'


def test_hebrew_is_told_from_what_is_not() -> None:
    assert has_hebrew("abc א")
    assert not has_hebrew("abc 123 ּ")
