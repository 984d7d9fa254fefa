"""What a password may not rest on: the words that everybody who knows the house would try first."""

from django.core.exceptions import ValidationError

LEAST = 8
WORDS = (
    "sagsgang", "fjordkoebing", "kommune", "koebenhavn", "kobenhavn", "borgercenter", "forvaltning", "sagsbehandler",
    "skoleleder", "aftaleforum", "matchningsudvalg", "skoleflex", "dagbehandling", "adgangskode", "password",
)  # fmt: skip
"""The house, the municipality, its bodies, roles and offers; written without Danish letters (docs/drift/log-ind.md)."""

_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
SENTENCE = f"Adgangskoden bygger på et ord, som alle her kender. Der skal være mindst {LEAST} tegn ud over det."


class HouseWords:
    """Refuse a password of which too little is left when the words of the house are taken out."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for such a password."""
        left = password.casefold().translate(_PLAIN)
        for word in WORDS:
            left = left.replace(word, "")
        if len(left) < LEAST:
            raise ValidationError(SENTENCE, code="password_of_house_words")

    def get_help_text(self) -> str:
        """Return the rule in a sentence."""
        return SENTENCE
