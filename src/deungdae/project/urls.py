"""Wiring of addresses: one prefix per app."""

from django.urls import include, path, register_converter

from deungdae.apps.core.ids import PublicIdConverter

register_converter(PublicIdConverter, "public_id")

urlpatterns = [
    path("", include("deungdae.apps.portal.urls")),
    path("", include("deungdae.apps.core.urls")),
    path("audit/", include("deungdae.apps.core.audit.urls")),
    path("exports/", include("deungdae.apps.core.exports.urls")),
    path("accounts/", include("deungdae.apps.accounts.urls")),
    path("accounts/", include("deungdae.apps.accounts.sign_in_urls")),
    path("people/", include("deungdae.apps.accounts.people_urls")),
    path("organisations/", include("deungdae.apps.organisations.urls")),
    path("claims/", include("deungdae.apps.organisations.claim_urls")),
    path("invitations/", include("deungdae.apps.organisations.invitation_urls")),
    path("companies/", include("deungdae.apps.organisations.profile_urls")),
    path("solutions/", include("deungdae.apps.organisations.solution_urls")),
    path("search/", include("deungdae.apps.organisations.search_urls")),
    path("consents/", include("deungdae.apps.organisations.consent_urls")),
    path("privacy/", include("deungdae.apps.privacy.urls")),
    path("cases/", include("deungdae.apps.evidence.urls")),
    path("calendar/", include("deungdae.apps.calendar.urls")),
    path("", include("deungdae.apps.notices.short_urls")),
    path("notices/", include("deungdae.apps.notices.urls")),
    path("academy/", include("deungdae.apps.academy.urls")),
    path("forum/", include("deungdae.apps.forum.urls")),
    path("caravan/", include("deungdae.apps.caravan.urls")),
    path("diagnosis/", include("deungdae.apps.diagnosis.urls")),
    path("roadmap/", include("deungdae.apps.roadmap.urls")),
    path("gap/", include("deungdae.apps.gap.urls")),
    path("reports/", include("deungdae.apps.reports.urls")),
    path("programme/", include("deungdae.apps.programme.urls")),
    path("policy/", include("deungdae.apps.policy.urls")),
    path("connections/", include("deungdae.apps.connections.urls")),
    path("api/", include("deungdae.project.api_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "deungdae.apps.core.errors.bad_request"
handler403 = "deungdae.apps.core.errors.permission_denied"
handler404 = "deungdae.apps.core.errors.page_not_found"
handler429 = "deungdae.apps.core.errors.too_many_requests"
"""Django does not know this one; allauth asks for it."""
handler500 = "deungdae.apps.core.errors.server_error"
