"""The library's forms for passkeys, made to refuse what is no answer of a device instead of failing on it."""

from __future__ import annotations

import struct

from allauth.mfa.webauthn import forms as keys
from django.forms.utils import ErrorDict

from sagsgang.web.signing_in.wording import WRONG_KEY

_SHAPELESS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error)
"""What reading a device's answer raises when somebody else has written it."""


class _Answer:
    """A form whose `credential` was written by a device, or by anybody."""

    def full_clean(self) -> None:
        """Clean; an answer that cannot be read is one that is wrong."""
        try:
            super().full_clean()  # type: ignore[misc]  # a form comes after it
        except _SHAPELESS:
            self.cleaned_data: dict[str, object] = {}
            self._errors = ErrorDict()
            self.add_error("credential", WRONG_KEY)  # type: ignore[attr-defined]


class AddKey(_Answer, keys.AddWebAuthnForm):
    """A new passkey."""


class LogInByKey(_Answer, keys.LoginWebAuthnForm):
    """Log-in by passkey alone."""


class SecondStepByKey(_Answer, keys.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class ConfirmByKey(_Answer, keys.ReauthenticateWebAuthnForm):
    """A passkey, asked for again."""
