import json
import os
import subprocess
import sys

ASK = """
import json
from diwan.entry.web import settings
print(json.dumps([settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS, settings.SESSION_COOKIE_SECURE]))
"""


def test_forms_of_a_host_behind_tls_are_taken_and_its_cookies_stay_on_tls(tmp_path) -> None:
    environment = os.environ | {
        "DIWAN_HOME": str(tmp_path),
        "DIWAN_HOSTS": "centre.example.org, other.example.org",
        "DIWAN_HTTPS": "1",
    }
    answer = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    hosts, origins, secure = json.loads(answer.stdout)
    assert {"centre.example.org", "other.example.org"} < set(hosts)
    assert origins == ["https://centre.example.org", "https://other.example.org"]
    assert secure is True
