"""Addresses of signing in, and of accounts."""

from django.urls import path

from .views.account import AccountPage, ChangePasswordPage, SignIn, SignOut
from .views.accounts import AccountDetailPage, AccountsPage, InvitePage
from .views.outside import AcceptPage, ForgottenPage, ForgottenSentPage, NewPasswordPage

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="curate_sign_in"),
    path("sign-out/", SignOut.as_view(), name="curate_sign_out"),
    path("sign-in/forgotten/", ForgottenPage.as_view(), name="curate_forgotten"),
    path("sign-in/forgotten/sent/", ForgottenSentPage.as_view(), name="curate_forgotten_sent"),
    path(
        "sign-in/password/<str:uidb64>/<str:token>/",
        NewPasswordPage.as_view(),
        name="curate_new_password",
    ),
    path("sign-in/invitation/<str:token>/", AcceptPage.as_view(), name="curate_accept"),
    path("account/", AccountPage.as_view(), name="curate_account"),
    path("account/password/", ChangePasswordPage.as_view(), name="curate_change_password"),
    path("accounts/", AccountsPage.as_view(), name="curate_accounts"),
    path("accounts/invite/", InvitePage.as_view(), name="curate_invite"),
    path("accounts/<num:pk>/", AccountDetailPage.as_view(), name="curate_account_of"),
]
