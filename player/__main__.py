"""``python -m player`` and the command ``karyan``."""

from player.cli import karyan


def main() -> None:
    """Run the command line."""
    karyan()


if __name__ == "__main__":
    main()
