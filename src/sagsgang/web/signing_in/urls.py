"""The addresses of log-in and account. The library asks for its own names; it gets no address but these."""

from django.urls import path

from sagsgang.web.signing_in import doors, session_time, telling  # noqa: F401 - telling listens from here on
from sagsgang.web.views import account, login

urlpatterns = [
    path("log-ind/", login.log_ind, name="account_login"),
    path("log-ind/anden-faktor/", login.anden_faktor, name="mfa_authenticate"),
    path("log-ind/noegle/", login.log_ind_med_noegle, name="mfa_login_webauthn"),
    path("log-ind/oidc/<slug:provider_id>/", doors.oidc_login, name="openid_connect_login"),
    path("log-ind/oidc/<slug:provider_id>/retur/", doors.oidc_callback, name="openid_connect_callback"),
    path("log-ind/saml/<slug:organization_slug>/", doors.saml_login, name="saml_login"),
    path("log-ind/saml/<slug:organization_slug>/modtag/", doors.saml_acs, name="saml_acs"),
    path("log-ind/saml/<slug:organization_slug>/modtag/videre/", doors.saml_finish_acs, name="saml_finish_acs"),
    path("log-ind/saml/<slug:organization_slug>/log-ud/", doors.saml_sls, name="saml_sls"),
    path("log-ind/saml/<slug:organization_slug>/metadata/", doors.saml_metadata, name="saml_metadata"),
    path("konto/", account.konto, name="mfa_index"),
    path("konto/adgangskode/", account.adgangskode, name="account_change_password"),
    path("konto/app/", account.app, name="mfa_activate_totp"),
    path("konto/app/fjern/", account.fjern_app, name="mfa_deactivate_totp"),
    path("konto/noegle/", account.ny_noegle, name="mfa_add_webauthn"),
    path("konto/noegle/<int:pk>/navn/", account.omdoeb_noegle, name="mfa_edit_webauthn"),
    path("konto/noegle/<int:pk>/fjern/", account.fjern_noegle, name="mfa_remove_webauthn"),
    path("konto/noedkoder/", account.noedkoder, name="mfa_view_recovery_codes"),
    path("konto/noedkoder/nye/", account.nye_noedkoder, name="mfa_generate_recovery_codes"),
    path("konto/bekraeftet/", account.bekraeftet, name="bekraeftet"),
    path("konto/tid/", session_time.tid_tilbage, name="tid_tilbage"),
    path("konto/forlaeng/", session_time.forlaeng, name="forlaeng"),
]
