"""Sentences of log-in that are said in more than one place."""

TOO_MANY = "Der er prøvet for mange gange. Vent et kvarter, og prøv igen."
MISMATCH = "Brugernavn og adgangskode passer ikke sammen. Prøv igen."
WRONG_PASSWORD = "Adgangskoden passer ikke. Prøv igen."  # noqa: S105 - a sentence
WRONG_CODE = "Koden passer ikke. Prøv med den, der står der nu."
WRONG_KEY = "Adgangsnøglen kunne ikke bruges. Prøv igen."
