"""Everything that people and their registers can refuse: a code, a Danish sentence and the field it concerns."""

from typing import ClassVar


class Refusal(Exception):
    """An answer of no: `code` is stable, `sentence` is for the user, `field` is where it is wrong or ""."""

    code: ClassVar[str] = "afvist"
    sentence: str = "Det kan ikke lade sig gøre."
    field: str = ""

    def __init__(self, sentence: str = "", *, field: str = "") -> None:
        self.sentence = sentence or type(self).sentence
        self.field = field or type(self).field
        super().__init__(self.sentence)


class PeopleRefusal(Refusal):
    """Refused by the register of people and units."""

    code = "people.afvist"


class FieldInvalid(PeopleRefusal):
    """One field does not hold what it must; the sentence comes from the field itself."""

    code = "people.felt_ugyldigt"


class EndsBeforeItBegins(PeopleRefusal):
    """The period ends before it begins, or has no day in it."""

    code = "people.slutter_foer_start"
    sentence = "Slutdatoen skal ligge efter startdatoen."
    field = "until"


class AlreadyEnded(PeopleRefusal):
    """What is to end has ended already."""

    code = "people.allerede_afsluttet"
    sentence = "Det er allerede afsluttet på den dag."
    field = "on"


# --- CPR numbers ------------------------------------------------------------------------------------------------------
class CprRefusal(PeopleRefusal):
    """A CPR number cannot be taken; no sentence of these ever repeats the number."""

    code = "people.cpr"
    field = "cpr"


class CprMissing(CprRefusal):
    """Nothing was written."""

    code = "people.cpr_mangler"
    sentence = "Skriv et CPR-nummer."


class CprMalformed(CprRefusal):
    """Not ten digits."""

    code = "people.cpr_form"
    sentence = "Et CPR-nummer er 10 cifre, skrevet DDMMÅÅ-LLLL eller i ét."


class CprDateImpossible(CprRefusal):
    """The first six digits are no day."""

    code = "people.cpr_dato"
    sentence = "De første seks cifre er ikke en dato, der findes."


class CprIsReplacement(CprRefusal):
    """A replacement number (60 added to the day) where none is accepted."""

    code = "people.cpr_erstatning"
    sentence = (
        "Det er et erstatningsnummer. Skriv det rigtige CPR-nummer, eller sig til, at et erstatningsnummer bruges."
    )


class CprInFuture(CprRefusal):
    """The birth date lies ahead."""

    code = "people.cpr_fremtid"
    sentence = "Fødselsdatoen i CPR-nummeret ligger ude i fremtiden."


class CprBirthDateDiffers(CprRefusal):
    """The number says another birth date than the one given."""

    code = "people.cpr_foedselsdato"
    sentence = "Fødselsdatoen passer ikke med CPR-nummeret."
    field = "birth_date"


class CprAlreadyKnown(CprRefusal):
    """Somebody of another name has the number; the sentence tells neither whose it is nor that it is known."""

    code = "people.cpr_kendt"
    sentence = "Navn og CPR-nummer passer ikke sammen. Kontrollér begge."


# --- users, roles, substitutes ----------------------------------------------------------------------------------------
class UserInactive(PeopleRefusal):
    """The user has left."""

    code = "people.bruger_inaktiv"
    sentence = "Brugeren er ikke længere aktiv."
    field = "user"


class UnitClosed(PeopleRefusal):
    """The unit does not exist on that day."""

    code = "people.enhed_lukket"
    sentence = "Enheden findes ikke på den dag."
    field = "unit"


class RoleAlreadyHeld(PeopleRefusal):
    """The user holds the role in the unit for some of the period."""

    code = "people.rolle_haves"
    sentence = "Brugeren har allerede rollen i enheden i en del af perioden."
    field = "since"


class NothingToMove(PeopleRefusal):
    """The user holds no role in the unit that is to be left."""

    code = "people.intet_at_flytte"
    sentence = "Brugeren har ingen rolle i den enhed, der flyttes fra."
    field = "from_unit"


class SameUnit(PeopleRefusal):
    """The move ends where it begins."""

    code = "people.samme_enhed"
    sentence = "Vælg en anden enhed end den, brugeren er i."
    field = "to_unit"


class OwnSubstitute(PeopleRefusal):
    """Nobody stands in for themselves."""

    code = "people.egen_stedfortraeder"
    sentence = "Man kan ikke være sin egen stedfortræder."
    field = "substitute"


class SubstituteAlreadyAppointed(PeopleRefusal):
    """Somebody stands in for the absent user in some of the period."""

    code = "people.stedfortraeder_haves"
    sentence = "Der er allerede en stedfortræder i en del af perioden."
    field = "since"


class SubstitutesInRing(PeopleRefusal):
    """The stand-ins would end at the absent user."""

    code = "people.stedfortraeder_ring"
    sentence = "Stedfortræderen er selv fraværende i perioden, og opgaverne ville vende tilbage til den fraværende."
    field = "substitute"


# --- the family -------------------------------------------------------------------------------------------------------
class OwnRelative(PeopleRefusal):
    """Nobody is related to themselves."""

    code = "people.egen_relation"
    sentence = "Barnet kan ikke have en relation til sig selv."
    field = "adult"


class RelationAlreadyHeld(PeopleRefusal):
    """The adult has this place, or another one of a parent, in some of the period."""

    code = "people.relation_haves"
    sentence = "Den voksne har allerede en sådan relation til barnet i en del af perioden. Afslut den gamle først."
    field = "since"


class CustodyTaken(PeopleRefusal):
    """Custody is with others in some of the period."""

    code = "people.foraeldremyndighed_optaget"
    sentence = (
        "Andre har forældremyndigheden i en del af perioden: enten én alene eller højst to sammen. "
        "Afslut den gamle relation først."
    )
    field = "kind"
