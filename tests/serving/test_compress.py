"""What is sent compressed, and what is not."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from tests import factories as make
from wellbeing_portal.core.serving.compress import CompressMiddleware

LIST = "/case-studies/"
ZIPPED = {"Accept-Encoding": "gzip, deflate, br"}


def test_page_is_sent_compressed_to_who_reads_it(universe, client):
    plain = client.get(LIST)
    small = client.get(LIST, headers=ZIPPED)

    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) * 3 < len(plain.content)
    assert int(small["Content-Length"]) == len(small.content)
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0, br", "x-gzipped"])
def test_page_is_sent_plain_to_who_does_not(universe, client, accepted):
    answer = client.get(LIST, headers={"Accept-Encoding": accepted})

    assert not answer.has_header("Content-Encoding")
    assert answer.content.startswith(b"<!doctype html>")


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "gzip;q=0.5", "deflate, gzip;q=1.0, *"])
def test_ways_to_say_that_one_reads_it(universe, client, accepted):
    answer = client.get(LIST, headers={"Accept-Encoding": accepted})

    assert answer["Content-Encoding"] == "gzip"


def test_curators_pages_are_not_compressed(universe, client):
    client.force_login(make.UserFactory(is_staff=True, is_superuser=True))

    for address in ("/admin/", "/admin/casestudies/casestudy/"):
        answer = client.get(address, headers=ZIPPED)
        assert not answer.has_header("Content-Encoding"), address


def test_size_of_a_visitors_own_page_tells_nothing(universe, client):
    client.post("/shortlist/change/", {"action": "add", "item": f"c{universe.rich.pk}"})

    sizes = {len(client.get("/shortlist/", headers=ZIPPED).content) for _ in range(12)}

    assert len(sizes) > 1


def test_files_are_streamed_as_they_are(universe, client):
    answer = client.get(f"{LIST}?export=csv", headers=ZIPPED)

    assert answer.streaming
    assert not answer.has_header("Content-Encoding")


def answer_to(response: Any) -> Any:
    request = RequestFactory().get("/", headers=ZIPPED)
    return CompressMiddleware(lambda _: response)(request)


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(b"x" * 5000, content_type="image/png"),
        HttpResponse(b"short"),
        HttpResponse(b"\x1f\x8b" * 5000, headers={"Content-Encoding": "gzip"}),
        StreamingHttpResponse(iter([b"x" * 5000])),
    ],
    ids=["picture", "short", "compressed already", "stream"],
)
def test_what_would_gain_nothing_is_left_alone(response):
    before = response.get("Content-Encoding")

    assert answer_to(response).get("Content-Encoding") == before


def test_compression_can_be_switched_off(universe, client, settings):
    small = client.get(LIST, headers=ZIPPED)
    settings.COMPRESS_PAGES = False
    plain = client.get(LIST, headers=ZIPPED)

    assert not plain.has_header("Content-Encoding")
    assert plain.content == gzip.decompress(small.content)
