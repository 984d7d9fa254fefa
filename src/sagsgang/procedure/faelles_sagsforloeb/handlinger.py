"""The acts that the rules R1–R11 bind: a step names what it does, and the rules follow."""

from sagsgang.procedure.language import Act

UDVEKSLING = Act("udveksling", "at udveksle oplysninger mellem forvaltningerne")
SOCIAL_AFGOERELSE = Act("social_afgoerelse", "at træffe afgørelse om en social foranstaltning")
SOCIAL_AFGOERELSE_I_TILBUD = Act(
    "social_afgoerelse_i_tilbud", "at træffe afgørelse om den sociale halvdel af flex eller dagbehandling"
)
SPECIALPAEDAGOGISK_AFGOERELSE = Act("specialpaedagogisk_afgoerelse", "at træffe afgørelse om specialpædagogisk bistand")
BEKU_BEHANDLING = Act("beku_behandling", "at drøfte eller bevilge i BEKU")
BEKU_BEVILLING = Act("beku_bevilling", "at bevilge flex eller dagbehandling")
FLEX_START = Act("flex_start", "at starte Skoleflex eller Tilbageslusningsflex")
TILBUD_START_HANDLING = Act("tilbud_start", "at starte et tilbud, der kræver BEKU")
FORLAENGELSE = Act("forlaengelse", "at forlænge flex")
BREV = Act("brev", "at sende et optage-, afslags- eller ophørsbrev")
STILLINGTAGEN = Act("stillingtagen", "at tage stilling til behandlings- eller undervisningsbehov i et fælles tilbud")
