import pytest

from articles.reach.programs import is_browser

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"


@pytest.mark.parametrize(
    "program",
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        f"{PHONE} Safari/604.1",
        f"{PHONE} [FBAN/FBIOS;FBAV/520.0]",
        "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
        "Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12.423 Version/12.16",
    ],
)
def test_readers_use_browsers(program):
    assert is_browser(program)


@pytest.mark.parametrize(
    "program",
    [
        "-",
        "",
        "curl/8.5.0",
        "python-requests/2.32",
        "Slackbot-LinkExpanding 1.0",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0 Safari/537.36",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "Mozilla/5.0 (Macintosh) AppleWebKit/605 Safari/605 (Applebot/0.1)",
        "Mozilla/5.0 (compatible; ia_archiver)",
        "Mozilla/5.0 (compatible; AhrefsSiteAudit/6.1)",
    ],
)
def test_robots_are_no_readers(program):
    assert not is_browser(program)
