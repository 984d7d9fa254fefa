"""The numbers of `parametre.toml`, by key (X6)."""

from sagsgang.procedure.language import load_parameters

PARAMETRE = load_parameters("sagsgang.procedure.faelles_sagsforloeb", "parametre.toml")
