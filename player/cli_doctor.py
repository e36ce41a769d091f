"""The command that looks whether everything works here."""

import json
import sys

import click

from audio.errors import KaryanError
from player.cli_parts import example, home_of, json_option
from player.config import Settings, load_settings
from player.doctor.base import examine, finding_facts, finding_row
from player.doctor.table import CHECKS

FAILURE = 1


@click.command("doctor", epilog=example("karyan doctor", "karyan doctor --json"))
@json_option
def doctor_command(as_json: bool) -> None:
    """לבדוק שהכול עובד · See whether everything works here, and what to do where it does not."""
    settings = _settings()
    findings = []
    for finding in examine(CHECKS, settings):
        findings.append(finding)
        if not as_json:
            click.echo(finding_row(finding, settings.language))
    if as_json:
        facts = [finding_facts(finding, settings.language) for finding in findings]
        click.echo(json.dumps(facts, ensure_ascii=False))
    if any(finding.state == "fails" for finding in findings):
        sys.exit(FAILURE)


def _settings() -> Settings:
    """As they hold in the house; where it cannot be asked, which a check then finds, as they are given."""
    try:
        return home_of().settings
    except KaryanError:
        return load_settings()
