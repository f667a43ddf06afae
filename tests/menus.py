"""What /peer offers, in English and in its order: the same in every place that shows it."""

TO_A_PERSON = [
    "Talk to a trained colleague",
    "A colleague now, whoever is free",
    "I’m worried about someone",
    "Crisis lines to call now",
]
WISHES = ["My contact peers", "Whom I’d like", "Whom I’d rather not"]
MENU = [
    *TO_A_PERSON,
    "Who they are",
    *WISHES,
    "My check-ins",
    "My request",
    "My data",
    "How confidential is this?",
]
