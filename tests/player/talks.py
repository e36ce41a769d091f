"""A small talk of three people, one of them without a label, that several tests bring and mend."""

BEGINNING = """שיחות קצרות
שיחה 7
הגשם הראשון
שיחה עם ד"ר אבי שלו 3.11.23
רון: שלום לכולם. היום נדבר על הגשם הראשון.
הוא מגיע תמיד בהפתעה.
ואז הכול נעצר.
"""
"""Three paragraphs, of which nothing tells whose the last two are."""
TALK = f"""{BEGINNING}יעל: ומה היה בסוף? אתה זוכר?
כן, אני זוכר היטב. הייתי אז ילד.
רון: תודה רבה.
"""
SLUG = "שיחות-קצרות-7"
