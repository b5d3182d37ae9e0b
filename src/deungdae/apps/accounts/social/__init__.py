"""Signing in with an account that a person has elsewhere: Naver, Kakao, a house of OpenID Connect."""
