"""Who may do what: listeners, editors, other pages, other machines; and logging in and out."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from player.app import create_app
from player.home import Home
from player.password import remove_password, set_password
from player.settling import spoken_paragraphs
from player.throttle import FIRST_WAIT_S, FREE_TRIES, Throttle
from player.web.login import own_address
from player.web.session import TOKEN_FIELD, TOKEN_HEADER
from tests.player.web.conftest import OurPage

PASSWORD = "גשם ראשון 8"
OURS = {"Sec-Fetch-Site": "same-origin"}
HTMX = {**OURS, "HX-Request": "true", "HX-Request-Type": "partial"}
SLUG = "שפות-12"
SPEAKERS = f"/episodes/{SLUG}/speakers"
LISTENERS = (
    "/",
    f"/episodes/{SLUG}",
    f"/episodes/{SLUG}/timeline.json",
    f"/episodes/{SLUG}/sound.mp3",
    f"/episodes/{SLUG}/download/txt",
    f"/episodes/{SLUG}/cover.png",
    "/service-worker.js",
    "/manifest.webmanifest",
    "/page.js",
    "/offline",
    "/style",
    "/login",
)
READS = {
    "/",
    "/episodes/<slug>",
    "/episodes/<slug>/cover.png",
    "/episodes/<slug>/download/<name>",
    "/episodes/<slug>/growing",
    "/episodes/<slug>/growing.mp3",
    "/episodes/<slug>/progress.json",
    "/episodes/<slug>/sound.<any(m4a, mp3):form>",
    "/episodes/<slug>/timeline.json",
    "/feed/<key>/<slug>/<name>",
    "/feed/<key>/<slug>/cover.png",
    "/feed/<key>/house.png",
    "/feed/<key>/house.xml",
    "/feed/<key>/series/<series>.png",
    "/feed/<key>/series/<series>.xml",
    "/icon-<int:size>.png",
    "/login",
    "/manifest.webmanifest",
    "/offline",
    "/page.js",
    "/service-worker.js",
    "/static/<path:filename>",
    "/style",
}
"""What listeners may ask for; a new page is for editors, or is named here by who thought of it."""
CHANGES = {"/language", "/login", "/logout"}
"""The same for what changes something."""

pytestmark = pytest.mark.usefixtures("filled")


@pytest.fixture
def locked(home: Home) -> None:
    set_password(home.house, PASSWORD)


def log_in(client: FlaskClient, password: str = PASSWORD, **form: str) -> int:
    return client.post("/login", data={"password": password, **form}, headers=OURS).status_code


def settle(client: FlaskClient, home: Home, headers: dict[str, str] = OURS) -> int:
    key = spoken_paragraphs(home, SLUG)[1].key
    return client.post(f"{SPEAKERS}/{key}", data={"speaker": "נועה"}, headers=headers).status_code


def settled(home: Home) -> int:
    return sum(bool(one.settled) for one in spoken_paragraphs(home, SLUG))


@pytest.fixture
def bare(app: Flask) -> Iterator[FlaskClient]:
    """A browser of which nothing is done by itself."""
    with FlaskClient(app, app.response_class, use_cookies=True) as client:
        yield client


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize("address", LISTENERS)
def test_a_listener_reads_without_logging_in(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.usefixtures("locked")
def test_every_page_is_for_editors_or_known_to_be_for_listeners(app: Flask, client: FlaskClient) -> None:
    """Every rule of the application is asked, with what its address needs made up."""
    for rule in app.url_map.iter_rules():
        address = re.sub(
            r"<(int|any\(m4a, mp3\)):\w+>", lambda found: "1" if found[1] == "int" else "m4a", rule.rule
        )
        address = re.sub(r"<[^>]+>", "x", address)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            answer = client.open(address, method=method, headers=OURS)
            refused = answer.status_code == 403 or "/login?next=" in answer.headers.get("Location", "")
            known = READS if method == "GET" else CHANGES
            if rule.rule == "/login" and method == "POST":
                continue  # It is refused for want of a password, not of a session.
            assert refused == (rule.rule not in known), f"{method} {rule.rule}: {answer.status_code}"


@pytest.mark.usefixtures("locked")
def test_what_changes_anything_waits_for_a_login(client: FlaskClient, home: Home) -> None:
    assert settle(client, home) == 403
    assert settled(home) == 0
    refused = client.post(f"{SPEAKERS}/x", headers=HTMX)
    assert "<html" not in refused.text and 'href="/login"' in refused.text
    assert log_in(client) == 303
    assert settle(client, home) == 303
    assert settled(home) == 1
    assert client.post("/logout", headers=OURS).status_code == 303
    assert settle(client, home) == 403


@pytest.mark.usefixtures("locked")
def test_a_page_of_the_studio_leads_to_the_login_and_it_leads_back(client: FlaskClient) -> None:
    asked = client.get(SPEAKERS + "?all=")
    assert asked.status_code == 303
    login = client.get(asked.headers["Location"])
    (after,) = re.findall(r'name="next" value="([^"]*)"', login.text)
    answer = client.post("/login", data={"password": PASSWORD, "next": after}, headers=OURS)
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200 and "לפי התווית" in page.text
    assert client.get("/login").status_code == 303, "who is logged in is not asked again"
    assert client.get(SPEAKERS, headers=HTMX).status_code == 200


@pytest.mark.usefixtures("locked")
def test_buttons_of_the_studio_are_shown_to_editors_only(client: FlaskClient) -> None:
    def looks() -> tuple[bool, bool, bool]:
        page = client.get(f"/episodes/{SLUG}").text
        return "/speakers#p1" in page, 'action="/logout"' in page, 'href="/login"' in page

    assert looks() == (False, False, True)
    log_in(client)
    assert looks() == (True, True, False)


def test_without_a_password_there_is_no_login_to_offer(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "/login" not in page and "/logout" not in page
    told = client.get("/login")
    assert told.status_code == 200
    assert "karyan password" in told.text and '<input type="password"' not in told.text


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize("password", ["", "x", PASSWORD + "!", "x" * 5000])
def test_a_wrong_password_is_one_sentence(client: FlaskClient, home: Home, password: str) -> None:
    answer = client.post("/login", data={"password": password, "next": "/style"}, headers=OURS)
    assert answer.status_code == 403
    assert "זו אינה הסיסמה" in answer.text
    assert 'name="next" value="/style"' in answer.text
    assert password == "" or f'value="{password}"' not in answer.text
    assert settle(client, home) == 403


@pytest.mark.usefixtures("locked")
def test_after_some_wrong_ones_even_the_right_one_waits(client: FlaskClient, home: Home) -> None:
    for _ in range(FREE_TRIES):
        assert log_in(client, "wrong password") == 403
    answer = client.post("/login", data={"password": PASSWORD}, headers=OURS)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= FIRST_WAIT_S
    assert re.search(r"נסו שוב בעוד (\d+ שניות|שנייה)", answer.text)
    client.set_cookie("karyan_language", "en")
    assert "too many wrong tries" in client.post("/login", data={"password": PASSWORD}, headers=OURS).text
    Throttle(home.house).was_right("127.0.0.1")  # As if the time had passed.
    assert log_in(client) == 303


@pytest.mark.usefixtures("locked")
def test_another_password_ends_every_session_and_none_leaves_it_to_the_machine(
    app: Flask, home: Home
) -> None:
    one, other = app.test_client(), app.test_client()
    for client in (one, other):
        log_in(client)
        assert settle(client, home) == 303
    set_password(home.house, PASSWORD)
    for client in (one, other):
        assert settle(client, home) == 403
    log_in(one)
    assert (settle(one, home), settle(other, home)) == (303, 403)
    remove_password(home.house)
    assert settle(other, home) == 303


def test_another_process_of_the_house_knows_the_session(client: FlaskClient, home: Home) -> None:
    set_password(home.house, PASSWORD)
    log_in(client)
    cookie = next(iter(client._cookies.values()))  # type: ignore[union-attr]
    other = create_app(home).test_client()
    other.set_cookie(cookie.key, cookie.value)
    assert other.get(SPEAKERS).status_code == 200


def test_a_cookie_that_was_made_up_is_none(client: FlaskClient, home: Home) -> None:
    set_password(home.house, PASSWORD)
    log_in(client)
    cookie = next(iter(client._cookies.values()))  # type: ignore[union-attr]
    for forged in (cookie.value[:-3] + "AAA", "x", ""):
        client.set_cookie(cookie.key, forged)
        assert client.get(SPEAKERS).status_code == 303


def test_the_cookie_is_for_this_site_alone_and_unseen_by_scripts(client: FlaskClient, home: Home) -> None:
    told = client.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in told and "SameSite=Lax" in told and "Secure" not in told
    assert re.match(r"karyan_[0-9a-f]{8}=", told)
    public = create_app(replace(home, settings=home.settings.but(site="https://talks.example")))
    told = public.test_client().get("/", base_url="https://talks.example").headers["Set-Cookie"]
    assert "Secure" in told
    # Behind a proxy the server itself is asked without encryption.
    told = public.test_client().get("/", base_url="http://talks.example").headers["Set-Cookie"]
    assert "Secure" in told


def test_files_and_sounds_neither_set_a_cookie_nor_depend_on_one(client: FlaskClient) -> None:
    for address in (f"/episodes/{SLUG}/sound.mp3", "/static/css/base.css", "/page.js"):
        answer = client.get(address)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_change_needs_the_token_of_its_own_session(bare: FlaskClient, app: Flask, home: Home) -> None:
    assert settle(bare, home) == 403
    bare.get("/")
    assert settle(bare, home) == 403, "a session, but no token"
    others = OurPage(app, app.response_class, use_cookies=True).token()
    for token in (others, "", ".", "x.y", "א.א", "x"):
        # As bytes of a header, which know no Hebrew.
        told = token.encode().decode("latin-1")
        refused = bare.post(f"{SPEAKERS}/x", headers={**OURS, TOKEN_HEADER: told})
        assert refused.status_code == 403
        assert "טענו אותו מחדש" in refused.text
        assert bare.post(f"{SPEAKERS}/x", data={TOKEN_FIELD: token}, headers=OURS).status_code == 403
    assert settled(home) == 0


def test_the_tokens_of_a_page_differ_and_each_is_taken(bare: FlaskClient, home: Home) -> None:
    page = bare.get(SPEAKERS).text
    tokens = re.findall(rf'name="{TOKEN_FIELD}" value="([^"]+)"', page)
    tokens += re.findall(rf'"{TOKEN_HEADER}": "([^"]+)"', page)
    assert len(set(tokens)) == len(tokens) > 2
    key = spoken_paragraphs(home, SLUG)[1].key
    for number, token in enumerate(tokens):
        form = {TOKEN_FIELD: token, "speaker": ("נועה", "")[number % 2]}
        assert bare.post(f"{SPEAKERS}/{key}", data=form, headers=OURS).status_code == 303


def test_every_form_of_ours_that_changes_anything_has_the_token(client: FlaskClient, home: Home) -> None:
    set_password(home.house, PASSWORD)
    pages = [client.get("/login").text]
    log_in(client)
    pages += [client.get(address).text for address in ("/", SPEAKERS)]
    forms = [
        form for page in pages for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
    ]
    assert len(forms) > 5
    for form in forms:
        assert f'name="{TOKEN_FIELD}"' in form


def test_a_token_of_before_the_login_is_stale(bare: FlaskClient, home: Home) -> None:
    set_password(home.house, PASSWORD)
    before = re.findall(rf'name="{TOKEN_FIELD}" value="([^"]+)"', bare.get("/login").text)[0]
    form = {TOKEN_FIELD: before, "password": PASSWORD}
    assert bare.post("/login", data=form, headers=OURS).status_code == 303
    assert bare.post(f"{SPEAKERS}/x", data={TOKEN_FIELD: before}, headers=OURS).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8451", "127.0.0.1.evil.example", "192.0.2.1"])
def test_a_name_that_others_gave_this_machine_is_refused(client: FlaskClient, host: str) -> None:
    for path in ("/", f"/episodes/{SLUG}/timeline.json"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 403
        assert "KARYAN_SITE" in answer.text and "שפות מחשב" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8451", "[::1]:8451", "LOCALHOST:1"])
def test_the_machines_own_names_are_taken(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_the_site_is_taken_too_and_where_others_are_served_any_name(home: Home) -> None:
    site = create_app(replace(home, settings=home.settings.but(site="https://talks.example/k")))
    assert site.test_client().get("/", headers={"Host": "talks.example"}).status_code == 200
    assert site.test_client().get("/", headers={"Host": "other.example"}).status_code == 403
    everywhere = create_app(replace(home, settings=home.settings.but(host="0.0.0.0")))
    assert everywhere.test_client().get("/", headers={"Host": "nas.lan:8451"}).status_code == 200


@pytest.mark.parametrize(
    "from_elsewhere",
    [
        {"headers": {"X-Forwarded-For": "192.0.2.1"}},
        {"headers": {"Forwarded": "for=192.0.2.1"}},
        {"headers": {"Host": "talks.example"}},
        {"environ_base": {"REMOTE_ADDR": "192.0.2.1"}},
    ],
)
def test_without_a_password_only_who_sits_at_the_machine_changes_anything(
    home: Home, from_elsewhere: dict[str, dict[str, str]]
) -> None:
    """Also where a proxy hands on what others ask, and where the password is taken away while it serves."""
    app = create_app(replace(home, settings=home.settings.but(site="https://talks.example")))
    app.test_client_class = OurPage
    client = app.test_client()
    answer = client.get(SPEAKERS, **from_elsewhere)  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert "karyan password" in answer.text
    headers = {**OURS, **from_elsewhere.get("headers", {})}
    refused = client.post(
        f"{SPEAKERS}/x", headers=headers, environ_base=from_elsewhere.get("environ_base", {})
    )
    assert refused.status_code == 403
    assert client.get("/", **from_elsewhere).status_code == 200  # type: ignore[arg-type]


def test_behind_a_proxy_the_origin_is_the_sites(home: Home) -> None:
    set_password(home.house, PASSWORD)
    app = create_app(replace(home, settings=home.settings.but(site="https://talks.example/k")))
    app.test_client_class = OurPage
    with app.test_client() as client:
        for origin, status in (("https://talks.example", 303), ("https://evil.example", 403), ("://", 403)):
            asked = {"Origin": origin}
            assert client.post("/login", data={"password": PASSWORD}, headers=asked).status_code == status


@pytest.mark.parametrize(
    "address",
    [
        "",
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/login",
        "/login?next=/login",
        "///evil.example",
        " /x",
    ],
)
def test_a_login_leads_to_own_addresses_only(app: Flask, address: str) -> None:
    with app.test_request_context():
        assert own_address(address) == "/"


@pytest.mark.parametrize("address", ["/", "/episodes/x/speakers?all=#p3", "/?q=a%20b"])
def test_own_addresses_are_kept(app: Flask, address: str) -> None:
    with app.test_request_context():
        assert own_address(address) == address


@given(st.text(alphabet="/\\:@.?#a\t %", max_size=12))
def test_whatever_is_asked_a_login_never_leads_elsewhere(address: str) -> None:
    with ANY_APP.test_request_context():
        assert re.match(r"/(?![/\\])", own_address(address))


ANY_APP = Flask(__name__)
for name, path in (("library.index", "/"), ("login.page", "/login")):
    ANY_APP.add_url_rule(path, endpoint=name)


def test_a_page_that_is_sent_while_it_is_made_begins_the_session_all_the_same(
    bare: FlaskClient, home: Home
) -> None:
    page = bare.get(f"/episodes/{SLUG}")
    token = re.findall(rf'"{TOKEN_HEADER}": "([^"]+)"', page.text)[0]
    key = spoken_paragraphs(home, SLUG)[1].key
    headers = {**OURS, TOKEN_HEADER: token}
    assert bare.post(f"{SPEAKERS}/{key}", data={"speaker": "נועה"}, headers=headers).status_code == 303


@pytest.mark.usefixtures("locked")
def test_the_library_offers_a_listener_nothing_that_he_may_not(client: FlaskClient) -> None:
    offered = ('href="/bin"', "/delete", 'class="in-doubt"')
    assert not any(part in client.get("/").text for part in offered)
    log_in(client)
    assert all(part in client.get("/").text for part in offered)
