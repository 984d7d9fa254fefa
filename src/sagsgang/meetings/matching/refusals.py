"""What Matchningsudvalget's register and workplace refuse."""

from sagsgang.casework.refusals import CaseworkRefusal


class UnknownOffer(CaseworkRefusal):
    """No such offer."""

    code = "matching.ukendt_tilbud"
    status = 404
    sentence = "Tilbuddet findes ikke i registret."


class NotYourRegister(CaseworkRefusal):
    """Somebody else keeps it."""

    code = "matching.ikke_dit_register"
    status = 403
    sentence = "Registret føres af Matchningsudvalget. Tilbuddet selv melder sine ledige pladser."


class ChangedMeanwhile(CaseworkRefusal):
    """Somebody else has saved since the form was opened."""

    code = "matching.aendret_imens"
    status = 409
    sentence = (
        "En anden har gemt, siden du åbnede formularen. Det, du har skrevet, står her; se det andet igennem først."
    )


class UnknownRequest(CaseworkRefusal):
    """The case has no such day treatment."""

    code = "matching.ukendt_dagbehandling"
    status = 404
    sentence = "Sagen har ingen dagbehandling dér."
