"""The addresses of the joint plan: the case's number, a section's key or a part's number, never anything written."""

from django.urls import path

from sagsgang.web.views import plan, plan_steps, plan_writing

_PLAN = "sag/<str:number>/handleplan/"

urlpatterns = [
    path(_PLAN, plan.handleplan, name="handleplan"),
    path(f"{_PLAN}planen.pdf", plan.handleplan_pdf, name="handleplan_pdf"),
    path(f"{_PLAN}indstillet/<str:occurrence>/", plan.indstillet, name="handleplan_indstillet"),
    path(f"{_PLAN}indstillet/<str:occurrence>/planen.pdf", plan.indstillet_pdf, name="handleplan_indstillet_pdf"),
    path(f"{_PLAN}historik/<slug:kind>/<slug:part>/", plan.historik, name="handleplan_historik"),
    path(f"{_PLAN}familien/", plan.familien, name="handleplan_familien"),
    path(f"{_PLAN}familien/planen.pdf", plan.familien_pdf, name="handleplan_familien_pdf"),
    path(f"{_PLAN}familien/send/", plan_writing.send_til_familien, name="handleplan_send"),
    path(f"{_PLAN}afsnit/<slug:section>/", plan_writing.afsnit, name="handleplan_afsnit"),
    path(f"{_PLAN}maal/<int:goal>/", plan_writing.maal, name="handleplan_maal"),
    path(f"{_PLAN}maal/<int:goal>/aktivitet/<int:activity>/", plan_writing.aktivitet, name="handleplan_aktivitet"),
    path(f"{_PLAN}flyt/<slug:kind>/<int:part>/", plan_writing.flyt, name="handleplan_flyt"),
    path(f"{_PLAN}fjern/<slug:kind>/<int:part>/", plan_writing.fjern, name="handleplan_fjern"),
    path(f"{_PLAN}opfoelgning/<str:occurrence>/", plan_steps.opfoelgning, name="handleplan_opfoelgning"),
    path(f"{_PLAN}trin/<str:step>/<str:occurrence>/", plan_steps.trin, name="handleplan_trin"),
]
