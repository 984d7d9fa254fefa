"""Where the log-in library asks us: plain Danish, no sign-up, no access but what the house has given."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from sagsgang.people.models import User
from sagsgang.sealing.house import keyring
from sagsgang.web import clock
from sagsgang.web.request import user_of
from sagsgang.web.signing_in import confirming, refusing, saml, wording
from sagsgang.web.signing_in.houses import Told, bind, log

_SAID = {
    "account/messages/password_changed.txt": "Adgangskoden er skiftet. Du er logget ud alle andre steder.",
    "mfa/messages/totp_activated.txt": "Godkendelsesappen er sat til.",
    "mfa/messages/totp_deactivated.txt": "Godkendelsesappen er fjernet.",
    "mfa/messages/webauthn_added.txt": "Adgangsnøglen er oprettet.",
    "mfa/messages/webauthn_removed.txt": "Adgangsnøglen er fjernet.",
}


class Accounts(DefaultAccountAdapter):
    """Local accounts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": wording.MISMATCH,
        "too_many_login_attempts": wording.TOO_MANY,
        "rate_limited": wording.TOO_MANY,
        "incorrect_password": wording.WRONG_PASSWORD,
        "enter_current_password": "Det er ikke din nuværende adgangskode.",
        "incorrect_code": wording.WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: users are made by the house."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what is worth saying, in our words; of what the library would tell besides, nothing."""
        said = message or _SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return the user whose password it is; somebody who has left gets the answer of one who was never here."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Return the refusal of a log-in by passkey or from another house for a user who has left."""
        log.warning("afvist: bruger %s er ikke aktiv", user.pk)
        return refusing.refused(request, refusing.UNKNOWN)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Say whether the user must prove again who they are; a log-in of just now counts."""
        return not confirming.is_recent(context.request)


class SecondFactors(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes; their secrets are sealed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": wording.WRONG_CODE,
        "cannot_delete_authenticator": "Du skal have mindst én ekstra sikkerhed. Opret en anden først.",
        "cannot_generate_recovery_codes": "Opret først en godkendelsesapp eller en adgangsnøgle.",
    }

    def encrypt(self, text: str) -> str:
        """Return the secret, sealed with the keys of the house."""
        return keyring().seal(text, "konto.hemmelighed", "")

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return keyring().open(encrypted_text, "konto.hemmelighed", "")

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return str(user.get_username())

    def _get_site_name(self) -> str:
        return "Sagsgang"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Return a name that tells keys apart when the user gives none."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Adgangsnøgle {count + 1}"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say whether the user may be without it: where a second factor is demanded, one must be left."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        left = others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return left or not settings.SECOND_FACTOR_REQUIRED


class OtherHouses(DefaultSocialAccountAdapter):
    """Log-in from another house: known users only, bound to a subject that never changes."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the houses of the environment; a row in a table opens no door."""
        by_provider = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in by_provider.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Say no: a log-in makes no user."""
        return False

    def get_requests_session(self) -> Any:
        """Return what the other house is asked with: it answers at the address the environment names, or not at all."""
        asking = super().get_requests_session()
        asking.max_redirects = 0
        return asking

    def on_authentication_error(self, request: HttpRequest, provider: Any, **more: Any) -> None:
        """Answer in plain Danish; the log tells that it failed, never what was in the answer."""
        cancelled = more.get("error") == AuthError.CANCELLED
        log.warning("afvist: log-in fra %s %s", provider.sub_id, "afbrudt" if cancelled else "mislykkedes")
        raise ImmediateHttpResponse(refusing.refused(request, refusing.CANCELLED if cancelled else refusing.FAILED))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in only whom we know, who is still here and who comes with enough assurance."""
        told: Told = sociallogin.told
        process = sociallogin.state.get("process")
        if process not in (AuthProcess.LOGIN, AuthProcess.REDIRECT):
            raise ImmediateHttpResponse(refusing.refused(request, refusing.FAILED))
        if told.too_weak:
            log.warning("afvist: for lavt sikringsniveau fra %s", sociallogin.account.provider)
            raise ImmediateHttpResponse(refusing.refused(request, refusing.TOO_WEAK))
        if process == AuthProcess.REDIRECT:
            _confirm(request, sociallogin)
            return
        user = self._user(sociallogin)
        if user is None or not user.is_active:
            raise ImmediateHttpResponse(refusing.refused(request, refusing.UNKNOWN))
        if told.privileges is not None:
            saml.follow(user, told.privileges, clock.today(request))

    def _user(self, sociallogin: SocialLogin) -> User | None:
        """The user whom the subject is, bound now if the subject comes for the first time."""
        if sociallogin.account.pk:
            return User.objects.get(pk=sociallogin.account.user_id)
        user = bind(sociallogin.account, sociallogin.told.username)
        if user is not None:
            sociallogin.user = user
        return user


def _confirm(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Take another house's word for who sits here now: the same user, asked in the last minutes."""
    user = user_of(request)
    at = sociallogin.told.asked_at
    mine = user.is_authenticated and SocialAccount.objects.filter(
        user_id=user.pk, provider=sociallogin.account.provider, uid=sociallogin.account.uid
    )
    if not mine or at is None:
        raise ImmediateHttpResponse(refusing.refused(request, refusing.FAILED))
    confirming.note_other_house(request, at)
    if not confirming.is_recent(request):
        raise ImmediateHttpResponse(refusing.refused(request, refusing.NOT_ASKED))
